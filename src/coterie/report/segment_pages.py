"""The pages of single segments: HTML files that stand in a folder beside the first page, and lead back to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.charts.front import scale, strip
from coterie.remarks import say
from coterie.report.directions import in_order, names_in
from coterie.report.overline import overline, title_of
from coterie.report.page import environment, hashed, stylesheet
from coterie.views.spoken import spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.views.front.value import Value
    from coterie.views.front.who import Row
    from coterie.views.segment_page import SegmentPage
    from coterie.views.summary import Summary


def file_of(segment: int) -> str:
    """Return the name of a segment's page.

    Examples
    --------
    >>> file_of(3)
    'segment-3.html'
    """
    return f"segment-{segment}.html"


def segment_files(pages: Sequence[SegmentPage], summary: Summary, value: Value | None, *, back: str) -> dict[str, str]:
    """Return the pages of all segments, by the names of their files.

    Parameters
    ----------
    pages : sequence of SegmentPage
        In the order of the first page.
    summary : Summary
    value : Value or None
        How the worth is shared out.
    back : str
        Where the first page lies, seen from them.

    Examples
    --------
    >>> import coterie
    >>> from coterie.views import summary_of
    >>> from coterie.views.segment_page import segment_pages
    >>> found = coterie.segment(coterie.datasets.bank_customers(n=500), k=3, evidence="none").segmentation
    >>> sorted(segment_files(segment_pages(found), summary_of(found), None, back="../report.html"))
    ['segment-0.html', 'segment-1.html', 'segment-2.html']
    """
    css, title = stylesheet(), title_of(summary)
    with spoken(summary):
        template = environment().get_template("segment.html.j2")
        known = tuple(names_in(summary))
        named = [(page.row.name, file_of(page.row.id)) for page in pages]
        return {
            file_of(page.row.id): in_order(
                template.render(
                    page=page,
                    summary=summary,
                    title=title,
                    overline=overline(summary, title),
                    lead=_lead(page.row, value),
                    back=back,
                    earlier=named[at - 1] if at else None,
                    later=named[at + 1] if at + 1 < len(named) else None,
                    strip=strip,
                    scale=scale,
                    css=css,
                    css_hash=hashed(css),
                ),
                known,
            )
            for at, page in enumerate(pages)
        }


def _lead(row: Row, value: Value | None) -> str:
    if value is None or not row.value:
        return say("alone.lead", people=row.size, share=row.share)
    facts = {"people": row.size, "share": row.share, "held": row.value, "value": value.label}
    return say("alone.lead_between", between=row.between, **facts) if row.between else say("alone.lead_value", **facts)
