"""From one row per purchase to one row per customer."""

from coterie.transactions.making import Made, customers_in, drafted, make_customers
from coterie.transactions.purchases import Purchases
from coterie.transactions.report import TransactionsReport, TransactionSummary
from coterie.transactions.summarise import summarise_transactions

__all__ = [
    "Made",
    "Purchases",
    "TransactionSummary",
    "TransactionsReport",
    "customers_in",
    "drafted",
    "make_customers",
    "summarise_transactions",
]
