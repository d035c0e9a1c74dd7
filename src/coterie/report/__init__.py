"""The report: a plain summary first, then one HTML file that opens with no network."""

from coterie.report.writing import write_report

__all__ = ["write_report"]
