"""What an import would change of what is known: the field, old and new."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from registry.intake.kinds import Shape, Slot
from registry.ladder.amounts import recorded
from registry.ladder.facts import fact_keys
from registry.readers.ways import Cell
from registry.store.triggers import quoted
from registry.store.view_words import day

NOTHING = "无"


@dataclass(frozen=True, slots=True)
class Edit:
    """One field of one known record that an import would change."""

    sheet: str
    line: int
    name: str
    field: str
    old: str
    new: str


_NAMED: Mapping[Shape, tuple[str, str]] = MappingProxyType(
    {
        Shape.UNIT: ("unit", "id"),
        Shape.DIVISION: ("division", "code"),
        Shape.RUNG: ("rung", "code"),
        Shape.ROUND: ("round", "id"),
        Shape.EVENT_KIND: ("event_kind", "code"),
        Shape.POOL: ("pool", "id"),
        Shape.DOCUMENT: ("document", "id"),
    }
)


def say(connection: sqlite3.Connection, slot: Slot, value: Cell) -> str:
    """A stored value as officials read it."""
    if value is None:
        return NOTHING
    if slot.shape in _NAMED:
        table, key = _NAMED[slot.shape]
        name = "coalesce(number, title)" if table == "document" else "name"
        row = connection.execute(
            f"SELECT {name} FROM {table} WHERE {key} = ? AND voided_by IS NULL",
            (value,),
        ).fetchone()
        return str(row[0]) if row else str(value)
    return str(slot.column.write(value)) or NOTHING


def shown(alias: str, slot: Slot) -> str:
    """The SQL that gives a slot's value, a day no more precise than it is known."""
    value = f"{alias}.{quoted(slot.into)}"
    if not slot.precision:
        return value
    return day(value, f"{alias}.{quoted(slot.precision)}")


def measured(key: str, value: int | None, grade: str | None) -> str:
    """A fact as officials read it."""
    of = fact_keys()[key]
    if value is not None:
        return recorded(value, of)
    return dict(of.grades).get(str(grade), NOTHING)
