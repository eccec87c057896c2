"""The same server with a journal that keeps nothing: what durability costs is read beside it."""

from __future__ import annotations

from pathlib import Path

from overlay import app
from overlay.__main__ import main
from overlay.journal.memory import MemoryJournal


class InMemory:
    @staticmethod
    def open(folder: Path) -> MemoryJournal:
        return MemoryJournal()


if __name__ == "__main__":
    vars(app)["SqliteJournal"] = InMemory
    main()
