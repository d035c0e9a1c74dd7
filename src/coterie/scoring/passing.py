"""Customers who are given their segment as they pass by: a large file is never held whole."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, tee
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

import polars as pl
from polars.io.plugins import register_io_source

from coterie import errors
from coterie.assignments import check_kept
from coterie.databases.address import address_of
from coterie.engines.size import size_of
from coterie.scoring.holdout import arms, check_holdout
from coterie.scoring.scorer import ROWS, Counting, Decimal, Scorer
from coterie.scoring.stopping import Checks, check_checks, stop
from coterie.sources import origin_of, read
from coterie.sources.batches import CELLS, open_parquet, spool_text
from coterie.sources.origin import Origin
from coterie.sources.text.large import LARGE
from coterie.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coterie.remarks import Remark
    from coterie.scoring.doubt import Doubt
    from coterie.segmentation import Segmentation
    from coterie.sources import Reading
    from coterie.sources.batches import Batches

_COLUMNS = ("segment_id", "segment", "distance", "second_segment_id", "margin")


@dataclass(frozen=True)
class Incoming:
    """Customers to be scored.

    Attributes
    ----------
    columns : tuple of str
        What there is of them.
    frames : callable
        Given names of columns, yields the rows in their order; as often as it is asked.
    origin : Origin
        Where results go back to.
    passes : bool
        Whether the rows pass by instead of being held.
    digest : callable
        Returns the SHA-256 of the table.
    """

    columns: tuple[str, ...]
    frames: Callable[[Sequence[str]], Iterator[pl.DataFrame]]
    origin: Origin
    passes: bool
    digest: Callable[[], str]


def incoming(customers: object, *, folder: Path | None = None, **reading: Unpack[Reading]) -> Incoming:
    """Open customers: large Parquet and large text in order to pass by, everything else as it is read.

    Parameters
    ----------
    customers : path or frame
    folder : pathlib.Path, optional
        Where a large text file is laid down meanwhile; where the system keeps temporary files otherwise.
    **reading
        As in `coterie.sources.read`.

    Examples
    --------
    >>> found = incoming(pl.DataFrame({"age": [20, 30]}))
    >>> found.columns, found.passes, [frame.height for frame in found.frames(["age"])]
    (('age',), False, [2])
    """
    batches = _large(customers, folder, reading)
    if batches is not None:
        file = Path(str(customers)).expanduser()
        return Incoming(
            tuple(batches.types), batches.frames, Origin("file"), passes=True, digest=lambda: _digest_of(file)
        )
    table = read(customers, **reading)
    names = tuple(table.frame.columns)
    return Incoming(
        names,
        lambda columns: iter([table.frame.select(columns)]),
        origin_of(table),
        passes=False,
        digest=lambda: table.sha256,
    )


def _digest_of(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _large(customers: object, folder: Path | None, reading: Mapping[str, Any]) -> Batches | None:
    """Open a file to pass by; None where that is not worth it, or cannot be."""
    if not isinstance(customers, str | Path) or any(value is not None for value in reading.values()):
        return None
    try:
        path = Path(customers).expanduser()
        if address_of(customers) is not None or not path.exists():
            return None
        size = size_of(path)
        if size.kind == "parquet" and size.cells > CELLS:
            return open_parquet(path)
        if size.kind == "text" and path.stat().st_size >= LARGE:
            return spool_text(path, Spool(folder, expected=size.narrowed))
    except (OSError, RuntimeError, errors.InputError):  # `read` says what is wrong with it
        pass
    return None


@dataclass(frozen=True)
class Shape:
    """What a file of assignments holds of a customer.

    Attributes
    ----------
    keep : tuple of str
        Columns that are carried along as they are.
    share : float
        Of the customers that are held out.
    salt : str
        Of the segmentation.
    """

    keep: tuple[str, ...]
    share: float
    salt: str

    def of(self, scores: pl.DataFrame, part: pl.DataFrame) -> pl.DataFrame:
        """Return it for customers, given their scores and what was read of them."""
        shown = scores.select(pl.nth(0), *_COLUMNS)
        if self.share:
            shown = shown.with_columns(arms(shown.to_series(0), salt=self.salt, share=self.share))
        return shown.hstack(part.select(self.keep)) if self.keep else shown


class Passing:
    """Gives customers their segment as they pass by, and tells afterwards what is doubtful about them.

    Parameters
    ----------
    segmentation : Segmentation
        What was found before.
    customers : path or frame
        With at least the columns that the segments were built on.
    checks, keep, holdout, decimal
        As in `coterie.score`.
    folder : pathlib.Path, optional
        See `incoming`.
    **reading
        As in `coterie.sources.read`.

    Raises
    ------
    coterie.errors.InputError
        As `coterie.score`; for what only the cells show, when they pass by.

    Attributes
    ----------
    passes : bool
        Whether the customers pass by instead of being held.
    counts : dict of int or None to int
        Customers by segment, once all have passed.

    Examples
    --------
    >>> import coterie
    >>> customers = coterie.datasets.bank_customers(n=500)
    >>> found = coterie.segment(customers, features=["age", "income"], k=3, evidence="none").segmentation
    >>> passing = Passing(found, customers)
    >>> sum(frame.height for frame in passing.frames()), sum(passing.counts.values()), passing.doubts
    (500, 500, ())
    """

    def __init__(
        self,
        segmentation: Segmentation,
        customers: object,
        *,
        checks: Checks = "usual",
        keep: Sequence[str] = (),
        holdout: float = 0.0,
        decimal: Decimal = "auto",
        folder: Path | None = None,
        **reading: Unpack[Reading],
    ) -> None:
        check_checks(checks)
        self._customers = incoming(customers, folder=folder, **reading)
        names, key = self._customers.columns, segmentation.schema.id
        check_kept(keep, names, key)
        check_holdout(holdout, names, key if key in names else None, keep=keep)
        self._scorer = Scorer(segmentation, decimal=decimal)
        self._scorer.check_columns(names)
        self._checks, self._shape = checks, Shape(tuple(keep), holdout, segmentation.salt)
        features = [column.name for column in self._scorer.description.columns]
        wanted = {*features, *keep, *([key] if key is not None else [])}
        self._wanted = [name for name in names if name in wanted]
        self.passes = self._customers.passes
        self._found: tuple[Doubt, ...] = ()
        self.counts: dict[int | None, int] = {}

    @property
    def columns(self) -> tuple[str, ...]:
        """What there is of the customers."""
        return self._customers.columns

    def digest(self) -> str:
        """Return the SHA-256 of the customers' table."""
        return self._customers.digest()

    @property
    def doubts(self) -> tuple[Remark, ...]:
        """What differs from the customers the segments were made from, once all have passed."""
        return tuple(doubt.remark for doubt in self._found)

    def frames(self, counting: Counting | None = None) -> Iterator[pl.DataFrame]:
        """Yield the assignments part by part; every time the customers pass by anew.

        Parameters
        ----------
        counting : optional
            As in `Scorer.batches`; a new one each time, as it adds up.
        """
        doubting, counts = self._scorer.doubting(), Counter[int | None]()
        batches = self._customers.frames(self._wanted)
        parts, again = tee(part for batch in batches for part in batch.iter_slices(ROWS))
        for part, scores in zip(again, self._scorer.batches(parts, doubting, counting=counting), strict=True):
            counts.update(dict(scores["segment_id"].value_counts().iter_rows()))
            yield self._shape.of(scores, part)
        self._found, self.counts = doubting.finish(), dict(counts)

    def lazy(self) -> pl.LazyFrame:
        """Return the assignments as a frame that is made when it is written, and never held whole."""
        begun = self.frames()
        first = next(begun)  # says which columns there are; whoever writes the frame goes on from here
        waiting = [chain([first], begun)]

        def source(
            columns: list[str] | None, predicate: pl.Expr | None, rows: int | None, _: int | None
        ) -> Iterator[pl.DataFrame]:
            for frame in waiting.pop() if waiting else self.frames():
                part = frame if columns is None else frame.select(columns)
                yield part if predicate is None else part.filter(predicate)
            del rows  # a table is written to its end, so that every doubt is counted

        return register_io_source(source, schema=first.schema)

    def held(self) -> pl.DataFrame:
        """Return the assignments.

        Raises
        ------
        coterie.errors.Drifted
            As `stop`.
        """
        frame = pl.concat(list(self.frames()))
        self.stop()
        return frame

    def stop(self) -> None:
        """Stop where the customers, who have passed, are too unlike those of before.

        Raises
        ------
        coterie.errors.Drifted
        """
        stop(self._found, self._checks)

    @property
    def stops(self) -> bool:
        """Whether the customers, who have passed, are so unlike those of before that most segments would be wrong."""
        return any(doubt.stops for doubt in self._found)

    def as_came(self, frame: pl.DataFrame) -> Any:  # noqa: ANN401 - the kind of frame that came in
        """Return assignments as the kind of frame that came in."""
        return self._customers.origin.frame(frame)
