"""Dates of a frame as days before a day, for the scikit-learn clusterer, which takes numbers alone."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

_DAY = 86_400_000  # thousandths of a second


def last_date(X: Any) -> date | None:  # noqa: ANN401 - a frame of any kind, or whatever scikit-learn takes
    """Return the last date of a frame; None where it has none, and for what is no frame.

    Examples
    --------
    >>> import polars as pl
    >>> last_date(pl.DataFrame({"joined": [date(2024, 2, 29), None], "age": [20, 30]}))
    datetime.date(2024, 2, 29)
    """
    frame = _framed(X)
    days = [] if frame is None else [frame[name].max() for name in _dates(frame)]
    found = max((day for day in days if day is not None and day == day), default=None)  # noqa: PLR0124 - NaT is not itself
    return found.date() if isinstance(found, datetime) else found


def as_days(X: Any, last: date | None) -> Any:  # noqa: ANN401 - as above
    """Return a frame with its dates as days before a day; anything else, and without a day, as it is.

    Examples
    --------
    >>> import polars as pl
    >>> as_days(pl.DataFrame({"joined": [date(2024, 2, 28)]}), date(2024, 2, 29))["joined"].to_list()
    [1.0]
    """
    frame = None if last is None else _framed(X)
    names = [] if frame is None else _dates(frame)
    if frame is None or last is None or not names:
        return X
    import narwhals as nw  # noqa: PLC0415 - only frames with dates need it

    start = last.toordinal() - date(1970, 1, 1).toordinal()
    return frame.with_columns(
        (nw.lit(start) - _clock(frame, name).dt.timestamp("ms").cast(nw.Float64) // _DAY).alias(name) for name in names
    ).to_native()


def _clock(frame: Any, name: str) -> Any:  # noqa: ANN401 - a narwhals frame, and a column of it
    """Return a column of dates, or of times as the clock showed them."""
    import narwhals as nw  # noqa: PLC0415 - as above

    zone = getattr(frame.schema[name], "time_zone", None)
    return nw.col(name) if zone is None else nw.col(name).dt.replace_time_zone(None)


def _framed(X: Any) -> Any:  # noqa: ANN401 - as above
    import narwhals as nw  # noqa: PLC0415 - matrices need it not

    frame = nw.from_native(X, pass_through=True)
    return frame if isinstance(frame, nw.DataFrame) else None


def _dates(frame: Any) -> list[str]:  # noqa: ANN401 - a narwhals frame
    import narwhals as nw  # noqa: PLC0415 - as above

    return [name for name, kind in frame.schema.items() if isinstance(kind, nw.Date | nw.Datetime)]
