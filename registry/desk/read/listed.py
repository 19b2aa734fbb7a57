"""The rows of lists: of each, who it is about and what stands beside."""

from __future__ import annotations

import sqlite3

from registry import asof
from registry.columns import Cell
from registry.desk.read import shown
from registry.desk.read.session import Bound, Reading
from registry.lists.whose import Whose
from registry.terms import MADE_UP, AssessmentKind

BY_UNIT = "unit_id IS NULL, unit_id, enterprise, w.id"
"""Unit by unit in the register's order, inside by name; those of no unit last."""

_WHO = f"""
SELECT w.*, {asof.name("w.owner")} AS enterprise, e.uscc,
  {asof.unit_name("w.owner")} AS unit, {asof.value("unit_spell", "w.owner")} AS unit_id,
  CASE WHEN w.subject_id <> w.owner THEN s.name END AS subject,
  {asof.value("industry_spell", "w.owner")} AS industry,
  a.level, a.kind AS assessed_by, a."on", a.on_precision,
  w.sample OR e.sample OR s.sample AS made_up
FROM ({{rows}}) w JOIN enterprise e ON e.id = w.owner
JOIN subject s ON s.id = w.subject_id
LEFT JOIN assessment a ON a.id = {asof.assessment("w.owner")}
ORDER BY {{order}}
"""


def listed(
    reading: Reading, rows: str, order: str, **bound: Bound
) -> list[sqlite3.Row]:
    """Rows that have ``id``, ``subject_id``, ``owner`` and ``sample``, and who each is.

    Added are enterprise, uscc, unit, subject, industry, its latest assessment and
    ``made_up``: whether any of it is a sample.
    """
    return reading.rows(_WHO.format(rows=rows, order=order), **bound)


def whose(row: sqlite3.Row, of: object = "") -> Whose:
    """Whom a row is about, and what of it."""
    return Whose(row["owner"], row["subject_id"], str(of))


def record(row: sqlite3.Row, note: str = "") -> dict[str, Cell]:
    """Who a row is about, by column key; the note says what is sample."""
    return {
        "enterprise": row["enterprise"],
        "uscc": row["uscc"],
        "unit": row["unit"],
        "subject": row["subject"],
        "industry": row["industry"],
        "level": row["level"],
        "assessed": _assessed(row),
        "made_up": row["made_up"],
        "note": "；".join(
            part for part in (MADE_UP if row["made_up"] else "", note) if part
        ),
    }


def _assessed(row: sqlite3.Row) -> str:
    if row["on"] is None:
        return ""
    return f"{AssessmentKind.read(row['assessed_by']).label} {shown.day(row, 'on')}"
