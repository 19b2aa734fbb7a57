"""The sheets of a workbook, of which one or several of one shape can be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tui import texts
from tui import texts_imports as words
from tui.state.choices import Choice


@dataclass(frozen=True, slots=True)
class SheetSeen:
    """A sheet: which kind of ledger it is, about how many rows it has, its columns.

    ``kind`` is empty where that cannot be told, ``why`` then says so; sheets can be
    read together where their ``shape`` is the same.
    """

    name: str
    kind: str = ""
    rows: int = 0
    shape: frozenset[object] = frozenset()
    visible: bool = True
    why: str = ""

    @property
    def told(self) -> str:
        """What is said of it beside its name."""
        kind = self.kind and words.SHEET_KIND.format(kind=self.kind)
        rows = words.SHEET_ROWS.format(rows=self.rows)
        hidden = "" if self.visible else words.SHEET_HIDDEN
        return texts.DOT.join(filter(None, (kind or self.why, rows, hidden)))


@dataclass(slots=True)
class SheetsMarked:
    """The sheets to choose from, and those that are marked, all of one shape."""

    sheets: Sequence[SheetSeen]
    marked: tuple[str, ...] = field(default=())

    def choices(self) -> list[Choice]:
        """The sheets as choices."""
        return [
            Choice(one.name, one.name, one.told, one.name in self.marked)
            for one in self.sheets
        ]

    def mark(self, name: str) -> None:
        """Mark a sheet or unmark it; those of another shape are unmarked."""
        shapes = {one.name: (one.kind, one.shape) for one in self.sheets}
        alike = {one for one in self.marked if shapes[one] == shapes[name]}
        now = alike ^ {name}
        self.marked = tuple(one.name for one in self.sheets if one.name in now)
