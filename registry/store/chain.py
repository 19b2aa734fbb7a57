"""Checking the chain: every change sealed, every seal true, no head out of line."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from registry.store import seal
from registry.store.verdict import Finding


def chain_findings(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Everything wrong with changes, entries without a change, and seals."""
    yield from _loose(connection)
    head, number, at = seal.GENESIS, 0, ""
    for change in connection.execute(f"{seal.CHANGE_SQL} ORDER BY id").fetchall():
        place = f"第 {change['id']} 次变更"
        if change["id"] != number + 1:
            yield Finding(place, f"变更号不连续，前一次是第 {number} 次")
        if change["at"] < at:
            yield Finding(place, "时间早于前一次变更")
        number, at = change["id"], change["at"]
        kept = connection.execute(_SEAL, (number,)).fetchone()
        if kept is None:
            yield Finding(place, "没有封存")
            continue
        yield from _seal_findings(connection, change, kept, head)
        head = kept["head"]


def _seal_findings(
    connection: sqlite3.Connection,
    change: sqlite3.Row,
    kept: sqlite3.Row,
    previous: str,
) -> Iterator[Finding]:
    place = f"第 {change['id']} 次变更"
    if kept["previous"] != previous:
        yield Finding(place, "封存与前一次变更的链头不衔接")
    entries = connection.execute(seal.ENTRIES_SQL, {"id": change["id"]})
    head, count = seal.head(kept["previous"], tuple(change), map(tuple, entries))
    if count != kept["entries"]:
        yield Finding(place, f"封存时有 {kept['entries']} 条变更明细，现有 {count} 条")
    if head != kept["head"]:
        yield Finding(place, "变更记录的内容与封存不符，封存后被改过")


def _loose(connection: sqlite3.Connection) -> Iterator[Finding]:
    for sql, problem in _LOOSE.items():
        for row in connection.execute(sql):
            yield Finding(f"第 {row[0]} 次变更", problem)


_SEAL = "SELECT previous, head, entries FROM seal WHERE change_id = ?"
_LOOSE = {
    "SELECT id FROM change WHERE open = 1": "仍处于打开状态",
    "SELECT DISTINCT change_id FROM journal WHERE change_id NOT IN"
    " (SELECT id FROM change)": "有变更明细，却没有这次变更",
    "SELECT change_id FROM seal WHERE change_id NOT IN"
    " (SELECT id FROM change)": "有封存，却没有这次变更",
}
