"""A ledger's file, read and staged: its rows wait in temporary tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from registry import columns
from registry.errors import Fault
from registry.intake import lessons, stage
from registry.intake.book import Book
from registry.intake.carried import carried
from registry.intake.cells import Repairs
from registry.intake.decided import insisted
from registry.intake.doubts import Doubt
from registry.intake.header import find
from registry.intake.kinds import ENTERPRISES, FACTS, Kind, Shape
from registry.intake.labels import no_year
from registry.intake.layout import Layout, Place, layouts
from registry.intake.left import Left, above
from registry.intake.lookups import Lookup, learn_places, lookups, require_met
from registry.intake.open import open_book
from registry.intake.options import Options
from registry.intake.preview import SheetRead
from registry.intake.progress import Progress, Stage
from registry.intake.reading import Gathered, SheetReader
from registry.intake.source import Source
from registry.intake.vocabulary import RETURNED, Vocabulary
from registry.readers.raw import Setting


@dataclass(frozen=True, slots=True)
class Staged:
    """What a file said: its layouts, how many rows, what was wrong in reading it.

    ``unit`` is the id of the reporting unit whose file it is; ``notes`` tell what the
    eye would miss; ``aside`` are rows that were taken for no enterprise's.
    """

    found: tuple[Layout, ...]
    unit: int | None
    place: Place
    rows: int
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]
    repairs: tuple[str, ...]
    aside: tuple[Doubt, ...]

    @property
    def kind(self) -> Kind:
        """The kind of ledger that it is."""
        return self.found[0].kind

    @property
    def unknown(self) -> tuple[str, ...]:
        """Headers that nothing is known of."""
        return self.found[0].unknown

    @property
    def elsewhere(self) -> tuple[str, ...]:
        """Headers that mean something in other ledgers only."""
        return self.found[0].elsewhere

    @property
    def is_returned(self) -> bool:
        """Whether only rows that had to be put right came back."""
        return any(set(RETURNED) <= set(one.header.labels) for one in self.found)

    @property
    def is_placeless(self) -> bool:
        """Whether it is of enterprises, and no column says in which division."""
        places = [one.place(columns.DIVISION) for one in self.found]
        return self.kind is ENTERPRISES and not any(at is not None for at in places)

    @property
    def sheets(self) -> tuple[SheetRead, ...]:
        """The sheets that were read, with their headers."""
        return tuple(
            SheetRead(
                one.sheet.name,
                one.header.first,
                one.header.last,
                one.header.labels,
                _who(one),
                carried(one),
            )
            for one in self.found
        )


def _who(layout: Layout) -> str:
    """What a sheet calls its column of names, or that of codes."""
    places = map(layout.place, (columns.ENTERPRISE, columns.USCC))
    return next((layout.title(at) for at in places if at is not None), "")


def staged(
    connection: sqlite3.Connection, path: Path, options: Options, progress: Progress
) -> Staged:
    """Read a file into the temporary tables of the connection.

    Raises:
        InputError: the file cannot be read as a ledger.
    """
    known = lookups(connection)
    unit = unit_of(known, options.unit)
    said = lessons.known(connection, unit)
    said = said.and_now(options.taught.headers, options.taught.places)
    learn_places(known, said.places)
    words = Vocabulary(said.headers)
    with open_book(path) as book:
        found = layouts(book, words, options.wanted)
        stage.prepare(connection, found[0].kind)
        setting = Setting(book.epoch, book.typed)
        repairs = Repairs(options.repairs, [])
        rows = insisted(options.decisions)
        source = Source(path.name, setting, known, repairs, unit, rows)
        gathered = _read(connection, book, found, source, progress)
        require_met(known, options.taught.places)
        unread = _unread(book, found, words, options.wanted.sheets)
        notes = (*_notes(found), *unread, *gathered.left.told())
    return Staged(
        found=tuple(found),
        unit=unit,
        place=Place(path.name, {one.sheet.name: one for one in found}),
        rows=gathered.rows,
        faults=tuple(gathered.faults),
        notes=notes,
        repairs=tuple(repairs.made),
        aside=tuple(gathered.left.lines),
    )


def unit_of(known: Mapping[Shape, Lookup], text: str) -> int | None:
    """The reporting unit that is named, if any.

    Raises:
        InputError: there is none of that name.
    """
    return int(known[Shape.UNIT].find(text)) if text else None


def _read(
    connection: sqlite3.Connection,
    book: Book,
    found: Sequence[Layout],
    source: Source,
    progress: Progress,
) -> Gathered:
    gathered, last = Gathered(left=Left(several=len(found) > 1)), 0
    total = sum(one.sheet.rows for one in found)
    readers = {one.sheet.name: SheetReader(one, source, gathered) for one in found}
    for sheet, batch in book.rows([one.sheet for one in found]):
        rows = readers[sheet.name].read(batch)
        last = stage.stage(connection, found[0].kind, rows, last)
        progress.tell(Stage.READ, batch[-1][0], max(total, batch[-1][0]))
        progress.go_on()
    return gathered


def _notes(found: Sequence[Layout]) -> Iterator[str]:
    """What the eye would miss in the sheets that are read: hidden rows, formulas."""
    for one in found:
        below = [row for row in one.sheet.hidden if row > one.header.last]
        named = f"表「{one.sheet.name}」" if one.sheet.name else ""
        yield from (f"{named}{said}" for said in above(one))
        if below:
            yield f"{named}有 {len(below)} 行是隐藏的（第 {below[0]} 行起），同样读入"
        if one.sheet.formulas:
            yield f"{named}有 {one.sheet.formulas} 个公式，按文件里存的结果读"
        if one.beside:
            first = set(one.meanings)
            here = [one.title(m[0]) for m in one.beside.meanings if m not in first]
            yield f"{named}{'、'.join(here)}按现场评估另读一条"
        if one.kind is FACTS and (partly := no_year(one.unknown)):
            yield f"{named}{partly}"


def _unread(
    book: Book, found: Sequence[Layout], words: Vocabulary, asked: Sequence[str]
) -> Iterator[str]:
    """The sheets that are left out; only those ``asked`` for, where any are."""
    read = {one.sheet.name for one in found}
    for sheet in book.sheets:
        if sheet.name in read or not sheet.head or (asked and sheet.name not in asked):
            continue
        if sheet.visible:
            yield f"表「{sheet.name}」没有认出表头，没有读"
        elif find(sheet, words.is_known, words.is_who):
            yield f"表「{sheet.name}」是隐藏的，没有读"
