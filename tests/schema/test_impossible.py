import polars as pl
import pytest

from coterie.schema.facts import Measured, facts_of
from coterie.schema.impossible import Impossible, impossible


def found(name: str, values: list[float]) -> Impossible:
    [fact] = facts_of(pl.DataFrame({name: values, "row": range(len(values))}).select(name, "row"))[:1]
    return impossible(fact, fact.values.cast(pl.Float64))


UP = [float(number) for number in range(20, 80)]


@pytest.mark.words
def test_an_age_is_between_0_and_120() -> None:
    age = found("Customer Age", [*UP, 999.0, -1.0])
    assert age.bounds == (0.0, 120.0)
    assert age.codes == ()
    assert age.says == "Values below 0 or above 120 cannot be: taken as missing."


def test_a_name_that_means_something_else_sets_no_bounds() -> None:
    assert found("account age", [number * 30 for number in UP]).bounds is None
    assert found("Visits (2019-2023)", UP).bounds is None


@pytest.mark.parametrize("name", ["Score (1-100)", "Score [1 to 100]", "Score (1 \u2013 100)"])
def test_a_range_in_the_name_is_believed(name: str) -> None:
    assert found(name, [*UP, 1000.0]).bounds == (1.0, 100.0)


def test_nines_far_beyond_are_a_code() -> None:
    assert found("income", [*(number * 1000 for number in UP), 999_999.0]).codes == (999_999.0,)
    assert found("income", [*(number * 1000 for number in UP), 654_321.0]).codes == ()
    assert found("income", [*(number * 1000 for number in UP), 222_222.0]).codes == ()
    assert found("price", [*(number * 20 for number in UP), 999.0]).codes == ()
    assert found("debt", [0.0] * 3 + [1.0, 9_999.0]).codes == (9_999.0,)


@pytest.mark.words
def test_other_digits_far_beyond_are_a_code_where_no_tail_is_long() -> None:
    thousands = [number * 1000 for number in UP]
    coded = found("income", [*thousands, 666_666.0])
    assert coded.codes == (666_666.0,)
    assert coded.says == "666666: a code for missing, taken as such."
    assert found("income", [*thousands, 666_666.0, 9_999_999.0]).codes == (666_666.0, 9_999_999.0)
    assert found("income", [*thousands, 9_999_999.0]).says.startswith("9999999: a code")
    assert found("visits", [*UP, 1111.0, 8888.0]).codes == (1111.0, 8888.0)
    assert found("visits", [*UP, 777.0]).codes == ()
    assert found("visits", [*UP, 6666.5]).codes == ()
    assert found("gifts", [*UP, 2_500.0, 8_888.0]).codes == ()
    assert found("gifts", [1.0, 5.0, 10.0, 8_888.0]).codes == ()


@pytest.mark.words
def test_a_score_far_beyond_its_scale_cannot_be() -> None:
    scores = [float(number) for number in range(1, 100)]
    score = found("Spending Score", [*scores, -5.0, 1000.0])
    assert score.bounds == (-400.0, 500.0)
    assert score.says == "On a scale from 0 to 100, values below -400 or above 500 cannot be: taken as missing."
    assert found("Spending Score", scores).says == ""


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("Spending", [*range(1, 100), 1000]),
        ("Spending Score", [*range(1, 100), 300, 1000]),
        ("Spending Score", [*range(1, 80), 1000]),
        ("Spending Score", [*range(1, 100), *range(1000, 1010)]),
        ("Spending Score", [*(number**3 / 10_000 for number in range(100)), 1000]),
        ("Risk Score", [*range(300, 850), 0, 5000]),
        ("score", [0, 50, 1000]),
    ],
)
def test_where_no_scale_from_0_to_100_is_used_nothing_is_beyond_it(name: str, values: list[float]) -> None:
    assert found(name, [float(value) for value in values]) == Impossible()


def test_a_credit_score_of_0_is_none() -> None:
    scores = [float(number) for number in range(300, 850)]
    assert found("CreditScore", [*scores, 0.0, 9999.0]).bounds == (1.0, 3000.0)
    assert found("CreditScore", [*(score - 300 for score in scores), 5000.0]).bounds is None


def test_a_large_column_is_looked_at_only_for_what_could_be_a_code() -> None:
    many = [20_000 + number * 0.5 for number in range(120_000)]
    [fact, _] = facts_of(pl.DataFrame({"income": [*many, 666_666.0], "row": range(120_001)}))
    assert isinstance(fact, Measured)
    assert impossible(fact).codes == (666_666.0,)
    scores = [*(number / 1200 for number in range(120_000)), 1000.0]
    [fact, _] = facts_of(pl.DataFrame({"Score": scores, "row": range(120_001)}))
    assert impossible(fact).bounds == (-400.0, 500.0)


@pytest.mark.words
def test_minus_one_alone_below_zero_is_a_code() -> None:
    days = found("days", [*UP, -1.0, -1.0])
    assert days.codes == (-1.0,)
    assert days.says == "-1: a code for missing, taken as such."
    assert found("balance", [*UP, -1.0, -7.0]).codes == ()
    assert found("change", [-1.0, 0.0, 1.0]).codes == ()


def test_ordinary_columns_have_none() -> None:
    assert found("income", UP) == Impossible()
