"""Results cannot be written, drawn or read back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.errors.kinds import ArtefactError, ArtefactNotFound, DataRefused, OptionError, OutputError, OutputExists
from coterie.errors.voices import either, switch
from coterie.errors.wording import listed, no_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


_OVERWRITE = switch("--overwrite")
_SAVED = "Name a file that `coterie segment` or `coterie.save` wrote, or write it anew."


def too_many_for_a_sheet(most: int) -> OutputError:
    """More customers than a sheet of a workbook has rows."""
    return OutputError(f"A sheet has {most:,} rows, and there are more customers. Write .csv or .parquet.")


def no_likeness(name: str) -> OutputError:
    """The customers are no text file, so that nothing can be written like it."""
    return OutputError(f"'{name}' is no text file, so it has no separator and no encoding. Leave out --like-source.")


def not_in_encoding(character: str, encoding: str) -> OutputError:
    """A character that the encoding of the source does not have."""
    return OutputError(f"{character!r} cannot be written in {encoding}, as the source is. Leave out --like-source.")


def file_exists(path: Path, option: str = "--out") -> OutputExists:
    """A single output file is there already."""
    return OutputExists(f"{_out(path, option)} exists. Name another file, or add {_OVERWRITE} to replace it.")


def unknown_ending(path: Path, endings: Sequence[str], option: str = "--out") -> OptionError:
    """An output file whose ending says no format: the call is to be corrected, not the place."""
    return OptionError(f"{_out(path, option)} ends in '{path.suffix}'. Use {' or '.join(endings)}.")


def out_is_a_file(path: Path) -> OutputError:
    """The output folder's name is taken by a file."""
    return OutputError(f"{_out(path)} is a file. Name a folder.")


def out_not_empty(path: Path) -> OutputExists:
    """The output folder holds something already."""
    return OutputExists(f"{_out(path)} is not empty. Name another folder, or add {_OVERWRITE} to replace it.")


def out_holds_other_files(path: Path, names: Sequence[str]) -> OutputExists:
    """The output folder holds files that are not coterie's, so it is not replaced."""
    return OutputExists(
        f"{_out(path)} holds files that coterie did not write ({listed(list(names), 3)}). "
        f"Name another folder, or move them away."
    )


def out_holds_other_results(path: Path, names: Sequence[str]) -> OutputExists:
    """The output folder holds what another command wrote, so it is not replaced."""
    return OutputExists(
        f"{_out(path)} holds results of another command ({listed(list(names), 3)}), and {_OVERWRITE} replaces only "
        f"those of the same one. Name another folder."
    )


def would_replace_source(path: Path, name: str, option: str = "--out") -> OutputError:
    """The results would take the place of what they are made from."""
    return OutputError(f"{_out(path, option)} would replace '{name}', which is read from. Name another place.")


def out_not_writable(path: Path, why: str) -> OutputError:
    """The output folder cannot be made or written."""
    return OutputError(f"{_out(path)} cannot be written: {why}. Nothing was left behind. Name another folder.")


def file_not_writable(path: Path, why: str) -> OutputError:
    """A single file cannot be written."""
    return OutputError(f"'{path}' cannot be written: {why}. Name another place.")


def log_not_writable(path: Path, why: str) -> OutputError:
    """The file that a log is appended to cannot be opened."""
    return OutputError(f"--log-file '{path}' cannot be written: {why}. Name another place.")


def stdout_not_writable(why: str) -> OutputError:
    """What the command prints cannot be written."""
    return OutputError(f"stdout cannot be written: {why}. Free some space, or look: what was asked for may be done.")


def no_such_artefact(path: Path) -> ArtefactNotFound:
    """The saved segmentation does not exist."""
    return ArtefactNotFound(no_file(path))


def not_an_artefact(name: str, why: str) -> ArtefactError:
    """The file is not a segmentation that this version can read."""
    return ArtefactError(f"'{name}' is not a coterie segmentation: {why}. {_SAVED}")


def not_drawn(what: str) -> DataRefused:
    """A chart that the drawing library refuses."""
    return DataRefused(
        f"The chart '{what}' cannot be drawn: its numbers are too large or too small. Leave such columns out."
    )


def _out(path: Path, option: str = "--out") -> str:
    return either(f"'{path}'", f"{option} '{path}'")
