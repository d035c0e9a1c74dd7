from __future__ import annotations

import pytest

import coterie
from coterie.errors import InputError
from coterie.options import Options, declared
from coterie.segmentation.asked import DESCRIBING, FITTING, of_describing


def test_every_option_is_of_fitting_or_of_describing():
    assert set(DESCRIBING) | set(FITTING) == set(declared(Options))
    assert not set(DESCRIBING) & set(FITTING)


def test_both_together_are_what_segment_is_given():
    fitting = {"seed": 3, "features": ["a"], "missing": {"b": [9.0], "c": []}, "type": {"d": "categorical"}}
    describing = {"k": 4, "role": {"income": "a"}, "min_share": "5%"}
    both = of_describing(Options(**fitting), describing)
    assert both == Options(**fitting | describing)
    assert both.shown() == Options(**fitting | describing).shown()
    assert of_describing(both, {}) == Options(**fitting)


def test_a_value_that_is_not_allowed_is_refused():
    with pytest.raises(InputError, match="`k` is 0, but must be"):
        of_describing(Options(), {"k": 0})


def test_an_option_of_the_other_verb_is_told_which_it_is_of(bank):
    with pytest.raises(InputError, match="'k' is an option of describe, not of fit. Fit without, then describe"):
        coterie.fit(bank, k=3)
    with pytest.raises(InputError, match="'k_max' is an option of fit, not of describe, which knows role, k"):
        coterie.describe(None, **{"k-max": 3})


def test_a_slip_is_told_the_nearest_option(bank):
    with pytest.raises(InputError, match="'catalog' is not an option. Did you mean 'catalogue'"):
        coterie.segment(bank, catalog="bank")
