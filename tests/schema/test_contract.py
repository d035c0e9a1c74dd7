"""A plan that keeps to an earlier one."""

from coterie.schema import Column, Schema
from coterie.schema.contract import by_contract

THEN = Schema(
    (
        Column("id", "text", "id", 0, "An id."),
        Column("spent", "numeric", "feature", 2, "Numbers.", decimal=",", codes=(999.0,), bounds=(0.0, 1e6)),
        Column("card", "categorical", "descriptor", 0, "Text.", categories=("Gold", "Blue")),
        Column("since", "numeric", "feature", 0, "Days.", days_before="2024-12-31"),
    )
)
NOW = Schema(
    (
        Column("since", "numeric", "feature", 1, "Days.", days_before="2025-06-30"),
        Column("card", "numeric", "feature", 4, "Numbers now.", categories=("Red",)),
        Column("spent", "text", "ignored", 5, "Text now."),
        Column("id", "text", "id", 0, "An id."),
        Column("extra", "numeric", "feature", 0, "Numbers."),
    )
)


def test_types_roles_and_reading_are_those_of_before():
    found = by_contract(NOW, THEN)
    assert [column.name for column in found.columns] == [column.name for column in NOW.columns]
    spent = found["spent"]
    assert (spent.type, spent.role, spent.decimal, spent.codes, spent.bounds) == (
        "numeric",
        "feature",
        ",",
        (999.0,),
        (0.0, 1e6),
    )


def test_what_is_counted_is_that_of_today():
    found = by_contract(NOW, THEN)
    assert (found["spent"].missing, found["card"].missing) == (5, 4)
    assert found["card"].categories == ("Red",)
    assert found["since"].days_before == "2025-06-30"


def test_a_column_that_was_not_there_is_left_out():
    extra = by_contract(NOW, THEN)["extra"]
    assert extra.role == "ignored"
    assert extra.reason


def test_the_same_plan_stays_as_it_is():
    assert by_contract(THEN, THEN) == THEN
