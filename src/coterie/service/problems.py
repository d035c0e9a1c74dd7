"""What a caller can meet: a status, a code for programs, a sentence and what to do; never a customer's value."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from coterie.errors.wording import listed
from coterie.remarks import say
from coterie.service.limits import MEBIBYTE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MEDIA = "application/problem+json"


class Problem(Exception):  # noqa: N818 - what RFC 9457 calls it
    """Why a request was not answered.

    Parameters
    ----------
    status : int
        Of HTTP.
    code : str
        What it is, the same in every language.
    message, remedy : str
        The same in a sentence, and what to do about it.
    headers : mapping
        What HTTP wants beside it.

    Examples
    --------
    >>> problem = too_slow(30)
    >>> problem.status, problem.code
    (408, 'too_slow')
    """

    def __init__(
        self, status: int, code: str, message: str, *, remedy: str, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(code)
        self.status, self.code, self.message, self.remedy = status, code, str(message), str(remedy)
        self.headers = dict(headers or {})

    def as_dict(self) -> dict[str, object]:
        """Return the problem as RFC 9457 has it, with its code and its remedy."""
        return {
            "type": "about:blank",
            "title": self.code,
            "status": self.status,
            "code": self.code,
            "message": self.message,
            "remedy": self.remedy,
        }

    def body(self) -> bytes:
        """Return the problem as JSON."""
        return json.dumps(self.as_dict()).encode()


def broken(line: int, column: int) -> Problem:
    """The body is no JSON."""
    message = say("problem.broken", line=line, column=column)
    return Problem(400, "not_json", message, remedy=say("problem.broken_remedy"))


def not_utf8() -> Problem:
    """The body is no text in UTF-8."""
    return Problem(400, "not_utf8", say("problem.not_utf8"), remedy=say("problem.not_utf8_remedy"))


def too_deep() -> Problem:
    """Lists in lists in lists."""
    return Problem(400, "too_deep", say("problem.too_deep"), remedy=say("problem.wrong_shape_remedy"))


def twice(name: str | None) -> Problem:
    """A name stands twice in one object; it is told where it is one of ours."""
    message = say("problem.twice") if name is None else say("problem.twice_named", name=name)
    return Problem(400, "duplicate_name", message, remedy=say("problem.twice_remedy"))


def no_number() -> Problem:
    """NaN or Infinity, which JSON does not have, or a number beyond all that a computer holds."""
    return Problem(400, "not_a_number", say("problem.no_number"), remedy=say("problem.no_number_remedy"))


def too_exact(name: str, row: int) -> Problem:
    """A whole number that other readers of JSON would round."""
    message = say("problem.too_exact", name=name, row=row)
    return Problem(422, "too_exact", message, remedy=say("problem.too_exact_remedy"))


def wrong_shape() -> Problem:
    """Neither a customer nor a list of them."""
    return Problem(422, "wrong_shape", say("problem.wrong_shape"), remedy=say("problem.wrong_shape_remedy"))


def wrong_type(name: str, row: int, *, must: str) -> Problem:
    """A value of a feature that is of another type of JSON."""
    message = say("problem.wrong_type", name=name, row=row, must=must)
    return Problem(422, "wrong_type", message, remedy=say("problem.wrong_type_remedy"))


def missing(names: Sequence[str], row: int) -> Problem:
    """Features that a customer does not name."""
    message = say("problem.missing", names=listed(list(names)), row=row)
    return Problem(422, "missing_features", message, remedy=say("problem.missing_remedy"))


def wrong_id(name: str, row: int) -> Problem:
    """An id that is no whole number, where all were."""
    message = say("problem.wrong_id", name=name, row=row)
    return Problem(422, "wrong_id", message, remedy=say("problem.wrong_id_remedy"))


def nothing_known() -> Problem:
    """A customer without a value that could place them."""
    return Problem(422, "nothing_known", say("problem.nothing_known"), remedy=say("problem.nothing_known_remedy"))


def too_large(most: int) -> Problem:
    """More bytes than a body may have."""
    message = say("problem.too_large", most=most // MEBIBYTE)
    return Problem(413, "too_large", message, remedy=say("problem.too_large_remedy"))


def too_many(most: int) -> Problem:
    """More customers than a list may have."""
    message = say("problem.too_many", most=most)
    return Problem(413, "too_many_rows", message, remedy=say("problem.too_large_remedy"))


def too_slow(seconds: float) -> Problem:
    """A body that does not arrive."""
    message = say("problem.too_slow", seconds=round(seconds))
    return Problem(408, "too_slow", message, remedy=say("problem.too_slow_remedy"), headers={"Connection": "close"})


def took_too_long(seconds: float) -> Problem:
    """Work that is not done in time."""
    message = say("problem.took_too_long", seconds=round(seconds))
    return Problem(
        503, "took_too_long", message, remedy=say("problem.took_too_long_remedy"), headers={"Retry-After": "5"}
    )


def no_key() -> Problem:
    """A request without a key, or with a wrong one."""
    headers = {"WWW-Authenticate": "Bearer"}
    return Problem(401, "wrong_key", say("problem.no_key"), remedy=say("problem.no_key_remedy"), headers=headers)


def wrong_media() -> Problem:
    """A body that does not say that it is JSON."""
    return Problem(415, "wrong_media", say("problem.wrong_media"), remedy=say("problem.wrong_media_remedy"))


def packed() -> Problem:
    """A compressed body."""
    return Problem(415, "packed", say("problem.packed"), remedy=say("problem.packed_remedy"))


def unknown_alias(known: Sequence[str]) -> Problem:
    """A segmentation that is not served."""
    message = say("problem.unknown_alias", known=listed(list(known)))
    return Problem(404, "unknown_alias", message, remedy=say("problem.alias_remedy"))


def which_alias(known: Sequence[str]) -> Problem:
    """Several segmentations are served, and none is named."""
    message = say("problem.which_alias", known=listed(list(known)))
    return Problem(400, "alias_needed", message, remedy=say("problem.alias_remedy"))


def nowhere() -> Problem:
    """A path that is not served."""
    return Problem(404, "not_found", say("problem.nowhere"), remedy=say("problem.nowhere_remedy"))


def wrong_method(allowed: str) -> Problem:
    """GET where POST is meant, or the reverse."""
    headers = {"Allow": allowed} if allowed else {}
    return Problem(
        405, "wrong_method", say("problem.wrong_method"), remedy=say("problem.nowhere_remedy"), headers=headers
    )


def fault(request: str) -> Problem:
    """A fault of ours, which the log knows by the request's id."""
    message = say("problem.fault", request=request)
    return Problem(500, "fault", message, remedy=say("problem.fault_remedy"))
