"""A list as it leaves the register: frozen, with its title, terms and basis."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from registry.columns import Cell, Column
from registry.text import visible


@dataclass(frozen=True, slots=True)
class Table:
    """A frozen list.

    ``issuer`` is whose register it is from, ``on`` the day it is as of, ``terms`` the
    口径 of its rows, ``basis`` the documents it rests on; ``marks`` say what in it is
    sample or demonstration. ``head`` is the journal's head when it was made: kept in
    the file's properties, never on its face.
    """

    title: str
    issuer: str
    on: date
    terms: str
    basis: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    marks: tuple[str, ...] = ()
    head: str = ""

    @property
    def heading(self) -> str:
        """The title with what must be known before anything else is read."""
        marked = f"（{'、'.join(self.marks)}）" if self.marks else ""
        return visible(f"{self.title}{marked}")

    @property
    def above(self) -> tuple[str, ...]:
        """The lines between title and header."""
        basis = (f"依据：{self.basis}",) if self.basis else ()
        return tuple(visible(line) for line in (f"口径：{self.terms}", *basis))

    @property
    def below(self) -> tuple[str, ...]:
        """The lines under the rows: how many, whose, as of when, what is sample."""
        marked = (f"注：本名单含{'、'.join(self.marks)}",) if self.marks else ()
        counted = f"共 {len(self.rows)} 条"
        issued = f"{self.issuer}，截至 {self.on.isoformat()}"
        return tuple(visible(line) for line in (counted, *marked, issued))
