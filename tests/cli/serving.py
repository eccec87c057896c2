"""A server in a process of its own, with every line it said."""

from __future__ import annotations

import os
import subprocess

from tests.cli.overlay import COMMAND

FREE = ["--studio", "127.0.0.1:0", "--public", "127.0.0.1:0", "--obs", "off"]


class Serving:
    """A server, read up to `overlay: ready`."""

    def __init__(self, words: list[str], env: dict[str, str]) -> None:
        env = {**os.environ, "DISPLAY": "", "WAYLAND_DISPLAY": "", **env}
        self.process = subprocess.Popen(
            [*COMMAND, *words], env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert self.process.stdout
        self.lines = []
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))
            if self.lines[-1] == "overlay: ready":
                break
        else:
            raise AssertionError(self.process.communicate())

    def stop(self, number: int) -> tuple[int, str]:
        """The exit code, and what it said at the end."""
        self.process.send_signal(number)
        out, err = self.process.communicate(timeout=30)
        return self.process.returncode, out + err
