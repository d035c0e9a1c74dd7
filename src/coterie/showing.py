"""A noun shows itself in a notebook and at the prompt, and draws nothing: it asks whom the package has named for it.

Nouns stand below what draws them. So they know only that there is somebody; `coterie/__init__.py` says who.
"""

from __future__ import annotations

import importlib
from typing import Protocol, cast


class Shows(Protocol):
    """Who shows nouns."""

    def html(self, noun: object) -> str:
        """Return a noun as a piece of HTML."""

    def text(self, noun: object) -> str:
        """Return a noun as a few lines of text."""


_NAMED: list[str] = []


def shown_by(module: str) -> None:
    """Name the module that shows nouns: its functions `html` and `text`; it is loaded when something is shown.

    Examples
    --------
    >>> shown_by("coterie.notebook")
    """
    _NAMED[:] = [module]


class Shown:
    """A noun that a notebook shows as a page's part, and a prompt as a few lines."""

    def _repr_html_(self) -> str | None:
        """Return what a notebook shows."""
        shows = _who()
        return None if shows is None else shows.html(self)

    def __repr__(self) -> str:
        """Return what a prompt shows."""
        shows = _who()
        return f"<{type(self).__name__}>" if shows is None else shows.text(self)


def _who() -> Shows | None:
    return cast("Shows", importlib.import_module(_NAMED[0])) if _NAMED else None
