"""What a large table will take, found out beforehand: its first rows go through the real passes, by the clock."""

from __future__ import annotations

import io
import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from coterie import errors
from coterie.engines.sampling import rows_held
from coterie.engines.streamed import Streamed
from coterie.evidence.refits import resample
from coterie.evidence.stability import segment_stability
from coterie.preparation import Preparation
from coterie.sources.batches import Batches, open_parquet, spool_text
from coterie.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Iterator

    import polars as pl

    from coterie.engines.size import Size
    from coterie.options import Options

_ROWS = 40_000  # of the rehearsal
_WARM = 2_000
_HELD = 4_000
_LINES = 6 * 2**20  # bytes of a text file for the rehearsal

_PASSES = 7  # over all rows until no centre moves
_READS = 3.3  # of a Parquet file: sample, ids, preparing, describing
_HELD_FACTOR = 2.0  # what a table that is held takes beside one that is streamed: decisions and medians see all rows
_SAMPLE = {"none": 2.5e7, "quick": 5e7, "full": 2.5e8}  # what is done with a sample, in rows of a pass
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
    """Seconds a row: reading it, the work on it, one pass of the kernels over it, and laying text down."""

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
    memory = _MEMORY + (_TEXT if size.kind == "text" else 0.0) + held
    return Forecast(sample + size.rows * each, memory, size.disk)


def _costs(path: Path, size: Size, options: Options, folder: Path | None) -> _Costs | None:
    since = perf_counter()
    if size.kind == "parquet":
        head = next(open_parquet(path).frames())
        read = (perf_counter() - since) / head.height
        return _rehearsed(head.head(_ROWS), options, folder, read=read)
    with tempfile.NamedTemporaryFile(dir=folder, suffix=".csv") as file, path.open("rb") as whole:
        lines = whole.read(_LINES)
        file.write(lines[: lines.rfind(b"\n") + 1])
        file.flush()
        found = spool_text(Path(file.name), Spool(folder))
    if found is None:
        return None
    spool = (perf_counter() - since) / found.rows
    since = perf_counter()
    head = next(found.frames())
    return _rehearsed(head.head(_ROWS), options, folder, read=(perf_counter() - since) / head.height)._replace(
        spool=spool
    )


def _rehearsed(head: pl.DataFrame, options: Options, folder: Path | None, *, read: float) -> _Costs:
    """Do the whole job on a few rows, once to warm up and once by the clock."""
    _job(head.head(_WARM), options, folder)
    clock = _job(head, options, folder)
    work = sum(clock.spent[stage] for stage in ("Preparing", "Describing", "Writing")) / head.height
    return _Costs(read, work, clock.spent["pass"] / clock.times["pass"] / head.height)


def _job(head: pl.DataFrame, options: Options, folder: Path | None) -> _Clock:
    clock = _Clock()
    engine = Streamed(_as_batches(head), min(_HELD, head.height), clock, folder=folder, path="")
    engine.infer(options)
    engine.clean()
    held = engine.prepare(Preparation(options.impute, options.transform, options.scale))
    ks = range(1, options.k_max + 1)
    tried = engine.sweep(ks, n_starts=1, random_state=options.seed)
    best = tried.clusterings[len(ks) // 2]
    X, labels = held.X[:1000], best.labels[:1000]
    refits = resample(X, [best.n_clusters], n_resamples=20, random_state=0) if options.evidence != "none" else None
    stability = None if refits is None else segment_stability(X, labels, refits, everyone=(held.X, best.labels))
    engine.profile(best, stability)
    engine.assign([str(k) for k in range(best.n_clusters)]).sink_csv(io.BytesIO())
    clock("")
    return clock


def _as_batches(head: pl.DataFrame) -> Batches:
    def read(columns: list[str] | None) -> Iterator[pl.DataFrame]:
        yield head if columns is None else head.select(columns)

    return Batches("", head.height, dict(head.schema), (), read, str)


class _Clock:
    """Told of progress, it notes how long each stage takes, and each pass of the kernels."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)
        self.times: Counter[str] = Counter()
        self._stage, self._since = "", perf_counter()

    def __call__(self, stage: str, *_: int) -> None:
        """Hear of progress."""
        now = perf_counter()
        name = "pass" if ": pass" in self._stage else self._stage
        self.spent[name] += now - self._since
        self.times[name] += 1
        self._stage, self._since = stage, now
