"""What reading gives back: frozen rows, pages and cards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

Cursor = tuple[str | int | None, ...]
"""The sort keys of a row and its id: where a keyset page goes on."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its id, its place in the order, its cells as shown."""

    id: int
    cursor: Cursor
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of a table: key, header, width in cells, alignment, sortable."""

    key: str
    title: str
    width: int
    right: bool = False
    sortable: bool = False


class Source(Protocol):
    """Rows in an order, read page by page in constant memory."""

    @property
    def headings(self) -> Sequence[Heading]:
        """The columns."""

    @property
    def terms(self) -> str:
        """What is listed and counted, as of when, and what its words mean."""

    def count(self) -> int:
        """How many rows there are in all."""

    def page(
        self, *, after: Cursor | None = None, back: bool = False, limit: int = 100
    ) -> list[Row]:
        """Rows after (``back``: before) a cursor, always in display order.

        Without a cursor: the first rows, or with ``back`` the last ones.
        """

    def at(self, index: int, limit: int = 100) -> list[Row]:
        """Rows from a position, for a jump; slower than a page."""


@dataclass(frozen=True, slots=True)
class RegistryInfo:
    """Whose register this is and the day questions are asked as of.

    ``made_up`` says of a register that is not real what it is: 演示数据, 合成数据.
    ``known_on`` is the moment whose knowledge answers, "" is now; ``known_through``
    the last change that was known then.
    """

    path: str
    name: str
    division: str
    zone: str
    on: date
    made_up: str = ""
    known_on: str = ""
    known_through: int | None = None

    @property
    def demonstration(self) -> bool:
        """Whether what it says is made up."""
        return bool(self.made_up)

    @property
    def as_of(self) -> str:
        """The day and the knowledge that an answer rests on, as every answer says."""
        known = f"按 {self.known_on} 时所知，" if self.known_on else ""
        return f"{known}截至 {self.on.isoformat()}"

    @property
    def headed(self) -> str:
        """What stands above an answer: whose register, as of when, if it is made up."""
        return "，".join(filter(None, (self.made_up, self.name, self.as_of)))


@dataclass(frozen=True, slots=True)
class Line:
    """One labelled line of a card: what, value, day or period, source.

    ``record`` is what a correction calls the record it shows: 称号 12.
    """

    label: str
    value: str
    on: str = ""
    source: str = ""
    record: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """Everything about one enterprise, document or round, section by section."""

    id: int
    title: str
    subtitle: str
    sections: tuple[tuple[str, tuple[Line, ...]], ...]
