import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie.sources.column_names import plain_titles


@given(st.lists(st.text(alphabet="^$* ab()2"), unique=True, min_size=1, max_size=8))
def test_every_column_can_be_selected_by_its_name(titles: list[str]) -> None:
    plain, _ = plain_titles(titles)
    frame = pl.DataFrame([pl.Series(title, [number]) for number, title in enumerate(plain)])
    assert frame.columns == plain
    assert [frame.select(pl.col(title)).item() for title in plain] == list(range(len(plain)))


@pytest.mark.parametrize("titles", [["id", "Annual Income (k$)", "^b", "b$", "a*"], ["(*)"]])
def test_other_names_stay(titles: list[str]) -> None:
    assert plain_titles(titles) == (titles, ())


def test_no_two_names_become_one() -> None:
    titles, remarks = plain_titles(["a", " a", "a ", "*", "(*)"])
    assert titles == ["a", "a (2)", "a (3)", "(*) (2)", "(*)"]
    assert [(remark.column, remark.facts["name"]) for remark in remarks] == [
        ("a (2)", " a"),
        ("a (3)", "a "),
        ("(*) (2)", "*"),
    ]
