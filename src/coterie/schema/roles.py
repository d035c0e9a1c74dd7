"""The role of a column: what a person said of it, or what its type, its name and its values suggest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from coterie import errors
from coterie.parsing.abbreviated import spelled_out
from coterie.parsing.booleans import to_boolean
from coterie.parsing.cells import is_nested, is_texty, nested_cells
from coterie.parsing.numbers import to_number
from coterie.parsing.units import without_units
from coterie.remarks import capital, joined, say
from coterie.schema.choices import Choices
from coterie.schema.columns import Column, ColumnType, Role, Schema
from coterie.schema.exclusions import left_out
from coterie.schema.facts import Facts, Measured
from coterie.schema.impossible import impossible
from coterie.schema.keys import Key
from coterie.schema.no_measures import meaning
from coterie.schema.purchases import only_describes
from coterie.schema.told_by_name import Told, told_by_name
from coterie.schema.words import personal, sensitive
from coterie.threads import map_columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.schema.kinds import Kind

_FEW = 10


class _Use(NamedTuple):
    """What a column is used as and why; with what its name says, where that is the reason."""

    type: ColumnType
    role: Role
    why: str
    told: Told | None = None


@dataclass(frozen=True)
class Planner:
    """Gives each column its role and its reason.

    Attributes
    ----------
    choices : Choices
        What a person said.
    key : Key or None
        The id.
    keys : mapping of str to Key
        Every column that is a key of any sort.
    varying : frozenset of str
        Columns that differ between the rows of one customer.
    customers, rows : int
        Number of different ids, and of rows.
    following : str
        The command to run next where the rows are transactions, if it is known.
    plainly : str
        The same without the folder of the table.
    columns : frozenset of str
        The names of all columns.
    answers : frozenset of str
        Columns of answers, in a table most of whose columns are such.
    """

    choices: Choices
    key: Key | None
    keys: Mapping[str, Key]
    varying: frozenset[str]
    customers: int = 0
    rows: int = 0
    following: str = ""
    plainly: str = ""
    columns: frozenset[str] = frozenset()
    answers: frozenset[str] = frozenset()

    def schema(self, pairs: Sequence[tuple[Facts, Kind]]) -> Schema:
        """Return the whole plan."""
        return Schema(tuple(map_columns(lambda pair: self.column(*pair), pairs, rows=self.rows)))

    def column(self, fact: Facts, kind: Kind) -> Column:
        """Return one column of the plan.

        Raises
        ------
        coterie.errors.InputError
            When a column cannot be what a person wants it to be.
        """
        said_role = self._said(fact, kind)
        kind_type, role, why, told = said_role or self._found(fact, kind)
        said = self.choices.missing.get(fact.name)
        gone = tuple(map(float, said or ()))
        if said is not None and kind_type != "numeric":
            raise errors.columns.no_numbers("--missing", fact.name, kind.says)
        plain = Column(fact.name, kind_type, role, fact.missing, why, (), kind.decimal, kind.date_format)
        if told is not None:
            plain = replace(plain, no_measure=told.what, reason=joined((why, told.instead)))
        if role == "id" and self.key is not None:
            plain = replace(plain, doubt=self.key.doubt)
        if role not in {"feature", "descriptor"}:
            told_apart = said_role is None and kind.type == "text" and fact.name not in self.keys
            return replace(plain, doubt=kind.doubt) if told_apart and not personal(fact.name) else plain
        doubt = "" if kind_type == "categorical" and kind.type == "numeric" else kind.doubt
        plain = replace(plain, doubt=doubt, units=kind.units, words=kind.words)
        reason = joined((plain.reason, doubt))
        if kind_type == "categorical":
            return replace(plain, reason=reason, categories=_categories(fact))
        if kind_type != "numeric" or kind.words:
            return replace(plain, reason=reason, missing=fact.missing + _unsaid(fact, kind_type))
        if said is not None and not gone:
            return replace(plain, reason=joined((reason, say("schema.every_number"))))
        numbers = None if isinstance(fact, Measured) else _numbers(fact, kind)
        never = impossible(fact, numbers)
        given = say("schema.by_missing", codes=[f"{code:.15g}" for code in gone]) if gone else ""
        codes = tuple(sorted({*never.codes, *gone}))
        lost = _lost(fact, numbers, codes, never.bounds)
        if lost and role == "feature" and said_role is None and 2 * (fact.present - lost) < fact.rows:
            missing = fact.rows - fact.present + lost
            reason = say("schema.missing", says=_sentence(kind), missing=missing, rows=fact.rows)
            plain = replace(plain, role="descriptor")
        reason = joined((reason, never.says, given))
        return replace(plain, reason=reason, missing=fact.missing + lost, codes=codes, bounds=never.bounds)

    def _said(self, fact: Facts, kind: Kind) -> _Use | None:
        """Return what a person said of the column, if anything."""
        name, choices = fact.name, self.choices
        if self.key is not None and name == self.key.name:
            return _Use(kind.type, "id", self._key_reason())
        if name in choices.ignore:
            return _Use(kind.type, "ignored", say("schema.by_ignore"))
        if name in (choices.features or ()):
            return self._feature(fact, kind)
        return _described(fact, kind) if name in choices.describe else None

    def _feature(self, fact: Facts, kind: Kind) -> _Use:
        """Return a named feature, or say why it cannot be one."""
        _check_cells("--features", fact)
        if fact.name in self.varying and self.key is not None:
            raise errors.transactions.looks_like_transactions(
                self.key.name, self.rows, self.customers, command=self.following
            )
        if kind.type == "text":
            raise errors.columns.not_a_feature(fact.name, kind.says)
        return _Use(kind.type, "feature", say("schema.by_features", says=_sentence(kind)))

    def _key_reason(self) -> str:
        """Say why the column is the id, and what its repetition means."""
        if self.key is not None and self.key.unique:
            return self.key.reason
        said = say("schema.like_transactions", rows=self.rows, customers=self.customers)
        return joined((said, say("schema.build_on", command=self.plainly))) if self.plainly else said

    def _found(self, fact: Facts, kind: Kind) -> _Use:
        """Return what the column is used for by itself."""
        if fact.name in self.varying:
            return _Use(kind.type, "ignored", say("schema.differs"))
        return self._by_name(fact, kind) or self._by_values(fact, kind)

    def _by_name(self, fact: Facts, kind: Kind) -> _Use | None:
        """Return what a column is used for that says nothing, is a key, or is by its name no measure."""
        typed = fact.name in self.choices.types
        told = None if typed else told_by_name(fact, kind)
        if told is not None and told.role == "ignored":
            return _Use(told.type, told.role, told.reason, told)
        if why := left_out(fact, kind, None if typed else self.keys.get(fact.name), typed=typed):
            return _Use(kind.type, "ignored", why)
        if what := sensitive(fact.name) or meaning("sensitive", fact.name):
            return _sensitive(fact, kind, what)
        return None if told is None else _Use(told.type, told.role, told.reason, told)

    def _by_values(self, fact: Facts, kind: Kind) -> _Use:
        """Return what a column is used for that tells how customers are."""
        named = self.choices.features is not None
        if kind.type == "numeric" and not named and (why := only_describes(fact.name, self.columns)):
            return _Use(kind.type, "descriptor", why)
        if fact.name in self.answers and kind.type == "boolean":
            return _Use(kind.type, "feature", say("schema.answer", says=_sentence(kind)))
        return _plain(fact, kind, features_named=named)


def _numbers(fact: Facts, kind: Kind) -> pl.Series:
    """Return the different values as numbers."""
    if not kind.units:
        return fact.numbers_by(kind.decimal)
    return to_number(without_units(fact.values, kind.units), kind.decimal)


def _lost(fact: Facts, numbers: pl.Series | None, codes: tuple[float, ...], bounds: tuple[float, float] | None) -> int:
    """Count the rows whose number is taken as missing, for it is a code or cannot be."""
    if not codes and bounds is None:
        return 0
    known = fact.numbers.cast(pl.Float64) if isinstance(fact, Measured) else numbers
    assert known is not None  # noqa: S101 - every column but a measured one comes with its numbers
    gone = known.is_in(list(codes))
    if bounds is not None:
        gone |= ~known.is_between(*bounds)
    gone = gone.fill_null(value=False)
    return int(gone.sum() if isinstance(fact, Measured) else fact.counts.filter(gone).sum())


def _unsaid(fact: Facts, kind_type: ColumnType) -> int:
    """Count the rows of a column of yes and no that say neither."""
    if kind_type != "boolean" or not is_texty(fact.dtype):
        return 0
    return int(fact.counts.filter(to_boolean(fact.values).is_null()).sum())


def _check_cells(option: str, fact: Facts) -> None:
    """Refuse a column that was named and has no values that can be used."""
    if is_nested(fact.dtype):
        raise errors.columns.unusable_cells(option, fact.name, nested_cells(fact.dtype))
    if not fact.distinct:
        raise errors.columns.no_values(option, fact.name)


def _described(fact: Facts, kind: Kind) -> _Use:
    """Return a column that was named to describe; text does so by its words as they are."""
    _check_cells("--describe", fact)
    return _Use(_as_described(kind.type), "descriptor", say("schema.by_describe", says=_sentence(kind)))


def _as_described(kind_type: ColumnType) -> ColumnType:
    """Return the type under which a column can be described."""
    return "categorical" if kind_type == "text" else kind_type


def _sensitive(fact: Facts, kind: Kind, what: str) -> _Use:
    """Return a sensitive attribute; its numbers are codes where they are few, and postcodes always are."""
    coded = kind.type == "numeric" and (what == "postcode" or fact.distinct <= _FEW)
    reason = say("schema.sensitive", what=what)
    return _Use("categorical" if coded else _as_described(kind.type), "descriptor", reason)


def _plain(fact: Facts, kind: Kind, *, features_named: bool) -> _Use:
    """Return a column that nothing speaks against."""
    if kind.type != "numeric":
        return _Use(kind.type, "descriptor", say("schema.describes", says=_sentence(kind)))
    if 2 * fact.present < fact.rows:
        gone = fact.rows - fact.present
        return _Use("numeric", "descriptor", say("schema.missing", says=_sentence(kind), missing=gone, rows=fact.rows))
    if features_named:
        return _Use("numeric", "descriptor", say("schema.features_named", says=_sentence(kind)))
    said = say("schema.feature", says=_sentence(kind))
    return _Use("numeric", "feature", joined((said, _maybe_codes(fact, kind))))


def _sentence(kind: Kind) -> str:
    """Return what the values look like as the beginning of a sentence."""
    return capital(kind.says)


def says_gender(name: str) -> bool:
    """Return whether a column is called gender, in any language.

    Examples
    --------
    >>> [says_gender(name) for name in ("Gender", "Geschlecht", "size")]
    [True, True, False]
    """
    return "gender" in {sensitive(name), meaning("sensitive", name)}


def _maybe_codes(fact: Facts, kind: Kind) -> str:
    """Warn of whole numbers that may be codes."""
    if not kind.whole or fact.distinct > _FEW or 2 * fact.distinct > fact.present:
        return ""
    return say("schema.maybe_codes", values=fact.distinct, column=fact.name)


def _categories(fact: Facts) -> tuple[str, ...]:
    """Return the spelling kept of each category, the most frequent category first, equals in alphabetical order.

    Of a word and its first letter the word is kept, in a column of gender: nobody means two things by "f" and "female".
    """
    folded = fact.values.str.to_lowercase()
    letters = spelled_out(folded.unique().to_list()) if says_gender(fact.name) else {}
    if not letters and fact.in_turn and folded.n_unique() == len(folded):
        return tuple(fact.values.to_list())
    spelled = pl.DataFrame({"value": fact.values, "count": fact.counts, "fold": folded.replace(letters)})
    if letters:
        spelled = spelled.sort(pl.col("value").str.len_chars() == 1, maintain_order=True)
    kept = spelled.group_by("fold", maintain_order=True).agg(pl.col("value").first(), pl.col("count").sum())
    return tuple(kept.sort(["count", "value"], descending=[True, False])["value"].to_list())
