"""A list as it leaves the register: frozen, with its title, terms and basis."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from registry.columns import Cell, Column
from registry.lists.archive import Archive, mark
from registry.text import visible

Cells = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Rows listed together under a heading such as 天元区（12 条）; none has none."""

    heading: str
    rows: tuple[Cells, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A frozen list.

    ``issuer`` is whose register it is from, ``on`` the day it is as of, ``terms`` the
    口径 of its rows, ``basis`` the documents it rests on; ``marks`` say what in it is
    sample or demonstration. ``head`` is the journal's head when it was made: kept in
    the file's properties, never on its face. ``group`` is the key of the column by
    which rows stand together. ``archive`` is there once the list is published.
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
    archive: Archive | None = None

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
            yield Group(f"{name or '未载'}（{len(members)} 条）", members)

    @property
    def mark(self) -> str:
        """What the file's properties say of the journal."""
        return mark(self.head, self.archive)

    @property
    def wide(self) -> bool:
        """Whether it takes a page laid across."""
        return sum(column.width for column in self.columns) > _LANDSCAPE_FROM

    def digest(self) -> str:
        """The SHA-256 of what is listed: title, day, terms, basis, header and rows."""
        listed = {
            "title": self.heading,
            "issuer": self.issuer,
            "on": self.on.isoformat(),
            "terms": self.terms,
            "basis": self.basis,
            "columns": [column.key for column in self.columns],
            "rows": self.rows,
            "notes": self.notes,
        }
        text = json.dumps(listed, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


_LANDSCAPE_FROM = 90
