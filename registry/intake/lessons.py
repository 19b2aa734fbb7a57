"""Headers and places that were taught: remembered for a unit, used at its next ledger.

A lesson about a place stands under ``PLACE`` and the place as the unit writes it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

PLACE = "地名："
"""What a lesson about a place begins with; no header has a colon."""

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


@dataclass(frozen=True, slots=True)
class Lessons:
    """What headers mean, by their bare words, and places, as they are written."""

    headers: Mapping[str, str]
    places: Mapping[str, str]

    def and_now(self, headers: Mapping[str, str], places: Mapping[str, str]) -> Lessons:
        """These, and what is taught now, which counts more."""
        return Lessons({**self.headers, **headers}, {**self.places, **places})


def known(connection: sqlite3.Connection, unit: int | None) -> Lessons:
    """What was taught, a unit's own lessons before those for all."""
    every = dict(connection.execute(_KNOWN, {"unit": unit}).fetchall())
    places = {k.removeprefix(PLACE): v for k, v in every.items() if k[:3] == PLACE}
    return Lessons({k: v for k, v in every.items() if k[:3] != PLACE}, places)


def learn(
    connection: sqlite3.Connection,
    taught: Lessons,
    unit: int | None,
    change: str | int | None,
) -> None:
    """Remember lessons under the open change; a new one replaces what was taught."""
    places = {f"{PLACE}{place}": meaning for place, meaning in taught.places.items()}
    for header, meaning in {**taught.headers, **places}.items():
        bound = {"header": header, "meaning": meaning, "unit": unit}
        bound["change"] = change
        connection.execute(_FORGET, bound)
        connection.execute(_LEARN, {**bound})
