"""What a file is: a registry of this edition, an older or newer one, or none.

Everything here is plain ``sqlite3``: reading must not load SQLAlchemy or Alembic.
The edition of a file is its Alembic revision, and the revisions that the program
knows are the names of its migration scripts (``0001_….py``).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from registry import paths
from registry.errors import StoreError

APPLICATION_ID = 0x74696475
"""``PRAGMA application_id`` of every registry: "tidu" in ASCII."""

BUSY_SECONDS = 5.0
"""How long one writer waits for another."""

Execute = Callable[[str], Iterable[Any]]


class Edition(StrEnum):
    """How a file stands to this program."""

    CURRENT = "current"
    OLDER = "older"
    NEWER = "newer"


@dataclass(frozen=True, slots=True)
class Identity:
    """A registry file: its schema revision and how that stands to the program."""

    path: Path
    revision: str
    edition: Edition


def revisions(scripts: Path | None = None) -> tuple[str, ...]:
    """The schema revisions that this program knows, oldest first."""
    versions = (scripts or paths.migrations()) / "versions"
    return tuple(sorted(found.name[:4] for found in versions.glob("[0-9]*_*.py")))


def identify(path: Path) -> Identity:
    """Look at the file, read-only, and say what it is; newer files are no error.

    Raises:
        StoreError: there is no file, or it is no registry, or it cannot be read.
    """
    connection = look(path)
    try:
        revision = _revision(path, connection.execute)
    finally:
        connection.close()
    return Identity(path, revision, edition(revision))


def edition(revision: str) -> Edition:
    """How a schema revision stands to this program."""
    known = revisions()
    if revision not in known:
        return Edition.NEWER
    return Edition.CURRENT if revision == known[-1] else Edition.OLDER


def require_current(path: Path, execute: Execute) -> str:
    """The revision of an open file; refuse unless it is the program's own.

    Raises:
        StoreError: the file is no registry, an older or a newer one.
    """
    revision = _revision(path, execute)
    match edition(revision):
        case Edition.NEWER:
            raise StoreError(
                f"台账 {path} 由更新版本的程序写成（结构 {revision}）；请升级本程序再打开"
            )
        case Edition.OLDER:
            raise StoreError(
                f"台账 {path} 是旧结构（{revision}）；请先运行 tidu upgrade 升级"
            )
        case Edition.CURRENT:
            return revision


def require_file(path: Path) -> None:
    """Refuse a path where no file is.

    Raises:
        StoreError: nothing is there, or a folder.
    """
    if path.is_dir():
        raise StoreError(f"{path} 是文件夹，不是台账；请写明台账文件")
    if not path.exists():
        raise StoreError(f"台账 {path} 不存在；请核对路径，或用 tidu init 新建")


def look(path: Path) -> sqlite3.Connection:
    """Open a file read-only, whatever it is, also where nothing can be written.

    Raises:
        StoreError: nothing is there, it is no database, or it cannot be read.
    """
    require_file(path)
    try:
        return _opened(path, "mode=ro")
    except sqlite3.OperationalError as error:
        return _look_at_read_only_media(path, error)
    except sqlite3.DatabaseError as error:
        raise not_a_registry(path) from error


def _look_at_read_only_media(
    path: Path, error: sqlite3.OperationalError
) -> sqlite3.Connection:
    """Read a file where SQLite cannot make its helper files (CD, read-only share)."""
    if "locked" in str(error) or "busy" in str(error):
        raise StoreError(f"台账 {path} 正被别的程序占用；请稍后再试") from error
    log = path.with_name(f"{path.name}-wal")
    if log.exists() and log.stat().st_size:
        raise StoreError(
            f"台账 {path} 还有未并入的 -wal 文件而所在位置只读；"
            "请把这几个文件一起复制到可写的位置再打开"
        ) from error
    try:
        return _opened(path, "mode=ro&immutable=1")
    except sqlite3.DatabaseError as again:
        raise StoreError(f"台账 {path} 无法读取；请核对文件与权限") from again


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


def not_a_registry(path: Path) -> StoreError:
    """The refusal of a file that is something else."""
    return StoreError(f"{path} 不是台账文件；请核对路径，或用 tidu init 新建一个")


def _revision(path: Path, execute: Execute) -> str:
    marked = next(iter(execute("PRAGMA application_id")))[0]
    tables = "SELECT name FROM sqlite_schema WHERE name = 'alembic_version'"
    if marked != APPLICATION_ID or not list(execute(tables)):
        raise not_a_registry(path)
    for row in execute("SELECT version_num FROM alembic_version"):
        return str(row[0])
    raise not_a_registry(path)
