"""Writing what is derived: no change is made, as nothing that is recorded changes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from registry.store.engine import open_writable
from registry.store.identity import require_current
from registry.store.readonly import require_file
from registry.store.refusals import refusing


@contextmanager
def deriving(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection inside a transaction of its own; recorded tables refuse it.

    Raises:
        StoreError: the file is missing, no registry, of another edition, locked for
            longer than five seconds, or cannot be written.
    """
    require_file(path)
    with refusing(path), closing(open_writable(path)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        require_current(path, connection.execute)
        yield connection
        connection.execute("COMMIT")
