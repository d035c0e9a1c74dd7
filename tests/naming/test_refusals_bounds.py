"""What stands against an archetype, held from both sides of each limit, in the order in which it is tried."""

from __future__ import annotations

import pytest

from coterie.naming.archetypes import APART, LEAST_FIT, along
from coterie.naming.claims import Archetype, Bounds, Claim, Condition, Guard
from coterie.naming.measures import ENOUGH_KNOWN, Measure
from coterie.naming.refusals import _against, _looked_at
from coterie.naming.roles import Cast

VISITS = Cast({"visits": "visits"}, quantities={"visits": "visits"})


def visiting(z, *, mean=5.0, known=1.0):
    return {"visits": Measure("visits", mean, 0.0, z, median=mean, median_z=z, known=known)}


def archetype(low, high=None, *, guards=()):
    return Archetype("a", "A", "", "", (Claim("visits", "high", low, high, essential=True),), guards=guards)


@pytest.mark.parametrize(
    ("low", "high", "z", "cause"),
    [
        (APART, None, APART, "another"),  # at all limits: of the claim, of what sets apart, of the fit
        (0.0, None, APART - 1e-9, "usual"),
        (0.0, None, APART, "another"),
        (None, 0.0, -APART, "another"),
        (APART, None, APART - 1e-9, "claim"),
        (0.3, 0.5, 0.4, "fit"),
    ],
)
def test_the_first_limit_that_is_not_met_is_the_cause(low, high, z, cause):
    found = _against(archetype(low, high), visiting(z), VISITS, 3)
    assert (found.cause, found.segment) == (cause, 3)
    assert found.roles == (("visits",) if cause == "claim" else ())


def test_at_its_only_bound_a_claim_fits_as_little_as_a_name_may():
    assert _against(archetype(0.3), visiting(0.3), VISITS, 0).fit == LEAST_FIT


@pytest.mark.parametrize(("most", "cause"), [(5.0, "another"), (4.0, "guard")])
def test_a_guard_that_is_not_met_is_the_cause(most, cause):
    guard = Guard((Condition("visits", Bounds(at_most=most)),), first_known=True)
    assert _against(archetype(0.3, guards=(guard,)), visiting(0.5), VISITS, 0).cause == cause


@pytest.mark.parametrize(("known", "cause"), [(ENOUGH_KNOWN, "another"), (ENOUGH_KNOWN - 1e-9, "few known")])
def test_half_of_a_segment_must_be_known(known, cause):
    assert _looked_at(archetype(0.3), [visiting(0.5, known=known)], VISITS, {}).cause == cause


@pytest.mark.parametrize(
    ("difference", "least", "counts"),
    [(5.0, 5.0, True), (4.999, 5.0, False), (-5.0, 5.0, True), (-4.999, 5.0, False), (0.5, None, True)],
)
def test_a_difference_counts_from_the_least_on(difference, least, counts):
    cast = Cast({"visits": "visits"}, least={} if least is None else {"visits": least})
    own = visiting(1.0, mean=difference)["visits"]
    assert along(Claim("visits", "high", 0.3, None, essential=True), 1.0, own, cast=cast) == (1.0 if counts else 0.0)
