"""From a ledger's cell to what is staged: one function per column of a ledger."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from registry.dates import Precision
from registry.errors import InputError
from registry.intake.kinds import Shape, Slot
from registry.intake.lookups import Lookup
from registry.ladder import measures
from registry.readers.raw import Raw, RepairError, Setting, shown
from registry.readers.ways import Cell, Read

T = TypeVar("T")
Values = tuple[Cell, ...]
"""What one cell fills, column by column."""

_PRECISIONS = {10: Precision.DAY, 7: Precision.MONTH, 4: Precision.YEAR}
_REST = {10: "", 7: "-01", 4: "-01-01"}


@dataclass(frozen=True, slots=True)
class Repairs:
    """Whether proposed repairs are accepted, and how many were."""

    accepted: bool
    made: list[str]

    def read(self, read: Read, raw: Raw, setting: Setting) -> Cell:
        """What a reader gives; what it proposes where that is accepted."""
        try:
            return read(raw, setting)
        except RepairError as wrong:
            if not self.accepted:
                raise
            self.made.append(f"{shown(raw)} → {wrong.proposed}")
            return read(wrong.proposed, Setting())


_REMEMBERED = 10_000


class Remembered(dict[Raw, T], Generic[T]):
    """What cells have been found to mean, so that each is read once.

    What does not come again and again is forgotten before it fills the memory.
    """

    def __init__(self, read: Callable[[Raw], T]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, raw: Raw) -> T:
        """Read a cell that was not met before."""
        if len(self) >= _REMEMBERED:
            self.clear()
        self[raw] = found = self._read(raw)
        return found


def reader(
    slot: Slot, setting: Setting, lookups: Mapping[Shape, Lookup], repairs: Repairs
) -> Callable[[Raw], Values]:
    """A function from a cell to what it fills; it raises ``InputError``."""
    means, fill = slot.column.way.read, filler(slot, lookups)

    def read(raw: Raw) -> Values:
        return fill(repairs.read(means, raw, setting))

    return read


def filler(slot: Slot, lookups: Mapping[Shape, Lookup]) -> Callable[[Cell], Values]:
    """A function from a read value to what it fills in the register's columns."""
    blank: Values = (None, None) if slot.precision else (None,)
    match slot.shape:
        case Shape.PLAIN:
            return lambda value: (value,)
        case Shape.EXACT_DAY:
            return lambda value: (_exact(value),)
        case Shape.DAY:
            return lambda value: blank if value is None else spread(str(value))
        case Shape.FACT:
            return lambda value: (value and measures.key(str(value)).key,)
        case named:
            lookup = lookups[named]
            return lambda value: (None if value is None else lookup.find(str(value)),)


def spread(day: str) -> tuple[str, str]:
    """A day as its two columns hold it.

    >>> spread("2022-03")
    ('2022-03-01', 'month')
    """
    return day + _REST[len(day)], _PRECISIONS[len(day)].value


def _exact(value: Cell) -> Cell:
    if value is not None and len(str(value)) < len("2022-03-01"):
        raise InputError(f"「{value}」没有写到日；此处要写到日")
    return value
