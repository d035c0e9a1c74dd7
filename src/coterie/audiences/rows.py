"""The rows of a list: each customer's contact details as the platform wants them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from coterie.audiences.normalising import check_phones, hashed, is_hashed
from coterie.audiences.platforms import PLATFORMS, Field, For

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_BY = ("email", "phone", "device")
"""Any one of these is enough to find a person."""

_POSTAL = ("first_name", "last_name", "country", "zip")
"""All of these together are, too."""


@dataclass(frozen=True)
class Written:
    """Every customer's row, whether they are listed or not.

    Attributes
    ----------
    rows : polars.DataFrame
        As the platform wants them.
    reachable : polars.Series of Boolean
        Who can be found by what their row holds.
    before : dict of str to polars.Series of Boolean
        By contact detail, which values were hashed already.
    lost : dict of str to polars.Series of Boolean
        By contact detail, which values are none of their kind.
    """

    rows: pl.DataFrame
    reachable: pl.Series
    before: dict[str, pl.Series]
    lost: dict[str, pl.Series]

    def listed(self, wanted: pl.Series) -> pl.Series:
        """Return who is listed: of several customers with the same row, the first."""
        some = wanted & self.reachable
        number = pl.int_range(self.rows.height, eager=True)
        first = self.rows.with_columns(_number=number).filter(some).unique(self.rows.columns, keep="first")["_number"]
        return number.is_in(first.implode())

    def still_on_it(self, listed: pl.Series) -> pl.Series:
        """Return who is reached by the list, themselves or as another with the same row."""
        number = pl.int_range(self.rows.height, eager=True)
        rows = self.rows.with_columns(_number=number)
        reached = rows.join(self.rows.filter(listed).unique(), on=self.rows.columns, how="semi", nulls_equal=True)
        return number.is_in(reached["_number"].implode())

    def already_hashed(self, wanted: pl.Series) -> int:
        """Count values that were hashed before."""
        return sum(int((each & wanted).sum()) for each in self.before.values())

    def unreadable(self, wanted: pl.Series) -> dict[str, int]:
        """Count values that are none of their kind, by contact detail."""
        counted = {kind: int((each & wanted).sum()) for kind, each in self.lost.items()}
        return {kind: n for kind, n in counted.items() if n}


def written(
    frame: pl.DataFrame,
    contacts: Mapping[Any, str],
    platform: For,
    *,
    key: str | None,
    keep: Sequence[str],
    country: str | None,
) -> Written:
    """Write every customer's row.

    Parameters
    ----------
    frame : polars.DataFrame
        Assignments with the columns of contact details.
    contacts : mapping of str to str
        The column by contact detail.
    platform : str
        Whom the list is for.
    key : str or None
        The id column.
    keep : sequence of str
        Columns to carry along, for "csv".
    country : str or None
        Where phone numbers without a country code are from.

    Examples
    --------
    >>> frame = pl.DataFrame({"mail": ["Ann@example.com", "none", None]})
    >>> found = written(frame, {"email": "mail"}, "linkedin", key=None, keep=(), country=None)
    >>> found.reachable.to_list(), found.lost["email"].to_list(), found.rows["email"][0][:8]
    ([True, False, False], [False, True, False], '71d4f55f')
    """
    if platform == "csv":
        shown = [name for name in (key, "segment_id", "segment", *keep) if name and name in frame.columns]
        everyone = pl.repeat(value=True, n=frame.height, dtype=pl.Boolean, eager=True)
        return Written(frame.select(list(dict.fromkeys(shown))), everyone, {}, {})
    fields = [field for field in PLATFORMS[platform].fields if field.contact in contacts]
    cells = {field.contact: _cells(frame[contacts[field.contact]]) for field in fields}
    if "phone" in cells:
        check_phones()
    values = {field.contact: [_value(field, text, country) for text in cells[field.contact]] for field in fields}
    rows = pl.DataFrame([pl.Series(field.header, values[field.contact], dtype=pl.String) for field in fields])
    known = {kind: pl.Series(each, dtype=pl.String).is_not_null() for kind, each in values.items()}
    return Written(
        rows,
        _reachable(known, frame.height),
        {
            kind: pl.Series([text is not None and is_hashed(text) for text in cells[kind]], dtype=pl.Boolean)
            for kind in cells
        },
        {
            kind: pl.Series([text is not None for text in cells[kind]], dtype=pl.Boolean) & ~known[kind]
            for kind in cells
        },
    )


def _cells(column: pl.Series) -> list[str | None]:
    """Return texts, empty ones as missing; a phone number or postcode read as a number without its point."""
    whole = column.cast(pl.Int64) if column.dtype.is_float() and (column.drop_nulls() % 1 == 0).all() else column
    return [text if text and text.strip() else None for text in whole.cast(pl.String).to_list()]


def _value(field: Field, text: str | None, country: str | None) -> str | None:
    if text is None:
        return None
    if is_hashed(text):
        return None if field.plain else hashed(text)
    found = field.write(text, country) if field.contact == "phone" else field.write(text)
    return found if found is None or field.plain else hashed(found)


def _reachable(known: Mapping[Any, pl.Series], n: int) -> pl.Series:
    found = pl.repeat(value=False, n=n, dtype=pl.Boolean, eager=True)
    for kind in _BY:
        if kind in known:
            found |= known[kind]
    if all(kind in known for kind in _POSTAL):
        postal = known[_POSTAL[0]]
        for kind in _POSTAL[1:]:
            postal &= known[kind]
        found |= postal
    return found
