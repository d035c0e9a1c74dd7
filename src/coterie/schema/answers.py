"""Tables of answers: where most columns are yes or no, or steps of a scale, these build segments."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coterie.parsing.booleans import may_be_boolean, to_boolean
from coterie.parsing.vocabulary import all_words
from coterie.remarks import say
from coterie.schema.exclusions import left_out
from coterie.schema.facts import Measured
from coterie.schema.no_measures import meaning
from coterie.schema.steps import steps_of
from coterie.schema.told_by_name import told_by_name
from coterie.schema.words import sensitive

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from coterie.schema.facts import Facts
    from coterie.schema.keys import Key
    from coterie.schema.kinds import Kind
    from coterie.schema.steps import Words

_FEWEST_ANSWERS = 3  # columns of a table
_HALF = 0.5  # of the columns that tell of customers, and of the cells of one: more than these have to be answers
_MOST_WORDS = 20


def answers_in(
    facts: Sequence[Facts], kinds: Sequence[Kind], keys: Mapping[str, Key], *, said: Collection[str]
) -> dict[str, Words]:
    """Return the columns of answers, where most columns are such: each with its steps, yes and no with none.

    Parameters
    ----------
    facts, kinds : sequences
        Of all columns.
    keys : mapping of str to Key
        Columns that are keys of any sort.
    said : collection of str
        Columns whose use a person said.

    Returns
    -------
    dict of str to tuple
        Empty where fewer than three columns, or not more than half of those that tell of customers, are answers.

    Examples
    --------
    >>> import polars as pl
    >>> from coterie.schema.facts import facts_of
    >>> from coterie.schema.kinds import kind_of
    >>> facts = facts_of(pl.DataFrame({name: ["yes", "no", "no"] for name in "abc"}))
    >>> list(answers_in(facts, [kind_of(fact) for fact in facts], {}, said=()))
    ['a', 'b', 'c']
    """
    telling = [pair for pair in zip(facts, kinds, strict=True) if _tells(*pair, keys, said)]
    found: dict[str, Words] = {fact.name: () for fact, kind in telling if kind.type == "boolean"}
    for fact, kind in telling:
        if kind.type == "categorical" and (steps := steps_of(fact)):
            found[fact.name] = steps
        elif kind.type == "categorical" and unknowing(fact):
            found[fact.name] = ()
    return found if len(found) >= _FEWEST_ANSWERS and len(found) > _HALF * len(telling) else {}


def _with_unknowing(fact: Facts, kind: Kind) -> Kind:
    """Return a column of yes, no and "don't know" as yes and no; who does not know has no answer there."""
    words = unknowing(fact)
    said = [f'"{value}"' for value in fact.values.sort() if value not in words]
    return replace(kind, type="boolean", says=say("kind_of.only", values=said))


def unknowing(fact: Facts) -> list[str]:
    """Return the spellings of "don't know" in a column that else says yes and no; empty for other columns.

    Examples
    --------
    >>> import polars as pl
    >>> from coterie.schema.facts import facts_of
    >>> cells = ["ja", "nein", "nein", "Weiß nicht"]
    >>> [unknowing(fact) for fact in facts_of(pl.DataFrame({"a": cells, "b": [*"abcd"]}))]
    [['Weiß nicht'], []]
    """
    if fact.distinct > _MOST_WORDS or isinstance(fact, Measured) or not any(map(may_be_boolean, fact.values)):
        return []
    known = frozenset(all_words("dont_know", "words"))
    said = to_boolean(fact.values)
    rest = fact.values.filter(said.is_null()).to_list()
    both = said.drop_nulls().n_unique() == 2
    fits = both and bool(rest) and all(word.strip().lower() in known for word in rest)
    return rest if fits and fact.share(said.is_not_null()) > _HALF else []


def _tells(fact: Facts, kind: Kind, keys: Mapping[str, Key], said: Collection[str]) -> bool:
    """Return whether a column tells how customers are: no key, no date, nothing that is left out or sensitive."""
    if fact.name in said or kind.type == "date" or sensitive(fact.name) or meaning("sensitive", fact.name):
        return False
    return not left_out(fact, kind, keys.get(fact.name)) and told_by_name(fact, kind) is None


def as_steps(fact: Facts, kind: Kind, answers: Mapping[str, Words]) -> Kind:
    """Return a column of answers on a scale as numbers; others as they are.

    Examples
    --------
    >>> import polars as pl
    >>> from coterie.schema.facts import facts_of
    >>> from coterie.schema.kinds import kind_of
    >>> [fact] = facts_of(pl.DataFrame({"a": ["never", "often", "always"]}))
    >>> as_steps(fact, kind_of(fact), {"a": steps_of(fact)}).type
    'numeric'
    >>> [fact] = facts_of(pl.DataFrame({"a": ["yes", "no", "no", "don't know"]}))
    >>> as_steps(fact, kind_of(fact), {"a": ()}).type
    'boolean'
    """
    words = answers.get(fact.name, ())
    if fact.name in answers and kind.type == "categorical" and not words:
        return _with_unknowing(fact, kind)
    if not words:
        return kind
    least, most = words[0][0], words[-1][0]
    return replace(kind, type="numeric", says=say("kind_of.steps", least=least, most=most), words=words, whole=True)
