"""What a large table will take, found out beforehand: its first rows go through the real passes, by the clock."""

from __future__ import annotations

import io
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from math import inf
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from coterie import errors
from coterie.assignments import write_csv
from coterie.engines.clustered import STAGE_OF_PASSES, cluster
from coterie.engines.job import Job
from coterie.engines.sampling import rows_held
from coterie.engines.steps import look
from coterie.engines.streamed import Streamed
from coterie.evidence.refits import resample
from coterie.evidence.stability import segment_stability
from coterie.preparation import Preparation
from coterie.sources.batches import Batches, open_parquet, spool_text
from coterie.spool import Spool, most_kept

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import polars as pl

    from coterie.engines.size import Size
    from coterie.options import Options

_ROWS = 120_000  # of the rehearsal
_FEWER = 50_000  # of another one: what both take does not depend on the rows
_WARM = 2_000
_HELD = 1_000
_LINES = 9 * 2**20  # bytes of a text file for the rehearsal
_FEWER_LINES = 3 * 2**20

_PASSES = 7  # over all rows until no centre moves
_READS = 3.3  # of a Parquet file: sample, ids, preparing, describing
_HELD_FACTOR = 2.0  # what a table that is held takes beside one that is streamed: decisions and medians see all rows
_SAMPLE = {"none": 1e8, "quick": 2e8, "full": 6e8}  # what does not depend on the rows, in rows of a pass
_MEMORY = 280e6  # of the program and a batch
_TEXT = 150e6  # of reading text
_BYTES_A_CELL = 90  # of the sample, at most at any time


@dataclass(frozen=True)
class Forecast:
    """What a table will take, about.

    Attributes
    ----------
    seconds : float
        By the clock.
    memory : float
        Bytes, at most at any time.
    disk : float
        Bytes in the meantime.
    """

    seconds: float
    memory: float
    disk: float


class _Costs(NamedTuple):
    """Seconds that one more row takes: reading it, the work on it, a pass of the kernels over it, laying text down."""

    read: float
    work: float
    one_pass: float
    spool: float = 0.0


def forecast(path: Path, size: Size, options: Options, *, streamed: bool, folder: Path | None) -> Forecast | None:
    """Send the first rows of a file through the real passes, and say what all rows will take.

    Parameters
    ----------
    path : pathlib.Path
        Parquet or text.
    size : Size
        Of the file.
    options : Options
        What will be done.
    streamed : bool
        Whether the table is streamed or held.
    folder : pathlib.Path or None
        Where it is laid down: see `coterie.spool.Spool`.

    Returns
    -------
    Forecast or None
        None where the first rows alone allow no segments: the whole will tell why, or be fine.
    """
    try:
        costs = _costs(path, size, options, folder)
    except errors.CoterieError:
        return None
    if costs is None:
        return None
    sample = _SAMPLE[options.evidence] * costs.one_pass
    if not streamed:
        each = costs.spool or costs.read
        rows = size.rows * (each + _HELD_FACTOR * (costs.work + _PASSES * costs.one_pass))
        return Forecast(sample + rows, _MEMORY + size.memory, 0.0)
    each = costs.spool + _READS * costs.read + costs.work + _PASSES * costs.one_pass
    held = rows_held(size.rows, size.columns) * size.columns * _BYTES_A_CELL
    text, prepared, placed = size.spools
    most = most_kept()
    text_kept, prepared_kept, placed_kept = (
        spool if spool <= most else 0 for spool in (size.narrowed, prepared, placed)
    )
    memory = _MEMORY + (_TEXT if size.kind == "text" else 0.0) + held + text_kept + max(prepared_kept, placed_kept)
    disk = size.disk - (text if text_kept else 0) - min(prepared_kept, placed_kept)
    return Forecast(sample + size.rows * each, memory, disk)


def _costs(path: Path, size: Size, options: Options, folder: Path | None) -> _Costs | None:
    if size.kind == "parquet":
        head, read = _timed(open_parquet(path))
        return _rehearsed(head, options, folder)._replace(read=read)
    few = _spooled(path, _FEWER_LINES, folder)
    more = _spooled(path, _LINES, folder)
    if few is None or more is None:
        return None
    found, seconds = more
    head, read = _timed(found)
    spool = _slope((few[0].rows, few[1]), (found.rows, seconds))
    return _rehearsed(head, options, folder)._replace(read=read, spool=spool)


def _slope(few: tuple[int, float], more: tuple[int, float]) -> float:
    """Return the seconds that a row takes, by how many rows took how long; of as many, what each took.

    Examples
    --------
    >>> _slope((10, 3.0), (20, 4.0)), _slope((10, 3.0), (10, 3.0))
    (0.1, 0.3)
    """
    (rows, seconds), (more_rows, more_seconds) = few, more
    if more_rows > rows and more_seconds > seconds:
        return (more_seconds - seconds) / (more_rows - rows)
    return more_seconds / more_rows


def _timed(table: Batches) -> tuple[pl.DataFrame, float]:
    """Return the first batch, and the seconds that a row of the next one takes."""
    batches = table.read(None)
    since = perf_counter()
    head = next(batches)
    first, since = perf_counter() - since, perf_counter()
    following = next(batches, None)
    if following is None or following.height < _FEWER:
        return head, first / head.height
    return head, (perf_counter() - since) / following.height


def _spooled(path: Path, size: int, folder: Path | None) -> tuple[Batches, float] | None:
    """Lay the first lines down; return them, and how long it took."""
    with tempfile.NamedTemporaryFile(dir=folder, suffix=".csv") as file, path.open("rb") as whole:
        lines = whole.read(size)
        file.write(lines[: lines.rfind(b"\n") + 1])
        file.flush()
        since = perf_counter()
        found = spool_text(Path(file.name), Spool(folder))
        return None if found is None else (found, perf_counter() - since)


def _rehearsed(head: pl.DataFrame, options: Options, folder: Path | None) -> _Costs:
    """Do the whole job on a few rows to warm up, and by the clock on some and on more."""
    _job(head.head(_WARM), options, folder)
    few, more = head.head(_FEWER), head.head(_ROWS)
    one, other = _job(few, options, folder), _job(more, options, folder)

    def slope(seconds: Callable[[_Clock], float]) -> float:
        return _slope((few.height, seconds(one)), (more.height, seconds(other)))

    work = slope(lambda clock: sum(clock.spent[stage] for stage in ("Preparing", "Describing", "Writing")))
    return _Costs(0.0, work, slope(lambda clock: clock.quickest["pass"]))


def _job(head: pl.DataFrame, options: Options, folder: Path | None) -> _Clock:
    clock = _Clock()
    engine = Streamed(_as_batches(head), clock, folder=folder, path="")
    cleaned = look(Job(engine, clock, min(_HELD, head.height - 1), folder=folder), options).infer().clean()
    prepared = cleaned.prepare(Preparation(options.impute, options.transform, options.scale, options.weight))
    ks, X = range(1, options.k_max + 1), prepared.held.X
    clustered = cluster(prepared, ks, n_starts=1, random_state=options.seed)
    best = clustered.sweep.clusterings[len(ks) // 2]
    refits = resample(X, [best.n_clusters], n_resamples=20, random_state=0) if options.evidence != "none" else None
    stability = None if refits is None else segment_stability(X, best.labels, refits, everyone=(X, best.labels))
    placed = clustered.place(best, stability)
    write_csv(placed.customers.table([str(k) for k in range(best.n_clusters)]), io.BytesIO())
    clock("")
    return clock


def _as_batches(head: pl.DataFrame) -> Batches:
    def read(columns: list[str] | None) -> Iterator[pl.DataFrame]:
        yield head if columns is None else head.select(columns)

    return Batches("", head.height, dict(head.schema), (), read, str)


class _Clock:
    """Told of progress, it notes how long each stage takes, and the quickest pass of the kernels."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)
        self.quickest: defaultdict[str, float] = defaultdict(lambda: inf)
        self._stage, self._since = "", perf_counter()

    def __call__(self, stage: str, *_: int) -> None:
        """Hear of progress."""
        now = perf_counter()
        name = "pass" if self._stage.startswith(STAGE_OF_PASSES) else self._stage
        self.spent[name] += now - self._since
        self.quickest[name] = min(self.quickest[name], now - self._since)
        self._stage, self._since = stage, now
