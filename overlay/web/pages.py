"""Page templates rendered, and the files they load. The user's folder wins, file by file."""

from __future__ import annotations

import hashlib
from functools import partial
from pathlib import Path
from typing import Any

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined, meta

from overlay.config import Config
from overlay.i18n import LANGUAGES, translate
from overlay.show.model import Language
from overlay.web.files import Files

STATIC = Path(__file__).parent / "static"
TEMPLATES = "_pages"


class Pages:
    """Read at start: a change of a file shows after a restart."""

    def __init__(self, config: Config) -> None:
        own, ours = config.folders("overlays_html")
        self._config = config
        self._templates = Environment(
            loader=FileSystemLoader([own / TEMPLATES, ours / TEMPLATES]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self.static = Files({file.relative_to(STATIC).as_posix(): file for file in _all(STATIC)})
        graphics = config.files("overlays_html")
        self.graphics = Files(
            {name: file for name, file in graphics.items() if not name.startswith("_pages/")}
        )
        templates = [file.read_bytes() for name, file in graphics.items() if name.startswith("_pages/")]
        parts = [self.static.tags().encode(), self.graphics.tags().encode(), *templates]
        self.build = hashlib.sha256(b"".join(parts)).hexdigest()[:12]
        self.audience_static = self.static.reached(self._sources("audience.html", set()))

    def _sources(self, name: str, known: set[str]) -> list[bytes]:
        """The template's text and that of all templates it is made of."""
        loader = self._templates.loader
        if loader is None or name in known or name not in self._templates.list_templates():
            return []
        known.add(name)
        text = loader.get_source(self._templates, name)[0]
        parts = meta.find_referenced_templates(self._templates.parse(text))
        return [text.encode(), *(more for part in parts if part for more in self._sources(part, known))]

    def render(self, name: str, lang: Language, status: int = 200, **values: Any) -> web.Response:
        """A whole page. Templates get `lang`, `languages`, `build`, `theme` and `_` besides `values`."""
        text = self._templates.get_template(f"{name}.html").render(
            lang=lang,
            languages=LANGUAGES,
            build=self.build,
            theme=self._config.theme,
            _=partial(translate, lang),
            **values,
        )
        return web.Response(
            text=text, status=status, content_type="text/html", headers={"Cache-Control": "no-store"}
        )


def _all(folder: Path) -> list[Path]:
    return [file for file in sorted(folder.rglob("*")) if file.is_file() and not file.name.startswith(".")]
