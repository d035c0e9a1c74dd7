import polars as pl
import pytest

from coterie.parsing.missing import MISSING_TOKENS, fold, is_missing


@pytest.mark.parametrize(
    "token",
    ["", " ", "NA", "N/A", "nan", "null", "None", "-", "--", "?", ".", "#N/A", "missing", "unknown", "\u00a0n/a "],
)
def test_a_missing_token_is_missing(token: str) -> None:
    assert pl.Series([token]).to_frame("x").select(is_missing(pl.col("x"))).item()


@pytest.mark.parametrize("word", ["0", "no", "n", "nano", "-1", "nothing", "Nan Goldin"])
def test_a_value_is_not_missing(word: str) -> None:
    assert not pl.Series([word]).to_frame("x").select(is_missing(pl.col("x"))).item()


def test_null_is_missing() -> None:
    assert pl.Series([None], dtype=pl.String).to_frame("x").select(is_missing(pl.col("x"))).item()


def test_every_token_is_in_its_folded_form() -> None:
    folded = pl.Series(MISSING_TOKENS).to_frame("x").select(fold(pl.col("x"))).to_series()
    assert folded.to_list() == list(MISSING_TOKENS)
    assert len(set(MISSING_TOKENS)) == len(MISSING_TOKENS)
