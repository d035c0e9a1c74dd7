"""The engine for a table on a cluster: every verb is a job there, and what comes back is merged on the way."""

from __future__ import annotations

import hashlib
import weakref
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import polars as pl

from coterie.clustering import Pass
from coterie.engines.counters import counting
from coterie.engines.engine import Kept
from coterie.engines.ids import copy_of
from coterie.engines.repeats import Repeated
from coterie.engines.sampling import Sample, drawn, edge
from coterie.engines.spark import tasks
from coterie.engines.spark.tasks import HASH, Reading, as_frame
from coterie.sources.column_names import plain_titles

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pyarrow as pa
    from numpy.typing import NDArray

    from coterie.clustering import AllRows
    from coterie.engines.engine import A, Form, Progress, Step
    from coterie.engines.spark.jobs import Jobs
    from coterie.remarks import Remark

    Rows = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Table = Any  # a Spark DataFrame, of either kind

MERGERS = 8
"""Into how many states those of all partitions are merged on executors, before the driver merges these."""


class Read(NamedTuple):
    """Which columns are read, None for all, and which rows are left out."""

    columns: tuple[str, ...] | None
    dropped: Rows


class OnCluster(Kept):
    """What was gathered, as it can be made again; and the blocks of rows, where passes go over them."""

    def __init__(self, read: Read, step: Step, accumulator: Any, blocks: Table) -> None:  # noqa: ANN401 - any kind
        self.read, self.step, self.accumulator, self.blocks = read, step, accumulator, blocks

    def batches(self) -> Any:  # noqa: ANN401 - it never returns
        """Refuse: rows stay on the cluster, and no step of this engine asks for them."""
        msg = "rows of a cluster do not pass through this machine"
        raise NotImplementedError(msg)


class Counted:
    """What a cluster counted, in the place of `coterie.engines.repeats.Repeats`."""

    def __init__(self, found: Repeated) -> None:
        self._found = found

    def finish(self) -> Repeated:
        """Return the hashes that are there more than once."""
        return self._found


class OnSpark:
    """A table on a cluster. See `coterie.engines.engine.Engine` for what each verb returns.

    Rows have no order: in the place of a row's number stands a hash of what it holds, and of rows alike in every cell
    those but the first are meant by a number below 0 (`coterie.engines.ids.copy_of`).

    Parameters
    ----------
    table : pyspark.sql.DataFrame
    name : str
        What it is called.
    jobs : Jobs
        How work is sent.
    tell : callable
        Told of progress.
    """

    def __init__(self, table: Table, name: str, jobs: Jobs, tell: Progress) -> None:
        self._table, self._jobs, self._tell = table, jobs, tell
        self.name = self.path = name
        self.n_threads: int | None = jobs.n_threads
        self.numbered = False
        none = jobs.none(table)
        titles, remarks = plain_titles(as_frame(none).columns)
        self.titles = self._titles = tuple(titles)
        self._plain = titles == none.column_names
        self.remarks: tuple[Remark, ...] = tuple(remarks)
        self.columns, self.rows = len(titles), jobs.count(table)
        self._sum = 0
        self._ones: dict[bytes, Table] = {}

    def digest(self) -> str:
        """Return the SHA-256 of the number of rows and the sum of their hashes: a table has no bytes."""
        return hashlib.sha256(f"{self.rows}:{self._sum}".encode()).hexdigest()

    def sample(self, held: int, *, seed: int) -> Sample:
        """Count the hashes of all rows, draw among them, and fetch the rows drawn."""
        self._tell("Reading", 0, 1)
        hashes = self._jobs.through(self._table, tasks.Hashing(Reading(self._titles)), f"`{HASH}` bigint")
        drawing = tasks.Drawing(edge(self.rows, held), seed)
        counted = self._jobs.counted(hashes, HASH)
        early = self._jobs.collected(self._jobs.through(counted, drawing, f"`{HASH}` bigint, copies bigint"))
        numbers, copies = (column.to_numpy() for column in early.columns)
        _, alike, low, high = (sum(numbers[copies == -part].tolist()) for part in (1, 2, 3, 4))
        self._sum = low + (high << 32)
        numbers, copies = numbers[copies >= 0], copies[copies >= 0]
        order = drawn(numbers.view(np.uint64), copies, held, seed=seed)
        rows = numbers[order]
        found = self._fetched(np.unique(rows))
        known = found.column(HASH).to_numpy()
        places = np.argsort(known)[np.searchsorted(np.sort(known), rows)]
        frame = as_frame(found.drop([HASH]), self._titles)[places]
        return Sample(self._counting(frame), rows, copies[order], alike)

    def _fetched(self, wanted: Rows) -> pa.Table:
        """Return the rows with these hashes, one of each."""
        return self._jobs.collected(self._jobs.rows_of(self._table, tasks.Fetching(self._titles, wanted), HASH))

    def _counting(self, sample: pl.DataFrame) -> pl.DataFrame:
        """Let columns that count the rows of the table count those of the sample."""
        types, rows = sample.schema, sample.height
        whole = [name for name in types if types[name].is_integer() and sample[name].n_unique() == rows]
        if not whole or not self._plain:
            return sample
        return counting(sample, self._jobs.ranges(self._table, whole), self.rows)

    def gather(
        self, step: Step, accumulator: A, *, stage: str, columns: Sequence[str] | None, dropped: Rows
    ) -> tuple[A, Kept]:
        """Add every partition up where it lies, and merge the states."""
        self._tell(stage, 0, 1)
        sent = tasks.to_send(accumulator)
        read = Read(None if columns is None else tuple(columns), dropped)
        out = self._over(
            lambda reading: tasks.Gathering(reading, step, sent),
            read,
            lambda table, work: self._jobs.through(table, work, tasks.CELLS),
        )
        lays_out, counts = hasattr(accumulator, "lays_out"), hasattr(accumulator, "repeats")
        release = None
        if lays_out or counts:
            out, release = self._jobs.kept(out)
        found = self._merged(self._jobs.having(out, "state", ["state"]), sent)
        if counts:
            found.repeats = self._repeated(self._jobs.having(out, HASH, [HASH]))
        kept = OnCluster(read, step, sent, self._jobs.having(out, "cell", ["rows", "cell"]) if lays_out else None)
        if release is not None:
            done = weakref.finalize(kept, release)
            if counts:
                done()
        return found, kept

    def _merged(self, states: Table, accumulator: Any) -> Any:  # noqa: ANN401 - whatever accumulator it is
        """Merge the states of all partitions, on executors first: the driver takes a few, however many there are."""
        merging = tasks.Merging(accumulator)
        some = self._jobs.collected(self._jobs.through(self._jobs.spread(states, MERGERS), merging, "state binary"))
        found = merging.merged(state.as_py() for state in some.column("state"))
        return tasks.fresh(accumulator) if found is None else found

    def _repeated(self, hashes: Table) -> Counted:
        """Return which hashes are there more than once."""
        found = self._jobs.collected(self._jobs.counted(hashes, HASH, more_than=1))
        own, counts = (column.to_numpy() for column in found.columns)
        order = np.argsort(own.view(np.uint64))
        return Counted(Repeated(own.view(np.uint64)[order], counts[order]))

    def _over(self, make: Callable[[Reading], Any], read: Read, through: Callable[[Table, Any], Table]) -> Table:
        """Return what work makes of the rows that stay.

        Rows to drop are known by all that they hold, and dropped on executors. Of rows alike in every cell one stays:
        it comes from here.
        """
        if not len(read.dropped):
            table, titles = self._table, self._titles
            if read.columns is not None and self._plain:
                table, titles = self._jobs.select(table, read.columns), read.columns
            return through(table, make(Reading(titles, read.columns)))
        wholes = read.dropped >= 0
        again = np.unique(copy_of(pl.Series(read.dropped[~wholes])).to_numpy())
        gone = np.union1d(read.dropped[wholes], again)
        left = through(self._table, make(Reading(self._titles, read.columns, gone)))
        once = np.setdiff1d(again, read.dropped[wholes])
        if not len(once):
            return left
        return self._jobs.both(left, through(self._once(once), make(Reading(self._titles, read.columns))))

    def _once(self, hashes: Rows) -> Table:
        """Return one row of each hash, as a table of its own."""
        key = hashes.tobytes()
        if key not in self._ones:
            self._ones[key] = self._jobs.local(self._fetched(hashes).drop([HASH]), self._table)
        return self._ones[key]

    def add_up(self, sets: Sequence[Floats], of_all: AllRows, kept: Kept) -> list[tuple[Floats, Floats]]:
        """Add up what was kept, for all sets in one job."""
        assert isinstance(kept, OnCluster)  # noqa: S101 - it comes from `gather`
        adding = tasks.Adding(list(sets), of_all, self._jobs.n_threads)
        states = self._jobs.through(kept.blocks, adding, "state binary")
        found: Pass = self._merged(states, Pass(sets, of_all))
        return found.finish()

    def write(self, form: Form, kept: Kept | None, *, columns: Sequence[str], dropped: Rows) -> Table:
        """Return a table on the cluster: rows are placed when it is collected or written; of what was kept, or none."""
        kept = kept or OnCluster(Read((), dropped), _nothing, None, None)
        assert isinstance(kept, OnCluster)  # noqa: S101 - it comes from `gather`
        stepped, wanted = kept.read.columns, tuple(columns)
        together = None if stepped is None else tuple(dict.fromkeys((*stepped, *wanted)))

        def make(reading: Reading) -> tasks.Writing:
            return tasks.Writing(reading, wanted, kept.step, stepped, kept.accumulator, form)

        schema = make(Reading(self._titles, together)).schema(self._jobs.none(self._table))
        return self._over(make, Read(together, dropped), lambda table, work: self._jobs.written(table, work, schema))


def _nothing(*_: object) -> tuple[Any, ...]:
    """Make nothing of a batch."""
    return ()
