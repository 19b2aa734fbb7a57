"""Opening a database file to read it, wherever it lies."""

from __future__ import annotations

import sqlite3
import stat
from pathlib import Path

from registry.errors import StoreError, because
from registry.store import header
from registry.store.refusals import damaged, refusing

BUSY_SECONDS = 5.0
"""How long a reader or writer waits for another."""


def require_file(path: Path) -> None:
    """Refuse a path where no file is, or a registry of which only a part is left.

    Raises:
        StoreError: nothing is there, or a folder, or it cannot be looked at, or its
            end is cut off.
    """
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        raise StoreError(
            "台账不存在；新建请用 tidu init，看演示请用 tidu demo，"
            f"打开别处的台账请加 --registry 路径：{path}"
        ) from None
    except OSError as error:
        raise StoreError(
            f"台账打不开（{because(error)}）；请核对路径和权限：{path}"
        ) from error
    if stat.S_ISDIR(found.st_mode):
        raise StoreError(f"这是文件夹，不是台账；请写明台账文件：{path}")
    _require_whole(path)


def look(path: Path) -> sqlite3.Connection:
    """Open a file read-only, whatever it is, also where nothing can be written.

    Raises:
        StoreError: nothing is there, it is no database, or it cannot be read.
    """
    require_file(path)
    with refusing(path):
        try:
            return _opened(path, "mode=ro")
        except sqlite3.OperationalError as error:
            if not error.sqlite_errorname.startswith(_NO_HELPERS):
                raise
        return _on_read_only_media(path)


def _require_whole(path: Path) -> None:
    """Refuse a registry whose end is cut off, before SQLite leaves files beside it."""
    found = header.read(path)
    if found.ours and found.cut_off and not _log_size(path):
        raise damaged(path, "文件不完整，后面的内容没有了")


def _log_size(path: Path) -> int:
    """How many bytes are in the log beside a file."""
    log = path.with_name(f"{path.name}-wal")
    return log.stat().st_size if log.exists() else 0


_NO_HELPERS = ("SQLITE_CANTOPEN", "SQLITE_READONLY")


def _on_read_only_media(path: Path) -> sqlite3.Connection:
    """Read a file where SQLite cannot make its helper files (CD, read-only share)."""
    if _log_size(path):
        raise StoreError(
            "台账还有未并入的 -wal 文件而所在位置只读；"
            f"请把这几个文件一起复制到可写的位置再打开：{path}"
        )
    return _opened(path, "mode=ro&immutable=1")


def _opened(path: Path, how: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{how}",
        uri=True,
        isolation_level=None,
        timeout=BUSY_SECONDS,
        check_same_thread=False,  # a screen reads off its event loop, one at a time
    )
    try:
        connection.row_factory = sqlite3.Row
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection
