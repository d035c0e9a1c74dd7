"""Reading a segmentation from one file, of this format or an earlier one."""

from __future__ import annotations

import hashlib
import json
import zipfile
from datetime import date
from functools import reduce
from operator import getitem
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
from pydantic import ValidationError

from coterie import errors
from coterie.artefact.checking import check
from coterie.artefact.format_3 import Content, segmentation_of
from coterie.artefact.manifest import FORMAT, FORMAT_VERSION, Manifest
from coterie.artefact.refusals import Refused, parsed, path_in, place, said
from coterie.artefact.saving import to_bytes
from coterie.artefact.upgrade import upgraded
from coterie.atomic import path_of, system_reason
from coterie.scoring import place as place_customers

if TYPE_CHECKING:
    from collections.abc import Sequence
    from os import PathLike
    from pathlib import Path

    from coterie.segmentation import Segmentation

MOST_BYTES = 64 * 2**20
"""Of one file of the zip, unpacked: far more than any segmentation holds."""


def load(path: str | PathLike[str]) -> Segmentation:
    """Read a saved segmentation.

    Parameters
    ----------
    path : path
        A file that `save` wrote, in this version or an earlier one.

    Returns
    -------
    Segmentation
        Equal to the one saved, to the last bit. Of a file of an earlier format, with what has another name now under
        that name.

    Raises
    ------
    coterie.errors.ArtefactNotFound
        When there is no such file.
    coterie.errors.ArtefactError
        When the file is something else, damaged, or of a later format.
    """
    source = path_of("path", path)
    try:
        if source.is_dir():
            raise errors.writing.not_an_artefact(source.name, "it is a folder")
        if not source.exists():
            raise errors.writing.no_such_artefact(source)
        return _read(source)
    except errors.CoterieError:
        raise
    except OSError as error:
        raise errors.writing.not_an_artefact(source.name, system_reason(error)) from error
    except Exception as error:  # zip and JSON readers raise many kinds for damaged bytes
        raise errors.writing.not_an_artefact(source.name, _reason(error)) from error


def _read(source: Path) -> Segmentation:
    with zipfile.ZipFile(source) as archive:
        manifest = parsed(_member(archive, "manifest.json"))
        version, sha256 = _format_of(manifest), manifest.get("sha256")
        content = _member(archive, "segmentation.json")
    if hashlib.sha256(content).hexdigest() != sha256:
        message = "its content was changed after it was saved"
        raise Refused(message)
    stated = _stated(manifest) if version == FORMAT_VERSION else None
    return segmentation_in(content, version, stated)


def _stated(manifest: dict[str, Any]) -> Manifest:  # whatever JSON holds
    try:
        return Manifest.model_validate_json(json.dumps(manifest))
    except ValidationError as error:
        message = f"manifest.{said(error, manifest)}"
        raise Refused(message) from error


def segmentation_in(content: bytes, version: int, manifest: Manifest | None = None) -> Segmentation:
    """Return the segmentation that the content of a file holds.

    Parameters
    ----------
    content : bytes
        `segmentation.json`.
    version : int
        The format it is in.
    manifest : Manifest or None
        What the file says of it, where it is of the latest format.

    Raises
    ------
    coterie.artefact.refusals.Refused
        When it is not what the format says.
    """
    model = content_of(upgraded(parsed(content), version), manifest.optional if manifest else ())
    check(model)
    try:
        segmentation = segmentation_of(model)
    except ValidationError as error:
        raise Refused(said(error, {"evidence": model.evidence})) from error
    if manifest is not None and manifest.short_hash not in {None, segmentation.short_hash}:
        message = "manifest.short_hash is that of another segmentation"
        raise Refused(message)
    _try(segmentation)
    return segmentation


def content_of(plain: Any, optional: Sequence[str] = ()) -> Content:  # noqa: ANN401 - what JSON says
    """Return JSON as the model of its format; unknown fields are left out where they are listed as optional.

    Examples
    --------
    >>> content_of({"colour": "red"}, ["colour"])
    Traceback (most recent call last):
    coterie.artefact.refusals.Refused: coterie_version is missing
    """
    try:
        return Content.model_validate_json(json.dumps(plain))
    except ValidationError as error:
        unknown = [path_in(plain, each["loc"]) for each in error.errors() if each["type"] == "extra_forbidden"]
        may_go = [path for path in unknown if place(part for part in path if isinstance(part, str)) in optional]
        if not may_go:
            raise Refused(said(error, plain)) from error
    for *path, field in may_go:
        del reduce(getitem, path, plain)[field]
    return content_of(plain)


_LIKE = {
    "numeric": ["1", "2", None],
    "boolean": ["yes", "no", None],
    "date": [date(2024, 1, 2), date(2023, 2, 1), None],
}


def _try(segmentation: Segmentation) -> None:
    """Score invented customers, and save: parts that do not fit would fail later, or place real ones wrongly."""
    known = {feature.feature: [*feature.categories[:2], None] for feature in segmentation.preparation.features}
    customers = {
        column.name: _LIKE.get(column.comes_as) or [*known[column.name], "x"][-3:]
        for column in segmentation.schema.features
    }
    try:
        with np.errstate(all="ignore"):  # of this thread alone, unlike what Python does with warnings
            place_customers(segmentation, pl.DataFrame(customers, strict=False), checks="lenient")
        to_bytes(segmentation)
    except errors.CoterieError:
        return  # the invented customers do not suit it, which says nothing of its parts
    except Exception as error:
        message = "its parts do not fit together"
        raise Refused(message) from error


def _member(archive: zipfile.ZipFile, member: str) -> bytes:
    """Read one file of the zip, refusing one that unpacks to more than any segmentation holds."""
    if archive.getinfo(member).file_size > MOST_BYTES:
        message = f"{member} unpacks to more than {MOST_BYTES // 2**20} MiB"
        raise Refused(message)
    with archive.open(member) as content:
        return content.read(MOST_BYTES)


def _format_of(manifest: object) -> int:
    """Return the number of the format, of those that this version reads."""
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        message = "it does not say that it is one"
        raise Refused(message)
    version = manifest.get("format_version")
    if type(version) is not int or version < 1:
        message = "it does not say of which format it is"
        raise Refused(message)
    if version > FORMAT_VERSION:
        by = " ".join(str(manifest.get("coterie_version", "another version")).split())[:40]
        message = f"it was written by coterie {by} in format {version}, and this version reads formats up to "
        message += f"{FORMAT_VERSION}. Install a newer coterie"
        raise Refused(message)
    return version


def _reason(error: Exception) -> str:
    """Return in one line what is wrong with a file."""
    return str(error).strip('"').splitlines()[0] if str(error) else type(error).__name__
