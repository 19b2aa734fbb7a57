"""Kept rows that the program never writes: of nobody, or older than can be."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass


def strangers(connection: sqlite3.Connection, id_: int) -> list[int]:
    """The kept subjects of a step that the register does not have; ids have no gaps."""
    rows = connection.execute(_STRANGERS, {"id": id_})
    return [row[0] for row in rows]


_STRANGERS = """
SELECT subject_id FROM kept_outcome WHERE step_id = :id
  AND subject_id > (SELECT coalesce(max(id), 0) FROM subject)
UNION ALL SELECT subject_id FROM kept_outcome WHERE step_id = :id AND subject_id < 1
"""


def unowned(connection: sqlite3.Connection, id_: int) -> bool:
    """Whether a kept candidate of a step is of an enterprise that there is not."""
    return bool(connection.execute(_UNOWNED, (id_,)).fetchone()[0])


_UNOWNED = """
SELECT EXISTS (SELECT 1 FROM kept_outcome WHERE step_id = ? AND outcome <> ''
  AND NOT EXISTS (SELECT 1 FROM enterprise e WHERE e.id = enterprise_id))
"""


@dataclass(frozen=True, slots=True)
class Backdated:
    """A kept row that begins before its rules did, or before anybody could settle it.

    ``step`` names it by document and place.
    """

    step: tuple[str, int]
    subject_id: int
    since: str


def backdated(connection: sqlite3.Connection, east: int) -> list[Backdated]:
    """Those rows; ``east`` is how many seconds the registry's clock is before UTC.

    A row is settled on the reference day of the time, else on the day itself, and not
    before its subject was recorded.
    """
    rows = connection.execute(_BACKDATED, {"east": f"{east:+d} seconds"})
    return [Backdated((row[0], row[1]), *row[2:]) for row in rows]


_BACKDATED = """
WITH reference(day) AS (SELECT coalesce(min("after" ->> '$.reference_on'), '9999')
  FROM journal WHERE table_name = 'registry'),
step AS MATERIALIZED (SELECT k.id, k.document, k.place, min(p.since) AS since
  FROM kept_step k LEFT JOIN policy p ON p.document_number = k.document GROUP BY k.id),
recorded AS MATERIALIZED (SELECT c.id, min(date(c.at, :east), reference.day) AS day
  FROM change c, reference)
SELECT step.document, step.place, o.subject_id, o.since FROM step
JOIN kept_outcome o ON o.step_id = step.id JOIN subject s ON s.id = o.subject_id
JOIN recorded ON recorded.id = s.change_id
WHERE o.since < max(recorded.day, coalesce(step.since, '')) ORDER BY 1, 2, 3
"""


def orphans(connection: sqlite3.Connection) -> int:
    """How many kept rows and counts belong to no kept step."""
    counts = [f"SELECT count(*) FROM {table} {_ORPHANED}" for table in _OF_STEP]  # noqa: S608  # ours
    return sum(connection.execute(sql).fetchone()[0] for sql in counts)


def forget_orphans(connection: sqlite3.Connection) -> None:
    """Drop the kept rows and counts that belong to no kept step."""
    for table in _OF_STEP:
        connection.execute(f"DELETE FROM {table} {_ORPHANED}")  # noqa: S608  # ours


_OF_STEP = ("kept_outcome", "kept_count")
_ORPHANED = "WHERE step_id NOT IN (SELECT id FROM kept_step WHERE document <> '')"
