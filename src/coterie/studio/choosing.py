"""The columns: what each is used for, changed by menus, and the library's questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import FastAPI
from fastapi.responses import Response

from coterie import errors
from coterie.studio.changes import TYPES, USES, with_answer, with_type, with_use
from coterie.studio.forms import Form
from coterie.studio.pages import page, went
from coterie.studio.state import changed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.studio.desk import Desk
    from coterie.studio.planned import Planned
    from coterie.studio.store import Project
    from coterie.views.exploring.columns import ColumnRow

MOST = 60
"""Columns that a page shows; a search shows others."""


def add(app: FastAPI, desk: Desk) -> None:
    """Add the addresses of the columns."""

    @app.get("/p/{which}/columns")
    def columns(which: str, q: str = "", only: str = "") -> Response:
        return _page(desk, desk.project(which), q=q, only=only)

    @app.post("/p/{which}/columns")
    def change(which: str, form: Form) -> Response:
        project = desk.project(which)
        options, name = desk.options(project), form.get("column", "")
        planned = desk.plans.of(project, options)
        row = next((each for each in planned.columns.rows if each.name == name), None)
        use, kind = form.get("use"), form.get("type")
        if row is None or (use or kind) not in {*USES, *TYPES}:
            raise errors.columns.unknown_column("column", name, [each.name for each in planned.columns.rows])
        if use == "feature" and row.sensitive and not form.get("sure"):
            return page("sensitive.html.j2", desk, project, row=row)
        asked = (
            with_use(options, planned.plan.columns, name=name, use=use) if use else with_type(options, name, kind or "")
        )
        return _tried(desk, project, asked, kind="use" if use else "type", name=name, value=use or kind or "")

    @app.post("/p/{which}/answer")
    def answer(which: str, form: Form) -> Response:
        project, flag, value = desk.project(which), form.get("flag", ""), form.get("value", "")
        asked = with_answer(desk.options(project), flag, value)
        return _tried(desk, project, asked, kind="answer", name=flag, value=value)

    @app.post("/p/{which}/rows-are-customers")
    def customers(which: str, form: Form) -> Response:
        del form
        project = desk.project(which)
        made = desk.plans.of(project, desk.options(project)).plan.purchases
        if made is None:
            return went(f"/p/{which}/columns")
        asked = with_answer(desk.options(project), "--ignore", made.columns["customer"])
        return _tried(desk, project, asked, kind="answer", name="--ignore", value=made.columns["customer"])


def _tried(desk: Desk, project: Project, options: dict[str, object], *, kind: str, name: str, value: str) -> Response:
    """Take options that the library takes; say in its words why it does not."""
    try:
        desk.plans.of(project, options)
    except errors.NeedsAnswer:
        pass  # the page asks
    except errors.InputError as error:
        return _page(desk, project, problem=error.in_command)
    changed(desk.store, project.id, kind, facts={"column": name, "value": value}, options=options)
    return went(f"/p/{project.id}/columns")


def _page(desk: Desk, project: Project, *, q: str = "", only: str = "", problem: str = "") -> Response:
    try:
        planned: Planned | None = desk.plans.of(project, desk.options(project))
        question: errors.CoterieError | None = None if planned is None else planned.problem
    except errors.CoterieError as error:
        planned, question = None, error
    rows = () if planned is None else planned.columns.rows
    found = [each for each in rows if q.casefold() in each.name.casefold() and _is_of(each, only)]
    return page(
        "columns.html.j2",
        desk,
        project,
        columns=None if planned is None else planned.columns,
        counts=_counts(rows),
        rows=found[:MOST],
        more=len(found) - len(found[:MOST]),
        q=q,
        only=only,
        problem=problem or ("" if question is None else question.in_command),
        answers=question.answers if isinstance(question, errors.NeedsAnswer) else (),
        status=200,
        can_run=planned is not None and planned.problem is None,
        uses=USES,
        types=TYPES,
    )


def _is_of(row: ColumnRow, only: str) -> bool:
    return not only or row.role == only or (only == "look" and bool(row.looks))


def _counts(rows: Sequence[ColumnRow]) -> dict[str, int]:
    kinds = ("feature", "descriptor", "look")
    return {"": len(rows)} | {kind: sum(_is_of(row, kind) for row in rows) for kind in kinds}
