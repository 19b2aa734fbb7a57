"""An engine for one registry file: pragmas, explicit BEGIN, no connection kept.

pysqlite's own transaction control is switched off (``isolation_level=None``) and
SQLAlchemy's "begin" event says ``BEGIN IMMEDIATE`` itself, so that a transaction
that means to write holds the write lock from its first statement.
"""

from __future__ import annotations

import sqlite3
from functools import lru_cache
from pathlib import Path

from sqlalchemy import Connection, Engine, NullPool, create_engine, event

from registry.store.readonly import BUSY_SECONDS

SYNCHRONOUS = "FULL"
"""Every commit is on the disk before it returns."""


@lru_cache(maxsize=8)
def writing_engine(path: Path, *, foreign_keys: bool = True) -> Engine:
    """The engine on an existing file; a connection is closed once it is done with.

    It is made once for a file, as it remembers the statements that it compiled.
    ``foreign_keys`` is off for schema migrations only: batch migrations would
    delete cascading children otherwise.
    """

    def connect() -> sqlite3.Connection:
        return open_writable(path, foreign_keys=foreign_keys)

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def open_writable(path: Path, *, foreign_keys: bool = True) -> sqlite3.Connection:
    """A plain connection to an existing file with the pragmas of a writer."""
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        isolation_level=None,
        timeout=BUSY_SECONDS,
    )
    try:
        connection.execute(f"PRAGMA foreign_keys = {int(foreign_keys)}")
        connection.execute("PRAGMA recursive_triggers = ON")
        connection.execute(f"PRAGMA synchronous = {SYNCHRONOUS}")
    except BaseException:
        connection.close()
        raise
    return connection


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
