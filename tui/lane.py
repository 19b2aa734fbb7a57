"""A thread of its own that reads, so that the screen never waits on SQL."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from threading import Lock
from typing import TypeVar

from registry.desk.read.session import Reading, open_reading
from registry.errors import RegistryError

T = TypeVar("T")

AGAIN = 0.02
"""Seconds after which a job that still runs is interrupted once more."""


class Lane:
    """One thread with one reading of the registry; jobs run one after another.

    What runs is interrupted once it is cancelled or the lane closed. ``pending`` is how
    many jobs somebody still waits for.
    """

    def __init__(self, path: Path, on: date | None = None) -> None:
        self._path = path
        self._on = on
        self._open = ExitStack()
        self._reading: Reading | None = None
        self._running: object = None
        self._dropped: object = None
        self._lock = Lock()
        self.pending = 0
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="tidu-lane")

    async def run(self, job: Callable[[Reading], T]) -> T:
        """Run the job in the lane's thread; cancelling interrupts its query."""
        token = object()
        loop = asyncio.get_running_loop()
        self.pending += 1
        try:
            return await loop.run_in_executor(self._thread, self._do, job, token)
        except asyncio.CancelledError:
            self._interrupt(token)
            raise
        finally:
            self.pending -= 1

    def ahead(self, job: Callable[[Reading], T]) -> Future[T]:
        """Begin a job before anybody can wait for it: there may be no event loop."""
        return self._thread.submit(lambda: job(self._read()))

    def _do(self, job: Callable[[Reading], T], token: object) -> T:
        with self._lock:
            self._running = token
        try:
            return job(self._read())
        except (sqlite3.Error, RegistryError):
            if self._dropped is token:
                raise asyncio.CancelledError from None
            raise
        finally:
            with self._lock:
                self._running = None

    def _read(self) -> Reading:
        if self._reading is None:
            self._reading = self._open.enter_context(open_reading(self._path, self._on))
        return self._reading

    def _interrupt(self, token: object) -> None:
        """Interrupt a job, again and again: between two queries it takes no notice."""
        with self._lock:
            if self._running is not token:
                return
            self._dropped = token
            if self._reading is not None:
                self._reading.interrupt()
        asyncio.get_running_loop().call_later(AGAIN, self._interrupt, token)

    def reopen(self, on: date | None) -> None:
        """Read anew, as of another day, from the next job on."""
        self._thread.submit(self._shut)
        self._on = on

    def _shut(self) -> None:
        with self._lock:
            self._open.close()
            self._reading = None

    def close(self) -> None:
        """Interrupt what runs, close the reading, end the thread."""
        with self._lock:
            self._dropped = self._running
            if self._reading is not None:
                self._reading.interrupt()
        self._thread.submit(self._shut)
        self._thread.shutdown(wait=True)
