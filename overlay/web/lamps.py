"""The lamps of the control page: is every part well, and if not, what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from overlay.desk import Desk
from overlay.errors import OverlayError
from overlay.i18n import explain, translate
from overlay.obs.lamp import HANDS, SENTENCES, Hand, ObsLamp
from overlay.obs.tally import Tally, tally
from overlay.show.fold import Show
from overlay.show.model import Language
from overlay.web.socket import Page


class Pictures(msgspec.Struct, frozen=True):
    """The overlay pages that are alive. `seen` is the newest rev one of them drew; `hidden` of them lag."""

    overlay: int = 0
    hidden: int = 0
    seen: int | None = None
    engines: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


def pictures_of(pages: Iterable[Page], newest: int, show: Show, *, late: bool) -> Pictures:
    """`newest` is the rev of the newest picture; `late`: whoever draws has drawn it by now.

    A page on which a graphic broke since it was put on air does not show the picture.
    """
    standing = {picture.graphic: show.touched[f"layer:{layer}"].rev for layer, picture in show.layers.items()}
    shown = [page for page in pages if page.is_picture]
    seen = [page.seen for page in shown if page.seen is not None and not page.lacks(standing)]
    return Pictures(
        len(shown),
        sum(1 for page in shown if late and (page.seen or -1) < newest),
        max(seen, default=None),
        tuple(sorted({page.engine for page in shown})),
        tuple(sentence for page in shown for sentence, _ in page.faults.values()),
    )


class Replaying(msgspec.Struct, frozen=True):
    """How far the replay source is."""

    name: str
    sent: int
    of: int


class Lamps:
    """`changed` is called after every change of a lamp; whoever shows lamps replaces it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._obs = ObsLamp()
        self._hand: Hand | None = None
        self.pictures: Callable[[], Pictures] = Pictures
        self.changed: Callable[[], None] = _nobody
        self._lan: tuple[bool, tuple[str, ...]] = (False, ())
        self._replay: Replaying | None = None
        self._faults: dict[str, OverlayError] = {}

    def obs(self, lamp: ObsLamp) -> None:
        self._obs = lamp
        self.changed()

    def hand(self, hand: Hand) -> None:
        self._hand = hand
        self.changed()

    def lan(self, on: bool, urls: tuple[str, ...]) -> None:
        self._lan = on, urls
        self.changed()

    def replay(self, replaying: Replaying | None) -> None:
        self._replay = replaying
        self.changed()

    def fault(self, part: str, why: OverlayError | None) -> None:
        """That part fell, and why; None: it is well."""
        if why is None:
            self._faults.pop(part, None)
        else:
            self._faults[part] = why
        self.changed()

    @property
    def tally(self) -> Tally:
        show, pictures = self._desk.show, self.pictures()
        newest = max((show.touched[f"layer:{layer}"].rev for layer in show.layers), default=0)
        echoed = pictures.seen is not None and pictures.seen >= newest
        return tally(
            bool(show.layers), self._obs.state == "up", self._obs.overlay_active, echoed, pictures.overlay
        )

    def read(self, lang: Language) -> dict[str, Any]:
        """All lamps, sentences in that language. The shape is docs/wire.md's."""
        pictures = self.pictures()
        on, urls = self._lan
        notice = self._desk.journal.notice
        return {
            "obs": {
                "state": self._obs.state,
                "sentence": translate(lang, SENTENCES[self._obs.code], **self._obs.params),
                "scene": self._obs.scene,
                "version": self._obs.version,
                "retry_in": self._obs.retry_in,
                "hand": translate(lang, HANDS[self._hand.code], scene=self._hand.scene) if self._hand else "",
            },
            "pages": {
                "overlay": pictures.overlay,
                "hidden": pictures.hidden,
                "seen": pictures.seen,
                "engines": pictures.engines,
            },
            "tally": self.tally,
            "disk": {
                "recorded": self._desk.journal.recorded,
                "low": self._desk.journal.low,
                "notice": explain(lang, notice) if notice else "",
            },
            "lan": {"on": on, "urls": urls},
            "replay": self._replay,
            "faults": [*(explain(lang, why) for why in self._faults.values()), *pictures.faults],
        }


def _nobody() -> None:
    """Nobody shows the lamps yet."""
