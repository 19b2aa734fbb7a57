"""Ledgers of records: held against the register, and written, all rows at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from registry.intake import ends, reworded, rules, scores, vague
from registry.intake.check import APPLIED, OWNER
from registry.intake.edits import Edit, measured, say, shown
from registry.intake.halves import complete
from registry.intake.kinds import ASSESSMENTS, FACTS, TITLES, Kind
from registry.intake.layout import Place
from registry.intake.stage import ORIGIN, entry_columns
from registry.ladder.facts import fact_keys
from registry.store.triggers import quoted

_GOOD = "row IN (SELECT at FROM ledger_row WHERE state IS NULL)"
_DEFAULTS = dict.fromkeys(("note", "measures", "responsible", "left_reason"), "''")
_UNIT = f"""coalesce(r.unit_id, (SELECT u.value FROM unit_spell u
  WHERE u.enterprise_id = {OWNER.format(day=APPLIED)} AND u.voided_by IS NULL
  AND (u.since IS NULL OR u.since <= {APPLIED})
  AND (u.until IS NULL OR {APPLIED} < u.until) LIMIT 1))"""


def prepare(connection: sqlite3.Connection, kind: Kind, place: Place) -> vague.Settled:
    """Fill in what rules give, and let entries be found by who holds them.

    What comes back is what became of rows that say less than others.
    """
    named = ", ".join(map(quoted, ("holder", *kind.same)))
    connection.execute(f"CREATE INDEX temp.by_holder ON ledger_entry ({named})")
    if kind is TITLES:
        ends.name_titles(connection)
    _find_old(connection, kind)
    halves = complete(connection, kind)
    settled = vague.settle(connection, kind, _alike(kind), place)
    vague.find(connection, kind, _alike(kind))
    told = reworded.settle(connection, kind, place)
    if kind.kept:
        _complete(connection, kind)
        vague.keep(connection, kind)
    if kind is TITLES:
        rules.apply(connection)
        ends.fill(connection)
    faults = (*settled.faults, *told.faults)
    return vague.Settled(faults, (halves, *settled.notes, *told.notes))


def _find_old(connection: sqlite3.Connection, kind: Kind) -> None:
    same = " AND ".join(_equal(kind, name, "ledger_entry") for name in kind.same)
    connection.execute(
        f"UPDATE ledger_entry SET old = (SELECT t.id FROM {quoted(kind.table)} t"
        f" WHERE t.voided_by IS NULL AND t.{kind.holder} = ledger_entry.holder"
        f" AND {same}) WHERE {_GOOD}"
    )


def _alike(kind: Kind) -> str:
    """What makes an entry and a record the same but for what one may not say."""
    days = {name for slot in kind.slots if slot.precision for name in slot.filled}
    apart = days.union(kind.unsaid)
    alike = (_equal(kind, name, "e") for name in kind.same if name not in apart)
    return " AND ".join(alike) or "1"


def _complete(connection: sqlite3.Connection, kind: Kind) -> None:
    """What a ledger does not say of a recorded row stays as it is recorded."""
    sets = ", ".join(
        f"{quoted(c)} = coalesce(ledger_entry.{quoted(c)}, t.{quoted(c)})"
        for c in kind.others
    )
    connection.execute(
        f"UPDATE ledger_entry SET {sets} FROM {quoted(kind.table)} t"
        " WHERE t.id = ledger_entry.old"
    )


def compare(connection: sqlite3.Connection, kind: Kind) -> None:
    """Say of every good entry whether it is new, changed, unchanged, or said twice."""
    table = quoted(kind.table)
    alike = " AND ".join(
        f"(e.{quoted(c)} IS NULL OR t.{quoted(c)} IS e.{quoted(c)})"
        for c in kind.edited
    )
    connection.execute(
        "UPDATE ledger_entry AS e SET state = CASE WHEN old IS NULL THEN 'new'"
        f" WHEN EXISTS (SELECT 1 FROM {table} t WHERE t.id = e.old"
        f" AND {alike or '1'}) THEN 'unchanged' ELSE 'changed' END WHERE {_GOOD}"
    )
    if kind is ASSESSMENTS:
        scores.compare(connection)
    twice = " AND ".join(
        f"f.{quoted(c)} IS ledger_entry.{quoted(c)}" for c in kind.same
    )
    connection.execute(
        "UPDATE ledger_entry SET state = 'repeat' WHERE state IN ('new', 'changed')"
        " AND EXISTS (SELECT 1 FROM ledger_entry f WHERE f.holder = ledger_entry.holder"
        f" AND f.at < ledger_entry.at AND f.state IS NOT NULL AND {twice})"
    )
    connection.execute("CREATE INDEX temp.by_state ON ledger_entry (state)")


def edits(connection: sqlite3.Connection, kind: Kind, limit: int) -> Iterator[Edit]:
    """What changes of known records: field, old and new, row by row."""
    if kind is FACTS:
        yield from _fact_edits(connection, limit)
        return
    for slot in kind.slots:
        if slot.into in kind.edited:
            was, now = shown("t", slot), shown("e", slot)
            wrote, differs = (
                f"{was}, {now}",
                f"{now} IS NOT NULL AND {was} IS NOT {now}",
            )
            for found in _changed(connection, kind, wrote, differs, limit):
                sheet, number, who, old, new = found
                told = say(connection, slot, old), say(connection, slot, new)
                yield Edit(sheet, number, who, slot.column.header, *told)
    if kind is ASSESSMENTS:
        yield from scores.edits(connection, limit)
    if kind is TITLES:
        yield from ends.edits(connection, limit)


def _fact_edits(connection: sqlite3.Connection, limit: int) -> Iterator[Edit]:
    wrote = "e.key, e.since, t.value, t.grade, e.value, e.grade"
    differs = "(t.value IS NOT e.value OR t.grade IS NOT e.grade)"
    for found in _changed(connection, FACTS, wrote, differs, limit):
        sheet, number, who, key, since, *values = found
        field = f"{since[:4]} 年{fact_keys()[key].name}"
        was, now = measured(key, *values[:2]), measured(key, *values[2:])
        yield Edit(sheet, number, who, field, was, now)


def _changed(
    connection: sqlite3.Connection, kind: Kind, wrote: str, differs: str, limit: int
) -> list[tuple[Any, ...]]:
    """Changed entries: sheet, line, who, and what ``wrote`` says of ``t`` and ``e``."""
    who = (
        "coalesce(r.name, (SELECT s.name FROM subject s WHERE s.id = r.enterprise_id))"
    )
    return connection.execute(
        f"SELECT r.sheet, r.line, {who}, {wrote} FROM ledger_entry e"
        " JOIN ledger_row r ON r.at = e.row"
        f" JOIN {quoted(kind.table)} t ON t.id = e.old"
        f" WHERE e.state = 'changed' AND {differs} ORDER BY r.at LIMIT ?",
        (limit,),
    ).fetchall()


def write(connection: sqlite3.Connection, kind: Kind, bound: dict[str, object]) -> None:
    """Write what is new and changed; ``bound``: change, document, origin, today."""
    if kind is TITLES:
        ends.rest(connection, bound["document"])
    if kind.kept:
        _edit(connection, kind)
        _insert(connection, kind, bound, "'new'")
        if kind is TITLES:
            ends.write(connection, bound["document"])
        return
    connection.execute(
        f"UPDATE {quoted(kind.table)} SET voided_by = :change, version = version + 1"
        " WHERE id IN (SELECT old FROM ledger_entry WHERE state = 'changed')",
        {"change": bound["change"]},
    )
    _insert(connection, kind, bound, "'new', 'changed'")
    if kind is ASSESSMENTS:
        scores.write(connection, bound["change"])


def _edit(connection: sqlite3.Connection, kind: Kind) -> None:
    sets = ", ".join(
        f"{quoted(c)} = coalesce(e.{quoted(c)}, t.{quoted(c)})" for c in kind.edited
    )
    connection.execute(
        f"UPDATE {quoted(kind.table)} AS t SET {sets}, version = version + 1"
        " FROM ledger_entry e WHERE e.old = t.id AND e.state = 'changed'"
    )


def _insert(
    connection: sqlite3.Connection, kind: Kind, bound: dict[str, object], states: str
) -> None:
    names = [c for c in entry_columns(kind) if c not in ("source", "document_id")]
    if kind is FACTS:
        names = ["key", "since", "until", "period", "value", "grade"]
    has = _columns(connection, kind.table)
    values = {quoted(c): _value(c) for c in names if c in has}
    values |= {
        "ref": "new_ref()",
        "change_id": ":change",
        kind.holder: "e.holder",
    }
    if "document_id" in has:
        values["document_id"] = "coalesce(e.document_id, o.document_id, :document)"
    if "source" in has:
        values["source"] = f"coalesce(e.source, {ORIGIN})"
    if "unit_id" in has:
        values["unit_id"] = _UNIT
    connection.execute(
        f"INSERT INTO {quoted(kind.table)} ({', '.join(values)})"
        f" SELECT {', '.join(values.values())} FROM ledger_entry e"
        f" JOIN ledger_row r ON r.at = e.row"
        f" LEFT JOIN {quoted(kind.table)} o ON o.id = e.old"
        f" WHERE e.state IN ({states}) ORDER BY e.at",
        {k: v for k, v in bound.items() if f":{k}" in " ".join(values.values())},
    )


def _value(name: str) -> str:
    """What a new row takes: what the ledger says, what was there, else the default."""
    column = quoted(name)
    default = "'day'" if name.endswith("precision") else _DEFAULTS.get(name, "NULL")
    return f"coalesce(e.{column}, o.{column}, {default})"


def _equal(kind: Kind, name: str, entry: str) -> str:
    column = quoted(name)
    if name in kind.unsaid:
        return f"coalesce(t.{column}, '') = coalesce({entry}.{column}, '')"
    return f"t.{column} = {entry}.{column}"


def _columns(connection: sqlite3.Connection, table: str) -> frozenset[str]:
    found = connection.execute("SELECT name FROM pragma_table_info(?)", (table,))
    return frozenset(name for (name,) in found)
