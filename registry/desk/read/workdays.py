"""The registry's own table of working days, and the days it decides."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

from registry import workdays
from registry.desk.read import beside
from registry.desk.read.session import Reading
from registry.text import visible
from registry.workdays import Table

_TABLE = 'SELECT "on", works FROM calendar_day WHERE voided_by IS NULL'
_ENTERED = f"""
SELECT c.*, {beside.document("c")} FROM calendar_day c WHERE c.voided_by IS NULL
  AND c."on" >= :since ORDER BY c."on"
"""
_NOTICE = """
SELECT r.notice_through, r.notice_days, coalesce(r.notice_since, (
  SELECT min(p."on") FROM application_step p
  JOIN application a ON a.id = p.application_id JOIN stage_kind k ON k.code = p.stage
  WHERE a.round_id = r.id AND a.voided_by IS NULL AND p.voided_by IS NULL
    AND k.role = 'notice' AND p.on_precision = 'day')) AS since
FROM round r WHERE r.id = ?
"""


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day of the table: whether one works on it, why, by which document."""

    on: date
    works: bool
    note: str
    document: str


def table(connection: sqlite3.Connection) -> Table:
    """The days that the registry itself says one works on, or not."""
    return {
        date.fromisoformat(on): bool(works)
        for on, works in connection.execute(_TABLE).fetchall()
    }


def entered(reading: Reading, year: int) -> tuple[CalendarDay, ...]:
    """The days of the table from a year on."""
    return tuple(
        CalendarDay(
            date.fromisoformat(row["on"]),
            bool(row["works"]),
            visible(row["note"]),
            visible(row["document"] or ""),
        )
        for row in reading.rows(_ENTERED, since=f"{year:04}-01-01")
    )


def notice_ends(connection: sqlite3.Connection, round_id: int) -> date | None:
    """The last day of a round's notice; None where it is not known.

    As it is set, else so many working days after the notice begins: on the day that
    is set, or that of the first step of the kind.

    Raises:
        InputError: the calendar of a year on the way is not known.
    """
    through, days, since = connection.execute(_NOTICE, (round_id,)).fetchone()
    if through is not None:
        return date.fromisoformat(through)
    if days is None or since is None:
        return None
    return workdays.after(date.fromisoformat(since), days, table(connection))
