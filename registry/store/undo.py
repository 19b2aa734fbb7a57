"""Undoing a change by a new one: what it inserted is voided, what it changed returns.

Undo refuses where something later builds on the change, and says what.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from registry.errors import ConflictError
from registry.model.labels import table_label
from registry.store.reader import open_reader
from registry.store.references import holds
from registry.store.refusals import refusing
from registry.store.schema import shipped
from registry.store.transaction import Tx, transaction
from registry.store.triggers import quoted
from registry.store.undoable import PAST, Past, choose, require_undoable, undone
from registry.store.upcast import entries

MOST = 10
"""So many things that build on a change are listed."""


def undo(path: Path, by: str, change: int | None = None, reason: str = "") -> int:
    """Undo a change, the last one unless said; the number of the undoing change.

    Undoing an undo restores what it took back.

    Raises:
        NotFoundError: there is no such change.
        ConflictError: nothing can be undone, it is undone already, it is a lasting
            one, or something later builds on it.
    """
    with refusing(path), closing(open_reader(path)) as connection:
        target = choose(connection, change)
    with transaction(
        path, by=by, action=f"撤回第 {target} 次变更", reason=reason, undoes=target
    ) as tx:
        _require_untouched(tx, target, _gone(tx, target))
        tables = _tables(tx, target)
        for table in tables:
            _void_inserted(tx, table, target)
        for table in tables:
            _restore_updated(tx, table, target)
        _require_no_holds(tx, target)
        return tx.change_id


def _gone(tx: Tx, target: int) -> frozenset[int]:
    """What is undone, looked up again: another window may have undone the target."""
    rows = tx.rows(f"{PAST} WHERE id <> :own", {"own": tx.change_id})
    past = [Past(row.id, row.action, row.undoes, row.lasting) for row in rows]
    require_undoable(past, target)
    return undone(past)


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
            f"不能撤回第 {target} 次变更，之后的记录建立在它之上；"
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
