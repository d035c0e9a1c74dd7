"""Generated customers, for demonstrations, tests and benchmarks. No real people are behind them."""

from coterie.datasets.bank import bank_customers, bank_customers_batches
from coterie.datasets.files import write_bank_customers

__all__ = ["bank_customers", "bank_customers_batches", "write_bank_customers"]
