"""How long another number of segments takes to describe, beside segmenting anew.

    python benchmarks/describing.py [CUSTOMERS ...] [--wall]

Seconds of the processor are those that other work on the machine leaves alone; with --wall, those that a person waits.
They are medians of pairs measured in turn: the customers are segmented with that K, and the same K is described that
was never described before of that fit.
"""

from __future__ import annotations

import gc
import statistics
import sys
import time
from functools import partial
from typing import TYPE_CHECKING

import coterie

if TYPE_CHECKING:
    from collections.abc import Callable

KS = range(1, 13)
PAIRS = 5


def seconds(work: Callable[[], object]) -> float:
    """Return the seconds that some work takes."""
    gc.collect()
    clock = time.perf_counter if "--wall" in sys.argv else time.process_time
    start = clock()
    work()
    return clock() - start


def measured(n: int) -> tuple[dict[int, float], dict[int, float]]:
    """Return the median seconds of segmenting with each K, and of describing it."""
    customers = coterie.datasets.bank_customers(n=n)
    whole: dict[int, list[float]] = {k: [] for k in KS}
    again: dict[int, list[float]] = {k: [] for k in KS}
    for _ in range(PAIRS):
        fitted = coterie.fit(customers)
        for k in KS:
            whole[k].append(seconds(partial(coterie.segment, customers, k=k)))
            again[k].append(seconds(partial(coterie.describe, fitted, k=k)))
    return tuple({k: statistics.median(taken) for k, taken in each.items()} for each in (whole, again))


def main(sizes: list[int]) -> None:
    """Print a line for each K, and what fitting takes."""
    coterie.segment(coterie.datasets.bank_customers(n=1000), k=5)  # what is loaded once
    print(f"{'customers':>10}{'K':>4}{'segment s':>11}{'describe s':>12}{'ratio':>8}")
    for n in sizes:
        whole, again = measured(n)
        ratios = {k: again[k] / whole[k] for k in KS}
        for k in KS:
            print(f"{n:>10,}{k:>4}{whole[k]:>11.3f}{again[k]:>12.3f}{ratios[k]:>8.1%}", flush=True)
        middle, most = statistics.median(ratios.values()), max(ratios.values())
        customers = coterie.datasets.bank_customers(n=n)
        fitting = statistics.median(seconds(partial(coterie.fit, customers)) for _ in range(PAIRS))
        alone = statistics.median(seconds(partial(coterie.segment, customers)) for _ in range(PAIRS))
        print(f"{n:>10,}: describing takes {middle:.1%} of segmenting at the median K, {most:.1%} at most;")
        print(f"{'':>12}fit takes {fitting:.3f} s, segment alone {alone:.3f} s")


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:] if each.isdigit()] or [10_000, 100_000])
