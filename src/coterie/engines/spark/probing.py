"""Executors are asked what they have before anything is worked out: others than this would come to other results."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from coterie import errors

if TYPE_CHECKING:
    from collections.abc import Callable

    from coterie.engines.spark.jobs import Jobs

_MUST = {
    "coterie": "coterie",
    "kernels": "kernels in",
    "python": "Python",
    "polars": "Polars",
    "byteorder": "bytes in order",
}
"""What has to be the same, and what it is called; version 0 is none."""


def check_executors(jobs: Jobs) -> None:
    """Refuse executors that have not what is needed.

    Raises
    ------
    coterie.errors.SourceUnreachable
        With the executor, what it has, and what it should have.
    """
    here = found_here()
    look = _looking()

    def ask(batches: Any) -> Any:  # noqa: ANN401 - of Arrow
        import pyarrow  # noqa: PLC0415 - it runs elsewhere

        for _ in batches:
            pass
        yield pyarrow.record_batch({"found": [look()]})

    ask.__module__ = "__main__"  # sent by value: nothing of coterie may be there
    for text in jobs.asked(ask, "found string"):
        compare(json.loads(text), here)


def compare(there: dict[str, str], here: dict[str, str]) -> None:
    """Refuse an executor that has something else than this Python.

    Examples
    --------
    >>> compare(found_here(), found_here())
    """
    for what, called in _MUST.items():
        if there[what] != here[what]:
            has, needed = (f"{called} {each[what]}" for each in (there, here))
            raise errors.clusters.executors_differ(there["host"], has=has, needed=needed)


def found_here() -> dict[str, str]:
    """Return what this Python has that results hang on.

    Examples
    --------
    >>> sorted(found_here())
    ['byteorder', 'coterie', 'host', 'kernels', 'polars', 'python']
    """
    found: dict[str, str] = json.loads(_looking()())
    return found


def _looking() -> Callable[[], str]:
    """Return a function that looks around where it runs; it knows nothing of this module."""

    def look() -> str:
        import json as written  # noqa: PLC0415 - it runs elsewhere
        import platform  # noqa: PLC0415 - as above
        import socket  # noqa: PLC0415 - as above
        import sys  # noqa: PLC0415 - as above
        from importlib import metadata  # noqa: PLC0415 - as above

        def version(name: str) -> str:
            try:
                return metadata.version(name)
            except metadata.PackageNotFoundError:
                return "0"

        found = {"host": socket.gethostname(), "byteorder": sys.byteorder, "coterie": version("coterie")}
        found["python"] = ".".join(platform.python_version_tuple()[:2])
        found["polars"] = ".".join(version("polars").split(".")[:2])
        found["kernels"] = "NumPy"
        if found["coterie"] != "0":
            from coterie.clustering import runs_kernels  # noqa: PLC0415 - as above

            found["kernels"] = "C++" if runs_kernels() else "NumPy"
        return written.dumps(found)

    look.__module__ = "__main__"
    return look
