"""From the rows of a sheet to what is staged: every fault collected, none silent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, repeat
from typing import Any

from registry import columns
from registry.columns import Cell
from registry.errors import Fault, InputError
from registry.intake import slots
from registry.intake.again import is_lower, refuse_other
from registry.intake.book import Batch, Cells
from registry.intake.cells import Values
from registry.intake.facts import FactReader, Report
from registry.intake.groups import Groups
from registry.intake.kinds import ASSESSMENTS, FACTS, Shape, Slot
from registry.intake.layout import Layout
from registry.intake.left import Left
from registry.intake.lines import Line, is_said, line, signed_above
from registry.intake.merged import Merged
from registry.intake.scores import ScoreReader
from registry.intake.slots import Place, Wrong
from registry.intake.source import Source
from registry.intake.stage import Staged
from registry.readers.pairs import is_unassessed
from registry.readers.raw import Raw, RepairError, is_nothing, shown

_WHO = (
    Slot(columns.ENTERPRISE, "name"),
    Slot(columns.USCC, "code"),
    Slot(columns.UNIT, "unit_id", Shape.UNIT),
    Slot(columns.SUBJECT, "own"),
)
_TELLING = (columns.LEVEL, columns.ASSESSED_ON, columns.SCORE)
_Said = tuple[list[Place], tuple[Values | Wrong, ...]]
_NOBODYS = frozenset({Line.BLANK, Line.NOTE, Line.NAMELESS})


@dataclass(slots=True)
class Gathered:
    """What reading found besides rows: faults, and rows that are no data."""

    faults: list[Fault] = field(default_factory=list)
    left: Left = field(default_factory=Left)
    rows: int = 0


class SheetReader:
    """Reads the rows of one sheet; ``gathered`` is shared by all sheets of a file."""

    def __init__(self, layout: Layout, source: Source, gathered: Gathered) -> None:
        self._layout = layout
        self._source = source
        self._gathered = gathered
        self._width = len(layout.header.labels) + 1
        self._who = [slots.place(slot, layout, source) for slot in _WHO]
        self._facts = FactReader(layout, source) if layout.kind is FACTS else None
        self._scores = ScoreReader(layout) if layout.kind is ASSESSMENTS else None
        own = () if self._facts else layout.kind.slots
        self._parts = [
            [slots.place(slot, one, source) for slot in own]
            for one in (layout, layout.beside)
            if one is not None
        ]
        self._telling = [_telling(part) for part in self._parts]
        self._spread = Merged(layout.sheet.merged, layout.header.last)
        self._broken = {row for row, _ in layout.sheet.broken}
        self._named = (self._who[0].at, self._who[1].at)
        self._faulty: set[int] = set()
        self._groups = Groups(source.lookups, layout.sheet.name)

    def read(self, batch: Batch) -> Iterator[Staged]:
        """The rows of a batch that are data and have no fault."""
        rows = self._data(batch)
        who = zip(*(place.column(rows) for place in self._who), strict=True)
        every = zip(rows, who, self._entries(rows), strict=False)
        for (number, cells), whose, entries in every:
            if number in self._broken:
                self._report_broken(number, cells)
            said = [(self._who, whose), *entries]
            if any(Wrong in map(type, row) for _, row in said):
                self._report_wrong(number, cells, said)
                said = [(places, _blanked(places, row)) for places, row in said]
            yield self._staged(number, cells, *(row for _, row in said))

    def _entries(self, rows: list[tuple[int, Cells]]) -> Iterator[list[_Said]]:
        """What each row brings: of two assessments those of which it says anything."""
        read = [
            zip(*(place.column(rows) for place in part), strict=True)
            if part
            else repeat(())
            for part in self._parts
        ]
        if len(read) == 1:
            yield from ([(self._parts[0], entry)] for entry in read[0])
            return
        for (_, cells), *entries in zip(rows, *read, strict=True):
            every = list(zip(self._parts, entries, strict=True))
            said = [
                one
                for one, telling in zip(every, self._telling, strict=True)
                if any(_tells(cells[at]) for at in telling)
            ]
            yield said or every[:1]

    def _data(self, batch: Batch) -> list[tuple[int, Cells]]:
        """The rows that are data, each as wide as the header and one blank cell."""
        rows = []
        name, code = self._named
        signed = signed_above(batch)
        for number, cells in batch:
            if number <= self._layout.header.last:
                continue
            cells.extend([None] * (self._width - len(cells)))
            self._spread.fill(number, cells)
            beyond = any(cells[self._width - 1 :])
            cells[self._width - 1] = None
            what = line(cells, (cells[name], cells[code]), self._groups.is_place)
            if what is Line.DATA and number in signed:
                what = Line.NOTE
            elif what is Line.DATA and self._is_unassessed(cells):
                what = Line.UNASSESSED
            if what in _NOBODYS and is_lower(self._layout, cells):
                what = Line.HEADER
            if what is Line.DATA or self._is_one(number, cells, what):
                rows.append((number, cells))
                self._gathered.left.beyond += [number] if beyond else []
            else:
                if what is Line.HEADER:
                    refuse_other(self._layout, number, cells)
                self._leave(what, number, cells)
        self._gathered.rows += len(rows)
        return rows

    def _is_unassessed(self, cells: Cells) -> bool:
        """Whether a row of assessments says that there was none, and nothing else."""
        if self._scores is None:
            return False
        said = any(is_unassessed(cells[level]) for level, *_ in self._telling)
        every = chain.from_iterable(self._telling)
        return said and not any(_tells(cells[at]) for at in every)

    def _is_one(self, number: int, cells: Cells, what: Line) -> bool:
        """Whether an official says it, or it would, had formulas been calculated."""
        sheet = self._layout.sheet
        if self._source.insists(sheet.name, number):
            return any(is_said(cells[at]) for at in self._named)
        broken = ((number, at) in sheet.broken for at in self._named)
        return what in _NOBODYS and any(broken)

    def _leave(self, what: Line, number: int, cells: Cells) -> None:
        if what is Line.NAMELESS:
            self._gathered.rows += 1
            title = next(filter(None, map(self._layout.title, self._named)), "")
            nobody = InputError("没有企业名称；请补上，或删去这一行")
            self._fault(number, title, None, nobody)
        elif what is not Line.BLANK:
            at = self._layout.sheet.name, number
            self._gathered.left.leave(what, at, cells, self._named)
            if what is Line.GROUP:
                self._groups.head(number, cells)

    def _report_wrong(self, number: int, cells: Cells, said: list[_Said]) -> None:
        if number not in self._broken and self._is_bare(cells, said[1][1]):
            at = self._named[0]
            nothing = InputError(
                "这一行除了名称什么也没有写；请补上，不是企业的请删去这一行"
            )
            self._fault(number, self._layout.title(at), cells[at], nothing)
            return
        for places, row in said:
            for place, one in zip(places, row, strict=False):
                broken = (number, place.at) in self._layout.sheet.broken
                if isinstance(one, Wrong) and not broken:
                    title = self._layout.title(place.at) or place.slot.column.header
                    self._fault(number, title, one.raw, one.why)

    @staticmethod
    def _is_bare(cells: Cells, entry: tuple[Values | Wrong, ...]) -> bool:
        """Whether a row that should say several things has a name alone."""
        lacking = [one.raw for one in entry if isinstance(one, Wrong)]
        if len(lacking) == 1 or not all(map(is_nothing, lacking)):
            return False
        texts = {text for text in map(shown, cells) if text and not text.isdigit()}
        return bool(lacking) and len(texts) == 1

    def _staged(self, number: int, cells: Cells, whose: Any, *entries: Any) -> Staged:
        (name,), (code,), (unit,), (own,) = whose
        who = (
            self._layout.sheet.name,
            number,
            name,
            code,
            self._unit(number, unit, cells),
            own,
        )
        if self._facts is not None:
            facts = tuple(self._facts.read(cells, self._reporter(number)))
            return Staged(who, facts, number in self._faulty)
        said = [tuple(chain.from_iterable(entry)) for entry in entries]
        if self._scores is not None and self._scores.asked:
            said[0] = self._scores.fill(cells, said[0], self._reporter(number))
        return Staged(who, tuple(said), number in self._faulty)

    def _reporter(self, number: int) -> Report:
        return lambda column, raw, wrong: self._fault(number, column, raw, wrong)

    def _unit(self, number: int, unit: Cell, cells: Cells) -> Cell:
        """The unit whose file it is; a row that names another is a fault.

        A row that names none is of the place that heads it, or of its sheet's.
        """
        asked, at = self._source.unit, self._who[2].at
        head = self._groups.over(number) if unit is None else None
        found = head.unit if head else unit
        if asked is not None and found not in (None, asked):
            said = head.said if head else cells[at]
            other = InputError("与 --unit 写的不是同一个上报单位；请核对这一行")
            self._fault(number, self._layout.title(at), said, other)
        elif head is not None and asked is None:
            self._gathered.left.head(number, head)
        return found if asked is None else asked

    def _report_broken(self, number: int, cells: Cells) -> None:
        for at, _ in self._layout.every:
            if broken := self._layout.sheet.broken.get((number, at)):
                wrong = InputError(f"{broken.what}；请重新计算后保存，或直接填写")
                said = broken.said or cells[at]
                self._fault(number, self._layout.title(at), said, wrong)

    def _fault(self, number: int, column: str, raw: Raw, wrong: InputError) -> None:
        self._faulty.add(number)
        problem, _, remedy = str(wrong).partition("；")
        if isinstance(wrong, RepairError):
            remedy = f"应为「{wrong.proposed}」的话请改正，或加 --accept-repairs"
        self._gathered.faults.append(
            Fault(
                file=self._source.file,
                problem=problem,
                remedy=remedy or "请核对",
                line=number,
                sheet=self._layout.sheet.name,
                column=column,
                value=shown(raw),
            )
        )


def _telling(part: Sequence[Place]) -> list[int]:
    """Where an assessment says that it was made: its level first."""
    return [place.at for place in part if place.slot.column in _TELLING]


def _tells(raw: Raw) -> bool:
    """Whether a cell says anything of an assessment that was made."""
    return not (is_nothing(raw) or is_unassessed(raw))


def _blanked(
    places: Sequence[Place], row: tuple[Values | Wrong, ...]
) -> tuple[Values, ...]:
    """The cells of a row with nothing in place of those that are wrong."""
    return tuple(
        (None,) * len(place.slot.filled) if isinstance(one, Wrong) else one
        for place, one in zip(places, row, strict=False)
    )
