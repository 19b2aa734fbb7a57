"""Rows that do not read as an enterprise: remarks, signatures, bare short names."""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Iterator

from registry.intake.decided import decide
from registry.intake.doubts import Doubt
from registry.intake.names import reads_as_enterprise

_UNLIKELY = """
SELECT at, sheet, line, name FROM ledger_row r
WHERE code IS NULL AND name IS NOT NULL AND (how = 'new' AND state IS NULL
  OR how IS NULL AND state = 'unread' AND NOT EXISTS (SELECT 1 FROM name_spell s
    WHERE s.value = r.name AND s.voided_by IS NULL)) ORDER BY at
"""


def unlikely(
    connection: sqlite3.Connection,
    confirmed: Container[int],
    coded: Container[tuple[str, int]],
) -> Iterator[Doubt]:
    """Rows of nobody known, without a code, that do not read as an enterprise.

    They may be a remark below the table; whatever else is wrong with them waits too.
    ``confirmed`` are rows that an official said are new enterprises, ``coded`` those
    with a code that could not be read, by sheet and line.
    """
    found = connection.execute(_UNLIKELY).fetchall()
    for at, sheet, line, name in found:
        if at in confirmed or (sheet, line) in coded or reads_as_enterprise(name):
            continue
        connection.execute("UPDATE ledger_row SET state = 'doubt' WHERE at = ?", (at,))
        reason = "台账里没有，也看不出是企业：附注、落款，还是企业简称"
        typed = decide(connection, sheet, line, "new")
        remedy = f"是新企业写 {typed}，另有所指写企业名称；不是企业的不用管"
        yield Doubt(sheet, line, name, "", reason, remedy)
