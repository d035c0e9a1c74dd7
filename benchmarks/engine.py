"""The engine beside its peers, from one run on this machine.

    make bench
    python benchmarks/engine.py --rows 1000000 --large 10000000 --jobs sweep silhouettes

    python benchmarks/engine.py --also dask-ml mllib   # with one start each; MLlib needs a Java of the machine's

Peers live in environments of their own (build/bench-venv, and build/bench-also-venv for those on request). Each job
runs in a process of its own with 2 threads; MB is the most that this process held, the table (64 MB a million rows) and
the libraries included. Slow peers run K = 3, 7 and 11 of 2..12, whose mean is the same, and their times are multiplied
by 11/3 (marked "x 11/3"): `--all-k` runs every K. On a busy machine look at CPU seconds: wall is then a queue's.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PEERS = HERE.parent / "build" / "bench-venv"
WANTED = ["scikit-learn", "scikit-learn-intelex", "faiss-cpu", "yellowbrick"]
ALSO = {"dask-ml": "dask-ml, one start", "mllib": "MLlib, one start"}
ALSO_PEERS, ALSO_WANTED = PEERS.with_name("bench-also-venv"), ["dask-ml", "pyspark"]


def peers(place: Path, wanted: list[str]) -> Path:
    """Make some peers' environment, once, and return its Python."""
    python = place / "bin" / "python"
    if not python.exists():
        uv = shutil.which("uv", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}") or "uv"
        subprocess.run([uv, "venv", "--quiet", "--python", sys.executable, str(place)], check=True)
        subprocess.run([uv, "pip", "install", "--quiet", "--python", str(python), *wanted], check=True)
    return python


def measured(who: str, job: str, rows: int, counts: list[int]) -> dict[str, float | list[float]] | None:
    """Run one job in a process of its own; None where it fails."""
    where = (ALSO_PEERS, ALSO_WANTED) if who in ALSO else (PEERS, WANTED)
    python = Path(sys.executable) if who == "coterie" else peers(*where)
    command = [str(python), str(HERE / "engine_jobs.py"), who, job, str(rows), json.dumps(counts)]
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "2")
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **threads})
    if done.returncode:
        print(f"{job:<34}{who:<30}failed: {(done.stderr.strip().splitlines() or ['?'])[-1][:80]}", flush=True)
        return None
    return json.loads(done.stdout.strip().splitlines()[-1])


def compared(title: str, runs: list[tuple[str, dict | None, float | None]]) -> None:
    """Print one job: who, wall, CPU, peak memory, worst inertia above the best known, and our speed beside it."""
    known = [run for _, run, _ in runs if run]
    best = [min(values) for values in zip(*(run["inertia"] for run in known), strict=True)] if known else []
    ours = runs[0][1]
    for who, run, reach in runs:
        if not run:
            continue
        worst = max((value / least - 1 for value, least in zip(run["inertia"], best, strict=True)), default=0.0)
        times = "" if run is ours or not ours else f"{run['wall'] / ours['wall']:>9.1f}{run['cpu'] / ours['cpu']:>9.1f}"
        note = f"{reach:>8.0f}" if reach else ""
        quality = f"{worst:>10.3%}" if run["inertia"] else f"{run.get('note', ''):>10}"
        print(
            f"{title:<34}{who:<30}{run['wall']:>9.2f}{run['cpu']:>9.2f}{run['peak']:>8.0f}{quality}{times}{note}",
            flush=True,
        )


def scaled(run: dict | None, times: float) -> dict | None:
    """Return a run's times multiplied: an extrapolation, and labelled so."""
    return run and {**run, "wall": run["wall"] * times, "cpu": run["cpu"] * times}


COUNTS, SOME = list(range(2, 13)), [3, 7, 11]


def some(who: str, job: str, rows: int, *, every: bool) -> tuple[str, dict | None, list[int]]:
    """Run a slow peer on some K's, its times extrapolated, or on every K; say what was done, and the K's."""
    if every:
        return "", measured(who, job, rows, COUNTS), COUNTS
    return " x 11/3", scaled(measured(who, job, rows, SOME), len(COUNTS) / len(SOME)), SOME


def against(title: str, job: str, rows: int, peers_: list[tuple[str, str, float]], *, every: bool) -> None:
    """Print one job of ours on every K, and of peers on some or every K; inertias are compared at theirs."""
    ours = measured("coterie", job, rows, COUNTS)
    runs, shown = [], ours
    for who, name, reach in peers_:
        note, run, counts = some(who, job, rows, every=every)
        runs.append((name + note, run, reach))
        if ours and ours["inertia"]:
            shown = {**ours, "inertia": [ours["inertia"][COUNTS.index(k)] for k in counts]}
    compared(title, [("coterie", shown, None), *runs])


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--large", type=int, default=10_000_000)
    parser.add_argument("--exact", type=int, nargs="*", default=[10_000, 50_000])
    jobs = ["sweep", "large", "yellowbrick", "silhouettes", "resamples"]
    parser.add_argument("--jobs", nargs="*", default=jobs, choices=jobs)
    parser.add_argument("--all-k", action="store_true", help="run slow peers on every K too")
    parser.add_argument("--no-faiss", action="store_true")
    parser.add_argument("--also", nargs="*", default=[], choices=list(ALSO), help="more peers of the sweep")
    options = parser.parse_args()
    load = os.getloadavg()[0]
    print(f"{platform.machine()}, Python {platform.python_version()}, {os.cpu_count()} cores, load {load:.1f}")
    print("x: how many times as long as coterie, by wall and by CPU; worst: inertia above the least found by anyone")
    print(f"{'job':<34}{'who':<30}{'wall s':>9}{'CPU s':>9}{'MB':>8}{'worst':>10}{'x wall':>9}{'x CPU':>9}{'reach':>8}")
    every = options.all_k
    if "sweep" in options.jobs:
        peers_ = [("scikit-learn", "scikit-learn, 10 starts", 200), ("sklearnex", "sklearn-intelex, 10 starts", 180)]
        if not options.no_faiss:
            peers_.append(("faiss", "faiss, all rows, 10 starts", 400))
        peers_ += [(who, ALSO[who], 0) for who in options.also]
        against(f"sweep 2..12, {options.rows:,} x 8", "sweep", options.rows, peers_, every=every)
    if "yellowbrick" in options.jobs:
        peers_ = [("yellowbrick", "yellowbrick, one start", 25)]
        against(f"sweep, 20 starts, {options.rows:,} x 8", "sweep", options.rows, peers_, every=True)
    if "large" in options.jobs:
        ours, one = (
            measured("coterie", "sweep", options.large, COUNTS),
            measured("scikit-learn", "single", options.large, [7]),
        )
        at_seven = ours and {**ours, "inertia": ours["inertia"][5:6]}
        runs = [("coterie", at_seven, None), ("scikit-learn, 1 fit of K=7 x 110", scaled(one, 110), 700)]
        compared(f"sweep 2..12, {options.large:,} x 8", runs)
    for rows in options.exact if "silhouettes" in options.jobs else []:
        slow = rows > 20_000 and not every
        peers_ = [("scikit-learn", "scikit-learn", 200)]
        against(f"exact silhouettes 2..12, {rows:,}", "silhouettes", rows, peers_, every=not slow)
    if "resamples" in options.jobs:
        runs = [
            ("coterie", measured("coterie", "resamples", 10_000, [6]), None),
            ("scikit-learn, 10 starts", measured("scikit-learn", "resamples", 10_000, [6]), 25),
        ]
        compared("100 cold resamples, 10,000 x 8", runs)


if __name__ == "__main__":
    main()
