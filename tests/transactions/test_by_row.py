from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

import coterie
from coterie.transactions.by_row import customer_of_row

WHO = st.lists(st.sampled_from(["a", " a", "b ", "c", "n/a", "", None]), min_size=1, max_size=40)


@given(WHO)
def test_each_row_leads_to_its_customer(who):
    wanted = [None if name is None or name.strip() in {"", "n/a"} else name.strip() for name in who]
    ids = sorted({name for name in wanted if name is not None} - {"c"})
    found = customer_of_row(
        pl.DataFrame({"who": who}, schema={"who": pl.String}), "who", pl.Series(ids, dtype=pl.String)
    )
    assert [None if place < 0 else ids[place] for place in found] == [None if name == "c" else name for name in wanted]


def test_a_file_is_read_again(tmp_path):
    bought = pl.DataFrame({"who": [3, 1, 3], "on": ["2024-01-01"] * 3, "paid": [1.0, 2.0, 3.0]})
    bought.write_parquet(tmp_path / "bought.parquet")
    made = coterie.summarise_transactions(tmp_path / "bought.parquet", customer="who", date="on", amount="paid")
    assert customer_of_row(tmp_path / "bought.parquet", "who", made.customers["who"]).tolist() == [1, 0, 1]
