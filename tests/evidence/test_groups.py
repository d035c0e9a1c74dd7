from __future__ import annotations

from itertools import product
from types import SimpleNamespace

import numpy as np
import pytest
from scipy.sparse.csgraph import connected_components
from sklearn.metrics import adjusted_rand_score

from coterie.evidence.borders import Border
from coterie.evidence.groups import (
    RELATED,
    RESPECTED,
    SAME,
    Grouped,
    GroupsByK,
    divides,
    groups_by_k,
    joined,
)


def border(first, second, answer):
    return Border(first, second, near=50, between=5, z=6.0, answer=answer, at=0.0, column=0, share=1.0)


def grouped(labels, group_of=None, *, respected=1.0, unjoined=None):
    labels = np.asarray(labels, dtype=np.int32)
    group_of = tuple(range(labels.max() + 1)) if group_of is None else group_of
    return Grouped(labels, group_of, max(group_of) + 1 if unjoined is None else unjoined, respected)


TRUE = np.repeat([0, 1, 2], 100)
"""Three groups."""


class Tried(dict):
    """Labels by K as a sweep holds them."""

    @property
    def n_clusters(self):
        return tuple(self)

    def __getitem__(self, k):
        return SimpleNamespace(labels=super().__getitem__(k))


def apart_by(least):
    """Labels that agree with TRUE just so far, and just not: one customer more changes sides each time."""
    found = TRUE.copy()
    for row in range(300):
        before = found.copy()
        found[row] = (found[row] + 1) % 3
        if adjusted_rand_score(TRUE, found) < least:
            return before, found
    raise AssertionError


def test_neighbours_are_joined_by_answers_and_groups_are_numbered():
    borders = [border(0, 1, "gap"), border(1, 3, "crowd"), border(2, 4, "unproven"), border(3, 4, "gap")]
    assert joined(5, borders, ["crowd"]) == (0, 1, 2, 1, 3)
    assert joined(5, borders, ["crowd", "unproven"]) == (0, 1, 2, 1, 2)
    assert joined(5, borders, ["gap"]) == (0, 0, 1, 2, 2)
    assert joined(5, [], ["gap"]) == (0, 1, 2, 3, 4)


def test_joining_is_finding_connected_parts():
    rng = np.random.default_rng(0)
    for _ in range(50):
        edges = [border(i, j, "crowd") for i, j in product(range(8), range(8)) if i < j and rng.uniform() < 0.15]
        graph = np.zeros((8, 8))
        for edge in edges:
            graph[edge.first, edge.second] = 1
        assert joined(8, edges, ["crowd"]) == tuple(connected_components(graph, directed=False)[1])


def test_groups_of_segments_are_counted():
    found = grouped([0, 1, 2, 2], (0, 1, 0))
    assert (found.n_groups, found.apart, found.groups.tolist()) == (2, False, [0, 1, 0, 0])
    assert grouped([0, 1, 2]).apart
    assert grouped([0, 1, 1], (0, 0)).n_groups == 1


def test_what_divides_crosses_no_border():
    fine, coarse = np.repeat(np.arange(6), 50), np.repeat(np.arange(3), 100)
    assert divides(fine, coarse) == 1
    assert divides(coarse, fine) < RELATED
    crossing = np.roll(fine, 10)
    shown = np.array([np.bincount(coarse[crossing == part]).argmax() for part in range(6)])[crossing]
    assert divides(crossing, coarse) == pytest.approx(adjusted_rand_score(coarse, shown))
    assert divides(crossing, coarse) < 1


def test_groups_that_agree_just_so_far_are_the_same():
    enough, short = apart_by(SAME)
    for labels, same in ((enough, True), (short, False)):
        found = GroupsByK({3: grouped(TRUE), 4: grouped(labels)})
        assert found.same(3, 4) == found.same(4, 3) == same
        assert found.finding(3) == ([4] if same else [])
        assert found.finding(4) == []  # only larger K's are asked
        assert found.shared_with(3) == ([4] if same else [])
        assert found.shared_with(4) == ([3] if same else [])


def test_one_group_is_never_the_same_as_another():
    found = GroupsByK({2: grouped(TRUE // 2, (0, 0)), 3: grouped(TRUE, (0, 0, 0))})
    assert not found.same(2, 3)


def test_groups_are_compared_and_not_segments():
    fine = np.repeat(np.arange(6), 50)
    found = GroupsByK({3: grouped(TRUE), 6: grouped(fine, (0, 0, 1, 1, 2, 2))})
    assert found.same(3, 6)
    assert not GroupsByK({3: grouped(TRUE), 6: grouped(fine)}).same(3, 6)


@pytest.mark.parametrize(
    ("labels", "group_of", "related"),
    [
        (np.repeat(np.arange(6), 50), None, True),  # divides each segment
        (np.repeat(np.arange(6), 50), (0, 0, 0, 0, 1, 1), True),  # is divided by the segments
        (np.tile(np.arange(4), 75), None, False),  # cuts across
        (np.repeat(np.arange(6), 50), (0, 1, 0, 1, 0, 1), False),  # so do its groups
    ],
)
def test_divisions_that_divide_each_other_are_related_and_those_that_cut_across_are_not(labels, group_of, related):
    found = GroupsByK({3: grouped(TRUE), 6: grouped(labels, group_of)})
    assert found.related(3, 6) == related


def test_about_the_same_groups_are_alike_from_its_limit_on(monkeypatch):
    own = np.repeat(np.arange(2, dtype=np.int32), 50)
    found = GroupsByK({2: grouped(own), 3: grouped(1 - own)})
    assert found.alike(2, 3)
    for index, alike in ((RELATED, True), (RELATED - 1e-9, False)):
        monkeypatch.setattr("coterie.evidence.groups.adjusted_rand", lambda *_, index=index: index)
        assert found.alike(2, 3) == alike


def test_groups_may_be_related_where_the_segments_in_them_cut_across():
    """A large group and a small one: one K cuts the large one lengthwise, the other across, and joins it again."""
    lengthwise, across = np.repeat([0, 1, 2], [120, 120, 60]), np.append(np.tile([0, 1], 120), [2] * 60)
    other = grouped(across)
    assert GroupsByK({3: grouped(lengthwise, (0, 0, 1)), 4: other}).related(3, 4)
    assert not GroupsByK({3: grouped(lengthwise), 4: other}).related(3, 4)


def test_segments_may_divide_what_their_groups_cut_across():
    own, other = np.repeat([0, 1, 2, 3], 75), np.repeat([0, 1], 150)
    assert GroupsByK({4: grouped(own, (0, 1, 0, 1)), 5: grouped(other)}).related(4, 5)
    assert not GroupsByK({4: grouped(own % 2), 5: grouped(other)}).related(4, 5)


def test_related_has_a_limit():
    enough, short = apart_by(RELATED)
    for labels, related in ((enough, True), (short, False)):
        assert GroupsByK({3: grouped(TRUE), 4: grouped(labels)}).related(3, 4) == related


def test_each_segment_lies_within_one_group_up_to_a_limit():
    enough, short = apart_by(RESPECTED)
    for labels, within in ((enough, True), (short, False)):
        found = GroupsByK({3: grouped(TRUE), 4: grouped(labels)})
        assert found.within(4, 3) == within
    halves = GroupsByK({3: grouped(TRUE, (0, 1, 1)), 2: grouped(TRUE // 2)})
    assert halves.within(3, 3)
    assert not halves.within(2, 3)


def test_larger_ks_with_groups_that_halves_respect_are_sure():
    by_k = {
        2: grouped(TRUE // 2),
        3: grouped(TRUE),
        4: grouped(TRUE, respected=RESPECTED),
        5: grouped(TRUE, respected=RESPECTED - 1e-9),
        6: grouped(TRUE, (0, 0, 0)),
    }
    assert GroupsByK(by_k).sure(2) == [3, 4]
    assert GroupsByK(by_k).sure(3) == [4]
    assert GroupsByK(by_k).sure(6) == []


def test_k_means_draws_the_groups_where_as_many_segments_agree_with_them():
    enough, short = apart_by(SAME)
    fine = grouped(np.repeat(np.arange(6), 50), (0, 0, 1, 1, 2, 2))
    for labels, drawn in ((enough, True), (short, False)):
        assert GroupsByK({3: grouped(labels, (0, 0, 0)), 6: fine}).draws(6) == drawn
    assert not GroupsByK({6: fine}).draws(6)  # nobody tried three segments


def test_larger_ks_keep_the_borders_of_one_that_their_groups_lie_within():
    enough, short = apart_by(RELATED)
    fine = np.repeat(np.arange(6), 50)
    found = GroupsByK(
        {
            2: grouped(TRUE),
            3: grouped(TRUE),
            4: grouped(enough),
            5: grouped(short),
            6: grouped(fine),
            7: grouped(fine, respected=RESPECTED - 1e-9),
            8: grouped(fine, (0, 0, 0, 0, 1, 1)),
        }
    )
    assert found.keeping(3) == [4, 6]  # their groups are asked, not their segments


SIX = np.repeat(range(6), 50)
"""The three groups, each of two."""


def finer(k3=None, **by_k):
    own = {3: grouped(TRUE) if k3 is None else k3}
    return GroupsByK(own | {int(k[1:]): each for k, each in by_k.items()}).finer(3)


def test_larger_ks_find_further_groups_inside_segments_where_two_of_them_find_the_same():
    six = grouped(SIX)
    assert finer(k7=six, k8=six) == [7, 8]
    assert finer(k7=six) == []
    assert finer(k7=six, k8=grouped(TRUE)) == []  # the same groups as its own
    assert finer(k7=six, k8=grouped(SIX, (0, 0, 1, 1, 2, 2))) == []
    assert finer(k7=six, k8=grouped(SIX, (0, 1, 2, 2, 3, 3))) == []  # further groups, but others
    assert finer(k7=six, k8=grouped(SIX, respected=RESPECTED)) == [7, 8]
    assert finer(k7=six, k8=grouped(SIX, respected=RESPECTED - 1e-9)) == []
    assert finer(k7=six, k8=six, k9=grouped(SIX, (0, 0, 1, 2, 3, 4)), k10=six) == [7, 8, 10]
    assert finer(k3=grouped(TRUE, (0, 1, 1)), k7=six, k8=six) == [7, 8]
    assert GroupsByK({5: grouped(SIX), 6: grouped(SIX), 7: grouped(TRUE)}).finer(7) == []  # smaller K's are not asked


def test_customers_with_values_filled_in_are_not_asked_for_further_groups():
    filled = TRUE.copy()
    filled[50:80] = 3  # thirty of the first group, put at the values that were filled in
    complete = np.ones(300, dtype=bool)
    by_k = {3: grouped(TRUE), 4: grouped(filled), 5: grouped(filled)}
    assert GroupsByK(by_k).finer(3) == [4, 5]
    for known, found in ((4, []), (5, [4, 5])):
        complete[50:80] = np.arange(30) < known
        assert GroupsByK(by_k, complete).finer(3) == found


def test_further_groups_must_not_cut_across_segments():
    across = grouped(np.roll(SIX, 25))
    assert divides(across.groups, TRUE) < RESPECTED
    assert finer(k7=across, k8=across) == []


@pytest.mark.parametrize(("least", "index"), [(0.9, 0), (0.9, 1)])
def test_two_ks_find_the_same_further_groups_up_to_a_limit(least, index):
    moved = apart_by(least)[index]  # three groups that agree with TRUE just so far
    one = grouped(np.zeros(300))
    found = GroupsByK({1: one, 3: grouped(TRUE), 4: grouped(moved)}).finer(1)
    assert found == ([3, 4] if index == 0 else [])


def standing(**by_k):
    return GroupsByK({int(k[1:]): each for k, each in by_k.items()}).standing


def test_groups_stand_that_two_other_ks_find():
    own = grouped(TRUE)
    assert standing(k3=own, k4=own, k5=own) == 3
    assert standing(k3=own, k4=own) is None
    assert standing(k3=own, k4=own, k5=grouped(TRUE, (0, 0, 0))) is None
    assert standing(k2=own, k3=own, k4=own) == 2  # K = 2 finds nothing of others, but others find it
    assert standing(k2=own, k3=own) is None
    assert standing(k2=grouped(TRUE, respected=0.0), k3=own, k4=own) is None
    assert standing() is None


def test_of_several_that_stand_the_one_found_most_often_and_then_the_smallest_is_taken():
    two, own = grouped(TRUE // 2), grouped(TRUE)
    assert standing(k2=two, k3=own, k4=two, k5=own, k6=own, k7=own) == 3
    assert standing(k3=two, k4=own, k5=two, k6=own, k7=two, k8=own, k9=two) == 3
    assert standing(k3=two, k4=own, k5=two, k6=own, k7=own, k8=two) == 4  # the two are found by two of five


@pytest.mark.parametrize(("larger", "stands"), [(6, True), (7, False)])
def test_as_many_as_half_of_the_larger_ks_must_find_groups_that_stand(larger, stands):
    one, weak = grouped(TRUE, (0, 0, 0)), grouped(TRUE, respected=0.0)
    by_k = {3: grouped(TRUE)} | {k: weak if k <= 6 else one for k in range(4, 4 + larger)}
    assert GroupsByK(by_k).standing == (3 if stands else None)
    assert GroupsByK({2: one} | by_k).standing == (3 if stands else None)  # a smaller K is not asked


def test_groups_stand_of_six_segments_at_most_that_halves_respect():
    own, six = grouped(TRUE), grouped(TRUE, respected=RESPECTED)
    weak = grouped(TRUE, respected=RESPECTED - 1e-9)
    assert standing(k6=six, k7=weak, k8=weak) == 6
    assert standing(k6=weak, k7=own, k8=own) is None
    assert standing(k7=own, k8=own, k9=own) is None


def test_what_finds_standing_groups_agrees_very_far():
    enough, short = apart_by(0.9)
    assert standing(k3=grouped(TRUE), k4=grouped(enough), k5=grouped(TRUE)) == 3
    assert standing(k3=grouped(TRUE), k4=grouped(short), k5=grouped(TRUE)) is None


def test_every_k_that_halves_were_clustered_with_is_grouped():
    labels = np.repeat([0, 1, 2, 3], 50).astype(np.int32)
    rows = np.arange(0, 200, 2)
    sweep = {1: labels * 0, 2: labels // 2, 4: labels, 5: labels}
    tried = Tried(sweep)
    borders = {2: (border(0, 1, "gap"),), 4: (border(0, 1, "crowd"), border(1, 2, "gap"), border(2, 3, "unproven"))}
    crossing = np.roll(labels[rows], 10)
    placed = {1: np.zeros((2, 100), int), 2: np.zeros((2, 100), int), 4: np.stack([labels[rows], crossing])}
    found = groups_by_k(tried, borders, placed=placed, rows=rows)
    assert list(found.by_k) == [2, 4]
    four = found.by_k[4]
    assert four.labels.tolist() == labels[rows].tolist()
    assert (four.group_of, four.n_unjoined) == ((0, 0, 1, 1), 3)
    assert four.respected == pytest.approx((1 + divides(crossing, labels[rows] // 2)) / 2)
    assert found.by_k[2].respected == 0


def test_one_group_is_not_respected_by_anybody():
    labels = np.repeat([0, 1], 50).astype(np.int32)
    found = groups_by_k(
        Tried({2: labels}), {2: (border(0, 1, "crowd"),)}, placed={2: np.zeros((2, 100), int)}, rows=np.arange(100)
    )
    assert (found.by_k[2].n_groups, found.by_k[2].respected) == (1, 0)
