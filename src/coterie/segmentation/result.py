"""The result of segmenting: a segmentation, and the customers it was made from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from coterie import errors
from coterie.clustering import Sweep
from coterie.engines import ByCustomer
from coterie.evidence import Judgement
from coterie.projection import CustomerMap
from coterie.segmentation.nouns import Segmentation
from coterie.segmentation.tables import centers_table, criteria_table, profiles_table, sweep_table
from coterie.showing import Shown
from coterie.sources import to_kind

if TYPE_CHECKING:
    import polars as pl

    from coterie.evidence import KChoice, Verdict
    from coterie.segmentation.nouns import Segment


@dataclass(frozen=True, eq=False, repr=False)
class Result(Shown):
    """A segmentation and the customers it was made from.

    Frames and columns are of the kind that came in: pandas for pandas, under its index; Polars for a file. That does
    not depend on the size of the table.

    Attributes
    ----------
    segmentation : Segmentation
        What can be saved, shown and used again.
    customers : ByCustomer
        Where `assignments`, `labels` and `silhouettes` come from.
    sweep : Sweep
        Every K tried, with its labels.
    customer_map : CustomerMap
        A sample of customers on two principal components.
    judgement : Judgement
        What evidence says of the segments, customer by customer where it does.

    Examples
    --------
    >>> import coterie
    >>> customers = coterie.datasets.bank_customers(n=500)
    >>> result = coterie.segment(customers, k=3)
    >>> customers.with_columns(result.labels)["segment_id"].null_count()
    0
    """

    segmentation: Segmentation
    customers: ByCustomer
    sweep: Sweep
    customer_map: CustomerMap
    judgement: Judgement

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The segments, the largest first."""
        return self.segmentation.segments

    @property
    def choice(self) -> KChoice:
        """Which K was chosen, and why."""
        return self.segmentation.choice

    @property
    def names(self) -> dict[int, str]:
        """The segments' names by id: ``result.labels.map(result.names)`` in pandas."""
        found = zip(self.segmentation.identities.segments, self.segmentation.names.names, strict=True)
        return {identity.id: name.name for identity, name in found}

    @property
    def inertia(self) -> float:
        """Sum of squared distances of prepared customers to their centroid."""
        return self.segmentation.inertia

    @property
    def silhouette(self) -> float | None:
        """The mean silhouette with Euclidean distances; None for one segment."""
        return self.segmentation.silhouette

    @property
    def verdict(self) -> Verdict | None:
        """What kind of segments these are (`verdict.kind`), and why; None without evidence."""
        return self.judgement.verdict

    @cached_property
    def assignments(self) -> Any:  # noqa: ANN401 - the caller's own kind of frame
        """Every customer's segment, the next nearest one, and how clearly they belong to theirs: one row per customer.

        Rows that repeat a customer have no row of their own here; `labels` has one value for every row that came in.
        """
        return self.customers.frame(list(self.names.values()), list(self.names))

    def scan_assignments(self) -> pl.LazyFrame:
        """Return the assignments as a lazy Polars frame: of a table larger than memory they are never held whole.

        Examples
        --------
        >>> import coterie
        >>> result = coterie.segment(coterie.datasets.bank_customers(n=500), k=3)
        >>> result.scan_assignments().collect().height
        499
        """
        return assignments_of(self).lazy()

    @cached_property
    def labels(self) -> Any:  # noqa: ANN401 - the caller's own kind of column
        """The segment of every row that came in, in its order and under its index; missing where there is none.

        A row that repeats a customer has that customer's segment, and so has every purchase.
        """
        return self.customers.labels(list(self.names))

    @cached_property
    def silhouettes(self) -> Any:  # noqa: ANN401 - the caller's own kind of column
        """The silhouette of every row that came in, in its order and under its index; computed when first asked for.

        Of more than 10,000 customers each is compared with a random sample of every segment, 4,000 in all.
        """
        return self.customers.silhouettes()

    @cached_property
    def centers(self) -> Any:  # noqa: ANN401 - the caller's own kind of frame
        """The centroids in original units: a row for each segment, a column for each feature.

        Of a feature that was transformed the value whose transform is the mean transform, of a category its share.
        """
        return to_kind(centers_table(self.segmentation), self._kind)

    @cached_property
    def profiles(self) -> Any:  # noqa: ANN401 - the caller's own kind of frame
        """What each segment looks like: customers, share, means and most common categories; a row for each segment.

        Medians, spreads and every share stand in `segments`, by column.
        """
        return to_kind(profiles_table(self.segmentation), self._kind)

    @cached_property
    def sweep_table(self) -> Any:  # noqa: ANN401 - the caller's own kind of frame
        """Inertia and silhouettes of every number of segments tried."""
        return to_kind(sweep_table(self.segmentation), self._kind)

    @cached_property
    def criteria(self) -> Any:  # noqa: ANN401 - the caller's own kind of frame
        """What every criterion says of every number of segments; missing where it says nothing."""
        return to_kind(criteria_table(self.judgement.card), self._kind)

    @property
    def _kind(self) -> str:
        """The kind of frame that came in; of a lazy one, the same held: these tables are small."""
        return "polars" if self.customers.kind == "polars-lazy" else self.customers.kind


def segmentation_of(given: object, *, name: str = "segmentation") -> Segmentation:
    """Return the segmentation of a result, or the one given; `name` is the parameter, for the message about others.

    Raises
    ------
    coterie.errors.OptionError

    Examples
    --------
    >>> import coterie
    >>> result = coterie.segment(coterie.datasets.bank_customers(n=500), k=3)
    >>> segmentation_of(result) is segmentation_of(result.segmentation)
    True
    """
    found = given.segmentation if isinstance(given, Result) else given
    if not isinstance(found, Segmentation):
        raise errors.choosing.no_result(name, found, "coterie.segment or coterie.load")
    return found


def assignments_of(result: Result) -> pl.DataFrame | pl.LazyFrame:
    """Return the assignments as they are written: a Polars frame, lazy where customers are not held."""
    return result.customers.table(list(result.names.values()), list(result.names))
