"""A sheet of cells to draw on: lines that join up, and text over them."""

from __future__ import annotations

from itertools import groupby

from registry.text import width
from tui.cells import safe
from tui.render.line import Role, Run, Runs

_NORTH, _EAST, _SOUTH, _WEST = 1, 2, 4, 8
_JOINTS = " ╵╶└╷│┌├╴┘─┴┐┤┬┼"
"""A character for each set of directions, by the sum of their bits."""

HEAD = "▸"


class Canvas:
    """``height`` lines of ``room`` cells."""

    def __init__(self, room: int, height: int) -> None:
        self.room = room
        self._joints = [[0] * room for _ in range(height)]
        self._text: list[dict[int, tuple[str, Role]]] = [{} for _ in range(height)]

    def write(self, x: int, y: int, text: str, role: Role = Role.PLAIN) -> int:
        """Write over whatever is there, cut at the edge; gives the cell after it."""
        for char in safe(text):
            wide = width(char)
            if x + wide > self.room or not 0 <= y < len(self._text):
                break
            self._text[y][x] = (char, role)
            if wide > 1:
                self._text[y][x + 1] = ("", role)
            x += wide
        return x

    def across(self, x1: int, x2: int, y: int) -> None:
        """Draw a line from cell to cell of one line."""
        low, high = sorted((x1, x2))
        for x in range(low, high):
            self._join(x, y, _EAST)
            self._join(x + 1, y, _WEST)

    def down(self, x: int, y1: int, y2: int) -> None:
        """Draw a line from line to line in one column of cells."""
        low, high = sorted((y1, y2))
        for y in range(low, high):
            self._join(x, y, _SOUTH)
            self._join(x, y + 1, _NORTH)

    def _join(self, x: int, y: int, bit: int) -> None:
        if 0 <= y < len(self._joints) and 0 <= x < self.room:
            self._joints[y][x] |= bit

    def lines(self) -> tuple[Runs, ...]:
        """What was drawn."""
        return tuple(self._line(y) for y in range(len(self._text)))

    def _line(self, y: int) -> Runs:
        cells = [self._cell(x, y) for x in range(self.room)]
        return tuple(
            Run("".join(char for char, _ in group), role)
            for role, group in groupby(cells, key=lambda cell: cell[1])
        )

    def _cell(self, x: int, y: int) -> tuple[str, Role]:
        written = self._text[y].get(x)
        if written is not None:
            return written
        return _JOINTS[self._joints[y][x]], Role.DIM
