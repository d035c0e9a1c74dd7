"""Results cannot be written, drawn or read back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.errors.kinds import ArtefactError, CoterieError, OutputError, listed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def file_exists(path: Path) -> OutputError:
    """A single output file is there already."""
    return OutputError(f"--out '{path}' exists. Name another file, or add --overwrite to replace it.")


def config_exists(path: Path) -> OutputError:
    """The file for the options is there already, perhaps edited by hand."""
    return OutputError(f"--write-config '{path}' exists. Name another file, or add --overwrite to replace it.")


def unknown_ending(path: Path, endings: Sequence[str]) -> OutputError:
    """An output file whose ending says no format."""
    return OutputError(f"--out '{path}' ends in '{path.suffix}'. Use {' or '.join(endings)}.")


def out_is_a_file(path: Path) -> OutputError:
    """The output folder's name is taken by a file."""
    return OutputError(f"--out '{path}' is a file. Name a folder.")


def out_not_empty(path: Path) -> OutputError:
    """The output folder holds something already."""
    return OutputError(f"--out '{path}' is not empty. Name another folder, or add --overwrite to replace it.")


def out_holds_other_files(path: Path, names: Sequence[str]) -> OutputError:
    """The output folder holds files that are not coterie's, so it is not replaced."""
    return OutputError(
        f"--out '{path}' holds files that coterie did not write ({listed(list(names), 3)}). "
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


def not_drawn(what: str) -> CoterieError:
    """A chart that the drawing library refuses."""
    return CoterieError(
        f"The chart '{what}' cannot be drawn: its numbers are too large or too small. Leave such columns out."
    )
