"""What a file is: by its content where that is plain, else by its ending."""

from __future__ import annotations

import re
from pathlib import PurePath

from coterie import errors
from coterie.remarks import Remark
from coterie.sources.file_formats import FORMATS

_BY_ENDING = {ending: kind for kind, each in FORMATS.items() for ending in each.endings}
_BY_START = tuple((start, kind) for kind, each in FORMATS.items() for start in each.starts)
_JSON = re.compile(rb"\s*(?:\[\s*)?\{\s*\"(?:[^\"\\]|\\.)*\"\s*:")
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_SPELLED = {kind: each.spelled for kind, each in FORMATS.items()}
_NO_TABLES = ((b"%pdf", "a PDF"), (b"<!doctype html", "a web page"), (b"<html", "a web page"), (b"<?xml", "XML"))


def recognise(data: bytes, name: str) -> tuple[str, tuple[Remark, ...]]:
    r"""Say what a file is.

    Parameters
    ----------
    data : bytes
        The file, unpacked.
    name : str
        Its name.

    Returns
    -------
    kind : str
        What to read it as: a key of `coterie.sources.file_formats.FORMATS`.
    remarks : tuple of Remark
        That it is not what its name says, where that is so.

    Raises
    ------
    coterie.errors.InputError
        When neither content nor name is that of a table.

    Examples
    --------
    >>> recognise(b"PAR1...", "customers.csv")[0]
    'parquet'
    >>> recognise(b"id,age\n1,20", "customers.csv")
    ('text', ())
    """
    suffix = PurePath(name).suffix.lower()
    start = data[:64].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    for begins, what in _NO_TABLES:
        if start.startswith(begins):
            raise errors.reading.unreadable(name, f"it is {what}.")
    named = _BY_ENDING.get(suffix)
    found = next((kind for begins, kind in _BY_START if data.startswith(begins)), None)
    if found is None and named is None:
        raise errors.reading.unknown_format(
            name, suffix, [ending for each in FORMATS.values() for ending in each.usual]
        )
    if found is None and (b"\0" not in data[:4096] or data.startswith(_MARKS)):
        found = _kind_of_text(data, named)
    kind = found or named or "text"
    if named in {None, kind}:
        return kind, ()
    return kind, (Remark("read_as_format", facts={"format": _SPELLED[kind], "ending": suffix}),)


def _kind_of_text(data: bytes, named: str | None) -> str | None:
    """Return whether a file without binary data is JSON or a delimited text, where its name does not."""
    if named == "text" and _JSON.match(data.removeprefix(b"\xef\xbb\xbf")):
        return "json"
    like_json = data.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \r\n\t")[:1] in {b"[", b"{"}
    return "text" if named not in {None, "text"} and not (named == "json" and like_json) else None


def has_lines(start: bytes, name: str) -> bool:
    """Return whether a file is read line by line, by its first bytes and its name.

    Examples
    --------
    >>> has_lines(b"id,age", "customers.csv"), has_lines(b"PAR1", "customers.csv"), has_lines(b"[{", "customers.json")
    (True, False, False)
    """
    packed = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd")
    if start.startswith((*packed, *(begins for begins, _ in _BY_START))) or start.lstrip().startswith(b"["):
        return False
    named = _BY_ENDING.get(PurePath(name).suffix.lower())
    return named is not None and FORMATS[named].lines
