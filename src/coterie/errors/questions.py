"""What a table means can be understood in several ways: the questions, and the answers that are offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.errors.kinds import NeedsAnswer
from coterie.errors.voices import either
from coterie.errors.wording import listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Answer = tuple[str, str, str]


def _asked(question: str, answers: Sequence[Answer]) -> NeedsAnswer:
    """Several answers are possible; each is a flag, its value, and what it means."""
    flags = {flag for flag, _, _ in answers}
    same = len(flags) == 1
    python = [_in_python(flag, value) for flag, value, _ in answers]
    command = [f"{flag} '{value}'" for flag, value, _ in answers]
    return NeedsAnswer(
        f"{question} Answer with {either(' or '.join(python), ' or '.join(command))}.",
        choices=[value for _, value, _ in answers] if same else python,
        parameter=_name(flags.pop()) if same else None,
        answers=answers,
    )


def two_ids(unique: str, repeating: str, customers: int, *, rows: int) -> NeedsAnswer:
    """One id differs in every row, and one that is named as a customer's repeats."""
    return _asked(
        f"'{unique}' is different in each of the {rows:,} rows, and '{repeating}' has {customers:,} different "
        f"values. Which of them is the customer?",
        [
            ("--id", repeating, "several rows are one customer"),
            ("--id", unique, "every row is a customer"),
        ],
    )


def who_bought(candidates: Sequence[str], every: tuple[str, str], *, rows: int) -> NeedsAnswer:
    """The rows look like purchases, and no column is named as one that says who bought."""
    offered = listed([repr(name) for name in candidates])
    found = f"{offered} may say who bought" if candidates else "no column says who bought"
    return _asked(
        f"The {rows:,} rows have a date and an amount each, as purchases do; {found}. Who is the customer?",
        [
            *(("--id", name, f"'{name}' is the customer's number") for name in candidates),
            (*every, "every row is a customer"),
        ],
    )


def which_rows(column: str, words: str, answers: Sequence[Answer]) -> NeedsAnswer:
    """A column says what became of purchases, and which of them count is not certain."""
    return _asked(f"'{column}' says what became of each row: {words}. Which rows are purchases that count?", answers)


def which_currency(column: str, words: str, answers: Sequence[Answer]) -> NeedsAnswer:
    """Amounts are in several currencies."""
    return _asked(
        f"'{column}' holds several currencies, which never add up unless they are converted to one: {words}. Which of "
        f"them counts?",
        answers,
    )


def names_would_be_lost(where: str, names: Mapping[int, str]) -> NeedsAnswer:
    """Results would replace a segmentation with names that a person gave, and its segments are others."""
    given = ", ".join(f"{number}={name!r}" for number, name in names.items())
    return _asked(
        f"'{where}' holds names that were given with `coterie rename` ({given}), and the segments are others now, so "
        f"that nothing says which of them should bear these names. Nothing was written. Write to another folder to "
        f"keep both, or let the names go.",
        [("--given-names", "forget", "replace the results; the new segments have names of their own")],
    )


def which_contact(kind: str, columns: Sequence[str]) -> NeedsAnswer:
    """Several columns may hold an e-mail address or a phone number."""
    what = "an e-mail address" if kind == "email" else "a phone number"
    return _asked(
        f"{listed([repr(name) for name in columns])} may each hold {what}. Which of them is the customer's?",
        [("--contact", f"{kind}={name}", f"'{name}'") for name in columns],
    )


def which_amount(columns: Mapping[str, str]) -> NeedsAnswer:
    """One amount is said in several currencies, a column each; the answer leaves out the others."""
    others = {name: [each for each in columns.values() if each != name] for name in columns.values()}
    return _asked(
        f"{listed([repr(name) for name in columns.values()])} say an amount in several currencies, which never add up. "
        f"Which of them counts?",
        [
            ("--ignore", ",".join(others[name]), f"only amounts in {code} count, by '{name}'")
            for code, name in columns.items()
        ],
    )


def which_id(name: str, columns: Sequence[str], matched: Sequence[int], *, flag: str) -> NeedsAnswer:
    """Several columns of a table of customers hold ids of those who bought; `matched` of them each."""
    offered = listed([f"'{column}' ({n:,})" for column, n in zip(columns, matched, strict=True)])
    return _asked(
        f"Several columns of '{name}' hold ids of customers who bought: {offered}. Which of them is the customer's?",
        [(flag, column, f"'{column}' is the customer's number") for column in columns],
    )


def which_sheet(bought: str, sheets: Sequence[str]) -> NeedsAnswer:
    """Several sheets of a workbook have a row for each of those whose purchases are in another."""
    return _asked(
        f"'{bought}' holds purchases, and {listed([repr(each) for each in sheets])} have a row for each customer. "
        f"Which sheet is the table of customers?",
        [
            *(("--customers-table", each, f"'{each}' holds the customers") for each in sheets),
            ("--sheet", bought, "the purchases alone"),
        ],
    )


def _in_python(flag: str, value: str) -> str:
    if "=" in value:
        name, _, said = value.rpartition("=")
        return f"{_name(flag)}={{{name!r}: {said!r}}}"
    return f"{_name(flag)}={value!r}"


def _name(flag: str) -> str:
    return flag.removeprefix("--").replace("-", "_")


def which_outcome(columns: Sequence[str]) -> NeedsAnswer:
    """Several columns may say what came of it."""
    return _asked(
        f"The outcomes have {listed([repr(name) for name in columns])}. Which says what came of it?",
        [("--outcome", name, f"'{name}' does") for name in columns],
    )


def absent_outcomes(absent: int, customers: int) -> NeedsAnswer:
    """Some customers have no row among the outcomes."""
    return _asked(
        f"{absent:,} of {customers:,} customers have no row among the outcomes. What had they?",
        [
            ("--absent", "no", "no outcome, as where only buyers are listed"),
            ("--absent", "unknown", "one that nobody knows: they are left out"),
        ],
    )
