"""Options from the command line and from a TOML file, merged: the command line wins."""

from __future__ import annotations

import csv
import io
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from coterie import errors
from coterie.whole import system_reason

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coterie.options import Options

_RUN_KEYS = (
    *("out", "assignments", "report", "engine", "overwrite", "json", "quiet"),
    *("write_to", "to_table", "replace_table"),
)

_CHOICES = {"assignments": ("csv", "parquet"), "report": ("html", "none"), "engine": ("auto", "memory", "streaming")}


@dataclass(frozen=True)
class Run:
    """What the command does with a segmentation, beside the options of the segmentation itself."""

    out: Path | None
    assignments: Literal["csv", "parquet"]
    report: Literal["html", "none"]
    overwrite: bool
    json: bool
    quiet: bool
    engine: Literal["auto", "memory", "streaming"] = "auto"
    write_to: str | None = None
    to_table: str | None = None
    replace_table: bool = False


def read_settings(config: Path | None, given: Mapping[str, Any]) -> tuple[Options, Run]:
    """Merge a TOML file with the options given, and check both.

    Parameters
    ----------
    config : Path or None
        A TOML file whose keys are option names, with dashes or underscores.
    given : mapping
        Options as given on the command line; None: not given.

    Returns
    -------
    options : coterie.options.Options
    run : Run

    Raises
    ------
    coterie.errors.InputError
        For a file that is not there or not TOML, an unknown key, and a value that is not allowed.
    """
    from coterie.options import Options

    values = _read_toml(config) if config else {}
    values |= {name: value for name, value in given.items() if value is not None}
    known = (*Options.model_fields, *_RUN_KEYS)
    for name in values:
        if name not in known:
            raise errors.choosing.unknown_option(name, known)
    run = _run({name: values.pop(name) for name in _RUN_KEYS if name in values})
    return Options.read(values), run


def names(text: str | None) -> tuple[str, ...] | None:
    """Split ``A,B`` into names; a name with a comma stands in double quotes.

    Examples
    --------
    >>> names('Age, "Income, yearly"')
    ('Age', 'Income, yearly')
    """
    if text is None:
        return None
    row = next(csv.reader(io.StringIO(text, newline=""), skipinitialspace=True), [])
    return tuple(name.strip() for name in row if name.strip())


def pairs(option: str, texts: Sequence[str] | None) -> dict[str, str] | None:
    """Split each ``NAME=VALUE`` at its last equals sign.

    Examples
    --------
    >>> pairs("--type", ["Card=categorical"])
    {'Card': 'categorical'}
    """
    if not texts:
        return None
    for text in texts:
        if "=" not in text:
            raise errors.choosing.bad_value(option, text, "NAME=VALUE")
    return {name.strip(): value.strip() for name, value in (text.rsplit("=", 1) for text in texts)}


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        if not path.exists():
            raise errors.choosing.no_such_config(path)
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise errors.choosing.bad_config(path.name, f"it is not valid TOML: {error}") from error
    except OSError as error:
        raise errors.choosing.bad_config(path.name, system_reason(error)) from error
    names = [name.replace("-", "_") for name in content]
    double = next((name for name in names if names.count(name) > 1), None)
    if double:
        raise errors.choosing.bad_config(
            path.name, f"it sets {double.replace('_', '-')} twice, with a dash and an underscore"
        )
    return dict(zip(names, content.values(), strict=True))


def _run(values: Mapping[str, Any]) -> Run:
    """Check what the command does with the results."""
    for flag in ("overwrite", "json", "quiet", "replace_table"):
        if not isinstance(values.get(flag, False), bool):
            raise errors.choosing.bad_value(f"--{flag.replace('_', '-')}", values[flag], "true or false")
    for option, choices in _CHOICES.items():
        if (value := values.get(option, choices[0])) not in choices:
            raise errors.choosing.unknown_choice(f"--{option}", value, choices)
    out = values.get("out")
    if not isinstance(out, str | Path | None):
        raise errors.choosing.bad_value("--out", out, "the path of a folder")
    for option in ("write_to", "to_table"):
        if not isinstance(values.get(option), str | None):
            raise errors.choosing.bad_value(f"--{option.replace('_', '-')}", values[option], "text")
    return Run(
        out=Path(out) if out is not None else None,
        assignments=values.get("assignments", "csv"),
        report=values.get("report", "html"),
        overwrite=values.get("overwrite", False),
        json=values.get("json", False),
        quiet=values.get("quiet", False),
        write_to=values.get("write_to"),
        to_table=values.get("to_table"),
        replace_table=values.get("replace_table", False),
        engine=values.get("engine", "auto"),
    )
