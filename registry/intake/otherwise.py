"""What a ledger says otherwise than the register and does not bring: it is only told.

The level of an enterprise is an assessment's, which has its day, its way and its
document; a ledger of enterprises names the level alone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from registry import asof, columns
from registry.intake.edits import Edit, say
from registry.intake.kinds import Slot
from registry.terms import level_label
from registry.text import visible

_REMEDY = (
    "等级只随评估更新：核实后用 tidu record assessment {} --level {} "
    "--kind 评估方式 --on 评估日期 --document 文号 登记；"
    "多家的填 tidu template assessments 再导入"
)
REMEDY = _REMEDY.format("企业", "等级")
"""What to do where levels differ."""

_UNREAD = "（认不出）"
_LEVEL = Slot(columns.LEVEL, "level")
_KNOWN = asof.assessment("r.enterprise_id", "a.level")
_DIFFERING = f"""
FROM ledger_row r JOIN ledger_entry e ON e.row = r.at
WHERE r.state IS NULL AND e.level IS NOT NULL AND e.level IS NOT {_KNOWN}
"""
_TOLD = f"""
SELECT r.sheet, r.line, coalesce((SELECT s.name FROM subject s
  WHERE s.id = r.enterprise_id), r.name), {_KNOWN}, e.level
{_DIFFERING} ORDER BY r.at LIMIT :limit
"""


def levels(connection: sqlite3.Connection, on: str, limit: int) -> Iterator[Edit]:
    """Enterprises whose level is another as of the day, ``limit`` of them (-1 all)."""
    for sheet, line, who, old, new in connection.execute(
        _TOLD, {"on": on, "limit": limit}
    ).fetchall():
        read = f"{visible(new)}{_UNREAD}" if isinstance(new, str) else level_label(new)
        told = say(connection, _LEVEL, old), read
        yield Edit(sheet, line, who, columns.LEVEL.header, *told)


def remedy(told: Edit) -> str:
    """What to do about one of them."""
    name = f"'{told.name}'" if " " in told.name else told.name
    unread = told.new.endswith(_UNREAD)
    return _REMEDY.format(name, "等级" if unread else told.new.partition("（")[0])


def count(connection: sqlite3.Connection, on: str) -> int:
    """How many enterprises have another level as of the day."""
    found = connection.execute(f"SELECT count(*) {_DIFFERING}", {"on": on})
    return int(found.fetchone()[0])
