"""An exported graphic alone on a file server: it plays in a foreign renderer and under CasparCG's verbs."""

from __future__ import annotations

import contextlib
import functools
import http.server
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.async_api import BrowserContext

from overlay.config import Config
from overlay.errors import ConfigError
from overlay.graphics.catalogue import read
from overlay.graphics.check import check
from overlay.graphics.export import whole, write
from tests.browser import executable
from tests.graphics.fake_studio import HTML
from tests.graphics.fields import WORDS

pytestmark = pytest.mark.asyncio(loop_scope="session")

NAMES = sorted(path.parent.name for path in HTML.glob("*/*.ograf.json"))
XML = (
    '<templateData><componentData id="{field}"><data id="text" value="From &quot;Caspar&quot;"/>'
    "</componentData></templateData>"
)
FOREIGN = """async (field) => {
  const { default: Graphic } = await import("/graphic.mjs?v=7");
  customElements.define("foreign-x", Graphic);
  const root = document.body.attachShadow({ mode: "closed" });
  const graphic = root.appendChild(document.createElement("foreign-x"));
  await graphic.load({ renderType: "realtime", data: { [field]: "Alone" } });
  const { currentStep } = await graphic.playAction({});
  const on = getComputedStyle(graphic.shadowRoot.querySelector(".stage")).visibility;
  return [currentStep, on, graphic.shadowRoot.textContent.includes("Alone")];
}"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    extensions_map = {**http.server.SimpleHTTPRequestHandler.extensions_map, ".mjs": "text/javascript"}  # noqa: RUF012

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """Only that folder, by Python's own file server."""
    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        running = threading.Thread(target=server.serve_forever, args=(0.05,))
        running.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        running.join()


def exported(name: str, tmp_path: Path) -> Path:
    files = Config(data=tmp_path / "data").files("overlays_html")
    return write(whole(read(files)[name], files), tmp_path / "out" / name, name)


@pytest.mark.parametrize("name", NAMES)
async def test_alone_it_plays_everywhere(context: BrowserContext, tmp_path: Path, name: str) -> None:
    folder, field = exported(name, tmp_path), WORDS[name]
    with served(folder) as url:
        page = await context.new_page()
        missed: list[str] = []
        page.on("response", lambda answer: missed.append(answer.url) if answer.status >= 400 else None)
        await page.goto(f"{url}/_lib/text.mjs")  # a page with nothing in it, of that server
        assert await page.evaluate(FOREIGN, field) == [0, "visible", True]

        await page.goto(f"{url}/index.html")
        await page.wait_for_function("() => typeof window.play === 'function'")
        await page.evaluate("(words) => { update(words); play(); }", XML.format(field=field))
        await page.wait_for_function("() => document.querySelector('[data-on]') !== null")
        shown = await page.evaluate("() => document.body.lastElementChild.shadowRoot.textContent")
        assert 'From "Caspar"' in shown
        await page.evaluate("stop()")
        await page.wait_for_function("() => document.querySelector('[data-on]') === null")
        assert [url for url in missed if not url.endswith("favicon.ico")] == []
        assert await page.evaluate("() => document.fonts.size") > 0


def test_a_conformance_check_of_the_export_finds_nothing(tmp_path: Path) -> None:
    (report,) = check(exported("lower-third", tmp_path), executable())
    assert [str(flaw) for flaw in report.flaws] == []


def test_nothing_leads_out_of_the_folder(tmp_path: Path) -> None:
    folder = exported("lower-third", tmp_path)
    for file in folder.iterdir():
        if file.suffix in (".mjs", ".html", ".css", ".json"):
            assert "../" not in file.read_text(encoding="utf-8"), file.name
    assert (folder / "_fonts" / "fonts.css").is_file()
    assert (folder / "_fonts" / "inter.LICENSE.txt").is_file()
    assert (folder / "_themes" / "studio.css").is_file()
    assert not list(folder.rglob("*.py"))


def test_as_a_zip_it_is_the_same(tmp_path: Path) -> None:
    files = Config(data=tmp_path / "data").files("overlays_html")
    parts = whole(read(files)["join-code"], files)
    out = write(parts, tmp_path / "join.zip", "join-code")
    with zipfile.ZipFile(out) as packed:
        assert {name: packed.read(f"join-code/{name}") for name in parts} == parts


def test_the_users_own_files_are_exported(tmp_path: Path) -> None:
    own = tmp_path / "data" / "overlays_html" / "_themes"
    own.mkdir(parents=True)
    (own / "studio.css").write_text(":host{--ov-accent-c:#0f0}", encoding="utf-8")
    folder = exported("lower-third", tmp_path)
    assert (folder / "_themes" / "studio.css").read_text(encoding="utf-8") == ":host{--ov-accent-c:#0f0}"


def test_what_is_there_is_not_written_over(tmp_path: Path) -> None:
    exported("join-code", tmp_path)
    with pytest.raises(ConfigError, match="is there already"):
        exported("join-code", tmp_path)
