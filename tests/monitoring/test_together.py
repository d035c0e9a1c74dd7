"""Each kind of comparison, its numbers counted again by hand."""

from collections import Counter
from types import SimpleNamespace

import polars as pl
import pytest
from tests.monitoring.blobs import customers, moved

import coterie
from coterie.errors import DataRefused
from coterie.monitoring.migration import reasons
from coterie.monitoring.together import _swapped
from coterie.outputs import write_outputs


@pytest.fixture(scope="module")
def then():
    return customers(a=120, b=90, c=60)


@pytest.fixture(scope="module")
def now(then):
    return pl.concat([moved(then, "b", (-10, 0), share=0.5).tail(200), customers(3, first=500, d=80)])


@pytest.fixture(scope="module")
def first(then):
    return coterie.segment(then, id="id", k=3, evidence="none")


@pytest.fixture(scope="module")
def second(first, now):
    return coterie.refit(first, now, k=4, checks="lenient", before=first.assignments)


def labels(model, frame):
    scored = coterie.score(model, frame, checks="lenient")
    return dict(zip(scored["id"], scored["segment_id"], strict=True))


def test_customers_who_move_under_one_model_moved_themselves(first, now):
    found = coterie.compare(first, now, old_assignments=first.assignments)
    a, d = dict(first.assignments.select("id", "segment_id").iter_rows()), labels(first, now)
    both = a.keys() & d.keys()
    told = found.migration.reasons
    assert told.customer == sum(a[who] != d[who] for who in both) > 0
    assert (told.joined, told.left) == (len(d.keys() - a.keys()), len(a.keys() - d.keys()))
    assert (told.model, told.both, told.cancelled) == (0, 0, 0)
    assert found.changes.filter(pl.col("reason") == "customer").height == told.customer
    assert {each.id: each.after.customers for each in found.shares} == dict(Counter(d.values()))
    assert found.kind == "customers"
    assert found.alike == "same"


def test_without_who_was_where_nothing_is_said_of_moves(first, now):
    found = coterie.compare(first, now)
    assert found.migration is None
    assert found.changes is None
    assert [each.before.customers for each in found.shares] == [120, 90, 60]


def test_two_models_and_the_old_rows_give_shapley_s_parts(first, second, then, now):
    found = coterie.compare(first, second.result, on=now, old_customers=then)
    pairs = ((then, first), (now, first), (then, second.result), (now, second.result))
    a, b, c, d = (labels(model, frame) for frame, model in pairs)
    both = a.keys() & d.keys()
    names = {"before": a, "rescored": b, "back": c, "after": d}
    four = pl.DataFrame({name: [known[who] for who in both] for name, known in names.items()})
    counts = Counter(four.select(reasons(four)).to_series())
    assert found.migration.split == "shapley"
    told = found.migration.reasons
    assert {name: getattr(told, name) for name in ("customer", "model", "both", "either", "mixed", "cancelled")} == {
        name: counts[name] for name in ("customer", "model", "both", "either", "mixed", "cancelled")
    }
    for each in found.migration.segments:
        by_hand = sum((d[w] == each.id) - (a[w] == each.id) for w in both)
        assert each.change == by_hand == each.customer + each.model
        half = sum((b[w] == each.id) - (a[w] == each.id) + (d[w] == each.id) - (c[w] == each.id) for w in both) / 2
        assert each.customer == half
    assert found.refit is not None
    assert found.alike == "lineage"


def test_old_assignments_alone_let_customers_change_first(first, second, now):
    found = coterie.compare(first, second.result, on=now, old_assignments=first.assignments)
    assert found.migration.split == "customers_first"
    moves = second.refit.moves
    told = found.migration.reasons
    assert (told.customer, told.model, told.both, told.joined, told.left) == (
        moves.customer, moves.model, moves.both, moves.joined, moves.left,
    )  # fmt: skip
    assert coterie.compare(first, second.result, on=now).migration.split == "model_only"


def test_two_segmentations_of_a_line_are_compared_by_what_they_keep(first, second):
    found = coterie.compare(first, second.result)
    assert found.migration is None
    assert found.answer is None
    assert {each.id: each.after and each.after.customers for each in found.shares if each.after} == {
        each.id: each.size for each in second.segmentation.segments
    }


def test_strangers_are_matched_by_customers_or_refused(first, then):
    other = coterie.segment(then.with_columns(visits=-pl.col("visits")), id="id", k=3, evidence="none")
    with pytest.raises(DataRefused, match="`on`"):
        coterie.compare(first, other)
    found = coterie.compare(first, coterie.segment(then, id="id", k=2, evidence="none"), on=then)
    assert found.alike == "matched"
    assert sum(each.after.customers for each in found.shares if each.after) == then.height


def test_files_of_one_segmentation_are_known_to_be(first, second, then, tmp_path):
    for name in ("one", "other"):
        write_outputs(first, tmp_path / name, report=False)
    found = coterie.compare(tmp_path / "one" / "assignments.csv", str(tmp_path / "other" / "assignments.csv"))
    assert (found.alike, found.migration.split, found.migration.reasons.stayed) == (
        "same",
        "customers_only",
        then.height,
    )
    write_outputs(second.result, tmp_path / "new", report=False)
    found = coterie.compare(tmp_path / "one" / "assignments.csv", tmp_path / "new" / "assignments.csv")
    assert (found.alike, found.migration.split) == ("lineage", "untold")
    assert found.migration.reasons.untold > 0
    assert all(flow.customer is None for flow in found.migration.flows)


def test_files_that_say_nothing_are_taken_as_the_same_by_their_names(first):
    found = coterie.compare(first.assignments, first.assignments.head(100))
    assert (found.alike, found.migration.split) == ("named", "untold")
    assert found.migration.reasons.left == first.assignments.height - 100


def test_files_of_other_names_are_matched_by_customers(first):
    other = first.assignments.with_columns(
        segment_id=pl.col("segment_id").replace({0: 2, 2: 0}), segment=pl.lit("New ") + pl.col("segment")
    )
    found = coterie.compare(first.assignments, other)
    assert found.alike == "matched"
    assert found.migration.reasons.moved == 0


def test_the_new_model_s_own_customers_say_whether_it_fits(first, now, second):
    found = coterie.compare(first, second.result, on=now)
    assert found.drift.answer == "drifted"
    assert found.fits.answer == "steady"
    assert (found.advice, found.reason) == ("rescore", "fits")


def test_a_segmentation_that_was_made_anew_from_the_second_is_told_of():
    table = customers(a=80, b=60)
    first = coterie.segment(table, id="id", k=2, evidence="none")
    moved = table.with_columns(pl.col("visits") + 1.0)
    again = coterie.refit(first, moved, before=first.assignments, checks="lenient").result
    for on in (None, moved):
        assert "swapped_in_time" in {each.code for each in coterie.compare(again, first, on=on).doubts}
        assert "swapped_in_time" not in {each.code for each in coterie.compare(first, again, on=on).doubts}


@pytest.mark.parametrize(("parent", "told"), [("b", True), ("c", False), (None, False)])
def test_segmentations_the_wrong_way_round_are_told(parent, told):
    old, new = (SimpleNamespace(parent=own, short_hash=name) for own, name in ((parent, "a"), (None, "b")))
    assert bool(list(_swapped(old, new))) is told


def test_a_refit_that_changed_nothing_is_not_before_itself():
    same = SimpleNamespace(parent="a", short_hash="a")
    assert list(_swapped(same, same)) == []
