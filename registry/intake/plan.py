"""A ledger from file to preview: read, staged, matched, held against the register.

All of it happens in temporary tables of one connection; ``write`` then makes it part
of the register, in the change that is open on that connection.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import uuid_utils

from registry import columns
from registry.errors import Fault
from registry.intake import (
    bracketed,
    checks,
    holders,
    lessons,
    likely,
    newcomers,
    otherwise,
    parties,
    records,
)
from registry.intake.absent import absent
from registry.intake.decided import decide
from registry.intake.doubts import Doubt
from registry.intake.edits import Edit
from registry.intake.emptied import emptied
from registry.intake.held import as_held
from registry.intake.kinds import ENTERPRISES, KINDS, Kind
from registry.intake.layout import Place
from registry.intake.listed import listed
from registry.intake.lookups import lookups
from registry.intake.match import Matcher
from registry.intake.odd import odd
from registry.intake.options import Options
from registry.intake.preview import Preview
from registry.intake.progress import Progress, Stage
from registry.intake.sniff import sha256
from registry.intake.staged import Staged, staged, unit_of
from registry.intake.unlikely import unlikely
from registry.intake.vague import Settled
from registry.intake.waiting import named_otherwise, spelled
from registry.ladder.standards import standards

_DIGIT = re.compile(r"\d")
_TOLD = 1000
_ROWS_OF_ONE = 4


def plan(
    connection: sqlite3.Connection, path: Path, options: Options, progress: Progress
) -> Preview:
    """What would become of a ledger; it waits in temporary tables afterwards.

    Raises:
        InputError: the file cannot be read as a ledger.
    """
    read = staged(connection, path, options, progress)
    progress.tell(Stage.COMPARE)
    doubts, assumed, named = _match(connection, read, options)
    missing = ""
    if read.kind is ENTERPRISES and read.unit is not None and not read.is_returned:
        missing = absent(connection, read.unit)
    if read.is_placeless:
        newcomers.give_divisions(connection)
    later, joined = _compare(connection, read.kind, read.place, options)
    compared = as_held(path, read.found, later)
    faults = (*_still(connection, read), *compared)
    left = emptied(connection, read.place) if read.kind is ENTERPRISES else ""
    placed = newcomers.placed(connection) if read.is_placeless else ""
    joined = (*named, *joined, newcomers.founded(connection, read.kind))
    told = (*joined, placed, missing, left, *odd(connection, read.kind))
    return Preview(
        file=path.name,
        sha256=sha256(path),
        kind=read.kind.ledger,
        sheets=read.sheets,
        rows=read.rows,
        new=_count(connection, "new"),
        changed=_count(connection, "changed"),
        unchanged=_count(connection, "unchanged") + _count(connection, "repeat"),
        faults=tuple(sorted(faults, key=lambda one: (one.sheet, one.line or 0))),
        doubts=tuple(sorted(doubts, key=lambda one: (one.sheet, one.line))),
        edits=tuple(_edits(connection, read.kind, options.edits)),
        listed=tuple(listed(connection, read.kind, options.edits)),
        told=tuple(_told(connection, read.kind, options)),
        otherwise=_otherwise(connection, read.kind, options.on),
        added=newcomers.new_enterprises(connection),
        notes=(*read.notes, *filter(None, told)),
        unknown=read.unknown,
        elsewhere=read.elsewhere,
        repairs=read.repairs,
        who=_faulty(connection),
        units=_units(connection),
        assumed=(*assumed, *read.aside),
    )


def write(
    connection: sqlite3.Connection,
    options: Options,
    preview: Preview,
    bound: newcomers.Bound,
    progress: Progress,
) -> Preview:
    """Write what the last ``plan`` on the connection found good.

    ``bound`` gives the open ``change``, the ``document`` it rests on (an id or None)
    and the ``origin``, the file's name, that begins every row's source.
    """
    kind = KINDS[preview.kind]
    rows = preview.new * (_ROWS_OF_ONE if kind is ENTERPRISES else 1) + preview.changed
    connection.create_function("new_ref", 0, _numbering(progress, rows))
    unit = unit_of(lookups(connection), options.unit)
    lessons.learn(connection, options.taught, unit, bound["change"])
    newcomers.write(connection, kind, bound)
    if kind is ENTERPRISES:
        parties.write(connection, bound)
    else:
        records.write(connection, kind, {**bound, "today": options.today})
    progress.tell(Stage.SETTLE)
    return replace(preview, written=preview.writes)


def _numbering(progress: Progress, rows: int) -> Callable[[], str]:
    """Gives every row that is written its ref, and tells how many there are."""
    written = 0

    def new_ref() -> str:
        nonlocal written
        written += 1
        if written % _TOLD == 0:
            progress.tell(Stage.WRITE, written, max(rows, written))
        return str(uuid_utils.uuid7())

    return new_ref


def _still(connection: sqlite3.Connection, read: Staged) -> Iterator[Fault]:
    """What was wrong in reading rows that neither wait nor were set aside."""
    found = connection.execute(
        "SELECT sheet, line FROM ledger_row WHERE state IN ('doubt', 'skip')"
    )
    aside = {(sheet, line) for sheet, line in found}
    return (one for one in read.faults if (one.sheet, one.line) not in aside)


def _match(
    connection: sqlite3.Connection, read: Staged, options: Options
) -> tuple[list[Doubt], list[Doubt], tuple[str, ...]]:
    """The rows that wait; those whose name is written otherwise; notes on matching."""
    former, parted = bracketed.part(connection, read.kind)
    if read.kind is ENTERPRISES:
        former = likely.formers(connection)
    matcher = Matcher(connection, options.decisions, former, renames=options.renames)
    matcher.match()
    kind, code = read.kind, columns.USCC
    coded = {
        (one.sheet, one.line or 0)
        for one in read.faults
        if one.column == read.place.title(one.sheet, code) and _DIGIT.search(one.value)
    }
    waiting, unsought = matcher.doubts, ""
    if kind is ENTERPRISES or options.newcomers:
        unsought, records = likely.unsought(connection), kind is not ENTERPRISES
        waiting = [*waiting, *likely.twins(connection, former, records=records)]
    waiting = [*waiting, *unlikely(connection, matcher.confirmed, coded)]
    if kind is not ENTERPRISES and not options.newcomers:
        waiting = [*waiting, *_strangers(connection, matcher.confirmed)]
    assumed = spelled(connection, matcher.spelled, options.edits)
    told = named_otherwise(connection, kind.ledger, matcher.spelled)
    return waiting, assumed, (parted, *told, unsought)


def _strangers(
    connection: sqlite3.Connection, confirmed: frozenset[int]
) -> Iterator[Doubt]:
    """Rows about enterprises that nobody registered, nor said to be new: they wait."""
    found = connection.execute(
        "SELECT at, sheet, line, coalesce(name, ''), coalesce(code, '')"
        " FROM ledger_row WHERE how = 'new' AND state IS NULL ORDER BY at"
    ).fetchall()
    unknown = [row for row in found if row[0] not in confirmed]
    connection.executemany(
        "UPDATE ledger_row SET state = 'doubt' WHERE at = ?",
        ((at,) for at, *_ in unknown),
    )
    remedy = "请先导入企业；确认是新企业可写 {}，或加 --new-enterprises"
    for _, sheet, line, name, code in unknown:
        why = "台账里没有这家企业"
        typed = decide(connection, sheet, line, "new")
        yield Doubt(sheet, line, name, code, why, remedy.format(typed))


def _compare(
    connection: sqlite3.Connection, kind: Kind, place: Place, options: Options
) -> tuple[list[Fault], tuple[str, ...]]:
    """What is wrong when held against the register, and which rows are one."""
    holders.settle(connection, kind)
    settled = Settled()
    if kind is not ENTERPRISES:
        settled = records.prepare(connection, kind, place)
    bound: checks.Bound = {
        "today": options.today,
        "resting": int(options.resting),
        "published": json.dumps(
            {number: str(one.published) for number, one in standards().items()}
        ),
    }
    faults = [*settled.faults, *checks.run(connection, kind, place, bound)]
    if kind is ENTERPRISES:
        faults += parties.compare(connection, place, options.since)
    else:
        records.compare(connection, kind)
    return faults, settled.notes


def _edits(connection: sqlite3.Connection, kind: Kind, limit: int) -> Iterator[Edit]:
    if kind is ENTERPRISES:
        return parties.edits(connection, limit)
    return records.edits(connection, kind, limit)


def _told(
    connection: sqlite3.Connection, kind: Kind, options: Options
) -> Iterator[Edit]:
    if kind is ENTERPRISES:
        yield from otherwise.told(connection, options.on, options.edits)


def _otherwise(connection: sqlite3.Connection, kind: Kind, on: str) -> int:
    return otherwise.count(connection, on) if kind is ENTERPRISES else 0


def _faulty(connection: sqlite3.Connection) -> dict[tuple[str, int], str]:
    """Whom the rows with faults are about, as the ledger says."""
    found = connection.execute(
        "SELECT sheet, line, name FROM ledger_row"
        " WHERE state IN ('unread', 'fault') AND name IS NOT NULL"
    )
    return {(sheet, line): name for sheet, line, name in found}


def _units(connection: sqlite3.Connection) -> dict[tuple[str, int], str]:
    """The reporting units of rows that are not good, by sheet and line."""
    found = connection.execute(
        "SELECT r.sheet, r.line, u.name FROM ledger_row r JOIN unit u"
        " ON u.id = r.unit_id WHERE r.state IN ('unread', 'fault', 'doubt')"
    )
    return {(sheet, line): name for sheet, line, name in found}


def _count(connection: sqlite3.Connection, state: str) -> int:
    sql = "SELECT count(*) FROM ledger_entry WHERE state = ?"
    return int(connection.execute(sql, (state,)).fetchone()[0])
