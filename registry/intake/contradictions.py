"""Rows of one ledger that speak of the same thing and do not agree.

Nobody can tell which of them is right, so that each is a fault and none is written.
Rows that say the same twice are no contradiction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from registry import columns
from registry.errors import Fault
from registry.intake.edits import measured, say, shown
from registry.intake.kinds import ENTERPRISES, FACTS, Kind, Shape, Slot
from registry.intake.layout import Place
from registry.readers.ways import Cell
from registry.store.triggers import quoted

Field = tuple[Slot, str]
"""What two rows may differ in, and its SQL over the entry ``f`` and its row ``q``."""

_PARTY: tuple[Field, ...] = (
    (Slot(columns.ENTERPRISE, "name"), "usual(q.name)"),
    (Slot(columns.USCC, "code"), "q.code"),
    (Slot(columns.UNIT, "unit_id", Shape.UNIT), "q.unit_id"),
)
_FIGURE: tuple[Field, ...] = (
    (Slot(columns.VALUE, "value"), "f.value"),
    (Slot(columns.VALUE, "grade"), "f.grade"),
    (Slot(columns.DOCUMENT, "document_id", Shape.DOCUMENT), "f.document_id"),
)


Odd = tuple["_Said", "_Said", tuple[int, ...]]
"""A row, another that contradicts it, and the fields in which they differ."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What one entry says of a thing of which several speak, field by field.

    ``of`` is the figure's key and first day, where it is one.
    """

    thing: int
    row: int
    sheet: str
    line: int
    of: tuple[str, str] | None
    values: tuple[Cell, ...]

    def against(self, other: _Said, *, loose: bool) -> tuple[int, ...]:
        """The fields in which the two differ; ``loose``: nothing agrees with all."""
        return tuple(
            at
            for at, (a, b) in enumerate(zip(self.values, other.values, strict=True))
            if a != b and not (loose and (a is None or b is None))
        )


def contradictions(
    connection: sqlite3.Connection, kind: Kind, place: Place
) -> Iterator[Fault]:
    """A fault for every good row that another contradicts; they are set aside."""
    if not _is_any_repeated(connection, kind):
        return
    fields, rows = _fields(kind), set[int]()
    told = _repeated(connection, kind, [sql for _, sql in fields])
    for _, things in groupby(told, attrgetter("thing")):
        for one, other, differ in _at_odds(list(things), loose=kind is ENTERPRISES):
            if one.row not in rows:
                rows.add(one.row)
                slots = [fields[at][0] for at in differ]
                value = _value(connection, one, slots[0], one.values[differ[0]])
                yield _fault(place, (one, other), slots, value)
    connection.executemany(
        "UPDATE ledger_row SET state = 'fault' WHERE at = ?", ((row,) for row in rows)
    )


def _fields(kind: Kind) -> tuple[Field, ...]:
    if kind is FACTS:
        return _FIGURE
    party = _PARTY if kind is ENTERPRISES else ()
    skipped = {*kind.same, "source"}
    own = (s for s in kind.slots if not (s.told or s.into in skipped))
    return (*party, *((slot, shown("f", slot)) for slot in own))


def _is_any_repeated(connection: sqlite3.Connection, kind: Kind) -> bool:
    """Whether anything may be said twice: of records, an index alone tells."""
    same = ", ".join(map(quoted, ("holder", *kind.same)))
    sql = (
        "SELECT 1 FROM ledger_entry WHERE holder IS NOT NULL"
        f" GROUP BY {same} HAVING count(*) > 1 LIMIT 1"
    )
    return kind is ENTERPRISES or connection.execute(sql).fetchone() is not None


def _repeated(
    connection: sqlite3.Connection, kind: Kind, wanted: Sequence[str]
) -> Iterator[_Said]:
    """The good entries of things of which several speak, thing by thing."""
    named = {"holder": "q.enterprise_id"} if kind is ENTERPRISES else {}
    same = [named.get(c, f"f.{quoted(c)}") for c in ("holder", *kind.same)]
    of = "f.key, f.since" if kind is FACTS else "NULL, NULL"
    good = "FROM ledger_entry f JOIN ledger_row q ON q.at = f.row AND q.state IS NULL"
    keys = ", ".join(f"{sql} AS k{at}" for at, sql in enumerate(same))
    joined = " AND ".join(f"{sql} IS g.k{at}" for at, sql in enumerate(same))
    found = connection.execute(
        f"WITH g AS MATERIALIZED (SELECT min(f.at) AS first, {keys} {good}"
        f" GROUP BY {', '.join(same)} HAVING count(*) > 1)"
        f" SELECT g.first, q.at, q.sheet, q.line, {of}, {', '.join(wanted)}"
        f" FROM g CROSS JOIN {good.removeprefix('FROM ')} WHERE {joined}"
        " ORDER BY g.first, f.at"
    )
    for thing, row, sheet, line, key, since, *values in found:
        figure = None if key is None else (key, since)
        yield _Said(thing, row, sheet, line, figure, tuple(values))


def _at_odds(things: Sequence[_Said], *, loose: bool) -> Iterator[Odd]:
    first: dict[tuple[Cell, ...], _Said] = {}
    for one in things:
        first.setdefault(one.values, one)
    odd = {
        values: next(
            (
                (o, differ)
                for o in first.values()
                if (differ := one.against(o, loose=loose))
            ),
            None,
        )
        for values, one in first.items()
    }
    for one in things:
        if found := odd[one.values]:
            yield one, *found


def _value(connection: sqlite3.Connection, one: _Said, slot: Slot, value: Cell) -> str:
    """What a row says in a field, in words; nothing where it says nothing."""
    if value is None or slot.column is columns.SCORES:
        return ""
    if one.of is None or slot.column is not columns.VALUE:
        return say(connection, slot, value)
    number = value if isinstance(value, int) else None
    return measured(one.of[0], number, None if number is not None else str(value))


def _fault(
    place: Place, pair: tuple[_Said, _Said], slots: Sequence[Slot], value: str
) -> Fault:
    one, other = pair
    titles = dict.fromkeys(_titles(place, one, slot)[0] for slot in slots)
    here = [f"「{title}」" for title in _titles(place, one, slots[0])[1:]]
    where = f"第 {other.line} 行" if other.row != one.row else f"本行{'、'.join(here)}"
    if other.sheet != one.sheet:
        where = f"表「{other.sheet}」{where}"
    return Fault(
        file=place.file,
        problem=f"与{where}矛盾：说的是同一条，{'、'.join(titles)}不同",
        remedy="请核对，只留对的一行",
        line=one.line,
        sheet=one.sheet,
        column=next(iter(titles)),
        value=value,
    )


def _titles(place: Place, one: _Said, slot: Slot) -> tuple[str, ...]:
    """What the sheet calls the columns of a field; a figure may have several."""
    if one.of is None or slot.column is not columns.VALUE:
        return (place.title(one.sheet, slot.column),)
    key, since = one.of
    layout = place.layouts[one.sheet]
    found = (
        layout.title(at)
        for at, means in layout.facts
        if means.key.key == key and means.year in (None, int(since[:4]))
    )
    return tuple(found) or (place.title(one.sheet, slot.column),)
