"""How a message names what a person chose: in Python the parameter, in the command the flag.

A builder writes both, with `parameter` or `setting`; the message keeps them until it is shown, by `CoterieError`.
"""

from __future__ import annotations

import re

_EITHER = "\ufdd0{}\ufdd1{}\ufdd2"  # characters that Unicode keeps out of all text
_BOTH = re.compile("\ufdd0([^\ufdd0-\ufdd2]*)\ufdd1([^\ufdd0-\ufdd2]*)\ufdd2")
_FLAG = re.compile(r"(?<![\w-])--[a-z][a-z-]*[a-z]")
_OTHERWISE = {"--write-to": "to", "--to-table": "table", "--replace-table": "replace", "--label": "labels"}
"""The parameters that are not called as their flag is: those of `coterie.write_table`, and what says many things."""


def parameter(option: str) -> str:
    """Return an option for a message: its flag, as the command names it, or a parameter that the command has not.

    Examples
    --------
    >>> in_python(f"{parameter('--k-max')} is 0."), in_command(f"{parameter('--k-max')} is 0.")
    ('`k_max` is 0.', '--k-max is 0.')
    >>> in_python(parameter("--type Card")), in_python(parameter("n_clusters")), in_python(parameter("a role"))
    ('`type` Card', '`n_clusters`', 'a role')
    """
    flag, blank, rest = option.partition(" ")
    if flag.startswith("--"):
        return either(f"`{_name(flag)}`{blank}{rest}", option)
    return f"`{option}`" if option.isidentifier() else option


def setting(flag: str, value: object) -> str:
    """Return an option with its value: words, a number, or a pair of a column and what is said of it.

    Examples
    --------
    >>> in_python(setting("--k", "auto")), in_command(setting("--k", "auto"))
    ("k='auto'", '--k auto')
    >>> in_python(setting("--type", ("Age", "numeric"))), in_command(setting("--type", ("Age", "numeric")))
    ("type={'Age': 'numeric'}", "--type 'Age=numeric'")
    """
    if isinstance(value, tuple):
        name, said = value
        return either(f"{_name(flag)}={{{name!r}: {said!r}}}", f"{flag} '{name}={said}'")
    return either(f"{_name(flag)}={value!r}", f"{flag} {value}")


def naming(flag: str, column: str) -> str:
    """Return an option that names a column.

    Examples
    --------
    >>> in_python(naming("--ignore", "Age")), in_command(naming("--ignore", "Age"))
    ("ignore='Age'", "--ignore 'Age'")
    """
    return either(f"{_name(flag)}={column!r}", f"{flag} '{column}'")


def switch(flag: str) -> str:
    """Return an option that is only there or not.

    Examples
    --------
    >>> in_python(switch("--overwrite")), in_command(switch("--overwrite"))
    ('overwrite=True', '--overwrite')
    """
    return either(f"{_name(flag)}=True", flag)


def either(python: str, command: str) -> str:
    """Return what differs between the two, for a message."""
    return _EITHER.format(python, command)


def in_python(message: str) -> str:
    """Return a message as Python shows it."""
    return _BOTH.sub(r"\1", message)


def in_command(message: str) -> str:
    """Return a message as the command shows it."""
    return _BOTH.sub(r"\2", message)


def as_parameters(sentence: str) -> str:
    """Return a sentence that names options by their flags as Python says it.

    Examples
    --------
    >>> as_parameters("It builds segments only if named with --features; see --k-max.")
    'It builds segments only if named with `features`; see `k_max`.'
    """
    return _FLAG.sub(lambda found: f"`{_name(found[0])}`", in_python(sentence))


def _name(flag: str) -> str:
    return _OTHERWISE.get(flag, flag.removeprefix("--").replace("-", "_"))
