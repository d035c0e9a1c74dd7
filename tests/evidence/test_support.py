from __future__ import annotations

import pytest

from coterie.evidence.card import FEW, KCard, KRow, with_support
from coterie.evidence.support import (
    AGAIN,
    DISSOLVED,
    FIRM,
    FOUND_BY,
    KEPT,
    KINDS,
    LEAST,
    NEXT,
    SURE_SEGMENT,
    SURE_STRENGTH,
    SURELY_AGAIN,
    Support,
    found_again,
    support,
)

A_BIT = 1e-9


def row(k, **said):
    usual = {"k": k, "halves": 0.5, "prediction_strength": 0.5, "few": False, "worst_segment": 0.7, "agreement": 0.5}
    return KRow(**dict.fromkeys(KRow.__dataclass_fields__) | usual | said)


def card(*rows, customers=FEW):
    return KCard((row(1), *rows), {}, (), customers)


class Groups:
    """What the K's say of each other, as a test has it: pairs of K's, the smaller one first."""

    def __init__(self, counts, *, unjoined=None, standing=None, drawn=True, finer=(), **pairs):
        self.by_k = {k: Each(k, n, (unjoined or {}).get(k, n)) for k, n in counts.items()}
        self.standing, self._drawn, self._finer = standing, drawn, finer
        said = dict.fromkeys(("same", "related", "sure", "within", "keeping", "alike"), ()) | pairs
        self._same, self._related, self._sure, self._within, self._keeping, self._alike = said.values()

    def same(self, k, other):
        return (min(k, other), max(k, other)) in self._same

    def alike(self, k, other):
        return (min(k, other), max(k, other)) in self._alike

    def related(self, k, other):
        return (min(k, other), max(k, other)) in self._related

    def within(self, k, other):
        return (k, other) in self._within

    def shared_with(self, k):
        return [other for other in self.by_k if other != k and self.same(k, other)]

    def keeping(self, k):
        return [other for other in self.by_k if (k, other) in self._keeping]

    def draws(self, k):
        assert k == self.standing
        return self._drawn

    def finding(self, k):
        return [other for other in self.by_k if other > k and self.same(k, other)]

    def finer(self, k):
        return [8, 9] if k in self._finer else []

    def sure(self, k):
        return [other for other in self._sure if other > k]


class Each:
    def __init__(self, k, n_groups, n_unjoined):
        self.n_groups, self.n_unjoined, self.apart = n_groups, n_unjoined, n_groups == k


def natural(groups, *rows, customers=FEW):
    return support(card(*rows, customers=customers), groups).natural


def test_the_kinds_are_named_from_the_weakest():
    assert KINDS == ("constructed", "reproducible", "partly natural", "natural")


@pytest.mark.parametrize(
    ("halves", "borne_out", "found"),
    [
        (FIRM, False, True),
        (FIRM - A_BIT, False, False),
        (FIRM - A_BIT, True, True),
        (LEAST, True, True),
        (LEAST - A_BIT, True, False),
        (None, True, False),
    ],
)
def test_three_segments_are_natural_where_halves_are_firm_or_another_k_finds_the_same(halves, borne_out, found):
    groups = Groups({3: 3, 5: 3}, same={(3, 5)} if borne_out else ())
    assert natural(groups, row(3, halves=halves), row(5)) == ((3,) if found else ())


@pytest.mark.parametrize(("keeping", "found"), [((4, 5, 6)[:KEPT], True), ((4, 5, 6)[: KEPT - 1], False)])
def test_or_where_larger_ks_keep_their_borders(keeping, found):
    assert KEPT == 2
    groups = Groups(dict.fromkeys((3, 4, 5, 6), 3), keeping={(3, k) for k in keeping})
    rows = [row(3, halves=FIRM - A_BIT), *(row(k) for k in (4, 5, 6))]
    assert natural(groups, *rows) == ((3,) if found else ())


def test_a_smaller_k_may_bear_them_out():
    groups = Groups({3: 2, 4: 4}, same={(3, 4)})
    assert natural(groups, row(3), row(4, halves=LEAST)) == (4,)


def test_every_border_must_have_a_gap():
    assert natural(Groups({3: 2}), row(3, halves=1.0)) == ()


def test_of_few_customers_bootstrap_samples_speak():
    groups = Groups({3: 3})
    assert natural(groups, row(3, few=True, agreement=FIRM)) == (3,)
    assert natural(groups, row(3, few=True, halves=FIRM)) == ()


@pytest.mark.parametrize(("related", "found"), [((4, 5, 6, 7), True), ((4, 5), True), ((4,), False), ((), False)])
def test_larger_ks_that_are_sure_may_deny_three_segments_by_more_than_half(related, found):
    rows = [row(3, halves=1.0), *(row(k) for k in (4, 5, 6, 7))]
    groups = Groups({3: 3} | dict.fromkeys((4, 5, 6, 7), 2), sure=(4, 5, 6, 7), related={(3, k) for k in related})
    assert natural(groups, *rows) == ((3,) if found else ())


@pytest.mark.parametrize(
    ("finding", "customers", "found"),
    [
        ((3, 4), FEW, True),
        ((3, 6), FEW, True),
        ((4, 5), FEW, True),
        ((5, 6), FEW, False),
        ((4,), FEW, False),
        ((4,), FEW - 1, True),
        ((5,), FEW - 1, False),
        ((), FEW - 1, False),
    ],
)
def test_two_segments_are_natural_where_two_larger_ks_find_them_and_three_or_four_is_among_them(
    finding, customers, found
):
    assert (FOUND_BY, NEXT) == (2, (3, 4))
    groups = Groups(dict.fromkeys((2, 3, 4, 5, 6), 2), same={(2, k) for k in finding})
    rows = [row(2, halves=1.0), *(row(k) for k in (3, 4, 5, 6))]
    assert natural(groups, *rows, customers=customers) == ((2,) if found else ())


@pytest.mark.parametrize(("denied", "found"), [((), True), ((5,), True), ((5, 6), False)])
def test_two_segments_must_be_found_by_more_than_deny_them(denied, found):
    rows = [row(2, halves=1.0), *(row(k) for k in (3, 4, 5, 6))]
    groups = Groups(
        dict.fromkeys((2, 3, 4, 5, 6), 2),
        same={(2, 3), (2, 4)},
        sure=(3, 4, 5, 6),
        related={(2, k) for k in (3, 4, 5, 6) if k not in denied},
    )
    assert natural(groups, *rows) == ((2,) if found else ())


@pytest.mark.parametrize(("related", "found"), [({(3, 5)}, (3,)), ((), ())])
def test_groups_that_stand_must_not_be_cut_across(related, found):
    groups = Groups({3: 3, 5: 4}, standing=5, related=related)
    assert natural(groups, row(3, halves=1.0), row(5)) == found


def test_groups_that_stand_at_a_k_do_not_speak_against_it():
    assert natural(Groups({3: 3}, standing=3), row(3, halves=1.0)) == (3,)


def sure(k, **said):
    return row(k, **{"halves": SURELY_AGAIN, "prediction_strength": SURE_STRENGTH} | said)


def again(groups, *rows):
    return support(card(*rows, row(8)), groups).again


def four(n_groups=2, *, unjoined=4, more=None, **said):
    """Four segments without a crowd, whose groups eight segments show too."""
    return Groups({4: n_groups, 8: 2} | (more or {}), unjoined={4: unjoined}, **{"same": {(4, 8)}} | said)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({}, True),
        ({"halves": SURELY_AGAIN - A_BIT}, False),
        ({"prediction_strength": SURE_STRENGTH - A_BIT}, False),
        ({"prediction_strength": None}, False),
        ({"few": True, "agreement": SURELY_AGAIN, "worst_segment": SURE_SEGMENT, "prediction_strength": 0.1}, True),
        ({"few": True, "agreement": SURELY_AGAIN - A_BIT, "worst_segment": SURE_SEGMENT}, False),
        ({"few": True, "agreement": SURELY_AGAIN, "worst_segment": SURE_SEGMENT - A_BIT}, False),
        ({"few": True, "agreement": SURELY_AGAIN, "worst_segment": None}, False),
    ],
)
def test_surely_found_again_has_its_limits(said, found):
    assert again(four(), sure(4, **said)) == ((4,) if found else ())


@pytest.mark.parametrize(("few", "same", "found"), [(False, {(4, 8)}, True), (False, (), False), (True, (), True)])
def test_another_k_must_find_its_groups_where_customers_are_not_few(few, same, found):
    said = {"few": few, "agreement": SURELY_AGAIN, "worst_segment": SURE_SEGMENT}
    assert again(four(same=same), sure(4, **said)) == ((4,) if found else ())


@pytest.mark.parametrize(
    ("groups", "unjoined", "found"), [(2, 4, True), (4, 4, True), (1, 4, False), (2, 3, False), (3, 3, False)]
)
def test_it_has_gaps_and_no_crowds(groups, unjoined, found):
    assert again(four(groups, unjoined=unjoined), sure(4)) == ((4,) if found else ())


@pytest.mark.parametrize(
    ("below", "above", "found"),
    [(0.0, 0.0, True), (0.95, 0.95, True), (0.95 + A_BIT, 0.0, False), (0.0, 0.95 + A_BIT, False)],
)
def test_it_is_a_peak_of_agreement(below, above, found):
    rows = row(3, halves=below), sure(4, halves=0.95), row(5, halves=above)
    assert again(four(), *rows) == ((4,) if found else ())


def test_one_segment_is_no_neighbour_on_the_way_to_a_peak():
    """One segment is found again by everybody."""
    made = KCard((row(1, halves=1.0), sure(2), row(3)), {}, (), FEW - 1)
    groups = Groups({2: 2, 3: 2}, same={(2, 3)})
    assert support(made, groups).again == (2,)


def test_others_may_deny_it_too():
    rows = sure(4), row(5)
    assert again(four(more={5: 2}, sure=(5,)), *rows) == ()
    assert again(four(more={5: 2}, sure=(5,), related={(4, 5)}), *rows) == (4,)
    assert again(four(more={5: 4}, standing=5), *rows) == ()
    assert again(four(more={5: 4}, standing=5, related={(4, 5)}), *rows) == (4,)


def test_segments_within_groups_that_stand_are_partly_natural():
    groups = Groups({2: 1} | dict.fromkeys((3, 4, 5, 6), 2), standing=3, within={(4, 3), (6, 3)}, related={(3, 4)})
    found = support(card(row(2), row(3), row(4), row(5, halves=AGAIN), row(6, halves=AGAIN)), groups)
    assert (found.standing, found.within) == (3, (3, 4, 6))
    kinds = {2: "constructed", 3: "partly natural", 4: "constructed", 5: "reproducible", 6: "partly natural"}
    assert found.kinds == kinds  # the first that draws them is; more segments where they are found again


@pytest.mark.parametrize(
    ("two", "alike", "standing"), [(True, {(2, 3)}, 3), (False, {(2, 3)}, None), (False, (), 3), (True, (), 3)]
)
def test_groups_do_not_stand_where_two_segments_are_a_bend_and_they_are_about_the_same(two, alike, standing):
    groups = Groups({2: 2, 3: 2, 4: 1}, standing=3, alike=alike, within={(4, 3)})
    found = support(card(row(2), row(3), row(4)), groups, two=two)
    assert (found.standing, bool(found.within)) == (standing, standing is not None)


@pytest.mark.parametrize("drawn", [True, False])
def test_whether_k_means_draws_the_groups_that_stand_is_kept(drawn):
    rows = card(row(2), row(3))
    assert support(rows, Groups({2: 1, 3: 2}, standing=3, drawn=drawn)).drawn == drawn
    assert support(rows, Groups({2: 1, 3: 2}, drawn=drawn)).drawn  # none stand
    assert support(rows, Groups({2: 1, 3: 2}, standing=3, drawn=drawn), tested=False).drawn


def test_how_many_groups_stand_is_said_of_segments_that_divide_them():
    said = {"kinds": {}, "standing": 5, "groups": {5: 3}, "within": (3, 4, 5, 6)}
    found = Support(natural=(3,), again=(6,), **said)
    assert [found.standing_at(k) for k in range(2, 8)] == [None, None, 3, 3, None, None]
    assert Support(natural=(), again=(), **said | {"standing": None}).standing_at(4) is None


def test_segments_that_are_points_are_natural_though_halves_do_not_know_of_them():
    found = support(card(row(2), row(3), row(4)), Groups({2: 1, 3: 3}), points=4)
    assert (found.natural, found.kinds[4]) == ((4,), "natural")
    assert support(card(row(2), row(4)), Groups({2: 1}), tested=False, points=4).natural == (4,)


def test_fewer_segments_than_groups_that_stand_cannot_lie_within_them():
    groups = Groups({2: 1, 3: 2, 5: 3}, standing=5, within={(2, 5), (3, 5)})
    assert support(card(row(2), row(3), row(5)), groups).within == (3, 5)


def test_what_is_natural_is_called_so_first():
    groups = Groups({3: 3}, standing=3, within={(3, 3)})
    found = support(card(row(3, halves=1.0)), groups)
    assert (found.natural, found.kinds[3]) == ((3,), "natural")
    assert support(card(sure(4), row(8)), four()).kinds == {4: "partly natural", 8: "constructed"}


def test_where_gaps_do_not_count_segments_are_found_again_or_not():
    groups = Groups({3: 3, 4: 4}, standing=3, within={(4, 3)})
    found = support(card(row(3, halves=1.0), row(4)), groups, tested=False)
    assert found == Support({3: "reproducible", 4: "constructed"}, (), (), None, {}, (), tested=False)


def test_natural_segments_inside_which_larger_ks_find_groups_are_coarse():
    rows = row(3, halves=1.0), row(4, halves=1.0), row(5)
    made = card(*rows)
    found = support(made, Groups({3: 3, 4: 4, 5: 1}, finer={3, 5}))
    assert (found.natural, found.coarse, found.kinds[3]) == ((3, 4), (3,), "natural")
    assert [with_support(made, found)[k].kind for k in (3, 4)] == ["partly natural", "natural"]
    assert support(card(row(3)), Groups({3: 1}, finer={3}), points=3).coarse == ()  # nobody differs from the others


def test_a_card_takes_the_kinds_and_groups_of_its_ks():
    made = card(row(3, halves=1.0), row(4))
    with_kinds = with_support(made, support(made, Groups({3: 3})))
    assert [(each.k, each.kind, each.groups) for each in with_kinds.rows] == [
        (1, None, 1),
        (3, "natural", 3),
        (4, "constructed", None),
    ]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({"halves": AGAIN}, True),
        ({"halves": AGAIN - A_BIT}, False),
        ({"prediction_strength": AGAIN, "halves": LEAST}, True),
        ({"prediction_strength": AGAIN, "halves": LEAST - A_BIT}, False),
        ({"prediction_strength": AGAIN - A_BIT, "halves": LEAST}, False),
        ({"halves": None, "prediction_strength": None}, False),
        ({"few": True, "halves": 1.0}, False),
        ({"few": True, "agreement": AGAIN}, True),
    ],
)
def test_found_again_means_by_halves_or_by_prediction_strength(said, found):
    assert found_again(row(3, **said)) == found


@pytest.mark.parametrize(("worst", "natural"), [(DISSOLVED, ()), (DISSOLVED + A_BIT, (3,)), (None, (3,))])
def test_a_k_with_a_segment_that_dissolves_is_not_natural(worst, natural):
    found = support(card(row(3, halves=0.9, worst_segment=worst)), Groups({3: 3}))
    assert found.natural == natural
