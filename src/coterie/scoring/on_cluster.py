"""Customers on a cluster are given their segment where they lie, and what is doubtful of them is merged on the way."""

from __future__ import annotations

import hashlib
from collections import Counter
from copy import copy
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from coterie.assignments import check_kept
from coterie.engines.accumulator import unwritten, written
from coterie.engines.starting import load_spark
from coterie.scoring.holdout import check_holdout
from coterie.scoring.passing import Shape
from coterie.scoring.scorer import Decimal, Scorer
from coterie.scoring.stopping import Checks, check_checks, stop

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.engines.engine import Form, Progress
    from coterie.engines.spark.engine import OnSpark
    from coterie.options import Options
    from coterie.remarks import Remark
    from coterie.segmentation import Segmentation

_DRAWN = 100_000
"""Rows of whose numbers averages are taken, about; fewer than are thinned by their order."""

_STATE = {"segment_id": pl.Int32, "rows": pl.Int64, "sum": pl.UInt64, "doubting": pl.Binary}


class OnCluster:
    """Gives customers on a cluster their segment.

    Parameters
    ----------
    segmentation : Segmentation
        What was found before.
    engine : OnSpark
        Where they are.
    checks, keep, holdout, decimal
        As in `coterie.score`.

    Raises
    ------
    coterie.errors.InputError
        For options and columns that cannot be used.

    Attributes
    ----------
    columns : tuple of str
        What there is of the customers.
    """

    passes = False

    def __init__(
        self,
        segmentation: Segmentation,
        engine: OnSpark,
        *,
        checks: Checks = "usual",
        keep: Sequence[str] = (),
        holdout: float = 0.0,
        decimal: Decimal = "auto",
    ) -> None:
        check_checks(checks)
        names, key = engine.titles, segmentation.schema.id
        check_kept(keep, names, key)
        check_holdout(holdout, names, key if key in names else None, keep=keep)
        self._engine, self._checks, self.columns = engine, checks, names
        self._scorer = Scorer(segmentation, decimal=decimal)
        self._scorer.check_columns(names)
        nameless = key not in names  # only all that a row holds says which it is
        self._shape = Shape(tuple(names if nameless else keep), holdout, segmentation.salt)
        features = [column.name for column in self._scorer.description.columns]
        wanted = {*features, *self._shape.keep, *([] if key is None else [key])}
        self._wanted, self._nameless = [name for name in names if name in wanted], nameless

    @cached_property
    def _watched(self) -> Watching:
        """What all of them show, gathered once."""
        none = np.empty(0, np.int64)
        share = _DRAWN / max(self._engine.rows, 1)
        gathered, _ = self._engine.gather(
            _as_it_is, Watching(self._scorer, share), stage="Scoring", columns=self._wanted, dropped=none
        )
        return gathered

    @property
    def counts(self) -> dict[int | None, int]:
        """Customers by segment."""
        return dict(self._watched.counts)

    @property
    def doubts(self) -> tuple[Remark, ...]:
        """What differs from the customers the segments were made from."""
        return tuple(doubt.remark for doubt in self._watched.finish())

    def digest(self) -> str:
        """Return the SHA-256 of the number of rows and the sum of their hashes."""
        return self._watched.digest()

    def stop(self) -> None:
        """Stop where the customers are too unlike those of before: all of them are looked at, unless nothing stops.

        Raises
        ------
        coterie.errors.Drifted
        """
        if self._checks != "lenient":
            stop(self._watched.finish(), self._checks)

    def table(self) -> Any:  # noqa: ANN401 - the cluster's own kind
        """Return the assignments as a table on the cluster: rows are scored when it is collected or written."""
        return self._engine.write(
            _form(self._scorer, self._shape, numbered=not self._nameless),
            None,
            columns=self._wanted,
            dropped=np.empty(0, np.int64),
        )

    def held(self) -> pl.DataFrame:
        """Return the assignments, held here."""
        return pl.DataFrame(self.table().toArrow())


def on_spark(
    segmentation: Segmentation,
    customers: object,
    options: Options,
    *,
    tell: Progress = lambda *_: None,
    **asked: Any,  # noqa: ANN401 - options, each of its own type
) -> OnCluster:
    """Open customers on Spark to be scored.

    Parameters
    ----------
    segmentation : Segmentation
    customers : pyspark.sql.DataFrame, path or None
        None where `options.table` names a table.
    options : Options
    tell : callable
        Told of progress.
    **asked
        As in `OnCluster`.

    Raises
    ------
    coterie.errors.InputError
        As `coterie.score`, and when no cluster can be reached.
    """
    load_spark()
    from coterie.engines.spark.opening import opened  # noqa: PLC0415 - few tables need it

    return OnCluster(segmentation, opened(customers, options, tell), **asked)


def _as_it_is(frame: pl.DataFrame, numbers: pl.Series) -> tuple[pl.DataFrame, pl.Series]:
    return frame, numbers


def _form(scorer: Scorer, shape: Shape, *, numbered: bool) -> Form:
    """Return what makes of a batch its assignments; rows without an id have no number on a cluster."""

    def form(frame: pl.DataFrame | None, own: pl.Series, arrays: tuple[Any, ...]) -> pl.DataFrame:
        del own, arrays
        assert frame is not None  # noqa: S101 - columns were asked for
        shown = shape.of(scorer.placed(frame)[1], frame)
        return shown if numbered else shown.drop("row")

    return form


class Watching:
    """Counts customers by segment, and what is doubtful; an accumulator (`coterie.engines.accumulator`).

    Parameters
    ----------
    scorer : Scorer
    share : float
        Of the rows that averages are taken of, drawn by their hashes.

    Examples
    --------
    >>> import coterie
    >>> customers = coterie.datasets.bank_customers(n=500)
    >>> found = coterie.segment(customers, features=["age", "income"], k=3, evidence="none").segmentation
    >>> one, other = (Watching(Scorer(found), 1.0) for _ in range(2))
    >>> one.add(customers[:200], pl.int_range(200, eager=True))
    >>> other.add(customers[200:], pl.int_range(300, eager=True))
    >>> one.merge(other)
    >>> sum(one.counts.values()), one.finish()
    (500, ())
    """

    def __init__(self, scorer: Scorer, share: float) -> None:
        self._scorer, self._edge = scorer, min(int(share * 2.0**63), 2**63 - 1)
        self._doubting = scorer.doubting()
        self.counts = Counter[int | None]()
        self._sum = 0

    def add(self, frame: pl.DataFrame, numbers: pl.Series) -> None:
        """Place more customers; in the place of the numbers of their rows stand hashes, counted from 1."""
        cleaned, scores = self._scorer.placed(frame)
        self._doubting.add(frame, cleaned, numbers - 1 <= self._edge)
        self.counts.update(dict(scores["segment_id"].value_counts().iter_rows()))
        self._sum = (self._sum + int(numbers.cast(pl.UInt64).sum())) % 2**64

    def merge(self, other: Watching) -> None:
        """Add what another one counted."""
        self._doubting.merge(other._doubting)
        self.counts.update(other.counts)
        self._sum = (self._sum + other._sum) % 2**64

    def finish(self) -> Any:  # noqa: ANN401 - doubts
        """Return what is doubtful."""
        return self._doubting.finish()

    def digest(self) -> str:
        """Return a fingerprint of what was added, in any order."""
        return hashlib.sha256(f"{sum(self.counts.values())}:{self._sum}".encode()).hexdigest()

    def to_arrow(self) -> pl.DataFrame:
        """Return the state: a row for each segment, of which the first has the rest."""
        keys = [*self.counts] or [None]
        rest = [written(self._doubting), *[None] * (len(keys) - 1)]
        rows, sums = [self.counts[key] for key in keys], [self._sum, *[0] * (len(keys) - 1)]
        return pl.DataFrame({"segment_id": keys, "rows": rows, "sum": sums, "doubting": rest}, schema=_STATE)

    def from_arrow(self, state: pl.DataFrame) -> Watching:
        """Return one of the same scorer with this state."""
        found = copy(self)
        found._doubting = self._doubting.from_arrow(unwritten(state["doubting"][0]))
        found._sum = state["sum"][0]
        found.counts = Counter({key: rows for key, rows in state.select("segment_id", "rows").iter_rows() if rows})
        return found
