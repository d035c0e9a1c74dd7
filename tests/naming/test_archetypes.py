from itertools import permutations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from coterie.naming import name
from coterie.naming.archetypes import (
    LEAST_FIT,
    SOFTNESS,
    archetype_fit,
    assign,
    claim_fit,
    evidence_for,
    fit_matrix,
    holds,
    holds_beside_others,
)
from coterie.naming.catalogue import load_catalogue
from coterie.naming.claims import Archetype, Bounds, Claim
from coterie.naming.entries import LEVELS
from coterie.naming.measures import Measure
from coterie.naming.roles import Cast
from coterie.profiling import profile
from coterie.schema import Column, Schema

BANK = {archetype.key: archetype for archetype in load_catalogue("bank").archetypes}
COLUMNS = Cast({"age": "age", "income": "income", "spending": "spending", "credit": "credit"})
TYPICAL = {
    "prudent_elite": {"age": 0.6, "income": 0.8, "spending": -1.2, "credit": 0.9},
    "established_earners": {"age": 0.0, "income": 0.4, "spending": 0.0, "credit": 0.3},
    "silver_sages": {"age": 1.6, "income": -0.8, "spending": -0.6, "credit": 0.7},
    "financial_titans": {"age": 0.5, "income": 1.9, "spending": 0.9, "credit": 1.2},
    "trendsetters": {"age": -1.2, "income": -0.9, "spending": 0.7, "credit": -1.3},
    "millennial_moguls": {"age": -0.8, "income": 0.6, "spending": 1.1, "credit": -0.6},
}
standard = st.floats(min_value=-4, max_value=4)
profiles = st.fixed_dictionaries(dict.fromkeys(COLUMNS.columns, standard))


def measures(z):
    return {column: Measure(column, mean=100 + 10 * value, average=100.0, z=value) for column, value in z.items()}


def bounded(low, high):
    return Claim("x", "", low, high, essential=True)


@given(standard)
def test_fit_is_a_product_of_logistics(z):
    expected = 1 / (1 + np.exp(-(z - -0.5) / SOFTNESS)) / (1 + np.exp(-(0.7 - z) / SOFTNESS))
    assert claim_fit(bounded(-0.5, 0.7), z) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("level", LEVELS)
def test_a_number_well_inside_a_level_fits_and_one_outside_does_not(level):
    low, high = LEVELS[level]
    inside = 0.0 if low is not None and high is not None else (low + 1 if low is not None else high - 1)
    outside = (low if low is not None else high) + (-0.6 if low is not None else 0.6)
    assert claim_fit(bounded(low, high), inside) > 0.8
    assert claim_fit(bounded(low, high), outside) < 0.1
    assert holds(bounded(low, high), inside)
    assert not holds(bounded(low, high), outside)


@given(standard, standard)
def test_fit_stays_in_bounds_and_rises_with_the_number(one, other):
    high = bounded(0.3, None)
    small, large = sorted((one, other))
    assert 0 <= claim_fit(high, small) <= claim_fit(high, large) <= 1


def test_a_claim_without_bounds_beside_the_average_fits_wholly():
    fit = claim_fit(bounded(None, None), 0.7)
    assert (fit, type(fit)) == (1.0, float)


def test_fit_does_not_overflow_far_away():
    assert claim_fit(bounded(0.3, None), -1e6) == 0
    assert claim_fit(bounded(0.3, None), 1e6) == 1


@pytest.mark.parametrize("key", BANK)
def test_each_archetype_fits_its_own_profile_best(key):
    own = measures(TYPICAL[key])
    fits = {other: archetype_fit(archetype, own, COLUMNS) for other, archetype in BANK.items()}
    assert max(fits, key=fits.get) == key
    assert fits[key] > 0.75


@given(profiles)
def test_an_essential_claim_that_does_not_hold_forbids_the_archetype(z):
    for archetype in BANK.values():
        fit = archetype_fit(archetype, measures(z), COLUMNS)
        contradicted = any(claim.essential and not holds(claim, z[claim.role]) for claim in archetype.claims)
        assert fit == 0 or LEAST_FIT <= fit <= 1
        assert not (contradicted and fit)


@pytest.mark.parametrize("key", BANK)
def test_each_claim_counts(key):
    for claim in BANK[key].claims:
        if claim.low is None and claim.high is None:
            continue
        beyond = {**TYPICAL[key], claim.role: -3.0 if claim.low is not None else 3.0}
        assert archetype_fit(BANK[key], measures(beyond), COLUMNS) == 0
        gone = {column: value for column, value in TYPICAL[key].items() if column != claim.role}
        assert (archetype_fit(BANK[key], measures(gone), COLUMNS) == 0) is claim.essential


def test_fit_is_the_weighted_geometric_mean_of_its_claims():
    archetype, own = BANK["prudent_elite"], measures(TYPICAL["prudent_elite"])
    weights = [2 if claim.essential else 1 for claim in archetype.claims]
    fits = [claim_fit(claim, own[claim.role].z) for claim in archetype.claims]
    expected = np.exp(np.average(np.log(fits), weights=weights))
    assert archetype_fit(archetype, own, COLUMNS) == pytest.approx(expected, rel=1e-12)


def test_an_archetype_no_claim_of_which_can_be_seen_is_not_given():
    idle = Archetype("idle", "Idle", "", "", (Claim("visits", "low", None, -0.3, essential=False),))
    assert archetype_fit(idle, measures({"age": 0.0}), COLUMNS) == 0


@settings(deadline=None)
@given(
    arrays(float, st.tuples(st.integers(1, 5), st.integers(1, 5)), elements=st.sampled_from([0, 0.5, 0.6, 0.75, 0.9]))
)
def test_no_other_one_to_one_choice_fits_better(fits):
    given_out = assign(fits)
    assert len(set(given_out.values())) == len(given_out)
    assert all(fits[i, j] > 0 for i, j in given_out.items())
    padded = np.zeros((max(fits.shape), max(fits.shape)))
    padded[: fits.shape[0], : fits.shape[1]] = fits
    best = max(padded[range(len(padded)), order].sum() for order in permutations(range(len(padded))))
    assert sum(fits[i, j] for i, j in given_out.items()) == pytest.approx(best)


def test_fits_are_laid_out_by_segment_and_archetype():
    fits = fit_matrix(list(BANK.values()), [measures(TYPICAL[key]) for key in BANK], COLUMNS)
    assert fits.shape == (6, 6)
    assert assign(fits) == {i: i for i in range(6)}


def test_evidence_names_every_claim_the_strongest_number_first():
    evidence = evidence_for(
        BANK["trendsetters"], measures(TYPICAL["trendsetters"]), Cast({**COLUMNS.columns, "credit": "nowhere"})
    )
    assert [(one.role, one.claim, one.essential) for one in evidence] == [
        ("age", "low", True),
        ("income", "at most average", True),
        ("spending", "high", True),
    ]
    assert (evidence[0].mean, evidence[0].average, evidence[0].z) == (88.0, 100.0, -1.2)
    assert evidence[0].fit == claim_fit(bounded(None, -0.3), -1.2)


def test_a_role_whose_column_runs_the_other_way_is_measured_the_other_way():
    archetype = Archetype("lately", "Lately", "", "", (Claim("recency", "lately", None, -0.5, essential=True),))
    measures = {"r_score": Measure("r_score", 4.5, 3.0, 1.1)}
    columns = {"recency": "r_score"}
    assert archetype_fit(archetype, measures, Cast(columns)) == 0
    reversed_too = Cast(columns, against={"recency"})
    assert archetype_fit(archetype, measures, reversed_too) > 0.9
    [evidence] = evidence_for(archetype, measures, reversed_too)
    assert (evidence.z, evidence.fit > 0.9) == (1.1, True)


def of(z, *, median_z=None, mean=100.0, median=None, **more):
    return Measure("x", mean, 100.0, z, median=median, median_z=median_z, **more)


ONLY = Cast({"x": "x"}, {"x": "x"}, least={"x": 5.0})


def only(low=0.3, high=None, **more):
    return Archetype("only", "Only", "", "", (Claim("x", "high", low, high, essential=True, **more),))


@pytest.mark.parametrize(("median_z", "given_out"), [(0.16, True), (0.14, False), (None, True)])
def test_a_claim_must_hold_for_the_median_half_as_far(median_z, given_out):
    own = {"x": of(1.0, median_z=median_z, mean=110.0)}
    assert (archetype_fit(only(), own, ONLY) > 0) is given_out
    low = {"x": of(-1.0, median_z=median_z and -median_z, mean=90.0)}
    assert (archetype_fit(only(None, -0.3), low, ONLY) > 0) is given_out


@pytest.mark.parametrize(("known", "given_out"), [(0.5, True), (0.49, False)])
def test_an_essential_claim_needs_half_of_its_values_known(known, given_out):
    own = {"x": of(1.0, mean=110.0, known=known)}
    assert (archetype_fit(only(), own, ONLY) > 0) is given_out


def test_a_further_claim_that_few_have_a_value_of_is_passed_over():
    both = Archetype("b", "B", "", "", (*only().claims, Claim("y", "high", 0.3, None, essential=False)))
    columns = Cast({"x": "x", "y": "y"})
    for known, given_out in ((0.49, True), (0.5, False)):
        own = {"x": of(1.0), "y": Measure("y", 1.0, 2.0, -1.0, known=known)}
        assert (archetype_fit(both, own, columns) > 0) is given_out
        assert len(evidence_for(both, own, columns)) == (1 if given_out else 2)


@pytest.mark.parametrize(("z", "given_out"), [(0.3, True), (0.29, False), (-0.3, True)])
def test_an_essential_claim_must_set_the_segment_apart(z, given_out):
    usual = only(-0.5, 0.5)
    assert (archetype_fit(usual, {"x": of(z, mean=110.0)}, ONLY) > 0) is given_out


@pytest.mark.parametrize(("mean", "given_out"), [(105.0, True), (104.9, False)])
def test_differences_below_a_role_s_least_effect_count_for_nothing(mean, given_out):
    assert (archetype_fit(only(), {"x": of(2.0, mean=mean)}, ONLY) > 0) is given_out


def test_differences_that_do_not_count_are_none():
    assert archetype_fit(only(), {"x": of(2.0, mean=110.0, counts=False)}, ONLY) == 0
    assert archetype_fit(only(None, 0.3), {"x": of(2.0, mean=110.0, counts=False)}, ONLY) == 0  # nothing sets it apart


@pytest.mark.parametrize(
    ("mean", "median", "given_out"), [(59.9, 61.0, False), (61.0, 59.9, False), (60.0, 60.0, True), (80.0, 79.0, False)]
)
def test_bounds_hold_for_the_mean_and_for_the_median(mean, median, given_out):
    bounded_too = only(bounds=Bounds(at_least=60, below=79.5))
    own = {"x": of(1.0, mean=mean, median=median)}
    assert (archetype_fit(bounded_too, own, ONLY) > 0) is given_out


def test_a_refuted_claim_forbids_the_archetype_also_where_it_is_not_essential():
    refuted = {**TYPICAL["prudent_elite"], "credit": -0.31}
    assert archetype_fit(BANK["prudent_elite"], measures(refuted), COLUMNS) == 0
    assert archetype_fit(BANK["prudent_elite"], measures({**refuted, "credit": -0.29}), COLUMNS) > 0


@pytest.mark.parametrize(
    ("low", "high", "others", "extreme", "true"),
    [
        (-0.5, 1.0, 1.19, False, True),
        (-0.5, 1.0, 1.21, False, False),
        (-0.5, 1.0, -0.71, False, False),
        (-0.5, 1.0, 0.5, True, True),
        (-0.5, 1.0, 0.51, True, False),
        (-0.9, 0.3, -0.8, True, True),
        (None, 0.3, 0.51, False, False),
        (None, 0.3, -2.0, True, True),
        (0.3, None, 3.0, True, True),
        (-0.3, None, -0.51, False, False),
    ],
)
def test_to_be_usual_is_said_beside_the_other_customers(low, high, others, extreme, true):
    stated = Claim("income", "usual", low, high, essential=True)
    own = Measure("income", 2.0, 1.0, others / 2, others_z=others, extreme=extreme)
    assert holds_beside_others(stated, own, Cast({"income": "income"})) is true


@pytest.mark.words
@pytest.mark.parametrize("share", [0.5, 0.3])
def test_no_established_earner_has_the_highest_income_of_all(share):
    rng = np.random.default_rng(8)
    n = 600
    labels = (rng.random(n) >= share).astype(np.int64)
    rich = labels == 0
    values = {
        "Age": np.where(rich, 52, 27) + rng.normal(0, 3, n),
        "Annual Income": np.where(rich, 80_000, 50_000) + rng.normal(0, 4_000, n),
        "Spending Score": 50 + rng.normal(0, 6, n),
    }
    schema = Schema(tuple(Column(each, "numeric", "feature", 0, "") for each in values))
    found = name(profile(pl.DataFrame(values), schema, labels), features=list(values)).names
    assert "Established Earners" not in {each.name for each in found}
