"""From one row a purchase to one row a customer."""

from coterie.transactions.report import LeftOut, TransactionsReport, TransactionSummary
from coterie.transactions.summarise import summarise_transactions

__all__ = ["LeftOut", "TransactionSummary", "TransactionsReport", "summarise_transactions"]
