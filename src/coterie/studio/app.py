"""The addresses of the studio, and what answers them."""

from __future__ import annotations

import mimetypes
from typing import TYPE_CHECKING

from fastapi import FastAPI
from fastapi.requests import Request
from fastapi.responses import FileResponse, Response
from starlette.exceptions import HTTPException

from coterie import errors
from coterie.remarks import say
from coterie.studio import choosing, comparing, customers, looking_back, making, naming, showing, starting, using
from coterie.studio.desk import Nowhere
from coterie.studio.pages import HERE, page

if TYPE_CHECKING:
    from coterie.studio.desk import Desk

STATIC = {path.name: path for path in sorted((HERE / "static").iterdir()) if path.is_file()}
"""What pages load, by name."""


def make_app(desk: Desk) -> FastAPI:
    """Return the application, without what stands around it (`coterie.studio.gate`).

    Parameters
    ----------
    desk : Desk
    """
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url="/openapi.json", redirect_slashes=False)
    for part in (starting, choosing, making, showing, customers, comparing, using, naming, looking_back):
        part.add(app, desk)
    app.add_api_route("/static/{name}", _static, methods=["GET"], response_model=None)

    def refused(request: Request, error: Exception) -> Response:
        del request
        said = error.in_command if isinstance(error, errors.CoterieError) else say("studio.fault")
        return page("message.html.j2", desk, None, status=400, message=said)

    def nowhere(request: Request, error: Exception) -> Response:
        del request
        status = error.status_code if isinstance(error, HTTPException) else 404
        return page("message.html.j2", desk, None, status=status, message=say(f"studio.status_{_said(status)}"))

    app.add_exception_handler(errors.CoterieError, refused)
    app.add_exception_handler(Nowhere, nowhere)
    app.add_exception_handler(HTTPException, nowhere)
    return app


def _said(status: int) -> int:
    return status if status in {404, 413} else 400


def _static(name: str) -> Response:
    if name not in STATIC:
        raise Nowhere
    kind = mimetypes.guess_type(name)[0] or "text/plain"
    return FileResponse(STATIC[name], media_type="text/javascript" if name.endswith(".js") else kind)
