"""The correlation by which a lifetime is told from the time since the last purchase."""

from __future__ import annotations

import pytest

from coterie.naming.plausible import is_lifetime
from coterie.profiling import NumericProfile, Profiles, SegmentProfile


def number(mean):
    return NumericProfile(mean, mean, 1.0, 1.0, 99.0)


def shop(*segments):
    """Return profiles of segments, each of (customers, mean of recency, mean of frequency)."""
    columns = {"recency": number(50), "frequency": number(5)}
    made = tuple(SegmentProfile(n, 0.5, {"recency": number(r), "frequency": number(f)}) for n, r, f in segments)
    return Profiles(SegmentProfile(100, 1.0, columns), made)


@pytest.mark.parametrize("unit", [1e-6, 1e-3, 1.0, 1e3, 1e6])
@pytest.mark.parametrize(("frequencies", "grows"), [((1, 2, 3), True), ((3, 2, 1), False), ((2, 2, 2), False)])
def test_units_do_not_matter(unit, frequencies, grows):
    profiles = shop(*((50, 10 * i * unit, f * unit) for i, f in enumerate(frequencies)))
    assert is_lifetime(profiles, "recency", "frequency") is grows


@pytest.mark.parametrize(("many", "grows"), [(1_000, True), (1, False)])
def test_segments_count_by_their_customers(many, grows):
    profiles = shop((many, 10, 1), (many, 20, 2), (50, 10, 2), (50, 20, 1), (50, 15, 1.5))
    assert is_lifetime(profiles, "recency", "frequency") is grows


@pytest.mark.parametrize(("segments", "grows"), [([(50, 10, 1)], False), ([(50, 10, 1), (50, 20, 2)], True)])
def test_two_segments_are_needed(segments, grows):
    assert is_lifetime(shop(*segments), "recency", "frequency") is grows
