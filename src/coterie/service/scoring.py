"""Customers of a request, placed by the scorer: each by itself, whether it comes alone, in a list or in a stream."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from coterie import errors
from coterie.service import answers, problems
from coterie.service.strict_json import parse

if TYPE_CHECKING:
    from coterie.scoring import Score
    from coterie.service.limits import Limits
    from coterie.service.served import Served

SLICE = 100
"""Customers between two looks at the clock."""


def placed(served: Served, customer: Any, row: int = 1) -> Score:  # noqa: ANN401 - whatever JSON holds
    """Place one customer, said as the contract wants; `row` counts from 1.

    Raises
    ------
    coterie.service.problems.Problem
    """
    served.contract.check(customer, row)
    try:
        return served.scorer.one(customer)
    except errors.Drifted:  # the contract has seen to every feature; what is left is the id
        raise problems.wrong_id(str(served.contract.key), row) from None


def answer(served: Served, body: bytes, *, limits: Limits) -> tuple[bytes, int]:
    """Return the answer to a body of one customer, or of a list of them, and how many there were.

    Raises
    ------
    coterie.service.problems.Problem
    """
    said = parse(body, served.contract.names)
    if type(said) is not list:
        return answers.one(served, placed(served, said)), 1
    return many(served, said, limits=limits), len(said)


def many(served: Served, customers: list[Any], *, limits: Limits) -> bytes:
    """Return the answer for a list of customers.

    Raises
    ------
    coterie.service.problems.Problem
        Also when it takes too long.
    """
    if len(customers) > limits.rows:
        raise problems.too_many(limits.rows)
    end = time.monotonic() + limits.seconds
    written = []
    for at in range(0, len(customers), SLICE):
        if time.monotonic() > end:
            raise problems.took_too_long(limits.seconds)
        rows = enumerate(customers[at : at + SLICE], at + 1)
        written += [answers.row(placed(served, customer, number)) for number, customer in rows]
    return answers.many(served, written)


def lines(served: Served, batch: list[bytes], first: int) -> tuple[bytes, int]:
    """Return a line of answer for each line of a stream, and how many customers were placed.

    A line that cannot be answered gets its problem as a line; the others go on.
    """
    said, good = [], 0
    for number, line in enumerate(batch, first):
        if not line.strip():
            continue
        try:
            said.append(answers.one(served, placed(served, parse(line, served.contract.names), number)))
            good += 1
        except problems.Problem as problem:
            said.append(answers.plain({"artefact": served.artefact, "line": number, "problem": problem.as_dict()}))
    return b"".join(line + b"\n" for line in said), good
