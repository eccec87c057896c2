"""What docs/journal.md says is so."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

from overlay import journal
from overlay.journal import backup, ballast, onair, schema, writer
from overlay.journal.sqlite import SqliteJournal

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "journal.md").read_text(encoding="utf-8")


def first_column(section: str) -> list[str]:
    body = PAGE.split(f"## {section}")[1].split("\n## ")[0]
    return re.findall(r"^\| `([^`]+)` \|", body, re.MULTILINE)


def test_every_file_of_the_package_is_told() -> None:
    (folder,) = journal.__path__
    files = {path.name for path in Path(folder).glob("*.py")} - {"__init__.py"}
    assert set(first_column("Another kind of journal")) == files


def test_every_table_is_told() -> None:
    tables = re.findall(r"CREATE TABLE (\w+)", "".join(schema.MIGRATIONS))
    assert sorted(first_column("In the database")) == sorted(tables)


def test_the_figures_are_those_of_the_code() -> None:
    defaults = inspect.signature(SqliteJournal.open).parameters
    for figure in (
        f"the last {backup.KEPT};",
        f"{ballast.SIZE >> 20} MiB",
        f"at most\n{writer.BATCH} entries",
        f"every {defaults['retry'].default:.0f} s",
        f"every {defaults['backup_every'].default / 60:.0f} minutes",
        f"`{onair.NAME}`",
        f"`{schema.DATABASE}`",
    ):
        assert figure in PAGE, figure


async def test_the_files_of_a_folder_are_told(tmp_path: Path) -> None:
    running = SqliteJournal.open(tmp_path)
    there = {path.name for path in tmp_path.iterdir()}
    await running.close()
    told = " ".join(first_column("In the data folder")) + " overlay.db-wal overlay.db-shm"
    for name in there | {path.name for path in tmp_path.iterdir()}:
        assert name in told
