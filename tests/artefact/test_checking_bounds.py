"""What a saved reference may leave uncounted: fewer than five customers, where nobody else has a value."""

from __future__ import annotations

import earlier
import pytest
from packing import content_in

import coterie
from coterie.artefact import to_bytes
from coterie.artefact.checking import check
from coterie.artefact.loading import content_of
from coterie.artefact.refusals import Refused


@pytest.fixture(scope="module")
def plain():
    made = coterie.segment(earlier.messy(300, seed=0), k=3, evidence="none", features=["age", "spent", "plan"])
    return content_in(to_bytes(made))


def is_refused(plain, column, bins):
    own = plain | {"reference": plain["reference"] | {"columns": plain["reference"]["columns"] | {column: bins}}}
    try:
        check(content_of(own))
    except Refused:
        return True
    return False


@pytest.mark.parametrize(("left", "refused"), [(-1, True), (0, False), (1, False), (4, False), (5, True)])
def test_numbers_of_a_column_that_next_to_nobody_has(plain, left, refused):
    customers = plain["reference"]["customers"]
    bins = plain["reference"]["columns"]["age"] | {"edges": [], "counts": [], "missing": customers - left}
    assert is_refused(plain, "age", bins) is refused


@pytest.mark.parametrize(("left", "refused"), [(-1, True), (0, False), (1, True), (4, True)])
def test_where_others_have_numbers_everyone_is_counted(plain, left, refused):
    bins = plain["reference"]["columns"]["age"]
    assert is_refused(plain, "age", bins | {"missing": bins["missing"] - left}) is refused


@pytest.mark.parametrize(
    ("others", "left", "refused"),
    [(0, 0, False), (0, 4, False), (0, 5, True), (5, 0, False), (5, 1, True), (4, 0, True), (1, 0, True)],
)
def test_categories_of_a_column_that_next_to_nobody_has(plain, others, left, refused):
    customers = plain["reference"]["customers"]
    bins = plain["reference"]["columns"]["plan"] | {"categories": [], "counts": [], "others": others}
    assert is_refused(plain, "plan", bins | {"missing": customers - others - left}) is refused
