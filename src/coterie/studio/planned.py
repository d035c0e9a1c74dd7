"""The plan of a project's table, kept as long as neither the table nor what was chosen changes."""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coterie import errors
from coterie.options import Options
from coterie.readiness import examine
from coterie.studio.sources import source_of, stamp_of
from coterie.transactions import tables_of
from coterie.views.exploring.columns import Columns, columns_view
from coterie.views.planning import Plan, plan

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from coterie.sources import Table
    from coterie.studio.store import Project
    from coterie.transactions import Beside

_TABLES, _PLANS = 2, 8
_JOINED = ("customers", "customers_id", "customers_table", "unmatched")


@dataclass(frozen=True)
class Planned:
    """A table, and what would be done with it."""

    plan: Plan
    columns: Columns
    problem: errors.InputError | None


class Plans:
    """The plans of all projects; the last few stay."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._tables: OrderedDict[str, Any] = OrderedDict()
        self._plans: OrderedDict[str, Planned] = OrderedDict()

    def of(self, project: Project, options: Mapping[str, Any]) -> Planned:
        """Return the plan of a project's table.

        Raises
        ------
        coterie.errors.InputError
            As `coterie.inspect`.
        """
        chosen = Options.read(options)
        where = [project.id, project.source, stamp_of(project.source)]
        reading = {name: options[name] for name in options if name in {*chosen.reading, *_JOINED}}
        with self._lock:  # one at a time: each may be as large as memory allows
            found, beside = _known(
                self._tables, [where, reading], _TABLES, lambda: tables_of(source_of(project.source), chosen)
            )
            made = _known(self._plans, [where, options], _PLANS, lambda: _planned(found, beside, chosen))
        planned: Planned = made
        return planned

    def forget(self, project: str) -> None:
        """Forget what is known of a project's table."""
        with self._lock:
            for kept in (self._tables, self._plans):
                for key in [key for key in kept if json.loads(key)[0][0] == project]:
                    del kept[key]


def _known(kept: OrderedDict[str, Any], key: object, most: int, make: Callable[[], Any]) -> Any:  # noqa: ANN401 - what is made
    said = json.dumps(key, sort_keys=True, default=str)
    if said not in kept:
        kept[said] = make()
        while len(kept) > most:
            kept.popitem(last=False)
    kept.move_to_end(said)
    return kept[said]


def _planned(table: Table, beside: Beside | None, options: Options) -> Planned:
    readiness = examine(table, options, beside)
    found = plan(table, readiness)
    return Planned(found, columns_view(found, readiness), readiness.problem)
