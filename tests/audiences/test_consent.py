import polars as pl
import pytest

from coterie.audiences.consent import agreed


@pytest.mark.parametrize(
    ("cells", "wanted", "expected"),
    [
        (["Yes", "no", None, "1"], "yes", [True, False, False, True]),
        ([True, False, None], "yes", [True, False, False]),
        ([1, 0, None], "yes", [True, False, False]),
        (["ja", "nein", ""], "yes", [True, False, False]),
        (["yes", "no"], "no", [False, True]),
        (["EU", " us ", None], "US", [False, True, False]),
        (["opt-in", "opt-out"], "opt-in", [True, False]),
        (["opt-in", "opt-out"], "yes", [False, False]),
        ([3, 4], "4", [False, True]),
    ],
)
def test_only_who_said_so_agreed(cells, wanted, expected):
    assert agreed(pl.DataFrame({"c": cells}), {"c": wanted}).to_list() == expected


def test_every_column_has_to_say_it_and_without_one_everybody_did():
    frame = pl.DataFrame({"a": ["yes", "yes", "no"], "b": ["yes", "no", "yes"]})
    assert agreed(frame, {"a": "yes", "b": "yes"}).to_list() == [True, False, False]
    assert agreed(frame, {}).to_list() == [True] * 3
