"""One portable file for a segmentation: a zip of JSON, never code, never customers."""

from __future__ import annotations

import hashlib
import json
import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from pydantic import TypeAdapter, ValidationError

from coterie import errors
from coterie.json_form import as_plain
from coterie.scoring import place
from coterie.segmentation import Result, Segmentation
from coterie.transactions.columns import Columns
from coterie.upgrading import STEPS, upgraded
from coterie.whole import system_reason, whole

if TYPE_CHECKING:
    from os import PathLike

FORMAT = "coterie segmentation"
FORMAT_VERSION = 3
_MOST_BYTES = 64 * 2**20


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
    >>> load(path) == result.segmentation
    True
    """
    with whole(path) as partial:
        partial.write_bytes(to_bytes(segmentation))


def to_bytes(segmentation: Segmentation | Result) -> bytes:
    """Return what `save` writes. The same segmentation gives the same bytes."""
    plain = segmentation.segmentation if isinstance(segmentation, Result) else segmentation
    content = _json(as_plain(plain))
    manifest = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "coterie_version": plain.version,
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in (("manifest.json", _json(manifest)), ("segmentation.json", content)):
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), part, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _json(content: object) -> bytes:
    return json.dumps(content, indent=1, ensure_ascii=False, allow_nan=False).encode()


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
        When the file is something else, damaged, or written by a later version.
    """
    source = Path(path)
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
        raise errors.writing.not_an_artefact(source.name, _first_line(error)) from error


def _read(source: Path) -> Segmentation:
    with zipfile.ZipFile(source) as archive:
        manifest = json.loads(_member(archive, "manifest.json", source.name))
        _check_manifest(manifest, source.name)
        content = _member(archive, "segmentation.json", source.name)
    if hashlib.sha256(content).hexdigest() != manifest.get("sha256"):
        raise errors.writing.not_an_artefact(source.name, "its content was changed after it was saved")
    plain = upgraded(content, manifest["format_version"])
    segmentation: Segmentation = TypeAdapter(Segmentation).validate_json(plain)
    _check_whole(segmentation, source.name)
    return segmentation


_LIKE = {"numeric": ["1", "2", None], "boolean": ["yes", "no", None], "date": ["2024-01-02", "2023-02-01", None]}


def _check_whole(segmentation: Segmentation, name: str) -> None:
    """Score invented customers: parts that do not fit together would fail later, or place real ones wrongly."""
    kinds = {column.name: column.type for column in segmentation.schema.features}
    known = {feature.feature: [*feature.categories[:2], None] for feature in segmentation.preparation.features}
    customers = {column: _LIKE.get(kind) or [*known.get(column, []), "x"][-3:] for column, kind in kinds.items()}
    try:
        with np.errstate(all="ignore"):  # of this thread alone, unlike what Python does with warnings
            place(segmentation, pl.DataFrame(customers, strict=False), checks="lenient")
        to_bytes(segmentation)
        if segmentation.purchases is not None:
            Columns(**segmentation.purchases.columns)  # scoring purchases gives these by name
        fits = len(segmentation.segments) == len(segmentation.centers) and set(known) == set(kinds)
    except errors.CoterieError:
        return  # the invented customers do not suit it, which says nothing of its parts
    except Exception as error:
        raise errors.writing.not_an_artefact(name, "its parts do not fit together") from error
    if not fits:
        raise errors.writing.not_an_artefact(name, "its parts do not fit together")


def _member(archive: zipfile.ZipFile, member: str, name: str) -> bytes:
    """Read one file of the zip, refusing one that unpacks to more than any segmentation holds."""
    if archive.getinfo(member).file_size > _MOST_BYTES:
        raise errors.writing.not_an_artefact(name, f"{member} unpacks to more than 64 MiB")
    with archive.open(member) as content:
        return content.read(_MOST_BYTES)


def _check_manifest(manifest: object, name: str) -> None:
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise errors.writing.not_an_artefact(name, "it does not say that it is one")
    if manifest.get("format_version") not in {*STEPS, FORMAT_VERSION}:
        version = " ".join(str(manifest.get("coterie_version", "another version")).split())[:40]
        raise errors.writing.not_an_artefact(
            name, f"it was written by coterie {version} in a format this version cannot read"
        )


def _first_line(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"
    return str(error).strip('"').splitlines()[0] if str(error) else type(error).__name__
