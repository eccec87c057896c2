"""This process: how it is found, how it is told to end, which loop it runs on."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from pathlib import Path

import msgspec

from overlay.secrets_file import write_private

RUN_FILE = "run.json"
log = logging.getLogger(__name__)


class Run(msgspec.Struct, frozen=True):
    """`run.json`: how the command line of this computer finds the program that runs. Gone with it.

    `control` is a link that is good once.
    """

    pid: int
    studio: str
    public: str
    token: str
    control: str


@contextlib.contextmanager
def announced(folder: Path, *, studio: str, public: str, token: str, control: str) -> Iterator[Run]:
    """`run.json` is there while this lasts."""
    run = Run(os.getpid(), studio, public, token, control)
    path = folder / RUN_FILE
    try:
        write_private(path, msgspec.json.encode(run))
    except OSError as error:
        log.warning("%s cannot be written, so the command line does not find this server: %s", path, error)
    try:
        yield run
    finally:
        path.unlink(missing_ok=True)


@contextlib.contextmanager
def signals(stop: asyncio.Event) -> Iterator[None]:
    """A signal to end sets `stop`. Where the loop takes none (Windows), Python's own handlers do."""
    loop = asyncio.get_running_loop()
    heard = partial(loop.call_soon_threadsafe, stop.set)
    before = {}
    for name in ("SIGINT", "SIGTERM", "SIGBREAK"):
        number = getattr(signal, name, None)
        if number is None:
            continue
        try:
            loop.add_signal_handler(number, stop.set)
        except (NotImplementedError, RuntimeError):
            before[number] = signal.signal(number, lambda *_: heard())
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def fast_loop() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """uvloop or winloop where it is installed; None: Python's own."""
    for name in ("uvloop", "winloop"):
        with contextlib.suppress(ImportError):
            made: Callable[[], asyncio.AbstractEventLoop] = import_module(name).new_event_loop
            return made
    return None
