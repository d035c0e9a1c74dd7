"""An option, a configuration or a catalogue is not what it may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.errors.kinds import InputError, listed, nearest

if TYPE_CHECKING:
    from collections.abc import Sequence


def unknown_choice(option: str, value: object, choices: Sequence[str]) -> InputError:
    """An option's value is none of the allowed ones."""
    hint = nearest(str(value), choices)
    return InputError(f"{option} is '{value}', but must be one of {listed(list(choices))}.{hint}")


def bad_value(option: str, value: object, must: str, *, words: Sequence[str] = ()) -> InputError:
    """An option's value is outside what it may be; `must` says what it must be, `words` are those it may be."""
    return InputError(f"{option} is {value!r}, but must be {must}.{nearest(str(value), words)}")


def unknown_option(name: str, known: Sequence[str]) -> InputError:
    """A name that is not an option."""
    hint = nearest(name, known) or f" The options are: {listed(list(known), 20)}."
    return InputError(f"'{name}' is not an option.{hint}")


def not_words(name: str, why: str) -> InputError:
    """A file of words is not what it should be."""
    return InputError(f"'{name}' is no table of words: {why}. Write it as the table of the package is written.")


def option_of_describing(name: str) -> InputError:
    """An option of `describe` was given to `fit`."""
    return InputError(f"'{name}' is an option of describe, not of fit. Fit without, then describe(fitted, {name}=…).")


def option_of_fitting(name: str, known: Sequence[str]) -> InputError:
    """An option of `fit` was given to `describe`."""
    return InputError(
        f"'{name}' is an option of fit, not of describe, which knows {listed(list(known))} and names. "
        f"Fit again with another {name}."
    )


def k_not_tried(k: int, tried: Sequence[int]) -> InputError:
    """A number of segments that was not fitted."""
    return InputError(
        f"k is {k}, but only K = {tried[0]} to {tried[-1]} can be described. Fit again with k_max={k} or more."
    )


def no_such_segment(number: int, n_segments: int) -> InputError:
    """A name for a segment that does not exist."""
    ids = "0" if n_segments == 1 else f"0 to {n_segments - 1}"
    return InputError(f"names gives segment {number} a name, but the segments are {ids}. Name one of these.")


def name_used_twice(name: str, segments: Sequence[int]) -> InputError:
    """Two segments would have the same name."""
    numbers = " and ".join(map(str, segments))
    return InputError(f"Segments {numbers} would all be called '{name}'. Give each of them a name of its own.")


def bad_config(name: str, why: str) -> InputError:
    """A configuration file that is not TOML, or cannot be read."""
    return InputError(f"--config '{name}' cannot be used: {why}.")


def no_destination() -> InputError:
    """Nothing says where assignments go."""
    return InputError("Give --out FILE for the assignments, or --write-to and --to-table. See `coterie --help`.")


def no_out() -> InputError:
    """No place for the results was named."""
    return InputError("No folder for the results. Name one with --out DIR.")


def bad_catalogue(name: str, why: str) -> InputError:
    """A catalogue of archetypes does not say what it should; `why` is a sentence without its full stop."""
    return InputError(f"Catalogue '{name}': {why}. Correct it, or use --catalogue bank, retail or none.")


def unknown_key(name: str, key: str, known: Sequence[str]) -> InputError:
    """A catalogue holds a key that means nothing; `key` is written as its path in the file."""
    hint = nearest(key.rpartition(".")[2], known) or f" Allowed here: {listed(list(known))}."
    return InputError(f"Catalogue '{name}': '{key}' is not a key that coterie knows.{hint}")


def no_such_catalogue(wanted: str, known: Sequence[str]) -> InputError:
    """Neither a built-in catalogue nor a file."""
    hint = nearest(wanted, known)
    return InputError(
        f"--catalogue is '{wanted}', but must be {listed(list(known))} or the path of a .toml file.{hint}"
    )
