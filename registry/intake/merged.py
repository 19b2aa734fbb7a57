"""Merged cells among the rows of a sheet."""

from __future__ import annotations

from collections.abc import Iterable

from registry.intake.book import Block, Cells
from registry.readers.raw import Raw


class Merged:
    """Values that merged cells pass on to the rows below, ``after`` the header."""

    def __init__(self, blocks: Iterable[Block], after: int) -> None:
        tall = [b for b in blocks if b.bottom > b.top]
        self._below = {
            (row, block.left): (block.top, block.left)
            for block in tall
            for row in range(block.top + 1, block.bottom + 1)
            if block.top > after
        }
        self._rows = {row for row, _ in self._below}
        self._tops: dict[int, set[int]] = {}
        for top, left in self._below.values():
            self._tops.setdefault(top, set()).add(left)
        self._said: dict[tuple[int, int], Raw] = {}

    def fill(self, number: int, cells: Cells) -> None:
        """Remember what a block's first cell says, and say it in the others."""
        if not self._tops:
            return
        for left in self._tops.get(number, ()):
            self._said[number, left] = cells[left] if left < len(cells) else None
        if number in self._rows:
            for column in range(len(cells)):
                anchor = self._below.get((number, column))
                if anchor is not None:
                    cells[column] = self._said.get(anchor)
