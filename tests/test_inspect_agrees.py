"""What `inspect` says is what `segment` does: on tables of customers, of purchases, and on tables that are neither."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import coterie
from coterie.errors import InputError, NeedsAnswer

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))

import generated_tables

CHEAP = {"k": 2, "evidence": "none"}
PEOPLE, ROWS = 30, 90
STATES = (("paid",), ("paid", "cancelled"), ("paid", "pending"), ("paid", "zork"), ("sale", "refund"))


def bought(rng: random.Random) -> pl.DataFrame:
    """Return a table of purchases, some of whose columns leave something open."""
    states = rng.choice(STATES)
    days = [f"2024-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}" for _ in range(ROWS)]
    columns = {
        rng.choice(["customer_id", "Kundennummer", "xref", "email", "Region", "account_id"]): [
            10_007 + 37 * rng.randrange(PEOPLE) for _ in range(ROWS)
        ],
        rng.choice(["order_date", "date", "created_at", "signup_date"]): days,
        rng.choice(["amount", "total", "balance", "Gross Credit"]): [
            round(rng.lognormvariate(3, 1), 2) for _ in range(ROWS)
        ],
    }
    more = {
        "status": [rng.choice(states) for _ in range(ROWS)],
        "currency": [rng.choice(["EUR", "USD"]) for _ in range(ROWS)],
        "order_no": [f"O-{n}" for n in range(ROWS)],
        "cancelled_at": [rng.choice(["2024-05-01", None, None, None]) for _ in range(ROWS)],
        "age": [rng.randint(18, 90) for _ in range(ROWS)],
    }
    kept = [name for name in more if rng.random() < 0.4]
    return pl.DataFrame(columns | {name: more[name] for name in kept})


def described(rng: random.Random) -> pl.DataFrame:
    """Return a table of customers, or of hardly anything."""
    n = rng.choice([1, 5, 40])
    more = {
        "id": [rng.choice([i, i % 7]) for i in range(n)],
        "contact_id": list(range(500, 500 + n)),
        "account_id": [100 + i % 11 for i in range(n)],
        "income": [rng.choice([rng.randint(1, 10**5), None]) for _ in range(n)],
        "score": [rng.choice([1, 2, 999, -1]) for _ in range(n)],
        "age": [rng.choice(["20", "31 yrs", "70+", "n/a", "x"]) for _ in range(n)],
        "plan": [rng.choice(["gold", "none", "NA"]) for _ in range(n)],
        "same": [7] * n,
        "visit_date": ["2024-05-01"] * n,
    }
    kept = [name for name in more if rng.random() < 0.5] or ["same"]
    return pl.DataFrame({name: more[name] for name in kept}, strict=False)


def compare(source: object) -> None:
    """Ask both, and compare what they say of columns, of rows and of what is to be asked."""
    try:
        looked = coterie.inspect(source)
    except InputError as error:  # it cannot be read
        with pytest.raises(type(error)):
            coterie.segment(source, **CHEAP)
        return
    if looked.problem is not None:
        with pytest.raises(InputError) as refused:
            coterie.segment(source, **CHEAP)
        assert (type(refused.value), str(refused.value)) == (type(looked.problem), str(looked.problem))
        if isinstance(looked.problem, NeedsAnswer):
            assert refused.value.choices == looked.problem.choices
        return
    plan = looked.readiness
    try:
        found = coterie.segment(source, **CHEAP)
    except InputError as error:  # too few customers, or all alike: what only clustering can find
        assert "segments" in str(error) or "customers" in str(error)  # noqa: PT017 - most tables raise nothing
        return
    done = found.segmentation
    assert done.schema.columns == plan.schema.columns
    assert {(each.code, each.column, each.rows) for each in done.cleaning.remarks} >= {
        (each.code, each.column, each.rows) for each in plan.cleaning.remarks
    }
    customers = plan.made.table.frame.height if plan.made else done.cleaning.rows_out
    assert found.assignments.height == customers
    assert (done.purchases is None) == (plan.made is None)
    if plan.made is not None:
        assert done.purchases.says == plan.made.purchases.says


@pytest.mark.parametrize("make", [bought, described])
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 10**9))
def test_both_say_the_same_of_a_frame(make, seed):
    compare(make(random.Random(seed)))  # noqa: S311 - no secret


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 10**9))
def test_both_say_the_same_of_a_file(tmp_path_factory, seed):
    path = tmp_path_factory.mktemp("tables") / "customers.csv"
    path.write_bytes(generated_tables.made(seed).data)
    compare(path)
