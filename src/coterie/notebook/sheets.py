"""What each noun shows of itself: made of the views that the report and the terminal draw."""

from __future__ import annotations

from functools import partial, singledispatch
from typing import TYPE_CHECKING

from coterie.charts.customer_map import customer_map
from coterie.charts.elbow_curve import elbow_curve
from coterie.charts.silhouette_curve import silhouette_curve
from coterie.charts.svg import to_svg
from coterie.charts.theme import colour
from coterie.evidence import Judgement, keep
from coterie.inspecting import Inspection
from coterie.naming.catalogue import card_of
from coterie.notebook.page import unique
from coterie.notebook.sheet import Grid, Picture, Sheet
from coterie.number_format import count, readable
from coterie.remarks import words
from coterie.segmentation import Result, Segmentation
from coterie.sources import to_polars
from coterie.transactions import TransactionSummary
from coterie.views import page_view, summary_of
from coterie.views.criteria import criteria
from coterie.views.headline import headline
from coterie.views.segment_table import segment_table
from coterie.views.summary import Tried
from coterie.views.trust import beside_verdict
from coterie.views.verdict import verdict_view

if TYPE_CHECKING:
    import polars as pl

    from coterie.evidence import kept
    from coterie.projection import CustomerMap
    from coterie.views import PageView, Summary

MOST_DOTS = 1_500
"""Customers on the map of a notebook."""

_ROWS = 30
_FEW = 5


@singledispatch
def sheet_of(noun: object) -> Sheet:
    """Return what a noun shows.

    Examples
    --------
    >>> import coterie
    >>> result = coterie.segment(coterie.datasets.bank_customers(n=500), k=3)
    >>> sheet_of(result).headline
    'Three reproducible segments among 499 customers'
    """
    return Sheet(f"{type(noun).__name__}")


@sheet_of.register
def _(result: Result) -> Sheet:
    return _of_segments(
        result.segmentation,
        result.customer_map,
        "Go on with .labels, .assignments, .profiles, .centers, .criteria; coterie.charts; "
        'coterie.write_report(result, "report.html"); coterie.save(result, "segments.coterie").',
    )


@sheet_of.register
def _(segmentation: Segmentation) -> Sheet:
    return _of_segments(segmentation, None, "Give customers their segment with coterie.score(segmentation, customers).")


def _of_segments(segmentation: Segmentation, drawn: CustomerMap | None, hint: str) -> Sheet:
    summary, layout = summary_of(segmentation), card_of(segmentation.names)
    view, table = page_view(summary, layout), segment_table(summary, layout)
    more = f"{table.more} more columns in the report." if table.more else ""
    return Sheet(
        headline=view.headline,
        grid=Grid(
            table.titles, table.rows, colours=tuple(colour(segment.id) for segment in summary.segments), more=more
        ),
        lines=_said(view),
        pictures=partial(_pictures, summary, drawn),
        hint=hint,
        kind="" if summary.verdict is None else summary.verdict.kind,
    )


def _said(view: PageView) -> tuple[tuple[str, str], ...]:
    """Say why this K, what kind of segments these are, and what to beware of: a verdict with its caveats."""
    summary, verdict = view.summary, view.trust.verdict
    why = ("Why", summary.choice.reason)
    doubts = () if summary.purchases is None else summary.purchases.doubts
    warnings = [("Beware", each) for each in (*doubts, *(each.message for each in view.trust.warnings))]
    if len(warnings) > _FEW:
        warnings = [*warnings[:_FEW], ("", f"{len(warnings) - _FEW} more warnings in the report.")]
    if verdict is None:
        return (why, ("Evidence", "None was gathered: nothing says whether these segments stand apart."), *warnings)
    remarks = [("", remark) for remark in verdict.remarks]
    return (
        (verdict.label, verdict.finding),
        *([("", view.cut)] if view.cut else []),
        *remarks,
        *warnings,
        *([("What that means", verdict.meaning)] if verdict.meaning else []),
        why,
    )


def _pictures(summary: Summary, drawn: CustomerMap | None) -> tuple[Picture, ...]:
    """Draw the map, and the silhouette of every K; without a map the elbow."""
    made = []
    if drawn is not None and drawn.axes[1]:
        made.append(_picture("Where they lie", "map", customer_map(drawn, most=MOST_DOTS)))
    made += _curves(summary.sweep, summary.choice.k)
    return tuple(made[:2])


def _curves(sweep: tuple[Tried, ...], chosen: int) -> list[Picture]:
    if len(sweep) < 2:
        return []
    silhouettes = silhouette_curve(sweep, chosen=chosen)
    drawn = [_picture("Silhouette by number of segments", "silhouettes", silhouettes)] if silhouettes else []
    return [*drawn, _picture("Inertia by number of segments", "elbow", elbow_curve(sweep, chosen=chosen))]


def _picture(title: str, name: str, chart: object) -> Picture:
    return Picture(title, to_svg(chart, name=unique(name, chart.to_dict())))  # type: ignore[attr-defined, arg-type] # charts of Altair


@sheet_of.register
def _(judgement: Judgement) -> Sheet:
    found = keep(judgement)
    verdict, shown = found.verdict, verdict_view(found.verdict)
    warnings = tuple(("Beware", each.message) for each in beside_verdict(found.warnings)[:_FEW])
    said = () if shown is None else ((shown.label, shown.finding),)
    means = () if verdict is None else (("What that means", verdict.meaning),) * bool(verdict.meaning)
    row = judgement.card[judgement.k]
    customers = round(row.smallest / row.smallest_share)
    return Sheet(
        headline=headline(judgement.k, customers, verdict),
        grid=_criteria(found.k_card, judgement.k),
        lines=(
            *said,
            *warnings,
            *means,
            *((("Why", found.recommendation.reason),) * bool(found.recommendation.reason)),
        ),
        pictures=lambda: tuple(_curves(_tried(found.k_card), judgement.k)),
        kind="" if verdict is None else verdict.kind,
    )


def _criteria(card: kept.KCard, chosen: int) -> Grid | None:
    """Return which K each criterion chooses."""
    found = criteria(card, chosen)
    if found is None:
        return None
    rows = [(row.name, row.choice, idea.name, row.asks) for idea in found.ideas for row in idea.rows]
    return Grid(("Criterion", "Its K", "About", "Asks"), tuple(rows), left=4)


def _tried(card: kept.KCard) -> tuple[Tried, ...]:
    return tuple(Tried(row.k, row.inertia, row.silhouette, row.silhouette_squared, 0, 0) for row in card.rows)


@sheet_of.register
def _(summary: TransactionSummary) -> Sheet:
    report = summary.report
    last = ", the last date but for those far ahead" if report.far_ahead else ", the last date"
    lines = [("Looked back from", f"{report.as_of.isoformat()}{'' if report.as_of_given else last}")]
    told = report.to_dict()
    lines += [("Left out", f"{count(each['rows'])} rows: {each['reason']}") for each in told["left_out"]]
    lines += [("", words().line(remark)) for remark in report.remarks]
    return Sheet(
        headline=f"{count(report.customers)} customers of {count(report.purchases)} purchases in "
        f"{count(report.rows_in)} rows",
        grid=_head(to_polars(summary.customers)),
        lines=tuple(lines),
        hint="Segment them with coterie.segment(summary.customers).",
    )


def _head(frame: pl.DataFrame) -> Grid:
    shown = frame.head(_FEW)
    rows = tuple(
        tuple(readable(value) if isinstance(value, float) else str(value) for value in row) for row in shown.rows()
    )
    more = f"{count(frame.height - shown.height)} more customers" if frame.height > shown.height else ""
    return Grid(tuple(frame.columns), rows, more=more)


@sheet_of.register
def _(inspection: Inspection) -> Sheet:
    plan = inspection.plan
    worst = {
        check.column: check.grade for grade in ("pass", "warn", "fail") for check in plan.checks if check.grade == grade
    }
    reasons = {check.column: f"{check.reason} {check.remedy}".strip() for check in plan.checks if check.grade != "pass"}
    rows = tuple(
        (
            each.name,
            each.type,
            each.role,
            worst.get(each.name, "pass"),
            reasons.get(each.name, each.reason),
            count(each.missing),
        )
        for each in plan.columns
    )
    lines = [("", f"{check.grade}: {check.reason} {check.remedy}") for check in plan.checks if check.column is None]
    problem = [] if inspection.problem is None else [("Not ready", str(inspection.problem))]
    return Sheet(
        headline=f"{plan.source.name}: {count(plan.source.rows)} rows, {plan.source.columns} columns; {plan.status}",
        grid=Grid(("Column", "Type", "Role", "Check", "Why, and what to do", "Missing"), rows, left=5),
        lines=(*problem, *lines),
    )
