"""JSON read strictly: no name twice, no NaN, nothing that is read otherwise elsewhere."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from coterie.service import problems


class _TwiceError(ValueError):
    """A name that stands twice in an object."""


def parse(body: bytes, known: frozenset[str] = frozenset()) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Read JSON.

    Parameters
    ----------
    body : bytes
        In UTF-8, with or without a byte order mark.
    known : frozenset of str
        Names that a message may repeat.

    Raises
    ------
    coterie.service.problems.Problem
        When it is none. No value of it is told.

    Examples
    --------
    >>> parse(b'{"age": 41, "income": null}')
    {'age': 41, 'income': None}
    >>> parse(b'{"age": 41, "age": 14}', frozenset({"age"}))
    Traceback (most recent call last):
    coterie.service.problems.Problem: duplicate_name
    """
    try:
        return _DECODER.decode(body.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise problems.not_utf8() from None
    except json.JSONDecodeError as error:
        raise problems.broken(error.lineno, error.colno) from None
    except RecursionError:
        raise problems.too_deep() from None
    except _TwiceError as error:
        name = error.args[0]
        raise problems.twice(name if name in known else None) from None
    except ValueError:  # thousands of digits
        raise problems.no_number() from None


def _no_constant(token: str) -> NoReturn:
    del token
    raise problems.no_number()


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:  # whatever JSON holds
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        raise _TwiceError(next(name for name, _ in pairs if name in seen or seen.add(name)))  # type: ignore[func-returns-value] # None, so the name goes on
    return found


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_no_constant)
