"""Comparing: two numbers of segments, or two runs of the same customers, beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fastapi import FastAPI, Request
from fastapi.responses import Response

from coterie.remarks import say
from coterie.studio.desk import Nowhere
from coterie.studio.pages import page
from coterie.views.exploring.across import same_customers
from coterie.views.exploring.moving import Side, beside
from coterie.views.spoken import spoken

if TYPE_CHECKING:
    from typing import Any

    from coterie.studio.desk import Desk
    from coterie.studio.kept import Kept
    from coterie.studio.store import Project


class _Chosen(NamedTuple):
    """A side: of which run, at which number of segments."""

    kept: Kept
    k: int

    @property
    def word(self) -> str:
        return f"{self.kept.number}:{self.k}"


def add(app: FastAPI, desk: Desk) -> None:
    """Add the address of comparing."""

    @app.get("/p/{which}/compare")
    def compare(which: str, request: Request) -> Response:
        project = desk.project(which)
        runs = _runs(desk, project)
        if not runs:
            raise Nowhere
        one, other = _sides(runs, request)
        return page("compare.html.j2", desk, project, **_facts(desk, project, (one, other), runs))


def _runs(desk: Desk, project: Project) -> list[Kept]:
    """Return what is kept of every run, the last one first."""
    found = (desk.kept(project, each.number) for each in desk.store.runs(project.id))
    return [each for each in found if each is not None]


def _sides(runs: list[Kept], request: Request) -> tuple[_Chosen, _Chosen]:
    """Return what an address asks for; what it does not say is what is recommended, and one more."""
    every = {side.word: side for kept in runs for side in _of(kept)}
    first = _Chosen(runs[0], runs[0].recommended)
    one = every.get(request.query_params.get("a", ""), first)
    next_ = next((each for each in _of(one.kept) if each.k == one.k + 1), one)
    return one, every.get(request.query_params.get("b", ""), next_)


def _of(kept: Kept) -> list[_Chosen]:
    return [_Chosen(kept, k) for k in kept.described]


def _alike(one: Kept, other: Kept) -> bool:
    """Return whether two runs are of the same customers."""
    key = None if one.id is None else f"c{one.columns.index(one.id)}"
    return one.number == other.number or same_customers(one.customers, other.customers, key)


def _facts(
    desk: Desk, project: Project, sides: tuple[_Chosen, _Chosen], runs: list[Kept]
) -> dict[str, Any]:  # what the template asks for
    one, other = sides
    both = [_side(desk, project, each) for each in sides]
    alike = _alike(one.kept, other.kept)
    with spoken(both[0].summary):
        shown = beside(*both) if alike else None
        offered = [(side.word, _said(side, len(runs))) for kept in runs for side in _of(kept)]
    return {"shown": shown, "sides": sides, "offered": offered, "k": one.k, "runs": len(runs)}


def _side(desk: Desk, project: Project, chosen: _Chosen) -> Side:
    found = desk.view(project, chosen.kept, chosen.k).shown
    names = [each.name for each in sorted(found.front.rows, key=lambda row: row.id)]
    colours = [chosen.kept.colour(chosen.k, segment) for segment in range(chosen.k)]
    return Side(chosen.kept.customers[f"s{chosen.k}"], names, colours, found.summary)


def _said(chosen: _Chosen, runs: int) -> str:
    star = " ★" if chosen.k == chosen.kept.recommended and not chosen.kept.early else ""
    code = "studio.compare_side" if runs == 1 else "studio.compare_side_run"
    return say(code, k=chosen.k, run=chosen.kept.number) + star
