"""Which rows are marked: some by id, or all but some."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Marks:
    """Marked rows; ``everything`` turns ``ids`` into the exceptions."""

    everything: bool = False
    ids: set[int] = field(default_factory=set)

    def __contains__(self, row_id: object) -> bool:
        return (row_id in self.ids) != self.everything

    def set(self, row_id: int, *, marked: bool) -> None:
        """Mark the row, or take its mark away."""
        if marked == self.everything:
            self.ids.discard(row_id)
        else:
            self.ids.add(row_id)

    def toggle(self, row_id: int) -> None:
        """Mark the row if it is not marked, else take its mark away."""
        self.set(row_id, marked=row_id not in self)

    def all(self) -> None:
        """Mark every row that matches."""
        self.everything = True
        self.ids.clear()

    def clear(self) -> None:
        """Take every mark away."""
        self.everything = False
        self.ids.clear()

    def count(self, total: int) -> int:
        """How many of ``total`` rows are marked."""
        return total - len(self.ids) if self.everything else len(self.ids)
