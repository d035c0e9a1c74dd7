from datetime import date

import polars as pl
import pytest

from coterie.schema.facts import facts_of
from coterie.schema.kinds import Kind, kind_of, prior_mark


def kind(values: list[object], name: str = "x", **keywords: object) -> Kind:
    numbered = pl.DataFrame({name: values, "row": range(len(values))})
    return kind_of(facts_of(numbered)[0], **keywords)  # type: ignore[arg-type]  # prior alone


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ([1, 2, 3], "numeric"),
        ([1.5, None, 2.5], "numeric"),
        (["1", "2", "x"] + ["3"] * 20, "numeric"),
        (["$1,200", "$3"], "numeric"),
        ([0, 1, 1], "boolean"),
        ([1.0, 0.0, None], "boolean"),
        (["yes", "no", "Y"], "boolean"),
        ([True, False], "boolean"),
        (["male", "female"], "categorical"),
        (["no", "yes", "maybe"], "categorical"),
        (["a"] * 5, "categorical"),
        ([date(2024, 1, 1)], "date"),
        (["2024-01-01", "2024-12-31"], "date"),
        (["20240101", "20241231"], "date"),
        (["31/12/2024 10:00"], "date"),
        (["00123", "04567", "99999"], "categorical"),
        ([None, None], "text"),
        (["n/a", "?"], "text"),
        ([[1], [2]], "text"),
        ([f"note number {n} is long enough to be free text" for n in range(30)], "text"),
        ([f"City{n}" for n in range(60)], "text"),
    ],
)
def test_types_are_found(values: list[object], found: str) -> None:
    assert kind(values).type == found


def test_excel_days_are_dates_only_when_named_like_one() -> None:
    assert kind([45_292, 45_300, 45_310], "signup_date").date_format == "excel"
    assert kind([45_292, 45_300, 45_310], "salary").type == "numeric"
    assert kind([1_704_067_200, 1_704_067_300], "created_at").date_format == "epoch"


@pytest.mark.words
def test_doubts_are_said() -> None:
    assert "'12.000' is read as 12;" in kind(["15.000", "12.000"]).doubt
    assert kind(["15.000", "12.000"], prior=",").doubt.startswith("'12.000' is read as 12000")
    assert kind(["15,000", "12,000"]).doubt == ""
    assert kind(["$5", "€7", "$9"]).doubt == "It mixes currencies ($, €): convert them to one first."
    assert kind(["1"] * 5 + [str(n) for n in range(15)] + ["two"]).doubt.startswith(
        '4.8 % of the cells are no numbers, such as "two"'
    )
    assert "Day and month could be exchanged" in kind(["01/02/2024", "03/04/2024"]).doubt


@pytest.mark.words
def test_spellings_count_as_one_value() -> None:
    assert kind(["Visa", "visa", "VISA ", "Amex"]).says == "text with 2 different values"


def test_the_table_proves_a_mark_only_when_its_columns_agree() -> None:
    assert prior_mark(facts_of(pl.DataFrame({"a": ["1,5"], "b": ["15.000"]}))) == ","
    assert prior_mark(facts_of(pl.DataFrame({"a": ["1,5"], "b": ["1.5"]}))) is None
    assert prior_mark(facts_of(pl.DataFrame({"a": ["x"], "b": [1.5]}))) is None


def test_crores_and_lakhs_are_two_units():
    assert kind(["5 Cr", "2 lakh"] * 5).type == "text"


@pytest.mark.parametrize(("delimiter", "days", "mark"), [(";", False, ","), (",", True, ","), (",", False, None)])
def test_what_speaks_for_a_decimal_comma(delimiter, days, mark):
    columns = {"paid": ["5,037%", "9,074%"]} | ({"day": ["10.03.2019", "1.4.2019"]} if days else {})
    assert prior_mark(facts_of(pl.DataFrame(columns)), delimiter) == mark


def test_a_proven_point_outweighs_the_delimiter():
    assert prior_mark(facts_of(pl.DataFrame({"paid": ["5.5", "1,200.25"]})), ";") == "."
