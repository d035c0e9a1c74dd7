"""The first thing in a saved file: what it is, in which format, and the fingerprint of the rest."""

from __future__ import annotations

from typing import Final, Literal

from pydantic import Field

from coterie.artefact.written import Written

FORMAT: Final = "coterie segmentation"
FORMAT_VERSION: Final = 3
OPTIONAL: Final = ("told",)
"""What a version that does not know it may leave out."""

_HEX = r"^[0-9a-f]+$"


class Manifest(Written):
    """`manifest.json` of a file of format 3."""

    format: Literal["coterie segmentation"] = Field(description="What the file is.")
    format_version: Literal[3] = Field(description="The format of `segmentation.json`.")
    coterie_version: str = Field(description="The version of coterie that made the segmentation.")
    sha256: str = Field(pattern=_HEX, description="SHA-256 of `segmentation.json`. A file that was edited is refused.")
    short_hash: str | None = Field(
        default=None,
        pattern=_HEX,
        description="Short hash of what decides a customer's segment: how features are read and prepared, the "
        "centroids and the permanent ids. Names, labels and evidence do not change it.",
    )
    optional: tuple[str, ...] = Field(
        default=(),
        description="Fields of `segmentation.json`, such as `names.names.colour`, that a version which does not know "
        "them may leave out. All other unknown fields are refused.",
    )
