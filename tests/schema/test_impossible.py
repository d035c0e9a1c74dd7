import polars as pl
import pytest

from coterie.schema.facts import facts_of
from coterie.schema.impossible import Impossible, impossible


def found(name: str, values: list[float]) -> Impossible:
    [fact] = facts_of(pl.DataFrame({name: values, "row": range(len(values))}).select(name, "row"))[:1]
    return impossible(fact, fact.values.cast(pl.Float64))


UP = [float(number) for number in range(20, 80)]


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
    assert found("income", [*(number * 1000 for number in UP), 666_666.0]).codes == ()
    assert found("income", [*(number * 1000 for number in UP), 654_321.0]).codes == ()
    assert found("income", [*(number * 1000 for number in UP), 222_222.0]).codes == ()
    assert found("price", [*(number * 20 for number in UP), 999.0]).codes == ()
    assert found("debt", [0.0] * 3 + [1.0, 9_999.0]).codes == (9_999.0,)


def test_minus_one_alone_below_zero_is_a_code() -> None:
    days = found("days", [*UP, -1.0, -1.0])
    assert days.codes == (-1.0,)
    assert days.says == "-1: a code for missing, taken as such."
    assert found("balance", [*UP, -1.0, -7.0]).codes == ()
    assert found("change", [-1.0, 0.0, 1.0]).codes == ()


def test_ordinary_columns_have_none() -> None:
    assert found("income", UP) == Impossible()
