"""What the overview counts, as sums of what each subject adds to them.

Every count of the first screen is such a sum, whether it is made now from the facts or
was kept (``kept``): so both say the same.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType

from registry import asof

Key = tuple[str, int, str]
"""A measure, a reporting unit (0 for none, or where it does not matter), its key."""
Sums = Mapping[Key, int]

LEVEL = "level"
"""Enterprises by unit; the key is their levels, self-assessed and on site: 2,-1."""
TITLES = "titles"
"""Titles in force by the unit of their enterprise; the key says whose: its own, or
what it owns."""
HELD, NEW, EVER = "held", "new", "ever"
"""Titles by rung: in force, recognised this year, recognised at any time."""
POOL = "pool"
"""Subjects in a pool, by its id."""
STAGE = "stage"
"""Applications by round and stage reached: 3,submitted."""
NO_LEVEL = -1

_COUNTED = f"{asof.LIVE_ENTERPRISE} AND {asof.registered('e')}"
_UNIT = f"coalesce({asof.value('unit_spell', 'e.id')}, 0)"


def _level(kind: str) -> str:
    latest = asof.assessment("e.id", "a.level", f"'{kind}'")
    return f"coalesce({latest}, {NO_LEVEL})"


_SHARES: Mapping[str, str] = MappingProxyType(
    {
        "e.id": f"""
SELECT e.id AS subject_id, '{LEVEL}' AS measure, {_UNIT} AS unit_id,
  {_level("self")} || ',' || {_level("on_site")} AS key, 1 AS number
FROM enterprise e WHERE {_COUNTED} AND {{whose}}
UNION ALL
SELECT e.id, '{TITLES}', {_UNIT}, 'own', count(*)
FROM enterprise e JOIN title t ON t.subject_id = e.id
WHERE {asof.held("t")} AND {_COUNTED} AND {{whose}} GROUP BY 1
UNION ALL
SELECT e.id, '{TITLES}', {_UNIT}, 'owned', count(DISTINCT t.id)
FROM enterprise e JOIN owner_spell o ON o.enterprise_id = e.id
JOIN title t ON t.subject_id = o.subject_id
WHERE {asof.held("t")} AND {asof.in_force("o")} AND o.subject_id <> e.id
  AND {_COUNTED} AND {{whose}} GROUP BY 1""",
        "t.subject_id": f"""
SELECT t.subject_id, '{HELD}', 0, t.rung, count(*) FROM title t
WHERE {asof.held("t")} AND {{whose}} GROUP BY 1, 4
UNION ALL
SELECT t.subject_id, '{NEW}', 0, t.rung, count(*) FROM title t
WHERE t.voided_by IS NULL AND t.recognised_on BETWEEN :new_since AND :on AND {{whose}}
GROUP BY 1, 4
UNION ALL
SELECT t.subject_id, '{EVER}', 0, t.rung, count(*) FROM title t
WHERE {asof.recognised("t")} AND {{whose}} GROUP BY 1, 4""",
        "x.subject_id": f"""
SELECT x.subject_id, '{POOL}', 0, CAST(x.pool_id AS TEXT), 1 FROM pool_entry x
WHERE {asof.inside("x")} AND {{whose}} GROUP BY 1, 4""",
        "a.subject_id": f"""
SELECT a.subject_id, '{STAGE}', 0,
  a.round_id || ',' || coalesce({asof.standing("a.id", "q.stage")}, ''), count(*)
FROM application a WHERE {asof.applied("a")} AND {{whose}} GROUP BY 1, 4""",
    }
)
THEIRS = "{column} IN (SELECT value FROM json_each(:ids))"
"""Only the subjects of the JSON array ``:ids``."""


def shares(whose: str = "1") -> str:
    """Rows ``(subject_id, measure, unit_id, key, number)``; ``whose`` as ``THEIRS``."""
    parts = (
        text.format(whose=whose.format(column=column))
        for column, text in _SHARES.items()
    )
    return " UNION ALL ".join(parts)


def counted(
    connection: sqlite3.Connection, on: date, ids: Iterable[int] | None = None
) -> dict[Key, int]:
    """The sums on a day from the facts, of everybody or of some subjects."""
    whose = "1" if ids is None else THEIRS
    rows = connection.execute(
        "SELECT measure, unit_id, key, sum(number)"
        f" FROM ({shares(whose)}) GROUP BY 1, 2, 3",
        bound(on, ids),
    )
    return {(row[0], row[1], row[2]): row[3] for row in rows}


def of(found: Sums, measure: str) -> Iterator[tuple[tuple[int, str], int]]:
    """The numbers of a measure by unit and key."""
    return (
        ((unit, key), number)
        for (one, unit, key), number in found.items()
        if one == measure
    )


def bound(on: date, ids: Iterable[int] | None = None) -> dict[str, str]:
    """What the statements bind: the day, its year's first and the next year's."""
    return {
        "on": on.isoformat(),
        "new_since": f"{on.year:04}-01-01",
        "next_year": f"{on.year + 1:04}-01-01",
        "ids": json.dumps(sorted(ids or ())),
    }
