"""Work is sent whole: where it runs, nothing of coterie is loaded before the number of threads is set."""

from __future__ import annotations

import subprocess
import sys
import textwrap

from pyspark import cloudpickle

from coterie.engines.spark.sending import sent


class Threads:
    """Yields how many threads Polars has."""

    def __call__(self, batches):
        import polars as pl  # noqa: PLC0415 - it runs elsewhere

        yield from batches
        yield pl.thread_pool_size()


Threads.__module__ = "__main__"  # as a session's own work is


def test_polars_has_as_many_threads_as_a_task_may_have(tmp_path):
    (tmp_path / "work").write_bytes(cloudpickle.dumps(sent(Threads(), n_threads=1)))
    found = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(f"""
            import pickle, sys
            run = pickle.loads(open({str(tmp_path / "work")!r}, "rb").read())
            assert not {{"polars", "coterie"}} & set(sys.modules), "loading the work loads nothing"
            print(list(run(iter([7]))))
        """)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert found.stdout == "[7, 1]\n", found.stderr
