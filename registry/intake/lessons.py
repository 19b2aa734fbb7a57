"""Headers that were taught: remembered for a unit, used at its next ledger."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

_KNOWN = """
SELECT header, meaning FROM header_lesson
WHERE voided_by IS NULL AND (unit_id IS NULL OR unit_id = :unit)
ORDER BY unit_id IS NOT NULL, id
"""
_FORGET = """
UPDATE header_lesson SET voided_by = :change, version = version + 1
WHERE voided_by IS NULL AND header = :header AND unit_id IS :unit
  AND meaning <> :meaning
"""
_LEARN = """
INSERT INTO header_lesson (ref, change_id, header, meaning, unit_id)
SELECT new_ref(), :change, :header, :meaning, :unit WHERE NOT EXISTS (
  SELECT 1 FROM header_lesson WHERE voided_by IS NULL AND header = :header
  AND unit_id IS :unit)
"""


def known(connection: sqlite3.Connection, unit: int | None) -> dict[str, str]:
    """What headers were taught, a unit's own lessons before those for all."""
    return dict(connection.execute(_KNOWN, {"unit": unit}).fetchall())


def learn(
    connection: sqlite3.Connection,
    taught: Mapping[str, str],
    unit: int | None,
    change: str | int | None,
) -> None:
    """Remember lessons under the open change; a new one replaces what was taught."""
    for header, meaning in taught.items():
        bound = {"header": header, "meaning": meaning, "unit": unit}
        bound["change"] = change
        connection.execute(_FORGET, bound)
        connection.execute(_LEARN, {**bound})
