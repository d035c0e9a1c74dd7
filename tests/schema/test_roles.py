import polars as pl
import pytest

from coterie.schema.choices import Choices
from coterie.schema.facts import facts_of
from coterie.schema.kinds import kind_of
from coterie.schema.roles import Planner, _as_described

FREE = Planner(Choices(), None, {}, frozenset(), 0)


def plan(name: str, values: list[object], planner: Planner = FREE):  # type: ignore[no-untyped-def]  # Column
    fact = facts_of(pl.DataFrame({name: values, "row": range(len(values))}))[0]
    return planner.column(fact, kind_of(fact))


def test_categories_keep_their_most_frequent_spelling_in_order_of_frequency() -> None:
    column = plan("card", ["visa", "Visa", "Visa ", "AMEX", "Amex", "Amex", "Amex", "Debit"])
    assert column.categories == ("Amex", "Visa", "Debit")


def test_equals_are_in_alphabetical_order() -> None:
    assert plan("card", ["b", "a", "c", "a", "b", "c"]).categories == ("a", "b", "c")


@pytest.mark.words
def test_few_whole_numbers_are_flagged_with_the_remedy() -> None:
    reason = plan("grade", [1, 2, 3, 1, 2, 3, 1, 2, 3]).reason
    assert reason.endswith(
        "Only 3 different whole numbers: if they are codes, not amounts, correct with --type 'grade=categorical'."
    )


@pytest.mark.words
def test_sensitive_codes_describe_as_categories() -> None:
    column = plan("gender", [1, 2, 9, 1, 2, 9])
    assert (column.type, column.role) == ("categorical", "descriptor")
    assert column.categories == ("1", "2", "9")
    assert column.reason.startswith("Sensitive (gender)")


@pytest.mark.words
def test_numbers_that_are_mostly_missing_describe() -> None:
    column = plan("x", [1.5, 2.5, None, None, None])
    assert (column.role, column.reason) == ("descriptor", "Numbers, but missing in 3 of 5 rows: it describes.")


def test_only_text_is_described_as_something_else() -> None:
    assert [_as_described(each) for each in ("text", "numeric", "categorical", "boolean", "date")] == [
        "categorical", "numeric", "categorical", "boolean", "date",
    ]  # fmt: skip
