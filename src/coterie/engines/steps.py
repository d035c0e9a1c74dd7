"""The job, step by step, whatever the engine: look, plan, clean, prepare; then `cluster` and `place`.

Each step is a frozen noun with the verb that leads to the next. Where the customers held are all there are, everything
is worked out from them; otherwise they are a sample that decides, and the engine gathers from all what is counted.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from coterie.assignments import check_kept
from coterie.cleaning import CleaningReport, Kept, cleaned
from coterie.clustering import AllRows, units_of
from coterie.engines.engine import Progress
from coterie.engines.gathering import Gathering, moved, used
from coterie.engines.ids import NONE, Ids, check_ids
from coterie.engines.job import Job, Sampled, Whole, repaired, source_of
from coterie.engines.last_day import with_last_day
from coterie.engines.memory import InMemory
from coterie.engines.prepared import Everyone, Prepared
from coterie.engines.repeats import Rising
from coterie.engines.sampling import Sample
from coterie.evidence import prepared_customers
from coterie.preparation.features import Placed as Features
from coterie.preparation.features import features_of
from coterie.remarks import Remark
from coterie.schema import Draft, Schema
from coterie.sources import Table, origin_of
from coterie.transactions import drafted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from coterie.options import Options
    from coterie.preparation import Preparation
    from coterie.transactions import Beside, Made


def held_whole(
    table: Table,
    options: Options,
    tell: Progress,
    *,
    made: Made | None = None,
    beside: Beside | None = None,
    n_threads: int | None = None,
) -> Looked:
    """Plan a table all of which is held.

    Examples
    --------
    >>> from coterie.options import Options
    >>> from coterie.sources import read
    >>> held_whole(read(pl.DataFrame({"age": [20, 30, 40]})), Options(), lambda *_: None).draft.problem is None
    True
    """
    engine = InMemory(table, tell, n_threads=n_threads)
    job = Job(engine, tell, table.frame.height, made=made, n_threads=n_threads)
    return look(job, options, table=table, beside=beside)


def look(job: Job, options: Options, *, table: Table | None = None, beside: Beside | None = None) -> Looked:
    """Plan the customers held, also where they cannot be used.

    Parameters
    ----------
    job : Job
    options : Options
    table : Table, optional
        The table where it is held as it was read.
    beside : Beside, optional
        A table of customers that is joined to these purchases, of whose columns options speak as well.
    """
    engine = job.engine
    sample = engine.sample(job.held, seed=options.seed)
    job.tell("Cleaning", 0, 1)
    if table is None or not job.whole:
        table = Table(sample.frame, engine.name, "", remarks=engine.remarks, path=engine.path)
    meant = job.made.meant(options) if job.made else options
    return Looked(replace(job, keep=options.keep), drafted(table, meant, beside), table, sample)


@dataclass(frozen=True)
class Looked:
    """The customers held, as they were read, and their plan."""

    job: Job
    draft: Draft
    table: Table
    sample: Sample

    def infer(self) -> Inferred:
        """Decide what each column is; where a sample decides, look at every id.

        Raises
        ------
        coterie.errors.InputError
            For a table that cannot be used.
        """
        if self.draft.problem is not None:
            raise self.draft.problem
        schema = self.draft.schema
        ids = Ids(NONE)
        if not self.job.whole:
            schema = with_last_day(self.job.engine, schema)
        if schema.id is not None and not self.job.whole:
            rises = self.job.engine.numbered and self._rises(schema.id)
            ids = check_ids(self.job.engine, schema.id, folder=self.job.folder, rises=rises, schema=schema)
        return Inferred(self, schema, ids)

    def _rises(self, key: str) -> bool:
        """Return whether the ids of the customers held are numbers that rise from row to row."""
        rising, order = Rising(key), np.argsort(self.sample.rows, kind="stable")
        rising.add(self.table.frame.select(key)[order], pl.Series(np.arange(1, len(order) + 1)))
        return rising.finish()


@dataclass(frozen=True)
class Inferred:
    """What each column is, and which rows repeat another."""

    looked: Looked
    schema: Schema
    ids: Ids

    def clean(self) -> Cleaned:
        """Repair the customers held."""
        job, table = self.looked.job, self.looked.table
        check_kept(job.keep, table.frame.columns, self.schema.id)
        if job.whole:
            frame, report, places = cleaned(table, self.schema)
            origin = origin_of(table, places)
            if job.made is not None:
                report = job.made.accounted(report)
                origin = replace(origin, bought=job.made.customer_of_row, index=job.made.index)
            known: Whole | Sampled = Whole(source_of(job), report, origin, _carried(job, table, places))
        else:
            kept = pl.Series(self._kept())
            sample, numbers = table.frame.filter(kept), pl.Series(self.looked.sample.rows + 1).filter(kept)
            frame = repaired(used(self.schema), sample, numbers, n_threads=job.n_threads)
            known = Sampled(job, self.ids, self.looked.sample.alike, table.frame.schema)
        return Cleaned(job.tell, job.n_threads, self.schema, frame, features_of(frame, self.schema), known)

    def _kept(self) -> NDArray[np.bool_]:
        """Return which of the customers drawn repeat no other: no row with an id is there twice."""
        sample, key = self.looked.sample, self.schema.id
        kept: NDArray[np.bool_] = ~np.isin(sample.rows, self.ids.dropped)
        return kept if key is None else kept & ~((sample.copies > 0) & sample.frame[key].is_not_null().to_numpy())


@dataclass(frozen=True)
class Cleaned:
    """The customers held, repaired."""

    tell: Progress
    n_threads: int | None
    schema: Schema
    frame: pl.DataFrame
    features: Features
    known: Whole | Sampled

    def prepare(self, preparation: Preparation) -> Prepared:
        """Fit the preparation, on all customers."""
        if isinstance(self.known, Sampled):
            return self._prepare_all(preparation, self.known)
        self.tell("Preparing", 0, 1)
        columns = self.features.columns
        fitted, X = preparation.fit_matrix(columns)
        return Prepared(
            tell=self.tell,
            n_threads=self.n_threads,
            frame=self.frame,
            usable=self.features.usable,
            known=self.known,
            source=self.known.source,
            schema=self.schema,
            cleaning=self.known.report,
            preparation=fitted,
            placed=int(self.features.usable.sum()),
            held=prepared_customers(fitted, columns, X),
            everyone=None,
        )

    def _prepare_all(self, preparation: Preparation, known: Sampled) -> Prepared:
        job, ids, columns = known.job, known.ids, self.features.columns
        fitted = preparation.fit(columns)
        gathering = Gathering(self.schema, fitted, n_threads=job.engine.n_threads)
        gathering, blocks = job.engine.gather(as_it_is, gathering, stage="Preparing", columns=None, dropped=ids.dropped)
        found = gathering.finish()
        settled, units = found.preparation(preparation), units_of(fitted.matrix(columns), found.largest)
        X = settled.matrix(columns)
        rows = job.engine.rows - len(ids.dropped)
        return Prepared(
            tell=self.tell,
            n_threads=self.n_threads,
            frame=self.frame,
            usable=self.features.usable,
            known=self.known,
            source=source_of(job),
            schema=found.schema(),
            cleaning=_told(known, found.remarks(self.frame, rows), alike=known.alike if self.schema.id is None else 0),
            preparation=settled,
            placed=found.placed,
            held=replace(prepared_customers(settled, columns, X), population=found.placed),
            everyone=Everyone(AllRows(found.placed, found.squares, *moved(fitted, settled), units), blocks),
        )


def _carried(job: Job, table: Table, places: Kept | None) -> pl.DataFrame | None:
    """Return the columns that are carried along, of the rows that became customers."""
    if not job.keep:
        return None
    kept = table.frame.select(job.keep)
    return kept if places is None else kept[places.rows]


def as_it_is(frame: pl.DataFrame, numbers: pl.Series) -> tuple[pl.DataFrame, pl.Series]:
    """Return a batch for an accumulator that takes it as it was read.

    Examples
    --------
    >>> as_it_is(pl.DataFrame({"age": [20]}), pl.Series([1]))[1].to_list()
    [1]
    """
    return frame, numbers


def _told(known: Sampled, mended: Sequence[Remark], *, alike: int) -> CleaningReport:
    """Return what reading did, what a sample decided, and what was repaired in all customers."""
    engine, ids = known.job.engine, known.ids
    found = (*engine.remarks, Remark("from_sample", rows=known.job.held), *ids.remarks, *mended)
    found += (Remark("row_alike", rows=alike),) if alike else ()
    found = found if engine.numbered else tuple(map(_without_places, found))
    return CleaningReport(found, engine.rows, engine.rows - len(ids.dropped))


def _without_places(remark: Remark) -> Remark:
    """Return a remark that names no rows by their number: where they have none."""
    return replace(remark, facts={name: fact for name, fact in remark.facts.items() if name not in {"places", "at"}})
