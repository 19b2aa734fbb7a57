"""A column: how it is called, and how its cells are read and written."""

from __future__ import annotations

from dataclasses import dataclass

from registry.readers import ways
from registry.readers.raw import TYPED, Raw, Setting
from registry.readers.ways import Cell, Kind, Way


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key, header, kind, width in cells, and how cells are handled.

    ``short`` is the header where room is scarce; ``aliases`` are headers by which
    ledgers mean the same column, with blanks between. ``rule`` is the 口径 of its
    cells, told after its header. Days are text, as precise as known.
    """

    key: str
    header: str
    width: int
    kind: Kind = Kind.TEXT
    way: Way = ways.TEXT
    short: str = ""
    aliases: str = ""
    rule: str = ""

    @property
    def label(self) -> str:
        """The header for a screen."""
        return self.short or self.header

    @property
    def headers(self) -> tuple[str, ...]:
        """Every header that means the column."""
        every = (self.header, self.short, *self.aliases.split())
        return tuple(dict.fromkeys(filter(None, every)))

    def write(self, value: Cell) -> Cell:
        """The value as a list shows it."""
        return self.way.write(value)

    def read(self, raw: Raw, setting: Setting = TYPED) -> Cell:
        """The value that a ledger's cell means; ``InputError`` where it means none."""
        return self.way.read(raw, setting)
