"""Generated customers written to a file, as many as a benchmark asks for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from polars.io.plugins import register_io_source

from coterie import errors
from coterie.datasets.bank import BATCH_SIZE, bank_customers_batches

if TYPE_CHECKING:
    from collections.abc import Iterator

    import polars as pl

_ENDINGS = (".csv", ".parquet")


def write_bank_customers(
    path: str | Path, n: int = 5000, *, random_state: int = 0, batch_size: int = BATCH_SIZE
) -> Path:
    """Write generated bank customers to a CSV or Parquet file, a batch at a time.

    Ten million rows take no more memory than a few batches do. The rows are those of :func:`bank_customers_batches`.

    Parameters
    ----------
    path : str or Path
        File to write, ending in .csv or .parquet; one that is there already is replaced.
    n : int
        Rows, copies included.
    random_state : int
        Seed.
    batch_size : int
        Rows made at a time.

    Returns
    -------
    Path
        `path`.

    Raises
    ------
    InputError
        If the ending is neither .csv nor .parquet, or a number is too small.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     written = write_bank_customers(Path(folder) / "customers.csv", 3)
    ...     print(written.read_text().splitlines()[0])
    customer_id,age,gender,income,spending_score,credit_score,card_type
    """
    path = Path(path)
    if path.suffix not in _ENDINGS:
        raise errors.choosing.unknown_choice(option="the ending of path", value=path.suffix, choices=_ENDINGS)
    batches = bank_customers_batches(n, random_state, batch_size=batch_size)
    if path.suffix == ".csv":
        _write_csv(path, batches)
    else:
        _lazy(batches).sink_parquet(path, row_group_size=batch_size, maintain_order=True)
    return path


def _write_csv(path: Path, batches: Iterator[pl.DataFrame]) -> None:
    with path.open("wb") as file:
        for number, batch in enumerate(batches):
            batch.write_csv(file, include_header=number == 0)


def _lazy(batches: Iterator[pl.DataFrame]) -> pl.LazyFrame:
    """Offer the batches to Polars' streaming engine, which asks for one after the other."""
    schema = next(bank_customers_batches(1)).schema

    def source(
        columns: list[str] | None, predicate: pl.Expr | None, rows: int | None, size: int | None
    ) -> Iterator[pl.DataFrame]:
        del columns, predicate, rows, size  # nothing is selected or filtered between here and the file
        return batches

    return register_io_source(source, schema=schema)
