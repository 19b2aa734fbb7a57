"""Events that are told in other words than before: a new note, and no new event.

Same kind, agreeing day and severity, and a note that is near: that event, its note
changed. Where two rows of one ledger tell so they are two events, and it says so; the
one whose day is vaguer is a fault. Notes that are not near tell of two events.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from rapidfuzz import fuzz

from registry.errors import Fault
from registry.intake.decided import place as row_place
from registry.intake.edits import shown
from registry.intake.kinds import EVENTS, Kind
from registry.intake.layout import Place
from registry.intake.vague import Settled, vaguer

_NEAR = 60
"""Notes less alike than this, of 100, tell of two events unless one holds the other."""
_SHOWN = 3
_DAY = next(slot for slot in EVENTS.slots if slot.into == "on")
_GOOD = "JOIN ledger_row {0} ON {0}.at = {1}.row AND {0}.state IS NULL"


def settle(connection: sqlite3.Connection, kind: Kind, place: Place) -> Settled:
    """Let rows of events that change but the words of one be about that one."""
    if kind is not EVENTS:
        return Settled()
    connection.create_function("near_note", 2, _near, deterministic=True)
    _meet(connection)
    faults, apart = list[Fault](), list[str]()
    for at, sheet, line, day_, its_sheet, its_line in _pairs(connection):
        where = row_place(its_sheet, its_line)
        if day_ is not None:
            connection.execute(
                "UPDATE ledger_row SET state = 'fault' WHERE at = ?", (at,)
            )
            faults.append(_fault(place, sheet, line, day_, where))
        else:
            apart.append(f"{row_place(sheet, line)}与{where}")
    return Settled(tuple(faults), tuple(_apart(apart)))


def _near(one: str | None, other: str | None) -> bool:
    if not (one and other):
        return False
    return one in other or other in one or fuzz.ratio(one, other) >= _NEAR


def _agree(one: str, other: str) -> str:
    """Whether two reports of a kind of event agree but for their notes, in SQL."""
    day_, its = shown(one, _DAY), shown(other, _DAY)
    grave, its_grave = (f"coalesce({alias}.severity, '')" for alias in (one, other))
    return (
        f"{one}.kind = {other}.kind AND {one}.note <> {other}.note"
        f" AND ({day_} = {its} OR {vaguer(day_, its)} OR {vaguer(its, day_)})"
        f" AND ({grave} IN ('', {its_grave}) OR {its_grave} = '')"
        f" AND near_note({one}.note, {other}.note)"
    )


def _meet(connection: sqlite3.Connection) -> None:
    """Let rows mean the only event that they tell otherwise; no less exact a day."""
    vague = vaguer(shown("ledger_entry", _DAY), shown("t", _DAY))
    connection.execute(
        "UPDATE ledger_entry SET old = t.id,"
        f' "on" = iif({vague}, t."on", ledger_entry."on"), on_precision'
        f" = iif({vague}, t.on_precision, ledger_entry.on_precision)"
        " FROM (SELECT e.at, t.id, count(*) OVER (PARTITION BY e.at) AS events,"
        " count(*) OVER (PARTITION BY t.id) AS entries FROM ledger_entry e"
        f" {_GOOD.format('r', 'e')} JOIN event t ON t.enterprise_id = e.holder"
        f" AND t.voided_by IS NULL AND {_agree('e', 't')} WHERE e.old IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM ledger_entry f WHERE f.holder = e.holder"
        " AND f.old = t.id)) found JOIN event t ON t.id = found.id"
        " WHERE found.at = ledger_entry.at AND found.events = 1 AND found.entries = 1"
    )


def _pairs(
    connection: sqlite3.Connection,
) -> Iterator[tuple[int, str, int, str | None, str, int]]:
    """New rows that another row tells otherwise, with their day where it is vaguer.

    Of two with equal days the later is given.
    """
    day_, its = shown("e", _DAY), shown("f", _DAY)
    return iter(
        connection.execute(
            f"SELECT r.at, r.sheet, r.line, iif({vaguer(day_, its)}, {day_}, NULL),"
            f" q.sheet, q.line FROM ledger_entry e {_GOOD.format('r', 'e')}"
            f" JOIN ledger_entry f ON f.holder = e.holder AND {_agree('e', 'f')}"
            f" {_GOOD.format('q', 'f')} WHERE e.old IS NULL"
            f" AND ({vaguer(day_, its)} OR ({day_} = {its} AND f.at < e.at))"
            " GROUP BY r.at ORDER BY r.at"
        ).fetchall()
    )


def _fault(place: Place, sheet: str, line: int, said: str, where: str) -> Fault:
    return Fault(
        file=place.file,
        problem=f"看不出与{where}是不是同一件：种类和日期对得上，说明不同",
        remedy="是同一件请合成一行；是另一件请写全日期",
        line=line,
        sheet=sheet,
        column=place.title(sheet, _DAY.column),
        value=said,
    )


def _apart(pairs: list[str]) -> Iterator[str]:
    if not pairs:
        return
    more = "等" if len(pairs) > _SHOWN else ""
    told = "、".join(pairs[:_SHOWN])
    yield (
        f"{told}{more}是同一天的同类事件，只是说明不同，作两件登记；"
        "是同一件的请合成一行再导入"
    )
