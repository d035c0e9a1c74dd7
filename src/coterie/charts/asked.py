"""The charts that a person asks for: each takes a result and returns a chart of Altair, to show, change or save."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie import errors
from coterie.charts.customer_map import customer_map
from coterie.charts.elbow_curve import elbow_curve
from coterie.charts.profile_grid import profile_grid
from coterie.charts.segment_sizes import segment_sizes
from coterie.charts.silhouette_curve import silhouette_curve
from coterie.charts.silhouette_plot import silhouette_plot
from coterie.segmentation import Result, Segmentation, segmentation_of
from coterie.views import summary_of

if TYPE_CHECKING:
    import altair as alt


def elbow(result: Result | Segmentation) -> alt.LayerChart:
    """Draw the inertia of every number of segments tried, the chosen one marked.

    Parameters
    ----------
    result : Result or Segmentation
        From `coterie.segment` or `coterie.load`.

    Examples
    --------
    >>> import coterie
    >>> result = coterie.segment(coterie.datasets.bank_customers(n=500), k=3)
    >>> elbow(result).description[-10:]
    'Chosen: 3.'
    """
    summary = summary_of(_segmentation(result))
    return _on_white(elbow_curve(summary.sweep, chosen=summary.choice.k))


def silhouette_by_k(result: Result | Segmentation) -> alt.LayerChart:
    """Draw the mean silhouette of every number of segments tried, the chosen one marked.

    Parameters
    ----------
    result : Result or Segmentation
        From `coterie.segment` or `coterie.load`, of more than one segment.

    Examples
    --------
    >>> import coterie
    >>> result = coterie.segment(coterie.datasets.bank_customers(n=500), k=3)
    >>> silhouette_by_k(result).description[:15]
    'Mean silhouette'
    """
    summary = summary_of(_segmentation(result))
    drawn = silhouette_curve(summary.sweep, chosen=summary.choice.k)
    if drawn is None:
        raise errors.choosing.nothing_to_draw("silhouette_by_k", "one segment has no silhouette")
    return _on_white(drawn)


def silhouettes(result: Result) -> alt.LayerChart:
    """Draw the silhouette of every customer, segment by segment, the best fitting first (Rousseeuw 1987).

    Parameters
    ----------
    result : Result
        From `coterie.segment`, of more than one segment.

    Examples
    --------
    >>> import coterie
    >>> result = coterie.segment(coterie.datasets.bank_customers(n=500), k=3)
    >>> silhouettes(result).description[:39]
    'Silhouettes of 499 customers by segment'
    """
    given = _result(result)
    if len(given.segments) < 2:
        raise errors.choosing.nothing_to_draw("silhouettes", "one segment has no silhouette")
    labels = given.scan_assignments().select("segment_id").collect().to_series()
    return _on_white(silhouette_plot(given.customers.measured(), labels, given.names))


def map(result: Result) -> alt.LayerChart:
    """Draw a dot for each customer, up to 5,000, on the two directions in which they differ most.

    Parameters
    ----------
    result : Result
        From `coterie.segment`, of two features at least.

    Examples
    --------
    >>> import coterie
    >>> result = coterie.segment(coterie.datasets.bank_customers(n=500), k=3)
    >>> map(result).description[:35]
    'Map of 499 of 499 customers in 3 se'
    """
    given = _result(result)
    if not given.customer_map.axes[1]:
        raise errors.choosing.nothing_to_draw("map", "one feature makes no map")
    return _on_white(customer_map(given.customer_map))


def sizes(result: Result | Segmentation) -> alt.LayerChart:
    """Draw how many customers each segment has.

    Parameters
    ----------
    result : Result or Segmentation
        From `coterie.segment` or `coterie.load`.

    Examples
    --------
    >>> import coterie
    >>> result = coterie.segment(coterie.datasets.bank_customers(n=500), k=3)
    >>> sizes(result).description[:29]
    'Customers in each segment: 0 '
    """
    return _on_white(segment_sizes(summary_of(_segmentation(result)).segments))


def profiles(result: Result | Segmentation) -> alt.LayerChart:
    """Draw how far every segment lies from the average customer in each number, with its mean in original units.

    Parameters
    ----------
    result : Result or Segmentation
        From `coterie.segment` or `coterie.load`.

    Examples
    --------
    >>> import coterie
    >>> result = coterie.segment(coterie.datasets.bank_customers(n=500), k=3)
    >>> profiles(result).description[:31]
    'Means of 3 segments in 4 column'
    """
    summary = summary_of(_segmentation(result))
    drawn = profile_grid(summary)
    if drawn is None:
        raise errors.choosing.nothing_to_draw("profiles", "no column holds numbers")
    return _on_white(drawn)


def _on_white(chart: alt.LayerChart) -> alt.LayerChart:
    """Return a chart that reads in a dark notebook, too: its ink is dark."""
    return chart.properties(background="white")


def _segmentation(given: object) -> Segmentation:
    return segmentation_of(given, name="result")


def _result(given: object) -> Result:
    if isinstance(given, Result):
        return given
    raise errors.choosing.no_result("result", given, "coterie.segment")
