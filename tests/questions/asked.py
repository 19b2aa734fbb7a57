"""Asking at the command line and on the screens."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.tui.screen import Screen
from tui.table import PagedTable

Ask = Callable[..., str]
"""Types one command at a registry and gives what it printed."""
MOST_KEYS = 6
"""So many keys, beside text, may lead to an answer."""


@dataclass(slots=True)
class Hand:
    """A hand on the keys of a screen, which counts them; text is not counted."""

    screen: Screen
    keys: list[str] = field(default_factory=list)

    async def do(self, *typed: str) -> None:
        """Press keys; what is 「in brackets」 is typed as text."""
        self.keys.clear()
        for one in typed:
            if one.startswith("「"):
                await self.screen.type(one[1:-1])
            else:
                self.keys.append(one)
                await self.screen.press(one)
        assert len(self.keys) <= MOST_KEYS

    @property
    def table(self) -> PagedTable:
        """The list on the screen."""
        return self.screen.app.area.query_one(PagedTable)

    def rows(self) -> list[tuple[str, ...]]:
        """All rows of the list, in the order of the screen's columns."""
        window = self.table.state.window
        assert len(window.rows) == window.length
        return [row.cells for row in window.rows]

    def column(self, title: str) -> list[str]:
        """One column of the list."""
        titles = [heading.title for heading in self.table.state.headings]
        return [row[titles.index(title)] for row in self.rows()]

    @property
    def terms(self) -> str:
        """The terms that the screen shows, whole."""
        return self.table.state.terms

    async def export(self, to: Path) -> Sequence[Sequence[str]]:
        """Write the list to a file, and read its rows: those of the list's width."""
        await self.screen.press("ctrl+x", "ctrl+u")
        await self.screen.type(str(to))
        await self.screen.press("enter")
        return written(to, len(self.table.state.headings))


def written(file: Path, columns: int) -> Sequence[Sequence[str]]:
    """The rows of a list in a file, without its title and terms."""
    lines = csv.reader(file.read_text("utf-8-sig").splitlines())
    whole = [line for line in lines if len(line) == columns and any(line[1:])]
    return whole[1:]
