"""The least and the greatest numbers of a column that comes in batches, and which of them stand alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from coterie.cleaning.columns import unusual
from coterie.cleaning.outliers import edges, most_alone, zero_alone
from coterie.order_statistics import has_more_values

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from coterie.cleaning.findings import Finding
    from coterie.schema import Column

CAP = 1000
"""Numbers kept at each end of a column: of more than 200,000 customers, at most one fewer can be outliers at an end."""

_SHOWN = 10
_INFINITE = np.float64(np.inf).view(np.uint64)


class Ends:
    """Keeps the ends of one column, with their rows; an accumulator (`coterie.engines.accumulator`)."""

    def __init__(self) -> None:
        self.known = 0
        self._zeros = 0
        self._zero_rows = np.empty(0, dtype=np.int64)
        self._least_positive = np.inf
        self._kept = {sign: (np.empty(0), np.empty(0, dtype=np.int64)) for sign in (-1.0, 1.0)}

    def add(self, numbers: NDArray[np.float64], rows: NDArray[np.int64]) -> None:
        """Look at more numbers, nan where there is none, of these rows."""
        least, most = numbers.min(initial=np.inf), numbers.max(initial=-np.inf)  # nan where any is
        missing = int(np.count_nonzero(np.isnan(numbers))) if np.isnan(most) else 0
        self.known += len(numbers) - missing
        zeros = int(np.count_nonzero(numbers == 0))
        self._zeros += zeros
        if zeros and (len(self._zero_rows) < _SHOWN or rows[0] < self._zero_rows[-1]):
            self._show_zeros(rows[np.flatnonzero(numbers == 0)[:_SHOWN]])
        self._least_positive = min(self._least_positive, float(least) if least > 0 else _least_positive(numbers))
        for sign in self._kept:
            self._keep(sign, numbers, rows)

    def _show_zeros(self, rows: NDArray[np.int64]) -> None:
        self._zero_rows = np.sort(np.concatenate([self._zero_rows, rows]))[:_SHOWN]

    def _keep(self, sign: float, numbers: NDArray[np.float64], numbered: NDArray[np.int64]) -> None:
        """Keep the greatest `sign * numbers`; of equals those of the first rows."""
        kept, rows = self._kept[sign]
        full = len(kept) == CAP
        outer = (numbers >= kept[-1] if sign > 0 else numbers <= -kept[-1]) if full else ~np.isnan(numbers)
        if full and len(numbered) and numbered[0] > rows[kept == kept[-1]].max():  # equals of later rows are not kept
            outer &= numbers != sign * kept[-1]
        at = np.flatnonzero(outer)
        if not len(at):
            return
        values = sign * numbers[at]
        if len(values) > 4 * CAP:
            edge = np.partition(values, len(values) - CAP)[len(values) - CAP]
            at, values = at[values >= edge], values[values >= edge]
        values, rows = np.concatenate([kept, values]), np.concatenate([rows, numbered[at]])
        order = np.lexsort((rows, -values))[:CAP]
        self._kept[sign] = values[order], rows[order]

    def merge(self, other: Ends) -> None:
        """Keep what another one kept of other rows."""
        self.known += other.known
        self._zeros += other._zeros
        self._least_positive = min(self._least_positive, other._least_positive)
        self._show_zeros(other._zero_rows)
        for sign, (values, rows) in other._kept.items():
            self._keep(sign, sign * values, rows)

    def finish(self) -> Ends:
        """Return itself: what is found in it depends on the column and a sample (see `found`)."""
        return self

    def to_arrow(self) -> pl.DataFrame:
        """Return the state: counts in the first row, then what is kept at each end, then the first zeros."""
        counts = pl.DataFrame({"known": [self.known], "zeros": [self._zeros], "value": [self._least_positive]})
        kept = [
            pl.DataFrame({"end": np.full(len(rows), sign), "value": values, "row": rows})
            for sign, (values, rows) in self._kept.items()
        ]
        zeros = pl.DataFrame({"row": self._zero_rows})
        return pl.concat([counts, *kept, zeros], how="diagonal")

    def from_arrow(self, state: pl.DataFrame) -> Ends:
        """Return one with a state."""
        found, rest = Ends(), state.slice(1)
        found.known, found._zeros, found._least_positive = state.select("known", "zeros", "value").row(0)
        for sign in found._kept:
            own = rest.filter(pl.col("end") == sign)
            found._kept[sign] = own["value"].to_numpy().copy(), own["row"].to_numpy().copy()
        found._zero_rows = rest.filter(pl.col("end").is_null())["row"].to_numpy().copy()
        return found

    def found(self, column: Column, sample: pl.Series) -> tuple[Finding, ...]:
        """Point at the numbers that stand alone; the column's middle is that of a sample."""
        known = sample.drop_nulls()
        if self.known < 20 or known.is_empty() or not has_more_values(known.to_numpy(), 9):
            return ()
        most = min(most_alone(self.known), CAP - 1)
        ordered, last = np.sort(known.to_numpy()), len(known) - 1
        low, middle, high = (float(ordered[int(share * last + 0.5)]) for share in (0.25, 0.5, 0.75))
        positive = ordered[ordered > 0]
        zero = bool(len(positive)) and zero_alone(
            self._zeros, self._least_positive, float(positive[len(positive) // 2]), known=self.known
        )
        (below, low_rows), (above, high_rows) = self._kept[-1.0], self._kept[1.0]
        limits = edges(-below[: most + 1], (low, middle, high), above[: most + 1][::-1], most=most, zero=zero)
        values, rows = np.concatenate([-below, above]), np.concatenate([low_rows, high_rows])
        alone = limits.beyond(pl.Series(values)).to_numpy() & (values != 0)
        rows, first = np.unique(rows[alone], return_index=True)
        values, total = values[alone][first], len(rows)
        if zero:
            values = np.concatenate([values, np.zeros(len(self._zero_rows))])
            rows, total = np.concatenate([rows, self._zero_rows]), total + self._zeros
        order = np.argsort(rows, kind="stable")
        found = unusual(column, pl.Series(values[order]), pl.Series(rows[order]))
        return tuple(replace(finding, rows=total) for finding in found)


def _least_positive(numbers: NDArray[np.float64]) -> float:
    """Return the least number above 0, infinity where there is none.

    By their bits, for it is many times as fast: as whole numbers without a sign they rise with the numbers above 0,
    those of all others are larger, and 0 less 1 is the largest.

    Examples
    --------
    >>> _least_positive(np.array([0.0, -0.0, -3.0, 2.0, 7.0, np.nan])), _least_positive(np.zeros(1))
    (2.0, inf)
    """
    least = (numbers.view(np.uint64) - np.uint64(1)).min(initial=_INFINITE)
    return float((least + np.uint64(1)).view(np.float64)) if least < _INFINITE else np.inf
