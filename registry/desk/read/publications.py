"""Published lists as they were."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from datetime import date

from registry import dates
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


@dataclass(frozen=True, slots=True)
class Publication:
    """A published list: how it is made again (``what``), and the list itself."""

    number: int
    what: str
    table: Table


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
    return Publication(number, row["layout"], _table(reading, row))


def _table(reading: Reading, row: sqlite3.Row) -> Table:
    archive = Archive(
        row["number"],
        row["document"] or "",
        date.fromisoformat(row["on"]),
        row["journal_change_id"],
        row["journal_head"],
        row["content_sha256"],
        _withdrawn(reading, row),
    )
    return replace(thaw(row["rows"]), head=archive.head, archive=archive)


def _withdrawn(reading: Reading, row: sqlite3.Row) -> str:
    """When and by whom it was taken back; empty where it stands."""
    if row["voided_by"] is None:
        return ""
    on = dates.local(row["undone_at"], reading.info.zone)[:10]
    return f"{on} {row['undone_by']}（第 {row['voided_by']} 次变更）"


def is_comparable(reading: Reading, number: str) -> bool:
    """Whether a list says whom each of its rows is about."""
    found = reading.one(
        "SELECT 1 FROM publication WHERE number = :number"
        " AND iif(json_valid(rows), rows ->> '$.each', '') <> ''",
        number=int(number),
    )
    return found is not None


def publications(reading: Reading) -> tuple[tuple[str, ...], ...]:
    """Number, title, day, document and withdrawal of every list, newest first."""
    rows = reading.rows(f"{_PUBLISHED} ORDER BY p.number DESC")
    return tuple(
        (
            str(row["number"]),
            row["title"],
            row["on"],
            row["document"] or "",
            _withdrawn(reading, row),
        )
        for row in rows
    )
