from __future__ import annotations

import math

import numpy as np
import pytest
from customers_to_explain import NUMBERS, people
from hypothesis import HealthCheck, assume, given, settings

from coterie.assignments import nearest
from coterie.explanation.moves import Mover
from coterie.meaning.real_steps import steps_of

once = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)


@once
@given(values=people)
def test_the_exact_change_lands_in_the_other_segment_and_99_percent_of_it_does_not(found, values):
    mover = Mover(found, values)
    for move in mover.moves:
        (change,) = move.changes
        if change.exact is None:
            assert mover.lands({change.feature: change.after}) == move.to
            continue
        by = change.exact - change.before
        assume(abs(by) > 1e-6)
        assert mover.lands({change.feature: change.exact}) == move.to != mover.own
        assert mover.lands({change.feature: change.before + 0.99 * by}) != move.to


@once
@given(values=people)
def test_what_is_shown_is_rounded_away_to_a_real_step_and_still_lands_there(found, values):
    mover = Mover(found, values)
    for move in [*mover.moves, mover.together(mover.order[1])]:
        if move is None:
            continue
        assert mover.lands({change.feature: change.after for change in move.changes}) == move.to
        for change in move.changes:
            if change.exact is None:
                continue
            digits = NUMBERS[change.feature][2]
            assert change.after == round(change.after, digits)
            assert abs(change.after - change.before) >= abs(change.exact - change.before)
            assert abs(change.after - change.exact) <= 10.0**-digits


@once
@given(values=people)
def test_no_smaller_change_of_one_number_moves_the_customer(found, values):
    """Half of the way to the border, and a hair's breadth before it, nothing has changed."""
    mover = Mover(found, values)
    for move in mover.moves:
        (change,) = move.changes
        if change.exact is not None and abs(change.exact - change.before) > 1e-6:
            way = change.exact - change.before
            landed = {mover.lands({change.feature: change.before + part * way}) for part in (0.25, 0.5, 0.999)}
            assert move.to not in landed


@once
@given(values=people)
def test_two_together_are_a_smaller_change_than_either_alone(found, values):
    mover = Mover(found, values)
    to = mover.order[1]
    pair = mover.together(to)
    assume(pair is not None)
    alone = {move.changes[0].feature: move.size for move in mover.moves if move.to == to}
    assert all(pair.size <= alone[change.feature] + 1e-9 for change in pair.changes if change.feature in alone)
    x, after = mover.x, mover.prepared({change.feature: change.exact for change in pair.changes})
    assert nearest((x + 0.99 * (after - x))[None, :], mover.centers).labels[0] != to


def test_sizes_leave_weights_out(table, found):
    values = dict(zip(table.columns[1:], table.row(0)[1:], strict=True)) | {"newsletter": "true"}
    mover = Mover(found, values)
    for move in mover.moves:
        names = [change.feature for change in move.changes]
        exact = {change.feature: change.after if change.exact is None else change.exact for change in move.changes}
        apart = mover.prepared(exact) - mover.x
        weights = {feature.feature: feature.weight for feature in found.preparation.features}
        squares = [float(apart[mover.blocks[name]] @ apart[mover.blocks[name]]) / weights[name] for name in names]
        assert move.size == pytest.approx(math.sqrt(sum(squares)), abs=1e-6)


def test_a_missing_value_is_no_place_to_move_from(found):
    values = {"age": None, "spent": 20.0, "visits": 3.0, "plan": None, "newsletter": "true"}
    mover = Mover(found, values)
    assert {change.feature for move in mover.moves for change in move.changes} <= {"spent", "visits", "newsletter"}


def test_fixed_features_are_moved_together_only_where_no_others_do(found):
    values = {"age": 40.0, "spent": 90.0, "visits": 4.0, "plan": "gold", "newsletter": "true"}
    mover = Mover(found, values)
    to = mover.order[1]
    free = mover.together(to, fixed=["age"])
    others = [mover.together(place, fixed=["spent", "visits", "age"]) for place in range(len(mover.centers))]
    assert free is None or [change.feature for change in free.changes] == ["spent", "visits"] or any(others)


def test_values_out_of_the_range_seen_are_no_moves(found):
    values = {"age": 40.0, "spent": 90.0, "visits": 4.0, "plan": "gold", "newsletter": "true"}
    for move in Mover(found, values).moves:
        for change in move.changes:
            if change.exact is not None:
                steps = steps_of(found, found.schema[change.feature], change.before)
                assert steps.least <= change.after <= steps.greatest


def test_one_customer_does_not_hang_on_the_others(found):
    values = {"age": 40.0, "spent": 90.0, "visits": 4.0, "plan": "gold", "newsletter": "true"}
    mover = Mover(found, values)
    assert mover.own == mover.order[0]
    assert np.array_equal(mover.prepared({}), mover.x)
