"""A ledger from file to preview: read, staged, matched, held against the register.

All of it happens in temporary tables of one connection; ``write`` then makes it part
of the register, in the change that is open on that connection.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import uuid_utils

from registry.errors import Fault
from registry.intake import checks, holders, lessons, newcomers, parties, records, stage
from registry.intake.absent import absent
from registry.intake.book import Book
from registry.intake.cells import Repairs
from registry.intake.doubts import Decision, Doubt
from registry.intake.edits import Edit
from registry.intake.header import find
from registry.intake.kinds import ENTERPRISES, KINDS, Kind, Shape
from registry.intake.layout import Layout, Place, Wanted, layouts
from registry.intake.lines import Line
from registry.intake.listed import listed
from registry.intake.lookups import learn_places, lookups, require_met
from registry.intake.match import Matcher
from registry.intake.odd import odd
from registry.intake.open import open_book
from registry.intake.preview import Preview, SheetRead
from registry.intake.progress import Progress, Stage
from registry.intake.reading import Gathered, SheetReader
from registry.intake.sniff import sha256
from registry.intake.source import Source
from registry.intake.vocabulary import Vocabulary
from registry.ladder.standards import standards
from registry.readers.raw import Setting

SHOWN = 200
"""So many edits, and records of each state, are listed unless all are asked for."""

ALL = -1
_TOLD = 1000
_ROWS_OF_ONE = 4


@dataclass(frozen=True, slots=True)
class Options:
    """How a ledger is to be taken in.

    ``taught`` is what is taught now; ``unit`` names the reporting unit whose file
    it is; ``since`` (ISO) is the day from which changed values hold; ``today`` the
    registry's own; ``resting`` says that the import names a document; ``repairs``,
    ``renames`` and ``newcomers`` accept what would otherwise wait.
    """

    wanted: Wanted
    taught: lessons.Lessons
    today: str
    since: str
    unit: str = ""
    repairs: bool = False
    renames: bool = False
    newcomers: bool = False
    resting: bool = False
    decisions: tuple[Decision, ...] = ()
    edits: int = SHOWN


def plan(
    connection: sqlite3.Connection, path: Path, options: Options, progress: Progress
) -> Preview:
    """What would become of a ledger; it waits in temporary tables afterwards.

    Raises:
        InputError: the file cannot be read as a ledger.
    """
    known = lookups(connection)
    unit = _unit(known[Shape.UNIT].find, options.unit)
    said = lessons.known(connection, unit)
    said = said.and_now(options.taught.headers, options.taught.places)
    learn_places(known, said.places)
    words = Vocabulary(said.headers)
    with open_book(path) as book:
        found = layouts(book, words, options.wanted)
        kind = found[0].kind
        stage.prepare(connection, kind)
        source = Source(
            path.name,
            Setting(book.epoch, book.typed),
            known,
            Repairs(options.repairs, []),
            unit,
        )
        gathered = _read(connection, book, found, source, progress)
        require_met(known, options.taught.places)
        notes = (*_notes(book, found, words), *_skipped(gathered))
    progress.tell(Stage.COMPARE)
    doubts, spellings = _match(connection, kind, options)
    notes = (*notes, *filter(None, (spellings,)))
    if kind is ENTERPRISES and unit is not None:
        notes = (*notes, *filter(None, (absent(connection, unit),)))
    place = Place(path.name, {one.sheet.name: one for one in found})
    faults = [*gathered.faults, *_compare(connection, kind, place, options)]
    notes = (*notes, *odd(connection, kind))
    return Preview(
        file=path.name,
        sha256=sha256(path),
        kind=kind.ledger,
        sheets=tuple(
            SheetRead(
                one.sheet.name, one.header.first, one.header.last, one.header.labels
            )
            for one in found
        ),
        rows=gathered.rows,
        new=_count(connection, "new"),
        changed=_count(connection, "changed"),
        unchanged=_count(connection, "unchanged") + _count(connection, "repeat"),
        faults=tuple(sorted(faults, key=lambda one: (one.sheet, one.line or 0))),
        doubts=tuple(doubts),
        edits=tuple(_edits(connection, kind, options.edits)),
        listed=tuple(listed(connection, kind, options.edits)),
        added=newcomers.new_enterprises(connection),
        notes=notes,
        unknown=found[0].unknown,
        elsewhere=found[0].elsewhere,
        repairs=tuple(source.repairs.made),
        who=_faulty(connection),
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
    find = lookups(connection)[Shape.UNIT].find
    unit = _unit(find, options.unit)
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


def _unit(find: Callable[[str], str | int], text: str) -> int | None:
    return int(find(text)) if text else None


def _read(
    connection: sqlite3.Connection,
    book: Book,
    found: Sequence[Layout],
    source: Source,
    progress: Progress,
) -> Gathered:
    gathered, last = Gathered(), 0
    total = sum(one.sheet.rows for one in found)
    readers = {one.sheet.name: SheetReader(one, source, gathered) for one in found}
    for sheet, batch in book.rows([one.sheet for one in found]):
        rows = readers[sheet.name].read(batch)
        last = stage.stage(connection, found[0].kind, rows, last)
        progress.tell(Stage.READ, batch[-1][0], max(total, batch[-1][0]))
        progress.go_on()
    return gathered


def _match(
    connection: sqlite3.Connection, kind: Kind, options: Options
) -> tuple[list[Doubt], str]:
    """The rows that wait, and whose name is written otherwise than is known."""
    matcher = Matcher(connection, options.decisions, renames=options.renames)
    matcher.match()
    waiting = matcher.doubts
    if kind is not ENTERPRISES and not options.newcomers:
        waiting = [*waiting, *_strangers(connection, matcher.confirmed)]
    return waiting, matcher.spellings()


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
    remedy = "请先导入企业；确认是新企业可写 --decide {}=new，或加 --new-enterprises"
    for _, sheet, line, name, code in unknown:
        why = "台账里没有这家企业"
        yield Doubt(sheet, line, name, code, why, remedy.format(line))


def _compare(
    connection: sqlite3.Connection, kind: Kind, place: Place, options: Options
) -> list[Fault]:
    holders.settle(connection, kind)
    if kind is not ENTERPRISES:
        records.prepare(connection, kind)
    bound: checks.Bound = {
        "today": options.today,
        "resting": int(options.resting),
        "published": json.dumps(
            {number: str(one.published) for number, one in standards().items()}
        ),
    }
    faults = list(checks.run(connection, kind, place, bound))
    if kind is ENTERPRISES:
        return [*faults, *parties.compare(connection, place, options.since)]
    records.compare(connection, kind)
    return faults


def _edits(connection: sqlite3.Connection, kind: Kind, limit: int) -> Iterator[Edit]:
    if kind is ENTERPRISES:
        return parties.edits(connection, limit)
    return records.edits(connection, kind, limit)


def _faulty(connection: sqlite3.Connection) -> dict[tuple[str, int], str]:
    """Whom the rows with faults are about, as the ledger says."""
    found = connection.execute(
        "SELECT sheet, line, name FROM ledger_row"
        " WHERE state IN ('unread', 'fault') AND name IS NOT NULL"
    )
    return {(sheet, line): name for sheet, line, name in found}


def _count(connection: sqlite3.Connection, state: str) -> int:
    sql = "SELECT count(*) FROM ledger_entry WHERE state = ?"
    return int(connection.execute(sql, (state,)).fetchone()[0])


def _skipped(gathered: Gathered) -> Iterator[str]:
    for what in (Line.HEADER, Line.SAMPLE, Line.TOTAL, Line.NOTE, Line.UNASSESSED):
        if gathered.skipped[what]:
            yield f"略过{what.value} {gathered.skipped[what]} 行"


def _notes(book: Book, found: Sequence[Layout], words: Vocabulary) -> Iterator[str]:
    """What the eye would miss: hidden rows and sheets, formulas, sheets left out."""
    for one in found:
        below = [row for row in one.sheet.hidden if row > one.header.last]
        named = f"表「{one.sheet.name}」" if one.sheet.name else ""
        if below:
            yield f"{named}有 {len(below)} 行是隐藏的（第 {below[0]} 行起），同样读入"
        if one.sheet.formulas:
            yield f"{named}有 {one.sheet.formulas} 个公式，按文件里存的结果读"
    read = {one.sheet.name for one in found}
    for sheet in book.sheets:
        if sheet.name in read or not sheet.head:
            continue
        if sheet.visible:
            yield f"表「{sheet.name}」没有认出表头，没有读"
        elif find(sheet, words.is_known, words.is_who):
            yield f"表「{sheet.name}」是隐藏的，没有读"
