"""What is said of one customer of a request: as `coterie explain` says it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from coterie import errors
from coterie.explanation import explained
from coterie.json_form import as_plain
from coterie.service import answers, problems
from coterie.service.scoring import placed
from coterie.service.strict_json import parse
from coterie.views.explained import explained_view

if TYPE_CHECKING:
    from coterie.service.served import Served


def explain(served: Served, body: bytes) -> bytes:
    """Return why a customer is in their segment, and what would move them.

    Raises
    ------
    coterie.service.problems.Problem
    """
    customer = parse(body, served.contract.names)
    score = placed(served, customer)
    if score.segment_id is None:
        raise problems.nothing_known()
    said = _explained(served, customer)
    said["customer"]["id"] = None if score.id is None else str(score.id)
    return answers.plain({"artefact": served.artefact, "alias": served.alias, **said})


def _explained(served: Served, customer: dict[str, Any]) -> dict[str, Any]:  # whatever JSON holds
    columns = served.scorer.description.columns  # without the id: a table's reading cleans it, and the row is known
    frame = pl.DataFrame([pl.Series(each.name, [customer[each.name]], strict=False) for each in columns])
    try:
        found = explained(served.segmentation, frame, id="1", checks="lenient")
    except errors.DataRefused:
        raise problems.nothing_known() from None
    view = explained_view(served.segmentation, found, names=(served.alias, None))
    told: dict[str, Any] = as_plain({"customer": view.customer, "doubts": view.remarks})  # type: ignore[assignment] # an object
    return told
