import polars as pl
import pytest

from coterie.parsing.booleans import to_boolean
from coterie.parsing.vocabulary import all_words


@pytest.mark.parametrize(
    ("yes", "no"), [("Yes", "No"), ("TRUE", "FALSE"), ("1", "0"), ("ja", "Nein"), ("Y ", " n"), ("oui", "non")]
)
def test_pairs_are_read(yes: str, no: str) -> None:
    assert to_boolean(pl.Series([yes, no, None])).to_list() == [True, False, None]


def test_no_word_means_both() -> None:
    assert not set(all_words("yes_no", "yes")) & set(all_words("yes_no", "no"))


def test_other_words_are_null() -> None:
    assert to_boolean(pl.Series(["maybe", "2", "male"])).null_count() == 3
