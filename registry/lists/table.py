"""A list as it leaves the register: frozen, with its title, terms and basis."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from registry.columns import Cell, Column
from registry.lists.archive import Archive, mark
from registry.lists.ladders import Ladder
from registry.lists.whose import Listed, Whose
from registry.terms import NO_UNIT
from registry.text import visible

Cells = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Rows listed together under a heading such as 天元区（12 条）; none has none.

    ``below`` are the lines under them: who signs for the group.
    """

    heading: str
    rows: tuple[Cells, ...]
    below: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A frozen list.

    ``issuer`` is whose register it is from, ``on`` the day it is as of, ``terms`` the
    口径 of its rows (each column has its own), ``basis`` the documents it rests on;
    ``marks`` say what in it is sample or demonstration. ``head`` is the journal's head
    when it was made: kept in the file's properties, never on its face. ``group`` is the
    key of the column by which rows stand together, ``group_signature`` the lines under
    each such group.
    ``ladders`` are the programmes that it is about, for formats that hold pictures.
    ``each`` is what a row of it is, ``whose`` whom each row is about, row by row, where
    rows are of enterprises.
    ``personal``: it holds personal data, and may not be published.
    ``archive`` is there once the list is published.
    """

    title: str
    issuer: str
    on: date
    terms: str
    basis: str
    columns: tuple[Column, ...]
    rows: tuple[Cells, ...]
    marks: tuple[str, ...] = ()
    head: str = ""
    group: str = ""
    notes: tuple[str, ...] = ()
    signature: tuple[str, ...] = ()
    group_signature: tuple[str, ...] = ()
    ladders: tuple[Ladder, ...] = ()
    each: Listed | None = None
    whose: tuple[Whose, ...] = ()
    personal: bool = False
    archive: Archive | None = None

    @property
    def heading(self) -> str:
        """The title with what must be known before anything else is read."""
        withdrawn = ("已撤回",) if self.archive and self.archive.withdrawn else ()
        marks = (*withdrawn, *self.marks)
        marked = f"（{'、'.join(marks)}）" if marks else ""
        return visible(f"{self.title}{marked}")

    @property
    def above(self) -> tuple[str, ...]:
        """The lines between title and header."""
        basis = (f"依据：{self.basis}",) if self.basis else ()
        return tuple(visible(line) for line in (f"口径：{self.meant}", *basis))

    @property
    def meant(self) -> str:
        """The 口径 of its rows, then those of the columns that it shows."""
        ruled: dict[str, list[str]] = {}
        for one in self.columns:
            ruled.setdefault(one.rule, []).append(one.header)
        rules = (f"{'、'.join(ruled[one])}{one}" for one in ruled if one)
        return "；".join(filter(None, (self.terms, *rules)))

    @property
    def below(self) -> tuple[str, ...]:
        """The lines under the rows: how many, notes, whose, as of when, who signs."""
        marked = (f"注：本名单含{'、'.join(self.marks)}",) if self.marks else ()
        counted = f"共 {len(self.rows)} 条"
        issued = f"{self.issuer}，截至 {self.on.isoformat()}"
        lines = (counted, *marked, *self.notes, issued, *self.signature)
        return tuple(visible(line) for line in lines)

    @property
    def groups(self) -> tuple[Group, ...]:
        """The rows group by group, in their order; one without heading if ungrouped."""
        return tuple(self._groups())

    def _groups(self) -> Iterator[Group]:
        keys = [column.key for column in self.columns]
        if self.group not in keys:
            yield Group("", self.rows)
            return
        at = keys.index(self.group)
        for name, rows in groupby(self.rows, key=lambda row: row[at]):
            members = tuple(rows)
            heading = visible(f"{name or '未载'}（{len(members)} 条）")
            signing = () if name in _NOBODY else map(visible, self.group_signature)
            yield Group(heading, members, tuple(signing))

    @property
    def mark(self) -> str:
        """What the file's properties say of the journal."""
        return mark(self.head, self.archive)

    @property
    def wide(self) -> bool:
        """Whether it takes a page laid across."""
        return sum(column.width for column in self.columns) > _LANDSCAPE_FROM


_LANDSCAPE_FROM = 90
_NOBODY = frozenset({None, "", NO_UNIT})
"""Groups that nobody signs for."""
