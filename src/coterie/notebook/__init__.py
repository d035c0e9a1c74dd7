"""What results show of themselves in a notebook and at the prompt: the report's own views, in little room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.notebook.page import to_html
from coterie.notebook.sheet import in_python
from coterie.notebook.sheets import sheet_of
from coterie.notebook.text import to_text

if TYPE_CHECKING:
    from coterie.showing import Shown

__all__ = ["html", "text"]


def html(noun: Shown) -> str:
    """Return a noun as a piece of HTML for a notebook, escaped, light and dark.

    Examples
    --------
    >>> import coterie
    >>> result = coterie.segment(coterie.datasets.bank_customers(n=500), k=3)
    >>> html(result).count("<svg")
    2
    """
    return to_html(in_python(sheet_of(noun)))


def text(noun: Shown) -> str:
    """Return a noun as 20 lines of text at most.

    Examples
    --------
    >>> import coterie
    >>> result = coterie.segment(coterie.datasets.bank_customers(n=500), k=3)
    >>> print(text(result).splitlines()[0])
    Three reproducible segments among 499 customers
    """
    return to_text(in_python(sheet_of(noun)))
