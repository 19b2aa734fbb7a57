"""What the policies in force say of the titles that a ledger brings."""

from __future__ import annotations

import sqlite3
from datetime import date

from registry.dates import add_months
from registry.eligibility.bind import policies
from registry.ladder.versions import declared

_ASKED = (
    "SELECT DISTINCT rung, recognised_on FROM ledger_entry"
    " WHERE rung IS NOT NULL AND recognised_on IS NOT NULL"
)
_FILL = """
UPDATE ledger_entry SET
  valid_until = coalesce(valid_until, l.until),
  until_precision = coalesce(until_precision, CASE WHEN l.until IS NOT NULL
    THEN recognised_precision END),
  stage = CASE WHEN l.staged THEN coalesce(stage, 'taken_up') ELSE stage END
FROM ledger_rule l WHERE ledger_entry.old IS NULL AND l.rung = ledger_entry.rung
  AND l."on" = ledger_entry.recognised_on
"""


def apply(connection: sqlite3.Connection) -> None:
    """Fill in what a title has by the rule: years of validity, and its first stage."""
    connection.execute("DROP TABLE IF EXISTS temp.ledger_rule")
    connection.execute('CREATE TEMP TABLE ledger_rule (rung, "on", staged, until)')
    known = policies(connection)
    for rung, on in connection.execute(_ASKED).fetchall():
        day = date.fromisoformat(on)
        rule = declared(known, day).get(rung)
        begun = declared([one for one in known if one.since <= day], day).get(rung)
        years = begun.valid_years if begun else None
        until = add_months(day, 12 * years).isoformat() if years else None
        staged = int(rule is not None and rule.stages)
        connection.execute(
            "INSERT INTO ledger_rule VALUES (?, ?, ?, ?)", (rung, on, staged, until)
        )
    connection.execute(_FILL)
