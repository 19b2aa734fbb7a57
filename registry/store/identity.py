"""What a file is: a registry of this edition, an older or newer one, or none.

Everything here is plain ``sqlite3``: reading must not load SQLAlchemy or Alembic.
The edition of a file is its Alembic revision, and the revisions that the program
knows are the names of its migration scripts (``0001_….py``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from registry import paths
from registry.errors import StoreError
from registry.model.labels import TABLES, table_label
from registry.store.header import APPLICATION_ID
from registry.store.readonly import look
from registry.store.refusals import damaged, not_a_registry, refusing

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


def identify(path: Path, known: Sequence[str] = ()) -> Identity:
    """Look at the file, read-only, and say what it is; newer files are no error.

    ``known`` are the program's revisions, the shipped ones unless said.

    Raises:
        StoreError: there is no file, or it is no registry, or it cannot be read.
    """
    with refusing(path), closing(look(path)) as connection:
        revision = require_registry(path, connection.execute)
    return Identity(path, revision, _edition(revision, known or revisions()))


def require_current(path: Path, execute: Execute) -> str:
    """The revision of an open file; refuse unless it is the program's own and whole.

    Raises:
        StoreError: the file is no registry, an older or a newer one, or lacks tables.
    """
    revision = require_registry(path, execute)
    match _edition(revision, revisions()):
        case Edition.NEWER:
            raise newer(path, revision)
        case Edition.OLDER:
            raise StoreError(
                f"台账是旧结构（{revision}）；请先运行 tidu upgrade 升级：{path}"
            )
        case Edition.CURRENT:
            _require_tables(path, execute)
            return revision


def newer(path: Path, revision: str) -> StoreError:
    """The refusal of a file that a newer program wrote."""
    return StoreError(
        f"台账由更新版本的程序写成（结构 {revision}）；请升级本程序后再打开：{path}"
    )


def _edition(revision: str, known: Sequence[str]) -> Edition:
    if revision not in known:
        return Edition.NEWER
    return Edition.CURRENT if revision == known[-1] else Edition.OLDER


def require_registry(path: Path, execute: Execute) -> str:
    """The revision of an open file, whatever edition it is.

    Raises:
        StoreError: the file is no registry.
    """
    require_ours(path, execute)
    if "alembic_version" not in _tables(execute):
        raise damaged(path, "缺结构版本")
    for row in execute("SELECT version_num FROM alembic_version"):
        return str(row[0])
    raise damaged(path, "缺结构版本")


def require_ours(path: Path, execute: Execute) -> None:
    """Refuse an open file that this program did not make.

    Raises:
        StoreError: the file is no registry.
    """
    if next(iter(execute("PRAGMA application_id")))[0] != APPLICATION_ID:
        raise not_a_registry(path)


def _require_tables(path: Path, execute: Execute) -> None:
    if gone := TABLES.keys() - _tables(execute):
        listed = "、".join(f"「{table_label(name)}」" for name in sorted(gone))
        raise damaged(path, f"缺{listed}")


def _tables(execute: Execute) -> set[str]:
    listed = execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
    return {str(row[0]) for row in listed}
