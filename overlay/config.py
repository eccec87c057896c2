"""Settings of this computer: the data folder, `overlay.toml` in it, what the command line says.

Settings of a show are events and stand in the journal. Secrets stand in `secrets.toml` (secrets_file.py).
"""

from __future__ import annotations

import difflib
import tomllib
from pathlib import Path
from typing import Annotated, Any, get_type_hints

import msgspec
import platformdirs
from msgspec import Meta

from overlay.address import Address, address_of, checked_url, obs_address
from overlay.errors import ConfigError
from overlay.show.model import Language

PACKAGE = Path(__file__).parent
FILE = "overlay.toml"


NUMBER = "a number, 0 or more; 0 is off"
HOST = r"^(\*\.)?([A-Za-z0-9-]+\.)+[A-Za-z][A-Za-z0-9-]*(:[0-9]{1,5})?$"
"""A name, never an address in numbers."""
Rate = Annotated[float, Meta(ge=0, description=NUMBER)]
Count = Annotated[int, Meta(ge=0, description=NUMBER)]


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What the public listener bears; 0 is off. A device is a browser, an address an IPv4 or an IPv6 /64."""

    ask_seconds: Rate = 20.0
    """A device may ask once in so many seconds …"""
    ask_burst: Count = 2
    """… and so many at once."""
    ask_waiting: Count = 3
    """Questions of one device that nobody has decided on yet."""
    ask_address_minute: Rate = 600.0
    ask_whole_second: Rate = 200.0
    vote_second: Rate = 2.0
    """Votes of a device a second …"""
    vote_burst: Count = 5
    """… and so many at once."""
    device_address_minute: Rate = 600.0
    device_address_burst: Count = 2000
    device_whole_second: Rate = 2000.0
    sockets_device: Count = 2
    sockets_address: Count = 2000
    bad_tokens_minute: Rate = 10.0
    """More wrong tokens than this in a minute from one address: answers come a second late."""


class File(msgspec.Struct, frozen=True, kw_only=True):
    """The keys of `overlay.toml`. A description says what is expected of a value."""

    title: Annotated[str, Meta(min_length=1, max_length=120, description="a title of 1 to 120 letters")] = (
        "Show"
    )
    language: Annotated[Language, Meta(description='"en" or "fr"')] = "en"
    theme: Annotated[
        str, Meta(pattern=r"^[a-z0-9-]+$", description="the name of a theme, such as studio")
    ] = "studio"
    studio: Annotated[str, Meta(description="HOST:PORT")] = "127.0.0.1:4747"
    public: Annotated[str, Meta(description='HOST:PORT, such as "127.0.0.1:4748", or "off"')] = (
        "127.0.0.1:4748"
    )
    public_url: Annotated[str, Meta(description="the http(s) address that leads here")] = ""
    lan: Annotated[bool, Meta(description="true or false")] = False
    studio_lan: Annotated[bool, Meta(description="true or false")] = False
    obs: Annotated[str, Meta(description='ws://HOST:PORT, such as "ws://127.0.0.1:4455", or "off"')] = ""
    names: Annotated[tuple[str, ...], Meta(description='a list such as ["studio.local"]')] = ()
    trusted_proxies: Annotated[
        tuple[str, ...], Meta(description='a list of addresses, such as ["127.0.0.1"]')
    ] = ()
    media_hosts: Annotated[
        tuple[Annotated[str, Meta(pattern=HOST)], ...],
        Meta(description='a list of host names, such as ["files.social.example", "*.pictures.example"]'),
    ] = ()
    limits: Limits = Limits()


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that was decided before the start. `public` None: no audience listener.

    `obs` None: nothing was said here, so secrets.toml or OBS's usual address holds; `use_obs` false: no OBS.
    """

    data: Path
    title: str = "Show"
    language: Language = "en"
    theme: str = "studio"
    studio: Address = Address("127.0.0.1", 4747)
    public: Address | None = Address("127.0.0.1", 4748)
    public_url: str = ""
    lan: bool = False
    studio_lan: bool = False
    obs: Address | None = None
    use_obs: bool = True
    names: tuple[str, ...] = ()
    trusted_proxies: tuple[str, ...] = ()
    media_hosts: tuple[str, ...] = ()
    limits: Limits = Limits()

    def files(self, kind: str) -> dict[str, Path]:
        """All files of `overlays_html` or `scenes` by their path inside; the user's own win, file by file."""
        return files_below(shipped(kind)) | files_below(self.data / kind)

    def folders(self, kind: str) -> tuple[Path, Path]:
        """The user's folder of that kind and ours, the one that wins first."""
        return self.data / kind, shipped(kind)


def files_below(root: Path) -> dict[str, Path]:
    """All files below that folder by their path inside, in order; hidden ones are left out."""
    inside = {file.relative_to(root): file for file in sorted(root.rglob("*")) if file.is_file()}
    return {
        path.as_posix(): file
        for path, file in inside.items()
        if not any(part.startswith(".") for part in path.parts)
    }


def shipped(kind: str) -> Path:
    """Our own `overlays_html` or `scenes`: inside a wheel, or beside the package in a checkout."""
    inside = PACKAGE / "_data" / kind
    return inside if inside.is_dir() else PACKAGE.parent / kind


def default_folder() -> Path:
    return platformdirs.user_data_path("overlay", appauthor=False)


def load(
    data: Path | None = None,
    *,
    studio: str | None = None,
    public: str | None = None,
    lan: bool | None = None,
    studio_lan: bool | None = None,
    public_url: str | None = None,
    obs: str | None = None,
) -> Config:
    """The settings: what is given here wins over `overlay.toml`, that over the defaults.

    Makes the data folder. Raises ConfigError with one sentence: key, value, what is expected.
    """
    folder = (data or default_folder()).absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise ConfigError(
            "The data folder {folder} cannot be made: {error}.", folder=folder, error=error.strerror or error
        ) from None
    file = read_file(folder / FILE)
    given: dict[str, Any] = {
        "studio": studio,
        "public": public,
        "lan": lan,
        "studio_lan": studio_lan,
        "public_url": public_url,
        "obs": obs,
    }
    file = msgspec.structs.replace(file, **{key: value for key, value in given.items() if value is not None})
    return _config(folder, file)


def _config(folder: Path, file: File) -> Config:
    return Config(
        data=folder,
        title=file.title,
        language=file.language,
        theme=file.theme,
        studio=address_of("studio", file.studio),
        public=None if file.public == "off" else address_of("public", file.public),
        public_url=checked_url(file.public_url),
        lan=file.lan,
        studio_lan=file.studio_lan,
        obs=None if file.obs in ("", "off") else obs_address(file.obs),
        use_obs=file.obs != "off",
        names=tuple(name.lower() for name in file.names),
        trusted_proxies=file.trusted_proxies,
        media_hosts=file.media_hosts,
        limits=file.limits,
    )


def read_file(path: Path) -> File:
    """`overlay.toml`; all defaults where there is none."""
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return File()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError("{file}: this is not TOML: {error}.", file=path, error=error) from None
    except OSError as error:
        raise ConfigError(
            "{file} cannot be read: {error}.", file=path, error=error.strerror or error
        ) from None
    limits = document.pop("limits", {})
    if not isinstance(limits, dict):
        raise ConfigError("{file}: limits must be a table, [limits].", file=path)
    return File(
        **_values(document, File, path, ""), limits=Limits(**_values(limits, Limits, path, "limits."))
    )


def _values(document: dict[str, Any], kind: type[msgspec.Struct], path: Path, place: str) -> dict[str, Any]:
    hints = get_type_hints(kind, include_extras=True)
    hints.pop("limits", None)
    return {key: _value(key, value, hints, path, place) for key, value in document.items()}


def _value(key: str, value: Any, hints: dict[str, Any], path: Path, place: str) -> Any:
    if key not in hints:
        near = difflib.get_close_matches(key, [*hints, "limits"], 1, cutoff=0.5)
        known = ", ".join(hints)
        raise ConfigError(
            "{file}: there is no setting {key}; did you mean {near}?"
            if near
            else "{file}: there is no setting {key}; there are: {known}.",
            file=path,
            key=place + key,
            near=place + near[0] if near else "",
            known=known,
        )
    try:
        return msgspec.convert(value, hints[key])
    except msgspec.ValidationError:
        meta = next(part for part in hints[key].__metadata__ if isinstance(part, Meta))
        raise ConfigError(
            "{file}: {key} = {value} cannot be; expected is {expected}.",
            file=path,
            key=place + key,
            value=value,
            expected=meta.description,
        ) from None
