"""A cluster that is none: partitions are lists of Arrow tables, and work is sent and run as Spark does it, but here."""

from __future__ import annotations

import numpy as np
import polars as pl
import pyarrow as pa

from coterie.engines.counters import Range
from coterie.engines.spark.sending import sent

BATCH = 500


class PretendedJobs:
    """Does what `coterie.engines.spark.jobs.Jobs` does; the order of parts and failures hang on a seed.

    A table is a list of partitions.
    """

    n_threads = 1

    def __init__(self, seed=0, failing=0.0):
        self._random, self._failing = np.random.default_rng(seed), failing
        self.jobs = 0

    def through(self, table, work, schema):
        self.jobs += 1
        run = sent(work, n_threads=1)
        return [self._run(run, part) for part in self._shuffled(table)]

    def _run(self, run, part):
        batches = part.to_batches(max_chunksize=int(self._random.integers(1, BATCH)))
        if self._random.random() < self._failing:
            next(iter(run(iter(batches))), None)  # what a task yielded that fails is thrown away
        found = list(run(iter(batches)))
        return pa.Table.from_batches(found) if found else None

    def _shuffled(self, table):
        order = self._random.permutation(len(table))
        return [table[at] for at in order if table[at] is not None]

    def rows_of(self, table, work, hashed):
        return [_first_of_each(self.collected(self.through(table, work, None)), hashed)]

    def written(self, table, work, schema):
        return [*self.through(table, work, None), schema.empty_table()]

    def collected(self, table):
        return pa.concat_tables(self._shuffled(table), promote_options="default")

    def none(self, table):
        return table[0].slice(0, 0)

    def count(self, table):
        return sum(part.num_rows for part in table)

    def kept(self, table):
        return table, lambda: None

    def local(self, rows, like):
        return [rows]

    def select(self, table, names):
        return [part.select(list(names)) for part in table]

    def having(self, table, column, names):
        return [part.filter(part.column(column).is_valid()).select(list(names)) for part in table if part is not None]

    def counted(self, table, column, *, more_than=0):
        found = pl.from_arrow(self.collected(table)).group_by(column).agg(pl.len().cast(pl.Int64).alias("count"))
        return [found.filter(pl.col("count") > more_than).to_arrow()]

    def spread(self, table, parts):
        found = self.collected(table)
        edges = np.sort(self._random.integers(0, found.num_rows + 1, parts - 1))
        return [found.slice(low, high - low) for low, high in zip([0, *edges], [*edges, found.num_rows], strict=True)]

    def both(self, table, other):
        return [*table, *other]

    def ranges(self, table, names):
        columns = {name: pl.from_arrow(self.collected(self.select(table, [name])))[name] for name in names}
        return {
            name: Range(own.count(), int(own.min()), int(own.max()), int(own.cast(pl.Int128).sum()))
            for name, own in columns.items()
        }


def _first_of_each(table, column):
    return pl.from_arrow(table).unique(column, maintain_order=False).to_arrow()


def parted(frame, parts, *, seed=0, skewed=False, backwards=False):
    """Return a frame as a table of several partitions, some of them empty."""
    random = np.random.default_rng(seed)
    whole = frame.reverse() if backwards else frame.sample(fraction=1, shuffle=True, seed=seed)
    edges = np.zeros(parts - 1, int) if skewed else np.sort(random.integers(0, frame.height + 1, parts - 1))
    cuts = zip([0, *edges], [*edges, frame.height], strict=True)
    return [whole[low:high].to_arrow() for low, high in cuts]
