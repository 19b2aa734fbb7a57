"""Reading a registry: one plain ``sqlite3`` connection that cannot write.

Neither SQLAlchemy nor Alembic is imported here: the first rows of a screen must
not wait for them.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from registry.store.identity import require_current
from registry.store.readonly import look
from registry.store.rung_names import install


def open_reader(path: Path) -> sqlite3.Connection:
    """A read-only connection whose rows are ``sqlite3.Row``; the caller closes it.

    Raises:
        StoreError: the file is missing, no registry, or of another edition.
    """
    connection = look(path)
    try:
        require_current(path, connection.execute)
        connection.execute("PRAGMA query_only = ON")
        install(connection)
    except BaseException:
        connection.close()
        raise
    return connection
