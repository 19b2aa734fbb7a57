"""Enterprises of a unit that its own ledger leaves out."""

from __future__ import annotations

import sqlite3

_SHOWN = 5
_ABSENT = """
SELECT s.name FROM unit_spell u JOIN enterprise e ON e.id = u.enterprise_id
JOIN subject s ON s.id = e.id
WHERE u.value = ? AND u.until IS NULL AND u.voided_by IS NULL
  AND e.voided_by IS NULL AND e.merged_into IS NULL
  AND NOT EXISTS (SELECT 1 FROM status_spell z WHERE z.enterprise_id = e.id
    AND z.voided_by IS NULL AND z.until IS NULL
    AND z.value IN ('deregistered', 'moved_out'))
  AND e.id NOT IN
    (SELECT enterprise_id FROM ledger_row WHERE enterprise_id IS NOT NULL)
  AND (e.uscc IS NULL OR e.uscc NOT IN
    (SELECT code FROM ledger_row WHERE code IS NOT NULL))
  AND NOT EXISTS (SELECT 1 FROM name_spell n WHERE n.enterprise_id = e.id
    AND n.voided_by IS NULL AND n.value IN
    (SELECT name FROM ledger_row WHERE name IS NOT NULL))
ORDER BY e.id
"""


def absent(connection: sqlite3.Connection, unit: int) -> str:
    """Which enterprises of a unit no row is about, in a sentence; empty if none."""
    names = [name for (name,) in connection.execute(_ABSENT, (unit,))]
    if not names:
        return ""
    more = "等" if len(names) > _SHOWN else ""
    listed = "、".join(names[:_SHOWN])
    return (
        f"这个上报单位在册的企业有 {len(names)} 家不在表里，台账不动：{listed}{more}"
        "；已注销、迁出的请在「状态」一栏写明"
    )
