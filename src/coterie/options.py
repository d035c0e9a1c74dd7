"""What a person may choose about a segmentation; one place for Python, the command line and the TOML file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from coterie import errors
from coterie.schema import ColumnType

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic_core import ErrorDetails


class Options(BaseModel):
    """Options of a segmentation. Build them with `Options.read`, whose errors are written for people.

    Attributes
    ----------
    encoding, sheet, header_row : str, str and int, or None
        How to read the file, where it is not found by itself: see `coterie.sources.read`.
    id : str or None
        The column that identifies a customer; None: found by itself.
    features : tuple of str or None
        The columns to build segments on; None: every numeric column that is fit for it.
    describe, ignore : tuple of str
        Columns that only describe segments; columns left out.
    type : dict of str to str
        Corrected column types.
    role : dict of str to str
        Which column plays a role of the catalogue: {"income": "Salary"}.
    k : "auto" or int
        Number of segments.
    k_max : int
        The largest number of segments tried.
    impute, transform, scale : str
        See `coterie.preparation.Preparation`.
    catalogue : str
        "bank", "none", or the path of a TOML file of archetypes.
    seed : int
        Of all chance.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    encoding: str | None = None
    sheet: str | None = None
    header_row: int | None = Field(default=None, ge=1)
    id: str | None = None
    features: tuple[str, ...] | None = None
    describe: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    type: dict[str, ColumnType] = Field(default_factory=dict)
    role: dict[str, str] = Field(default_factory=dict)
    k: Literal["auto"] | int = "auto"
    k_max: int = Field(default=12, ge=1, le=100)
    impute: Literal["median", "mean"] = "median"
    transform: Literal["auto", "none"] = "auto"
    scale: Literal["zscore", "robust", "none"] = "zscore"
    catalogue: str = "bank"
    seed: int = Field(default=0, ge=0, lt=2**32)

    @field_validator("features", "describe", "ignore", mode="before")
    @classmethod
    def _one_name_is_a_list_of_one(cls, value: object) -> object:
        return (value,) if isinstance(value, str) else value

    @field_validator("k", mode="before")
    @classmethod
    def _k_in_range(cls, value: object) -> object:
        if value == "auto":
            return value
        number = int(value) if isinstance(value, str) and value.strip().isdigit() else value
        if not isinstance(number, int) or isinstance(number, bool) or not 1 <= number <= 255:
            message = "'auto' or a whole number from 1 to 255"
            raise ValueError(message)
        return number

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


def _explain(error: ErrorDetails, known: tuple[str, ...]) -> errors.InputError:
    """Turn pydantic's first complaint into a sentence that names the option."""
    name = str(error["loc"][0])
    context = error.get("ctx", {})
    if error["type"] == "extra_forbidden":
        return errors.unknown_option(name, known)
    option = f"--{name.replace('_', '-')}"
    if error["type"] == "literal_error":
        choices = [choice.strip("'") for choice in str(context["expected"]).replace(" or ", ", ").split(", ")]
        key = f" {error['loc'][1]}" if len(error["loc"]) > 1 else ""
        return errors.unknown_choice(option + key, error["input"], choices)
    if error["type"] == "value_error":
        return errors.bad_value(option, error["input"], str(context["error"]))
    must = error["msg"].removeprefix("Input should be ").removeprefix("a valid ")
    return errors.bad_value(option, error["input"], must)
