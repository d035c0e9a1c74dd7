"""The service over HTTP cannot begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.errors.kinds import OptionError
from coterie.errors.voices import parameter
from coterie.errors.wording import no_file

if TYPE_CHECKING:
    from pathlib import Path


def alias_twice(alias: str, path: str) -> OptionError:
    """Two files of the same name."""
    return OptionError(f"Two files are called '{alias}'. Give one another name: NAME={path}.")


def no_alias(alias: str, path: str) -> OptionError:
    """A name that no address can hold."""
    return OptionError(
        f"'{alias}' cannot be a part of an address: letters, digits, '-', '_' and '.' can. Give it a name: NAME={path}."
    )


def no_keys(path: Path) -> OptionError:
    """A keys file that is not there, or holds no key."""
    if not path.exists():
        return OptionError(f"{no_file(path)} Make it with a first key: `coterie serve --new-key --keys '{path}'`.")
    return OptionError(f"'{path}' holds no key. Make one: `coterie serve --new-key --keys '{path}'`.")


def keys_needed(host: str) -> OptionError:
    """Other machines could ask, and no key is wanted of them."""
    return OptionError(
        f"{parameter('--host')} is '{host}', which other machines reach, and no key is wanted of them. Make one with "
        f"`coterie serve --new-key --keys keys.txt`, and add {parameter('--keys keys.txt')}."
    )


def half_tls() -> OptionError:
    """A certificate without its key, or the reverse."""
    return OptionError(
        f"{parameter('--tls-cert')} and {parameter('--tls-key')} belong together. Give both, or neither."
    )


def no_tls(cert: str, why: str) -> OptionError:
    """A certificate or its key that cannot be used."""
    return OptionError(
        f"{parameter('--tls-cert')} '{cert}' cannot be used with its key: {why}. Give PEM files that belong together."
    )


def not_listening(host: str, port: int, why: str) -> OptionError:
    """An address that is taken, or not this machine's."""
    return OptionError(f"Nothing can listen at {host}, port {port}: {why}. Choose another {parameter('--port')}.")
