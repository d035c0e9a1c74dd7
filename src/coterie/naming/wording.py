"""Column names and numbers in words."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from coterie.naming.letters import is_small, small, within_a_sentence, words_of
from coterie.naming.units import is_unit
from coterie.remarks import Label, joined, say
from coterie.remarks.told import Told

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_BRACKETS = re.compile(r"\s*[(\[{]([^)\]}]*)[)\]}]\s*")
_LATER = re.compile(r"\s*[,;/].*$")
_COUNT = re.compile(r"^(?:(?:num|nb|nr|cnt|number)(?: of)?|no of) (?=\w)", re.IGNORECASE)
_ABBREVIATED = re.compile(r"^\s*no\.[\s_]*(?=[^\W\d_])", re.IGNORECASE)
_NEGATED = re.compile(r"\b(?:no|not|non|never|without|isnt|hasnt|dont|doesnt|didnt|opt(?:ed)? ?out|unsubscribed)\b")
_NEGATED_FIRST = re.compile(r"^(?:(?:is|was|are|has|have|had|do|does|did) )?(?:no|not|non|never|without) ")
_UNIT = re.compile(r"(?<=\w) (?:pct|percent|percentage|amount)$", re.IGNORECASE)
_BIRTH = {"year birth", "birth year", "year of birth", "birthyear", "yob"}
_NEVER_NONE = {
    *("hour", "day", "weekday", "week", "month", "year", "date", "time", "size", "temperature", "percentile", "share"),
    "age",
    "score",
    "recency",
    "away",
    "tenure",
    "t",
    "rank",
    "rating",
    "code",
    "level",
    "index",
    "frequency",
}
_COUNTED = {
    *("visits", "orders", "transactions", "logins", "clicks", "calls", "tickets", "sessions", "products", "items"),
    *("complaints", "emails", "cards", "accounts", "children", "kids", "contacts", "invoices", "bookings", "stays"),
}
_DURATIONS = {"tenure", "duration"}


class _Read(NamedTuple):
    """A column's name as it is understood: its words, whether they are counted, and what is kept of brackets."""

    words: str
    counts: bool = False
    kept: tuple[str, ...] = ()

    def every_word(self) -> frozenset[str]:
        """Return every word of it, by which names are compared whatever words are in use."""
        return frozenset(" ".join(words_of(" ".join([*self._counting(), self.words, *self.kept]))).casefold().split())

    def _counting(self) -> tuple[str, ...]:
        return ("number", "of") if self.counts else ()


@lru_cache(maxsize=16_384, typed=True)  # wide tables compare every column with every other
def _read(column: str) -> _Read:
    if is_quoted(column):
        return _Read(column)
    if isinstance(column, Label):
        return _Read(quoted(column) if _NEGATED_FIRST.match(column.casefold()) else column.strip())
    plain = _without_brackets(column)
    said = plain.replace("_", " ").strip() if isinstance(column, Told) else within_a_sentence(plain)
    if _ABBREVIATED.match(column):
        said = f"number {said.split(maxsplit=1)[1]}"
    elif _NEGATED_FIRST.match(said.casefold()) and not _COUNT.match(said):
        return _Read(quoted(column))
    things = _COUNT.sub("", said)
    return _Read(things, things != said, tuple(_kept(column)))


def label(column: str) -> str:
    """Return a column's name as a person would say it, without units; a label stays as a person typed it.

    Examples
    --------
    >>> label("Annual Income (k$)"), label("EstimatedSalary"), label("CREDIT_LIMIT"), label("CLV"), label("NumOfCards")
    ('annual income', 'estimated salary', 'credit limit', 'CLV', 'number of cards')
    >>> label("Jahresumsatz"), label(Label("Yearly Revenue (k€)", "rev"))
    ('Jahresumsatz', 'Yearly Revenue (k€)')
    """
    read = _read(column)
    return joined((say("name.number_of", things=read.words) if read.counts else read.words, *read.kept)) or column


def _things(column: str) -> str | None:
    """Return what a column counts, as its name says; None where the name does not say that it counts."""
    read = _read(column)
    return joined((read.words, *read.kept)) if read.counts else None


def quoted(column: str) -> str:
    """Return a column's name word for word, for where other words would change what it says.

    Examples
    --------
    >>> quoted("no_shows"), label(quoted("Cost (USD)")), label("Cost (USD)")
    ('"no_shows"', '"Cost (USD)"', 'cost')
    """
    return f'"{column.strip()}"'


def is_quoted(said: str) -> bool:
    """Return whether a column's name is said word for word.

    Examples
    --------
    >>> is_quoted(quoted("no_shows")), is_quoted("orders")
    (True, False)
    """
    return len(said) > 1 and said[0] == said[-1] == '"'


def bare(column: str) -> str:
    """Return a column's words in small letters, without anything in brackets.

    Examples
    --------
    >>> bare("Satisfaction (1 = best)"), bare("No_Shows")
    ('satisfaction', 'no shows')
    """
    return " ".join(words_of(_BRACKETS.sub(" ", column))).casefold() or column.casefold()


def negated(column: str) -> bool:
    """Return whether a column's name says that something is not so, or may say it.

    Examples
    --------
    >>> negated("no_email"), negated("is_not_active"), negated("No. of orders"), negated("notes")
    (True, True, False, False)
    """
    return not _read(column).counts and _NEGATED.search(bare(column)) is not None


def named_apart(columns: Iterable[str]) -> dict[str, str]:
    """Return what to call columns that would be called the same without their units and signs: word for word.

    Examples
    --------
    >>> named_apart(["Cost (USD)", "Cost (EUR)", "Age"])
    {'Cost (USD)': '"Cost (USD)"', 'Cost (EUR)': '"Cost (EUR)"'}
    """
    alike = defaultdict(list)
    for column in columns:
        alike[frozenset(word.casefold() for word in _read(column).every_word())].append(column)
    return {column: quoted(column) for group in alike.values() if len(group) > 1 for column in group}


def words_for(columns: Iterable[str], given: Mapping[str, str] | None) -> dict[str, str]:
    """Return what to call columns whose names don't do: what a person calls them, as it is typed, and `named_apart`.

    Examples
    --------
    >>> words = words_for(["rev", "Cost (USD)", "Cost (EUR)"], {"rev": "Yearly Revenue"})
    >>> words["rev"], label(words["rev"]), words["Cost (USD)"]
    ('Yearly Revenue', 'Yearly Revenue', '"Cost (USD)"')
    """
    typed = {name: said if isinstance(said, Told) else Label(said, name) for name, said in (given or {}).items()}
    return named_apart(columns) | typed


def trait(column: str, *, above: bool, counts: bool = False) -> str:
    """Describe a column as above or below average, in comparative words: what counts as high is a matter of opinion.

    Parameters
    ----------
    column : str
        Its name, or the word a catalogue has for it.
    above : bool
        Whether it is above.
    counts : bool
        Whether its numbers show that it counts things, where its name does not say "number of" them.

    Returns
    -------
    str

    Examples
    --------
    >>> trait("Age", above=True), trait("NumOfCards", above=False), trait("Balance ($)", above=True)
    ('older', 'fewer cards', 'higher balance')
    """
    said = label(column)
    if is_age(column):
        return say("name.older" if above else "name.younger")
    if said.casefold() in _BIRTH:
        return say("name.born_later" if above else "name.born_earlier")
    if things := _things(column) or (said if counts else None):
        return say("name.more" if above else "name.fewer", column=things)
    if bare(column).split()[-1] in _DURATIONS:
        return say("name.longer" if above else "name.shorter", column=said)
    return say("name.higher" if above else "name.lower", column=said)


def below_zero(column: str, *, above: bool) -> str:
    """Describe how far below zero a column lies whose values are all negative.

    Examples
    --------
    >>> below_zero("Balance", above=False)
    'balance further below zero'
    """
    return say("name.nearer_zero" if above else "name.further_below_zero", column=label(column))


def lacking(column: str, *, entirely: bool) -> str:
    """Say that nobody, or hardly anybody, has any of it.

    Examples
    --------
    >>> lacking("spend", entirely=True), lacking("NumOfCards", entirely=False)
    ('no spend', 'almost no cards')
    """
    things = _UNIT.sub("", _things(column) or label(column))
    return say("name.none" if entirely else "name.almost_none", column=things)


def can_lack(column: str) -> bool:
    """Return whether one can have none of it: an amount or a count, not an age, a score or a time.

    Examples
    --------
    >>> can_lack("spend"), can_lack("credit_score"), can_lack("recency"), can_lack("number of days away")
    (True, False, False, False)
    """
    return bare(column).split()[-1] not in _NEVER_NONE and not negated(column)


def is_countable(column: str) -> bool:
    """Return whether a column's name is that of things one counts.

    Examples
    --------
    >>> is_countable("Orders"), is_countable("store visits"), is_countable("TotalCharges")
    (True, True, False)
    """
    return bare(column).split()[-1] in _COUNTED and not is_quoted(label(column))


def counted(column: str) -> str | None:
    """Return what a column counts, in the plural; None where its name does not say that it counts.

    Examples
    --------
    >>> counted("Orders"), counted("NumOfProducts"), counted("status"), counted("income")
    ('orders', 'products', None, None)
    """
    if things := _things(column):
        return things
    said = label(column)
    last = "" if is_quoted(said) else bare(said).split()[-1] if said.islower() else said.split()[-1]
    return said if last.endswith("s") and not last.endswith(("ss", "us", "is")) and last.islower() else None


def singular(things: str) -> str:
    """Return the singular of a plural that ends in s, in its last word or in its first.

    Examples
    --------
    >>> singular("orders"), singular("categories"), singular("boxes"), singular("web purchases"), singular("days away")
    ('order', 'category', 'box', 'web purchase', 'day away')
    """
    first, _, rest = things.partition(" ")
    if not things.endswith("s") and first.endswith("s"):
        return f"{singular(first)} {rest}"
    if things.endswith("ies"):
        return f"{things[:-3]}y"
    return things[:-2] if things.endswith(("xes", "sses", "shes", "ches")) else things.removesuffix("s")


def alike(one: str, other: str) -> bool:
    """Return whether two columns say nearly the same: at least half of all their words are in both.

    Examples
    --------
    >>> alike("PURCHASES_FREQUENCY", "ONEOFF_PURCHASES_FREQUENCY"), alike("credit score", "spending score")
    (True, False)
    """
    words, others = _read(one).every_word(), _read(other).every_word()
    return 2 * len(words & others) >= len(words | others)


def _without_brackets(column: str) -> str:
    return _BRACKETS.sub(" ", column)


def _kept(column: str) -> list[str]:
    """Return what stands in brackets, with them, where it is no unit: it may tell columns apart.

    Of what the numbers of a scale mean, the first: it tells which end is which.
    """
    inside = [found.strip() for found in _BRACKETS.findall(column)]
    kept = [_LATER.sub("", each) if "=" in each else each for each in inside if each and not is_unit(each)]
    return [f"({' '.join(small(each.split()) if is_small(each) else each.split())})" for each in kept]


def squeezed(column: str) -> str:
    """Return a column's name by which it is compared: letters and digits alone, in small letters, without units.

    Examples
    --------
    >>> squeezed("Spending Score (1-100)") == squeezed("spending_score") == squeezed("SpendingScore")
    True
    """
    return "".join(words_of(" ".join([_without_brackets(column), *_kept(column)]))).casefold()


def is_age(column: str) -> bool:
    """Return whether a column holds people's ages.

    Examples
    --------
    >>> is_age("Customer Age"), is_age("Age (years)"), is_age("percentage"), is_age("account age")
    (True, True, False, False)
    """
    return squeezed(column) in {"age", "customerage", "clientage", "ageyears", "ageinyears", "currentage"}


def difference(z: float) -> str:
    """Say how far from the average, in standard deviations.

    Examples
    --------
    >>> difference(1.42), difference(-0.31), difference(0.04)
    ('1.4 sd above average', '0.3 sd below average', 'at the average')
    """
    if abs(z) < 0.05:
        return say("evidence.average")
    return say("evidence.above" if z > 0 else "evidence.below", z=abs(z))
