"""The verb: decide what each column is used for, and say why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from coterie import errors
from coterie.schema.choices import Choices
from coterie.schema.columns import Column, ColumnType, Role, Schema
from coterie.schema.facts import Facts, facts_of
from coterie.schema.forced import forced
from coterie.schema.keys import Key, choose_key, key_of
from coterie.schema.kinds import Kind, kind_of, prior_mark
from coterie.schema.words import personal, sensitive, tokens

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coterie.sources import Table

_NEAR_CONSTANT = 0.995
_FEW = 10


def infer(
    table: Table,
    *,
    id: str | None = None,
    features: Sequence[str] | None = None,
    describe: Sequence[str] | None = None,
    ignore: Sequence[str] | None = None,
    types: Mapping[str, ColumnType] | None = None,
) -> Schema:
    """Decide what each column of a customer table is: its type, its role, and the reason for both.

    Numbers become features; categories, yes and no, and dates describe; keys, row numbers, constants, personal data and
    free text are left out; sensitive attributes describe only. What a person names overrides what is found.

    Parameters
    ----------
    table : Table
        From `coterie.sources.read`.
    id : str, optional
        The column that says who the customer is.
    features : sequence of str, optional
        The columns to build segments on; other numbers then describe. None or empty: found by itself.
    describe, ignore : sequence of str, optional
        Columns that only describe, and columns left out.
    types : mapping of str to {"numeric", "categorical", "boolean", "date", "text"}, optional
        Corrected types.

    Returns
    -------
    Schema
        A column for each of the table's, in its order.

    Raises
    ------
    coterie.errors.InputError
        When an option names no column or a column that cannot be what it is to be, and when no feature is left.

    Examples
    --------
    >>> import polars as pl
    >>> from coterie.sources import read
    >>> schema = infer(read(pl.DataFrame({"CustomerID": [7, 3, 9], "Age": [20, 31, 45], "VIP": ["y", "n", "y"]})))
    >>> [(column.name, column.type, column.role) for column in schema.columns]
    [('CustomerID', 'numeric', 'id'), ('Age', 'numeric', 'feature'), ('VIP', 'boolean', 'descriptor')]
    >>> schema["Age"].reason
    'Numbers: a feature.'
    """
    named = tuple(features) if features else None
    choices = Choices(id, named, tuple(describe or ()), tuple(ignore or ()), dict(types or {}))
    choices.check(table.frame.columns)
    facts = facts_of(table.frame)
    prior = prior_mark(facts)
    kinds = [forced(fact, choices.types.get(fact.name), prior) or kind_of(fact, prior) for fact in facts]
    key, keys = _keys(facts, kinds, choices)
    customers = next((fact.distinct for fact in facts if key is not None and fact.name == key.name), 0)
    planner = _Planner(choices, key, keys, _varying(table.frame, key, facts), customers)
    schema = Schema(tuple(planner.column(fact, kind) for fact, kind in zip(facts, kinds, strict=True)))
    if not schema.features:
        raise _no_features(table, facts, kinds, key)
    return schema


def _no_features(table: Table, facts: Sequence[Facts], kinds: Sequence[Kind], key: Key | None) -> errors.InputError:
    """Return the error that says why there is nothing to build segments on."""
    if key is not None and not key.unique:
        customers = next(fact.distinct for fact in facts if fact.name == key.name)
        return errors.looks_like_transactions(key.name, facts[0].rows, customers)
    pairs = zip(facts, kinds, strict=True)
    constant = [fact.name for fact, kind in pairs if kind.type == "numeric" and fact.top_share == 1]
    if constant:
        return errors.identical_customers(table.frame.height, constant)
    return errors.no_features(table.frame.columns)


def _keys(facts: Sequence[Facts], kinds: Sequence[Kind], choices: Choices) -> tuple[Key | None, dict[str, Key]]:
    """Return the id and every other key, leaving alone the columns whose use was said."""
    said = {*(choices.features or ()), *choices.describe, *choices.ignore, *choices.types}
    pairs = [(fact, key_of(fact, kind)) for fact, kind in zip(facts, kinds, strict=True) if fact.name not in said]
    keys = {key.name: key for _, key in pairs if key is not None}
    if choices.id is not None:
        fact = next(fact for fact in facts if fact.name == choices.id)
        unique = fact.distinct >= 0.9 * fact.rows
        return Key(choices.id, 4, unique, "Named with --id."), keys
    return choose_key(list(keys.values())), keys


def _varying(frame: pl.DataFrame, key: Key | None, facts: Sequence[Facts]) -> frozenset[str]:
    """Return the columns that say different things in the rows of one customer, where customers have several rows."""
    if key is None or key.unique:
        return frozenset()
    others = [fact.name for fact in facts if fact.name != key.name and fact.distinct]
    known = frame.filter(pl.col(key.name).is_not_null())
    varies = known.group_by(key.name).agg((pl.col(name).n_unique() > 1) for name in others).select(pl.col(others).any())
    return frozenset(name for name in others if varies[name][0])


@dataclass(frozen=True)
class _Planner:
    """Gives each column its role and its reason."""

    choices: Choices
    key: Key | None
    keys: Mapping[str, Key]
    varying: frozenset[str]
    customers: int

    def column(self, fact: Facts, kind: Kind) -> Column:
        """Return one column of the plan."""
        kind_type, role, why = self._said(fact, kind) or self._found(fact, kind)
        doubt = f" {kind.doubt}" if kind.doubt and role != "ignored" else ""
        categories = _categories(fact) if kind_type == "categorical" and role in {"feature", "descriptor"} else ()
        return Column(fact.name, kind_type, role, fact.missing, why + doubt, categories, kind.decimal, kind.date_format)

    def _said(self, fact: Facts, kind: Kind) -> tuple[ColumnType, Role, str] | None:
        """Return what a person said of the column, if anything."""
        name, choices = fact.name, self.choices
        if self.key is not None and name == self.key.name:
            return kind.type, "id", self._key_reason(fact)
        if name in choices.ignore:
            return kind.type, "ignored", "Left out with --ignore."
        if name in (choices.features or ()):
            return self._feature(fact, kind)
        if name in choices.describe:
            if not fact.distinct:
                option = "--describe"
                raise errors.no_values(option, name)
            return _described(kind.type), "descriptor", f"{_sentence(kind)}: named with --describe."
        return None

    def _feature(self, fact: Facts, kind: Kind) -> tuple[ColumnType, Role, str]:
        """Return a named feature, or say why it cannot be one."""
        if not fact.distinct:
            option = "--features"
            raise errors.no_values(option, fact.name)
        if fact.name in self.varying and self.key is not None:
            raise errors.looks_like_transactions(self.key.name, fact.rows, self.customers)
        if kind.type in {"date", "text"}:
            raise errors.not_a_feature(fact.name, "dates" if kind.type == "date" else kind.says)
        return kind.type, "feature", f"{_sentence(kind)}: named with --features."

    def _key_reason(self, fact: Facts) -> str:
        """Say why the column is the id, and what its repetition means."""
        assert self.key is not None  # noqa: S101 - for the type checker; asked only for the id
        if self.key.unique:
            return self.key.reason
        return (
            f"{fact.rows} rows but {fact.distinct} different values: these look like transactions. Columns that are the "
            f"same in every row of a customer are kept, one row a customer; the others are left out."
        )

    def _found(self, fact: Facts, kind: Kind) -> tuple[ColumnType, Role, str]:
        """Return what the column is used for by itself."""
        if out := self._left_out(fact, kind):
            return kind.type, "ignored", out
        kind_type: ColumnType = kind.type
        if what := sensitive(fact.name):
            coded = kind_type == "numeric" and (what == "postcode" or fact.distinct <= _FEW)
            described = _described("categorical" if coded else kind_type)
            return (
                described,
                "descriptor",
                f"Sensitive ({what}): it describes, and builds segments only if named with --features.",
            )
        if kind_type != "numeric":
            return kind_type, "descriptor", f"{_sentence(kind)}: it describes."
        if 2 * fact.present < fact.rows:
            return (
                kind_type,
                "descriptor",
                f"Numbers, but missing in {fact.rows - fact.present} of {fact.rows} rows: it describes.",
            )
        if self.choices.features is not None:
            return kind_type, "descriptor", f"{_sentence(kind)}: it describes, because the features were named."
        return kind_type, "feature", f"{_sentence(kind)}: a feature.{_maybe_codes(fact, kind)}"

    def _left_out(self, fact: Facts, kind: Kind) -> str:
        """Return why the column is left out, or an empty string."""
        typed = fact.name in self.choices.types
        if not fact.distinct:
            return "Every value is missing." if kind.says == "no values" else f"Left out: {kind.says}."
        if fact.distinct == 1 and fact.top_share == 1:
            return "The same value in every row."
        if fact.name in self.varying:
            return "It differs between the rows of one customer, so it belongs to a transaction."
        if (reason := self._key_left_out(fact, kind)) and not typed:
            return reason
        if fact.top_share >= _NEAR_CONSTANT:
            return f"Nearly constant: {100 * fact.top_share:.1f} % of the rows have the same value."
        if fact.distinct == 1 and kind.type == "numeric":
            return "The same number wherever there is one."
        if (what := personal(fact.name)) and not typed and (kind.type in {"text", "categorical"} or kind.whole):
            return f"Personal ({what}): it says who the customer is, not how."
        if _is_phone(fact, kind) and not typed:
            return "Personal (phone numbers): it says who the customer is, not how."
        if kind.type == "text":
            return _text_reason(kind)
        return ""

    def _key_left_out(self, fact: Facts, kind: Kind) -> str:
        """Return why a key that is not the id is left out."""
        found = self.keys.get(fact.name)
        if found is None:
            return ""
        if not found.unique and kind.type == "categorical" and found.rank <= 2 and fact.distinct <= _FEW:
            return ""
        if not found.unique:
            return f"Named like an id or a code, with {fact.distinct} different values in {fact.rows} rows: its size means nothing."
        chosen = f" The id is '{self.key.name}'." if self.key is not None else ""
        return found.reason + chosen


def _described(kind_type: ColumnType) -> ColumnType:
    """Return the type under which a column can be described: text by its words as they are."""
    return "categorical" if kind_type == "text" else kind_type


def _sentence(kind: Kind) -> str:
    """Return what the values look like as the beginning of a sentence."""
    return kind.says[:1].upper() + kind.says[1:]


def _maybe_codes(fact: Facts, kind: Kind) -> str:
    """Warn of whole numbers that may be codes."""
    if not kind.whole or fact.distinct > _FEW:
        return ""
    numbers = sorted(int(float(value)) for value in fact.values.to_list() if _is_number(value))
    span = f" ({numbers[0]} to {numbers[-1]})" if numbers else ""
    return (
        f" Only {fact.distinct} different whole numbers{span}: if they are codes, not amounts, "
        f"correct with --type '{fact.name}=categorical'."
    )


def _is_number(value: str) -> bool:
    """Say whether Python reads a finite number."""
    try:
        return abs(float(value)) < float("inf")
    except ValueError:
        return False


def _is_phone(fact: Facts, kind: Kind) -> bool:
    """Say whether text is written as phone numbers are."""
    if kind.type == "numeric":
        return False
    written = fact.values.str.contains(r"^\+?[\d(][\d ()./\-]{5,}\d$") & (fact.values.str.count_matches(r"\d") >= 7)
    return fact.share(written) >= 0.9 and fact.distinct > 0.5 * fact.present and kind.type in {"text", "categorical"}


def _text_reason(kind: Kind) -> str:
    """Say why text is left out."""
    if kind.says == "free text":
        return "Free text: no distance can be built on it, and it may hold personal data."
    return f"{_sentence(kind)}: too many to compare segments by. Name it with --describe to keep it."


def _categories(fact: Facts) -> tuple[str, ...]:
    """Return the spelling kept of each category, the most frequent category first, equals in alphabetical order."""
    spelled = pl.DataFrame({"value": fact.values, "count": fact.counts, "fold": fact.values.str.to_lowercase()})
    kept = spelled.group_by("fold", maintain_order=True).agg(pl.col("value").first(), pl.col("count").sum())
    return tuple(kept.sort(["count", "value"], descending=[True, False])["value"].to_list())
