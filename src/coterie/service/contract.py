"""What a request must say of a customer: every feature by its name, in its own type of JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coterie.remarks import say
from coterie.service import problems

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coterie.schema import Column
    from coterie.scoring.description import Description

EXACT = 2**53
"""Beyond, many readers of JSON round whole numbers without a word."""

_LARGEST = 1.7976931348623157e308


class Contract:
    """The types of JSON that a segmentation takes.

    Parameters
    ----------
    description : Description
        Of its scorer.

    Examples
    --------
    >>> import coterie
    >>> customers = coterie.datasets.bank_customers(n=500)
    >>> found = coterie.segment(customers, features=["age", "income"], k=3, evidence="none")
    >>> contract = Contract(coterie.Scorer(found).description)
    >>> contract.check({"age": 41, "income": None}, 1)
    >>> contract.check({"age": "41", "income": None}, 1)
    Traceback (most recent call last):
    coterie.service.problems.Problem: wrong_type
    """

    def __init__(self, description: Description) -> None:
        self.key, self._id_type = description.key, description.id_type
        self._columns = description.columns
        self._taken = [(column.name, *_taken(column)) for column in description.columns]
        self._categories = {feature.feature: feature.categories for feature in description.features}
        self.names = frozenset((*(column.name for column in description.columns), *([self.key] if self.key else [])))

    def check(self, customer: object, row: int) -> None:
        """Refuse a customer who is not said as the contract wants; `row` counts from 1.

        Raises
        ------
        coterie.service.problems.Problem
        """
        if type(customer) is not dict:
            raise problems.wrong_shape()
        for name, types, must in self._taken:
            try:
                cell = customer[name]
            except KeyError:
                absent = [each for each, *_ in self._taken if each not in customer]
                raise problems.missing(absent, row) from None
            if cell is not None:
                self._check_cell(name, cell, types=types, must=must, row=row)
        if self.key is not None and customer.get(self.key) is not None:
            self._check_cell(self.key, customer[self.key], types=(str, int), must="id", row=row)

    def _check_cell(self, name: str, cell: object, *, types: tuple[type, ...], must: str, row: int) -> None:
        kind = type(cell)
        if kind not in types:
            raise problems.wrong_type(name, row, must=_said(must))
        if kind is float and not -_LARGEST <= cell <= _LARGEST:  # type: ignore[operator] # a float
            raise problems.no_number()
        if kind is int and not -EXACT <= cell <= EXACT:  # type: ignore[operator] # an int
            raise problems.too_exact(name, row)
        if kind is str and not _is_text(cell):  # type: ignore[arg-type] # a str
            raise problems.not_utf8()

    def schema(self) -> dict[str, Any]:  # whatever JSON Schema holds
        """Return the JSON Schema of a customer."""
        properties: dict[str, Any] = {}  # as above
        if self.key is not None:
            types = ["integer", "string", "null"]
            properties[self.key] = {"type": types, "description": say("service.id")}
        for column in self._columns:
            properties[column.name] = self._property(column)
        required = [column.name for column in self._columns]
        return {"type": "object", "properties": properties, "required": required, "additionalProperties": True}

    def _property(self, column: Column) -> dict[str, Any]:  # as above
        types, must = _taken(column)
        named = {float: "number", int: "integer", str: "string", bool: "boolean"}
        said = [named[each] for each in types if not (each is int and float in types)]
        found: dict[str, Any] = {"type": [*said, "null"], "description": _said(must)}  # as above
        if categories := self._categories[column.name]:
            found["examples"] = list(categories[:5])
        return found


def _taken(column: Column) -> tuple[tuple[type, ...], str]:
    """Return the types of JSON that a column takes, and what they are called."""
    if column.comes_as == "numeric":
        return ((float, int, str), "number_or_words") if column.words or column.units else ((float, int), "number")
    if column.comes_as == "date":
        return (str,), "date"
    if column.comes_as == "boolean":
        return (bool, str, int), "boolean"
    return (str, int), "category"


def _said(must: str) -> str:
    return {
        "number": say("service.number"),
        "number_or_words": say("service.number_or_words"),
        "date": say("service.date"),
        "boolean": say("service.boolean"),
        "category": say("service.category"),
        "id": say("service.id"),
    }[must]


def _is_text(text: str) -> bool:
    """Return whether a text can be written: JSON can spell halves of characters."""
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def without_names(customer: Mapping[str, object], names: frozenset[str]) -> dict[str, object]:
    """Return of a customer what the segmentation knows.

    Examples
    --------
    >>> without_names({"age": 41, "shoe size": 44}, frozenset({"age"}))
    {'age': 41}
    """
    return {name: value for name, value in customer.items() if name in names}
