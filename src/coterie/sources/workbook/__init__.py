"""Workbooks: which sheet holds the table."""
