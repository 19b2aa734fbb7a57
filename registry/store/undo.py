"""Undoing a change by a new one: what it inserted is voided, what it changed returns.

Undo refuses where something later builds on the change, and says what.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

from registry.errors import ConflictError, NotFoundError
from registry.model.labels import table_label
from registry.store.reader import open_reader
from registry.store.references import holds
from registry.store.schema import shipped
from registry.store.transaction import Tx, transaction
from registry.store.triggers import quoted
from registry.store.upcast import entries

FIRST = 1
"""The change that created the registry."""

MOST = 10
"""So many things that build on a change are listed."""


def undo(path: Path, by: str, change: int | None = None, reason: str = "") -> int:
    """Undo a change, the last one unless said; the number of the undoing change.

    Undoing an undo restores what it took back.

    Raises:
        NotFoundError: there is no such change.
        ConflictError: nothing can be undone, it is undone already, it created the
            registry, or something later builds on it.
    """
    with closing(open_reader(path)) as connection:
        target = choose(connection, change)
    with transaction(
        path, by=by, action=f"撤销第 {target} 次变更", reason=reason, undoes=target
    ) as tx:
        _require_untouched(tx, target, _gone(tx, target))
        tables = _tables(tx, target)
        for table in tables:
            _void_inserted(tx, table, target)
        for table in tables:
            _restore_updated(tx, table, target)
        _require_no_holds(tx, target)
        return tx.change_id


def choose(connection: sqlite3.Connection, change: int | None = None) -> int:
    """The change that undo would take: the named one, or the last that stands.

    Raises:
        NotFoundError: there is no such change.
        ConflictError: there is nothing left to undo, or not this one.
    """
    rows = connection.execute("SELECT id, undoes FROM change ORDER BY id").fetchall()
    gone = undone((row["id"], row["undoes"]) for row in rows)
    if change is None:
        own = (int(row["id"]) for row in rows if row["undoes"] is None)
        last = max(number for number in own if number not in gone)
        if last == FIRST:
            raise ConflictError("没有可以撤销的变更")
        return last
    if change not in {row["id"] for row in rows}:
        raise NotFoundError(f"没有第 {change} 次变更；请用 tidu history 查看")
    _refuse(change, gone)
    return change


def undone(changes: Iterable[tuple[int, int | None]]) -> frozenset[int]:
    """The changes that are undone, from ``(id, undoes)``; an undone undo undoes not."""
    gone: set[int] = set()
    for number, undoes in sorted(changes, reverse=True):
        if undoes is not None and number not in gone:
            gone.add(undoes)
    return frozenset(gone)


def _refuse(change: int, gone: frozenset[int]) -> None:
    if change == FIRST:
        raise ConflictError("建立台账的变更不能撤销")
    if change in gone:
        raise ConflictError(
            f"第 {change} 次变更已经撤销；要恢复，请撤销那次撤销（tidu history 可查）"
        )


def _gone(tx: Tx, target: int) -> frozenset[int]:
    """What is undone, looked up again: another window may have undone the target."""
    others = "SELECT id, undoes FROM change WHERE id <> :own"
    rows = tx.rows(others, {"own": tx.change_id})
    gone = undone((row.id, row.undoes) for row in rows)
    _refuse(target, gone)
    return gone


def _require_untouched(tx: Tx, target: int, gone: frozenset[int]) -> None:
    later = [
        f"{table_label(row.table_name)} #{row.row_id}（第 {row.id} 次变更"
        f"「{row.action}」，{row.by}）又改过"
        for row in tx.rows(_LATER, {"target": target})
        if row.id not in gone
    ]
    _refuse_built_on(target, later)


def _require_no_holds(tx: Tx, target: int) -> None:
    _refuse_built_on(target, [str(hold) for hold in holds(tx)])


def _refuse_built_on(target: int, what: Sequence[str]) -> None:
    if what:
        more = f"\n  …… 共 {len(what)} 处" if len(what) > MOST else ""
        listed = "".join(f"\n  {line}" for line in what[:MOST])
        raise ConflictError(
            f"不能撤销第 {target} 次变更，之后的记录建立在它之上；"
            f"请先撤销或更正这些记录：{listed}{more}"
        )


def _tables(tx: Tx, target: int) -> list[str]:
    sql = "SELECT DISTINCT table_name FROM journal WHERE change_id = :target"
    return [str(row.table_name) for row in tx.rows(sql, {"target": target})]


def _void_inserted(tx: Tx, table: str, target: int) -> None:
    tx.rows(
        f"""
        UPDATE {quoted(table)} SET voided_by = :own, version = version + 1
        WHERE voided_by IS NULL AND id IN (
          SELECT row_id FROM journal WHERE change_id = :target
          AND table_name = :table AND operation = 'insert')""",
        {"own": tx.change_id, "target": target, "table": table},
    )


def _restore_updated(tx: Tx, table: str, target: int) -> None:
    names = [name for name in shipped().columns(table) if name not in _KEPT]
    fields = "".join(f"{quoted(n)} = json_extract(image, '$.{n}'), " for n in names)
    tx.rows(
        f"""
        WITH written AS (SELECT * FROM ({entries(table)}) WHERE change_id = :target)
        UPDATE {quoted(table)} SET {fields} version = version + 1,
          voided_by = CASE WHEN json_extract(image, '$.voided_by') IS NULL THEN NULL
                           ELSE coalesce(voided_by, :own) END
        FROM (SELECT row_id, "before" AS image FROM written WHERE operation = 'update'
              AND id IN (SELECT min(id) FROM written GROUP BY row_id))
        WHERE id = row_id""",
        {"own": tx.change_id, "target": target},
    )


_KEPT = frozenset({"id", "ref", "version", "change_id", "voided_by"})
_LATER = """
    SELECT DISTINCT j.table_name, j.row_id, c.id, c."by", c.action
    FROM (SELECT table_name, row_id, max(id) AS last FROM journal
          WHERE change_id = :target GROUP BY table_name, row_id) mine
    JOIN journal j ON j.table_name = mine.table_name AND j.row_id = mine.row_id
                  AND j.id > mine.last
    JOIN change c ON c.id = j.change_id
    WHERE c.undoes IS NULL ORDER BY c.id, j.table_name, j.row_id"""
