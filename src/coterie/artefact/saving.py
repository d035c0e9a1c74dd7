"""Writing a segmentation to one file."""

from __future__ import annotations

import hashlib
import json
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

from coterie.artefact.format_3 import written
from coterie.artefact.manifest import FORMAT, FORMAT_VERSION, OPTIONAL, Manifest
from coterie.atomic import whole
from coterie.segmentation import segmentation_of

if TYPE_CHECKING:
    from os import PathLike

    from coterie.artefact.written import Written
    from coterie.segmentation import Result, Segmentation


def save(segmentation: Segmentation | Result, path: str | PathLike[str]) -> None:
    """Write a segmentation to one file, whole or not at all.

    Parameters
    ----------
    segmentation : Segmentation or Result
        Of a result, its segmentation: no customers are written.
    path : path
        Where to; `.coterie` is the usual ending.

    Raises
    ------
    coterie.errors.OutputError
        When the file cannot be written.

    Examples
    --------
    >>> import coterie, tempfile, pathlib
    >>> result = coterie.segment(coterie.datasets.bank_customers(n=500), k=3)
    >>> path = pathlib.Path(tempfile.mkdtemp()) / "bank.coterie"
    >>> save(result, path)
    >>> coterie.load(path) == result.segmentation
    True
    """
    with whole(path) as partial:
        partial.write_bytes(to_bytes(segmentation))


def to_bytes(segmentation: Segmentation | Result) -> bytes:
    """Return what `save` writes. The same segmentation gives the same bytes."""
    plain = segmentation_of(segmentation)
    content = _json(written(plain))
    manifest = Manifest(
        format=FORMAT,
        format_version=FORMAT_VERSION,
        coterie_version=plain.version,
        sha256=hashlib.sha256(content).hexdigest(),
        short_hash=plain.short_hash,
        optional=OPTIONAL,
    )
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, held in (("manifest.json", _json(manifest)), ("segmentation.json", content)):
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), held, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _json(model: Written) -> bytes:
    return json.dumps(model.model_dump(), indent=1, ensure_ascii=False, allow_nan=False).encode()
