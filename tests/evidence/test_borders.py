from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from threadpoolctl import threadpool_limits

import coterie
from coterie.clustering import sweep
from coterie.evidence import borders as module
from coterie.evidence.borders import Border, _Counting, answer, count, find_borders
from coterie.evidence.smallest import FEWEST_CUSTOMERS
from coterie.valleys.scan import CROWDED, SURE, scan
from coterie.valleys.ties import LATTICE_VALUES, spread_ties


def rng(seed=0):
    return np.random.default_rng(seed)


def blobs(n=300, apart=6.0, seed=0):
    """Three round groups in three columns."""
    labels = np.arange(n) % 3
    return rng(seed).normal(size=(n, 3)) + apart * np.eye(3)[labels]


TABLES = {
    "blobs": blobs(),
    "one cloud": rng(1).normal(size=(400, 4)),
    "one column": np.concatenate([rng(2).normal(0, 1, (150, 1)), rng(3).normal(6, 1, (50, 1))]),
    "counts": rng(4).poisson([1.0, 4.0, 30.0], size=(500, 3)).astype(float),
    "counts and amounts": np.column_stack([rng(18).integers(0, 4, 400) * 1.5, rng(118).normal(size=(400, 2))]),
    "scores alone": rng(7).integers(1, 6, (300, 2)).astype(float),
    "many at one value": np.column_stack(
        [np.where(rng(8).random(400) < 0.6, 0.0, np.exp(rng(18).normal(1.6, 0.4, 400))), rng(9).normal(size=400)]
    ),
    "few customers": blobs(24),
}


def made_of(labels, centers):
    return SimpleNamespace(
        n_clusters=len(centers), labels=labels.astype(np.int32), centers=np.ascontiguousarray(centers)
    )


def by_definition(X, labels, centers):
    """Every border as it is defined: pair by pair, row by row, window by window."""
    Y = spread_ties(X)
    n, k, d = len(X), len(centers), X.shape[1]
    away = [[((Y[r] - centers[i]) ** 2).sum() for i in range(k)] for r in range(n)]
    nearest_two = {tuple(sorted((labels[r], _next(away[r], labels[r])))) for r in range(n)}
    few, many = LATTICE_VALUES[0], min(LATTICE_VALUES[1], max(10, 0.05 * n))
    distinct = [len(set(X[:, j])) for j in range(d)]
    most_held = [max(list(X[:, j]).count(value) for value in set(X[:, j])) for j in range(d)]
    found = {}
    for i, j in sorted(nearest_two):
        parts = (centers[i] - centers[j]) ** 2
        near, between, whole = _emptiest(Y, labels, centers, i, j, range(d))
        z, cause = whole, ""
        for column in range(d):
            step = few <= distinct[column] <= many
            heap = not step and distinct[column] > few and most_held[column] >= 0.1 * n
            if (step or heap) and parts[column] >= parts.sum() / 3 and whole > SURE:
                others = [c for c in range(d) if c != column]
                views = [_emptiest(Y, labels, centers, i, j, others)[2]] if others else []
                if step:
                    views.append(_emptiest(Y, labels, centers, i, j, [column])[2])
                else:
                    kept = X[:, column] != max(sorted(set(X[:, column])), key=list(X[:, column]).count)
                    views.append(_emptiest(Y[kept], labels[kept], centers, i, j, range(d))[2])
                best = max(views)
                if best <= SURE and between <= CROWDED * near:
                    cause = "step" if step else "value"
                z = min(z, best)
        small = min((labels == i).sum(), (labels == j).sum()) < FEWEST_CUSTOMERS
        said = "crowd" if between > CROWDED * near or near < 3 else "gap" if z > SURE and not small else "unproven"
        found[i, j] = (near, between, pytest.approx(z), said, cause)
    return found


def _next(away, own):
    return min((i for i in range(len(away)) if i != own), key=lambda i: away[i])


def _emptiest(Y, labels, centers, i, j, columns):
    columns = list(columns)
    bins = [0] * 48
    length = ((centers[i, columns] - centers[j, columns]) ** 2).sum()
    for y, own in zip(Y, labels, strict=True):
        if own not in (i, j):
            continue
        one, other = (i, j) if own == i else (j, i)
        to_own, to_other = (((y[columns] - centers[c, columns]) ** 2).sum() for c in (one, other))
        at = int(np.floor((-(to_other - to_own) / (2 * length) + 1.2) / 0.05))
        if 0 <= at < 48:
            bins[at if own == i else 47 - at] += 1
    # A window holds 6 bins, ±.15; the one that begins at bin 21 lies at the border.
    windows = {first: sum(bins[first : first + 6]) for first in range(43)}
    best = None
    for c in range(15, 28):  # -.3 to .3
        e = min(max(windows[w] for w in range(c - 5)), max(windows[w] for w in range(c + 6, 43)))
        m = windows[c]
        z = (e - m) / np.sqrt(e + m + 1)
        if best is None or z > best[2]:
            best = (e, m, z)
    return best


@pytest.mark.parametrize("name", TABLES)
def test_borders_are_as_defined(name):
    X = TABLES[name]
    tried = sweep(X, [2, 3, 5], n_starts=3)
    found = find_borders(X, tried.clusterings)
    for each in tried.clusterings:
        ours = {(b.first, b.second): (b.near, b.between, b.z, b.answer, b.cause) for b in found[each.n_clusters]}
        assert ours == by_definition(X, each.labels, each.centers)


def test_the_oracle_has_seen_every_answer_and_every_cause():
    seen = {(b.answer, b.cause) for X in TABLES.values() for b in _all(X, [2, 3, 5])}
    assert {each for each, _ in seen} == {"gap", "unproven", "crowd"}
    assert {each for _, each in seen} == {"", "step", "value"}


def _all(X, ks):
    return [border for each in find_borders(X, sweep(X, ks, n_starts=3).clusterings).values() for border in each]


@given(st.data())
def test_counts_of_parts_in_any_order_add_up_to_those_of_the_whole(data):
    X = blobs(60)
    labels, centers = np.arange(60) % 3, 6 * np.eye(3)
    whole = count(X, labels, centers)
    order = np.array(data.draw(st.permutations(range(60))))
    cuts = sorted(data.draw(st.lists(st.integers(0, 60), max_size=4)))
    parts = [count(X[rows], labels[rows], centers) for rows in np.split(order, cuts)]
    merged = parts[0]
    for part in parts[1:]:
        merged = merged.merge(part)
    np.testing.assert_array_equal(merged.along, whole.along)
    np.testing.assert_array_equal(merged.second, whole.second)
    assert whole.second.sum() == 60


def test_blocks_of_rows_change_nothing(monkeypatch):
    X, labels, centers = blobs(100), np.arange(100) % 3, 6 * np.eye(3)
    whole = count(X, labels, centers)
    monkeypatch.setattr(module, "_BLOCK", 7)
    np.testing.assert_array_equal(count(X, labels, centers).along, whole.along)


@pytest.mark.parametrize("name", ["one cloud", "counts and amounts", "many at one value"])
@pytest.mark.parametrize("most_rows", [module.MOST_ROWS, 150])
def test_borders_do_not_depend_on_the_order_of_rows_or_columns_or_on_threads(name, most_rows, monkeypatch):
    monkeypatch.setattr(module, "MOST_ROWS", most_rows)
    X = TABLES[name]
    (made,) = sweep(X, [4], n_starts=3).clusterings
    (expected,) = find_borders(X, [made]).values()
    rows, columns = rng(1).permutation(len(X)), rng(1).permutation(X.shape[1])
    moved = made_of(made.labels[rows], made.centers[:, columns])
    for threads in (1, 2, 3):
        with threadpool_limits(threads):
            (found,) = find_borders(np.ascontiguousarray(X[rows][:, columns]), [moved]).values()
        assert [replace(b, column=int(columns[b.column])) for b in found] == [
            replace(b, z=pytest.approx(b.z), share=pytest.approx(b.share)) for b in expected
        ]
    assert sum(b.near for b in expected) > 0


@pytest.mark.parametrize("factor", [2.0, 0.37, 1000.0])
def test_borders_do_not_depend_on_shift_and_scale(factor):
    X = TABLES["counts and amounts"]
    (made,) = sweep(X, [4], n_starts=3).clusterings
    shift = np.array([3.0, -40.0, 0.5])
    moved = made_of(made.labels, made.centers * factor + shift)
    said = [
        [(b.first, b.second, b.near, b.between, b.answer, b.cause, b.column) for b in each]
        for each in (find_borders(X, [made])[4], find_borders(X * factor + shift, [moved])[4])
    ]
    assert said[0] == said[1]


def test_other_segment_numbers_mirror_the_borders():
    X = TABLES["blobs"]
    (made,) = sweep(X, [3], n_starts=3).clusterings
    turned = made_of(2 - made.labels, made.centers[::-1])
    expected = {(b.first, b.second): (b.near, b.between, b.answer) for b in find_borders(X, [made])[3]}
    found = {(2 - b.second, 2 - b.first): (b.near, b.between, b.answer) for b in find_borders(X, [turned])[3]}
    assert found == expected


def test_a_sample_of_many_rows_is_counted(monkeypatch):
    X = blobs(900)
    (made,) = sweep(X, [3], n_starts=3).clusterings
    monkeypatch.setattr(module, "MOST_ROWS", 300)
    whole, some = (sum(b.near for b in find_borders(X, [made])[3]) for _ in range(2))
    assert whole == some
    monkeypatch.setattr(module, "MOST_ROWS", 900)
    assert sum(b.near for b in find_borders(X, [made])[3]) == pytest.approx(3 * some, rel=0.3)


def test_one_segment_has_no_borders():
    X = blobs(30)
    assert set(find_borders(X, sweep(X, [1, 2], n_starts=3).clusterings)) == {2}


@pytest.mark.parametrize(
    ("near", "between", "z", "small", "said"),
    [
        (50, 35, 3.1, False, "gap"),
        (50, 36, 3.1, False, "crowd"),
        (10, 7, SURE, False, "unproven"),
        (10, 8, SURE, False, "crowd"),
        (50, 20, SURE, False, "unproven"),
        (50, 20, SURE + 1e-9, False, "gap"),
        (50, 20, SURE + 1e-9, True, "unproven"),
        (3, 0, 1.5, False, "unproven"),
        (2, 0, 1.2, False, "crowd"),
        (0, 0, 0.0, False, "crowd"),
    ],
)
def test_an_answer_turns_at_its_limits(near, between, z, small, said):
    assert answer(near, between, z, small=small) == said


def test_thinness_is_of_those_near_the_emptier_centre():
    border = Border(0, 1, near=40, between=10, z=4.0, answer="gap", at=0.0, column=0, share=1.0)
    assert border.thinness == 0.25
    assert replace(border, near=0).thinness == 10


@pytest.mark.parametrize(("customers", "said"), [(4, "unproven"), (5, "gap")])
def test_a_segment_of_fewer_than_five_has_no_gap(customers, said, monkeypatch):
    monkeypatch.setattr(module, "SURE", 1.0)  # with five customers, z is 2.04 at most
    X = np.concatenate([rng().normal(0, 1, (100, 2)), rng(1).normal(20, 0.1, (customers, 2))])
    made = made_of(np.repeat([0, 1], [100, customers]), np.stack([X[:100].mean(axis=0), X[100:].mean(axis=0)]))
    assert [border.answer for border in find_borders(X, [made])[2]] == [said]


def bands(first, *, carried=1.0):
    """Two bands across two columns and a third of noise; the centres differ in the first column as is asked."""
    labels = np.arange(len(first)) % 2
    noise = rng().uniform(-0.5, 0.5, (len(first), 2))  # as wide as the steps, which are a comb otherwise
    X = np.column_stack([first, 5.0 * labels - 2.5 - first + noise[:, 0], noise[:, 1] / 50])
    return X, made_of(labels, np.array([[-carried, -1, -1], [carried, 1, 1]]))


WHOLE_NUMBERS = np.repeat(np.arange(-4.0, 5.0), 30)


@pytest.mark.parametrize(("carried", "said"), [(1.0, ("unproven", "step")), (0.999, ("gap", ""))])
def test_steps_that_carry_a_third_of_the_distance_must_not_make_a_gap_alone(carried, said):
    X, made = bands(WHOLE_NUMBERS, carried=carried)
    (border,) = find_borders(X, [made])[2]
    assert (border.answer, border.cause) == said


@pytest.mark.parametrize("turned", [False, True])
def test_of_several_columns_that_make_a_step_the_one_that_carries_most_is_named(turned):
    labels = np.arange(270) % 2
    X = np.column_stack([WHOLE_NUMBERS, 5.0 * labels - 2.5 - WHOLE_NUMBERS, rng().normal(0, 0.01, 270)])
    centers = np.array([[-1.1, -1, -0.5], [1.1, 1, 0.5]])
    columns = [1, 0, 2] if turned else [0, 1, 2]
    (border,) = find_borders(np.ascontiguousarray(X[:, columns]), [made_of(labels, centers[:, columns])])[2]
    assert (border.cause, border.column) == ("step", int(turned))
    assert border.share == pytest.approx(1.21 / 2.46)


def test_without_steps_the_same_bands_have_a_gap():
    X, made = bands(np.linspace(-4.5, 4.5, 270))
    assert [(b.answer, b.cause) for b in find_borders(X, [made])[2]] == [("gap", "")]


def test_a_gap_in_the_whole_numbers_themselves_is_one():
    X = np.concatenate([rng().integers(0, 3, 150), rng().integers(7, 10, 150)]).astype(float)[:, None]
    for table in (X, np.column_stack([X, rng().normal(size=300)])):
        (border,) = find_borders(table, sweep(table, [2], n_starts=3).clusterings)[2]
        assert (border.answer, border.cause, border.column) == ("gap", "", 0)


@pytest.mark.parametrize("seed", range(3))
def test_a_step_of_a_count_is_no_gap(seed):
    X = np.column_stack([rng(seed).poisson(0.5, 500) * 2.0, rng(seed).normal(size=(500, 2))])
    for border in _all(X, [2, 3, 4]):
        assert border.answer != "gap"


def one_value(*, carried=1.0, others=0.25):
    """Half of the customers hold one value; nothing else tells them from the other half."""
    labels = np.repeat([0, 1], 100)
    held = np.where(labels == 0, -2.0, rng().normal(2, 0.1, 200))
    X = np.column_stack([held, rng(1).normal(0, others, (200, 2))])
    return X, made_of(labels, np.array([[-carried, -1, -1], [carried, 1, 1]]))


@pytest.mark.parametrize(("carried", "said"), [(1.0, ("unproven", "value")), (0.999, ("gap", ""))])
def test_one_value_that_many_hold_is_no_gap_by_itself(carried, said):
    X, made = one_value(carried=carried)
    (border,) = find_borders(X, [made])[2]
    assert (border.answer, border.cause) == said
    if border.cause:
        assert (border.column, border.share) == (0, pytest.approx(1 / 3))


def test_one_value_in_the_only_column_is_no_gap():
    X = one_value()[0][:, :1]
    (border,) = find_borders(X, [made_of(np.repeat([0, 1], 100), np.array([[-2.0], [2.0]]))])[2]
    assert (border.answer, border.cause, border.z) == ("unproven", "value", 0)


def test_the_cause_lies_in_the_column_that_makes_it_and_not_in_the_one_that_differs_most():
    X, made = one_value()
    X = np.column_stack([X[:, 1:], X[:, 0]])
    (border,) = find_borders(X, [made_of(made.labels, np.array([[-1.1, 0, -1], [1.1, 0, 1]]))])[2]
    assert (border.cause, border.column) == ("value", 2)
    assert border.share == pytest.approx(1 / 2.21)


def test_what_looks_like_no_gap_has_no_cause():
    """So many customers that a slight dent is sure: it is a crowd, whatever makes the dent."""
    held = np.concatenate([np.full(8000, -0.4), rng().normal(0.7, 0.9, 12_000)])
    labels = (held > 0).astype(int)
    X = np.column_stack([held, rng(1).normal(0, 0.8, 20_000)])
    made = made_of(labels, np.array([[-0.8, -0.1], [0.8, 0.1]]))
    (border,) = find_borders(X, [made])[2]
    assert (border.answer, border.cause) == ("crowd", "")
    assert scan_of(X, made) > SURE


def scan_of(X, made):
    counts = count(spread_ties(X), made.labels, made.centers)
    return float(scan((counts.along[0, 1] + counts.along[1, 0][::-1])[None])[2][0])


def verdict_of(**columns):
    found = coterie.segment(pl.DataFrame(columns), features=list(columns), k_max=8)
    return found.verdict


@pytest.mark.parametrize("share", [0.2, 0.5])
def test_a_flag_beside_numbers_that_know_nothing_of_it_is_no_group(share):
    chance = rng(6000)
    flag = np.where(chance.random(600) < share, "yes", "no")
    found = verdict_of(newsletter=flag.tolist(), age=chance.normal(45, 12, 600), spend=chance.gamma(2, 50, 600))
    assert found.kind in {"constructed", "reproducible"}
    assert {border.answer for border in found.borders} == {"crowd"}


def test_flags_and_categories_alone_are_no_groups():
    chance = rng(40)
    for columns in (
        {"a": chance.choice(["yes", "no"], 300), "b": chance.choice(["yes", "no"], 300)},
        {"plan": chance.choice(list("xyz"), 300), "region": chance.choice(list("uvw"), 300)},
        {"score": chance.integers(1, 6, 400), "vip": chance.choice(["yes", "no"], 400)},
    ):
        assert verdict_of(**{name: values.tolist() for name, values in columns.items()}).kind in {
            "constructed",
            "reproducible",
        }


def test_counts_that_most_customers_do_not_have_are_no_groups():
    chance = rng(11)
    counts = {f"n{i}": np.where(chance.random(1500) < 0.5, 0, chance.poisson(7, 1500)).tolist() for i in range(3)}
    assert verdict_of(**counts).kind in {"constructed", "reproducible"}


def test_evenly_spread_logarithms_are_no_groups_and_groups_of_logarithms_are():
    chance = rng(9100)
    even = {name: (10 ** chance.uniform(0, 4, 2000)).tolist() for name in ("a", "b")}
    assert verdict_of(**even).kind in {"constructed", "reproducible"}
    group = np.repeat([0, 1, 2], [300, 250, 250])
    spend = np.exp(chance.normal(0, 0.5, 800) + np.array([2, 5, 8])[group])
    visits = np.exp(chance.normal(0, 0.4, 800) + np.array([1, 4, 1])[group])
    found = verdict_of(spend=spend.tolist(), visits=visits.tolist())
    assert (found.kind, found.k) == ("natural", 3)


def test_a_gap_that_the_milder_scale_does_not_show_is_counted_there():
    x = np.sort(rng(1).random(1000))
    bent = np.where(x < 0.5, x * 0.2, 0.8 + x * 0.2)[:, None]  # a gap that bending alone has made
    found = find_borders(bent, sweep(bent, [2]).clusterings)[2][0]
    milder = find_borders(bent, sweep(bent, [2]).clusterings, milder={0: x})[2][0]
    assert (found.answer, milder.answer) == ("gap", "crowd")
    assert milder.near > 0
    assert milder.between > found.between


@pytest.mark.parametrize(("width", "asked"), [(0.9, True), (1.1, False)])
def test_the_milder_scale_is_asked_where_a_column_carries_more_than_half(width, asked):
    x = np.sort(rng(1).random(1000))
    bent = np.where(x < 0.5, x * 0.2, 0.8 + x * 0.2)
    X = np.column_stack([bent, width * bent + 0.001 * rng(2).normal(size=1000)])
    clusterings = sweep(X, [2]).clusterings
    milder = find_borders(X, clusterings, milder={0: x})
    assert (milder != find_borders(X, clusterings)) is asked


def test_the_milder_scale_is_not_asked_of_counts():
    counts = np.repeat([0.0, 5.0], 300)[:, None] + rng(3).integers(0, 2, (600, 1))
    clusterings = sweep(counts, [2]).clusterings
    asked = find_borders(counts, clusterings, milder={0: np.linspace(0, 1, 600)})
    assert asked == find_borders(counts, clusterings)


def test_a_milder_scale_that_only_stretches_and_shifts_counts_the_same():
    Y = np.concatenate([rng(1).normal(0.0, 1.0, (300, 2)), rng(2).normal(4.0, 1.0, (300, 2))])
    labels = np.repeat(np.int32([0, 1]), 300)
    centers = np.array([Y[labels == side].mean(axis=0) for side in (0, 1)])
    counting = _Counting(Y, Y, labels, centers, [], [], {0: 3 + 7 * Y[:, 0]})
    plain, milder = counting.counts(), counting.on_milder(0, np.array([0, 1]))
    assert np.abs(plain.along - milder.along).sum() <= 4  # at the edge of a place, a last bit may decide
    assert plain.second.tolist() == milder.second.tolist()
