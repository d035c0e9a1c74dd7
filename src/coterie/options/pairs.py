"""Options that say something by name, such as a type or a weight for each of several columns."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from coterie import errors
from coterie.errors.voices import either
from coterie.options.checks import Check, Names, Text

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Pairs(Check):
    """Values by name.

    Attributes
    ----------
    each : Check
        What each value may be.
    """

    each: Check = field(default_factory=Text)
    metavar: ClassVar[str] = "NAME=VALUE"
    repeated: ClassVar[bool] = True

    @property
    def accepts(self) -> str:
        """The type of what Python may give."""
        return f"Mapping[str, {self.each.accepts}]"

    def __call__(self, option: str, value: object) -> dict[str, object]:
        """Return the values by name."""
        if not isinstance(value, Mapping):
            raise errors.choosing.bad_value(option, value, 'names with values, such as { Card = "categorical" }')
        return {Text()(option, name): self.each(f"{option} {name}", each) for name, each in value.items()}

    def from_text(self, option: str, given: Sequence[str]) -> dict[str, str]:
        """Split each ``NAME=VALUE`` at its last equals sign; what is said twice of a name must be the same.

        Examples
        --------
        >>> Pairs().from_text("--type", ["Card=categorical"])
        {'Card': 'categorical'}
        """
        for text in given:
            if "=" not in text:
                raise errors.choosing.bad_value(option, text, "NAME=VALUE")
        found: dict[str, str] = {}
        for name, _, value in (text.rpartition("=") for text in given):
            plain = name.strip()
            found[plain] = self.both(option, plain, found.get(plain), value.strip())
        return found

    def both(self, option: str, name: str, before: str | None, value: str) -> str:
        """Return what two pairs say of one name.

        Raises
        ------
        coterie.errors.OptionError
            Where they contradict each other.

        Examples
        --------
        >>> Pairs().both("--type", "Card", None, "categorical")
        'categorical'
        """
        if before not in {None, value}:
            raise errors.choosing.bad_value(option, f"{name}={before} {name}={value}", f"said once of '{name}'")
        return value

    def from_variable(self, option: str, text: str) -> dict[str, str]:
        """Split pairs at blanks, quoted as in a shell.

        Examples
        --------
        >>> Pairs().from_variable("COTERIE_TYPE", "Card=categorical 'Post code=text'")
        {'Card': 'categorical', 'Post code': 'text'}
        """
        try:
            return self.from_text(option, shlex.split(text))
        except ValueError as error:
            if isinstance(error, errors.CoterieError):
                raise
            raise errors.choosing.bad_value(option, text, "NAME=VALUE, quoted as in a shell") from error


@dataclass(frozen=True)
class Weights(Pairs):
    """A positive number by name, also as text.

    Examples
    --------
    >>> Weights()("--weight", {"Income": "2"})
    {'Income': 2.0}
    """

    @property
    def accepts(self) -> str:
        """The type of what Python may give."""
        return "Mapping[str, float]"

    def __call__(self, option: str, value: object) -> dict[str, object]:
        """Return the numbers by name."""
        plain = {name: str(each) for name, each in value.items()} if isinstance(value, Mapping) else value
        given = super().__call__(option, plain)
        return {name: self._positive(option, name, str(each)) for name, each in given.items()}

    def _positive(self, option: str, name: str, text: str) -> float:
        try:
            number = float(text)
        except ValueError:
            number = 0.0
        if not _LEAST_WEIGHT <= number <= 1 / _LEAST_WEIGHT:
            must = f"a number from {_LEAST_WEIGHT:g} to {1 / _LEAST_WEIGHT:g}, such as {name}=2"
            raise errors.choosing.bad_value(f"{option} {name}", text, must)
        return number


_LEAST_WEIGHT = 1e-3


@dataclass(frozen=True)
class _Lists(Pairs):
    """Several values by name, also as text with commas."""

    def both(self, option: str, name: str, before: str | None, value: str) -> str:
        """Return what two pairs say of one name: the values of both.

        Examples
        --------
        >>> Numbers().both("--missing", "Age", "0", "999")
        '0,999'
        """
        del option, name
        return value if before is None else f"{before},{value}"


@dataclass(frozen=True)
class Numbers(_Lists):
    """Numbers by name, also as text with commas; "none" is no number.

    Examples
    --------
    >>> Numbers()("--missing", {"Age": "0,999", "Income": "none"})
    {'Age': (0.0, 999.0), 'Income': ()}
    """

    @property
    def accepts(self) -> str:
        """The type of what Python may give."""
        return "Mapping[str, float | Sequence[float] | str]"

    def __call__(self, option: str, value: object) -> dict[str, object]:
        """Return the numbers by name."""
        try:
            return {str(name): tuple(map(float, _several(given))) for name, given in value.items()}  # type: ignore[attr-defined] # what is no mapping is told below
        except (AttributeError, TypeError, ValueError):
            such = either("{'Income': 666666, 'Age': [0, 999]}", "Income=666666 or Age=0,999")
            none = either("{'Income': 'none'}", "Income=none")
            must = f"names with numbers, such as {such}, or with none: {none}"
            raise errors.choosing.bad_value(option, value, must) from None


@dataclass(frozen=True)
class Words(_Lists):
    """Words by name, also as text with commas; one name with its words also as the text of an answer.

    Examples
    --------
    >>> Words()("--count", {"Status": 'paid,"sent, paid"', "type": ("sale",)})
    {'Status': ('paid', 'sent, paid'), 'type': ('sale',)}
    >>> Words()("--count", "Status=paid,sent")
    {'Status': ('paid', 'sent')}
    """

    metavar: ClassVar[str] = "COL=WORDS"

    @property
    def accepts(self) -> str:
        """The type of what Python may give."""
        return "Mapping[str, str | Sequence[str]] | str"

    def __call__(
        self, option: str, value: object
    ) -> dict[str, Any]:  # tuples of words, which a dict of objects could not say
        """Return the words by name."""
        given = self.from_text(option, [value]) if isinstance(value, str) and "=" in value else value
        if not isinstance(given, Mapping):
            raise self._refused(option, value)
        return {Text()(option, name): self._words(option, name, words) for name, words in given.items()}

    def _words(self, option: str, name: str, words: object) -> tuple[str, ...]:
        """Return the words of one column."""
        several = Names().from_text(option, words) if isinstance(words, str) else words
        if not isinstance(several, Iterable) or isinstance(several, bytes | Mapping):
            raise self._refused(option, {name: words})
        found = tuple(several)
        if not found or not all(isinstance(word, str) for word in found):
            raise self._refused(option, {name: words})
        return found

    def _refused(self, option: str, value: object) -> errors.CoterieError:
        such = either("{'Status': ['paid', 'shipped']}", "Status=paid,shipped")
        return errors.choosing.bad_value(option, value, f"names of columns with words, such as {such}")


def _several(given: object) -> Iterable[Any]:
    """Return several values, also from text with commas; "none" is none."""
    if isinstance(given, str):
        return () if given.strip().lower() == "none" else given.split(",")
    return given if isinstance(given, list | tuple) else (given,)
