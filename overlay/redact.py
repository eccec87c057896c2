"""No secret in a log: what looks like a token, and every secret that is known, is blotted out."""

from __future__ import annotations

import contextlib
import logging
import re
from collections.abc import Iterator

TOKEN = re.compile(r"(?<![\w-])[\w-]{32}(?![\w-])")
"""192 bits in base64: our tokens. What else has that length in a log is no loss."""
BLOT = "[…]"


class Redaction(logging.Filter):
    """Put it on every handler of the root: a filter of a logger does not see what its children log."""

    def __init__(self) -> None:
        super().__init__()
        self._secrets: set[str] = set()

    def hide(self, secret: str) -> None:
        if len(secret) >= 4:
            self._secrets.add(secret)

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = self.blotted(record.getMessage()), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = self.blotted(record.exc_text)
        return True

    def blotted(self, words: str) -> str:
        for secret in self._secrets:
            words = words.replace(secret, BLOT)
        return TOKEN.sub(BLOT, words)

    @contextlib.contextmanager
    def installed(self) -> Iterator[None]:
        """On all handlers the root has now, and on the one Python uses when there are none."""
        handlers = [*logging.getLogger().handlers, *filter(None, [logging.lastResort])]
        for handler in handlers:
            handler.addFilter(self)
        try:
            yield
        finally:
            for handler in handlers:
                handler.removeFilter(self)
