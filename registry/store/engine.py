"""An engine for one registry file: pragmas, explicit BEGIN, a connection a change.

pysqlite's own transaction control is switched off (``isolation_level=None``) and
SQLAlchemy's "begin" event says ``BEGIN IMMEDIATE`` itself, so that a transaction
that means to write holds the write lock from its first statement.
"""

from __future__ import annotations

import sqlite3
from functools import lru_cache
from pathlib import Path

from sqlalchemy import Connection, Engine, NullPool, QueuePool, create_engine, event
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry

from registry.store.readonly import BUSY_SECONDS

SYNCHRONOUS = "FULL"
"""Every commit is on the disk before it returns."""
REMEMBERED = 1024
"""So many statements a connection keeps prepared: a change asks hundreds."""


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


def staying_engine(path: Path) -> Engine:
    """An engine that keeps its connection, with all that this has read and prepared.

    ``dispose`` closes it. It serves one thread after the other; a second change at the
    same time has a connection of its own. Where another file has come to the path, as
    by a restore, it is opened anew.
    """

    def connect() -> sqlite3.Connection:
        return open_writable(path, staying=True)

    def opened(_: object, entry: ConnectionPoolEntry) -> None:
        entry.info["file"] = file_at(path)

    def taken(_: object, entry: ConnectionPoolEntry, __: object) -> None:
        if entry.info["file"] != file_at(path):
            raise DisconnectionError

    engine = create_engine(
        "sqlite://", creator=connect, poolclass=QueuePool, pool_size=1
    )
    event.listen(engine, "connect", opened)
    event.listen(engine, "checkout", taken)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def file_at(path: Path) -> tuple[int, int]:
    """Which file a path names now: a restore puts another one in its place."""
    found = path.stat()
    return found.st_dev, found.st_ino


def open_writable(
    path: Path, *, foreign_keys: bool = True, staying: bool = False
) -> sqlite3.Connection:
    """A plain connection to an existing file with the pragmas of a writer.

    One that is ``staying`` serves any thread, one at a time.
    """
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        isolation_level=None,
        timeout=BUSY_SECONDS,
        cached_statements=REMEMBERED,
        check_same_thread=not staying,
    )
    try:
        connection.execute(f"PRAGMA foreign_keys = {int(foreign_keys)}")
        connection.execute("PRAGMA recursive_triggers = ON")
        connection.execute(f"PRAGMA synchronous = {SYNCHRONOUS}")
    except BaseException:
        connection.close()
        raise
    return connection


def driver(connection: Connection) -> sqlite3.Connection:
    """The driver's own connection under SQLAlchemy's; quicker to ask."""
    found = connection.connection.driver_connection
    if not isinstance(found, sqlite3.Connection):
        raise TypeError(f"not SQLite: {found!r}")
    return found


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
