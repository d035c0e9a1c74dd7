"""An option is declared where its value is kept: ``seed: Annotated[int, Option("Random seed.")] = 0``.

Its type, the words for people, the check and the default stand there and nowhere else. The command line, the TOML file
and the documentation of the class are made from it, and `make signatures` writes the signatures of `coterie.segment`,
`fit` and `describe`, so that an editor and a type checker see every parameter.
"""

from __future__ import annotations

import inspect
from dataclasses import MISSING, dataclass, fields
from functools import wraps
from pathlib import Path
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Literal, ParamSpec, TypeVar, Union, get_args, get_origin, get_type_hints

from coterie import errors
from coterie.options.checks import Check, Choice, Flag, Folder, Names, Text
from coterie.options.pairs import Pairs

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
    both : bool
        Whether both take it; what `fit` was given holds where `describe` is given none.
    flag : str
        Its name on the command line, where that is another one; `errors.voices` has to know it as well.
    """

    help: str
    default: str = ""
    group: str = ""
    metavar: str = ""
    check: Check | None = None
    describing: bool = False
    both: bool = False
    flag: str = ""


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
        return self.option.flag or f"--{self.said}"

    @property
    def said(self) -> str:
        """Its name in TOML; in Python, a word of the language such as `for` has a dash below at its end."""
        return self.name.rstrip("_").replace("_", "-")

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
    def accepts(self) -> str:
        """The type of what Python may give, as an annotation writes it."""
        may_be_none = self.value is None or isinstance(self.value, dict)  # a dict is no default of a function
        return f"{self.check.accepts} | None" if may_be_none else self.check.accepts

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


def takes_options(
    refusals: Mapping[str, Callable[[str], Exception]] | None = None,
) -> Callable[[Callable[_P, _R]], Callable[_P, _R]]:
    """Refuse what is no parameter of a function as an option that does not exist; dashes in names are underscores.

    `customers` alone, where no table was given by its place, is that table.

    Parameters
    ----------
    refusals : mapping of str to callable, optional
        What to raise for an option that another function takes, by its name.

    Examples
    --------
    >>> import coterie
    >>> coterie.segment("customers.csv", kmax=3)
    Traceback (most recent call last):
    coterie.errors.kinds.OptionError: 'kmax' is not an option. Did you mean 'k_max'?
    """

    def refuse(function: Callable[_P, _R]) -> Callable[_P, _R]:
        parameters = inspect.signature(function).parameters
        known = tuple(parameters)
        by_place = sum(each.kind is each.POSITIONAL_ONLY for each in parameters.values())

        @wraps(function)
        def call(*args: _P.args, **kwargs: _P.kwargs) -> _R:
            given = {name.replace("-", "_"): value for name, value in kwargs.items()}
            for name in given:
                if name not in known:
                    meant = errors.choosing.ELSEWHERE.get(name, name)
                    refusal = (refusals or {}).get(meant)
                    raise refusal(meant) if refusal else errors.choosing.unknown_option(name, known[1:])
            table = [given.pop("customers")] if len(args) < by_place and "customers" in given else []
            return function(*args, *table, **given)  # type: ignore[arg-type] # the same names and values

        return call

    return refuse


def taken(kind: type, given: Mapping[str, object]) -> dict[str, Any]:  # each option has its own type
    """Return the options among the arguments of a function; None is what an option has without being given.

    Parameters
    ----------
    kind : type
        The dataclass that declares them.
    given : mapping
        The function's ``locals()``, as it begins.

    Examples
    --------
    >>> from coterie.options import Options
    >>> taken(Options, {"source": "customers.csv", "k": 4, "role": None})
    {'k': 4}
    """
    known = declared(kind)
    return {
        name: value
        for name, value in given.items()
        if name in known and not (value is None and known[name].value is not None)
    }


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
