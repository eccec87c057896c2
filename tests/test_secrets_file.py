"""secrets.toml: whole or not at all, for this user alone, and never shown by accident."""

from __future__ import annotations

import asyncio
import os
import pickle
import stat
from pathlib import Path

import pytest

from overlay.errors import ConfigError
from overlay.secrets_file import NAME, Secret, SecretsFile, TokenLine, write_private


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    kept = SecretsFile(tmp_path)
    kept.obs_password, kept.obs_address = Secret('pä"ss\n\\'), "ws://127.0.0.1:4455"
    kept.tokens["a"] = TokenLine("a", "host", "0" * 64, "Desk", created=1)
    kept.write()
    again = SecretsFile(tmp_path)
    assert again.obs_password == kept.obs_password
    assert again.device_key == kept.device_key
    assert (again.tokens, again.obs_address) == (kept.tokens, kept.obs_address)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps the profile folder for its user by itself")
def test_nobody_else_may_read_it(tmp_path: Path) -> None:
    SecretsFile(tmp_path).write()
    path = tmp_path / NAME
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o644)
    SecretsFile(tmp_path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / NAME
    write_private(path, b"old")
    monkeypatch.setattr(os, "fsync", _full)
    with pytest.raises(OSError, match="full"):
        write_private(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def _full(handle: int) -> None:
    raise OSError("full")


async def test_saves_come_one_after_the_other(tmp_path: Path) -> None:
    kept = SecretsFile(tmp_path)

    async def save(number: int) -> None:
        kept.tokens[str(number)] = TokenLine(str(number), "host", "0" * 64)
        await kept.save()

    await asyncio.gather(*(save(number) for number in range(20)))
    assert SecretsFile(tmp_path).tokens == kept.tokens


@pytest.mark.parametrize(
    "text", ["obs_password = hunter2", "nonsense = 'hunter2'", "obs_password = 3", "\xff"]
)
def test_a_broken_file_is_told_without_its_words(tmp_path: Path, text: str) -> None:
    (tmp_path / NAME).write_text(text, encoding="latin-1")
    with pytest.raises(ConfigError) as refusal:
        SecretsFile(tmp_path)
    assert NAME in str(refusal.value)
    assert "hunter2" not in str(refusal.value)
    assert refusal.value.__cause__ is None


def test_a_secret_shows_nowhere() -> None:
    secret = Secret("hunter2")
    shown = f"{secret} {secret!r} {secret!s} {[secret]}"
    assert "hunter2" not in shown
    with pytest.raises(TypeError):
        pickle.dumps(secret)
    assert secret.reveal() == "hunter2"
    assert secret == Secret("hunter2") != Secret("hunter3")
    assert not Secret("")
