"""How long drawing the page takes beside segmenting: `python benchmarks/drawing.py`.

Both are counted in seconds of all processors, which other programs change less than those of a clock. The reach is 0.2.
In November 2026, on two cores: segmenting 5,000 customers 1.4 s, drawing 0.15 s: 0.11 of it.
"""

from __future__ import annotations

import statistics
import time

import coterie
from coterie.report.files import page_as

RUNS = 5


def main() -> None:
    """Print the median of each, and what drawing is of segmenting."""
    customers, segmenting, drawing = coterie.datasets.bank_customers(), [], []
    for _ in range(RUNS):
        began = time.process_time()
        result = coterie.segment(customers, value="income")
        found = time.process_time()
        page_as(result.segmentation, "html", stem="report")
        segmenting.append(found - began)
        drawing.append(time.process_time() - found)
    one, other = statistics.median(segmenting), statistics.median(drawing)
    print(f"segmenting {one:.2f} s, drawing {other:.2f} s: {other / one:.2f}")  # what it is for


if __name__ == "__main__":
    main()
