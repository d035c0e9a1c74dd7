"""The OpenAPI of the segmentations that are served: what a customer has to say, by alias."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coterie.remarks import say
from coterie.service import problems
from coterie.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.service.limits import Limits
    from coterie.service.served import Served

_CODES = ("400", "401", "404", "405", "408", "413", "415", "422", "500", "503")


def openapi(served: Sequence[Served], limits: Limits, *, keys: bool) -> dict[str, Any]:  # whatever OpenAPI holds
    """Return the OpenAPI.

    Parameters
    ----------
    served : sequence of Served
    limits : Limits
    keys : bool
        Whether a request needs a key.
    """
    paths: dict[str, Any] = {  # as above
        "/health": {"get": _got(say("service.health"), keys=False)},
        "/metrics": {"get": _got(say("service.metrics"), media="text/plain", keys=keys)},
        "/v1/segments": {"get": _got(say("service.segments"), keys=keys)},
    }
    for each in served:
        paths |= _paths(each, f"/{each.alias}", limits, keys=keys)
    if len(served) == 1:
        paths |= _paths(served[0], "", limits, keys=keys)
    schemas = {f"Customer.{each.alias}": each.contract.schema() for each in served}
    components = {"schemas": {**schemas, **_SHAPES}, "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}}}
    info = {"title": "coterie", "version": __version__, "description": say("service.about")}
    return {"openapi": "3.1.0", "info": info, "paths": paths, "components": components}


def _paths(served: Served, end: str, limits: Limits, *, keys: bool) -> dict[str, Any]:  # as above
    customer = {"$ref": f"#/components/schemas/Customer.{served.alias}"}
    listed = {"type": "array", "items": customer, "maxItems": limits.rows}
    line = {"application/x-ndjson": {"schema": {"type": "string"}}}
    score = _posted(say("service.score"), {"oneOf": [customer, listed]}, "Answer", keys=keys)
    score["requestBody"]["content"] |= line
    score["responses"]["200"]["content"] |= line
    explain = _posted(say("service.explain"), customer, "Explained", keys=keys)
    return {f"/v1/score{end}": {"post": score}, f"/v1/explain{end}": {"post": explain}}


def _got(summary: str, *, media: str = "application/json", keys: bool) -> dict[str, Any]:  # as above
    kind = "object" if media == "application/json" else "string"
    answer = {"description": summary, "content": {media: {"schema": {"type": kind}}}}
    return {"summary": summary, "responses": {"200": answer, **_refusals()}, **_locked(keys=keys)}


def _posted(summary: str, schema: object, answer: str, *, keys: bool) -> dict[str, Any]:  # as above
    body = {"required": True, "content": {"application/json": {"schema": schema}}}
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{answer}"}}}
    good = {"description": summary, "content": content}
    return {
        "summary": summary,
        "requestBody": body,
        "responses": {"200": good, **_refusals()},
        **_locked(keys=keys),
    }


def _refusals() -> dict[str, Any]:  # as above
    content = {problems.MEDIA: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {code: {"description": say("service.refused"), "content": content} for code in _CODES}


def _locked(*, keys: bool) -> dict[str, Any]:  # as above
    return {"security": [{"key": []}]} if keys else {}


def _of(*names: str, **types: object) -> dict[str, Any]:  # as above
    properties = {name: {"type": kind} if not isinstance(kind, dict) else kind for name, kind in types.items()}
    return {"type": "object", "properties": properties, "required": list(names or types)}


_DOUBT = _of(code="string", column=["string", "null"], message="string")
_SCORE = {
    "id": ["string", "integer", "null"],
    "segment_id": ["integer", "null"],
    "segment": ["string", "null"],
    "distance": ["number", "null"],
    "second_segment_id": ["integer", "null"],
    "second_segment": ["string", "null"],
    "margin": ["number", "null"],
    "unlike_anyone": ["boolean", "null"],
    "imputed": "integer",
    "doubts": {"type": "array", "items": _DOUBT},
}
_NAMED = {"artefact": "string", "alias": "string"}
_SHAPES: dict[str, Any] = {  # as above
    "Score": _of(**_SCORE),
    "One": _of(**_NAMED, **_SCORE),
    "Many": _of(**_NAMED, scores={"type": "array", "items": {"$ref": "#/components/schemas/Score"}}),
    "Answer": {"anyOf": [{"$ref": "#/components/schemas/One"}, {"$ref": "#/components/schemas/Many"}]},
    "Explained": _of(**_NAMED, customer="object", doubts="array"),
    "Problem": _of(type="string", title="string", status="integer", code="string", message="string", remedy="string"),
}
