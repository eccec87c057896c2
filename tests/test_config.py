"""Settings: what wins, what is refused and in which sentence; where our files are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from overlay.address import Address, obs_address
from overlay.config import FILE, Config, File, Limits, load, read_file, shipped
from overlay.errors import ConfigError


def written(folder: Path, text: str) -> Path:
    (folder / FILE).write_text(text, encoding="utf-8")
    return folder


def test_without_a_file_everything_stays_on_this_computer(tmp_path: Path) -> None:
    config = load(tmp_path / "new" / "folder")
    assert (config.studio, config.public) == (Address("127.0.0.1", 4747), Address("127.0.0.1", 4748))
    assert (config.lan, config.studio_lan, config.obs, config.use_obs) == (False, False, None, True)
    assert (tmp_path / "new" / "folder").is_dir()


def test_the_command_line_wins_over_the_file_and_the_file_over_the_defaults(tmp_path: Path) -> None:
    folder = written(tmp_path, 'studio = "127.0.0.1:1000"\npublic = "off"\ntitle = "Talk"\n')
    config = load(folder, studio="127.0.0.1:0", obs="ws://10.0.0.2:4466")
    assert (config.studio, config.public, config.title) == (Address("127.0.0.1", 0), None, "Talk")
    assert config.obs == Address("10.0.0.2", 4466)


def test_limits_stand_in_their_own_table(tmp_path: Path) -> None:
    config = load(written(tmp_path, "[limits]\nask_seconds = 5\nask_waiting = 0\n"))
    assert (config.limits.ask_seconds, config.limits.ask_waiting) == (5.0, 0)
    assert config.limits.ask_burst == Limits().ask_burst


def test_a_file_from_notepad_is_read(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b'\xef\xbb\xbftitle = "Talk"\r\n')
    assert load(tmp_path).title == "Talk"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('titel = "x"', "there is no setting titel; did you mean title?"),
        ("xyz = 1", "there is no setting xyz; there are: title, language,"),
        (
            "[limits]\nask_secons = 1",
            "there is no setting limits.ask_secons; did you mean limits.ask_seconds?",
        ),
        ("[limit]\nask_seconds = 1", "there is no setting limit; did you mean limits?"),
        ("title = 3", "title = 3 cannot be; expected is a title of 1 to 120 letters."),
        ('title = ""', "title =  cannot be; expected is a title of 1 to 120 letters."),
        ('language = "de"', 'language = de cannot be; expected is "en" or "fr".'),
        ('lan = "yes"', "lan = yes cannot be; expected is true or false."),
        ('theme = "../x"', "theme = ../x cannot be; expected is the name of a theme"),
        ('media_hosts = ["10.0.0.1"]', "expected is a list of host names"),
        ('media_hosts = ["https://x.example"]', "expected is a list of host names"),
        ('media_hosts = ["*"]', "expected is a list of host names"),
        (
            "[limits]\nask_burst = -1",
            "limits.ask_burst = -1 cannot be; expected is a number, 0 or more; 0 is off.",
        ),
        ("limits = 3", "limits must be a table, [limits]."),
        ('studio = "4747"', "studio = 4747 cannot be; expected is HOST:PORT"),
        ('studio = "127.0.0.1:99999"', "studio = 127.0.0.1:99999 cannot be"),
        ('public = "http://x:1/"', "public = http://x:1/ cannot be"),
        ('public_url = "ftp://x"', "public_url = ftp://x cannot be; expected is an address such as https://"),
        ('obs = "http://x"', "obs: expected is ws://HOST:PORT"),
        ("title = ", "this is not TOML"),
    ],
)
def test_a_mistake_is_told_in_one_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(ConfigError) as refusal:
        load(written(tmp_path, text))
    assert sentence in str(refusal.value)
    assert "\n" not in str(refusal.value).replace(text, "")
    assert refusal.value.exit_code == 2


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match="not TOML"):
        load(tmp_path)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigError, match="cannot be made"):
        load(tmp_path / "file" / "folder")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("ws://127.0.0.1:4455", Address("127.0.0.1", 4455)),
        ("localhost", Address("localhost", 4455)),
        ("studio-pc:4466", Address("studio-pc", 4466)),
        ("ws://[::1]:4455", Address("::1", 4455)),
    ],
)
def test_the_address_of_obs_may_be_short(text: str, address: Address) -> None:
    assert obs_address(text) == address


def test_an_address_reads_as_it_is_written() -> None:
    assert (str(Address("127.0.0.1", 1)), str(Address("::1", 1))) == ("127.0.0.1:1", "[::1]:1")


@pytest.mark.parametrize("kind", ["overlays_html", "scenes"])
def test_our_files_are_found_beside_the_package_or_inside_it(kind: str) -> None:
    assert shipped(kind).is_dir()


def test_the_users_files_win_one_by_one(tmp_path: Path) -> None:
    own = tmp_path / "scenes" / "map.toml"
    own.parent.mkdir()
    own.write_text("[moment.question]\nscene = 'Mine'\n")
    (tmp_path / "scenes" / "extra").mkdir()
    (tmp_path / "scenes" / "extra" / "note.txt").write_text("x")
    files = Config(data=tmp_path).files("scenes")
    assert files["map.toml"] == own
    assert files["starter.json"].is_relative_to(shipped("scenes"))
    assert "extra/note.txt" in files


def test_every_setting_says_what_is_expected_of_it(tmp_path: Path) -> None:
    for name in (*File.__struct_fields__, *(f"limits.{key}" for key in Limits.__struct_fields__)):
        if name == "limits":
            continue
        table, _, key = name.rpartition(".")
        wrong: Any = "[limits]\n" if table else ""
        with pytest.raises(ConfigError, match="expected is"):
            read_file(written(tmp_path, f"{wrong}{key} = [[1]]\n") / FILE)


@pytest.mark.parametrize(
    "text",
    ["obsws://127.0.0.1:4455/secret", "wss://x:4455", "ws://me:secret@x", "ws://x/secret", "http://secret"],
)
def test_an_address_of_obs_is_refused_without_its_words(text: str) -> None:
    with pytest.raises(ConfigError, match="expected is ws://HOST:PORT") as refusal:
        obs_address(text)
    assert "secret" not in str(refusal.value)
