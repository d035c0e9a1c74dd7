"""What a person may choose about a segmentation; one place for Python, the command line and the TOML file."""

from __future__ import annotations

from operator import index
from os import PathLike
from typing import TYPE_CHECKING, Any, Literal, SupportsIndex

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from coterie import errors
from coterie.schema import ColumnType

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pydantic_core import ErrorDetails


_WAYS = ("auto", "elbow", "silhouette")


class Options(BaseModel):
    """Options of a segmentation. Build them with `Options.read`, whose errors are written for people.

    Attributes
    ----------
    encoding, sheet, header_row : str, str and int, or None
        How to read the file, where it is not detected: see `coterie.sources.read`.
    query, table : str or None
        What to read from a database: see `coterie.sources.read`.
    id : str or None
        The column that identifies a customer; None: detected.
    features : tuple of str or None
        The columns to build segments on; None: every numeric column that is fit for it.
    describe, ignore : tuple of str
        Columns that only describe segments; columns left out.
    type : dict of str to str
        Corrected column types.
    missing : dict of str to tuple of float
        Numbers that stand for "missing", by column: {"Income": (666666,)}. None of them, (), keeps also those that
        rules would take as missing.
    role : dict of str to str
        Which column plays a role of the catalogue: {"income": "Salary"}.
    k : "auto", "elbow", "silhouette" or int
        Number of segments: by all the evidence, by one criterion alone, or a number.
    k_max : int
        The largest number of segments tried.
    impute, transform, scale : str
        See `coterie.preparation.Preparation`.
    evidence : {"quick", "full", "none"}
        How much evidence is gathered: see `coterie.evidence.judge`.
    min_share : float
        The least share of customers a segment may have, of 1; "5%" is 0.05.
    max_segments : int or None
        The most segments that may be chosen.
    catalogue : str
        "auto", "bank", "retail", "none", or the path of a TOML file of archetypes.
    seed : int
        Random seed.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    encoding: str | None = None
    sheet: str | None = None
    header_row: int | None = None
    query: str | None = None
    table: str | None = None
    id: str | None = None
    features: tuple[str, ...] | None = None
    describe: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    type: dict[str, ColumnType] = Field(default_factory=dict)
    missing: dict[str, tuple[float, ...]] = Field(default_factory=dict)
    role: dict[str, str] = Field(default_factory=dict)
    k: Literal["auto", "elbow", "silhouette"] | int = "auto"
    k_max: int = 12
    impute: Literal["median", "mean"] = "median"
    transform: Literal["auto", "none"] = "auto"
    scale: Literal["zscore", "robust", "none"] = "zscore"
    evidence: Literal["quick", "full", "none"] = "quick"
    min_share: float = 0.0
    max_segments: int | None = None
    catalogue: str = "auto"
    seed: int = 0

    @field_validator("features", "describe", "ignore", mode="before")
    @classmethod
    def _names(cls, value: object) -> object:
        names = (value,) if isinstance(value, str) else value
        if names is None or (isinstance(names, list | tuple) and all(isinstance(name, str) for name in names)):
            return names
        message = "names of columns"
        raise ValueError(message)

    @field_validator("features")
    @classmethod
    def _some_features(cls, value: tuple[str, ...] | None) -> tuple[str, ...] | None:
        if value is not None and not value:
            message = "the name of at least one column"
            raise ValueError(message)
        return value

    @field_validator("missing", mode="before")
    @classmethod
    def _numbers(cls, value: object) -> dict[str, tuple[float, ...]]:
        try:
            return {str(name): tuple(map(float, _each(given))) for name, given in value.items()}  # type: ignore[attr-defined] # what is no mapping is told below
        except (AttributeError, TypeError, ValueError):
            message = "names with numbers, such as Income=666666 or Age=0,999, or with none: Income=none"
            raise ValueError(message) from None

    @field_validator("type", "role", mode="before")
    @classmethod
    def _pairs(cls, value: object) -> object:
        if isinstance(value, dict):
            return value
        message = 'names with values, such as { Card = "categorical" }'
        raise ValueError(message)

    @field_validator("k", mode="before")
    @classmethod
    def _k_in_range(cls, value: object) -> object:
        named = isinstance(value, str) and value in _WAYS
        return value if named else _whole(value, 1, 255, "'auto', 'elbow', 'silhouette' or ")

    @field_validator("k_max", mode="before")
    @classmethod
    def _k_max_in_range(cls, value: object) -> int:
        return _whole(value, 1, 100)

    @field_validator("seed", mode="before")
    @classmethod
    def _seed_in_range(cls, value: object) -> int:
        return _whole(value, 0, 2**32 - 1)

    @field_validator("header_row", mode="before")
    @classmethod
    def _header_row_in_range(cls, value: object) -> int | None:
        return None if value is None else _whole(value, 1, 2**31 - 1)

    @field_validator("max_segments", mode="before")
    @classmethod
    def _max_segments_in_range(cls, value: object) -> int | None:
        return None if value is None else _whole(value, 1, 100)

    @field_validator("min_share", mode="before")
    @classmethod
    def _share(cls, value: object) -> float:
        text = value.strip() if isinstance(value, str) else value
        try:
            share = float(text[:-1]) / 100 if isinstance(text, str) and text.endswith("%") else float(text)  # type: ignore[arg-type] # what is no number is told below
        except (TypeError, ValueError):
            share = -1.0
        if isinstance(value, bool) or not 0 <= share <= 0.5:
            message = "a share from 0 to 50%, such as 5% or 0.05"
            raise ValueError(message)
        return share

    @field_validator("catalogue", mode="before")
    @classmethod
    def _path_as_text(cls, value: object) -> object:
        return str(value) if isinstance(value, PathLike) else value

    @property
    def n_clusters(self) -> int | None:
        """The number of segments asked for; None where it is to be found."""
        return None if isinstance(self.k, str) else self.k

    @property
    def criterion(self) -> Literal["elbow", "silhouette"] | None:
        """The one criterion that is to choose the number of segments, if any."""
        return self.k if self.k == "elbow" or self.k == "silhouette" else None  # noqa: PLR1714 - so that types narrow

    @property
    def reading(self) -> dict[str, Any]:
        """The options of `coterie.sources.read`."""
        return {name: getattr(self, name) for name in ("encoding", "sheet", "header_row", "query", "table")}

    def shown(self) -> dict[str, Any]:
        """Return the options as plain data that can be kept and shown: without a password in the query."""
        query = None if self.query is None else errors.hide(self.query)
        return self.model_dump(mode="json") | {"query": query}

    @classmethod
    def read(cls, values: Mapping[str, Any]) -> Options:
        """Check options.

        Parameters
        ----------
        values : mapping
            Option names with their values; dashes and underscores in names are the same.

        Returns
        -------
        Options

        Raises
        ------
        coterie.errors.InputError
            For a name that is not an option and for a value that is not allowed.

        Examples
        --------
        >>> Options.read({"k-max": 8}).k_max
        8
        """
        named = {name.replace("-", "_"): value for name, value in values.items()}
        try:
            return cls.model_validate(named)
        except ValidationError as error:
            raise _explain(error.errors()[0], tuple(cls.model_fields)) from error


def _each(given: object) -> Iterable[Any]:
    """Return several values, also from text with commas; "none" is none."""
    if isinstance(given, str):
        return () if given.strip().lower() == "none" else given.split(",")
    return given if isinstance(given, list | tuple) else (given,)


def _whole(value: object, low: int, high: int, other: str = "") -> int:
    """Return a whole number within bounds, also from text as it comes from the command line."""
    number = int(value) if isinstance(value, str) and value.strip().isdecimal() else value
    if isinstance(number, SupportsIndex) and not isinstance(number, bool) and low <= index(number) <= high:
        return index(number)
    message = f"{other}a whole number from {low:,} to {high:,}"
    raise ValueError(message)


def _explain(error: ErrorDetails, known: tuple[str, ...]) -> errors.InputError:
    """Turn pydantic's first complaint into a sentence that names the option."""
    name = str(error["loc"][0])
    context = error.get("ctx", {})
    if error["type"] == "extra_forbidden":
        return errors.choosing.unknown_option(name, known)
    option = f"--{name.replace('_', '-')}"
    if error["type"] == "literal_error":
        choices = [choice.strip("'") for choice in str(context["expected"]).replace(" or ", ", ").split(", ")]
        key = f" {error['loc'][1]}" if len(error["loc"]) > 1 else ""
        return errors.choosing.unknown_choice(option + key, error["input"], choices)
    if error["type"] == "value_error":
        return errors.choosing.bad_value(
            option, error["input"], str(context["error"]), words=_WAYS if name == "k" else ()
        )
    return errors.choosing.bad_value(
        option, error["input"], "text" if error["type"] == "string_type" else "another kind of value"
    )
