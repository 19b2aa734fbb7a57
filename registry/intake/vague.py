"""Rows that say less than another of the ledger, or than the register knows.

2022-03 in a ledger agrees with 2022-03-15, and an accident without its severity with
that of the same day that has one: where only one such is there, it is that one, said
with less. Of several nobody can tell which is meant.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from registry.errors import Fault
from registry.intake.decided import place as row_place
from registry.intake.edits import NOTHING, say, shown
from registry.intake.kinds import Kind, Slot
from registry.intake.layout import Place
from registry.store.triggers import quoted
from registry.store.view_words import day

_GOOD = "JOIN ledger_row {0} ON {0}.at = {1}.row AND {0}.state IS NULL"
_SHOWN = 3
Said = tuple[str | None, ...]
"""What makes a record this one and no other: its day, and what may be left unsaid."""


@dataclass(frozen=True, slots=True)
class _Fuller:
    """What says more than an entry: a record of the register, or another entry."""

    said: Said
    record: int | None
    entry: int | None


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of rows that say less: faults, and notes of those that are one."""

    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()


def vaguer(said: str, known: str) -> str:
    """Whether one day says another with less of it, in SQL; both as they are shown."""
    return f"{known} GLOB {said} || '-*'"


def settle(
    connection: sqlite3.Connection, kind: Kind, same: str, place: Place
) -> Settled:
    """Let entries that say less be what they agree with, where that is one only.

    ``same`` holds an entry ``e`` and a record ``t`` together but for their day and
    what may be left unsaid.
    """
    faults, joined = list[Fault](), dict[int, int]()
    for slot in _days(kind, kind.same):
        saying = _Saying(kind, slot, same)
        for at, old, fuller in _fuller(connection, saying):
            meant = {one.said for one in fuller}
            if len(meant) == 1:
                joined |= _take_over(connection, saying, at, fuller[0])
            elif old is None:
                faults.append(_fault(connection, saying, at, fuller, place))
    return Settled(tuple(faults), (_note(connection, joined),))


def find(connection: sqlite3.Connection, kind: Kind, same: str) -> None:
    """Let entries mean the only record that says the same with less; it will say more.

    Where several of the ledger say more, and not the same, none of them is meant.
    """
    for slot in _days(kind, kind.same):
        saying = _Saying(kind, slot, same)
        known = " OR ".join(saying.may_say_less("t"))
        connection.execute(
            "UPDATE ledger_entry SET old = found.id FROM (SELECT e.at, t.id,"
            " count(*) OVER (PARTITION BY e.at) AS records,"
            f" min({saying.said('e')}) OVER (PARTITION BY t.id) AS first,"
            f" max({saying.said('e')}) OVER (PARTITION BY t.id) AS last"
            f" FROM ledger_entry e JOIN {quoted(kind.table)} t"
            f" ON t.{kind.holder} = e.holder AND t.voided_by IS NULL AND {same}"
            f" WHERE e.old IS NULL AND ({known}) AND {saying.less('t', 'e')}"
            " AND NOT EXISTS (SELECT 1 FROM ledger_entry f WHERE f.holder = e.holder"
            " AND f.old = t.id)) found WHERE found.at = ledger_entry.at"
            " AND found.records = 1 AND found.first = found.last"
        )


def keep(connection: sqlite3.Connection, kind: Kind) -> None:
    """Let entries say the days of their records as precisely as these do."""
    for slot in _days(kind, kind.others):
        on, kept = quoted(slot.into), quoted(slot.precision)
        said = day(f"ledger_entry.{on}", f"ledger_entry.{kept}")
        connection.execute(
            f"UPDATE ledger_entry SET {on} = t.{on}, {kept} = t.{kept}"
            f" FROM {quoted(kind.table)} t WHERE t.id = ledger_entry.old"
            f" AND {vaguer(said, shown('t', slot))}"
        )


@dataclass(frozen=True, slots=True)
class _Saying:
    """A kind's day and what it may leave unsaid, in SQL over entries and records."""

    kind: Kind
    slot: Slot
    same: str

    @property
    def columns(self) -> tuple[str, ...]:
        """What an entry takes over of what says more."""
        return (*self.slot.filled, *self.kind.unsaid)

    def may_say_less(self, alias: str) -> tuple[str, ...]:
        """The conditions under which something may say less than another."""
        blank = (f"coalesce({alias}.{quoted(c)}, '') = ''" for c in self.kind.unsaid)
        return (f"{alias}.{quoted(self.slot.precision)} <> 'day'", *blank)

    def parts(self, alias: str) -> tuple[str, ...]:
        """What is said: the day, and what may be left unsaid."""
        unsaid = (f"coalesce({alias}.{quoted(c)}, '')" for c in self.kind.unsaid)
        return (shown(alias, self.slot), *unsaid)

    def said(self, alias: str) -> str:
        """What is said, in one."""
        return " || ' ' || ".join(self.parts(alias))

    def less(self, one: str, other: str) -> str:
        """Whether one says what another does, with less."""
        (day_, *unsaid), (known, *more) = self.parts(one), self.parts(other)
        agree = [f"({day_} = {known} OR {vaguer(day_, known)})"]
        agree += (f"({a} = '' OR {a} = {b})" for a, b in zip(unsaid, more, strict=True))
        return f"{' AND '.join(agree)} AND {self.said(one)} <> {self.said(other)}"


def _fuller(
    connection: sqlite3.Connection, saying: _Saying
) -> Iterator[tuple[int, int | None, list[_Fuller]]]:
    """The entries that say less, each with its record and with what says most.

    Of one that the register knows as it is said, only new rows of the ledger count.
    """
    kind = saying.kind
    vague = f"({' OR '.join(saying.may_say_less('e'))})"
    of = f"FROM ledger_entry e {_GOOD.format('r', 'e')}"
    entry = saying.same.replace("t.", "f.")
    found = connection.execute(
        f"SELECT e.at, e.old, t.id, NULL, {', '.join(saying.parts('t'))} {of}"
        f" JOIN {quoted(kind.table)} t ON t.{kind.holder} = e.holder"
        f" AND t.voided_by IS NULL AND {saying.same}"
        f" WHERE {vague} AND e.old IS NULL AND {saying.less('e', 't')} UNION ALL"
        f" SELECT e.at, e.old, NULL, f.at, {', '.join(saying.parts('f'))} {of}"
        f" JOIN ledger_entry f ON f.holder = e.holder AND {entry}"
        f" {_GOOD.format('q', 'f')} WHERE {vague} AND (e.old IS NULL OR f.old IS NULL)"
        f" AND {saying.less('e', 'f')} ORDER BY 1, 3"
    ).fetchall()
    by: dict[int, list[_Fuller]] = {}
    olds: dict[int, int | None] = {}
    for at, old, record, other, *said in found:
        olds[at] = old
        by.setdefault(at, []).append(_Fuller(tuple(said), record, other))
    for at, every in by.items():
        said_all = {one.said for one in every}
        most = [one for one in every if not any(_less(one.said, o) for o in said_all)]
        yield at, olds[at], most


def _less(one: Said, other: Said) -> bool:
    """Whether one says what another does, with less."""
    (day_, *unsaid), (known, *more) = one, other
    agree = known == day_ or str(known).startswith(f"{day_}-")
    said = all(not a or a == b for a, b in zip(unsaid, more, strict=True))
    return agree and said and one != other


def _take_over(
    connection: sqlite3.Connection, saying: _Saying, at: int, fuller: _Fuller
) -> Mapping[int, int]:
    """Let an entry say what the fuller one does; the two of the ledger that are one."""
    named = [quoted(c) for c in saying.columns]
    if fuller.record is not None:
        sets = ", ".join(f"{c} = t.{c}" for c in named)
        connection.execute(
            f"UPDATE ledger_entry SET old = t.id, {sets} FROM"
            f" {quoted(saying.kind.table)} t WHERE t.id = ? AND ledger_entry.at = ?",
            (fuller.record, at),
        )
        return {}
    pair = {"at": at, "other": fuller.entry}
    own = [quoted(c) for c in saying.kind.beside]
    for one, other in (("at", "other"), ("other", "at")):
        sets = ", ".join(f"{c} = coalesce(ledger_entry.{c}, f.{c})" for c in own)
        connection.execute(
            f"UPDATE ledger_entry SET {sets} FROM ledger_entry f"
            f" WHERE f.at = :{other} AND ledger_entry.at = :{one}",
            pair,
        )
    sets = ", ".join(f"{c} = f.{c}" for c in named)
    connection.execute(
        f"UPDATE ledger_entry SET old = f.old, {sets} FROM ledger_entry f"
        " WHERE f.at = :other AND ledger_entry.at = :at",
        pair,
    )
    return {at: int(fuller.entry or 0)}


def _fault(
    connection: sqlite3.Connection,
    saying: _Saying,
    at: int,
    fuller: Iterable[_Fuller],
    place: Place,
) -> Fault:
    """Nobody can tell which of several is meant: the row is set aside."""
    row, sheet, line, value = connection.execute(
        f"SELECT r.at, r.sheet, r.line, {shown('e', saying.slot)} FROM ledger_entry e"
        " JOIN ledger_row r ON r.at = e.row WHERE e.at = ?",
        (at,),
    ).fetchone()
    connection.execute("UPDATE ledger_row SET state = 'fault' WHERE at = ?", (row,))
    meant = sorted({_words(connection, saying, one.said) for one in fuller})
    more = "等" if len(meant) > _SHOWN else ""
    return Fault(
        file=place.file,
        problem=f"看不出是哪一条：有 {len(meant)} 条都对得上"
        f"（{'、'.join(meant[:_SHOWN])}{more}）",
        remedy="请照要说的那一条写全；确是另一条的，也请把日期写全",
        line=line,
        sheet=sheet,
        column=place.title(sheet, saying.slot.column),
        value=value,
    )


def _words(connection: sqlite3.Connection, saying: _Saying, said: Said) -> str:
    slots = {slot.into: slot for slot in saying.kind.slots}
    more = zip(saying.kind.unsaid, said[1:], strict=True)
    told = (say(connection, slots[name], value or None) for name, value in more)
    return " ".join((str(said[0]), *(one for one in told if one != NOTHING)))


def _note(connection: sqlite3.Connection, joined: Mapping[int, int]) -> str:
    """Which rows say less than others of the ledger and are one with them."""
    where = "SELECT r.sheet, r.line FROM ledger_entry e"
    where += " JOIN ledger_row r ON r.at = e.row WHERE e.at = ?"
    told = [
        "即".join(
            row_place(*connection.execute(where, (one,)).fetchone()) for one in pair
        )
        for pair in list(joined.items())[:_SHOWN]
    ]
    if not told:
        return ""
    more = "等" if len(joined) > _SHOWN else ""
    return (
        f"{len(joined)} 行与表里另一行是同一条，只是写得不全，合为一条："
        f"{'、'.join(told)}{more}"
    )


def _days(kind: Kind, names: tuple[str, ...]) -> Iterator[Slot]:
    """The days among some columns of a kind; a figure's period is none."""
    return (slot for slot in kind.slots if slot.precision and slot.precision in names)
