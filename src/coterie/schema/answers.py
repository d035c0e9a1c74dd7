"""Tables of answers: where most columns are yes or no, or steps of a scale, these build segments."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coterie.remarks import say
from coterie.schema.exclusions import left_out
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

_FEWEST = 3
_MOST = 0.5


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
    return found if len(found) >= _FEWEST and len(found) > _MOST * len(telling) else {}


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
    """
    words = answers.get(fact.name, ())
    if not words:
        return kind
    least, most = words[0][0], words[-1][0]
    return replace(kind, type="numeric", says=say("kind_of.steps", least=least, most=most), words=words, whole=True)
