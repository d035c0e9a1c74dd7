"""Delimited text: from bytes to a grid of cells, and from there to a table."""
