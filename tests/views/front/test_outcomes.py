from __future__ import annotations

import pytest

from coterie.views.front.outcomes import interval, is_outcome


@pytest.mark.parametrize(
    "name", ["Churn", "churn_label", "hasChurned", "Exited", "customer.response", "Kündigung", "RENEWED"]
)
def test_names_of_outcomes(name):
    assert is_outcome(name)


@pytest.mark.parametrize("name", ["gender", "responsible", "defaults_to", "Tenure", "", "1"])
def test_names_of_other_things(name):
    assert not is_outcome(name)


def test_the_interval_is_wilson_s():
    """Figures: Agresti and Coull (1998), table of intervals for 10 customers; recomputed with statsmodels 0.14."""
    assert interval(0.1, 10) == pytest.approx((0.017876213095072896, 0.404150033790183))
    assert interval(1.0, 20)[1] == 1.0
