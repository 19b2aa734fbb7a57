"""What is odd about the records of a ledger, though none is refused for it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from registry.columns import LEVEL, UNTIL
from registry.intake.check import last
from registry.intake.kinds import ASSESSMENTS, TITLES, Kind, Slot
from registry.ladder.standards import Standard, standards
from registry.store.triggers import quoted

_HAPPENED = frozenset(
    {"assessed_on", "recognised_on", "event_on", "admitted_on", "applied_on"}
)
"""The columns that say when something happened to an enterprise."""

_LAST_DAY = """e.recognised_precision = 'day' AND e.until_precision = 'day'
  AND e.valid_until > e.recognised_on
  AND substr(date(e.valid_until, '+1 day'), 6) = substr(e.recognised_on, 6)"""


def odd(connection: sqlite3.Connection, kind: Kind) -> Iterator[str]:
    """Sentences on rows that will be written and had better be looked at."""
    for slot in kind.slots:
        if slot.column.key in _HAPPENED:
            said = f"{slot.column.header}早于企业的成立日期"
            yield from _told(connection, _before_founding(slot), said)
    if any(slot.column is UNTIL for slot in kind.slots):
        known = f"SELECT o.valid_until FROM {quoted(kind.table)} o WHERE o.id = e.old"
        said = f"e.valid_until IS NOT NULL AND e.valid_until IS NOT ({known})"
        count, _ = _counted(connection, said)
        if count:
            yield (
                f"{count} 行的{UNTIL.header}按第一个不再有效的日子读；"
                "文件写的是最后有效的一天的，请写成 2025年10月11日（含），读作次日"
            )
    if kind is TITLES:
        said = f"{UNTIL.header}是认定满整年的前一天，像是最后有效的一天"
        yield from _told(connection, _LAST_DAY, said)
    if kind is ASSESSMENTS:
        said = f"{LEVEL.header}与得分按标准的等级下限对不上"
        yield from _told(connection, _another_level(), said)


def _told(connection: sqlite3.Connection, where: str, said: str) -> Iterator[str]:
    count, line = _counted(connection, where)
    if count:
        yield f"{count} 行的{said}（第 {line} 行起），照样读入；请核对"


def _counted(connection: sqlite3.Connection, where: str) -> tuple[int, int | None]:
    """How many entries that will be written are so, and the first one's line."""
    count, line = connection.execute(
        "SELECT count(*), min(r.line) FROM ledger_entry e"
        " JOIN ledger_row r ON r.at = e.row"
        " LEFT JOIN enterprise t ON t.id = r.enterprise_id"
        f" WHERE e.state IN ('new', 'changed') AND {where}"
    ).fetchone()
    return int(count), line


def _before_founding(slot: Slot) -> str:
    on = f"e.{quoted(slot.into)}"
    through = last(on, f"e.{slot.precision}") if slot.precision else on
    return f"{through} < t.established_on"


def _another_level() -> str:
    found = " ".join(
        f"WHEN '{number}' THEN {_level(one)}" for number, one in standards().items()
    )
    return f"e.score IS NOT NULL AND CASE e.standard {found} END <> e.level"


def _level(standard: Standard) -> str:
    """The level that a score makes, in SQL."""
    found = " ".join(
        f"WHEN e.score >= {bound.at_least * 100:f} THEN {bound.level}"
        for bound in reversed(standard.level)
    )
    return f"CASE {found} ELSE 0 END"
