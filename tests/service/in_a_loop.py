"""Coroutines in a loop of their own: where a browser is tested in the same process, a loop runs already."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor


def finished(work):
    """Return what a coroutine returns."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()
