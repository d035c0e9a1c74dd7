"""Scores as JSON: every number to its last bit, as text where readers of JSON would round it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from coterie.remarks import words
from coterie.service.contract import EXACT

if TYPE_CHECKING:
    from coterie.remarks import Remark
    from coterie.scoring import Score
    from coterie.service.served import Served

_WRITE = json.JSONEncoder(allow_nan=False, check_circular=False).encode


def fields(score: Score) -> dict[str, object]:
    """Return a score as JSON says it.

    Examples
    --------
    >>> from coterie.scoring import Score
    >>> said = fields(Score(2**60, 1, "Regulars", 0.5, 0, "Rare", 0.25, False, 0, ()))
    >>> said["id"], said["margin"], said["doubts"]
    ('1152921504606846976', 0.25, [])
    """
    key = score.id
    return {
        "id": str(key) if isinstance(key, int) and not -EXACT <= key <= EXACT else key,
        "segment_id": score.segment_id,
        "segment": score.segment,
        "distance": score.distance,
        "second_segment_id": score.second_segment_id,
        "second_segment": score.second_segment,
        "margin": score.margin,
        "unlike_anyone": score.unlike_anyone,
        "imputed": score.imputed,
        "doubts": [_doubt(remark) for remark in score.doubts],
    }


def _doubt(remark: Remark) -> dict[str, object]:
    return {"code": remark.code, "column": remark.column, "message": words().line(remark)}


def one(served: Served, score: Score) -> bytes:
    """Return the answer for one customer, which is also a line of a stream."""
    return _WRITE({"artefact": served.artefact, "alias": served.alias, **fields(score)}).encode()


def many(served: Served, written: list[bytes]) -> bytes:
    """Return the answer for a list of customers, of the scores as `row` writes them."""
    head = _WRITE({"artefact": served.artefact, "alias": served.alias})[:-1].encode()
    return head + b', "scores": [' + b", ".join(written) + b"]}"


def row(score: Score) -> bytes:
    """Return a score within a list."""
    return _WRITE(fields(score)).encode()


def plain(noun: object) -> bytes:
    """Return anything else as JSON."""
    return _WRITE(noun).encode()
