"""What is taken along: the files that the commands write, under the names that were given."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from coterie.artefact import to_bytes
from coterie.assignments import write_csv
from coterie.options import written
from coterie.outputs import ARTEFACT, REPORT, SUMMARY
from coterie.remarks import say
from coterie.report.files import page_as
from coterie.views.exploring.listing import list_of, on_list
from coterie.views.sheets import sheets
from coterie.workbook import write_report_workbook, write_workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from coterie.segmentation import Segmentation
    from coterie.studio.kept import Kept

WORKBOOK, PLAN = "report.xlsx", "plan.toml"

FILES: Mapping[str, tuple[str, Callable[[Segmentation], bytes]]] = {
    REPORT: ("text/html; charset=utf-8", lambda found: page_as(found, "html", stem="report")),
    WORKBOOK: (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        lambda found: write_report_workbook(sheets(found)),
    ),
    SUMMARY: ("application/json", lambda found: page_as(found, "json", stem="report")),
    ARTEFACT: ("application/zip", to_bytes),
}
"""By name: the media type, and what makes them; the same bytes as the commands write."""

LISTS = {"csv": "text/csv; charset=utf-8", "xlsx": FILES[WORKBOOK][0]}
"""What a list can be written as."""


def plan_of(options: Mapping[str, Any], k: int) -> str:  # each option has its own type
    """Return the file of options that leads the command to the same segments.

    Parameters
    ----------
    options : mapping
        Those that a run was made with.
    k : int

    Examples
    --------
    >>> print(plan_of({"ignore": ["zip"]}, 6).splitlines()[-2:])
    ['ignore = ["zip"]', 'k = 6']
    """
    return written({**options, "k": k}, say("studio.plan_heading"))


def list_as(kind: str, kept: Kept, segmentation: Segmentation, *, segments: Sequence[int], clear: bool) -> bytes:
    """Return a list of customers as a file.

    Parameters
    ----------
    kind : {"csv", "xlsx"}
    kept : Kept
    segmentation : Segmentation
        Of one number of segments.
    segments : sequence of int
        Whose customers.
    clear : bool
        Whether those who stand on a border are left out.
    """
    k = len(segmentation.segments)
    names = {each.id: each.name.name for each in segmentation.segments}
    members = on_list(kept.customers, k, segments, clear=clear)
    out = io.BytesIO()
    (write_csv if kind == "csv" else write_workbook)(list_of(members, k, names, columns=kept.columns, key=kept.id), out)
    return out.getvalue()
