"""The options of a run, wherever they were given: a flag stands before a variable, a variable before the file."""

from __future__ import annotations

import os
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import typer

from coterie import errors
from coterie.atomic import system_reason
from coterie.cli.printable import printable
from coterie.cli.run import COMMANDS, KINDS, OFFERED
from coterie.cli.shared_run import Shared
from coterie.cli.variables import PREFIX, unknown_variables
from coterie.options import Options, declared

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from coterie.options import Declared

Kind = TypeVar("Kind", bound=Shared)

CONFIG = f"{PREFIX}CONFIG"
"""The variable that names the TOML file of all commands, where --config does not."""


def read_settings(
    config: Path | None, given: Mapping[str, Any], kind: type[Kind], *, environment: Mapping[str, str] | None = None
) -> tuple[Options, Kind]:
    """Merge the TOML file, the environment and the options given, of which the last win, and check them.

    Parameters
    ----------
    config : Path or None
        A TOML file whose keys are option names, with dashes or underscores; None: what `COTERIE_CONFIG` names, if
        anything, or of one command ``COTERIE_SCORE_CONFIG``. What stands under ``[score]``, the name of a command,
        holds for that command alone; options such as `out`, which mean something else in another command than in
        `coterie segment`, are given to it there.
    given : mapping
        Options as given on the command line; None: not given.
    kind : type
        What declares the command's own options.
    environment : mapping or None
        Variables, such as ``COTERIE_K_MAX`` for every command and ``COTERIE_SCORE_OUT`` for one; None: those of this
        process.

    Returns
    -------
    options : coterie.options.Options
    run : of that kind

    Raises
    ------
    coterie.errors.InputError
        For a file that does not exist or is not TOML, an unknown key, and a value that is not allowed.

    Examples
    --------
    >>> from coterie.cli.run import ScoreRun
    >>> set_ = {"COTERIE_CHECKS": "strict", "COTERIE_OUT": "all.csv", "COTERIE_SCORE_OUT": "scored.csv"}
    >>> run = read_settings(None, {"checks": "lenient"}, ScoreRun, environment=set_)[1]
    >>> run.checks, str(run.out)
    ('lenient', 'scored.csv')
    """
    variables = os.environ if environment is None else environment
    command = KINDS[kind]
    named = variables.get(f"{PREFIX}{command}_config".upper()) or variables.get(CONFIG)
    if config is None and named:
        config = Path(named)
    values = _of_command(_read_toml(config), command, config.name) if config else {}
    values |= _from_variables(variables, command)
    values |= {name: value for name, value in given.items() if value is not None}
    _warn(unknown_variables(variables, said=(*sys.argv, *values.values())))
    for name in values:
        if name not in OFFERED:
            raise errors.choosing.unknown_option(name, tuple(OFFERED))
    own, of_all = declared(kind), declared(Options)
    options = Options.read({name: value for name, value in values.items() if name in of_all and name not in own})
    return options, kind(**{name: value for name, value in values.items() if name in own})


def _warn(warnings: Iterable[str]) -> None:
    """Say warnings on stderr."""
    for warning in warnings:
        from coterie.remarks import say

        typer.echo(say("scored.warning", said=printable(warning)), err=True)


def _of_command(content: dict[str, Any], command: str, where: str) -> dict[str, Any]:  # whatever TOML holds
    """Return what a file says for a command: its own section stands before what holds for all."""
    sections = {name for name, value in content.items() if name in COMMANDS and not _is_option(name, value)}
    plain = {name: value for name, value in content.items() if name not in sections and not _its_own(name, command)}
    own = content.get(command, {}) if command in sections else {}
    if not isinstance(own, dict):
        raise errors.choosing.bad_value(f"[{command}]", own, "a table of options")
    return plain | _with_underscores(own, where, f"under [{command}] it")


def _is_option(name: str, value: object) -> bool:
    """Return whether a name that a command and an option share stands for the option: `report = "none"`."""
    return name in OFFERED and not isinstance(value, dict)


def _from_variables(variables: Mapping[str, str], command: str) -> dict[str, object]:
    """Return what the environment gives, checked, so that a wrong value is told with the variable's name."""
    found: dict[str, object] = {}
    for name, option in {**OFFERED, **COMMANDS[command]}.items():
        names = [f"{PREFIX}{each}".upper().rstrip("_") for each in (f"{command}_{name}", name)]
        if _its_own(name, command):
            del names[1]
        if variable := next((each for each in names if variables.get(each)), None):
            found[name] = _from_variable(option, variable, variables[variable])
    return found


def _its_own(name: str, command: str) -> bool:
    """Return whether an option means something else in a command than in `coterie segment`, as --out does.

    Examples
    --------
    >>> _its_own("out", "score"), _its_own("out", "segment"), _its_own("sheet", "score")
    (True, False, False)
    """
    own = COMMANDS[command].get(name)
    return own is not None and own != OFFERED[name]


def _from_variable(option: Declared, variable: str, text: str) -> object:
    return option.check(variable, option.check.from_variable(variable, text))


def _read_toml(path: Path) -> dict[str, Any]:  # whatever TOML holds; `Options` checks it
    try:
        if not path.exists():
            raise errors.choosing.no_such_config(path)
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise errors.choosing.bad_config(path.name, f"it is not valid TOML: {error}") from error
    except OSError as error:
        raise errors.choosing.bad_config(path.name, system_reason(error)) from error
    return _with_underscores(content, path.name)


def _as_in_python(name: str) -> str:
    """Return the name that an option has in Python.

    Examples
    --------
    >>> _as_in_python("k-max"), _as_in_python("for")
    ('k_max', 'for_')
    """
    plain = name.replace("-", "_")
    return f"{plain}_" if f"{plain}_" in OFFERED else plain


def _with_underscores(content: dict[str, Any], where: str, it: str = "it") -> dict[str, Any]:  # whatever TOML holds
    names = [_as_in_python(name) for name in content]
    double = next((name for name in names if names.count(name) > 1), None)
    if double:
        raise errors.choosing.bad_config(
            where, f"{it} sets {double.replace('_', '-')} twice, with a dash and an underscore"
        )
    for key, name in zip(content, names, strict=True):
        if name not in OFFERED and name not in COMMANDS:
            dashed = [each.said for each in OFFERED.values()]
            raise errors.choosing.unknown_option(key, dashed, where=where)
    return dict(zip(names, content.values(), strict=True))
