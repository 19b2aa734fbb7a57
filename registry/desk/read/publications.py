"""Published lists as they were, and what is different between two lists."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from datetime import date

from registry.columns import Cell, Column
from registry.desk.read.list_reasons import Reasons, Row
from registry.desk.read.session import Reading
from registry.errors import NotFoundError, TamperError
from registry.lists.archive import Archive
from registry.lists.frozen import digest, thaw
from registry.lists.table import Table

_PUBLISHED = """
SELECT p.*, d.number AS document, c.at AS undone_at, c.by AS undone_by
FROM publication p
LEFT JOIN document d ON d.id = p.document_id
LEFT JOIN change c ON c.id = p.voided_by
"""
EDITED = (
    Column("kind", "变化", 6),
    Column("enterprise", "企业", 34),
    Column("what", "内容", 40),
    Column("reasons", "由哪些变更", 60),
)
"""The columns of a difference."""


@dataclass(frozen=True, slots=True)
class Publication:
    """A published list: how it is made again (``what``), and the list itself."""

    number: int
    what: str
    table: Table


@dataclass(frozen=True, slots=True)
class Edit:
    """A row that entered, left or changed: who, what, and which changes made it so."""

    kind: str
    who: str
    what: str
    reasons: tuple[str, ...]


def published(reading: Reading, number: int) -> Publication:
    """A published list, identical for ever, and marked where it was taken back.

    Raises:
        NotFoundError: there is no list of that number.
        TamperError: what is kept is not what was published.
    """
    row = reading.one(
        f"{_PUBLISHED} WHERE p.number = :number ORDER BY p.id DESC", number=number
    )
    if row is None:
        raise NotFoundError(
            f"没有第 {number} 号已发布名单；用 tidu list published 查看全部"
        )
    if digest(row["rows"]) != row["content_sha256"]:
        raise TamperError(
            f"第 {number} 号名单的内容与发布时的校验码不符，不能显示、导出："
            "台账被改写过；请用 tidu verify 查明，再从备份恢复"
        )
    return Publication(number, row["layout"], _table(row))


def _table(row: sqlite3.Row) -> Table:
    archive = Archive(
        row["number"],
        row["document"] or "",
        date.fromisoformat(row["on"]),
        row["journal_change_id"],
        row["journal_head"],
        row["content_sha256"],
        _withdrawn(row),
    )
    return replace(thaw(row["rows"]), head=archive.head, archive=archive)


def _withdrawn(row: sqlite3.Row) -> str:
    """When and by whom it was taken back; empty where it stands."""
    if row["voided_by"] is None:
        return ""
    return f"{row['undone_at'][:10]} {row['undone_by']}（第 {row['voided_by']} 次变更）"


def publications(reading: Reading) -> tuple[tuple[str, ...], ...]:
    """Number, title, day, document and withdrawal of every list, newest first."""
    rows = reading.rows(f"{_PUBLISHED} ORDER BY p.number DESC")
    return tuple(
        (
            str(row["number"]),
            row["title"],
            row["on"],
            row["document"] or "",
            _withdrawn(row),
        )
        for row in rows
    )


def difference(reading: Reading, before: Table, after: Table) -> tuple[Edit, ...]:
    """What entered, left and changed from one list to another, with the changes.

    The rows of the two are of one enterprise and subject where credit code (or, where
    there is none, the name), subject and rung are the same.
    """
    old, new = _keyed(before), _keyed(after)
    reasons = Reasons(reading, _change(before), _change(after))
    edits = [
        _edit(kind, rows[key], "", reasons.of(rows[key], ()))
        for kind, rows, other in (("新进", new, old), ("退出", old, new))
        for key in rows.keys() - other
    ]
    headers = {
        column.key: column.header for column in (*before.columns, *after.columns)
    }
    for key in old.keys() & new.keys():
        if changed := _changed(old[key], new[key]):
            told = "；".join(
                f"{headers[one]}：{old[key].get(one) or '无'} → {new[key][one] or '无'}"
                for one in changed
            )
            edits.append(_edit("变化", new[key], told, reasons.of(new[key], changed)))
    return tuple(sorted(edits, key=lambda edit: (edit.kind, edit.who)))


def _keyed(table: Table) -> dict[tuple[Cell, ...], Row]:
    keys = [column.key for column in table.columns]
    rows = [dict(zip(keys, row, strict=True)) for row in table.rows]
    return {
        (
            row.get("uscc") or row.get("enterprise"),
            row.get("subject") or "",
            row.get("rung") or row.get("target") or "",
        ): row
        for row in rows
    }


def _change(table: Table) -> int | None:
    return table.archive.change if table.archive else None


def _changed(old: Row, new: Row) -> tuple[str, ...]:
    """The columns that differ; the row's number does not count."""
    return tuple(
        key for key, value in new.items() if key != "ordinal" and old.get(key) != value
    )


def _edit(kind: str, row: Row, told: str, reasons: tuple[str, ...]) -> Edit:
    who = "·".join(str(row[key]) for key in ("enterprise", "subject") if row.get(key))
    what = told or str(row.get("rung") or row.get("target") or "")
    return Edit(kind, who, what, reasons)
