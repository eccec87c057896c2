"""Page templates rendered, and the files they load. The user's folder wins, file by file."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Collection, Mapping
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from aiohttp import web
from jinja2 import DictLoader, Environment, StrictUndefined, TemplateError, TemplateNotFound, meta

from overlay.config import Config, files_below
from overlay.errors import OverlayError
from overlay.i18n import LANGUAGES, translate
from overlay.show.model import Language
from overlay.web.files import Files
from overlay.web.own_files import OwnFiles, texts

STATIC = Path(__file__).parent / "static"
log = logging.getLogger(__name__)


class Made(NamedTuple):
    """What is served of the user's files and ours, as it follows from one reading."""

    own: OwnFiles
    graphics: Files
    foreign: Files
    templates: Environment
    build: str
    audience_static: Files


class Pages:
    """`reload` reads the user's files again: what is broken among them stays as it was before.

    `shipped` holds our files, `graphics` our folders with the user's files over ours; whatever else there
    is is for frames (foreign.py).
    """

    _own: OwnFiles
    graphics: Files
    _foreign: Files
    _templates: Environment
    build: str
    audience_static: Files

    def __init__(self, config: Config) -> None:
        own, ours = config.folders("overlays_html")
        self._config = config
        shipped = {name: file.read_bytes() for name, file in files_below(ours).items()}
        self._shipped_texts = texts(shipped, shipped)
        self.shipped = Files({name: data for name, data in shipped.items() if not name.startswith("_pages/")})
        self._folders = {name.partition("/")[0] for name in self.shipped}
        self._safe = _environment(self._shipped_texts)
        self.static = Files(files_below(STATIC))
        self.graphics = self._foreign = Files({})
        self._put(self._made(OwnFiles(own).read()))

    def comes_with_us(self, name: str) -> bool:
        """Whether the program brings a file of that name, even if the user's stands over it."""
        return name in self.shipped

    @property
    def own(self) -> OwnFiles:
        """The user's files, as they were read last."""
        return self._own

    @property
    def faults(self) -> Mapping[str, OverlayError]:
        """What is wrong in the user's files, by their names."""
        return self._own.faults

    async def reload(self, growing: Collection[str] = ()) -> bool:
        """Read the user's files again, but for what still grows; whether anything else is served now.

        Two at a time are not allowed for: the older could end last.
        """
        before = self.build
        own = await asyncio.to_thread(self._own.read, growing)
        if own.shows(self._own):
            self._own = own
            return False
        self._put(await asyncio.to_thread(self._made, own))
        return self.build != before

    def _put(self, made: Made) -> None:
        self._own = made.own
        self.graphics = made.graphics
        self._foreign = made.foreign
        self._templates = made.templates
        self.build = made.build
        self.audience_static = made.audience_static

    def _made(self, own: OwnFiles) -> Made:
        """Blocking: what is new is hashed."""
        files = own.whole
        inside = {name: data for name, data in files.items() if not name.startswith("_pages/")}
        here = {name for name in inside if "/" not in name or name.partition("/")[0] in self._folders}
        graphics = Files({name: inside[name] for name in here}, self.graphics).over(self.shipped)
        foreign = Files({name: inside[name] for name in inside.keys() - here}, self._foreign)
        sources = self._shipped_texts | texts(files, files)
        templates = _environment(sources)
        parts = [
            self.static.tags(),
            graphics.tags(),
            foreign.tags(),
            *(f"{name}={sources[name]}" for name in sorted(sources)),
        ]
        build = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]
        audience = self.static.reached(_sources(templates, "audience.html", set()))
        return Made(own, graphics, foreign, templates, build, audience)

    def render(self, name: str, lang: Language, status: int = 200, **values: Any) -> web.Response:
        """A whole page. Templates get `lang`, `languages`, `build`, `theme` and `_` besides `values`.

        One of the user's that fails only now is logged, and ours stands in for it.
        """
        given = {
            **values,
            "lang": lang,
            "languages": LANGUAGES,
            "build": self.build,
            "theme": self._config.theme,
            "_": partial(translate, lang),
        }
        try:
            text = self._templates.get_template(f"{name}.html").render(given)
        except (TemplateError, TypeError, ValueError) as error:
            if isinstance(error, TemplateNotFound) and error.name == f"{name}.html":
                raise
            log.error("The page %s.html of the user's folder fails, so ours is shown: %s", name, error)
            text = self._safe.get_template(f"{name}.html").render(given)
        return web.Response(
            text=text, status=status, content_type="text/html", headers={"Cache-Control": "no-store"}
        )


def _sources(templates: Environment, name: str, known: set[str]) -> list[bytes]:
    """The template's text and that of all templates it is made of."""
    loader = templates.loader
    if loader is None or name in known or name not in templates.list_templates():
        return []
    known.add(name)
    text = loader.get_source(templates, name)[0]
    parts = meta.find_referenced_templates(templates.parse(text))
    return [text.encode(), *(more for part in parts if part for more in _sources(templates, part, known))]


def _environment(templates: dict[str, str]) -> Environment:
    return Environment(
        loader=DictLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
