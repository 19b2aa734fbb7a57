"""Rows that wait, or that are written otherwise, as officials are told of them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace

from registry.intake.decided import decide, place
from registry.intake.doubts import CERTAIN, Candidate, Doubt
from registry.terms import Ledger
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
_RENAMING = "请用 tidu change name 登记更名"
_NAMED = """
SELECT r.sheet, r.line, r.name, (SELECT s.value FROM name_spell s
  WHERE s.enterprise_id = r.enterprise_id AND s.voided_by IS NULL
  ORDER BY s.until IS NOT NULL, s.kind <> 'official', s.id LIMIT 1)
FROM ledger_row r {which} AND r.state IS NULL ORDER BY r.at
"""
_SPELLED = """
SELECT r.at, r.enterprise_id FROM ledger_row r JOIN json_each(?) j ON j.value = r.at
WHERE r.state IS NULL ORDER BY r.at LIMIT ?
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


def spelled(
    connection: sqlite3.Connection, rows: Sequence[int], limit: int
) -> list[Doubt]:
    """Rows that write a name otherwise than the register, as what they may be."""
    found = connection.execute(_SPELLED, (json.dumps(rows), limit)).fetchall()
    written = (doubt(connection, at, "", [(who, CERTAIN)]) for at, who in found)
    return [replace(one, reason=_kept(one.candidates[0].name)) for one in written]


def _kept(name: str) -> str:
    return f"按台账写作「{visible(name)}」，不作更名"


def named_otherwise(
    connection: sqlite3.Connection, ledger: Ledger, rows: Sequence[int]
) -> Iterator[str]:
    """Whose name is written otherwise than in the register, and what becomes of it."""
    parties = ledger is Ledger.ENTERPRISES
    which = "JOIN json_each(?) j ON j.value = r.at WHERE 1"
    if told := _listed(connection, which, (json.dumps(rows),)):
        how = "写 --decide 行号=rename" if parties else _RENAMING
        what = f"{told[0]} 行的名称与台账写法不同，按台账的写：{told[1]}"
        yield f"{what}；确是更名的{how}"
    which = "WHERE r.how = 'renamed' AND r.name IS NOT NULL"
    if not parties and (told := _listed(connection, which, ())):
        only = f"{ledger.label}台账不改企业名称"
        yield f"{told[0]} 行是更名：{told[1]}；{only}，{_RENAMING}"


def _listed(
    connection: sqlite3.Connection, which: str, bound: tuple[str, ...]
) -> tuple[int, str] | None:
    """How many rows there are, and the first of them with the name in the register."""
    found = connection.execute(_NAMED.format(which=which), bound).fetchall()
    listed = "、".join(
        f"{place(*at)}「{visible(written)}」即「{visible(name)}」"
        for *at, written, name in found[:_SHOWN]
    )
    more = "等" if len(found) > _SHOWN else ""
    return (len(found), listed + more) if found else None


def _remedy(typed: str) -> str:
    return (
        f"是同一家写 {typed}（更名写 rename，另有所指写企业名称），"
        "不是写 new，先不导入写 skip"
    )


def _naming(typed: str) -> str:
    return f"请写出是哪一家：{typed}；是新企业写 new，先不导入写 skip"
