"""The cells of one feature, cleaned in SQL as Python does it: numbers, or the places of categories."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlglot import exp

from coterie.parsing.numbers import LARGEST
from coterie.parsing.vocabulary import all_words
from coterie.scoring.description import FIRST_DAY, LAST_DAY
from coterie.scoring.spelled import missing_words, words_of_categories
from coterie.scoring.sql.printing import Identifiers, as_double, chosen, column, number, size, text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coterie.preparation import PreparedFeature
    from coterie.schema import Column
    from coterie.scoring.sql.dialects import Dialect

_BLANKS = (9, 10, 13, 160)


def cleaned(plan: Column, feature: PreparedFeature, *, dialect: Dialect, identifiers: Identifiers) -> exp.Expr:
    """Return a feature's number, or the place of its category among `feature.categories`, −1 for another; else NULL."""
    cell = column(plan.name, identifiers)
    if plan.days_before:
        return _usable(days_of(cell, plan, dialect), plan, dialect)
    if feature.transform != "one-hot":
        numbers = _of_words(cell, plan, dialect) if plan.words else as_real(cell, dialect)
        return _usable(numbers, plan, dialect)
    if plan.type == "boolean":
        return _flag(cell, feature, dialect)
    return _category(cell, plan, feature, dialect)


def as_real(cell: exp.Expr, dialect: Dialect) -> exp.Expr:
    """Return a number; NULL for text where a column can hold it beside numbers."""
    if not dialect.types_by_cell:
        return as_double(cell, dialect)
    return chosen([(is_number(cell), as_double(cell, dialect))])


def is_number(cell: exp.Expr) -> exp.Expr:
    """Return whether a cell is a number, asked of itself."""
    kinds = [exp.Literal.string("integer"), exp.Literal.string("real")]
    return exp.In(this=exp.Anonymous(this="typeof", expressions=[cell.copy()]), expressions=kinds)


def _usable(numbers: exp.Expr, plan: Column, dialect: Dialect) -> exp.Expr:
    """Return numbers that can be computed with: others are NULL, and the nearest to 0 are 0."""
    tiny, large = (number(value, dialect) for value in (1 / LARGEST, LARGEST))
    null = exp.Null()
    cases: list[tuple[exp.Expr, exp.Expr]] = [
        (exp.LT(this=size(numbers.copy()), expression=tiny), _nothing(plan, dialect))
    ]
    cases += [(exp.EQ(this=numbers.copy(), expression=number(code, dialect)), null.copy()) for code in plan.codes]
    if plan.bounds is not None:
        low, high = (number(bound, dialect) for bound in plan.bounds)
        cases += [
            (exp.LT(this=numbers.copy(), expression=low), null.copy()),
            (exp.GT(this=numbers.copy(), expression=high), null.copy()),
        ]
    cases += [(exp.LTE(this=size(numbers.copy()), expression=large), numbers.copy())]
    return chosen(cases)


def _nothing(plan: Column, dialect: Dialect) -> exp.Expr:
    """Return what 0 is in a column: itself, unless it is a code for missing or cannot be."""
    low, high = plan.bounds or (0.0, 0.0)
    return number(0.0, dialect) if low <= 0.0 <= high and 0.0 not in plan.codes else exp.Null()


def days_of(cell: exp.Expr, plan: Column, dialect: Dialect) -> exp.Expr:
    """Return the days from a date to the day that the plan counts back from; NULL for years that no customer has."""
    start = exp.Cast(this=exp.Literal.string(plan.days_before), to=exp.DataType.build("DATE"))
    when = exp.Cast(this=cell, to=exp.DataType.build("DATE"))
    if dialect.types_by_cell:
        days = [exp.Anonymous(this="julianday", expressions=[exp.Anonymous(this="date", expressions=[each])])
                for each in (exp.Literal.string(plan.days_before), cell)]  # fmt: skip
        gap: exp.Expr = exp.Sub(this=days[0], expression=days[1])
    else:
        gap = exp.DateDiff(this=start, expression=when, unit=exp.Var(this="DAY"))
    least, most = ((date.fromisoformat(plan.days_before) - end).days for end in (LAST_DAY, FIRST_DAY))
    days_apart = as_double(exp.Paren(this=gap), dialect)
    reached = exp.Between(this=days_apart, low=number(float(least), dialect), high=number(float(most), dialect))
    return chosen([(reached, days_apart.copy())])


def folded(cell: exp.Expr, dialect: Dialect) -> exp.Expr:
    """Return text in small letters, without blanks around it, and with one blank where several are."""
    plain = _as_text(cell, dialect)
    for code in _BLANKS[:-1]:
        plain = _replaced(plain, exp.Chr(expressions=[exp.Literal.number(code)]))
    for _ in range(3):
        plain = _replaced(plain, exp.Literal.string("  "))
    plain = exp.Lower(this=exp.Trim(this=plain))
    return exp.Collate(this=plain, expression=exp.Var(this=dialect.binary)) if dialect.binary else plain


def _as_text(cell: exp.Expr, dialect: Dialect) -> exp.Expr:
    if not dialect.text_type:
        return cell
    return exp.Cast(this=cell, to=exp.DataType.build(dialect.text_type, dialect=dialect.printer))


def _replaced(plain: exp.Expr, old: exp.Expr) -> exp.Expr:
    return exp.Replace(this=plain, expression=old, replacement=exp.Literal.string(" "))


def spellings(words: Iterable[str]) -> list[str]:
    """Return words as `lower` of a database may leave them: small ASCII letters, others in every usual case.

    Examples
    --------
    >>> spellings(["gold", "amèx"])
    ['gold', 'amèx', 'amÈx']
    """
    found: dict[str, None] = {}
    for word in words:
        for said in (word, word.lower(), word.upper(), word.title(), word.capitalize()):
            plain = "".join(letter.lower() if letter.isascii() else letter for letter in said)
            if plain.lower() == word.lower() or word.isascii():
                found[" ".join(plain.split())] = None
    return list(found)


def is_one_of(cell: exp.Expr, words: Iterable[str], dialect: Dialect) -> exp.Expr:
    """Return whether text means one of some words."""
    return exp.In(this=cell.copy(), expressions=[text(word, dialect) for word in spellings(words)])


def is_missing(cell: exp.Expr, said: exp.Expr, *, plan: Column, dialect: Dialect) -> exp.Expr:
    """Return whether text means "no value"; `said` is the cell as `folded` returns it.

    Blanks within such a word count as they stand, as they do in Python: "n / a" is not "n/a", nor "no  data" "no data".
    """
    words = missing_words(plan)
    spaced = [word for word in words if " " in word]
    plain = is_one_of(said, [word for word in words if " " not in word], dialect)
    if not spaced:
        return plain
    as_it_stands = exp.Lower(this=_as_text(cell.copy(), dialect))
    there = [exp.Like(this=as_it_stands.copy(), expression=text(f"%{word}%", dialect)) for word in spellings(spaced)]
    return exp.Paren(this=exp.or_(plain, exp.and_(is_one_of(said, spaced, dialect), exp.or_(*there))))


def _category(cell: exp.Expr, plan: Column, feature: PreparedFeature, dialect: Dialect) -> exp.Expr:
    said = folded(cell, dialect)
    cases: list[tuple[exp.Expr, exp.Expr]] = [
        (exp.Is(this=cell.copy(), expression=exp.Null()), exp.Null()),
        (is_missing(cell, said, plan=plan, dialect=dialect), exp.Null()),
    ]
    for place, words in enumerate(words_of_categories(plan, feature)):
        if words:
            cases.append((is_one_of(said, words, dialect), _place(place)))
    return chosen(cases, _place(-1))


def _flag(cell: exp.Expr, feature: PreparedFeature, dialect: Dialect) -> exp.Expr:
    places = {category: place for place, category in enumerate(feature.categories)}
    yes, no = _place(places.get("true", -1)), _place(places.get("false", -1))
    if dialect.types_by_cell:
        said = exp.Cast(this=folded(cell, dialect), to=exp.DataType.build("TEXT"))
        return chosen([(is_one_of(said, all_words("yes_no", which), dialect), place)
                       for which, place in (("yes", yes), ("no", no))])  # fmt: skip
    if dialect.flags_are_numbers:
        one, zero = exp.Literal.number(1), exp.Literal.number(0)
        return chosen([(exp.EQ(this=cell, expression=one), yes), (exp.EQ(this=cell.copy(), expression=zero), no)])
    return chosen([(cell, yes), (exp.Not(this=cell.copy()), no)])


def _of_words(cell: exp.Expr, plan: Column, dialect: Dialect) -> exp.Expr:
    said = folded(cell, dialect)
    return chosen([(is_one_of(said, [word], dialect), number(value, dialect)) for word, value in plan.words])


def _place(place: int) -> exp.Expr:
    return exp.Literal.number(place) if place >= 0 else exp.Neg(this=exp.Literal.number(-place))
