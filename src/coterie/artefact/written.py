"""What every model of a written format is: strict, and a list of all that may stand in a file."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Written(BaseModel):
    """A JSON object of the saved file, and the noun that it is in memory.

    What the model does not list is neither written nor read: a new field of a noun stays out of files until it is
    listed here, and an unknown field of a file is refused. No value is taken for another: 1.0 and true are no whole
    numbers, "1" is no number, and nothing is infinite.

    Examples
    --------
    >>> from dataclasses import dataclass
    >>> @dataclass(frozen=True)
    ... class Point:
    ...     x: float
    ...     owner: str = ""
    >>> class WrittenPoint(Written):
    ...     NOUN = Point
    ...     x: float
    >>> WrittenPoint.model_validate(Point(1.5, "Ann")).model_dump()
    {'x': 1.5}
    >>> WrittenPoint(x=2.0).NOUN
    <class 'coterie.artefact.written.Point'>
    """

    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        frozen=True,
        allow_inf_nan=False,
        from_attributes=True,
        defer_build=True,  # a model that is part of another would be built twice, and loading take twice as long
    )

    NOUN: ClassVar[type | None] = None
    """The noun of the same fields; a model without one is put together by hand."""

    def noun(self, told: Mapping[str, str] | None = None) -> Any:  # noqa: ANN401 - what NOUN says
        """Return the noun that this says in a file; `told` as for `as_noun`."""
        assert self.NOUN is not None  # noqa: S101 - for the type checker
        return self.NOUN(**{field.name: as_noun(getattr(self, field.name), told) for field in fields(self.NOUN)})


def as_noun(value: Any, told: Mapping[str, str] | None = None) -> Any:  # noqa: ANN401 - what a model holds
    """Return what models in a value say, in tuples and dicts too.

    Parameters
    ----------
    value : model, or a tuple or dict of some
        What a file says.
    told : mapping of str to str, optional
        Sentences that know what they were made of, by their text.

    Examples
    --------
    >>> as_noun((1, {"a": "b"}))
    (1, {'a': 'b'})
    """
    if isinstance(value, Written):
        return value.noun(told)
    if isinstance(value, tuple):
        return tuple(as_noun(each, told) for each in value)
    if isinstance(value, dict):
        return {key: as_noun(each, told) for key, each in value.items()}
    return told.get(value, value) if told and isinstance(value, str) else value


def kind_by(*models: type[Written]) -> Callable[[object], str | None]:
    """Return what tells models apart that have a field `kind`: nouns by their type, JSON by that field.

    Examples
    --------
    >>> kind_by()({"kind": "numeric"})
    'numeric'
    """
    by_noun = {model.NOUN: str(model.model_fields["kind"].default) for model in models}

    def kind(value: object) -> str | None:
        said = value.get("kind") if isinstance(value, dict) else getattr(value, "kind", None)
        return said if isinstance(said, str) else by_noun.get(type(value))

    return kind
