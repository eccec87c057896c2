"""What the doctor found."""

from __future__ import annotations

from typing import Literal

import msgspec


class Finding(msgspec.Struct, frozen=True):
    """`note`: nothing is wrong, but one should know. `mend`: what to do about it."""

    about: str
    state: Literal["ok", "note", "wrong"]
    sentence: str
    mend: str = ""

    def told(self) -> dict[str, str]:
        return {"about": self.about, "state": self.state, "sentence": self.sentence, "mend": self.mend}
