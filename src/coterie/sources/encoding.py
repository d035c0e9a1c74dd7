"""From bytes to text: byte order marks, UTF-8, UTF-16, then detection."""

from __future__ import annotations

import codecs
import re
from itertools import pairwise
from typing import NamedTuple

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Western look-alikes that detection mistakes for Windows-1252; it is by far the more frequent.
_LOOK_ALIKES = [
    "cp1250", "cp1252", "cp1254", "cp1257", "cp1258", "cp437", "cp775", "cp850", "cp852", "cp858", "cp1006", "cp1125",
    "hp_roman8", "latin_1", "iso8859_2", "iso8859_3", "iso8859_4", "iso8859_9", "iso8859_10", "iso8859_13",
    "iso8859_14", "iso8859_15", "iso8859_16", "mac_roman", "mac_latin2", "mac_iceland", "mac_turkish", "mac_cyrillic",
    "mac_greek", "cp037", "cp500", "cp1026", "cp1140", "cp273", "utf_7", "ptcp154", "kz1048",
]  # fmt: skip
_SAMPLE = 65_536
_SIGN_IN_WORD = re.compile(r"[A-Za-zÀ-ÿ][¹³¿Ÿ][a-zà-ÿ]")


class Decoded(NamedTuple):
    """Text, and the encoding it was in."""

    text: str
    encoding: str


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Turn bytes into text.

    Parameters
    ----------
    data : bytes
        A whole file.
    encoding : str, optional
        Its encoding, when it is known.

    Returns
    -------
    Decoded
        The text without a byte order mark.

    Raises
    ------
    UnicodeDecodeError, LookupError
        When `encoding` is not the file's, or is none.

    Examples
    --------
    >>> decode("Zoë".encode("cp1252"))
    Decoded(text='Zoë', encoding='Windows-1252')
    >>> decode("Zoë".encode("utf-16"))
    Decoded(text='Zoë', encoding='UTF-16')
    """
    if encoding is not None:
        return Decoded(data.decode(encoding).removeprefix("\ufeff"), encoding)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Decoded(data.decode(name, errors="replace"), name.upper().removesuffix("-SIG"))
    if wide := _wide(data[:_SAMPLE]):
        return Decoded(data.decode(wide, errors="replace"), wide.upper())
    try:
        return Decoded(data.decode("utf-8"), "UTF-8")
    except UnicodeDecodeError:
        return _detected(data)


def _wide(sample: bytes) -> str | None:
    """Recognise UTF-16 without a mark: nearly every second byte of plain text is zero."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    most = max(len(sample) // 2, 1)
    if odd > 0.4 * most and even < 0.1 * most:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * most and odd < 0.1 * most else None


def _detected(data: bytes) -> Decoded:
    """Detect the encoding from the lines that are not plain ASCII."""
    from charset_normalizer import from_bytes  # noqa: PLC0415  # only files that are not UTF-8 need it

    telling = b"\n".join(line for line in data.split(b"\n") if not line.isascii())[:_SAMPLE]
    if _is_western(telling):
        return _western(data)
    best = from_bytes(telling, cp_exclusion=_LOOK_ALIKES).best()
    if best is None:
        return _western(data)
    try:
        return Decoded(data.decode(best.encoding), best.encoding.replace("_", "-"))
    except UnicodeDecodeError:
        return _western(data)


def _is_western(sample: bytes) -> bool:
    """Say whether the bytes beyond ASCII stand alone, as accents and signs do; in other scripts they come in a row."""
    high = [byte >= 0x80 for byte in sample]
    in_a_row = sum(one and next_one for one, next_one in pairwise(high))
    return in_a_row <= 0.2 * sum(high)


def _western(data: bytes) -> Decoded:
    """Decode Windows-1252, or 1250 where signs would stand inside words, as ``Wa³êsa``; Latin-1 leaves no byte open."""
    try:
        text = data.decode("cp1252")
        if _SIGN_IN_WORD.search(text):
            return Decoded(data.decode("cp1250"), "Windows-1250")
        return Decoded(text, "Windows-1252")
    except UnicodeDecodeError:
        return Decoded(data.decode("latin-1"), "Latin-1")
