"""One job of one peer, in a process of its own: prints its wall and CPU seconds, peak memory and answers as JSON."""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


def table(rows: int) -> Floats:
    """Return an overlapping mixture of 6 groups, half the columns log-normal, standardised."""
    rng = np.random.default_rng(2026)
    middles = rng.normal(scale=1.5, size=(6, 8))
    X = middles[rng.integers(6, size=rows)]
    X += rng.normal(size=X.shape)
    X[:, 4:] = np.exp(X[:, 4:] / 2)
    X -= X.mean(axis=0)
    X /= X.std(axis=0)
    return X


def coterie_sweep(X: Floats, counts: list[int]) -> list[float]:
    from coterie.clustering import sweep  # noqa: PLC0415  # in one environment alone

    return [float(value) for value in sweep(X, counts, n_threads=2).inertia]


def scikit_learn_sweep(X: Floats, counts: list[int], n_starts: int = 10) -> list[float]:
    from sklearn.cluster import KMeans  # noqa: PLC0415  # as above

    return [float(KMeans(k, n_init=n_starts, random_state=0).fit(X).inertia_) for k in counts]


def sklearnex_sweep(X: Floats, counts: list[int]) -> list[float]:
    from sklearnex.cluster import KMeans  # noqa: PLC0415  # as above

    return [float(KMeans(k, n_init=10, random_state=0).fit(X).inertia_) for k in counts]


def faiss_sweep(X: Floats, counts: list[int]) -> list[float]:
    import faiss  # noqa: PLC0415  # as above

    faiss.omp_set_num_threads(2)
    single = X.astype(np.float32)
    found = []
    for k in counts:
        model = faiss.Kmeans(8, k, niter=50, nredo=10, seed=1, max_points_per_centroid=len(X))
        model.train(single)
        found.append(float(model.index.search(single, 1)[0].sum(dtype=np.float64)))
    return found


def dask_ml_sweep(X: Floats, counts: list[int]) -> list[float]:
    import dask.array as da  # noqa: PLC0415  # in the environment of --also alone
    from dask_ml.cluster import KMeans  # noqa: PLC0415  # in the environment of --also alone

    parts = da.from_array(X, chunks=(-(-len(X) // 8), X.shape[1]))
    models = [KMeans(k, random_state=0).fit(parts) for k in counts]  # their `inertia_` does not square distances
    return [float(np.square(X - model.cluster_centers_[model.labels_.compute()]).sum()) for model in models]


def mllib_sweep(X: Floats, counts: list[int]) -> list[float]:
    """Its CPU seconds and memory are those of Java too; handing the table over is part of the job."""
    import pandas as pd  # noqa: PLC0415  # in the environment of --also alone
    from pyspark.ml.clustering import KMeans  # noqa: PLC0415  # in the environment of --also alone
    from pyspark.ml.feature import VectorAssembler  # noqa: PLC0415  # in the environment of --also alone
    from pyspark.sql import SparkSession  # noqa: PLC0415  # in the environment of --also alone

    settings = {"spark.ui.enabled": "false", "spark.driver.memory": "6g", "spark.driver.host": "127.0.0.1"}
    started = SparkSession.builder.master("local[2]").config(map={
        **settings, "spark.sql.execution.arrow.pyspark.enabled": "true"
    }).getOrCreate()  # fmt: skip
    names = [f"x{j}" for j in range(X.shape[1])]
    rows = started.createDataFrame(pd.DataFrame(X, columns=names))
    ready = VectorAssembler(inputCols=names, outputCol="features").transform(rows).select("features").cache()
    return [float(KMeans(k=k, seed=1).fit(ready).summary.trainingCost) for k in counts]


def yellowbrick_sweep(X: Floats, counts: list[int]) -> list[float]:
    import matplotlib as mpl  # noqa: PLC0415  # in the environment of --also alone

    mpl.use("Agg")
    from sklearn.cluster import KMeans  # noqa: PLC0415  # in the environment of --also alone
    from yellowbrick.cluster import KElbowVisualizer  # noqa: PLC0415  # in the environment of --also alone

    model = KMeans(
        n_init=1, random_state=0
    )  # forced, as yellowbrick does not know today's scikit-learn's for a clusterer
    shown = KElbowVisualizer(model, k=(counts[0], counts[-1] + 1), timings=False, force_model=True)
    shown.fit(X)
    return [float(value) for value in shown.k_scores_]


def labels_of(X: Floats, counts: list[int]) -> list[NDArray[np.intp]]:
    middles = {k: X[np.random.default_rng(k).choice(len(X), k, replace=False)] for k in counts}
    return [np.argmin(((X[:, None] - middles[k]) ** 2).sum(axis=2), axis=1) for k in counts]


def coterie_silhouettes(X: Floats, counts: list[int]) -> Callable[[], list[float]]:
    from coterie.clustering import silhouettes  # noqa: PLC0415  # in the environment of --also alone

    labels = labels_of(X, counts)
    setattr(sys.modules[silhouettes.__module__], "EXACT_ROWS", len(X))  # noqa: B010  # exact, whatever the size
    return lambda: [found.mean for found in silhouettes(X, labels, n_threads=2)]


def scikit_learn_silhouettes(X: Floats, counts: list[int]) -> Callable[[], list[float]]:
    from sklearn.metrics import silhouette_score  # noqa: PLC0415  # in the environment of --also alone

    labels = labels_of(X, counts)
    return lambda: [float(silhouette_score(X, one)) for one in labels]


def coterie_resamples(X: Floats, counts: list[int]) -> NDArray[np.int32]:
    from coterie.clustering import resample  # noqa: PLC0415  # in the environment of --also alone

    return resample(X, counts[0], n_resamples=100, n_starts=10, n_threads=2)


def scikit_learn_resamples(X: Floats, counts: list[int]) -> NDArray[np.int32]:
    from sklearn.cluster import KMeans  # noqa: PLC0415  # in the environment of --also alone

    found = []
    for seed in range(100):
        drawn = np.random.default_rng(seed).integers(len(X), size=len(X))
        found.append(KMeans(counts[0], n_init=10, random_state=seed).fit(X[drawn]).predict(X))
    return np.array(found)


def rand_index(a: NDArray[np.int32], b: NDArray[np.int32]) -> float:
    """Return the adjusted Rand index (Hubert & Arabie 1985)."""
    cells = np.bincount(a * (b.max() + 1) + b, minlength=(a.max() + 1) * (b.max() + 1)).reshape(-1, b.max() + 1)
    pairs = [float((n * (n - 1.0)).sum()) / 2 for n in (cells, cells.sum(axis=0), cells.sum(axis=1))]
    expected = pairs[1] * pairs[2] / (len(a) * (len(a) - 1) / 2)
    return (pairs[0] - expected) / ((pairs[1] + pairs[2]) / 2 - expected)


def others() -> tuple[float, float]:
    """Return the CPU seconds so far and the peak MB of the processes that this one started and that still run."""
    parents, seconds, peaks = {}, {}, {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            words = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            kept = [line.split()[1] for line in (entry / "status").read_text().splitlines() if line.startswith("VmHWM")]
        except OSError:
            continue
        process = int(entry.name)
        parents[process] = int(words[1])
        seconds[process] = (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")
        peaks[process] = int(kept[0]) / 1024 if kept else 0.0
    started = {os.getpid()}
    for _ in parents:
        started |= {process for process, parent in parents.items() if parent in started}
    mine = started - {os.getpid()}
    return sum(seconds.get(process, 0.0) for process in mine), sum(peaks.get(process, 0.0) for process in mine)


def main() -> None:
    """Run the job that the words name."""
    who, job, rows, counts = sys.argv[1], sys.argv[2], int(sys.argv[3]), json.loads(sys.argv[4])
    X = table(rows)
    name = who.replace("-", "_")
    work: dict[str, Callable[[], Any]] = {
        "sweep": lambda: globals()[f"{name}_sweep"](X, counts),
        "single": lambda: scikit_learn_sweep(X, counts, 1),
        "resamples": lambda: globals()[f"{name}_resamples"](X, counts),
    }
    if job == "silhouettes":
        work["silhouettes"] = globals()[f"{name}_silhouettes"](X, counts)
    globals()[f"{name}_sweep"](X[:300], [2])  # imports are not timed
    before, cpu, wall = others()[0], time.process_time(), time.perf_counter()
    answer = work[job]()
    taken = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
    more, held = others()
    taken["cpu"] += more - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 + held
    told: dict[str, Any] = {**taken, "peak": peak, "inertia": [], "note": ""}
    if job == "resamples":
        told["note"] = f"ARI {np.mean([rand_index(a, b) for a, b in pairwise(answer)]):.3f}"
    elif job == "silhouettes":
        told["note"] = f"K=7 {answer[counts.index(7)]:.4f}"
    else:
        told["inertia"] = answer
    print(json.dumps(told))


if __name__ == "__main__":
    main()
