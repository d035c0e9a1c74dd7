"""The segmentations that are served now: a changed file takes the place of its former version while requests go on."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from coterie import errors
from coterie.service import problems
from coterie.service.served import serve_file, stamp_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from coterie.service.served import Served, Stamp

    Told = Callable[[str, Served, "errors.CoterieError | None"], None]

EVERY = 1.0
"""Seconds between two looks at the files."""


class Shelf:
    """The segmentations that are served now.

    Parameters
    ----------
    files : mapping of str to Path
        By alias.

    Raises
    ------
    coterie.errors.ArtefactError
        When one of them cannot be loaded.
    """

    def __init__(self, files: Mapping[str, Path]) -> None:
        self._served = {alias: serve_file(alias, path) for alias, path in files.items()}
        self._refused: dict[str, Stamp | None] = {}

    @property
    def all(self) -> tuple[Served, ...]:
        """Every segmentation, in the order given."""
        return tuple(self._served.values())

    @property
    def stale(self) -> frozenset[str]:
        """Aliases whose file has changed and cannot be loaded; their former version answers."""
        return frozenset(self._refused)

    def get(self, alias: str | None) -> Served:
        """Return a segmentation by its alias; the only one where none is named.

        Raises
        ------
        coterie.service.problems.Problem
        """
        if alias is None:
            if len(self._served) > 1:
                raise problems.which_alias(tuple(self._served))
            return next(iter(self._served.values()))
        try:
            return self._served[alias]
        except KeyError:
            raise problems.unknown_alias(tuple(self._served)) from None

    def look(self, tell: Told) -> None:
        """Load what has changed; a file that cannot be loaded is told once, and its former version stays."""
        for served in self.all:
            stamp: Stamp | None = None
            try:
                stamp = stamp_of(served.path)
                if stamp == served.stamp:
                    self._refused.pop(served.alias, None)
                elif self._refused.get(served.alias, ()) != stamp:
                    self._put(serve_file(served.alias, served.path), tell)
            except errors.CoterieError as error:
                if self._refused.get(served.alias, ()) != stamp:
                    self._refused[served.alias] = stamp
                    tell("not_swapped", served, error)

    def _put(self, new: Served, tell: Told) -> None:
        self._served[new.alias] = new
        self._refused.pop(new.alias, None)
        tell("swapped", new, None)

    async def watch(self, tell: Told, *, every: float = EVERY) -> None:
        """Look for changed files until cancelled; loading is done beside the requests."""
        while True:
            await asyncio.sleep(every)
            await asyncio.to_thread(self.look, tell)
