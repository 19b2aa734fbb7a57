"""Where the rows of a ledger come from, and how its cells are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from registry.intake.cells import Repairs
from registry.intake.kinds import Shape
from registry.intake.lookups import Lookup
from registry.readers.raw import Setting


@dataclass(frozen=True, slots=True)
class Source:
    """The file's name, what it says of its cells, and what these can name.

    ``unit`` is the reporting unit whose file it is, where that is said; ``rows`` are
    those, by sheet (None: any) and number, that an official says are of enterprises.
    """

    file: str
    setting: Setting
    lookups: Mapping[Shape, Lookup]
    repairs: Repairs
    unit: int | None = None
    rows: frozenset[tuple[str | None, int]] = frozenset()

    def insists(self, sheet: str, number: int) -> bool:
        """Whether an official says that a row is about an enterprise."""
        return not self.rows.isdisjoint({(None, number), (sheet, number)})
