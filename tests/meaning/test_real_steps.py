from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie.meaning.real_steps import Steps, _decimals, steps_of
from coterie.reference import NumericBins


@given(st.floats(-900, 900), st.floats(-900, 900), st.integers(0, 4))
def test_a_step_lies_beyond_the_border_and_less_than_one_step_away(exact, start, decimals):
    found = Steps(-1000, 1000, decimals).beyond(exact, start=start)
    away = (found - exact) * (1 if exact > start else -1)
    assert -1e-12 <= away < 10.0**-decimals + 1e-12
    assert found == round(found, decimals)


def test_of_a_scale_only_its_steps_are_values():
    scale = Steps(1.0, 5.0, 0, (1.0, 2.0, 5.0))
    assert (scale.beyond(2.1, start=1.0), scale.beyond(4.9, start=5.0)) == (5.0, 2.0)
    assert scale.beyond(2.0, start=1.0) == 2.0


def test_nothing_lies_outside_of_what_was_seen():
    years = Steps(18.0, 92.0, 0)
    assert [years.beyond(at, start=50.0) for at in (92.0, 92.1, 18.0, 17.9)] == [92.0, None, 18.0, None]


def test_digits_are_those_of_the_values_that_are_kept(found):
    schema = found.schema
    digits = {name: steps_of(found, schema[name], 3.0).decimals for name in ("age", "spent", "visits")}
    assert digits == {"age": 0, "spent": 2, "visits": 0}
    assert steps_of(found, schema["age"], 30.5).decimals == 1


@pytest.mark.parametrize(("width", "decimals"), [(2000.0, 2), (10.0, 2), (1.0, 3), (0.2, 4)])
def test_measures_finer_than_cents_have_a_thousand_steps_at_most(found, width, decimals):
    bins = NumericBins((width * 0.123456789,), (5, 5), 0)
    reference = replace(found.reference, columns={"age": bins})
    age = replace(found.profiles.overall.columns["age"], min=0.0, max=width)
    overall = replace(found.profiles.overall, columns={"age": age})
    fine = replace(found, reference=reference, profiles=replace(found.profiles, overall=overall))
    assert steps_of(fine, found.schema["age"], 0.0).decimals == decimals


def test_where_the_range_is_not_kept_that_of_the_tenths_is_taken(found):
    age = replace(found.profiles.overall.columns["age"], min=None, max=None)
    overall = replace(found.profiles.overall, columns={"age": age})
    without = replace(found, profiles=replace(found.profiles, overall=overall))
    edges = found.reference.columns["age"].edges
    steps = steps_of(without, found.schema["age"], 40.0)
    assert (steps.least, steps.greatest) == (edges[0], edges[-1])
    assert steps_of(replace(without, reference=None), found.schema["age"], 40.0) is None


def test_words_of_a_scale_are_the_values_where_all_are_known(found):
    column = replace(found.schema["visits"], words=tuple((str(n), float(n)) for n in range(40)))
    assert steps_of(found, column, 3.0).allowed == tuple(map(float, range(40)))
    assert steps_of(found, column, 3.5).allowed == ()


def test_a_column_of_one_value_has_steps_of_cents():
    assert _decimals([1.23456], 0.0) == 2
    assert _decimals([1.23456], 1.0) == 3
    assert _decimals([1.2], 0.0) == 1
