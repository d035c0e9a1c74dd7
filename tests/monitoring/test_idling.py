"""Time as a step of its own, beside segments that are counted by another way."""

from collections import Counter
from datetime import date, timedelta
from types import SimpleNamespace

import polars as pl
import pytest
from tests.monitoring.blobs import customers
from tests.monitoring.shop import newcomer, shop, until

import coterie
from coterie.monitoring.idling import elapsed, placed_idle
from coterie.monitoring.walking import Where
from coterie.transactions import Idle

QUICK = {"evidence": "none"}
WHERE = Where({}, {})


@pytest.fixture(scope="module")
def all_days():
    return shop(days=460)


@pytest.fixture(scope="module")
def first(all_days):
    return coterie.segment(until(all_days, 400), k=4, **QUICK)


@pytest.fixture(scope="module")
def again(first, all_days):
    return coterie.refit(first, all_days, before=first.assignments, checks="lenient")


def labels(model, purchases):
    scored = coterie.score(model, purchases, checks="lenient")
    pairs = scored.select("client_id", pl.col("segment_id").fill_null(-1)).iter_rows()
    return dict(pairs)


def idle_labels(model, purchases, since):
    """Where customers would be without a purchase since: somebody else makes the table's last day."""
    then = purchases.filter(pl.col("day") <= since)
    return labels(model, pl.concat([then, newcomer(purchases["day"].max())]))


def as_of(result):
    return date.fromisoformat(result.segmentation.purchases.as_of)


def assigned(result):
    return dict(result.assignments.select("client_id", "segment_id").iter_rows())


def test_customers_are_placed_as_if_nothing_had_been_bought(first, all_days):
    since = as_of(first)
    placed = placed_idle(first.segmentation, all_days, where=WHERE, idle=Idle(since, all_days["day"].max()))
    wanted = idle_labels(first, all_days, since)
    assert dict(placed.iter_rows()) == {who: segment for who, segment in wanted.items() if who != "N"}
    assert placed_idle(first.segmentation, all_days, where=WHERE, idle=Idle(date(2022, 1, 1), since)) is None


def test_where_nobody_buys_every_move_is_time_s(first, all_days):
    now = pl.concat([until(all_days, 400), newcomer(as_of(first) + timedelta(days=60))])
    found = coterie.compare(first, now, old_assignments=first.assignments)
    a, d = assigned(first), labels(first, now)
    told = found.migration.reasons
    assert told.time == told.moved == sum(a[who] != d[who] for who in a) > 3
    assert (told.customer, told.mixed, told.cancelled, told.joined, told.left) == (0, 0, 0, 1, 0)
    assert found.migration.days == 60
    assert Counter(found.changes["reason"]) == {"time": told.time, "joined": 1}
    assert all(each.customer == 0.0 for each in found.migration.segments)
    assert all(each.time == each.change for each in found.migration.segments)


def reason(a, t, b, c, d):
    """Why a customer moved, from the definition; `c` is None where it is not known."""
    seen = {t, b, *([] if c is None else [c])}
    if a == d:
        return "" if seen == {a} else "cancelled"
    if t != a:
        return "time" if seen == {d} else "mixed"
    if c is None:
        return "customer" if b == d else "model" if b == a else "both"
    if b == c == d:
        return "either"
    known = {(True, True): "both", (False, True): "customer", (True, False): "model"}
    agree = (b == a and c in {a, d}) or (b == d and c == a)
    return known[(b == a, c == a)] if agree else "mixed"


def test_with_one_model_moves_are_split_into_time_and_customers(first, all_days):
    found = coterie.compare(first, all_days, old_assignments=first.assignments)
    a, t, d = assigned(first), idle_labels(first, all_days, as_of(first)), labels(first, all_days)
    wanted = {who: reason(a[who], t[who], d[who], None, d[who]) for who in a}
    changes = dict(found.changes.select("client_id", "reason").iter_rows())
    assert changes == {who: why for who, why in wanted.items() if why not in {"", "cancelled"}}
    told = found.migration.reasons
    assert (told.time, told.customer, told.mixed, told.cancelled) == tuple(
        Counter(wanted.values())[why] for why in ("time", "customer", "mixed", "cancelled")
    )
    assert told.time > 0
    assert told.customer > 0
    for each in found.migration.segments:
        assert each.time == sum((t[who] == each.id) - (a[who] == each.id) for who in a)
        assert each.customer == sum((d[who] == each.id) - (t[who] == each.id) for who in a)
        assert each.after - each.before == each.joined - each.left + each.time + each.customer


def test_two_models_split_what_is_left_of_time_in_both_orders(first, again, all_days):
    found = coterie.compare(first, again.segmentation, on=all_days, old_assignments=first.assignments)
    since = as_of(first)
    a, t, b = assigned(first), idle_labels(first, all_days, since), labels(first, all_days)
    c, d = idle_labels(again.segmentation, all_days, since), labels(again.segmentation, all_days)
    assert found.migration.split == "shapley"
    assert found.migration.days == 60
    wanted = {who: reason(a[who], t[who], b[who], c[who], d[who]) for who in a}
    changes = dict(found.changes.select("client_id", "reason").iter_rows())
    assert changes == {who: why for who, why in wanted.items() if why not in {"", "cancelled"}}
    assert found.migration.reasons.time == Counter(wanted.values())["time"]
    for each in found.migration.segments:
        ids = [{name: (all_[who] == each.id) for name, all_ in zip("atbcd", (a, t, b, c, d), strict=True)} for who in a]
        assert each.time == sum(one["t"] - one["a"] for one in ids)
        assert each.customer == sum(one["b"] - one["t"] + one["d"] - one["c"] for one in ids) / 2
        assert each.model == sum(one["c"] - one["t"] + one["d"] - one["b"] for one in ids) / 2


def test_a_refit_tells_time_apart(first, again, all_days):
    a, t, b = assigned(first), idle_labels(first, all_days, as_of(first)), labels(first, all_days)
    d = assigned(again.result)
    wanted = {who: reason(a[who], t[who], b[who], None, d[who]) for who in a}
    changes = dict(again.changes.select("client_id", "reason").iter_rows())
    assert changes == {who: why for who, why in wanted.items() if why not in {"", "cancelled"}}
    moves, counts = again.refit.moves, Counter(wanted.values())
    assert moves.days == 60
    assert (moves.time, moves.mixed, moves.customer, moves.model) == tuple(
        counts[why] for why in ("time", "mixed", "customer", "model")
    )
    assert moves.time > 0


def codes(found):
    return {each.code for each in found.doubts} & {"time_of_unknown_day", "time_out_of_reach"}


@pytest.mark.parametrize(("later", "reaches"), [(0, True), (1, False)])
def test_purchases_that_begin_after_the_day_of_then_tell_nothing_of_time(first, all_days, later, reaches):
    begin = as_of(first) + timedelta(days=later)
    now = all_days.filter(pl.col("day") >= begin)
    found = coterie.compare(first, now, old_assignments=first.assignments)
    assert now["day"].min() == begin
    assert codes(found) == (set() if reaches else {"time_out_of_reach"})
    assert (found.migration.days is not None) == reaches
    assert all((each.time is not None) == reaches for each in found.migration.segments)


def test_assignments_of_an_unknown_day_need_the_purchases_of_then(first, all_days):
    scored = coterie.score(first, until(all_days, 430), checks="lenient")
    found = coterie.compare(first, all_days, old_assignments=scored)
    assert codes(found) == {"time_of_unknown_day"}
    assert found.migration.days is None
    known = coterie.compare(first, all_days, old_assignments=scored, old_customers=until(all_days, 430))
    assert codes(known) == set()
    assert known.migration.days == (all_days["day"].max() - until(all_days, 430)["day"].max()).days
    alone = coterie.compare(first, all_days, old_customers=until(all_days, 430))
    assert alone.migration == known.migration


def test_who_has_no_purchase_up_to_then_would_be_in_no_segment_by_time_alone(first, all_days):
    since = as_of(first)
    who = all_days.filter(pl.col("day") > since)["client_id"].min()
    now = all_days.filter((pl.col("client_id") != who) | (pl.col("day") > since))
    found = coterie.compare(first, now, old_assignments=first.assignments)
    nobody = found.migration.segments[-1]
    assert (nobody.id, nobody.before, nobody.after, nobody.time, nobody.customer) == (None, 0, 0, 1.0, -1.0)
    assert None not in found.migration.ids


def test_time_alone_does_nothing_to_rows_of_customers():
    table = customers(a=80, b=60)
    result = coterie.segment(table, id="id", k=2, **QUICK)
    found = coterie.compare(result, table, old_assignments=result.assignments)
    assert found.migration.days is None
    assert codes(found) == set()
    assert all(each.time is None for each in (*found.migration.flows, *found.migration.segments))


@pytest.mark.parametrize(("now", "days"), [("2024-03-02", 1), ("2024-03-01", None), ("2024-02-28", None)])
def test_time_passes_from_an_earlier_day_alone(now, days):
    bought = SimpleNamespace(as_of=now, span=("2023-01-01", now))
    assert elapsed("2024-03-01", bought).days == days
    assert elapsed("2024-03-01", bought).doubts == ()
