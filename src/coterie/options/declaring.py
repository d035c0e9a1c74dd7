"""An option is declared where its value is kept: ``seed: Annotated[int, Option("Random seed.")] = 0``.

Its type, the words for people, the check and the default stand there and nowhere else. The signature of
`coterie.segment`, the command line, the TOML file and the documentation of the class are made from it.
"""

from __future__ import annotations

import inspect
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Literal, ParamSpec, TypeVar, Union, get_args, get_origin, get_type_hints

from coterie import errors
from coterie.options.checks import Check, Choice, Flag, Folder, Names, Pairs, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Declaring = TypeVar("Declaring")

_P = ParamSpec("_P")
_R = TypeVar("_R")
_KNOWN: dict[type, dict[str, Declared]] = {}


@dataclass(frozen=True)
class Option:
    """What is said of an option beside its type and its default.

    Attributes
    ----------
    help : str
        What it is or does, as a sentence.
    default : str
        What holds without it, in words; empty where the value says it.
    group : str
        The heading under which the help shows it.
    metavar : str
        What stands for its value in the help; empty: by its check.
    check : Check or None
        What its value may be; None where the type says all of it.
    describing : bool
        Whether `coterie.describe` takes it, and `coterie.fit` does not.
    """

    help: str
    default: str = ""
    group: str = ""
    metavar: str = ""
    check: Check | None = None
    describing: bool = False


@dataclass(frozen=True)
class Declared:
    """An option as it was declared, with what follows from it.

    Attributes
    ----------
    name : str
        In Python, and with dashes in TOML.
    type : type
        Of its value.
    value : object
        Its default.
    check : Check
        What its value may be.
    option : Option
        What is said of it.
    """

    name: str
    type: Any  # what typing makes of an annotation has no type of its own
    value: object
    check: Check
    option: Option

    @property
    def flag(self) -> str:
        """Its name on the command line."""
        return f"--{self.name.replace('_', '-')}"

    @property
    def metavar(self) -> str:
        """What stands for its value."""
        if self.option.metavar or not isinstance(self.check, Choice):
            return self.option.metavar or self.check.metavar
        return "|".join(self.check.words)

    @property
    def default(self) -> str:
        """What holds without it."""
        if self.option.default:
            return self.option.default
        if isinstance(self.check, Flag):
            return "on" if self.value else "off"
        return "none" if self.value in (None, (), {}) else str(self.value)

    @property
    def sentence(self) -> str:
        """What it is or does, and what holds without it."""
        return f"{self.option.help.removesuffix('.')} (default: {self.default})."

    def checked(self, value: object) -> object:
        """Return the value as it is kept; None is what an option may be that is None without being given."""
        return None if value is None and self.value is None else self.check(self.flag, value)

    def from_text(self, given: object) -> object:
        """Return what the command line gave as Python and TOML would give it."""
        return self.check.from_text(self.flag, given)


def declared(kind: type) -> dict[str, Declared]:
    """Return the options that a dataclass declares, by name and in their order.

    Parameters
    ----------
    kind : type
        A dataclass whose fields are annotated with an `Option`.

    Examples
    --------
    >>> from coterie.options import Options
    >>> declared(Options)["seed"].sentence
    'Random seed (default: 0).'
    """
    if kind not in _KNOWN:
        _KNOWN[kind] = _declared(kind)
    return _KNOWN[kind]


def _declared(kind: type) -> dict[str, Declared]:
    hints = get_type_hints(kind, include_extras=True)
    found = {}
    for each in fields(kind):
        type_, option = get_args(hints[each.name])
        value = each.default_factory() if each.default_factory is not MISSING else each.default
        found[each.name] = Declared(each.name, type_, value, option.check or _check_of(type_), option)
    return found


def checked(values: Any) -> None:  # noqa: ANN401 - of any class that declares options
    """Check the fields of a frozen dataclass that declares options, and keep each as its check returns it.

    Raises
    ------
    coterie.errors.InputError
        For a value that is not allowed.
    """
    for name, each in declared(type(values)).items():
        object.__setattr__(values, name, each.checked(getattr(values, name)))


def documented(kind: type[Declaring]) -> type[Declaring]:
    """Write the attributes into the documentation of a class that declares options."""
    said = [f"{name} : {_type_name(each.type)}\n    {each.sentence}" for name, each in declared(kind).items()]
    kind.__doc__ = "\n".join([inspect.cleandoc(kind.__doc__ or ""), "", "Attributes", "----------", *said, ""])
    return kind


def takes_options(kind: type, *, describing: bool | None = None) -> Callable[[Callable[_P, _R]], Callable[_P, _R]]:
    """Show the options that a function takes as ``**options`` in its signature.

    Parameters
    ----------
    kind : type
        The dataclass that declares them.
    describing : bool or None
        Only those that are, or are not, of describing; None: all.

    Examples
    --------
    >>> import coterie
    >>> str(inspect.signature(coterie.segment).parameters["seed"])
    'seed: int = 0'
    """

    def show(function: Callable[_P, _R]) -> Callable[_P, _R]:
        known = inspect.signature(function)
        kept = [each for each in known.parameters.values() if each.kind is not each.VAR_KEYWORD]
        options = [
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=each.value, annotation=each.type)
            for name, each in declared(kind).items()
            if describing in {None, each.option.describing}
        ]
        function.__signature__ = known.replace(parameters=[*kept, *options])  # type: ignore[attr-defined] # what inspect looks at
        return function

    return show


def only_known(kind: type, values: Mapping[str, object]) -> None:
    """Refuse a name that is not an option.

    Raises
    ------
    coterie.errors.InputError
        With the nearest name that is one.
    """
    for name in values:
        if name not in declared(kind):
            raise errors.choosing.unknown_option(name, tuple(declared(kind)))


def _check_of(kind: Any) -> Check:  # noqa: ANN401 - what typing makes of an annotation
    """Return the check of a type that says all of what a value may be."""
    if get_origin(kind) in {Union, UnionType}:
        kind = next(each for each in get_args(kind) if each is not NoneType)
    origin, inside = get_origin(kind) or kind, get_args(kind)
    if origin is Literal:
        return Choice(inside)
    if origin is dict:
        return Pairs(_check_of(inside[1]))
    plain: dict[object, Check] = {str: Text(), bool: Flag(), Path: Folder(), tuple: Names()}
    return plain[origin]


def _type_name(kind: Any) -> str:  # noqa: ANN401 - as above
    """Return how numpydoc writes a type."""
    if get_origin(kind) is Literal:
        return "{" + ", ".join(f'"{word}"' for word in get_args(kind)) + "}"
    if get_args(kind) and get_origin(kind) is not tuple and get_origin(kind) is not dict:
        return " or ".join(_type_name(each) for each in get_args(kind))
    return "None" if kind is NoneType else getattr(kind, "__name__", str(kind)) if not get_args(kind) else str(kind)
