"""What a person said of the rows of purchases: which of them count, which are returns, and in which currency."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from coterie import errors
from coterie.options.checks import Text
from coterie.options.pairs import Words
from coterie.schema.vocabulary import fold

EVERY = "*"
"""In place of words: every row counts, whatever its column says."""


@dataclass(frozen=True)
class Wanted:
    """Which rows count.

    Attributes
    ----------
    count : mapping of str to tuple of str
        By column the words whose rows count, the others being left out; `EVERY` for all.
    returns : mapping of str to tuple of str
        By column the words whose rows are returns.
    currency : str or None
        The only one whose amounts count.
    earlier : bool
        Whether it was said of earlier purchases: these may lack some of their words.
    """

    count: Mapping[str, Sequence[str]] = field(default_factory=dict)
    returns: Mapping[str, Sequence[str]] = field(default_factory=dict)
    currency: str | None = None
    earlier: bool = False

    @classmethod
    def of(cls, count: object, returns: object, currency: object, *, earlier: bool = False) -> Wanted:
        """Return what was said as options, each checked.

        Raises
        ------
        coterie.errors.OptionError
            For what says no words of a column, or no currency.

        Examples
        --------
        >>> Wanted.of("Status=paid,shipped", None, None).count
        {'Status': ('paid', 'shipped')}
        """
        told = Text()("--currency", currency) if currency is not None else None
        return cls(_words("--count", count), _words("--returns", returns), told, earlier)

    def check(self, known: Sequence[str]) -> None:
        """Refuse names that are no columns, and words that are to count and to be returns.

        Raises
        ------
        coterie.errors.InputError

        Examples
        --------
        >>> Wanted(count={"Status": ("paid",)}).check(["Status"])
        """
        for option, named in (("--count", self.count), ("--returns", self.returns)):
            for column in named:
                if column not in known:
                    raise errors.columns.unknown_column(option, column, known)
        for column, back in self.returns.items():
            counted = {fold(word) for word in self.count.get(column, ())}
            if twice := next((word for word in back if fold(word) in counted), None):
                raise errors.transactions.word_used_twice(column, twice)

    def check_words(self, column: str, held: Sequence[str]) -> None:
        """Refuse words that a column does not hold; capitals and accents do not matter.

        Raises
        ------
        coterie.errors.OptionError

        Examples
        --------
        >>> Wanted(count={"Status": ("PAID",)}).check_words("Status", ["paid", "sent"])
        """
        known = {fold(word) for word in held}
        said = [("--count", word) for word in self.count.get(column, ()) if word != EVERY]
        said += [("--returns", word) for word in self.returns.get(column, ())]
        for option, word in said:
            if fold(word) not in known and not self.earlier:
                raise errors.transactions.unknown_word(option, column, word, held=held)


def _words(option: str, given: object) -> dict[str, tuple[str, ...]]:
    return {} if given is None else Words()(option, given)
