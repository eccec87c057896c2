"""One connection to OBS: obsws-python, with everything that is known to go wrong with it shut out.

Blocking; for one worker thread. Two sockets, as the library has it: one for requests, one for events.
What is looked after here, all of it met in practice with obsws-python 1.8.0 and websocket-client 1.9:

- an answer is matched to its request by order alone: after anything but a plain refusal, drop the link;
- the loggers of both are silenced: at INFO they hold the password, at ERROR a traceback for each refusal;
- host, port, password and time-out are always given: else some config.toml is read, or no end waited for;
- `http_proxy` would be asked even for 127.0.0.1: OBS's host is put into `no_proxy`;
- the close code, thrown away by the library, is kept: 4009 is a wrong password, 4011 a kick;
- the event thread never raises and tells its end; on ExitStarted both sockets are dropped at once,
  because OBS waits five seconds for a client that does not read;
- sockets are shut down, never closed politely: the polite way waits for a frozen OBS.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import socket
import threading
from collections.abc import Awaitable, Callable
from typing import Any, cast

import msgspec
import websocket
from obsws_python.baseclient import ObsClient
from obsws_python.error import OBSSDKTimeoutError
from websocket import WebSocketAddressException, WebSocketException, WebSocketTimeoutException

from overlay.errors import OverlayError
from overlay.obs.lamp import SENTENCES

TIMEOUT = 3.0
"""Seconds an answer may take."""

SUBSCRIBED = 1 << 0 | 1 << 1 | 1 << 2 | 1 << 3 | 1 << 7 | 1 << 10 | 1 << 17
"""EventSubscription of obs-websocket 5: general, config, scenes, inputs, scene items, ui, input active."""

CLOSED = {1001: "exited", 4009: "wrong_password", 4010: "too_different", 4011: "kicked"}
"""WebSocketCloseCode of obs-websocket 5, and what each says of OBS."""

NOT_READY = 207
NOT_FOUND = 600
UNKNOWN_KIND = 605

Data = dict[str, Any]
Call = Callable[[str, Data], Awaitable[Data]]
"""One request, awaited: what the parts above the connection ask with. Raises ObsDown or ObsRefused."""
OnEvent = Callable[[str, Data], None]

for _name in ("obsws_python", "websocket"):
    logging.getLogger(_name).setLevel(logging.CRITICAL + 1)


class ObsAddress(msgspec.Struct, frozen=True):
    host: str = "127.0.0.1"
    port: int = 4455


class ObsDown(OverlayError):
    """There is no OBS to talk to; `reason` is a code of lamp.SENTENCES."""

    code = "obs_down"
    status = 503

    def __init__(self, reason: str, **params: object) -> None:
        super().__init__(SENTENCES[reason], **params)
        self.reason = reason


class ObsRefused(OverlayError):
    """OBS said no, and the connection is well. `number` is obs-websocket's RequestStatus."""

    code = "obs_refused"
    status = 502

    def __init__(self, request: str, number: int, comment: str) -> None:
        super().__init__(
            "OBS refused {request}: {comment} ({number})", request=request, comment=comment, number=number
        )
        self.request = request
        self.number = number


class _Socket:
    """The library's websocket, its close code kept."""

    def __init__(self, ws: Any) -> None:
        self._ws = ws
        self.close_code = 0

    def send(self, text: str) -> None:
        self._ws.send(text)

    def recv(self) -> str:
        opcode, data = self._ws.recv_data()
        if opcode == websocket.ABNF.OPCODE_CLOSE:
            self.close_code = int.from_bytes(data[:2], "big")
            raise ConnectionResetError("closed by OBS")
        return cast(bytes, data).decode()

    def wait_for_ever(self) -> None:
        self._ws.settimeout(None)

    def wake(self) -> None:
        """Ends the socket under whoever waits in it; from any thread."""
        sock = self._ws.sock
        if sock is not None:
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)

    def drop(self) -> None:
        self._ws.shutdown()


class Connection:
    """`open`, `ask` and `close` belong to one thread; `hang_up` to any. `on_event` and `on_end` are called in
    the event thread. `on_end` gets the close code, 0 without one, and is called once for each `open`."""

    def __init__(
        self, address: ObsAddress, password: str | None, on_event: OnEvent, on_end: Callable[[int], None]
    ) -> None:
        self.address = address
        self.asks_for_password = False
        self._password = password
        self._on_event = on_event
        self._on_end = on_end
        self._requests: Any = None
        self._sockets: list[_Socket] = []
        self._listener: threading.Thread | None = None

    def open(self) -> None:
        """Links and identifies both sockets. Raises ObsDown with the reason; nothing stays open then."""
        _spare_from_proxies(self.address.host)
        try:
            self._requests = self._identified(0)
            events = self._identified(SUBSCRIBED).ws
        except BaseException:
            self.close()
            raise
        events.wait_for_ever()
        self._listener = threading.Thread(target=self._listen, args=(events,), name="obs-events", daemon=True)
        self._listener.start()

    def ask(self, name: str, data: Data | None = None) -> Data:
        """The answer's data. Raises ObsRefused, or ObsDown: "busy" passes, all else ends the link."""
        if not self._sockets:
            raise ObsDown("lost")
        try:
            answer = self._requests.req(name, data)
            status = answer["requestStatus"]
            if answer["requestType"] != name:
                raise LookupError("an answer to another request")
            fine = bool(status["result"])
        except Exception as error:
            code = self._sockets[0].close_code if self._sockets else 0
            self.hang_up()
            raise _down(error, self.address, code) from error
        if not fine and status["code"] == NOT_READY:
            raise ObsDown("busy")
        if not fine:
            raise ObsRefused(name, status["code"], status.get("comment", ""))
        return cast(Data, answer.get("responseData") or {})

    def hang_up(self) -> None:
        for line in list(self._sockets):
            line.wake()

    def close(self) -> None:
        self.hang_up()
        if self._listener is not None:
            self._listener.join(TIMEOUT)
        for line in self._sockets:
            line.drop()
        self._sockets = []

    def _identified(self, subscribed: int) -> Any:
        library = ObsClient.__new__(
            ObsClient
        )  # in two steps: if the greeting fails, its socket can be dropped
        host = f"[{self.address.host}]" if ":" in self.address.host else self.address.host
        try:
            library.__init__(
                host=host,
                port=self.address.port,
                password=self._password or "",
                subs=subscribed,
                timeout=TIMEOUT,
            )
            self.asks_for_password = "authentication" in library.server_hello["d"]
        except Exception as error:
            if hasattr(library, "ws"):
                library.ws.shutdown()
            raise _down(error, self.address) from error
        line = library.ws = _Socket(library.ws)
        self._sockets.append(line)
        if self.asks_for_password and not self._password:
            raise ObsDown("no_password")
        try:
            library.authenticate()
        except Exception as error:
            raise _down(error, self.address, line.close_code) from error
        return library

    def _listen(self, line: _Socket) -> None:
        with contextlib.suppress(Exception):
            while True:
                event = json.loads(line.recv())["d"]
                self._on_event(event["eventType"], event.get("eventData") or {})
                if event["eventType"] == "ExitStarted":
                    break
        self.hang_up()
        with contextlib.suppress(RuntimeError):  # the loop may be gone already
            self._on_end(line.close_code)


def _down(error: Exception, address: ObsAddress, close_code: int = 0) -> ObsDown:
    place: dict[str, object] = {"host": address.host, "port": address.port}
    if close_code in CLOSED:
        return ObsDown(CLOSED[close_code])
    if isinstance(error, ConnectionRefusedError):
        return ObsDown("not_running")
    if isinstance(error, socket.gaierror | WebSocketAddressException):
        return ObsDown("no_such_host", **place)
    if isinstance(error, TimeoutError | WebSocketTimeoutException | OBSSDKTimeoutError):
        return ObsDown("frozen", **place)
    if isinstance(error, websocket.WebSocketBadStatusException | websocket.WebSocketProtocolException):
        return ObsDown("not_obs", **place)
    if isinstance(error, OSError | WebSocketException):
        return ObsDown("lost")
    return ObsDown("not_obs", **place)


def _spare_from_proxies(host: str) -> None:
    named = os.environ.get("no_proxy", os.environ.get("NO_PROXY", ""))
    if host not in named.replace(" ", "").split(","):
        os.environ["no_proxy"] = f"{named},{host}" if named else host
