"""The verb `segment`: fit, and describe the K that is asked for or found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.naming import checked_names, load_catalogue, namer_called
from coterie.options import Options, taken, takes_options
from coterie.remarks import speaking
from coterie.segmentation.describing import describe_as
from coterie.segmentation.fitting import How, fit_with

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from os import PathLike
    from typing import Literal

    from coterie.engines import EngineName, Plan, Progress
    from coterie.segmentation.result import Result


@takes_options()
def segment(  # noqa: PLR0913 - every option is a parameter, with a default
    source: object,
    /,
    *,
    k: Literal["auto", "elbow", "silhouette"] | int = "auto",
    features: Sequence[str] | None = None,
    encoding: str | None = None,
    sheet: str | None = None,
    header_row: int | None = None,
    query: str | None = None,
    table: str | None = None,
    id: str | None = None,
    describe: Sequence[str] = (),
    ignore: Sequence[str] = (),
    type: Mapping[str, Literal["numeric", "categorical", "boolean", "date", "text"]] | None = None,
    missing: Mapping[str, float | Sequence[float] | str] | None = None,
    decimal: Literal["auto", ".", ","] = "auto",
    count: Mapping[str, str | Sequence[str]] | str | None = None,
    returns: Mapping[str, str | Sequence[str]] | str | None = None,
    currency: str | None = None,
    customers: object | None = None,
    customers_id: str | None = None,
    customers_table: str | None = None,
    unmatched: Literal["keep", "drop"] = "keep",
    role: Mapping[str, str] | None = None,
    k_max: int = 12,
    impute: Literal["median", "mean"] = "median",
    transform: Literal["auto", "none"] = "auto",
    scale: Literal["zscore", "robust", "none"] = "zscore",
    keep: Sequence[str] = (),
    weight: Mapping[str, float] | None = None,
    evidence: Literal["quick", "full", "none"] = "quick",
    min_share: float | str = 0.0,
    max_segments: int | None = None,
    namer: str | None = None,
    catalogue: str | PathLike[str] = "auto",
    seed: int = 0,
    title: str | None = None,
    value: str | None = None,
    labels: Mapping[str, str] | None = None,
    words: str | PathLike[str] | None = None,
    locale: str | None = None,
    engine: EngineName = "auto",
    folder: str | PathLike[str] | None = None,
    on_progress: Progress | None = None,
    on_plan: Plan | None = None,
    names: Mapping[int, str] | None = None,
) -> Result:
    """Segment customers: `fit` and `describe` in one.

    Parameters
    ----------
    source : path or frame
        The customers, or purchases: a CSV, Parquet, Excel or JSON lines file, a database (with `query` or `table`), or
        any frame that narwhals knows. Of purchases, where it is certain that these are what the rows are, customers are
        made first, as `coterie.summarise_transactions` does; `Segmentation.purchases` says so. ``customers=`` alone
        means the same.
    k : {"auto", "elbow", "silhouette"} or int
        Number of segments: by all the evidence (auto), by one criterion alone, or a number (default: auto).
    features : sequence of str or None
        Columns to build the segments on, also categories and dates (default: every suitable numeric column).
    encoding : str or None
        Text encoding, e.g. cp1252 (default: detected).
    sheet : str or None
        Worksheet to read (default: the one with the most data).
    header_row : int or None
        Line or row of the header, from 1 (default: detected).
    query : str or None
        SQL SELECT to read from the database (default: none).
    table : str or None
        Table or view to read from the database (default: the only one).
    id : str or None
        The column that identifies a customer (default: detected).
    describe : sequence of str
        Columns that only describe the segments (default: the rest).
    ignore : sequence of str
        Columns to leave out (default: none).
    type : mapping of str to {"numeric", "categorical", "boolean", "date", "text"} or None
        Correct a column's type: numeric, categorical, boolean, date or text (default: inferred).
    missing : mapping of str to float or sequence of float or str or None
        Numbers that stand for "missing", such as Age=0,999; Age=none keeps every number (default: by rule).
    decimal : {"auto", ".", ","}
        The mark before decimals where the cells of a column leave it open: 1.234 or 1,234 (default: auto).
    count : mapping of str to str or sequence of str or str or None
        Words of a status or type column whose rows count, such as Status=paid,shipped; '*' for every row (default:
        by what words mean).
    returns : mapping of str to str or sequence of str or str or None
        Words of a status or type column whose rows are returns, such as type=refund (default: by what words mean).
    currency : str or None
        The currency that counts, where there are several (default: the only one).
    customers : object or None
        Table of customers to join to purchases by their ids, such as crm.csv (default: none; of a workbook, its
        sheet).
    customers_id : str or None
        The column of ids in the table of customers (default: detected).
    customers_table : str or None
        Worksheet of the table of customers, or its table in a database (default: detected).
    unmatched : {"keep", "drop"}
        What becomes of customers who bought and are not in the table of customers (default: keep).
    role : mapping of str to str or None
        Which column plays a role in the catalogue, such as income=Salary (default: by name).
    k_max : int
        Largest number of segments to try (default: 12).
    impute : {"median", "mean"}
        How to fill missing numbers (default: median).
    transform : {"auto", "none"}
        Reduce strong skew (Yeo-Johnson) (default: auto).
    scale : {"zscore", "robust", "none"}
        How to make features comparable (default: zscore).
    keep : sequence of str
        Columns to carry into the assignments as they are, never into the report (default: none).
    weight : mapping of str to float or None
        Multiply a feature's share of the squared distance, such as Income=2 (default: 1).
    evidence : {"quick", "full", "none"}
        How much evidence to gather (default: quick).
    min_share : float or str
        Smallest share of customers in a segment, such as 5% (default: 0).
    max_segments : int or None
        Largest number of segments to choose (default: no limit).
    namer : str or None
        Plug-in that names segments; a name stands where the numbers bear out what it claims (default: none).
    catalogue : str or path
        Archetypes to name segments after (default: auto).
    seed : int
        Random seed (default: 0).
    title : str or None
        Title of the page (default: what was found).
    value : str or None
        The column that says what a customer is worth: the page shows how much of it each segment holds (default:
        money that a catalogue knows).
    labels : mapping of str to str or None
        What to call a column wherever people read it, such as inc="Yearly income" (default: its name).
    words : str or path or None
        TOML file of words in another language, begun from what `coterie words` prints (default: English).
    locale : str or None
        How numbers and dates are written on the page and on the terminal, such as de or en_GB (default: as in
        English, dates as 2024-02-29).
    engine : {"auto", "memory", "streaming", "spark"}
        Whether the table is held in memory, read in batches, which Parquet and plain text can be, or worked on by
        Spark; "auto" holds what fits, and leaves a Spark DataFrame where it is.
    folder : path or None
        Where a table that is read in batches is worked on, with room on disk; None: where the system keeps temporary
        files.
    on_progress : callable or None
        Called with the stage, the steps done and the steps in all.
    on_plan : callable or None
        Called with a line that says what will be done with a large file, and what time and memory it will take, about.
    names : mapping of int to str or None
        Names that you give segments, by segment id: they stand before those of a catalogue.

    Returns
    -------
    Result

    Raises
    ------
    coterie.errors.InputError
        For customers or options that cannot be used.

    Examples
    --------
    >>> import coterie
    >>> result = coterie.segment(coterie.datasets.bank_customers(n=1000), k=6)
    >>> len(result.segments), result.segments[0].size >= result.segments[1].size
    (6, True)
    """
    chosen, given = Options(**taken(Options, locals())), checked_names(names)
    load_catalogue(chosen.catalogue)  # a wrong one is told now, not after the work
    if chosen.namer is not None:
        namer_called(chosen.namer)
    with speaking(chosen.words, labels=chosen.labels):
        fitted = fit_with(source, chosen, How(engine, folder, on_progress, on_plan))
        return describe_as(fitted, chosen, given)
