"""Pages, filled from templates: everything is escaped, and a missing name is an error."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from fastapi.responses import HTMLResponse, RedirectResponse

from coterie.number_format import count, percent
from coterie.remarks import capital, say
from coterie.report.directions import TURNS
from coterie.studio.told import said_of

if TYPE_CHECKING:
    from fastapi.responses import Response

    from coterie.studio.desk import Desk
    from coterie.studio.store import Project

HERE = Path(__file__).parent


@cache
def environment() -> jinja2.Environment:
    """Return the templates' environment."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {each.__name__: each for each in (count, percent)}
    made.globals |= {"capital": capital, "say": say}
    return made


def fragment(template: str, **facts: Any) -> HTMLResponse:  # noqa: ANN401 - what the template asks for
    """Return a part of a page."""
    return HTMLResponse(environment().get_template(template).render(facts).translate(TURNS))


def page(
    template: str,
    desk: Desk,
    project: Project | None,
    *,
    status: int = 200,
    **facts: Any,  # noqa: ANN401 - as above
) -> HTMLResponse:
    """Return a page.

    Parameters
    ----------
    template : str
    desk : Desk
    project : Project or None
        Whose page it is.
    status : int
    facts
        What the template asks for.
    """
    found = None if project is None else desk.steps(project)
    known = {
        "project": project,
        "ready": project is not None and desk.kept(project) is not None,
        "undo": "" if found is None or found.first else said_of(found.done[-1]),
        "redo": "" if found is None or not found.undone else said_of(found.undone[-1]),
        "version": 0 if project is None else version_of(desk, project),
    }
    said = environment().get_template(template).render(known | facts)
    return HTMLResponse(said.translate(TURNS), status_code=status)


def version_of(desk: Desk, project: Project) -> int:
    """Return a number that grows with whatever is done in a project."""
    events = desk.store.events(project.id)
    return events[-1].id if events else 0


def went(place: str) -> Response:
    """Send to another address after something was done."""
    return RedirectResponse(place, status_code=303)
