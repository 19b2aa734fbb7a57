"""The columns of a sheet as they fill the register's: where they stand, how they read.

Each is read in one pass over its column.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from registry.errors import InputError
from registry.intake.book import Cells
from registry.intake.cells import Remembered, Values, reader
from registry.intake.kinds import Slot
from registry.intake.layout import Layout
from registry.intake.source import Source
from registry.readers.raw import Raw, Setting, shown


@dataclass(frozen=True, slots=True)
class Wrong:
    """A cell that could not be read, and why."""

    raw: Raw
    why: InputError


@dataclass(frozen=True, slots=True)
class Place:
    """A column of the sheet: where it stands, and how its cells are read."""

    at: int
    slot: Slot
    read: Callable[[Raw], Values | Wrong]

    def column(self, rows: Sequence[tuple[int, Cells]]) -> list[Values | Wrong]:
        """The column's cells, read: one of several passes, each over one column."""
        at, read = self.at, self.read
        return [read(cells[at]) for _, cells in rows]


def place(slot: Slot, layout: Layout, source: Source) -> Place:
    """Where a column stands; behind the header, where all is blank, if it is not there.

    Raises:
        InputError: what is given for the whole column cannot be read.
    """
    at = layout.place(slot.column)
    read = reader(slot, source.setting, source.lookups, source.repairs)
    otherwise = _otherwise(slot, layout, source)

    def safely(raw: Raw) -> Values | Wrong:
        try:
            found = read(raw)
            if found[0] is None and otherwise is not None:
                return otherwise
            _require(slot, found)
        except InputError as why:
            return (shown(raw),) if slot.told else Wrong(raw, why)
        return found

    known: Remembered[Values | Wrong] = Remembered(safely)
    return Place(
        len(layout.header.labels) if at is None else at,
        slot,
        known.__getitem__ if slot.column.way.few or at is None else safely,
    )


def _otherwise(slot: Slot, layout: Layout, source: Source) -> Values | None:
    """What stands where a cell is blank: given for all rows, or the default."""
    typed = layout.given.get(slot.column.key, slot.default)
    if typed is None:
        return None
    try:
        return reader(slot, Setting(), source.lookups, source.repairs)(typed)
    except InputError as wrong:
        raise InputError(f"--set {slot.column.header}：{wrong}") from None


def _require(slot: Slot, found: Values) -> None:
    if slot.required and not slot.spared and found[0] is None:
        raise InputError("没有填；请补上")
