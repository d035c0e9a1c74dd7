import polars as pl
import pytest

from coterie.schema.exclusions import left_out
from coterie.schema.facts import facts_of
from coterie.schema.kinds import kind_of


def why(name: str, values: list[object], *, typed: bool = False) -> str:
    fact = facts_of(pl.DataFrame({name: values, "row": range(len(values))}))[0]
    return left_out(fact, kind_of(fact), typed=typed)


@pytest.mark.words
@pytest.mark.parametrize(
    ("name", "values", "reason"),
    [
        ("x", [None] * 9, "Every value is missing."),
        ("x", [5] * 9, "The same value in every row."),
        ("x", [5] * 9 + [None], "The same number wherever there is one."),
        ("vip", ["no"] * 399 + ["yes"], "Nearly constant: 99.8 % of the rows have the same value."),
        (
            "Email",
            [f"u{n}@x.org" for n in range(9)],
            "Personal (e-mail address): it says who the customer is, not how.",
        ),
        (
            "contact",
            [f"+49 170 {n}55-123{n}" for n in range(9)],
            "Personal (phone numbers): it says who the customer is, not how.",
        ),
        (
            "note",
            [f"a note of many words and no use, number {n}" for n in range(30)],
            "Free text: no distance can be built on it, and it may hold personal data.",
        ),
        (
            "city",
            [f"City{n}" for n in range(60)],
            "Text with 60 different values in 60 rows: too many to compare segments by. "
            "Name it with --describe to keep it.",
        ),
        ("tags", [[n] for n in range(9)], "Left out: lists, records or other cells that are no single value."),
    ],
)
def test_the_reason_is_a_sentence(name: str, values: list[object], reason: str) -> None:
    assert why(name, values) == reason


def test_what_varies_stays() -> None:
    assert why("age", [20, 30, 40]) == ""
    assert why("partner", ["yes", None]) == ""


def test_a_type_given_by_a_person_overrides_the_name() -> None:
    assert why("Phone", ["a", "b", "a"], typed=True) == ""
