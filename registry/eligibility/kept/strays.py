"""Kept rows that are of nobody: only who goes around the program writes them."""

from __future__ import annotations

import sqlite3


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
