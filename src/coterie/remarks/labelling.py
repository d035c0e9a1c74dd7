"""What people call columns: sentences say it wherever a fact is the name of a column."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_NAMES = frozenset(("column", "columns", "feature", "features", "left_out", "others", "differences", "through"))
"""Facts that are names of columns, in every sentence that has them."""

_labels: ContextVar[Mapping[str, str]] = ContextVar("labels", default={})  # noqa: B039 - never changed, only replaced


class Label(str):
    """What people call a column: no name of one any more, even where another column is called so.

    Attributes
    ----------
    column : str
        Its name, which a command needs.
    """

    column: str

    def __new__(cls, text: str, column: str) -> Self:
        """Return what a column is called."""
        self = super().__new__(cls, text)
        self.column = column
        return self

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]  # str takes a text only
        """Return what makes it again when it is copied or pickled."""
        return str(self), self.column


@contextmanager
def labelling(labels: Mapping[str, str] | None) -> Iterator[None]:
    """Call columns by their labels within a `with` block.

    Parameters
    ----------
    labels : mapping of str to str or None
        By the column's name; None leaves those in use.

    Examples
    --------
    >>> from coterie.remarks import say
    >>> from coterie.remarks.labelling import labelling
    >>> with labelling({"inc": "Yearly income"}):
    ...     say("audit.try_without", feature="inc")
    'Try without Yearly income: the groups are clearer when it is left out.'
    """
    if labels is None:
        yield
        return
    token = _labels.set(labels)
    try:
        yield
    finally:
        _labels.reset(token)


def labels_in_use() -> Mapping[str, str]:
    """Return what columns are called, by their names.

    Examples
    --------
    >>> labels_in_use()
    {}
    """
    return _labels.get()


def labelled(facts: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the facts of a sentence with labels in the place of columns' names.

    Examples
    --------
    >>> with labelling({"inc": "Yearly income"}):
    ...     labelled({"features": ("inc", "age"), "n": 2})
    {'features': ['Yearly income', 'age'], 'n': 2}
    """
    labels = _labels.get()
    if not labels:
        return facts
    return {name: _called(fact, labels) if name in _NAMES else fact for name, fact in facts.items()}


def column_label(column: str) -> str:
    """Return what a column is called in the labels in use, or its name.

    Examples
    --------
    >>> with labelling({"inc": "Yearly income"}):
    ...     column_label("inc"), column_label("age")
    ('Yearly income', 'age')
    """
    return column if isinstance(column, Label) else Label(_labels.get().get(column, column), column)


def _called(fact: Any, labels: Mapping[str, str]) -> Any:  # noqa: ANN401 - a name, several, or no name at all
    if isinstance(fact, list | tuple):
        return [_called(each, labels) for each in fact]
    known = type(fact) is str and fact in labels
    return Label(labels[fact], fact) if known else fact
