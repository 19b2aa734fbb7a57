"""Undoing a change by a new one: what it inserted is voided, what it changed returns.

Undo refuses where something later builds on the change, and says what.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from registry.errors import ConflictError
from registry.model.labels import table_label
from registry.store.reader import open_reader
from registry.store.references import holds
from registry.store.refusals import refusing
from registry.store.schema import shipped
from registry.store.transaction import Settle, Tx, transaction, unsettled
from registry.store.triggers import quoted
from registry.store.undoable import PAST, Past, choose, require_undoable, undone
from registry.store.upcast import entries

MOST = 10
"""So many things that build on a change are listed."""


def undo(
    path: Path,
    by: str,
    change: int | None = None,
    reason: str = "",
    settle: Settle = unsettled,
) -> int:
    """Undo a change, the last one unless said; the number of the undoing change.

    Undoing an undo restores what it took back.

    Raises:
        NotFoundError: there is no such change.
        ConflictError: nothing can be undone, it is undone already, it is a lasting
            one, something later builds on it, or it is another official's and was
            not named.
    """
    with refusing(path), closing(open_reader(path)) as connection:
        target = choose(connection, change, by)
        what = _told(connection, target)
    with transaction(
        path, by=by, action=what, reason=reason, undoes=target, settle=settle
    ) as tx:
        _require_untouched(tx, target, _gone(tx, target), what)
        tables = _tables(tx, target)
        for table in tables:
            _void_inserted(tx, table, target)
        for table in tables:
            _restore(tx, table, target)
        _refuse_built_on(what, [str(hold) for hold in holds(tx)])
        return tx.change_id


def _told(connection: sqlite3.Connection, target: int) -> str:
    """What undoing a change is called."""
    sql = "SELECT undoes FROM change WHERE id = ?"
    (undoes,) = connection.execute(sql, (target,)).fetchone()
    again = "" if undoes is None else f"（恢复第 {undoes} 次）"
    return f"撤回第 {target} 次变更{again}"


def _gone(tx: Tx, target: int) -> frozenset[int]:
    """What is undone, looked up again: another window may have undone the target."""
    rows = tx.rows(f"{PAST} WHERE id <> :own", {"own": tx.change_id})
    past = [Past(r.id, r.action, r.undoes, r.lasting, r.by) for r in rows]
    require_undoable(past, target)
    return undone(past)


def _require_untouched(tx: Tx, target: int, gone: frozenset[int], what: str) -> None:
    """Refuse where a later change that stands wrote the same rows.

    An undo of a change later than the target leaves its rows as the target left them;
    an undo of an earlier one took away what the target wrote upon.
    """
    later = [row for row in tx.rows(_LATER, {"target": target}) if row.id not in gone]
    for row in later:
        if row.undoes is not None and row.undoes < target:
            raise ConflictError(
                f"不能{what}：它所改的记录已随第 {row.undoes} 次变更一起撤回；"
                f"请先恢复那一次：tidu undo --change {row.id}"
            )
    told = [
        f"{table_label(row.table_name)} #{row.row_id}（第 {row.id} 次变更"
        f"「{row.action}」，{row.by}）又改过"
        for row in later
        if row.undoes is None
    ]
    _refuse_built_on(what, told)


def _refuse_built_on(what: str, later: Sequence[str]) -> None:
    if later:
        more = f"\n  …… 共 {len(later)} 处" if len(later) > MOST else ""
        listed = "".join(f"\n  {line}" for line in later[:MOST])
        raise ConflictError(
            f"不能{what}，之后的记录建立在它之上；"
            f"请先撤回或更正这些记录：{listed}{more}"
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


def _restore(tx: Tx, table: str, target: int) -> None:
    """Give rows back what they said; those that leave a unique place go first."""
    images = f"""
        WITH written AS (SELECT * FROM ({entries(table)}) WHERE change_id = :target),
        images AS (SELECT row_id, "before" AS image,
            json_extract("before", '$.voided_by') IS NULL AS living
          FROM written WHERE operation = 'update'
          AND id IN (SELECT min(id) FROM written GROUP BY row_id))
        UPDATE {quoted(table)} SET"""
    bound = {"own": tx.change_id, "target": target}
    names = [name for name in shipped().columns(table) if name not in _KEPT]
    fields = "".join(f"{quoted(n)} = json_extract(image, '$.{n}'), " for n in names)
    restored = f"{images} {fields} version = version + 1, voided_by = "
    mine = "FROM images WHERE id = row_id AND"
    tx.rows(f"{restored}coalesce(voided_by, :own) {mine} NOT living", bound)
    for key in _unique(table):
        leaves = " OR ".join(f"{n} IS NOT json_extract(image, '$.{n}')" for n in key)
        wanted = ", ".join(f"json_extract(image, '$.{n}')" for n in key)
        tx.rows(
            f"{images} voided_by = :own, version = version + 1 {mine} living"
            f" AND voided_by IS NULL AND ({leaves}) AND ({', '.join(key)})"
            f" IN (SELECT {wanted} FROM images WHERE living)",
            bound,
        )
    tx.rows(f"{restored}NULL {mine} living", bound)


def _unique(table: str) -> list[list[str]]:
    """The columns of each unique index over the living rows of a table."""
    indexes = shipped().metadata.tables[table].indexes
    return [[quoted(c.name) for c in one.columns] for one in indexes if one.unique]


_KEPT = frozenset({"id", "ref", "version", "change_id", "voided_by"})
_LATER = """
    SELECT DISTINCT j.table_name, j.row_id, c.id, c."by", c.action, c.undoes
    FROM (SELECT table_name, row_id, max(id) AS last FROM journal
          WHERE change_id = :target GROUP BY table_name, row_id) mine
    JOIN journal j ON j.table_name = mine.table_name AND j.row_id = mine.row_id
                  AND j.id > mine.last
    JOIN change c ON c.id = j.change_id
    ORDER BY c.id, j.table_name, j.row_id"""
