"""A temporary table on a reader's connection: a place to put what was asked."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def scratch(connection: sqlite3.Connection, name: str, columns: str) -> Iterator[None]:
    """An empty temporary table that can be written to, gone afterwards.

    The registry file itself stays as it is opened: a reader's cannot be written.
    """
    (reading,) = connection.execute("PRAGMA query_only").fetchone()
    connection.execute("PRAGMA query_only = OFF")
    try:
        connection.execute(f"DROP TABLE IF EXISTS temp.{name}")
        connection.execute(f"CREATE TEMP TABLE {name} ({columns})")
        yield
    finally:
        connection.execute(f"DROP TABLE IF EXISTS temp.{name}")
        connection.execute(f"PRAGMA query_only = {reading:d}")
