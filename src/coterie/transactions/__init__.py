"""From one row per purchase to one row per customer."""

from coterie.transactions.beside import Tables, tables_of
from coterie.transactions.idle import Idle
from coterie.transactions.joining import Beside, Joined, beside_of
from coterie.transactions.making import Made, customers_in, drafted, make_customers
from coterie.transactions.purchases import Purchases
from coterie.transactions.report import TransactionsReport, TransactionSummary
from coterie.transactions.summarise import summarise_transactions

__all__ = [
    "Beside",
    "Idle",
    "Joined",
    "Made",
    "Purchases",
    "Tables",
    "TransactionSummary",
    "TransactionsReport",
    "beside_of",
    "customers_in",
    "drafted",
    "make_customers",
    "summarise_transactions",
    "tables_of",
]
