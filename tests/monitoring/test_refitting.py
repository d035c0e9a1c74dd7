"""The face of refit: what it takes, and the same data again."""

import polars as pl
import pytest
from blobs import customers

import coterie
from coterie.errors import ColumnNotFound, InputError, MissingColumns, OptionError


@pytest.fixture(scope="module")
def bank():
    return coterie.datasets.bank_customers(n=900)


@pytest.fixture(scope="module")
def first(bank):
    return coterie.segment(bank, k=6, evidence="none")


def test_the_same_customers_give_the_same_to_the_last_bit(bank, first):
    again = coterie.refit(first, bank, before=first.assignments)
    before, after = first.segmentation, again.segmentation
    assert after.centers == before.centers
    assert after.short_hash == before.short_hash
    assert again.result.names == first.names
    assert after.identities.segments == before.identities.segments
    assert again.result.assignments.equals(first.assignments)
    assert again.changes.is_empty()
    assert again.refit.start == "same"
    assert all(each.fate == "kept" and each.jaccard == 1.0 and not each.guessed for each in again.refit.old)


def test_what_went_on_goes_on_to_the_last_bit(bank, first):
    """Segments that are not the best drawn ones are the same again, too."""
    half = bank.sample(450, seed=3)
    once = coterie.refit(first, half, prefer="identity")
    twice = coterie.refit(once.segmentation, half, prefer="identity")
    assert once.refit.start in {"known", "same"}
    assert twice.segmentation.centers == once.segmentation.centers
    assert twice.segmentation.short_hash == once.segmentation.short_hash
    assert twice.segmentation.parent == once.segmentation.short_hash


def test_the_arm_of_a_customer_stays(bank, first):
    again = coterie.refit(first, bank.sample(600, seed=1))
    assert again.segmentation.salt == first.segmentation.salt
    assert again.segmentation.parent == first.segmentation.short_hash


def test_what_was_asked_of_the_first_holds(bank):
    first = coterie.segment(
        bank, features=["age", "income"], k=3, evidence="none", value="income", seed=4, weight={"age": 2}
    )
    again = coterie.refit(first, bank.sample(500, seed=2), title="June").segmentation
    assert [column.name for column in again.schema.features] == ["age", "income"]
    assert (again.value, again.options["seed"], again.options["weight"]) == ("income", 4, {"age": 2.0})
    assert again.options["title"] == "June"
    assert again.choice.method == "given"


def test_columns_stay_what_they_were(bank, first):
    """A number that came as text with another mark is read as scoring reads it; a new column is left out."""
    odd = bank.with_columns(pl.col("income").round(0).cast(pl.Int64).cast(pl.String), pl.lit(1.5).alias("more"))
    again = coterie.refit(first, odd).segmentation
    assert again.schema["income"].type == "numeric"
    assert again.schema["more"].role == "ignored"
    assert len(again.preparation.features) == len(first.segmentation.preparation.features)


def test_the_number_of_segments_is_kept_unless_it_is_named(bank, first):
    assert len(coterie.refit(first, bank.head(500)).segmentation.segments) == 6
    again = coterie.refit(first, bank, k=4)
    assert len(again.segmentation.segments) == 4
    assert again.refit.start == "none"
    assert again.refit.loss is None


def test_frames_of_pandas_work(bank, first):
    again = coterie.refit(first, bank.to_pandas(), before=first.assignments.to_pandas())
    assert again.result.assignments.__class__.__module__.startswith("pandas")
    assert again.refit.moves.stayed > 0


def test_a_table_without_an_id_is_matched_by_rows():
    table = customers(a=60, b=50, c=40).drop("id")
    first = coterie.segment(table, k=3, evidence="none")
    again = coterie.refit(first, table)
    assert [each.fate for each in again.refit.old] == ["kept"] * 3
    assert again.changes.columns[0] == "row"


@pytest.mark.parametrize("prefer", ["best", None, 3])
def test_another_preference_is_refused(bank, first, prefer):
    with pytest.raises(OptionError, match="prefer"):
        coterie.refit(first, bank, prefer=prefer)


def test_what_cannot_be_is_refused(bank, first):
    with pytest.raises(MissingColumns, match="income"):
        coterie.refit(first, bank.drop("income"))
    with pytest.raises(InputError):
        coterie.refit(first, bank, k=0)
    with pytest.raises(ColumnNotFound):
        coterie.refit(first, bank, keep=["nothing"])
    with pytest.raises(InputError, match="segmentation"):
        coterie.refit("first", bank)


def test_commas_before_decimals_are_read_where_they_are_said(bank):
    first = coterie.segment(bank, k=3, evidence="none")
    commas = bank.with_columns((pl.col("income") / 10).round(1).cast(pl.String).str.replace(".", ",", literal=True))
    points = bank.with_columns((pl.col("income") / 10).round(1))
    one = coterie.refit(first, commas, before=first.assignments, decimal=",", checks="lenient")
    other = coterie.refit(first, points, before=first.assignments, checks="lenient")
    assert one.result.assignments.equals(other.result.assignments)
    assert one.segmentation.parent == other.segmentation.parent == first.segmentation.short_hash
