from __future__ import annotations

from dataclasses import replace

from recorded import RECORD

from coterie.history import Run, difference
from coterie.history.comparing import OptionOfBoth


def run(number: int, **changed: object) -> Run:
    record = replace(RECORD, **changed)  # type: ignore[arg-type]  # each has its own type
    return Run(number, record, record.sha256, (), 1, record.at, ())


def test_a_segment_is_who_it_was_by_id_and_birth():
    born_again = replace(RECORD.segments[1], born="cd34", name="Shoppers")
    grown = replace(RECORD.segments[0], name="Keepers", customers=9)
    found = difference(run(1), run(2, segments=(born_again, grown)))
    assert [(each.id, each.name_before, each.name_after) for each in found.segments] == [
        (1, None, "Shoppers"),
        (0, "Savers", "Keepers"),
        (1, "Spenders", None),
    ]
    assert [(each.customers_before, each.customers_after) for each in found.segments] == [(None, 5), (7, 9), (5, None)]


def test_only_options_that_differ_are_told():
    found = difference(run(1, options={"k": 3, "split": True}), run(2, options={"k": 4, "split": True, "pages": True}))
    assert found.options == (OptionOfBoth("k", 3, 4), OptionOfBoth("pages", None, True))
    assert difference(run(1), run(2)).options == ()
