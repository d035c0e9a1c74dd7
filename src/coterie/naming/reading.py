"""Reading a catalogue's TOML with errors that name the place, the value and what may stand there."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coterie import errors

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@dataclass(frozen=True)
class Section:
    """A table of a TOML file, with its path in the file for messages.

    Attributes
    ----------
    file : str
        The catalogue's name.
    path : tuple of str
        Keys that lead here.
    values : mapping
        What it holds.
    """

    file: str
    path: tuple[str, ...]
    values: Mapping[str, Any]

    @classmethod
    def root(cls, file: str, values: Mapping[str, Any]) -> Section:
        """Return the whole file."""
        return cls(file, (), values)

    @classmethod
    def from_file(cls, path: Path, built_in: Sequence[str]) -> Section:
        """Return the whole of a TOML file.

        Raises
        ------
        InputError
            If there is no such file or it is not TOML.
        """
        try:
            return cls.root(path.name, tomllib.loads(path.read_bytes().decode("utf-8-sig")))
        except FileNotFoundError as error:
            looks_like_a_file = path.suffix or len(path.parts) > 1
            raise (
                errors.choosing.no_catalogue_file(path) if looks_like_a_file else _no_catalogue(path, built_in)
            ) from error
        except IsADirectoryError as error:
            raise errors.choosing.bad_catalogue(path.name, why="is a folder, not a TOML file") from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise errors.choosing.bad_catalogue(path.name, why=f"is not TOML ({error})") from error
        except OSError as error:
            raise errors.choosing.bad_catalogue(path.name, why=f"cannot be read ({error.strerror})") from error

    @property
    def key(self) -> str:
        """The last key of the path."""
        return self.path[-1]

    def wrong(self, why: str) -> errors.InputError:
        """Build the error that something here is wrong; `why` goes on from the place's name."""
        return errors.choosing.bad_catalogue(self.file, why=f"{'.'.join(self.path) or 'the file'} {why}")

    def has(self, key: str) -> bool:
        """Return whether the key is given."""
        return key in self.values

    def only(self, *known: str) -> None:
        """Refuse every other key."""
        for key in self.values:
            if key not in known:
                raise errors.choosing.unknown_key(self.file, key=".".join((*self.path, key)), known=known)

    def section(self, key: str) -> Section:
        """Return the table under a key."""
        if not isinstance(self.values.get(key), dict) or not self.values[key]:
            raise self.wrong(f"needs a table '{key}' with something in it")
        return Section(self.file, (*self.path, key), self.values[key])

    def sections(self, key: str | None = None) -> tuple[Section, ...]:
        """Return every table in this one, or in the table under a key."""
        parent = self if key is None else self.section(key)
        return tuple(parent.section(child) for child in parent.values)

    def listed(self, key: str) -> tuple[Section, ...]:
        """Return every table in a list of tables; none where it is not given."""
        given = self.values.get(key, [])
        if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
            raise self.wrong(f"has {key} = {given!r}; it must be a list of tables")
        if self.has(key) and not given:
            raise self.wrong(f"needs something in '{key}'")
        return tuple(Section(self.file, (*self.path, key, str(i)), each) for i, each in enumerate(given, start=1))

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text; without a default it must be given and not be blank."""
        value = self.values.get(key, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise self.wrong(f"needs a text '{key}'" if value is None else f"has {key} = {value!r}; it must be a text")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts with at least one in it."""
        value = self.values.get(key)
        if not isinstance(value, list) or not value or not all(isinstance(one, str) and one.strip() for one in value):
            raise self.wrong(f"needs '{key}', a list of texts")
        return tuple(value)

    def number(self, key: str) -> float | None:
        """Return a finite number, or None where it is not given."""
        value = self.values.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            raise self.wrong(f"has {key} = {value!r}; it must be a number")
        return float(value)

    def flag(self, key: str) -> bool:
        """Return true or false; false where it is not given."""
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            raise self.wrong(f"has {key} = {value!r}; it must be true or false")
        return value

    def choice(self, key: str, known: Sequence[str]) -> str:
        """Return one of the known words."""
        value = self.text(key)
        if value not in known:
            hint = errors.wording.nearest(value, known)
            raise self.wrong(f"has {key} = {value!r}; it must be one of {', '.join(known)}.{hint}".rstrip("."))
        return value

    def choices(self, key: str, known: Sequence[str]) -> tuple[str, ...]:
        """Return a list of known words; none where it is not given."""
        if not self.has(key):
            return ()
        for value in self.texts(key):
            if value not in known:
                hint = errors.wording.nearest(value, known)
                raise self.wrong(f"has {value!r} in {key}; it must be one of {', '.join(known)}.{hint}".rstrip("."))
        return self.texts(key)

    def all_different(self, key: str, what: str, values: Sequence[str]) -> None:
        """Refuse a value that is given twice."""
        for value in values:
            if values.count(value) > 1:
                raise self.wrong(f"gives the {what} {value!r} to two of its {key}")


def _no_catalogue(path: Path, built_in: Sequence[str]) -> errors.InputError:
    return errors.choosing.no_such_catalogue(str(path), known=built_in)
