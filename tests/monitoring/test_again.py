"""Planted changes of a population, and what refit says of each."""

from pathlib import Path

import polars as pl
import pytest
from blobs import PLACES, customers, moved

import coterie
from coterie.monitoring.again import WITHIN

QUICK = {"evidence": "none"}


@pytest.fixture(scope="module")
def table() -> pl.DataFrame:
    return customers(a=120, b=110, c=100, d=90)


@pytest.fixture(scope="module")
def first(table):
    return coterie.segment(table, k=4, **QUICK)


def ids_of(result) -> dict[str, int]:
    """The segment in which most of each group are."""
    frame = result.assignments.with_columns(pl.col("id").str.extract(r"^([a-z]+)").alias("group"))
    return {
        group: rows["segment_id"].mode().to_list()[0]
        for (group,), rows in frame.partition_by("group", as_dict=True).items()
    }


def fates(again) -> dict[int, str]:
    return {each.id: each.fate for each in again.refit.old}


def origins(again) -> dict[int, str]:
    return {each.id: each.origin for each in again.refit.new}


def test_a_group_that_drifts_is_the_same(table, first):
    again = coterie.refit(first, moved(table, "a", (2.0, 0.0)), before=first.assignments, checks="lenient")
    assert set(fates(again).values()) == {"kept"}
    assert ids_of(again.result) == ids_of(first)


def test_an_even_split_ends_a_segment_and_gives_its_halves_new_ids(table, first):
    parted = moved(table, "a", (0.0, -10.0), share=0.5)
    was = ids_of(first)["a"]
    again = coterie.refit(first, parted, before=first.assignments, k=5, checks="lenient")
    assert fates(again)[was] == "split"
    halves = [each for each in again.refit.new if each.origin == "split"]
    assert [each.parents for each in halves] == [(was,)] * 2
    assert {each.id for each in halves} == {4, 5}
    parents = {each.id: each.parent for each in again.segmentation.identities.segments}
    assert parents[4] == parents[5] == was
    assert [each.id for each in again.segmentation.identities.retired] == [was]
    assert again.segmentation.identities.retired[0].retired == again.segmentation.short_hash
    assert set(again.changes.filter(pl.col("from") == was)["fate"]) == {"split"}


def test_a_smaller_part_splits_off_and_the_rest_is_the_same(table, first):
    parted = moved(table, "a", (0.0, -10.0), share=0.3)
    was = ids_of(first)["a"]
    again = coterie.refit(first, parted, before=first.assignments, k=5, checks="lenient")
    (kept,) = (each for each in again.refit.old if each.id == was)
    assert (kept.fate, kept.into) == ("kept", (was, 4))
    assert origins(again)[4] == "split"


def test_two_groups_that_become_one_are_merged(table, first):
    """They meet half way, so that neither of the two is more than half of what they become, or one just is."""
    where = ids_of(first)
    joined = moved(moved(table, "a", (5.0, 0.0)), "b", (-5.0, 0.0))
    again = coterie.refit(first, joined, before=first.assignments, k=3, checks="lenient")
    both = [fates(again)[where[group]] for group in "ab"]
    assert "merged" in both
    if both == ["merged", "merged"]:
        (new,) = (each for each in again.refit.new if each.origin == "merged")
        assert set(new.parents) == {where["a"], where["b"]}
    assert {fates(again)[where[group]] for group in "cd"} == {"kept"}


def test_a_segment_whose_customers_all_went_elsewhere_is_gone(table, first):
    where = ids_of(first)
    again = coterie.refit(first, moved(table, "b", (-10.0, 0.0)), before=first.assignments, k=3, checks="lenient")
    assert [fates(again)[where[group]] for group in "ab"] == ["kept", "retired"]
    told = again.changes.filter(pl.col("from") == where["b"])
    assert set(told["reason"]) == {"customer"}
    assert set(told["fate"]) == {"retired"}


def test_fewer_segments_merge(table, first):
    again = coterie.refit(first, table, before=first.assignments, k=2)
    assert set(fates(again).values()) <= {"merged", "kept"}
    assert "merged" in fates(again).values()
    for each in again.refit.old:
        if each.fate == "merged":
            assert len(each.into) == 1
    told = again.changes.filter(pl.col("fate") == "merged")
    assert not told.is_empty()


def test_a_group_that_comes_is_new_and_one_that_goes_is_gone(table, first):
    was = ids_of(first)["d"]
    gone = pl.concat([table.filter(pl.col("id").str.head(1) != "d"), customers(7, far=80)])
    again = coterie.refit(first, gone, before=first.assignments, checks="lenient")
    assert fates(again)[was] == "retired"
    assert origins(again)[4] == "new"
    joined = again.changes.filter(pl.col("reason") == "joined")
    assert set(joined["fate"]) == {"new"}
    left = again.changes.filter(pl.col("reason") == "left")
    assert set(left["fate"]) == {"retired"}
    assert left.height == 90
    assert again.refit.moves.joined == 80


def test_ids_are_never_given_again(table, first):
    gone = pl.concat([table.filter(pl.col("id").str.head(1) != "d"), customers(7, far=80)])
    once = coterie.refit(first, gone, before=first.assignments, checks="lenient")
    back = coterie.refit(once.segmentation, table, before=once.result.assignments, checks="lenient")
    ids = {each.id for each in back.segmentation.identities.segments}
    assert 5 in ids
    assert back.segmentation.identities.next_id == 6
    retired = [each.id for each in back.segmentation.identities.retired]
    assert retired == [ids_of(first)["d"], 4]
    names = [each.name for each in (*back.segmentation.identities.segments, *back.segmentation.identities.retired)]
    assert len(set(names)) == len(names)


def test_names_and_locks_go_with_the_customers(table, first):
    where = ids_of(first)
    named = coterie.rename(first, {where["b"]: "Regulars"})
    again = coterie.refit(named, moved(table, "b", (0.0, 1.0)), before=first.assignments, checks="lenient")
    (kept,) = (each for each in again.segmentation.identities.segments if each.id == where["b"])
    assert (kept.name, kept.locked) == ("Regulars", True)
    assert again.result.names[where["b"]] == "Regulars"
    shown = {each.id: each.name for each in again.segmentation.segments}
    assert shown[where["b"]].given
    (new,) = (each for each in again.refit.new if each.id == where["b"])
    assert new.otherwise is not None


def test_a_segment_keeps_its_name_where_today_would_give_another(table, first):
    swapped = table.with_columns(pl.col("visits") * -1, pl.col("spent") * -1)
    begun = coterie.segment(table, k=4, **QUICK)
    again = coterie.refit(begun, swapped, checks="lenient", prefer="fit")
    for each in again.refit.new:
        assert each.origin != "kept" or again.result.names[each.id] == begun.names[each.id]


def test_strangers_are_matched_by_where_they_lie_and_lose_the_lock(table, first):
    where = ids_of(first)
    named = coterie.rename(first, {where["b"]: "Regulars"})
    others = customers(9, first=1000, a=120, b=110, c=100, d=90)
    again = coterie.refit(named, others, before=first.assignments)
    assert all(each.fate == "kept" and each.guessed and each.jaccard is None for each in again.refit.old)
    assert (again.refit.common, again.refit.start) == (0, "none")
    assert ids_of(again.result) == where
    (own,) = (each for each in again.segmentation.identities.segments if each.id == where["b"])
    assert (own.name, own.locked) == ("Regulars", False)
    assert not any(each.name.given for each in again.segmentation.segments)


def test_strangers_elsewhere_are_nobody(first):
    elsewhere = {name: (n, (x * 0.3 + 40, y * 3)) for (name, (x, y)), n in zip(PLACES.items(), (80,) * 4, strict=False)}
    again = coterie.refit(first, customers(9, first=1000, **elsewhere), before=first.assignments, checks="lenient")
    assert set(fates(again).values()) == {"retired"}
    assert [each.id for each in again.segmentation.identities.segments] == [4, 5, 6, 7]


def test_a_few_in_common_do_not_tell(table, first):
    """Of one group hardly anybody is there any more: others stand at its place."""
    was = ids_of(first)["a"]
    stay = table.filter((pl.col("id").str.head(1) != "a") | (pl.col("id").str.len_chars() < 2 + 1))
    mixed = pl.concat([stay, customers(11, first=5000, a=100)])
    again = coterie.refit(first, mixed, before=first.assignments)
    (own,) = (each for each in again.refit.old if each.id == was)
    assert (own.fate, own.guessed) == ("kept", True)
    assert all(not each.guessed for each in again.refit.old if each.id != was)


def test_moves_say_whether_customers_or_the_model_changed(table, first):
    where = ids_of(first)
    wandered = moved(table, "a", (10.0, 0.0), share=0.1)
    again = coterie.refit(first, wandered, before=first.assignments)
    told = again.changes.filter(pl.col("id").str.head(1) == "a")
    assert told.height == 12
    assert set(told["reason"]) == {"customer"}
    assert set(told["to"]) == {where["b"]}
    assert again.refit.moves.customer == 12


def test_a_purchase_table_is_refitted_as_purchases():
    n = range(2400)
    days = [f"2024-{i % 12 + 1:02}-{i % 28 + 1:02}" for i in n]
    bought = pl.DataFrame(
        {"client_id": [f"c{i * i % 191}" for i in n], "day": days, "amount": [(i * 37) % 211 / 3 + 1 for i in n]}
    )
    first = coterie.segment(bought, k=3, **QUICK)
    again = coterie.refit(first, bought, before=first.assignments)
    assert again.segmentation.purchases == first.segmentation.purchases
    assert again.segmentation.centers == first.segmentation.centers
    assert again.result.labels.len() == bought.height


def test_a_table_read_in_batches_is_refitted(tmp_path):
    path = tmp_path / "bank.parquet"
    coterie.datasets.bank_customers(n=20_000).write_parquet(path)
    first = coterie.segment(path, k=4, engine="streaming", folder=tmp_path, **QUICK)
    again = coterie.refit(first, path, engine="streaming", folder=tmp_path)
    assert again.segmentation.centers == first.segmentation.centers
    assert again.segmentation.short_hash == first.segmentation.short_hash
    assert again.changes.is_empty()


@pytest.mark.parametrize(("common", "start"), [(29, "none"), (30, "same")])
def test_thirty_who_were_there_before_are_enough_to_go_on_from(table, first, common, start):
    before = first.assignments.head(common)
    assert coterie.refit(first, table, before=before).refit.start == start


def test_a_small_table_of_those_who_were_there_goes_on(table, first):
    few = table.gather_every(table.height // 20).head(20)
    assert coterie.refit(first, few, before=first.assignments, checks="lenient").refit.start != "none"


@pytest.mark.parametrize(("prefer", "share"), [("auto", 0.01), ("identity", 0.05), ("fit", 0.0)])
def test_what_may_be_lost_is_what_the_page_on_refit_says(prefer, share):
    assert WITHIN[prefer] == share
    page = Path(__file__).parents[2].joinpath("docs", "refit.md").read_text(encoding="utf-8")
    assert not share or f"| `{prefer}` | {share:.0%}".replace("%", " %") in page
