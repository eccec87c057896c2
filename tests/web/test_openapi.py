"""The description is whole, and two thousand calls made from it meet only what it declares."""

from __future__ import annotations

import asyncio
import json
import threading
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from overlay.web import public
from overlay.web import studio as studio_app
from overlay.web.openapi import describe
from overlay.web.routes import Route
from tests.studio import Studio, started

CASES = 2000
ROUTES = {"studio": studio_app.ROUTES, "public": public.ROUTES}
EACH = 55
"""Of each route; some have fewer that differ."""
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


class Program:
    """The whole program on a loop of its own thread: the calls below wait for their answers."""

    def __init__(self, folder: Any) -> None:
        self._folder = folder
        self._loop = asyncio.new_event_loop()
        self._ready, self._stop = threading.Event(), asyncio.Event()
        self.studio: Studio | None = None
        self.calls: Counter[str] = Counter()
        self._thread = threading.Thread(target=self._loop.run_until_complete, args=(self._run(),))

    async def _run(self) -> None:
        async with started(self._folder) as studio:
            studio.app.obs.use = lambda address: None  # type: ignore[method-assign]
            self.source = studio.token("source")
            self.studio = studio
            self._ready.set()
            await self._stop.wait()

    def start(self) -> None:
        self._thread.start()
        assert self._ready.wait(20)

    def end(self) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(20)
        self._loop.close()


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    running = Program(tmp_path_factory.mktemp("openapi"))
    running.start()
    yield running
    running.end()


SCHEMAS = {
    name: schemathesis.openapi.from_dict(json.loads(describe(name, routes, "http://127.0.0.1")))
    for name, routes in ROUTES.items()
}
OPERATIONS = [
    (name, found.ok())
    for name, schema in SCHEMAS.items()
    for found in schema.get_all_operations()
    if isinstance(found, Ok)
]


@pytest.mark.parametrize(("name", "operation"), OPERATIONS, ids=lambda part: getattr(part, "label", part))
def test_every_answer_is_declared_and_none_is_our_fault(program: Program, name: str, operation: Any) -> None:
    studio = program.studio
    assert studio is not None
    base = studio.url if name == "studio" else studio.public

    @given(case=operation.as_strategy())
    @settings(
        max_examples=EACH,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def call(case: Any) -> None:
        if "token" in (case.path_parameters or {}) and len(case.path_parameters["token"]) % 2:
            case.path_parameters["token"] = program.source
        response = case.call(
            base_url=base,
            headers={"Authorization": f"Bearer {studio.producer}"},
            allow_redirects=False,
        )
        program.calls[f"{name} {operation.label}"] += 1
        case.validate_response(response, checks=CHECKS)

    call()


def test_so_many_calls_were_made(program: Program) -> None:
    if len(program.calls) < len(OPERATIONS):
        pytest.skip("only some of the routes were called in this run")
    assert len(OPERATIONS) == sum(map(len, ROUTES.values()))
    assert program.calls.total() >= CASES


@pytest.mark.parametrize("which", ["studio", "public"])
async def test_the_description_names_every_route(studio: Studio, which: str) -> None:
    described = await studio.call("GET", f"/api/openapi.json?app={which}", token="")
    listed = {(method.upper(), path) for path, methods in described["paths"].items() for method in methods}
    assert listed == {(route.method, route.path.replace(":.+", "")) for route in ROUTES[which]}
    assert described["servers"] == [{"url": studio.url if which == "studio" else studio.public}]


@pytest.mark.parametrize("route", [*studio_app.ROUTES, *public.ROUTES], ids=lambda route: route.path)
def test_every_route_is_said_in_a_sentence(route: Route) -> None:
    assert route.summary.endswith(".")
    assert route.answers
