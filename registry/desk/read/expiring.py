"""Titles in force that run out: by which day, and in how many days."""

from __future__ import annotations

import re
import sqlite3
from datetime import date, timedelta

from registry import asof, columns
from registry.columns import Cell, Column, Kind
from registry.dates import parse_exact
from registry.desk.read import beside, shown
from registry.desk.read.issued import issued
from registry.desk.read.listed import BY_UNIT, listed, record, whose
from registry.desk.read.session import Reading
from registry.lists.table import Table
from registry.lists.whose import Listed
from registry.readers import ways

_HELD = f"FROM title x WHERE {asof.held('x')}"
_EXPIRING = f"""
SELECT x.id, x.subject_id, {asof.owner("x.subject_id")} AS owner, x.sample,
  {beside.document("x")}, {asof.rung_name("x.rung")} AS title,
  (SELECT r.name FROM round r WHERE r.id = x.round_id) AS round,
  x.rung, x.recognised_on, x.recognised_precision, x.valid_until, x.until_precision,
  x.note
{_HELD} AND x.valid_until <= :through
"""
_OPEN = f"SELECT count(*) AS number {_HELD} AND x.valid_until IS NULL"
_DAYS = re.compile(r"(\d{1,5})\s*(?:d|天|日)(?:内|以内)?")
_YEAR = re.compile(r"(\d{4})\s*年?")
LEFT = Column("days_left", "剩余天数", 9, Kind.NUMBER, ways.WHOLE)
COLUMNS = (
    columns.ORDINAL,
    columns.ENTERPRISE,
    columns.USCC,
    columns.SUBJECT,
    columns.UNIT,
    columns.RUNG,
    columns.ROUND,
    columns.RECOGNISED,
    columns.UNTIL,
    LEFT,
    columns.DOCUMENT,
    columns.NOTE,
)


def table(reading: Reading, words: str) -> Table:
    """Titles that run out by a day, a year's end, or within days; all, without words.

    Raises:
        InputError: the words are neither a day, a year nor a number of days.
    """
    through = _through(reading.info.on, words)
    until = through.isoformat() if through else ""
    rows = listed(
        reading, _EXPIRING, f"w.valid_until, {BY_UNIT}", through=until or "9999-12-31"
    )
    open_ = reading.one(_OPEN)
    told = f"于 {until} 以前（含当日）到期" if until else "载有期限"
    return issued(
        reading,
        "称号到期名单",
        f"{reading.info.as_of} 有效且{told}的称号，按称号项数计；"
        f"另有 {open_['number'] if open_ else 0} 项有效称号未载有效期，不在内",
        COLUMNS,
        tuple(_cells(reading.info.on, at, row) for at, row in enumerate(rows, 1)),
        basis="、".join(dict.fromkeys(r["document"] for r in rows if r["document"])),
        sample=any(row["made_up"] for row in rows),
        each=Listed.TITLE,
        whose=tuple(whose(row, row["rung"]) for row in rows),
    )


def _through(on: date, words: str) -> date | None:
    if not words:
        return None
    if days := _DAYS.fullmatch(words.lower()):
        return on + timedelta(days=int(days[1]))
    if year := _YEAR.fullmatch(words):
        return date(int(year[1]), 12, 31)
    return parse_exact(words)


def _cells(on: date, place: int, row: sqlite3.Row) -> tuple[Cell, ...]:
    about = record(row, row["note"]) | {
        "ordinal": place,
        "rung": row["title"],
        "round": row["round"],
        "recognised_on": shown.day(row, "recognised_on"),
        "valid_until": shown.day(row, "valid_until"),
        "days_left": (date.fromisoformat(row["valid_until"]) - on).days,
        "document": row["document"],
    }
    return tuple(column.write(about[column.key]) for column in COLUMNS)
