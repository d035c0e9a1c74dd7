"""An option, a configuration or a catalogue is not what it may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.errors.kinds import CatalogueError, OptionError
from coterie.errors.voices import either, parameter, setting
from coterie.errors.wording import listed, nearest, no_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

_MOST_LETTERS = 200
"""Of a value that is typed into a message."""

_BUILT_IN = either("catalogue='bank', 'retail' or 'none'", "--catalogue bank, retail or none")


def unknown_choice(option: str, value: object, choices: Sequence[str]) -> OptionError:
    """An option's value is none of the allowed ones."""
    hint = nearest(str(value), choices)
    shown = [each if each.isalnum() else f"'{each}'" for each in choices] if any(map(_is_mark, choices)) else choices
    return OptionError(f"{parameter(option)} is '{value}', but must be one of {listed(list(shown))}.{hint}")


def _is_mark(choice: str) -> bool:
    """Return whether a choice is no word, such as a comma, and cannot be read in a list without quotes."""
    return not any(letter.isalnum() for letter in choice)


def bad_value(option: str, value: object, must: str, *, words: Sequence[str] = ()) -> OptionError:
    """An option's value is outside what it may be; `must` says what it must be, `words` are those it may be."""
    return OptionError(f"{parameter(option)} is {_shown(value)}, but must be {must}.{nearest(str(value), words)}")


def said_twice(option: str, other: str) -> OptionError:
    """Two options that say the same are both given."""
    return OptionError(f"{parameter(option)} and {parameter(other)} say the same of a table. Give only one of them.")


def _shown(value: object) -> str:
    """Return a value as it is typed; of what fills lines, such as a frame, what it is."""
    typed = repr(value)
    return f"a {type(value).__name__}" if len(typed) > _MOST_LETTERS or "\n" in typed else typed


ELSEWHERE = {
    **dict.fromkeys(("n_clusters", "n_segments", "num_clusters", "clusters", "segments", "n", "K"), "k"),
    **dict.fromkeys(("max_clusters", "max_k", "k_range"), "k_max"),
    **dict.fromkeys(("random_state", "random_seed", "rng"), "seed"),
    **dict.fromkeys(("columns", "cols", "variables", "X"), "features"),
    **dict.fromkeys(("exclude", "drop"), "ignore"),
    **dict.fromkeys(("weights", "feature_weights"), "weight"),
    **dict.fromkeys(("dtype", "dtypes", "types"), "type"),
    **dict.fromkeys(("index", "customer_id", "id_column"), "id"),
    **dict.fromkeys(("imputer", "impute_strategy"), "impute"),
    **dict.fromkeys(("scaler", "scaling", "standardize"), "scale"),
    **dict.fromkeys(("na_values", "missing_values"), "missing"),
}
"""What other libraries call an option, where the nearest spelling is another option's."""

_OF_SEGMENTER = ("n_init", "power_transform", "sample_weight")


def unknown_option(name: str, known: Sequence[str], *, where: str = "") -> OptionError:
    """A name that is not an option; `where` is the file that it stands in."""
    if name in _OF_SEGMENTER:
        return OptionError(f"'{name}' is an option of coterie.Segmenter, the clusterer for a matrix, and not of this.")
    meant = ELSEWHERE.get(name, "")
    hint = f" Did you mean '{meant}'?" if meant in known else nearest(name, known)
    hint = hint or f" The options are: {listed(list(known), 20)}."
    stands = f" in '{where}'" if where else ""
    return OptionError(f"'{name}'{stands} is not an option.{hint}")


def not_words(name: str, why: str, *, wanted: str = "", known: Iterable[str] = ()) -> OptionError:
    """A file of words is not what it should be; `wanted` is what it says, `known` what it could have meant."""
    hint = nearest(wanted, known) or " See the table that `coterie words` prints, and begin from it."
    return OptionError(f"'{name}' is no table of words: {why}.{hint}")


def option_of_describing(name: str) -> OptionError:
    """An option of `describe` was given to `fit`."""
    return OptionError(f"'{name}' is an option of describe, not of fit. Fit without, then describe(fitted, {name}=…).")


def option_of_fitting(name: str, known: Sequence[str]) -> OptionError:
    """An option of `fit` was given to `describe`."""
    return OptionError(
        f"'{name}' is an option of fit, not of describe, which knows {listed(list(known))} and names. "
        f"Fit again with another {name}."
    )


def k_not_tried(k: int, tried: Sequence[int]) -> OptionError:
    """A number of segments that was not fitted."""
    return OptionError(
        f"{parameter('--k')} is {k}, but only K = {tried[0]} to {tried[-1]} can be described. "
        f"Fit again with {setting('--k-max', k)} or more."
    )


def no_result(name: str, value: object, source: str) -> OptionError:
    """Something else was given than what a verb returned."""
    return OptionError(f"`{name}` is a {type(value).__name__}, but must be what {source} returned.")


def labels_of_others() -> OptionError:
    """Labels and customers have indexes, and these are not of the same rows."""
    return OptionError(
        f"{parameter('labels')} has another index than the customers, so that nothing says whose label is whose. "
        f"Give both the same index, or labels.to_numpy() where they are in the same order."
    )


def nothing_to_draw(chart: str, why: str) -> OptionError:
    """A chart has nothing to show."""
    return OptionError(f"The chart '{chart}' has nothing to draw: {why}. Ask for another one.")


def no_such_segment(number: int, known: Sequence[int]) -> OptionError:
    """A name for a segment that does not exist; `known` are the ids that do, rising."""
    together = known[-1] - known[0] == len(known) - 1 > 0
    ids = f"{known[0]} to {known[-1]}" if together else listed([str(number) for number in known], 20)
    return OptionError(
        f"{either('`names`', 'ID=NAME')} gives segment {number} a name, but the segments are {ids}. Name one of these."
    )


def name_used_twice(name: str, segments: Sequence[int]) -> OptionError:
    """Two segments would have the same name."""
    numbers = " and ".join(map(str, segments))
    return OptionError(f"Segments {numbers} would all be called '{name}'. Give each of them a name of its own.")


def bad_call(sentence: str, command: str = "coterie") -> OptionError:
    """The command was called in a way that it has not; `sentence` is from the command-line library."""
    return OptionError(f"{sentence} See `{command} --help`.")


def bad_config(name: str, why: str) -> OptionError:
    """A configuration file that is not TOML, or cannot be read."""
    return OptionError(
        f"--config '{name}' cannot be used: {why}. Correct it, or make a new one with `coterie inspect --write-config`."
    )


def no_such_config(path: Path) -> OptionError:
    """The configuration file does not exist."""
    return OptionError(no_file(path))


def needs_customers(option: str) -> OptionError:
    """An option asks something of customers, and none were given."""
    return OptionError(f"{parameter(option)} is about customers, but none were given. Name their table as well.")


def no_destination() -> OptionError:
    """Nothing says where assignments go."""
    return OptionError("Give --out FILE for the assignments, or --write-to and --to-table. See `coterie score --help`.")


def option_needed(flag: str, metavar: str, command: str) -> OptionError:
    """An option without which the command cannot work."""
    return OptionError(f"Missing option '{flag}'. Give {flag} {metavar}. See `coterie {command} --help`.")


def no_out() -> OptionError:
    """No place for the results was named."""
    return OptionError("No folder for the results. Name one with --out DIR. See `coterie segment --help`.")


def bad_catalogue(name: str, why: str) -> CatalogueError:
    """A catalogue of archetypes does not say what it should; `why` is a sentence without its full stop."""
    return CatalogueError(f"Catalogue '{name}': {why}. Correct it, or use {_BUILT_IN}.")


def unknown_key(name: str, key: str, known: Sequence[str]) -> CatalogueError:
    """A catalogue holds a key that means nothing; `key` is written as its path in the file."""
    hint = nearest(key.rpartition(".")[2], known) or f" Allowed here: {listed(list(known))}."
    return CatalogueError(f"Catalogue '{name}': '{key}' is not a key that coterie knows.{hint}")


def no_such_catalogue(wanted: str, known: Sequence[str]) -> CatalogueError:
    """Neither a built-in catalogue nor a file."""
    hint = nearest(wanted, known)
    return CatalogueError(
        f"{parameter('--catalogue')} is '{wanted}', but must be {listed(list(known))} "
        f"or the path of a .toml file.{hint}"
    )


def no_catalogue_file(path: Path) -> CatalogueError:
    """The file of a catalogue does not exist."""
    return CatalogueError(no_file(path))


def no_such_namer(wanted: str, known: Sequence[str]) -> OptionError:
    """No installed package offers a namer of that name."""
    there = f"Installed: {listed(list(known))}." if known else "No installed package offers one."
    hint = nearest(wanted, known)
    return OptionError(
        f"{parameter('--namer')} is '{wanted}', but no installed package offers a namer of that name.{hint} {there} "
        "Install the package, or leave the option out."
    )


def bad_namer(name: str, why: str) -> OptionError:
    """A plug-in does not do what a namer has to; `why` is a sentence without its full stop."""
    return OptionError(
        f"The namer '{name}' cannot be used: {why}. Tell those who wrote it, or leave {parameter('--namer')} out."
    )
