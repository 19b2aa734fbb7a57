"""A row that waits, with the enterprises it may mean, as officials are told of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from registry.intake.decided import decide, place
from registry.intake.doubts import Candidate, Doubt
from registry.intake.names import usual
from registry.text import visible

_CANDIDATE = """
SELECT e.id, coalesce((SELECT s.value FROM name_spell s
    WHERE s.enterprise_id = e.id AND s.voided_by IS NULL
    ORDER BY s.until IS NOT NULL, s.kind <> 'official', s.id LIMIT 1), ''),
  coalesce(e.uscc, ''),
  coalesce((SELECT u.name FROM unit_spell v JOIN unit u ON u.id = v.value
    WHERE v.enterprise_id = e.id AND v.voided_by IS NULL AND v.until IS NULL), '')
FROM enterprise e WHERE e.id = ?
"""
_ROW = """
SELECT sheet, line, coalesce(name, ''), coalesce(code, '') FROM ledger_row
WHERE at = ?
"""

_NEWCOMERS = """
SELECT at, sheet, line, name, apart FROM ledger_row
WHERE how = 'new' AND state IS NULL AND code IS NULL AND name IS NOT NULL ORDER BY at
"""
_WAITS = "UPDATE ledger_row SET state = 'doubt' WHERE at = ?"
_ONE = "是一家请合并成一行，先不导入写 skip"


def doubt(
    connection: sqlite3.Connection,
    at: int,
    reason: str,
    alike: Sequence[tuple[int, int]],
) -> Doubt:
    """Why a staged row waits; ``alike`` are enterprises and how alike, of 100."""
    sheet, line, name, code = connection.execute(_ROW, (at,)).fetchone()
    found = [
        (*connection.execute(_CANDIDATE, (enterprise_id,)).fetchone(), score)
        for enterprise_id, score in alike
    ]
    candidates = tuple(Candidate(*one) for one in found)
    answer = "same" if candidates else "企业名称"
    remedy = (_remedy if candidates else _naming)(
        decide(connection, sheet, line, answer)
    )
    return Doubt(sheet, line, name, code, reason, remedy, candidates)


def alike(connection: sqlite3.Connection) -> Iterator[Doubt]:
    """New enterprises without a code whose names only look like an earlier one's.

    They wait, unless an official said that they are others.
    """
    found = connection.execute(_NEWCOMERS).fetchall()
    first: dict[str, tuple[str, int, str]] = {}
    for at, sheet, line, name, apart in found:
        key = apart or usual(name)
        its_sheet, its_line, other = first.setdefault(key, (sheet, line, name))
        if other != name:
            connection.execute(_WAITS, (at,))
            where = place("" if its_sheet == sheet else its_sheet, its_line)
            reason = f"与{where}「{visible(other)}」只差写法：同一家，还是两家"
            remedy = f"是两家写 {decide(connection, sheet, line, 'new')}，{_ONE}"
            yield Doubt(sheet, line, name, "", reason, remedy)


def _remedy(typed: str) -> str:
    return (
        f"是同一家写 {typed}（更名写 rename，另有所指写企业名称），"
        "不是写 new，先不导入写 skip"
    )


def _naming(typed: str) -> str:
    return f"请写出是哪一家：{typed}；是新企业写 new，先不导入写 skip"
