from __future__ import annotations

import pytest

from coterie.segmentation.fitting import STEPS as JUDGING
from coterie.studio.progress import STEPS, Progress, fraction_at, step_of


def test_j2_the_bar_grows_over_the_stages_of_a_run():
    told = [("Reading", 0, 1), ("Cleaning", 0, 1), ("Preparing", 0, 1)]
    told += [("Clustering", i, 12) for i in range(13)] + [("Judging", i, 4) for i in range(len(JUDGING))]
    told += [("Describing", i, 12) for i in range(13)]
    parts = [fraction_at(*step_of(*each)) for each in told]
    assert parts == sorted(parts)
    assert (parts[0], round(parts[-1], 9)) == (0.0, 1.0)


def test_every_step_is_told_by_some_stage():
    told = [("Reading", 0, 1), ("Clustering", 0, 1), *(("Judging", i, 4) for i in range(4)), ("Describing", 0, 1)]
    assert [step_of(*each)[0] for each in told] == list(STEPS)


@pytest.mark.parametrize(("fraction", "left"), [(0.0999, None), (0.1, 90.0), (0.5, 10.0), (1.0, 0.0)])
def test_how_long_it_takes_is_told_from_a_tenth_on(fraction, left):
    assert Progress(fraction=fraction, seconds=10.0).left == left


def test_a_stage_of_no_steps_is_at_its_beginning():
    assert step_of("Clustering", 0, 0) == ("tried", 0.0)
    assert fraction_at("read", 7.0) == fraction_at("tried", 0.0)
