"""What the value of an option may be: each check turns what was given into the value, or says what it must be."""

from __future__ import annotations

import csv
import io
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from operator import index
from os import PathLike
from pathlib import Path
from typing import Any, ClassVar, SupportsIndex

from coterie import errors
from coterie.reader_format import locale_named, locale_names


class Check(ABC):
    """What the value of an option may be.

    Attributes
    ----------
    metavar : str
        What stands for the value in the help; empty for a flag.
    repeated : bool
        Whether the command line takes the option several times.
    """

    metavar: ClassVar[str] = "TEXT"
    repeated: ClassVar[bool] = False

    @property
    def accepts(self) -> str:
        """The type of what Python may give, as an annotation writes it."""
        return "str"

    @abstractmethod
    def __call__(self, option: str, value: object) -> object:
        """Return the value as it is kept; `option` is its name for the message where it is not allowed."""

    def from_text(self, option: str, given: Any) -> object:  # noqa: ANN401, ARG002 - text, texts or a flag, by the check
        """Return what the command line gave as the value that Python and TOML would give."""
        return given

    def from_variable(self, option: str, text: str) -> object:
        """Return what an environment variable holds as the value that Python and TOML would give."""
        return self.from_text(option, text)


@dataclass(frozen=True)
class Text(Check):
    """Any text.

    Examples
    --------
    >>> Text()("--id", "customer")
    'customer'
    """

    def __call__(self, option: str, value: object) -> str:
        """Return the text."""
        if not isinstance(value, str):
            raise errors.choosing.bad_value(option, value, "text")
        return value


@dataclass(frozen=True)
class Line(Text):
    """A line that people read.

    Attributes
    ----------
    most : int
        Characters that it has at most.

    Examples
    --------
    >>> Line()("--title", "  Our   customers ")
    'Our customers'
    """

    most: int = 120

    def __call__(self, option: str, value: object) -> str:
        """Return the line, without blanks that nobody sees."""
        said = " ".join(super().__call__(option, value).split())
        if not said or len(said) > self.most or not said.isprintable():
            raise errors.choosing.bad_value(option, value, f"a line of 1 to {self.most} characters")
        return said


@dataclass(frozen=True)
class LocaleName(Text):
    """A locale that numbers and days are written in.

    Examples
    --------
    >>> LocaleName()("--locale", "de-at")
    'de_AT'
    """

    metavar: ClassVar[str] = "NAME"

    def __call__(self, option: str, value: object) -> str:
        """Return it as it is kept."""
        named = super().__call__(option, value)
        if (found := locale_named(named)) is None:
            must = "a language and perhaps a country, such as de or en_GB"
            raise errors.choosing.bad_value(option, value, must, words=locale_names())
        return found


@dataclass(frozen=True)
class TextOrPath(Text):
    """Any text, or a path as Python has it."""

    @property
    def accepts(self) -> str:
        """The type of what Python may give."""
        return "str | PathLike[str]"

    def __call__(self, option: str, value: object) -> str:
        """Return the text, also of a path."""
        return super().__call__(option, str(value) if isinstance(value, PathLike) else value)


@dataclass(frozen=True)
class Folder(Check):
    """The path of a folder."""

    metavar: ClassVar[str] = "DIR"

    def __call__(self, option: str, value: object) -> Path:
        """Return the path."""
        if not isinstance(value, str | PathLike):
            raise errors.choosing.bad_value(option, value, "the path of a folder")
        return Path(value)


@dataclass(frozen=True)
class OutputFile(Check):
    """The path of a file to write."""

    metavar: ClassVar[str] = "FILE"

    def __call__(self, option: str, value: object) -> Path:
        """Return the path."""
        if not isinstance(value, str | Path) or not str(value):
            raise errors.choosing.bad_value(option, value, "the path of a file")
        return Path(value)


@dataclass(frozen=True)
class Readable(Check):
    """Whatever tables can be read from: a path or an address, or any frame.

    Examples
    --------
    >>> Readable()("--customers", Path("crm.csv"))
    'crm.csv'
    """

    metavar: ClassVar[str] = "FILE"

    @property
    def accepts(self) -> str:
        """The type of what Python may give."""
        return "object"

    def __call__(self, option: str, value: object) -> object:
        """Return a path as text, and a frame as it is."""
        if isinstance(value, bool | int | float | bytes) or (isinstance(value, str) and not value):
            raise errors.choosing.bad_value(option, value, "a file, an address or a frame")
        return str(value) if isinstance(value, PathLike) else value


_ON, _OFF = ("1", "true", "yes", "on"), ("0", "false", "no", "off")


@dataclass(frozen=True)
class Flag(Check):
    """On or off."""

    metavar: ClassVar[str] = ""

    @property
    def accepts(self) -> str:
        """The type of what Python may give."""
        return "bool"

    def __call__(self, option: str, value: object) -> bool:
        """Return whether it is on."""
        if not isinstance(value, bool):
            raise errors.choosing.bad_value(option, value, "true or false")
        return value

    def from_variable(self, option: str, text: str) -> bool:
        """Return whether words say on or off.

        Examples
        --------
        >>> Flag().from_variable("COTERIE_QUIET", "1"), Flag().from_variable("COTERIE_QUIET", "off")
        (True, False)
        """
        word = text.strip().lower()
        if word not in {*_ON, *_OFF}:
            raise errors.choosing.bad_value(option, text, "true or false")
        return word in _ON


@dataclass(frozen=True)
class Choice(Check):
    """One of a few words.

    Examples
    --------
    >>> Choice(("median", "mean"))("--impute", "mean")
    'mean'
    """

    words: tuple[str, ...]

    @property
    def accepts(self) -> str:
        """The type of what Python may give."""
        return _literal(self.words)

    def __call__(self, option: str, value: object) -> object:
        """Return the word."""
        if not isinstance(value, str) or value not in self.words:
            raise errors.choosing.unknown_choice(option, value, self.words)
        return value


@dataclass(frozen=True)
class Whole(Check):
    """A whole number within bounds, also as text; or one of a few words.

    Examples
    --------
    >>> Whole(1, 100)("--k-max", "8"), Whole(1, 255, ("auto",))("--k", "auto")
    (8, 'auto')
    """

    least: int
    most: int
    words: tuple[str, ...] = ()
    metavar: ClassVar[str] = "N"

    @property
    def accepts(self) -> str:
        """The type of what Python may give."""
        return f"{_literal(self.words)} | int" if self.words else "int"

    def __call__(self, option: str, value: object) -> int | str:
        """Return the number, or the word."""
        if isinstance(value, str) and value in self.words:
            return value
        number = int(value) if isinstance(value, str) and value.strip().isdecimal() else value
        if isinstance(number, SupportsIndex) and not isinstance(number, bool):
            try:
                whole = index(number)
            except TypeError:  # an array of numbers
                whole = self.least - 1
            if self.least <= whole <= self.most:
                return whole
        named = "".join(f"{word!r}, " for word in self.words[:-1]) + "".join(
            f"{word!r} or " for word in self.words[-1:]
        )
        must = f"{named}a whole number from {self.least:,} to {self.most:,}"
        raise errors.choosing.bad_value(option, value, must, words=self.words)


@dataclass(frozen=True)
class Share(Check):
    """A share of 1, also in percent.

    Examples
    --------
    >>> Share()("--min-share", "5%")
    0.05
    """

    metavar: ClassVar[str] = "SHARE"

    @property
    def accepts(self) -> str:
        """The type of what Python may give."""
        return "float | str"

    def __call__(self, option: str, value: object) -> float:
        """Return the share."""
        text = value.strip() if isinstance(value, str) else value
        try:
            share = float(text[:-1]) / 100 if isinstance(text, str) and text.endswith("%") else float(text)  # type: ignore[arg-type] # what is no number is told below
        except (TypeError, ValueError):
            share = -1.0
        if isinstance(value, bool) or not 0 <= share <= 0.5:
            raise errors.choosing.bad_value(option, value, "a share from 0 to 50%, such as 5% or 0.05")
        return share


@dataclass(frozen=True)
class Names(Check):
    """Names of columns; one name is a list of one.

    Attributes
    ----------
    some : bool
        Whether at least one is needed.
    """

    some: bool = False
    metavar: ClassVar[str] = "A,B"

    @property
    def accepts(self) -> str:
        """The type of what Python may give; any other collection of names is taken, too."""
        return "Sequence[str]"

    def __call__(self, option: str, value: object) -> tuple[str, ...]:
        """Return the names."""
        given: tuple[object, ...] | None = (value,) if isinstance(value, str) else None
        if isinstance(value, Iterable) and not isinstance(value, str | bytes | Mapping):
            given = tuple(value)
        names = tuple(name for name in given or () if isinstance(name, str))
        if given is None or len(names) < len(given):
            raise errors.choosing.bad_value(option, value, "names of columns")
        if self.some and not given:
            raise errors.choosing.bad_value(option, value, "the name of at least one column")
        return names

    def from_text(self, option: str, given: str) -> tuple[str, ...]:  # noqa: ARG002 - any text is names
        """Split ``A,B`` into names; a name with a comma stands in double quotes.

        Examples
        --------
        >>> Names().from_text("--features", 'Age, "Income, yearly"')
        ('Age', 'Income, yearly')
        """
        row = next(csv.reader(io.StringIO(given, newline=""), skipinitialspace=True), [])
        return tuple(name.strip() for name in row if name.strip())


@dataclass(frozen=True)
class Several(Check):
    """One text or number, or several; a comma belongs to the text.

    Examples
    --------
    >>> Several()("--segment", "Younger, lower income"), Several()("--segment", [0, "Loyal"])
    (('Younger, lower income',), ('0', 'Loyal'))
    """

    metavar: ClassVar[str] = "NAME"
    repeated: ClassVar[bool] = True

    @property
    def accepts(self) -> str:
        """The type of what Python may give."""
        return "str | int | Sequence[str | int]"

    def __call__(self, option: str, value: object) -> tuple[str, ...]:
        """Return the texts."""
        given = (value,) if isinstance(value, str | int) else value
        if not isinstance(given, list | tuple) or any(
            not isinstance(each, str | int) or isinstance(each, bool) or each == "" for each in given
        ):
            raise errors.choosing.bad_value(option, value, "a name or a number, or several of these")
        return tuple(str(each) for each in given)


def _literal(words: Iterable[str]) -> str:
    return "Literal[" + ", ".join(f'"{word}"' for word in words) + "]"
