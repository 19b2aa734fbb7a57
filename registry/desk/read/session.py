"""Opening a registry to read: its connection, whose it is, and the day asked of."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from registry import dates
from registry.desk.read.values import RegistryInfo
from registry.errors import StoreError
from registry.store.reader import open_reader
from registry.store.refusals import refusing
from registry.text import visible

Bound = str | int | None
"""What a statement can bind."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A registry open for reading; nothing read through it can write."""

    connection: sqlite3.Connection
    info: RegistryInfo

    @property
    def on(self) -> str:
        """The day questions are asked of, as SQL binds it."""
        return self.info.on.isoformat()

    def rows(self, sql: str, **bound: Bound) -> list[sqlite3.Row]:
        """All rows of a statement; ``:on`` is bound to the day."""
        return self.connection.execute(sql, {"on": self.on} | bound).fetchall()

    def one(self, sql: str, **bound: Bound) -> sqlite3.Row | None:
        """The first row of a statement, or none."""
        row = self.connection.execute(sql, {"on": self.on} | bound).fetchone()
        return row if isinstance(row, sqlite3.Row) else None

    def asked_on(self, on: date) -> Reading:
        """The same registry, asked as of another day."""
        return Reading(self.connection, replace(self.info, on=on))

    def interrupt(self) -> None:
        """Stop the statement that another thread is running on this connection.

        That statement raises ``sqlite3.OperationalError`` ("interrupted").
        """
        self.connection.interrupt()


@contextmanager
def open_reading(path: Path, on: date | None = None) -> Iterator[Reading]:
    """Open a registry as of a day; its reference day, else today, where none is given.

    Raises:
        StoreError: the file is no registry, is newer than the program, is gone, or
            turns out to be damaged while it is read.
    """
    with refusing(path), closing(open_reader(path)) as connection:
        yield Reading(connection, _info(connection, path, on))


def _info(connection: sqlite3.Connection, path: Path, on: date | None) -> RegistryInfo:
    row = connection.execute(
        "SELECT * FROM registry WHERE voided_by IS NULL"
    ).fetchone()
    if row is None:
        raise StoreError(f"「{path}」还没有登记是哪一级的台账；请用 tidu init 新建")
    reference = row["reference_on"] and date.fromisoformat(row["reference_on"])
    return RegistryInfo(
        path=str(path),
        name=visible(row["name"]),
        division=row["division"],
        zone=row["zone"],
        on=on or reference or dates.today(row["zone"]),
        demonstration=bool(row["demonstration"]),
    )
