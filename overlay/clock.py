"""Wall time, for people and for what must outlive the program. Waiting is the loop's clock's business."""

from __future__ import annotations

import time


def wall_ms() -> int:
    """Milliseconds since 1970."""
    return time.time_ns() // 1_000_000
