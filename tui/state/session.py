"""Which registry is open, in whose name, as of which day."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import AbstractContextManager, ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import TypeVar

from registry.desk.read.values import RegistryInfo
from registry.terms import Outcome
from tui.lane import Lane
from tui.state.feed import Page

T = TypeVar("T")
First = tuple[RegistryInfo, Page]
"""Whose registry it is, and the first rows of its list."""

REST = 0.06
"""Seconds the cursor rests on a row before what is beside it is read."""


class Session:
    """What all screens share. ``rows`` reads pages, ``side`` all that takes longer.

    ``generation`` rises whenever what was read may no longer be so. ``wish`` is the
    rung and the outcomes that another screen wants listed. ``trail`` names the areas
    one was led through, to go back by. ``recent`` are the ledgers last taken in.
    ``first`` is being read since before there was a screen.
    """

    def __init__(self, path: Path, by: str, on: date | None = None) -> None:
        self.path = path
        self.by = by
        self.on = on
        self.info: RegistryInfo | None = None
        self.generation = 0
        self._others = 0
        self.wish: tuple[str, tuple[Outcome, ...]] | None = None
        self.trail: list[str] = []
        self.recent: list[Path] = []
        self.rows = Lane(path, on)
        self.side = Lane(path, on)
        self.first: Future[First] | None = None
        self._stays = ExitStack()
        self._held: dict[type, object] = {}

    def arrived(self) -> Page | None:
        """The page that was read ahead, if it is there by now; it is given once."""
        first, self.first = self.first, None
        if first is None or not first.done() or first.exception() is not None:
            return None
        self.info, page = first.result()
        return page

    @property
    def busy(self) -> bool:
        """Whether anything is being read, written or waited for."""
        return bool(self.rows.pending or self.side.pending or self._others)

    async def rest(self) -> None:
        """Wait until the keys rest: not every row passed by needs a card read."""
        with self._under_way():
            await asyncio.sleep(REST)

    async def away(self, job: Callable[[], T]) -> T:
        """Do something long, such as writing, off the event loop."""
        with self._under_way():
            return await asyncio.to_thread(job)

    @contextmanager
    def _under_way(self) -> Iterator[None]:
        self._others += 1
        try:
            yield
        finally:
            self._others -= 1

    async def look(self) -> None:
        """Read whose registry it is."""
        self.info = await self.rows.run(lambda reading: reading.info)

    def ask_on(self, on: date | None) -> None:
        """Ask as of another day from now on; None is the registry's own."""
        self.on = on
        self.reopen()

    def reopen(self) -> None:
        """Read anew: the file has changed, or may have."""
        self.generation += 1
        self.rows.reopen(self.on)
        self.side.reopen(self.on)

    def staying(
        self, kind: type[T], opened: Callable[[], AbstractContextManager[T]]
    ) -> T:
        """What of a kind stays open to the end; it is opened when first asked for."""
        found = self._held.get(kind)
        if not isinstance(found, kind):
            found = self._held[kind] = self._stays.enter_context(opened())
        return found

    def close(self) -> None:
        """Stop reading, and close what stayed open."""
        self.rows.close()
        self.side.close()
        self._stays.close()
