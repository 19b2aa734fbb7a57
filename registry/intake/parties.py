"""Ledgers of enterprises: what each is or has, held against the register, written.

A value that differs from the one in force is a change in the world from a day on: the
row's 自何日起, else the day of the import. A value where none was is known from that
day only if the row says so.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from registry import columns
from registry.columns import Column
from registry.errors import Fault
from registry.intake.edits import NOTHING, Edit, say
from registry.intake.kinds import Shape, Slot
from registry.intake.layout import Place
from registry.intake.newcomers import FIRST, Bound
from registry.intake.stage import ORIGIN
from registry.intake.vague import vaguer
from registry.store.view_words import day


@dataclass(frozen=True, slots=True)
class Attribute:
    """A column of the ledger, the spells it is kept in, and what they have fixed."""

    slot: Slot
    table: str
    fixed: tuple[tuple[str, str], ...] = ()
    value: str = ""

    @property
    def given(self) -> str:
        """What the ledger says, in SQL."""
        return self.value or f"e.{self.slot.into}"

    @property
    def where(self) -> str:
        """What marks its spells among others of their table."""
        return "".join(f" AND s.{k} = '{v}'" for k, v in self.fixed)


_STANDARD = (("standard", "statistics_2017"),)
_OFFICIAL = (("kind", "official"),)
ATTRIBUTES = (
    Attribute(
        Slot(columns.ENTERPRISE, "name"),
        "name_spell",
        _OFFICIAL,
        "CASE r.how WHEN 'renamed' THEN r.name END",
    ),
    Attribute(Slot(columns.UNIT, "unit", Shape.UNIT), "unit_spell", value="r.unit_id"),
    Attribute(Slot(columns.DIVISION, "division", Shape.DIVISION), "division_spell"),
    Attribute(Slot(columns.ADDRESS, "address"), "address_spell"),
    Attribute(Slot(columns.INDUSTRY, "industry"), "industry_spell"),
    Attribute(Slot(columns.ABOVE, "designated"), "designated_spell"),
    Attribute(Slot(columns.SIZE, "size"), "size_spell", _STANDARD),
    Attribute(Slot(columns.STATUS, "status"), "status_spell"),
)
"""What an enterprise is or has for a time, as ledgers bring it."""

_FOUNDED = "established_on", "established_precision"
_FOUNDED_SAID, _FOUNDED_KNOWN = (day(*(f"{a}.{c}" for c in _FOUNDED)) for a in "et")
_IDENTITY: tuple[tuple[Column, str, str, str], ...] = (
    (columns.USCC, "uscc", "t.uscc", "CASE WHEN t.uscc IS NULL THEN r.code END"),
    (
        columns.ESTABLISHED,
        "established_on",
        _FOUNDED_KNOWN,
        f"iif({vaguer(_FOUNDED_SAID, _FOUNDED_KNOWN)}, NULL, {_FOUNDED_SAID})",
    ),
    (columns.ORGANISATION, "kind", "t.kind", "e.kind"),
)
_CHANGES = """
CREATE TEMP TABLE ledger_change (
  row INTEGER, attribute TEXT, spell INTEGER, old, new,
  since TEXT, since_precision TEXT, began TEXT, began_precision TEXT
)
"""
_SINCE = day("c.since", "c.since_precision")
_KNOWN = "r.state IS NULL AND r.how <> 'new'"
_JOINED = "FROM ledger_row r JOIN ledger_entry e ON e.row = r.at"


def compare(
    connection: sqlite3.Connection, place: Place, since: str
) -> tuple[Fault, ...]:
    """Say what changes of every known enterprise; days out of order are faults."""
    connection.execute("DROP TABLE IF EXISTS temp.ledger_change")
    connection.execute(_CHANGES)
    for attribute in ATTRIBUTES:
        _compare_spells(connection, attribute, since)
    for _, name, known, given in _IDENTITY:
        connection.execute(
            "INSERT INTO ledger_change (row, attribute, old, new)"
            f" SELECT r.at, ?, {known}, {given} {_JOINED}"
            f" JOIN enterprise t ON t.id = r.enterprise_id WHERE {_KNOWN}"
            f" AND {given} IS NOT NULL AND {known} IS NOT {given}",
            (name,),
        )
    _compare_names(connection)
    faults = tuple(_out_of_order(connection, place))
    connection.execute(
        "UPDATE ledger_entry SET state = CASE"
        " WHEN row IN (SELECT at FROM ledger_row WHERE how = 'new') THEN 'new'"
        " WHEN row IN (SELECT row FROM ledger_change) THEN 'changed'"
        " ELSE 'unchanged' END"
        " WHERE row IN (SELECT at FROM ledger_row WHERE state IS NULL)"
    )
    return faults


def edits(connection: sqlite3.Connection, limit: int) -> Iterator[Edit]:
    """What changes of known enterprises: field, old and new, row by row."""
    slots = {one.slot.into: one.slot for one in ATTRIBUTES}
    slots |= {name: Slot(column, name) for column, name, *_ in _IDENTITY}
    slots["short_name"] = Slot(columns.SHORT_NAME, "short_name")
    slots["former_names"] = Slot(columns.FORMER_NAMES, "former_names")
    found = connection.execute(
        "SELECT r.sheet, r.line, coalesce((SELECT n.new || '（曾用名 ' || n.old || '）'"
        " FROM ledger_change n WHERE n.row = r.at AND n.attribute = 'name'),"
        " (SELECT s.name FROM subject s WHERE s.id = r.enterprise_id), r.name),"
        " c.attribute, c.old, c.new,"
        f" {_SINCE}"
        " FROM ledger_change c JOIN ledger_row r ON r.at = c.row"
        " WHERE r.state IS NULL AND r.how <> 'new' ORDER BY r.at, c.rowid LIMIT ?",
        (limit,),
    )
    for sheet, number, who, attribute, old, new, since in found.fetchall():
        slot = slots[attribute]
        was = NOTHING if old is None else say(connection, slot, old)
        now = say(connection, slot, new) + (f"（自 {since} 起）" if since else "")
        yield Edit(sheet, number, who, slot.column.header, was, now)


def write(connection: sqlite3.Connection, bound: Bound) -> None:
    """Write what new enterprises are and have, and what changes of known ones."""
    for attribute in ATTRIBUTES:
        if attribute.slot.into not in ("name", "unit"):
            _write_new(connection, attribute, bound)
        _write_changes(connection, attribute, bound)
    _write_identity(connection)
    for column in ("short_name", "former_names"):
        _write_names(connection, column, bound)
    connection.execute(
        "UPDATE subject SET name = c.new, version = version + 1 FROM ledger_change c"
        " JOIN ledger_row r ON r.at = c.row WHERE c.attribute = 'name'"
        " AND r.state IS NULL AND subject.id = r.enterprise_id"
    )


def _compare_spells(
    connection: sqlite3.Connection, attribute: Attribute, since: str
) -> None:
    table, given = attribute.table, attribute.given
    any_spell = (
        f"EXISTS (SELECT 1 FROM {table} s WHERE s.enterprise_id = r.enterprise_id"
        f" AND s.voided_by IS NULL{attribute.where})"
    )
    connection.execute(
        f"INSERT INTO ledger_change SELECT r.at, '{attribute.slot.into}', s.id,"
        f" s.value, {given}, CASE WHEN {any_spell} THEN coalesce(e.since, :since)"
        " ELSE e.since END, coalesce(e.since_precision, 'day'), s.since,"
        " s.since_precision"
        f" {_JOINED} LEFT JOIN {table} s ON s.enterprise_id = r.enterprise_id"
        f" AND s.voided_by IS NULL AND s.until IS NULL{attribute.where}"
        f" WHERE {_KNOWN} AND {given} IS NOT NULL AND s.value IS NOT {given}",
        {"since": since},
    )


def _compare_names(connection: sqlite3.Connection) -> None:
    """Short and former names that are not the row's own and not known yet."""
    for column in ("short_name", "former_names"):
        found = connection.execute(
            f"SELECT r.at, r.enterprise_id, r.name, e.{column} {_JOINED}"
            f" WHERE r.state IS NULL AND e.{column} IS NOT NULL"
        ).fetchall()
        for at, enterprise_id, own, names in found:
            borne = connection.execute(
                "SELECT value FROM name_spell WHERE enterprise_id = ?"
                " AND voided_by IS NULL",
                (enterprise_id,),
            )
            new = set(names.split("、")) - {own, *(value for (value,) in borne)}
            connection.executemany(
                "INSERT INTO ledger_change (row, attribute, new) VALUES (?, ?, ?)",
                ((at, column, name) for name in sorted(new)),
            )


def _out_of_order(connection: sqlite3.Connection, place: Place) -> Iterator[Fault]:
    found = connection.execute(
        f"SELECT r.sheet, r.line, r.at, c.attribute, {_SINCE},"
        f" {day('c.began', 'c.began_precision')}"
        " FROM ledger_change c JOIN ledger_row r ON r.at = c.row"
        " WHERE c.began IS NOT NULL AND c.since <= c.began"
    )
    of = {one.slot.into: one.slot.column for one in ATTRIBUTES}
    for sheet, number, at, attribute, since, began in found.fetchall():
        connection.execute("UPDATE ledger_row SET state = 'fault' WHERE at = ?", (at,))
        yield Fault(
            file=place.file,
            problem=f"台账里这一项自 {began} 起，不能从 {since} 起变更",
            remedy="请写明自何日起（列「自何日起」或 --since）；记错的请用更正",
            line=number,
            sheet=sheet,
            column=place.title(sheet, of[attribute]),
            value=str(since),
        )


def _write_new(
    connection: sqlite3.Connection, attribute: Attribute, bound: Bound
) -> None:
    fixed = "".join(f", {name}" for name, _ in attribute.fixed)
    values = "".join(f", '{value}'" for _, value in attribute.fixed)
    connection.execute(
        f"INSERT INTO {attribute.table} (ref, change_id, enterprise_id, value, since,"
        f" since_precision, source, document_id{fixed})"
        f" SELECT new_ref(), :change, r.enterprise_id, {attribute.given}, e.since,"
        " coalesce(e.since_precision, 'day'),"
        f" coalesce(e.source, {ORIGIN}),"
        f" coalesce(e.document_id, :document){values} {_JOINED}"
        f" WHERE {attribute.given} IS NOT NULL AND r.at IN ({FIRST})",
        bound,
    )


def _write_changes(
    connection: sqlite3.Connection, attribute: Attribute, bound: Bound
) -> None:
    mine = f"c.attribute = '{attribute.slot.into}' AND r.state IS NULL"
    connection.execute(
        f"UPDATE {attribute.table} SET until = c.since,"
        " until_precision = c.since_precision, version = version + 1"
        " FROM ledger_change c JOIN ledger_row r ON r.at = c.row"
        f" WHERE {attribute.table}.id = c.spell AND {mine}"
    )
    fixed = "".join(f", {name}" for name, _ in attribute.fixed)
    values = "".join(f", '{value}'" for _, value in attribute.fixed)
    connection.execute(
        f"INSERT INTO {attribute.table} (ref, change_id, enterprise_id, value, since,"
        f" since_precision, source, document_id{fixed})"
        " SELECT new_ref(), :change, r.enterprise_id, c.new, c.since,"
        f" c.since_precision, coalesce(e.source, {ORIGIN}),"
        f" coalesce(e.document_id, :document){values} {_JOINED}"
        f" JOIN ledger_change c ON c.row = r.at WHERE {mine}",
        bound,
    )


def _write_identity(connection: sqlite3.Connection) -> None:
    for _, name, *_ in _IDENTITY:
        founded = name == "established_on"
        sets = (
            ", ".join(f"{c} = e.{c}" for c in _FOUNDED)
            if founded
            else f"{name} = c.new"
        )
        connection.execute(
            f"UPDATE enterprise SET {sets}, version = version + 1"
            f" {_JOINED} JOIN ledger_change c ON c.row = r.at"
            " WHERE c.attribute = ? AND r.state IS NULL"
            " AND enterprise.id = r.enterprise_id",
            (name,),
        )
    connection.execute(
        "UPDATE enterprise SET established_on = e.established_on, established_precision"
        " = coalesce(e.established_precision, enterprise.established_precision),"
        " kind = coalesce(e.kind, enterprise.kind), version = version + 1"
        f" {_JOINED} WHERE r.at IN ({FIRST}) AND enterprise.id = r.enterprise_id"
        " AND (e.established_on IS NOT NULL OR e.kind IS NOT NULL)"
    )


def _write_names(connection: sqlite3.Connection, column: str, bound: Bound) -> None:
    """Short names hold from the row's day on, former ones until then."""
    kind, day = ("short", "since") if column == "short_name" else ("former", "until")
    connection.execute(
        f"INSERT INTO name_spell (ref, change_id, enterprise_id, kind, value, {day},"
        f" {day}_precision, source, document_id)"
        f" SELECT new_ref(), :change, r.enterprise_id, '{kind}', c.new, e.since,"
        " coalesce(e.since_precision, 'day'),"
        f" coalesce(e.source, {ORIGIN}),"
        f" coalesce(e.document_id, :document) {_JOINED}"
        f" JOIN ledger_change c ON c.row = r.at WHERE c.attribute = '{column}'"
        " AND r.state IS NULL",
        bound,
    )
