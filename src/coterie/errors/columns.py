"""A column is missing, or is not what it was taken for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.errors.kinds import ColumnNotFound, ColumnRefused, Drifted, MissingColumns, NoFeatures, OptionError
from coterie.errors.voices import either, naming, parameter, setting
from coterie.errors.wording import listed, nearest

if TYPE_CHECKING:
    from collections.abc import Sequence


_AS_NUMBERS = either("type={'COL': 'numeric'}", "--type COL=numeric")


def unknown_column(option: str, wanted: str, known: Sequence[str]) -> ColumnNotFound:
    """An option names a column that is not there."""
    parts = [part.strip() for part in wanted.split(",")]
    if len(parts) > 1 and set(parts) <= set(known):
        hint = f" A text is the name of one column; for several, give a list: {parts}."
    else:
        hint = nearest(wanted, known) or f" The columns are: {listed(list(known))}."
    return ColumnNotFound(f"{parameter(option)} names '{wanted}', which is not a column.{hint}")


def column_used_twice(column: str, first: str, second: str) -> OptionError:
    """Two options claim the same column."""
    return OptionError(f"'{column}' is named by both {parameter(first)} and {parameter(second)}. Name it once.")


def no_features(columns: Sequence[str]) -> NoFeatures:
    """No column can build segments."""
    return NoFeatures(
        f"No numeric column to build segments on (columns: {listed(list(columns))}). "
        f"Name the ones to use with {parameter('--features')}, or correct a type with {_AS_NUMBERS}."
    )


def kept_like_result(column: str) -> OptionError:
    """A column to be carried along is called as a column of the assignments."""
    return OptionError(
        f"{parameter('--keep')} names '{column}', as a column of the assignments is called. Rename it, or leave it out."
    )


def weight_of_no_feature(column: str, features: Sequence[str]) -> OptionError:
    """A weight is given to a column that builds no segments."""
    hint = nearest(column, features) or f" Name one of the features: {listed(list(features))}."
    return OptionError(f"{parameter('--weight')} names '{column}', which is not a feature.{hint}")


def empty_column(column: str) -> ColumnRefused:
    """A feature without a single value."""
    return ColumnRefused(f"Column '{column}' has no values at all. Leave it out, or fill it.")


def not_numeric(column: str, example: str) -> ColumnRefused:
    """A column called numeric holds something else."""
    return ColumnRefused(
        f"Column '{column}' was to be numeric but holds values such as '{example}'. "
        f"Correct the values, or use {setting('--type', (column, 'categorical'))}."
    )


def reserved_column(column: str) -> ColumnRefused:
    """The id column has a name that assignments use for something else."""
    return ColumnRefused(
        f"The id column is called '{column}', as is a column of the assignments. "
        f"Rename it, or leave it out with {naming('--ignore', column)}."
    )


def unreadable_feature(column: str, kind: str, example: str) -> Drifted:
    """Not one value of a feature can be used for scoring."""
    return Drifted(
        f"Column '{column}' was {kind} when the segments were made, but now none of its values can be read as that "
        f"(such as '{example}'). Correct it before scoring."
    )


def id_of_another_type(column: str, example: str) -> Drifted:
    """Ids were whole numbers when the segments were made, and one is not."""
    return Drifted(
        f"Column '{column}' held whole numbers when the segments were made, and now '{example[:40]}'. Ids keep their "
        f"type, so that tables of different days can be joined: correct the id."
    )


def missing_columns(missing: Sequence[str], present: Sequence[str], *, made: bool = False) -> MissingColumns:
    """New customers lack columns that the segmentation was built on; `made` where those come from purchases."""
    if made:
        return MissingColumns(
            f"The customers lack columns the segmentation was built on: {listed(list(missing))}. These are made of "
            f"purchases: if this is a table of them, make one row per customer first with `coterie transactions`."
        )
    if len(missing) == 1:
        hint = nearest(missing[0], present) or f" The columns are: {listed(list(present))}."
        return MissingColumns(f"The customers lack a column the segmentation was built on: {missing[0]}.{hint}")
    close = [f"'{name}':{hint}" for name in missing if (hint := nearest(name, present))]
    hints = f" For {' For '.join(close)}" if close else f" The columns are: {listed(list(present))}."
    return MissingColumns(f"The customers lack columns the segmentation was built on: {listed(list(missing))}.{hints}")


def unlike_before(doubts: Sequence[str]) -> Drifted:
    """New customers do not look like those the segments were made from."""
    more = f" And {len(doubts) - 1} more of this kind." if len(doubts) > 1 else ""
    return Drifted(
        f"{doubts[0]}{more} These are not the customers the segments were made from; "
        f"correct the columns, or go on at your own risk with {setting('--checks', 'lenient')}."
    )


def not_a_date(column: str, example: str) -> ColumnRefused:
    """A column called a date holds something else."""
    return ColumnRefused(
        f"Column '{column}' was to be a date but holds values such as '{example}'. "
        f"Correct the values, or use {setting('--type', (column, 'categorical'))}."
    )


def not_boolean(column: str, example: str) -> ColumnRefused:
    """A column called boolean holds more than yes and no."""
    return ColumnRefused(
        f"Column '{column}' was to be boolean but holds values such as '{example}'. "
        f"Correct the values, or use {setting('--type', (column, 'categorical'))}."
    )


def not_a_feature(column: str, kind: str) -> ColumnRefused:
    """A text was named as a feature."""
    return ColumnRefused(
        f"{parameter('--features')} names '{column}', which holds {kind}: no distance can be built on it. Name a "
        f"number, a date, a category or a boolean, or correct its type with {setting('--type', (column, 'numeric'))}."
    )


def no_numbers(option: str, column: str, says: str) -> ColumnRefused:
    """An option that gives numbers names a column of something else."""
    return ColumnRefused(
        f"{parameter(option)} names '{column}', which holds {says}: only numbers can stand for missing there. "
        f"Name a column of numbers, or correct the type with {setting('--type', (column, 'numeric'))}."
    )


def no_values(option: str, column: str) -> ColumnRefused:
    """An option names a column without a single value."""
    return ColumnRefused(f"{parameter(option)} names '{column}', which has no values. Name another column.")


def unusable_cells(option: str, column: str, cells: str) -> ColumnRefused:
    """An option names a column whose cells are no single values."""
    return ColumnRefused(
        f"{parameter(option)} names '{column}', which holds {cells}: these cannot be used. Name another column."
    )


def value_left_out(column: str, reason: str) -> ColumnRefused:
    """The column that says what a customer is worth is not used at all."""
    return ColumnRefused(
        f"{parameter('--value')} names '{column}', which is left out ({reason.rstrip('.')}). "
        f"Use it with {naming('--describe', column)}, or name another column."
    )


def no_numbers_asked(option: str, column: str, example: str) -> ColumnRefused:
    """An option that needs numbers names a column without any; `example` is one of its values."""
    such = f" (such as '{example}')" if example else ""
    return ColumnRefused(
        f"{parameter(option)} names '{column}', which holds no numbers{such}. Name a column of amounts or counts."
    )


def not_yes_or_no(option: str, column: str) -> ColumnRefused:
    """An option that needs yes and no names a column of something else."""
    return ColumnRefused(
        f"{parameter(option)} names '{column}', which holds more than yes and no, or 1 and 0. Name a column of these."
    )


def holdout_without_id() -> ColumnRefused:
    """Customers cannot be held out where nothing says who is who."""
    return ColumnRefused(
        f"{parameter('--holdout')} needs an id column, so that the same customers are held out every time, "
        f"and the customers have none. Give their table with it."
    )


def not_assignments(missing: Sequence[str]) -> ColumnRefused:
    """A table that should say segment and arm of customers does not."""
    return ColumnRefused(
        f"The assignments lack {listed(list(missing))}. Give what `coterie score` wrote with {parameter('--holdout')}."
    )


def strange_arm(word: str) -> ColumnRefused:
    """A column of arms holds a word that is none."""
    return ColumnRefused(f"The column 'arm' holds '{word}', but must be 'holdout' or 'treatment'. Correct it.")


def outcomes_without_id(key: str, present: Sequence[str]) -> ColumnRefused:
    """Outcomes cannot be told whose they are."""
    hint = nearest(key, present) or f" The columns are: {listed(list(present))}."
    return ColumnRefused(f"The outcomes have no column '{key}', which says in the assignments who is who.{hint}")
