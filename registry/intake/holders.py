"""Who holds what a ledger records: known enterprises, new ones, and what they own.

Newcomers get the numbers they will have, so that a preview compares what a write
would write.
"""

from __future__ import annotations

import sqlite3

from registry.intake.kinds import ENTERPRISES, Kind
from registry.intake.names import usual

_GOOD = "state IS NULL"
_ANY_NEW = f"SELECT 1 FROM ledger_row WHERE how = 'new' AND {_GOOD} LIMIT 1"
_LEND_CODES = f"""
UPDATE ledger_row SET code = (SELECT max(w.code) FROM ledger_row w
  WHERE w.how = 'new' AND w.name = ledger_row.name)
WHERE how = 'new' AND {_GOOD} AND code IS NULL AND name IN (
  SELECT name FROM ledger_row WHERE how = 'new' AND code IS NOT NULL)
"""
_LEND_NAMES = f"""
UPDATE ledger_row SET name = (SELECT max(w.name) FROM ledger_row w
  WHERE w.how = 'new' AND w.code = ledger_row.code)
WHERE how = 'new' AND {_GOOD} AND name IS NULL
"""
_NUMBER = f"""
UPDATE ledger_row SET enterprise_id = ranked.id FROM (
  SELECT at, (SELECT coalesce(max(id), 0) FROM subject)
    + dense_rank() OVER (ORDER BY first) AS id
  FROM (SELECT at, min(at) OVER (
      PARTITION BY coalesce(code, apart, usual(name))) AS first
    FROM ledger_row WHERE how = 'new' AND {_GOOD})
) ranked WHERE ranked.at = ledger_row.at
"""
_KNOWN_SUBJECTS = """
UPDATE ledger_row SET subject_id = found.id FROM (
  SELECT w.at, min(s.id) AS id FROM ledger_row w
  JOIN owner_spell o ON o.enterprise_id = w.enterprise_id AND o.voided_by IS NULL
    AND o.until IS NULL
  JOIN subject s ON s.id = o.subject_id AND s.voided_by IS NULL
    AND (s.name = w.own OR usual(s.name) = usual(w.own))
  WHERE w.own IS NOT NULL AND w.state IS NULL GROUP BY w.at
) found WHERE found.at = ledger_row.at
"""
_NEW_SUBJECTS = """
UPDATE ledger_row SET subject_id = ranked.id FROM (
  SELECT at, max((SELECT coalesce(max(id), 0) FROM subject),
      (SELECT coalesce(max(enterprise_id), 0) FROM ledger_row WHERE how = 'new'))
    + dense_rank() OVER (ORDER BY first) AS id
  FROM (SELECT at, min(at) OVER (PARTITION BY enterprise_id, usual(own)) AS first
    FROM ledger_row WHERE own IS NOT NULL AND subject_id IS NULL AND state IS NULL)
) ranked WHERE ranked.at = ledger_row.at
"""


def settle(connection: sqlite3.Connection, kind: Kind) -> None:
    """Number newcomers, and say of every entry which subject or enterprise holds it."""
    connection.create_function("usual", 1, usual, deterministic=True)
    if kind is ENTERPRISES or connection.execute(_ANY_NEW).fetchone():
        for key in ("enterprise_id", "name", "code"):
            connection.execute(f"CREATE INDEX temp.row_{key} ON ledger_row ({key})")
        for lend in (_LEND_CODES, _LEND_NAMES, _NUMBER):
            connection.execute(lend)
    if kind is ENTERPRISES:
        return
    if kind.own:
        connection.execute(_KNOWN_SUBJECTS)
        connection.execute(_NEW_SUBJECTS)
    connection.execute(
        "UPDATE ledger_entry SET holder = (SELECT"
        " CASE WHEN r.own IS NULL THEN r.enterprise_id ELSE r.subject_id END"
        " FROM ledger_row r WHERE r.at = ledger_entry.row)"
    )
