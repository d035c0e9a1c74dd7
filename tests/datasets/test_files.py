import polars as pl
import pytest

from coterie.datasets import bank, bank_customers_batches, write_bank_customers
from coterie.errors import InputError


@pytest.mark.parametrize("name", ["customers.csv", "customers.parquet"])
def test_the_file_holds_every_batch_in_order(tmp_path, name):
    path = write_bank_customers(tmp_path / name, 2500, random_state=5, batch_size=1000)
    written = pl.read_parquet(path) if path.suffix == ".parquet" else pl.read_csv(path)
    assert written.equals(pl.concat(bank_customers_batches(2500, 5, batch_size=1000)))


@pytest.mark.parametrize("name", ["customers.csv", "customers.parquet"])
def test_the_same_bytes_every_time(tmp_path, name):
    first = write_bank_customers(tmp_path / f"1{name}", 2500, batch_size=1000).read_bytes()
    assert write_bank_customers(tmp_path / f"2{name}", 2500, batch_size=1000).read_bytes() == first


def test_batches_are_made_one_after_the_other_as_the_file_grows(tmp_path, monkeypatch):
    made = []
    draw = bank._batch
    monkeypatch.setattr(bank, "_batch", lambda n, start, rng: made.append(n) or draw(n, start, rng))
    write_bank_customers(tmp_path / "customers.csv", 900, batch_size=100)
    assert made == [100] * 9


def test_another_ending_is_refused(tmp_path):
    with pytest.raises(InputError, match="the ending of path is '.xlsx', but must be one of .csv, .parquet."):
        write_bank_customers(tmp_path / "customers.xlsx")
