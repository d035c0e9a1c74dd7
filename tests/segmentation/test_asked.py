from __future__ import annotations

import pytest

from coterie.errors import InputError
from coterie.options import Options
from coterie.segmentation.asked import DESCRIBING, of_describing, of_fitting


def test_every_option_of_describing_is_an_option():
    assert set(DESCRIBING) < set(Options.model_fields)


def test_both_together_are_what_segment_is_given():
    fitting = {"seed": 3, "features": ["a"], "missing": {"b": [9.0], "c": []}, "type": {"d": "categorical"}}
    describing = {"k": 4, "role": {"income": "a"}, "min-share": "5%"}
    both = of_describing(of_fitting(fitting), describing)
    assert both == Options.read(fitting | describing)
    assert both.shown() == Options.read(fitting | describing).shown()
    assert of_describing(both, {}) == Options.read(fitting)


def test_an_option_of_the_other_verb_is_told_which_it_is_of():
    with pytest.raises(InputError, match="'k' is an option of describe, not of fit. Fit without, then describe"):
        of_fitting({"k": 3})
    with pytest.raises(InputError, match="'k_max' is an option of fit, not of describe, which knows k, min_share"):
        of_describing(Options(), {"k-max": 3})


def test_a_slip_is_told_the_nearest_option():
    with pytest.raises(InputError, match="'catalog' is not an option. Did you mean 'catalogue'"):
        of_describing(Options(), {"catalog": "bank"})
    with pytest.raises(InputError, match="`k` is 0, but must be"):
        of_describing(Options(), {"k": 0})
