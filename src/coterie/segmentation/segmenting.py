"""The verb `segment`: fit, and describe the K that is asked for or found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coterie.naming import checked_names, load_catalogue
from coterie.options import Options, takes_options
from coterie.segmentation.describing import describe_as
from coterie.segmentation.fitting import How, fit_with

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

    from coterie.engines import EngineName, Plan, Progress
    from coterie.segmentation.nouns import Result


@takes_options(Options)
def segment(
    customers: object,
    *,
    engine: EngineName = "auto",
    folder: str | os.PathLike[str] | None = None,
    on_progress: Progress | None = None,
    on_plan: Plan | None = None,
    names: Mapping[int, str] | None = None,
    **options: Any,  # noqa: ANN401 - checked by Options
) -> Result:
    """Segment customers: `fit` and `describe` in one.

    Parameters
    ----------
    customers : path or frame
        A CSV, Parquet, Excel or JSON lines file, a database (with `query` or `table`), or any frame that narwhals
        knows. Of purchases, where it is certain that these are what the rows are, customers are made first, as
        `coterie.summarise_transactions` does; `Segmentation.purchases` says so.
    engine : {"auto", "memory", "streaming"}
        Whether the table is held in memory or read in batches, which Parquet and plain text can be; "auto" holds what
        fits.
    folder : path or None
        Where a table that is read in batches is worked on, with room on disk; None: where the system keeps temporary
        files.
    on_progress : callable or None
        Called with the stage, the steps done and the steps in all.
    on_plan : callable or None
        Called with a line that says what will be done with a large file, and what time and memory it will take, about.
    names : mapping of int to str or None
        Names that you give segments, by segment id: they stand before those of a catalogue.
    **options
        See `coterie.options.Options`.

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
    chosen, given = Options.read(options), checked_names(names)
    load_catalogue(chosen.catalogue)  # a wrong one is told now, not after the work
    fitted = fit_with(customers, chosen, How(engine, folder, on_progress, on_plan))
    return describe_as(fitted, chosen, given)
