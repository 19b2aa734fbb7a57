"""Where a ledger waits beside the register: two temporary tables.

``ledger_row`` says whom each row is about, ``ledger_entry`` what is recorded of
them; one row may bring several entries. Neither is part of the register.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from registry.intake.kinds import ENTERPRISES, FACTS, Kind
from registry.store.triggers import quoted

ROWS = """
CREATE TEMP TABLE ledger_row (
  at INTEGER PRIMARY KEY, sheet TEXT, line INTEGER,
  name TEXT, code TEXT, unit_id INTEGER, own TEXT,
  enterprise_id INTEGER, subject_id INTEGER, how TEXT, state TEXT, apart TEXT
)
"""
"""``apart``: a name that is new by an official's word, as usual as another may be."""

ORIGIN = """(:origin || CASE r.sheet WHEN '' THEN ' ' ELSE '「' || r.sheet || '」' END
  || '第' || r.line || '行')"""
"""Where a row ``r`` comes from, in SQL: ``:origin`` is the file's name."""

UNREAD = "unread"
"""The state of a row of which some cell could not be read."""

_OWN = {FACTS.ledger: ("key", "since", "until", "period", "value", "grade")}
_SHARED = ("source", "document_id")
_AT_HAND = 65_536
"""So many kilobytes of them; what is more waits in a file."""


class Staged(NamedTuple):
    """One row of a ledger: whom it is about, and the entries it brings.

    ``unread``: some of its cells could not be read and stand as nothing; it is only
    looked at for what else is wrong with it.
    """

    who: tuple[str | int | None, ...]
    entries: tuple[tuple[str | int | None, ...], ...]
    unread: bool = False


def entry_columns(kind: Kind) -> tuple[str, ...]:
    """The columns of an entry that a ledger of the kind fills."""
    if kind.ledger in _OWN:
        return (*_OWN[kind.ledger], *_SHARED)
    return tuple(name for slot in kind.slots for name in slot.filled)


def prepare(connection: sqlite3.Connection, kind: Kind) -> None:
    """Make the two tables, empty; they stay in memory while they are not very large."""
    connection.execute(f"PRAGMA temp.cache_size = -{_AT_HAND}")
    for table in ("ledger_row", "ledger_entry", "ledger_change"):
        connection.execute(f"DROP TABLE IF EXISTS temp.{table}")
    connection.execute(ROWS)
    named = ", ".join(map(quoted, entry_columns(kind)))
    extra = "" if kind is ENTERPRISES else ", holder INTEGER, old INTEGER"
    connection.execute(
        "CREATE TEMP TABLE ledger_entry (at INTEGER PRIMARY KEY, row INTEGER,"
        f" {named}{extra}, state TEXT)"
    )


def stage(
    connection: sqlite3.Connection, kind: Kind, rows: Iterable[Staged], after: int
) -> int:
    """Put rows into the tables, numbered on from ``after``; the last number."""
    taken = list(rows)
    numbered = list(enumerate(taken, after + 1))
    connection.executemany(
        "INSERT INTO ledger_row (at, sheet, line, name, code, unit_id, own, state)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        ((at, *row.who, UNREAD if row.unread else None) for at, row in numbered),
    )
    names = entry_columns(kind)
    marks = ", ".join("?" * (len(names) + 1))
    connection.executemany(
        f"INSERT INTO ledger_entry (row, {', '.join(map(quoted, names))})"
        f" VALUES ({marks})",
        ((at, *entry) for at, row in numbered for entry in row.entries),
    )
    return after + len(taken)
