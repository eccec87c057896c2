"""The user's own files of `overlays_html`, as they are now. One that is broken stays as it was."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

import msgspec
from jinja2 import Environment, TemplateSyntaxError

from overlay.errors import ConfigError, OverlayError
from overlay.web.files import Stamp, stamps

TEMPLATES = "_pages/"
MANIFEST = ".ograf.json"


class OwnFiles:
    """What was read last. `faults` by the name of the file; `whole` is what may be shown."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.stamps: dict[str, Stamp] = {}
        self.whole: dict[str, bytes] = {}
        self.faults: dict[str, OverlayError] = {}

    def read(self, growing: Collection[str] = ()) -> OwnFiles:
        """Read anew what has changed, but not what still grows. Blocking; this stays as it is."""
        fresh = OwnFiles(self._folder)
        for name, stamp in stamps(self._folder).items():
            if name in growing or self.stamps.get(name) == stamp:
                fresh._keep(name, self)
            else:
                fresh.stamps[name] = stamp
                fresh._take(name, self)
        return fresh

    def shows(self, other: OwnFiles) -> bool:
        """Whether all that may be shown is what the other read."""
        return self.whole.keys() == other.whole.keys() and all(
            data is other.whole[name] for name, data in self.whole.items()
        )

    def _keep(self, name: str, before: OwnFiles) -> None:
        if name in before.stamps:
            self.stamps[name] = before.stamps[name]
        if name in before.whole:
            self.whole[name] = before.whole[name]
        if name in before.faults:
            self.faults[name] = before.faults[name]

    def _take(self, name: str, before: OwnFiles) -> None:
        """A manifest that was never any better is taken: the catalogue lists its graphic with the fault."""
        known = before.whole.get(name)
        data: bytes | None = None
        try:
            data = (self._folder / name).read_bytes()
            check(name, data)
        except OverlayError as fault:
            self.faults[name] = fault
            data = data if known is None and name.endswith(MANIFEST) else known
        except OSError as error:
            why = error.strerror or error
            self.faults[name] = ConfigError("The file {file} cannot be read: {why}.", file=name, why=why)
            data = known
            del self.stamps[name]  # it is tried again at the next look
        if data is not None:
            self.whole[name] = data


def check(name: str, data: bytes) -> None:
    """ConfigError says what is wrong in a template or a manifest; of other files nothing is known."""
    if name.startswith(TEMPLATES):
        _check_template(name, data)
    elif name.endswith(MANIFEST):
        try:
            msgspec.json.decode(data)
        except msgspec.DecodeError as error:
            raise ConfigError(
                "The manifest {file} is not JSON: {why}. What was read before holds.", file=name, why=error
            ) from None


def _check_template(name: str, data: bytes) -> None:
    try:
        Environment(autoescape=True).parse(data.decode())
    except UnicodeDecodeError:
        raise ConfigError(
            "The template {file} is not UTF-8. What was read before holds.", file=name
        ) from None
    except TemplateSyntaxError as error:
        raise ConfigError(
            "The template {file} has a fault in line {line}: {why}. What was read before holds.",
            file=name,
            line=error.lineno,
            why=(error.message or "").rstrip("."),
        ) from None


def texts(files: dict[str, bytes], names: Iterable[str]) -> dict[str, str]:
    """The templates among them by the name Jinja knows them by."""
    return {
        name.removeprefix(TEMPLATES): files[name].decode() for name in names if name.startswith(TEMPLATES)
    }
