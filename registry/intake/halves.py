"""Reports of one event that each leave out what another says: they are one.

Of an accident one report knows the severity, another what happened. Where all that is
said of a kind of event on a day agrees, and the register has at most one such event,
every report of it says all; where anything differs they stay apart.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter

from registry.intake.decided import place
from registry.intake.kinds import Kind
from registry.store.triggers import quoted

_GOOD = "JOIN ledger_row r ON r.at = e.row AND r.state IS NULL"
_SHOWN = 3


def complete(connection: sqlite3.Connection, kind: Kind) -> str:
    """Let reports of one event say what any of them does; a note of those that do."""
    if not kind.unsaid:
        return ""
    keys = [quoted(name) for name in kind.same if name not in kind.unsaid]
    unsaid = [quoted(name) for name in kind.unsaid]
    connection.execute("DROP TABLE IF EXISTS temp.ledger_whole")
    connection.execute(_whole(kind, keys, unsaid))
    same = " AND ".join(f"e.{key} IS w.{key}" for key in ("holder", *keys))
    reports = connection.execute(
        "SELECT w.rowid, r.sheet, r.line FROM ledger_whole w"
        f" JOIN ledger_entry e ON {same} {_GOOD} ORDER BY w.rowid, r.at"
    ).fetchall()
    sets = ", ".join(f"{name} = w.{name}" for name in unsaid)
    connection.execute(
        f"UPDATE ledger_entry AS e SET {sets}, old = w.record FROM ledger_whole w"
        f" WHERE {same} AND e.row IN (SELECT at FROM ledger_row WHERE state IS NULL)"
    )
    return _note(reports)


def _whole(kind: Kind, keys: Sequence[str], unsaid: Sequence[str]) -> str:
    """All that is said of each event of which no report says all."""
    known = [f"nullif({{0}}.{name}, '') AS {name}" for name in unsaid]
    told = ", ".join((*(f"{{0}}.{key}" for key in keys), *known))
    days = [
        quoted(slot.precision) for slot in kind.slots if slot.precision in kind.same
    ]
    exact = " AND ".join(f"{{0}}.{precision} = 'day'" for precision in days)
    whole = " AND ".join(f"{name} IS NOT NULL" for name in unsaid)
    agree = (f"count(DISTINCT {name}) = 1" for name in unsaid)
    return (
        "CREATE TEMP TABLE ledger_whole AS"
        f" SELECT holder, {', '.join(keys)}, max(record) AS record,"
        f" {', '.join(f'max({name}) AS {name}' for name in unsaid)} FROM ("
        f"SELECT e.holder, NULL AS record, {told.format('e')} FROM ledger_entry e"
        f" {_GOOD} WHERE e.holder IS NOT NULL AND {exact.format('e')} UNION ALL"
        f" SELECT t.{kind.holder}, t.id, {told.format('t')}"
        f" FROM {quoted(kind.table)} t WHERE t.voided_by IS NULL AND"
        f" {exact.format('t')} AND t.{kind.holder} IN (SELECT holder FROM ledger_entry)"
        f") GROUP BY {', '.join(('holder', *keys))} HAVING {' AND '.join(agree)}"
        f" AND count(record) < 2 AND max({whole}) = 0"
    )


def _note(reports: Sequence[tuple[int, str, int]]) -> str:
    """Which rows of the ledger are of one event, each saying what another does not."""
    events = [
        "、".join(place(sheet, line) for _, sheet, line in rows)
        for _, each in groupby(reports, itemgetter(0))
        if len(rows := list(each)) > 1
    ]
    more = "等" if len(events) > _SHOWN else ""
    listed = "；".join(events[:_SHOWN])
    return f"{listed}{more}是同一起，互相补全，合为一条" if events else ""
