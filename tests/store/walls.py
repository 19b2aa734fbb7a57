"""A file rewritten by someone whom no trigger stops, and sealed anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from registry.store import seal


@contextmanager
def walls_down(path: Path) -> Iterator[sqlite3.Connection]:
    """The file as someone opens it who drops the triggers and puts them back."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        triggers = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
        standing = connection.execute(triggers).fetchall()
        for name, _ in standing:
            connection.execute(f"DROP TRIGGER {name}")
        yield connection
        for _, sql in standing:
            connection.execute(sql)


def seal_again(connection: sqlite3.Connection) -> None:
    """Make the chain anew over what the journal says now."""
    head = seal.GENESIS
    for change in connection.execute(f"{seal.CHANGE_SQL} ORDER BY id").fetchall():
        entries = connection.execute(
            f"{seal.ENTRY_SQL} WHERE change_id = ? ORDER BY id", (change[0],)
        )
        previous, (head, _) = head, seal.head(head, change, entries)
        connection.execute(
            "UPDATE seal SET previous = ?, head = ? WHERE change_id = ?",
            (previous, head, change[0]),
        )
