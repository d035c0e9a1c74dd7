"""How far Zstandard may unpack, found by walking over its blocks without unpacking any (RFC 8878)."""

from __future__ import annotations

_LARGEST_BLOCK = 2**17
_SKIPPABLE = range(0x184D2A50, 0x184D2A60)
_FRAME = 0xFD2FB528
_RAW, _REPEATED = 0, 1


def most_unpacked(data: bytes) -> int:
    """Return how many bytes come out of compressed ones at most: 128 KiB a block.

    Parameters
    ----------
    data : bytes
        Frames of Zstandard.

    Returns
    -------
    int
        More than come out, where blocks are small.

    Raises
    ------
    ValueError
        When these are no frames, or one is cut off.

    References
    ----------
    Collet and Kucherawy (2021), Zstandard compression and the "application/zstd" media type, RFC 8878.

    Examples
    --------
    >>> most_unpacked(bytes.fromhex("28b52ffd0058190000612c62"))  # a frame of the three bytes "a,b"
    3
    """
    at = total = 0
    while at < len(data):
        kind = _number(data, at, 4)
        if kind in _SKIPPABLE:
            at += 8 + _number(data, at + 4, 4)
        elif kind == _FRAME:
            at, unpacked = _frame(data, at + 4)
            total += unpacked
        else:
            message = "no frame"
            raise ValueError(message)
    return total


def _frame(data: bytes, at: int) -> tuple[int, int]:
    """Walk over one frame; return where it ends, and what comes out of it at most."""
    told = _number(data, at, 1)
    single, checksum = bool(told & 0x20), bool(told & 0x04)
    size_bytes = (int(single), 2, 4, 8)[told >> 6]
    at += 1 + (not single) + (0, 1, 2, 4)[told & 3] + size_bytes
    total = 0
    last = False
    while not last:
        header = _number(data, at, 3)
        last, kind, size = bool(header & 1), header >> 1 & 3, header >> 3
        total += size if kind in {_RAW, _REPEATED} else _LARGEST_BLOCK
        at += 3 + (1 if kind == _REPEATED else size)
    return at + 4 * checksum, total


def _number(data: bytes, at: int, size: int) -> int:
    """Read a number, its lowest byte first."""
    if at + size > len(data):
        message = "cut off"
        raise ValueError(message)
    return int.from_bytes(data[at : at + size], "little")
