"""A real OBS Studio for tests: unattended, on a screen of its own, with a configuration of its own.

    async with running_obs(tmp_path) as obs, obs.witness() as witness:
        await witness.ask("GetSceneList")

Debian: `apt-get install --no-install-recommends obs-studio xvfb libgl1-mesa-dri fonts-dejavu-core`. 640x360
at 10 frames a second costs 3 % of a core. Debian's OBS has no browser source: an input of that kind is kept,
with its settings, and draws nothing (`page_into_obs.py` stands in); making one is refused with code 605.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import errno
import hashlib
import inspect
import itertools
import json
import os
import random
import secrets
import shutil
import signal
import socket
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar, overload

import aiohttp
import pytest

NAME = "Test"
PATIENCE = 30.0
"""Seconds after which a test gives up on a condition."""
ALL_EVENTS = 0b11111111111 | 1 << 17

GLOBAL_INI = """\
[General]
FirstRun=true
Pre19Defaults=false
Pre21Defaults=false
Pre23Defaults=false
Pre24.1Defaults=false
Pre28.1Defaults=false
Pre31Migrated=true
MacOSPermissionsDialogLastShown=1
EnableAutoUpdates=false
ConfirmOnExit=false
InfoIncrement=9999
LastVersion=536870912

[Basic]
Profile={name}
ProfileDir={name}
SceneCollection={name}
SceneCollectionFile={name}
ConfigOnNewProfile=false

[BasicWindow]
PreviewEnabled=false
PreviewProgramMode=false
SysTrayEnabled=false
WarnBeforeStartingStream=false
WarnBeforeStoppingStream=false

"""
"""OBS up to 30 reads it as global.ini, later ones as user.ini. FirstRun=true: it is over, no wizard."""

WEBSOCKET_INI = """\
[OBSWebSocket]
FirstLoad=false
ServerEnabled=true
ServerPort={port}
AlertsEnabled=false
AuthRequired={auth}
ServerPassword={password}
"""
"""Read by OBS up to 30.1; later ones read plugin_config/obs-websocket/config.json."""

PROFILE_INI = """\
[General]
Name={name}

[Video]
BaseCX={width}
BaseCY={height}
OutputCX={width}
OutputCY={height}
FPSType=0
FPSCommon={fps}

[Output]
Mode=Simple
"""


T = TypeVar("T")


@overload
async def eventually(condition: Callable[[], Awaitable[T]], seconds: float = PATIENCE) -> T: ...
@overload
async def eventually(condition: Callable[[], T], seconds: float = PATIENCE) -> T: ...
async def eventually(condition: Callable[[], Any], seconds: float = PATIENCE) -> Any:
    """Asks until the answer is true, and returns it."""
    deadline = asyncio.get_running_loop().time() + seconds
    while True:
        answer = condition()
        if inspect.isawaitable(answer):
            answer = await answer
        if answer:
            return answer
        assert asyncio.get_running_loop().time() < deadline, f"still {answer!r} after {seconds:.0f} s"
        await asyncio.sleep(0.02)


def starter_collection(overlay_url: str = "http://127.0.0.1:9/overlay") -> dict[str, Any]:
    """Our own scenes/starter.json, with this address in its browser source."""
    text = (Path(__file__).parent.parent / "scenes" / "starter.json").read_text("utf-8")
    collection: dict[str, Any] = json.loads(text)
    for source in collection["sources"]:
        if source["id"] == "browser_source":
            source["settings"]["url"] = overlay_url
    return collection


def bare_collection(*scenes: str) -> dict[str, Any]:
    """Empty scenes, as somebody has them who never heard of us; the first is on program."""
    names = scenes or ("Scene",)
    return {
        "sources": [{"name": name, "id": "scene", "settings": {"items": []}} for name in names],
        "scene_order": [{"name": name} for name in names],
        "current_scene": names[0],
        "current_program_scene": names[0],
    }


class ObsRefusal(Exception):
    def __init__(self, name: str, status: dict[str, Any]) -> None:
        super().__init__(f"{name}: {status}")
        self.number: int = status["code"]


class Witness:
    """The tests' own connection: obs-websocket 5 over aiohttp, sharing no code with the link under test."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.events: list[tuple[str, dict[str, Any]]] = []
        self._socket = socket
        self._numbers = itertools.count(1)
        self._waiting: dict[str, asyncio.Future[dict[str, Any]]] = {}
        self._reader = asyncio.create_task(self._read())

    async def ask(self, name: str, **data: Any) -> dict[str, Any]:
        number = str(next(self._numbers))
        answered = self._waiting[number] = asyncio.get_running_loop().create_future()
        question = {"requestType": name, "requestId": number, "requestData": data}
        try:
            await self._socket.send_json({"op": 6, "d": question})
            answer = await asyncio.wait_for(answered, PATIENCE)
        finally:
            del self._waiting[number]
        if not answer["requestStatus"]["result"]:
            raise ObsRefusal(name, answer["requestStatus"])
        return answer.get("responseData") or {}

    async def program(self) -> str:
        """The scene on program."""
        return str((await self.ask("GetCurrentProgramScene"))["currentProgramSceneName"])

    async def shown(self, scene: str, source: str) -> bool:
        """Whether the item of `source` in `scene` is shown."""
        item = (await self.ask("GetSceneItemId", sceneName=scene, sourceName=source))["sceneItemId"]
        answer = await self.ask("GetSceneItemEnabled", sceneName=scene, sceneItemId=item)
        return bool(answer["sceneItemEnabled"])

    async def show(self, scene: str, source: str, enabled: bool) -> None:
        item = (await self.ask("GetSceneItemId", sceneName=scene, sourceName=source))["sceneItemId"]
        await self.ask("SetSceneItemEnabled", sceneName=scene, sceneItemId=item, sceneItemEnabled=enabled)

    async def screenshot(self, source: str, width: int, height: int) -> bytes:
        """What OBS itself draws of a source or scene, as PNG."""
        picture = {"imageFormat": "png", "imageWidth": width, "imageHeight": height}
        answer = await self.ask("GetSourceScreenshot", sourceName=source, **picture)
        return base64.b64decode(answer["imageData"].partition(",")[2])

    def heard(self, name: str) -> list[dict[str, Any]]:
        """The data of the events of that name, in order."""
        return [data for event, data in self.events if event == name]

    async def close(self) -> None:
        self._reader.cancel()
        await self._socket.close()

    async def _read(self) -> None:
        async for message in self._socket:
            content = json.loads(message.data)
            if content["op"] == 5:
                self.events.append((content["d"]["eventType"], content["d"].get("eventData") or {}))
            elif content["op"] == 7:
                answered = self._waiting.get(content["d"]["requestId"])
                if answered and not answered.done():
                    answered.set_result(content["d"])
        for answered in self._waiting.values():
            if not answered.done():
                answered.set_exception(ConnectionError("OBS closed the connection"))


@contextlib.asynccontextmanager
async def witness(port: int, password: str, events: int = ALL_EVENTS) -> AsyncIterator[Witness]:
    """Raises ConnectionError, or an aiohttp.ClientError, when OBS is not there or refuses the password."""
    async with aiohttp.ClientSession() as session:
        url = f"ws://127.0.0.1:{port}"
        socket = await session.ws_connect(url, protocols=["obswebsocket.json"], max_msg_size=2**26)
        hello = (await socket.receive_json())["d"]
        identify: dict[str, Any] = {"rpcVersion": 1, "eventSubscriptions": events}
        if "authentication" in hello:
            identify["authentication"] = _proof(password, **hello["authentication"])
        await socket.send_json({"op": 1, "d": identify})
        answer = await socket.receive()
        if answer.type is not aiohttp.WSMsgType.TEXT:
            raise ConnectionError(f"OBS closed the connection: {socket.close_code}")
        seen = Witness(socket)
        try:
            yield seen
        finally:
            await seen.close()


def _proof(password: str, salt: str, challenge: str) -> str:
    def digest(text: str) -> str:
        return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

    return digest(digest(password + salt) + challenge)


class ObsStudio:
    """One OBS on one display. It can be killed, frozen and started again: same scenes, port and password."""

    host = "127.0.0.1"

    def __init__(self, root: Path, password: str) -> None:
        self.root = root
        self.port = free_port()
        self.password = password
        self._xvfb: subprocess.Popen[bytes] | None = None
        self._obs: subprocess.Popen[bytes] | None = None
        self._display = ""

    def witness(self) -> contextlib.AbstractAsyncContextManager[Witness]:
        return witness(self.port, self.password)

    async def start(self) -> None:
        """Returns when requests are answered: the port is open long before."""
        if self._xvfb is None:
            self._start_display()
        for mark in (self.root / "config/obs-studio/.sentinel").glob("run_*"):
            mark.unlink()  # else an OBS that was killed asks first whether to start in safe mode
        command = ["obs", "--multi", "--collection", NAME, "--profile", NAME]
        command += ["--disable-missing-files-check", "--disable-shutdown-check", "--disable-updater"]
        self._obs = self._spawn(command, "obs.log")
        await eventually(self._ready, 60)

    async def stop(self) -> None:
        """The clean way: OBS tells its clients and saves the collection."""
        await self._end(self._obs, signal.SIGINT)
        self._obs = None

    async def kill(self) -> None:
        await self._end(self._obs, signal.SIGKILL)
        self._obs = None

    def freeze(self) -> None:
        assert self._obs is not None
        self._obs.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        assert self._obs is not None
        self._obs.send_signal(signal.SIGCONT)

    async def close(self) -> None:
        if self._obs is not None:
            self.thaw()
            await self.kill()
        await self._end(self._xvfb, signal.SIGTERM)

    @property
    def log(self) -> str:
        return (self.root / "obs.log").read_text("utf-8", errors="replace")

    async def _ready(self) -> bool:
        assert self._obs is not None
        assert self._obs.poll() is None, f"OBS ended with {self._obs.returncode}:\n{self.log[-2000:]}"
        assert "Listen failed" not in self.log, self.log[-2000:]
        try:
            async with witness(self.port, self.password, 0) as seen:
                return bool((await seen.ask("GetSceneList"))["scenes"])
        except (OSError, aiohttp.ClientError, ObsRefusal, TypeError):
            return False

    def _start_display(self) -> None:
        """Xvfb takes a free display and tells its number, so that two starts never race for one."""
        mine, its = os.pipe()
        screen = ["-screen", "0", "1280x720x24", "-nolisten", "tcp", "-noreset", "+extension", "GLX"]
        self._xvfb = self._spawn(["Xvfb", "-displayfd", str(its), *screen], "xvfb.log", its)
        os.close(its)
        with os.fdopen(mine) as told:
            number = told.readline().strip()
        assert number, (self.root / "xvfb.log").read_text("utf-8")
        self._display = f":{number}"

    def _spawn(self, command: list[str], log: str, *pass_fds: int) -> subprocess.Popen[bytes]:
        strange = ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "DISPLAY", "SESSION_MANAGER")
        env = {name: value for name, value in os.environ.items() if name not in strange}
        env |= {"HOME": str(self.root), "LANG": "C.UTF-8", "DISPLAY": self._display}
        env |= {"QT_QPA_PLATFORM": "xcb", "LIBGL_ALWAYS_SOFTWARE": "1", "NO_AT_BRIDGE": "1"}
        for kind, folder in (("CONFIG_HOME", "config"), ("CACHE_HOME", "cache"), ("DATA_HOME", "data")):
            env[f"XDG_{kind}"] = str(self.root / folder)
        env["XDG_RUNTIME_DIR"] = str(self.root / "run")
        with (self.root / log).open("wb") as out:
            return subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                env=env,
                cwd=self.root,
                pass_fds=pass_fds,
                start_new_session=True,  # Ctrl-C in the terminal is not for OBS
            )

    async def _end(self, process: subprocess.Popen[bytes] | None, first: signal.Signals) -> None:
        if process is None:
            return
        process.send_signal(first)
        try:
            await eventually(lambda: process.poll() is not None, 15)
        except AssertionError:
            process.kill()
            process.wait()


@contextlib.asynccontextmanager
async def running_obs(
    root: Path,
    collection: dict[str, Any] | None = None,
    *,
    size: tuple[int, int] = (640, 360),
    fps: int = 10,
) -> AsyncIterator[ObsStudio]:
    """A started OBS with this collection (else our starter collection) in a folder that is still empty.

    Skips the test where OBS is not installed; where `CI` is set, fails it.
    """
    missing = [program for program in ("obs", "Xvfb") if not shutil.which(program)]
    if missing:
        sentence = f"{' and '.join(missing)} not installed: see tests/obs_studio.py"
        pytest.fail(sentence) if os.environ.get("CI") else pytest.skip(sentence)
    obs = ObsStudio(root, secrets.token_urlsafe(12))
    _write_configuration(obs, collection or starter_collection(), size, fps)
    try:
        await obs.start()
        yield obs
    finally:
        await obs.close()


def _write_configuration(obs: ObsStudio, collection: dict[str, Any], size: tuple[int, int], fps: int) -> None:
    """The files of every OBS from 28 to 32."""
    websocket = {
        "server_enabled": True,
        "server_port": obs.port,
        "auth_required": bool(obs.password),
        "server_password": obs.password,
        "first_load": False,
        "alerts_enabled": False,
    }
    general = GLOBAL_INI.format(name=NAME)
    auth = "true" if obs.password else "false"
    section = WEBSOCKET_INI.format(port=obs.port, auth=auth, password=obs.password)
    profile = PROFILE_INI.format(name=NAME, width=size[0], height=size[1], fps=fps)
    files = {
        "global.ini": general + section,
        "user.ini": general,
        "plugin_config/obs-websocket/config.json": json.dumps(websocket),
        f"basic/profiles/{NAME}/basic.ini": profile,
        f"basic/scenes/{NAME}.json": json.dumps(collection | {"name": NAME}),
    }
    (obs.root / "run").mkdir(mode=0o700)
    for name, text in files.items():
        path = obs.root / "config/obs-studio" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def free_port() -> int:
    """Below the range of outgoing connections: a port of that range may still be some client's TIME_WAIT, and
    OBS, refused it, runs on without obs-websocket."""
    for _ in range(200):
        port = random.randrange(20000, 32000)
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("", port))
            except OSError as error:
                assert error.errno == errno.EADDRINUSE, error
                continue
            return port
    raise AssertionError("no free port was found")
