"""What pages may do: one policy for each kind, on every answer."""

from __future__ import annotations

import re

import pytest

from overlay.web import public
from overlay.web import studio as studio_app
from overlay.web.headers import headers, policy
from overlay.web.routes import Route
from tests.studio import Studio

PAGES = ["/control", "/settings", "/overlay", "/preview"]


def directives(text: str) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in text.split(";"))
    return {name: value for name, _, value in parts}


async def test_every_answer_has_the_headers_of_its_kind(studio: Studio) -> None:
    for base, app, is_public in ((studio.url, "studio", False), (studio.public, "public", True)):
        for path in ("/", "/nowhere", *(PAGES if app == "studio" else [])):
            async with studio.session.get(base + path, allow_redirects=False) as answer:
                kinds = {
                    "/control": "control",
                    "/look": "control",
                    "/overlay": "overlay",
                    "/preview": "overlay",
                    "/settings": "studio",
                }
                kind = kinds.get(path, "none")
                if is_public and path == "/":
                    kind = "public"
                wanted = headers(kind, public=is_public)  # type: ignore[arg-type]
                got = {name: answer.headers[name] for name in wanted}
                assert got == wanted, path


def test_scripts_come_from_us_and_text_never_becomes_one() -> None:
    for kind in ("none", "studio", "control", "overlay", "public"):
        rules = directives(policy(kind))
        assert rules["default-src"] == "'none'"
        assert rules["script-src"] == "'self'"
        assert rules["require-trusted-types-for"] == "'script'"
        assert rules["trusted-types"] == "'none'"
        assert rules["base-uri"] == "'none'"
        assert "unsafe" not in "".join(v for name, v in rules.items() if name != "style-src")


def test_the_exceptions_are_these_and_no_others() -> None:
    usual = directives(policy("studio"))
    for kind, exceptions in {
        "control": {"frame-src": "'self'"},
        "overlay": {
            "frame-src": "'self'",
            "frame-ancestors": "'self'",
            "style-src": "'self' 'unsafe-inline'",
        },
        "public": {"form-action": "'self'"},
    }.items():
        assert directives(policy(kind)) == usual | exceptions  # type: ignore[arg-type]


def test_a_foreign_graphic_runs_its_own_scripts_and_reaches_nothing_else() -> None:
    """Inline script, no Trusted Types, our own host only, framed by us alone, without an origin."""
    rules = directives(policy("foreign"))
    assert rules["script-src"] == "'self' 'unsafe-inline'"
    assert rules["connect-src"] == "'self'"
    assert rules["frame-ancestors"] == "'self'"
    assert rules["sandbox"] == "allow-scripts"
    assert rules["default-src"] == rules["form-action"] == rules["base-uri"] == "'none'"
    assert not {"trusted-types", "require-trusted-types-for"} & rules.keys()
    assert headers("foreign", public=False)["Access-Control-Allow-Origin"] == "*"
    for kind in ("none", "studio", "control", "overlay", "public"):
        assert "Access-Control-Allow-Origin" not in headers(kind, public=False)


def test_a_page_of_the_public_keeps_its_referrer_for_its_own_form() -> None:
    assert headers("public", public=True)["Referrer-Policy"] == "same-origin"
    assert headers("studio", public=False)["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("lang", ["en", "fr"])
async def test_a_shell_holds_nothing_secret_and_nothing_inline(studio: Studio, path: str, lang: str) -> None:
    async with studio.session.get(f"{studio.url}{path}?lang={lang}") as answer:
        page = await answer.text()
        assert answer.headers["Cache-Control"] == "no-store"
    assert f'<html lang="{lang}"' in page
    assert studio.app.tokens.overlay not in page
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*(?:src=|application/json))", page)


async def test_files_are_asked_for_again_and_not_sent_again(studio: Studio) -> None:
    async with studio.session.get(f"{studio.url}/static/live.js") as answer:
        tag = answer.headers["ETag"]
        assert answer.headers["Content-Type"].startswith("text/javascript")
    async with studio.session.get(f"{studio.url}/static/live.js", headers={"If-None-Match": tag}) as answer:
        assert answer.status == 304


def test_every_page_says_which_kind_it_is() -> None:
    def kind(routes: tuple[Route, ...], path: str) -> str:
        return next(route.page for route in routes if route.path == path)

    assert kind(studio_app.ROUTES, "/control") == "control"
    assert kind(studio_app.ROUTES, "/overlay") == "overlay"
    assert kind(studio_app.ROUTES, "/settings") == "studio"
    assert kind(public.ROUTES, "/") == "public"
