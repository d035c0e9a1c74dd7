"""Every error a person can meet, built in one place so that it reads the same everywhere.

A message says what is wrong, with the value, the nearest right answer, and what to do next. It fits on one line. The
command line prints it after ``error:`` and leaves with exit code 2.
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path


class CoterieError(Exception):
    """Base of everything coterie raises on purpose."""


class InputError(CoterieError, ValueError):
    """The customers or the options cannot be used as they are."""


class OutputError(CoterieError, OSError):
    """The results cannot be written where they were asked to go."""


class ScoringWarning(UserWarning):
    """The customers scored do not look like those the segments were made from."""


class ArtefactError(CoterieError, ValueError):
    """A saved segmentation cannot be read."""


def nearest(wanted: str, known: Iterable[str]) -> str:
    """Return the hint `` Did you mean 'x'?`` for the closest known word, or an empty string.

    Examples
    --------
    >>> nearest("Incme", ["Age", "Income"])
    " Did you mean 'Income'?"
    >>> nearest("zzz", ["Age", "Income"])
    ''
    """
    by_fold = {word.casefold(): word for word in known}
    close = difflib.get_close_matches(wanted.strip().casefold(), by_fold, n=1, cutoff=0.6)
    return f" Did you mean {by_fold[close[0]]!r}?" if close else ""


def _listed(words: Sequence[str], most: int = 12) -> str:
    shown = ", ".join(words[:most])
    return shown if len(words) <= most else f"{shown} and {len(words) - most} more"


def no_such_file(path: Path) -> InputError:
    """The source does not exist; the nearest name in its folder is offered."""
    siblings = [entry.name for entry in path.parent.iterdir()] if path.parent.is_dir() else []
    hint = nearest(path.name, siblings) or " Check the path."
    return InputError(f"No such file: '{path}'.{hint}")


def is_a_folder(path: Path) -> InputError:
    """The source is a folder."""
    return InputError(f"'{path}' is a folder, not a customer table. Name the file in it.")


def empty_file(name: str) -> InputError:
    """The source holds no bytes."""
    return InputError(f"'{name}' is empty. Export the customer table again: a header and one row a customer.")


def no_rows(name: str) -> InputError:
    """The source holds a header and nothing under it."""
    return InputError(f"'{name}' has a header but no rows. Export the customer table again with its rows.")


def unreadable(name: str, why: str) -> InputError:
    """The source could not be parsed."""
    return InputError(f"'{name}' cannot be read: {why} Save it again as CSV, Parquet, Excel or JSON lines.")


def unknown_format(name: str, suffix: str) -> InputError:
    """The source's ending is none that is read."""
    return InputError(
        f"'{name}' ends in '{suffix}', which is not read. "
        f"Use .csv, .tsv, .txt, .parquet, .xlsx, .xls, .jsonl or .ndjson."
    )


def not_a_table(kind: str) -> InputError:
    """A Python object that is neither a path nor a frame."""
    return InputError(f"A {kind} is not a customer table. Give a path, or a frame from Polars, pandas or PyArrow.")


def unknown_column(option: str, wanted: str, known: Sequence[str]) -> InputError:
    """An option names a column that is not there."""
    hint = nearest(wanted, known) or f" The columns are: {_listed(list(known))}."
    return InputError(f"{option} names '{wanted}', which is not a column.{hint}")


def column_used_twice(column: str, first: str, second: str) -> InputError:
    """Two options claim the same column."""
    return InputError(f"'{column}' is named by both {first} and {second}. Name it once.")


def unknown_choice(option: str, value: object, choices: Sequence[str]) -> InputError:
    """An option's value is none of the allowed ones."""
    hint = nearest(str(value), choices)
    return InputError(f"{option} is '{value}', but must be one of {_listed(list(choices))}.{hint}")


def bad_value(option: str, value: object, must: str) -> InputError:
    """An option's value is outside what it may be; `must` says what it must be."""
    return InputError(f"{option} is {value!r}, but must be {must}.")


def unknown_option(name: str, known: Sequence[str]) -> InputError:
    """A name that is not an option."""
    hint = nearest(name, known) or f" The options are: {_listed(list(known), 20)}."
    return InputError(f"'{name}' is not an option.{hint}")


def bad_config(name: str, why: str) -> InputError:
    """A configuration file that is not TOML, or cannot be read."""
    return InputError(f"--config '{name}' cannot be used: {why}.")


def no_out() -> InputError:
    """No place for the results was named."""
    return InputError("No folder for the results. Name one with --out DIR.")


def file_exists(path: Path) -> OutputError:
    """A single output file is there already."""
    return OutputError(f"--out '{path}' exists. Name another file, or add --overwrite to replace it.")


def unknown_ending(path: Path, endings: Sequence[str]) -> OutputError:
    """An output file whose ending says no format."""
    return OutputError(f"--out '{path}' ends in '{path.suffix}'. Use {' or '.join(endings)}.")


def too_few_customers(rows: int, needed: int, why: str) -> InputError:
    """Too few usable customers for the segments asked for."""
    return InputError(
        f"{rows} usable customer{'s' if rows != 1 else ''}, but {why} needs at least {needed}. "
        f"Give more customers or ask for fewer segments."
    )


def no_features(columns: Sequence[str]) -> InputError:
    """No column can build segments."""
    return InputError(
        f"No numeric column to build segments on (columns: {_listed(list(columns))}). "
        f"Name the ones to use with --features, or correct a type with --type COL=numeric."
    )


def identical_customers(rows: int, features: Sequence[str]) -> InputError:
    """Every customer has the same values."""
    return InputError(
        f"All {rows} customers are identical in {_listed(list(features))}: there are no segments to find. "
        f"Name other columns with --features."
    )


def too_few_distinct(distinct: int, n_clusters: int) -> InputError:
    """Fewer distinct customers than segments."""
    return InputError(
        f"{n_clusters} segments were asked for, but only {distinct} distinct customers exist in the features. "
        f"Ask for at most {distinct} with --k."
    )


def empty_column(column: str) -> InputError:
    """A feature without a single value."""
    return InputError(f"Column '{column}' has no values at all. Leave it out.")


def not_numeric(column: str, example: str) -> InputError:
    """A column called numeric holds something else."""
    return InputError(
        f"Column '{column}' was to be numeric but holds values such as '{example}'. "
        f"Correct the values, or use --type '{column}=categorical'."
    )


def reserved_column(column: str) -> InputError:
    """The id column has a name that assignments use for something else."""
    return InputError(
        f"The id column is called '{column}', as is a column of the assignments. "
        f"Rename it, or leave it out with --ignore '{column}'."
    )


def unreadable_feature(column: str, kind: str, example: str) -> InputError:
    """Not one value of a feature can be used for scoring."""
    return InputError(
        f"Column '{column}' was {kind} when the segments were made, but now none of its values can be read as that "
        f"(such as '{example}'). Correct it before scoring."
    )


def missing_columns(missing: Sequence[str], present: Sequence[str]) -> InputError:
    """New customers lack columns that the segmentation was built on."""
    hints = "".join(nearest(name, present) for name in missing[:1])
    return InputError(
        f"The customers lack {'a column' if len(missing) == 1 else 'columns'} the segmentation was built on: "
        f"{_listed(list(missing))}.{hints}"
    )


def out_is_a_file(path: Path) -> OutputError:
    """The output folder's name is taken by a file."""
    return OutputError(f"--out '{path}' is a file. Name a folder.")


def out_not_empty(path: Path) -> OutputError:
    """The output folder holds something already."""
    return OutputError(f"--out '{path}' is not empty. Name another folder, or add --overwrite to replace it.")


def out_holds_other_files(path: Path, names: Sequence[str]) -> OutputError:
    """The output folder holds files that are not coterie's, so it is not replaced."""
    return OutputError(
        f"--out '{path}' holds files that coterie did not write ({_listed(list(names), 3)}). "
        f"Name another folder, or move them away."
    )


def would_replace_source(path: Path, name: str) -> OutputError:
    """The results would take the place of what they are made from."""
    return OutputError(f"--out '{path}' would replace '{name}', which is read from. Name another place.")


def out_not_writable(path: Path, why: str) -> OutputError:
    """The output folder cannot be made or written."""
    return OutputError(f"--out '{path}' cannot be written: {why}. Nothing was left behind. Name another folder.")


def file_not_writable(path: Path, why: str) -> OutputError:
    """A single file cannot be written."""
    return OutputError(f"'{path}' cannot be written: {why}. Name another place.")


def not_an_artefact(name: str, why: str) -> ArtefactError:
    """The file is not a segmentation that this version can read."""
    return ArtefactError(f"'{name}' is not a coterie segmentation: {why}.")


def not_a_matrix(why: str) -> InputError:
    """The numbers to cluster are not a finite matrix."""
    return InputError(f"The rows cannot be clustered: {why}. Give a matrix of finite numbers, a row a customer.")


def bad_weights(why: str) -> InputError:
    """The weights of the rows cannot be used."""
    return InputError(f"The weights cannot be used: {why}. Give one weight a row, at least 0 and not all 0.")


def not_a_date(column: str, example: str) -> InputError:
    """A column called a date holds something else."""
    return InputError(
        f"Column '{column}' was to be a date but holds values such as '{example}'. "
        f"Correct the values, or use --type '{column}=categorical'."
    )


def not_boolean(column: str, example: str) -> InputError:
    """A column called boolean holds more than yes and no."""
    return InputError(
        f"Column '{column}' was to be boolean but holds values such as '{example}'. "
        f"Correct the values, or use --type '{column}=categorical'."
    )


def not_a_feature(column: str, kind: str) -> InputError:
    """A date or a text was named as a feature."""
    return InputError(
        f"--features names '{column}', which holds {kind}: no distance can be built on it. "
        f"Name a number, a category or a boolean, or correct its type with --type '{column}=numeric'."
    )


def no_values(option: str, column: str) -> InputError:
    """An option names a column without a single value."""
    return InputError(f"{option} names '{column}', which has no values. Name another column.")


def looks_like_transactions(column: str, rows: int, customers: int) -> InputError:
    """Many rows a customer, and they say different things."""
    return InputError(
        f"{rows} rows, but {customers} different values of '{column}': these look like transactions, not customers. "
        f"Make one row a customer first, or add --ignore '{column}' if every row is a customer."
    )


def bad_catalogue(name: str, why: str) -> InputError:
    """A catalogue of archetypes does not say what it should; `why` is a sentence without its full stop."""
    return InputError(f"Catalogue '{name}': {why}. Correct it, or use --catalogue bank or none.")


def unknown_key(name: str, key: str, known: Sequence[str]) -> InputError:
    """A catalogue holds a key that means nothing; `key` is written as its path in the file."""
    hint = nearest(key.rpartition(".")[2], known) or f" Allowed here: {_listed(list(known))}."
    return InputError(f"Catalogue '{name}': '{key}' is not a key that coterie knows.{hint}")


def no_such_catalogue(wanted: str, known: Sequence[str]) -> InputError:
    """Neither a built-in catalogue nor a file."""
    hint = nearest(wanted, known)
    return InputError(
        f"--catalogue is '{wanted}', but must be {_listed(list(known))} or the path of a .toml file.{hint}"
    )


def unpacks_too_far(name: str, most: int) -> InputError:
    """A compressed file grows past the bound."""
    return InputError(
        f"'{name}' unpacks to more than {most / 2**30:g} GiB, which is refused. Unpack it yourself and name the file."
    )


def zip_of_many(name: str, files: Sequence[str]) -> InputError:
    """A zip holds no file or several."""
    held = f"{len(files)} files ({_listed(list(files), 5)})" if files else "no file"
    return InputError(f"'{name}' is a zip that holds {held}. Unpack it and name the one customer table.")


def no_such_header_row(name: str, wanted: int, rows: int) -> InputError:
    """The header row named is not in the file."""
    return InputError(
        f"--header-row is {wanted}, but '{name}' has no filled line or row of that number (the last is {rows}). "
        f"Count from 1, or leave the option out."
    )


def double_columns(names: Sequence[str]) -> InputError:
    """A frame has several columns of one name."""
    return InputError(f"The frame has several columns named {_listed(list(names))}. Give every column its own name.")


def unusable_cells(option: str, column: str, cells: str) -> InputError:
    """An option names a column whose cells are no single values."""
    return InputError(f"{option} names '{column}', which holds {cells}: these cannot be used. Name another column.")


def not_drawn(what: str) -> CoterieError:
    """A chart that the drawing library refuses."""
    return CoterieError(
        f"The chart '{what}' cannot be drawn: its numbers are too large or too small. Leave such columns out."
    )
