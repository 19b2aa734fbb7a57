"""Rows that wait, or that are written otherwise, as officials are told of them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from registry.intake.decided import decide, place
from registry.intake.doubts import Candidate, Doubt
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
_SHOWN = 3
_SPELLED = """
SELECT r.sheet, r.line, r.name, (SELECT s.value FROM name_spell s
  WHERE s.enterprise_id = r.enterprise_id AND s.voided_by IS NULL
  ORDER BY s.until IS NOT NULL, s.kind <> 'official', s.id LIMIT 1)
FROM ledger_row r JOIN json_each(?) j ON j.value = r.at
WHERE r.state IS NULL ORDER BY r.at
"""


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


def spelled(connection: sqlite3.Connection, rows: Sequence[int]) -> str:
    """Whose name is written otherwise than in the register; empty if nobody's."""
    found = connection.execute(_SPELLED, (json.dumps(rows),)).fetchall()
    listed = "、".join(
        f"{place(*at)}「{visible(written)}」即「{visible(name)}」"
        for *at, written, name in found[:_SHOWN]
    )
    if not found:
        return ""
    more = "等" if len(found) > _SHOWN else ""
    return (
        f"{len(found)} 行的名称与台账写法不同，按台账的写：{listed}{more}"
        "；确是更名的，请登记更名，或在命令行写 --decide 行号=rename"
    )


def _remedy(typed: str) -> str:
    return (
        f"是同一家写 {typed}（更名写 rename，另有所指写企业名称），"
        "不是写 new，先不导入写 skip"
    )


def _naming(typed: str) -> str:
    return f"请写出是哪一家：{typed}；是新企业写 new，先不导入写 skip"
