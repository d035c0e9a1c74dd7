"""Workbooks: assignments for people who open them in a spreadsheet, and the page as sheets."""

from coterie.workbook.assignments import MOST_ROWS, write_workbook
from coterie.workbook.library import check_workbook
from coterie.workbook.report import write_report_workbook

__all__ = ["MOST_ROWS", "check_workbook", "write_report_workbook", "write_workbook"]
