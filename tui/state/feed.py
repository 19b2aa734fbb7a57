"""A source as one table shows it: its columns in the screen's own order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from registry.desk.read.session import Reading
from registry.desk.read.values import Heading, Row, Source
from tui.state.window import Want, read

Make = Callable[[Reading], Source]
"""Opens the rows to show in a reading."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows with the headings of their cells, and the terms of the list."""

    headings: tuple[Heading, ...]
    rows: list[Row]
    terms: str


class Feed:
    """Opens its source in the thread that reads it, once for each reading."""

    def __init__(self, make: Make, order: Sequence[str] = ()) -> None:
        self._make = make
        self._order = order
        self._opened: tuple[Reading, Source] | None = None

    def read(self, reading: Reading, want: Want) -> Page:
        """The page that is wanted."""
        source = self._source(reading)
        known = source.headings
        places = self._places(known)
        rows = [
            Row(row.id, row.cursor, tuple(row.cells[place] for place in places))
            for row in read(source, want)
        ]
        return Page(tuple(known[place] for place in places), rows, source.terms)

    def count(self, reading: Reading) -> int:
        """How many rows there are; for another thread's reading than ``read``."""
        return self._make(reading).count()

    def _source(self, reading: Reading) -> Source:
        if self._opened is None or self._opened[0] is not reading:
            self._opened = (reading, self._make(reading))
        return self._opened[1]

    def _places(self, headings: Sequence[Heading]) -> list[int]:
        weight = {key: place for place, key in enumerate(self._order)}
        last = len(weight)
        return sorted(
            range(len(headings)), key=lambda i: weight.get(headings[i].key, last)
        )
