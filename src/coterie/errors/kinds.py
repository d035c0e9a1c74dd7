"""The kinds of error that a person can catch, each with the code that the command leaves with.

A code belongs to one kind; the kinds under it say more and leave with the same code. `docs/errors.md` is their table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from coterie.errors.hiding import hide
from coterie.errors.voices import in_command, in_python

if TYPE_CHECKING:
    from collections.abc import Sequence


class CoterieError(Exception):
    """Base of everything coterie raises on purpose; its message is one line, and shows no password of an address.

    Attributes
    ----------
    exit_code : int
        What the command leaves with.
    in_command : str
        The message with flags, as the command says it; `str` has the parameters of Python.

    Examples
    --------
    >>> from coterie.errors import choosing
    >>> error = choosing.bad_value("--k-max", 0, "at least 1")
    >>> print(error, error.in_command, error.exit_code, sep=" | ")
    `k_max` is 0, but must be at least 1. | --k-max is 0, but must be at least 1. | 2
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str) -> None:
        self.in_both = " ".join(hide(message).splitlines())  # names of columns and files may hold line breaks
        super().__init__(in_python(self.in_both))

    @property
    def in_command(self) -> str:
        """The message as the command says it."""
        return in_command(self.in_both)


class InputError(CoterieError, ValueError):
    """What was given cannot be used: the base of all errors of options, customers and their sources."""

    exit_code = 2


class OptionError(InputError):
    """An option has a value that it may not have, is missing, or contradicts another."""


class ColumnNotFound(OptionError):
    """An option names a column that the table does not have."""


class CustomerNotFound(OptionError):
    """No customer has the id that was asked for."""


class RunNotFound(OptionError):
    """The history of runs has no such run, or there is no history."""


class CatalogueError(OptionError):
    """A catalogue of archetypes does not exist, or does not say what it should."""


class QueryError(OptionError):
    """A query is not one that reads, or the database refuses it."""


class LibraryMissing(OptionError, ImportError):
    """What was asked for needs a library that is not installed."""


class Drifted(InputError):
    """The customers to score are not like those that the segments were made from."""

    exit_code = 3


class MissingColumns(Drifted):
    """The customers to score lack columns that the segments were built on."""


class DataRefused(InputError):
    """The table was read, and no segments can be made of what it holds."""

    exit_code = 4


class SourceUnreadable(DataRefused):
    """The file is there, and is no table that can be understood."""


class SourceTooLarge(SourceUnreadable):
    """The file holds, or unpacks to, more than any table of customers."""


class EmptySource(DataRefused):
    """The table has no rows, or no columns that can be read."""


class ColumnRefused(DataRefused):
    """A column does not hold what it was taken for, or its name is needed for something else."""


class NoFeatures(DataRefused):
    """No column can build segments."""


class TooFewCustomers(DataRefused):
    """There are fewer customers, or fewer different ones, than the segments need."""


class NotCustomers(DataRefused):
    """The rows look like purchases: several rows per customer."""


class CriterionError(DataRefused):
    """The criterion asked for, the elbow or the silhouette, chooses no number of segments."""


class OutOfMemory(DataRefused, MemoryError):
    """The table needs more memory than this machine has."""


class SourceUnreachable(InputError):
    """The customers are somewhere that cannot be reached now."""

    exit_code = 5


class SourceNotFound(SourceUnreachable):
    """There is no such file, or no such table in the database."""


class AccessDenied(SourceUnreachable):
    """The database refuses the user, the password or the right to read."""


class OutputError(CoterieError, OSError):
    """The results cannot be written where they were asked to go."""

    exit_code = 6


class OutputExists(OutputError):
    """Something is there already that would be lost."""


class TargetUnreachable(OutputError, InputError):
    """The database that results should go to cannot be reached, or refuses the user."""


class ArtefactError(CoterieError, ValueError):
    """A saved segmentation cannot be read."""

    exit_code = 7


class ArtefactNotFound(ArtefactError, InputError):
    """There is no such saved segmentation."""


class HistoryTooNew(ArtefactError):
    """The history of runs was written by a later version."""


class NeedsAnswer(InputError):
    """The table can be understood in several ways, and only a person knows which is meant.

    Attributes
    ----------
    choices : tuple of str
        The possible answers.
    parameter : str or None
        The parameter that takes one of them; None where the source itself is to be named, or where the answers are not
        all given by the same one: then `choices` have it in front.
    answers : tuple of (str, str, str)
        For each choice the flag of the command, its value, and what it means.

    Examples
    --------
    >>> from coterie.errors import databases
    >>> question = databases.which_table("shop", ["orders", "customers"])
    >>> question.parameter, question.choices
    ('table', ('customers', 'orders'))
    """

    exit_code = 8

    def __init__(
        self,
        message: str,
        *,
        choices: Sequence[str] = (),
        parameter: str | None = None,
        answers: Sequence[tuple[str, str, str]] = (),
    ) -> None:
        super().__init__(message)
        self.choices = tuple(choices)
        self.parameter = parameter
        self.answers = tuple(answers)


class ScoringWarning(UserWarning):
    """The customers scored do not look like those the segments were made from."""
