"""Lines of text to columns of plain numbers, and columns to lines: in C++, or by Polars where it was not built."""

from coterie.lines.reading import read_numbers
from coterie.lines.writing import csv_parts, write_csv

__all__ = ["csv_parts", "read_numbers", "write_csv"]
