"""Titles that a ledger ends, accepts or renews: which are meant, and what follows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from registry import columns
from registry.intake.edits import NOTHING, Edit
from registry.terms import TitleEnd

_MEANT = """
UPDATE ledger_entry SET recognised_on = found."on", recognised_precision = found.kept
FROM (
  SELECT e.at, min(t.recognised_on) AS "on", min(t.recognised_precision) AS kept
  FROM ledger_entry e JOIN title t ON t.subject_id = e.holder AND t.rung = e.rung
    AND t.voided_by IS NULL AND ({which})
  WHERE e.recognised_on IS NULL GROUP BY e.at HAVING count(*) = 1
) found WHERE found.at = ledger_entry.at AND ledger_entry.recognised_on IS NULL
"""
_DONE = """
(e.end_kind IS NULL OR (t.end_kind = e.end_kind
  AND coalesce(e.ended_on, t.ended_on) = t.ended_on))
AND (e.accepted_on IS NULL OR t.accepted_on = e.accepted_on)
"""
_ANY = "1"
_OPEN = "t.end_kind IS NULL AND (e.accepted_on IS NULL OR t.stage = 'taken_up')"
_RENEWED = """
SELECT t.id, n.at, n.recognised_on AS "on", n.recognised_precision AS kept,
  n.document_id AS document, min(n.recognised_on) AS first
FROM ledger_entry n JOIN title t ON t.subject_id = n.holder AND t.rung = n.rung
WHERE n.renewal = 1 AND n.state = 'new' AND t.voided_by IS NULL
  AND t.recognised_on < n.recognised_on
  AND (t.valid_until IS NULL OR n.recognised_on < t.valid_until)
  AND (t.ended_on IS NULL OR n.recognised_on < t.ended_on)
GROUP BY t.id
"""


def name_titles(connection: sqlite3.Connection) -> None:
    """Rows that only end or accept a title mean the one that they can mean.

    First one that is recorded so already, so that a ledger taken in twice means the
    same; then one that is in force; then the only one there is.
    """
    for which in (_DONE, _OPEN, _ANY):
        connection.execute(_MEANT.format(which=which))
    connection.execute(
        "UPDATE ledger_entry SET stage = 'accepted'"
        " WHERE accepted_on IS NOT NULL AND stage IS NULL"
    )
    connection.execute("UPDATE ledger_entry SET renewal = 0 WHERE renewal IS NULL")


def fill(connection: sqlite3.Connection) -> None:
    """Say what follows: the day of an expiry; what was accepted is not taken up again.

    A ledger from before an acceptance does not contradict it.
    """
    connection.execute(
        "UPDATE ledger_entry SET ended_on = valid_until,"
        " ended_precision = until_precision"
        " WHERE end_kind = 'expired' AND ended_on IS NULL"
    )
    connection.execute(
        "UPDATE ledger_entry SET stage = 'accepted' FROM title t"
        " WHERE t.id = ledger_entry.old AND t.stage = 'accepted'"
        " AND ledger_entry.stage = 'taken_up'"
    )


def rest(connection: sqlite3.Connection, document: object) -> None:
    """Let new ends rest on the import's document where they name none of their own."""
    connection.execute(
        "UPDATE ledger_entry SET end_document_id = ? WHERE end_kind IS NOT NULL"
        " AND end_document_id IS NULL AND state IN ('new', 'changed') AND NOT EXISTS"
        " (SELECT 1 FROM title t WHERE t.id = old AND t.end_kind IS NOT NULL)",
        (document,),
    )


def write(connection: sqlite3.Connection, document: object) -> None:
    """End the titles that renewals follow, as superseded."""
    connection.execute(
        "UPDATE title SET end_kind = 'superseded', ended_on = r.\"on\","
        " ended_precision = r.kept, version = version + 1,"
        " end_document_id = coalesce(r.document, :document)"
        f" FROM ({_RENEWED}) r WHERE r.id = title.id",
        {"document": document},
    )


def edits(connection: sqlite3.Connection, limit: int) -> Iterator[Edit]:
    """Recorded titles that renewals end."""
    found = connection.execute(
        "SELECT w.sheet, w.line, coalesce(w.name, ''), r.\"on\","
        f" (SELECT name FROM rung g WHERE g.code = t.rung) FROM ({_RENEWED}) r"
        " JOIN title t ON t.id = r.id JOIN ledger_entry e ON e.at = r.at"
        " JOIN ledger_row w ON w.at = e.row ORDER BY w.at LIMIT ?",
        (limit,),
    )
    for sheet, number, who, on, rung in found.fetchall():
        said = f"{TitleEnd.SUPERSEDED.label}（自 {on} 起）"
        field = f"原{rung}·{columns.END_KIND.header}"
        yield Edit(sheet, number, who, field, NOTHING, said)
