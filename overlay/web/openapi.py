"""The description of an application, made from its routes: OpenAPI 3.1."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import msgspec

from overlay.web.routes import FORM, Form, Raw, Route

REF = "#/components/schemas/{name}"
TOKEN = "token"
DEVICE = "device"


class Refusal(msgspec.Struct, frozen=True):
    """`error` is a code for programs, `message` a sentence for people."""

    error: str
    message: str


def describe(title: str, routes: Iterable[Route], server: str) -> bytes:
    """The document of all routes that speak HTTP (a socket's messages are in docs/wire.md)."""
    listed = list(routes)
    kinds = list(dict.fromkeys(kind for route in listed for kind in _kinds(route)))
    schemas, components = msgspec.json.schema_components([*kinds, Refusal], ref_template=REF)
    schema_of = dict(zip([*kinds, Refusal], schemas, strict=True))
    paths: dict[str, Any] = {}
    for route in listed:
        path = re.sub(r"\{(\w+):[^}]*\}", r"{\1}", route.path)
        paths.setdefault(path, {})[route.method.lower()] = _operation(route, path, schema_of)
    document = {
        "openapi": "3.1.0",
        "info": {"title": title, "version": _version()},
        "servers": [{"url": server}],
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {
                TOKEN: {"type": "http", "scheme": "bearer"},
                DEVICE: {"type": "apiKey", "in": "cookie", "name": DEVICE},
            },
        },
    }
    return msgspec.json.encode(document)


def _version() -> str:
    try:
        return version("overlay")
    except PackageNotFoundError:
        return "not installed"


def _kinds(route: Route) -> list[Any]:
    taken = route.takes.kind if isinstance(route.takes, Form) else route.takes
    answered = [kind for kind in route.answers.values() if kind is not None]
    kinds = [kind for kind in (taken, *answered) if kind is not None and not isinstance(kind, Raw)]
    return kinds + [hint for _, hint, _ in _query(route)]


def _query(route: Route) -> list[tuple[str, Any, bool]]:
    """Name, type and whether it must be there, of each field of the query."""
    if route.query is None:
        return []
    return [(field.name, field.type, field.required) for field in msgspec.structs.fields(route.query)]


def _operation(route: Route, path: str, schema_of: dict[Any, Any]) -> dict[str, Any]:
    in_path = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in re.findall(r"\{(\w+)\}", path)
    ]
    in_query = [
        {"name": name, "in": "query", "required": required, "schema": schema_of[hint]}
        for name, hint, required in _query(route)
    ]
    operation: dict[str, Any] = {
        "operationId": f"{route.method.lower()}_{re.sub(r'[^a-z]+', '_', path.lower()).strip('_') or 'page'}",
        "summary": route.summary,
        "parameters": in_path + in_query,
        "responses": {
            str(status): _answer(kind, schema_of, route) for status, kind in sorted(_answers(route).items())
        },
    }
    if route.takes is not None:
        operation["requestBody"] = {"required": not route.bare, "content": _body(route.takes, schema_of)}
    if isinstance(route.access, frozenset):
        operation["security"] = [{TOKEN: []}]
        operation["description"] = f"Roles: {', '.join(sorted(route.access))}."
    elif route.access == "device":
        operation["security"] = [{DEVICE: []}, {}]
    return operation


def _answers(route: Route) -> dict[int, Any]:
    """The handler's answers, and what the guards answer before it."""
    refused = {421, 503, *route.refusals}
    if not route.any_origin:
        refused.add(403)
    if route.takes is not None or route.query is not None:
        refused.add(400)
    if route.takes is not None:
        refused |= {400, 408, 413}
    if isinstance(route.access, frozenset) or route.access == "source":
        refused |= {401, 403}
    if route.access == "device":
        refused |= {400, 429}
    return {**dict.fromkeys(refused, Refusal), **route.answers}


def _answer(kind: Any, schema_of: dict[Any, Any], route: Route) -> dict[str, Any]:
    answer: dict[str, Any] = {
        "description": (kind.__doc__ or "").split("\n")[0] if isinstance(kind, type) else ""
    }
    if isinstance(kind, Raw):
        answer["content"] = {kind.media: {}}
    elif kind is not None:
        answer["content"] = {"application/json": {"schema": schema_of[kind]}}
    if kind is Refusal and route.again is not None:
        answer["content"]["text/html"] = {}  # a form is answered with the page
    return answer


def _body(takes: Any, schema_of: dict[Any, Any]) -> dict[str, Any]:
    if isinstance(takes, Raw):
        return {takes.media: {"schema": {"type": "string", "format": "binary"}}}
    if isinstance(takes, Form):
        schema = {"schema": schema_of[takes.kind]}
        return {"application/json": schema, FORM: schema}
    return {"application/json": {"schema": schema_of[takes]}}
