"""The one way to write: a change that is opened, journalled, sealed, committed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Row
from sqlmodel import Session

from registry import dates
from registry.errors import ConflictError, InputError, NotFoundError, StoreError
from registry.model import journal  # noqa: F401  # what is recorded refers to it
from registry.model.base import Recorded
from registry.store import seal
from registry.store.engine import driver, file_at, writing_engine
from registry.store.identity import require_current
from registry.store.readonly import require_file
from registry.store.refusals import refusing
from registry.store.spoken import speak

Model = TypeVar("Model", bound=Recorded)


@dataclass(frozen=True, slots=True)
class Tx:
    """One open change: write through it; it is sealed when the block ends."""

    session: Session
    connection: Connection
    change_id: int

    def add(self, row: Model) -> Model:
        """Insert a row as part of this change; its ``id`` is there afterwards."""
        row.change_id = self.change_id
        self.session.add(row)
        self.session.flush()
        return row

    def touch(self, row: Model) -> Model:
        """Write the edited attributes of a row: its version rises by one."""
        row.version += 1
        self.session.add(row)
        self.session.flush()
        return row

    def void(self, row: Model) -> Model:
        """Declare a row void from this change on; it stays in the register.

        Raises:
            ConflictError: it is void already.
        """
        if row.voided_by is not None:
            raise ConflictError("这条记录已经作废；请刷新后再看")
        row.voided_by = self.change_id
        return self.touch(row)

    def get(self, model: type[Model], row_id: int, version: int | None = None) -> Model:
        """The live row of that id; refuse one that moved on since ``version``.

        Raises:
            NotFoundError: there is no such row, or it is void.
            ConflictError: it is no longer at that version.
        """
        row = self.session.get(model, row_id)
        if row is None or row.voided_by is not None:
            raise NotFoundError(f"没有编号 {row_id} 的有效记录；请刷新后再看")
        if version is not None and row.version != version:
            raise ConflictError("这条记录已被别人改过；请刷新后重新修改")
        return row

    def rows(
        self, sql: str, params: Mapping[str, object] | None = None
    ) -> Sequence[Row[Any]]:
        """Run raw SQL with named parameters (``:name``); its rows, if it has any."""
        result = self.connection.exec_driver_sql(sql, dict(params or {}))
        return result.all() if result.returns_rows else ()


Settle = Callable[[Tx], None]
"""Brings what is derived up to date, before a change is sealed."""


def unsettled(tx: Tx) -> None:
    """Settle nothing: what a write touched stays marked."""
    del tx


@dataclass(frozen=True, slots=True)
class Cause:
    """Who changes the register, doing what, on what document, why.

    ``action`` is what the history shows (记录评估). A ``lasting`` change cannot be
    undone.
    """

    by: str
    action: str
    document: str = ""
    reason: str = ""
    undoes: int | None = None
    lasting: bool = False


@contextmanager
def transaction(  # noqa: PLR0913  # all that a change says of itself
    path: Path,
    *,
    by: str,
    action: str,
    document: str = "",
    reason: str = "",
    undoes: int | None = None,
    settle: Settle = unsettled,
    engine: Engine | None = None,
) -> Iterator[Tx]:
    """Open a change on a registry; seal, close and commit it, or leave no trace.

    ``action`` is what the history shows (记录评估). A block that writes nothing
    leaves no change behind. Raises what ``writing`` raises.
    """
    cause = Cause(by, action, document, reason, undoes)
    with writing(path, cause, settle, engine) as tx:
        yield tx


@contextmanager
def writing(
    path: Path,
    cause: Cause,
    settle: Settle = unsettled,
    engine: Engine | None = None,
) -> Iterator[Tx]:
    """``transaction`` for a cause that is at hand as a value.

    Without an ``engine`` the file is opened for this change, and closed after it.

    Raises:
        InputError: nobody is named who writes.
        StoreError: the file is missing, no registry, of another edition, locked
            for longer than five seconds, or cannot be written.
        ConflictError: what was written contradicts what is there.
    """
    if not cause.by.strip():
        raise InputError("没有写明经办人；请用 --as 姓名 说明是谁在登记")
    require_file(path)
    opened = file_at(path)
    with (
        refusing(path),
        (engine or writing_engine(path)).connect() as connection,
        connection.begin() as outer,
    ):
        if file_at(path) != opened:
            raise StoreError(f"台账刚被恢复的备份替换；请再试一次：{path}")
        revision = require_current(path, driver(connection).execute)
        with changing(connection, cause, revision) as tx:
            yield tx
            tx.session.flush()
            settle(tx)
        if _written(tx) == 0:
            outer.rollback()


@contextmanager
def changing(connection: Connection, cause: Cause, revision: str) -> Iterator[Tx]:
    """One change inside a transaction that someone else begins and commits."""
    change_id = _open(connection, cause, revision)
    with Session(bind=connection, autoflush=False, expire_on_commit=False) as session:
        tx = Tx(session, connection, change_id)
        yield tx
        session.flush()
        speak(connection, change_id)
        _seal(tx)


def _open(connection: Connection, cause: Cause, revision: str) -> int:
    last_id, last_at = _last(connection)
    now = dates.stamp(dates.now())
    row = {
        "id": last_id + 1,
        "at": max(now, last_at),
        "by": cause.by,
        "action": cause.action,
        "document": cause.document,
        "reason": cause.reason,
        "undoes": cause.undoes,
        "revision": revision,
        "stepped_back": now < last_at,
        "lasting": cause.lasting,
        "open": True,
    }
    connection.exec_driver_sql(_OPEN, row)
    return last_id + 1


_OPEN = (
    f"INSERT INTO change ({seal.columns((*seal.CHANGE_FIELDS, 'open'))})"
    f" VALUES ({', '.join(f':{one}' for one in (*seal.CHANGE_FIELDS, 'open'))})"
)
_SEAL = (
    "INSERT INTO seal (change_id, previous, head, entries)"
    " VALUES (:id, :previous, :head, :entries)"
)


def _last(connection: Connection) -> tuple[int, str]:
    newest = "SELECT id, at FROM change ORDER BY id DESC LIMIT 1"
    found = connection.exec_driver_sql(newest).one_or_none()
    return (0, "") if found is None else (int(found.id), str(found.at))


def _seal(tx: Tx) -> None:
    of_change = {"id": tx.change_id}
    change = tx.rows(f"{seal.CHANGE_SQL} WHERE id = :id", of_change)[0]
    entries = driver(tx.connection).execute(seal.ENTRIES_SQL, of_change)
    previous = _previous(tx)
    head, count = seal.head(previous, tuple(change), entries)
    sealed = {"previous": previous, "head": head, "entries": count}
    tx.rows(_SEAL, of_change | sealed)
    tx.rows("UPDATE change SET open = 0 WHERE id = :id", of_change)


def _previous(tx: Tx) -> str:
    newest = "SELECT head FROM seal ORDER BY change_id DESC LIMIT 1"
    found = tx.rows(newest)
    return str(found[0].head) if found else seal.GENESIS


def _written(tx: Tx) -> int:
    sealed = "SELECT entries FROM seal WHERE change_id = :id"
    return int(tx.rows(sealed, {"id": tx.change_id})[0].entries)
