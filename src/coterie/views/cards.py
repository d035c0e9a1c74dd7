"""One card a segment: what a person needs to know of it at a glance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coterie.number_format import MISSING, count, percent
from coterie.reader_format import numbers_as_read
from coterie.remarks import say
from coterie.views.amounts import amount
from coterie.views.comparison import by_median, common, deviation, says_yes, share_of_mode
from coterie.views.days import titled
from coterie.views.front.outcomes import LEAST_EFFECT, is_outcome
from coterie.views.labels import named
from coterie.views.summary import Category

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.naming.card import Card as Layout
    from coterie.naming.card import CardColumn
    from coterie.views.summary import Profile, Profiled, Segment, Summary

STRONGEST = 4
CATEGORIES = 2


@dataclass(frozen=True)
class Line:
    """One line of a card.

    Attributes
    ----------
    label, value, all : str
        What it is of, the segment's value, and that of all customers.
    category : bool
        Whether the values are the most common categories.
    beside : str
        The share of the most common category.
    z : float or None
        The difference in standard deviations; None where it cannot be measured.
    says : str
        The difference in words.
    """

    label: str
    value: str
    all: str
    category: bool
    beside: str = ""
    z: float | None = None
    says: str = ""


@dataclass(frozen=True)
class Card:
    """One segment's card; a segment too small to describe has no lines."""

    id: int
    name: str
    customers: int
    size: str
    share: str
    description: str
    sentence: str
    advice: str
    lines: tuple[Line, ...]


def cards(summary: Summary, layout: Layout | None) -> tuple[Card, ...]:
    """Return what each segment's card shows, in the order of the segments.

    Parameters
    ----------
    summary : Summary
    layout : coterie.naming.card.Card or None
        The columns that the catalogue's cards show. Without it, or where a table lacks one that is essential: the
        columns in which the segment differs most from all customers, and its most common categories.

    Returns
    -------
    tuple of Card

    Examples
    --------
    >>> import coterie
    >>> from coterie.naming.catalogue import card_of
    >>> from coterie.views import summary_of
    >>> found = coterie.segment(coterie.datasets.bank_customers(n=500), k=3).segmentation
    >>> [line.label for line in cards(summary_of(found), card_of(found.names))[0].lines]
    ['Age', 'Income', 'Spending score', 'Credit score', 'Card', 'Gender']
    """
    shown = columns_of(layout, summary)
    telling = telling_categories(summary)
    return tuple(_card(segment, summary, shown, telling) for segment in summary.segments)


def _card(segment: Segment, summary: Summary, shown: dict[str, str], telling: Sequence[str]) -> Card:
    profile, overall = segment.profile, summary.overall.profile
    chosen = shown or {column: named(summary, column) for column in strongest(profile, overall, telling)}
    return Card(
        id=segment.id,
        name=segment.name,
        customers=segment.size,
        size=count(segment.size),
        share=percent(segment.share),
        description=segment.evidence.description,
        sentence=_as_read(segment.evidence.sentence, summary) if profile else "",
        advice=_as_read(segment.evidence.advice, summary),
        lines=tuple(
            _line(column, titled(label, column, summary), profile[column], overall[column])
            for column, label in chosen.items()
            if column in profile
        ),
    )


def _as_read(sentence: str, summary: Summary) -> str:
    """Write the numbers in a name's sentence as the reader does: a saved one is text alone."""
    called = [*summary.overall.profile, *(named(summary, column) for column in summary.overall.profile)]
    return numbers_as_read(sentence, called)


def columns_of(layout: Layout | None, summary: Summary) -> dict[str, str]:
    """Return the columns that cards show, each with its label; nothing where the catalogue has no card for the table.

    Examples
    --------
    >>> import coterie
    >>> from coterie.naming.card import Card, CardColumn
    >>> from coterie.views import summary_of
    >>> bank = summary_of(coterie.segment(coterie.datasets.bank_customers(n=500), k=3).segmentation)
    >>> columns_of(Card((CardColumn(column="age"), CardColumn(category=("gender", "sex"), label="Gender"))), bank)
    {'age': 'age', 'gender': 'Gender'}
    >>> columns_of(Card((CardColumn(column="age"), CardColumn(role="recency", essential=True))), bank)
    {}
    """
    found: dict[str, str] = {}
    for line in () if layout is None else layout.columns:
        column = _column(line, summary)
        if column:
            found[column] = summary.labels.get(column) or line.label or named(summary, column)
        elif line.essential:
            return {}
    return found


def _column(line: CardColumn, summary: Summary) -> str:
    """Return the column that a line of the card shows; nothing where the table has none."""
    overall = summary.overall.profile
    if line.category:
        categories = [column for column, profile in overall.items() if isinstance(profile, Category)]
        named = (column for word in line.category for column in categories if word in column.casefold())
        return next(named, "")
    column = summary.catalogue.columns.get(line.role, "") if line.role else line.column
    return column if column in overall else ""


def strongest(profile: Profile, overall: Profile, telling: Sequence[str]) -> list[str]:
    """Return the columns in which a segment differs most from all customers, then the most telling categories.

    Examples
    --------
    >>> from coterie.views.summary import Number
    >>> def of(a, b, c):
    ...     numbers = {name: Number(mean, mean, 1.0, -9.0, 9.0) for name, mean in (("a", a), ("b", b))}
    ...     return numbers | {"c": Category(c, tie=False, shares={c: 1.0})}
    >>> strongest(of(0.1, -2.0, "y"), of(0.0, 0.0, "x"), telling=["c"])
    ['b', 'a', 'c']
    """
    far = {column: deviation(profile[column], overall[column]) for column in profile}
    numbers = [column for column, z in far.items() if z is not None]
    numbers.sort(key=lambda column: -abs(far[column] or 0))
    return numbers[:STRONGEST] + [column for column in telling if column in profile][:CATEGORIES]


def telling_categories(summary: Summary) -> list[str]:
    """Return the categories in which segments differ: those that built them, outcomes, then the rest by effect size.

    Those in which segments hardly differ (Cramér's V below 0.1) are left out.

    Examples
    --------
    >>> import coterie
    >>> from coterie.views import summary_of
    >>> found = coterie.segment(coterie.datasets.bank_customers(), k=6).segmentation
    >>> telling_categories(summary_of(found))
    ['card_type']
    """
    overall = summary.overall.profile
    built = [
        each.name for each in summary.columns if each.role == "feature" and isinstance(overall.get(each.name), Category)
    ]
    tests = [
        each for each in summary.descriptors if each.test == "chi-squared" and (each.effect or 0.0) >= LEAST_EFFECT
    ]
    tests.sort(key=lambda each: (not is_outcome(each.descriptor), -(each.effect or 0.0)))
    return built + [each.descriptor for each in tests]


def _line(column: str, label: str, profile: Profiled, overall: Profiled) -> Line:
    """Return one line of a card: the label, the value and how it compares."""
    if isinstance(profile, Category) and (of_all := says_yes(overall)) is not None:
        yes = says_yes(profile)
        shown = MISSING if yes is None else percent(yes)
        return Line(say("table.says", column=label), shown, percent(of_all), category=False)
    if isinstance(profile, Category):
        everyone = common(overall) if isinstance(overall, Category) else ""
        return Line(label, common(profile), everyone, category=True, beside=share_of_mode(profile))
    if profile.mean is None and profile.median is not None:
        return Line(label, by_median(column, profile), _average(column, overall), category=False)
    means = [None if isinstance(each, Category) else each.mean for each in (profile, overall)]
    largest = max((abs(mean) for mean in means if isinstance(mean, int | float)), default=None)
    value, average = (amount(column, mean, largest=largest) for mean in means)
    z = deviation(profile, overall)
    return Line(label, value, average, category=False, z=z, says="" if z is None else _says(z))


def _average(column: str, overall: Profiled) -> str:
    return "" if isinstance(overall, Category) else amount(column, overall.mean)


def _says(z: float) -> str:
    return say("card.above" if z > 0 else "card.below", z=abs(z))
