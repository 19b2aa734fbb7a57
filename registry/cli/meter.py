"""How far an import is, on a terminal; Ctrl+C stops it without a trace."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from registry.intake.progress import Progress, Stage

_WIPE = "\r\x1b[K"


class Meter(Progress):
    """One line that is written over: rows, rate, what is left; nothing in a pipe."""

    def __init__(self) -> None:
        super().__init__()
        self._stage: Stage | None = None
        self._began = 0.0
        self._shown = sys.stderr.isatty()

    def tell(self, stage: Stage, done: int = 0, total: int = 0) -> None:
        """Write over the last line."""
        if stage is not self._stage:
            self._stage, self._began = stage, time.monotonic()
        self._write(f"{stage.value}{_counted(done, total, self._rate(done))}…")

    def wipe(self) -> None:
        """Leave an empty line."""
        self._write("")

    def _rate(self, done: int) -> float:
        return done / max(time.monotonic() - self._began, 0.001)

    def _write(self, text: str) -> None:
        if self._shown:
            print(f"{_WIPE}{text}", end="", file=sys.stderr, flush=True)


@contextmanager
def metered() -> Iterator[Meter]:
    """A meter while something long is done; the first Ctrl+C asks it to stop."""
    meter = Meter()

    def stop(_number: int, _frame: FrameType | None) -> None:
        if meter.stopped:
            raise KeyboardInterrupt
        meter.stopped = True

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield meter
    finally:
        signal.signal(signal.SIGINT, before)
        meter.wipe()


def _counted(done: int, total: int, rate: float) -> str:
    if not total:
        return ""
    left = max(0, total - done) / max(rate, 1)
    return f" {done:,} / 约 {total:,} 行，每秒 {rate:,.0f} 行，还要 {left:.0f} 秒"
