"""The fields of a form: short texts, and few of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, TypeAlias
from urllib.parse import parse_qsl

from fastapi import Depends, Request
from starlette.exceptions import HTTPException

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST = 64 * 1024
"""Bytes of a form without a file."""

_FIELDS = 100
_DIGITS = 10


async def fields(request: Request) -> dict[str, str]:
    """Return the fields of a form; of several with one name the last.

    Raises
    ------
    HTTPException
        413 for one that is too large, 400 for what is no form.
    """
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST:
            raise HTTPException(413)
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=_FIELDS))
    except ValueError as error:
        raise HTTPException(400) from error


Form: TypeAlias = Annotated[dict[str, str], Depends(fields)]
"""A parameter of a route: the fields of its form."""


def whole(query: Mapping[str, str], name: str) -> int | None:
    """Return a whole number of an address; None where it says none.

    Examples
    --------
    >>> whole({"k": "6"}, "k"), whole({"k": "²"}, "k"), whole({}, "k")
    (6, None, None)
    """
    said = query.get(name, "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < _DIGITS else None
