import polars as pl
import pytest

from coterie.errors import InputError
from coterie.schema.facts import facts_of
from coterie.schema.forced import forced


def fact(values: list[object]):  # type: ignore[no-untyped-def]  # Facts
    return facts_of(pl.DataFrame({"x": values, "row": range(len(values))}))[0]


def test_nothing_asked_nothing_forced() -> None:
    assert forced(fact([1]), None) is None


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        ([0, 1], "numeric"),
        (["3", "a", "5"], "numeric"),
        ([True, False], "numeric"),
        ([1, 2], "categorical"),
        ([1, 2], "text"),
        (["yes", "no"], "boolean"),
        (["2024-01-01"], "date"),
        ([45_292], "date"),
        (["00123"], "numeric"),
        ([None], "numeric"),
    ],
)
def test_what_can_be_is(values: list[object], wanted: str) -> None:
    found = forced(fact(values), wanted)  # type: ignore[arg-type]  # one of the types
    assert found is not None
    assert found.type == wanted


@pytest.mark.parametrize(
    ("values", "wanted", "message"),
    [
        (
            ["a", "b", "3"],
            "numeric",
            r"^Column 'x' was to be numeric but holds values such as 'a'\. Correct",
        ),
        (["a", "b"], "boolean", r"^Column 'x' was to be boolean but holds values such as 'a'\."),
        (["a", "b"], "date", r"^Column 'x' was to be a date but holds values such as 'a'\."),
    ],
)
def test_what_cannot_be_is_an_error(values: list[object], wanted: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        forced(fact(values), wanted)  # type: ignore[arg-type]  # one of the types
