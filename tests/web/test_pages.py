"""Templates and files: the user's own first, nothing else reachable."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from jinja2 import TemplateNotFound

from overlay.config import Config, shipped
from overlay.errors import Unknown
from overlay.web.files import Files
from overlay.web.pages import Pages
from tests.studio import started


def test_the_build_changes_with_every_file(tmp_path: Path) -> None:
    before = Pages(Config(data=tmp_path)).build
    assert Pages(Config(data=tmp_path)).build == before
    for name in ("_themes/studio.css", "_pages/overlay.html"):
        own = tmp_path / "overlays_html" / name
        own.parent.mkdir(parents=True, exist_ok=True)
        own.write_text("x", encoding="utf-8")
        after = Pages(Config(data=tmp_path)).build
        assert after != before
        before = after


async def test_the_users_template_and_theme_win(tmp_path: Path) -> None:
    own = tmp_path / "overlays_html"
    (own / "_pages").mkdir(parents=True)
    (own / "_themes").mkdir()
    (own / "_pages" / "overlay.html").write_text(
        "<p>{{ lang }} {{ words }}</p>{{ _('Name') }}", encoding="utf-8"
    )
    (own / "_themes" / "studio.css").write_text(":host{--ov-accent:#f0f}", encoding="utf-8")
    (own / "_themes" / "mine.css").write_text(":host{}", encoding="utf-8")
    page = Pages(Config(data=tmp_path)).render("overlay", "fr", words="<script>")
    assert page.text == "<p>fr &lt;script&gt;</p>Nom"
    async with started(tmp_path) as studio:
        for name in ("studio.css", "mine.css"):
            async with studio.session.get(f"{studio.url}/graphics/_themes/{name}") as answer:
                assert answer.status == 200
                assert await answer.read() == (own / "_themes" / name).read_bytes()


def test_a_template_that_fails_only_when_it_is_rendered_gives_way_to_ours(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    own = tmp_path / "overlays_html" / "_pages"
    own.mkdir(parents=True)
    for words in ("{{ nothing.at.all }}", "{% include 'none.html' %}", "{{ lang + 1 }}"):
        (own / "overlay.html").write_text(words, encoding="utf-8")
        page = Pages(Config(data=tmp_path)).render("overlay", "en")
        assert 'id="stage"' in (page.text or "")
        assert "overlay.html" in caplog.text


async def test_reloading_tells_whether_anything_is_another(tmp_path: Path) -> None:
    pages = Pages(Config(data=tmp_path))
    assert not await pages.reload()
    own = tmp_path / "overlays_html" / "_themes" / "studio.css"
    own.parent.mkdir(parents=True)
    own.write_text("mine", encoding="utf-8")
    ours = pages.build
    assert await pages.reload()
    own.unlink()
    assert await pages.reload()
    assert pages.build == ours


def test_a_file_that_is_no_kind_of_ours_is_not_served(tmp_path: Path) -> None:
    for name in ("a.css", "b.exe", "c.py", ".hidden.css", "d"):
        (tmp_path / name).write_text("x")
    files = Files({file.name: file for file in tmp_path.iterdir()})
    assert "a.css" in files
    assert "b.exe" not in files
    assert "c.py" not in files


def test_the_audience_gets_what_its_page_names_and_no_more(tmp_path: Path) -> None:
    pages = Pages(Config(data=tmp_path))
    reached = set(pages.audience_static)
    assert {"audience.js", "audience.css", "live.js", "view-patch.js", "words.js"} <= reached
    assert not {"control.js", "crew.js", "api.js", "token.js", "overlay.js"} & reached


def test_files_that_name_each_other_end(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text('import "./b.js"; fetch("/static/c.css")')
    (tmp_path / "b.js").write_text('import { x } from "./a.js";')
    (tmp_path / "c.css").write_text("")
    (tmp_path / "d.js").write_text("")
    files = Files({file.name: file for file in tmp_path.iterdir()})
    assert set(files.reached([b'<script src="/static/a.js">'])) == {"a.js", "b.js", "c.css"}


def test_a_name_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(TemplateNotFound):
        Pages(Config(data=tmp_path)).render("nothing", "en")
    with pytest.raises(Unknown):
        Files({}).answer(None, "nothing")  # type: ignore[arg-type]


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_shell_is_whole_in_both_languages(tmp_path: Path, lang: str) -> None:
    pages = Pages(Config(data=tmp_path))
    for name in ("control", "settings", "look", "preview", "overlay"):
        text = pages.render(name, lang).text  # type: ignore[arg-type]
        assert text
        assert "{{" not in text
    assert shipped("overlays_html").is_dir()


async def test_what_is_served_is_made_in_another_thread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = Pages(Config(data=tmp_path))
    own = tmp_path / "overlays_html" / "_themes" / "mine.css"
    own.parent.mkdir(parents=True)
    own.write_text("mine", encoding="utf-8")
    threads: set[int] = set()
    real = Files.__init__

    def noted(self: Files, *given: Any) -> None:
        threads.add(threading.get_ident())
        real(self, *given)

    monkeypatch.setattr(Files, "__init__", noted)
    assert await pages.reload()
    assert threads
    assert threading.get_ident() not in threads
