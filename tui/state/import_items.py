"""What an import found, item by item, as rows of a table."""

from __future__ import annotations

from collections.abc import (
    Callable,
    Container,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from dataclasses import dataclass
from enum import StrEnum

from registry.desk.read.tabled import Whole
from registry.desk.read.values import Heading, Row
from registry.errors import Fault
from registry.intake.doubts import Doubt
from registry.intake.otherwise import remedy
from registry.intake.preview import Preview
from registry.text import fit, visible, width
from tui import texts_imports as texts
from tui.texts_said import by_keys


class Part(StrEnum):
    """What becomes of rows, the most urgent first; ``ALL`` is everything."""

    ALL = "all"
    FAULT = "fault"
    DOUBT = "doubt"
    HEADER = "header"
    DECIDED = "decided"
    NOTE = "note"
    CHANGED = "changed"
    TOLD = "told"
    NEW = "new"
    UNCHANGED = "unchanged"

    @property
    def label(self) -> str:
        """What officials call it."""
        return texts.PARTS[self.value]


Spot = tuple[str, int]
"""Where a row of a ledger is: its sheet, its line."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to show of a preview, as cells; ``doubt`` where it can be decided."""

    part: Part
    place: str
    name: str = ""
    field: str = ""
    old: str = ""
    new: str = ""
    remedy: str = ""
    doubt: Doubt | None = None

    @property
    def is_lesson(self) -> bool:
        """Whether it is what was said of a header or a place."""
        return self.part is Part.DECIDED and self.doubt is None


@dataclass(frozen=True)
class ItemSource(Whole):
    """Items as rows of a table; a row's id is its place from 1."""

    items: Sequence[Item]

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The columns."""
        return _HEADINGS

    @property
    def terms(self) -> str:
        """Nothing: these rows are not of the register."""
        return ""

    def count(self) -> int:
        """How many there are."""
        return len(self.items)

    def stretch(self, start: int, end: int) -> list[Row]:
        """The rows from one place to another, from 0."""
        return [
            Row(place, (place,), _cells(item))
            for place, item in enumerate(self.items[start:end], start + 1)
        ]


_PLACE_WIDTH = 10
_HEADINGS = (
    Heading("kind", texts.ROW_KIND, 4),
    Heading("line", texts.ROW_LINE, _PLACE_WIDTH, right=True),
    Heading("who", texts.ROW_WHO, 24),
    Heading("field", texts.ROW_FIELD, 12),
    Heading("old", texts.ROW_OLD, 18),
    Heading("new", texts.ROW_NEW, 44),
)


def _cells(item: Item) -> tuple[str, ...]:
    about = (item.name, item.field, item.old, item.new)
    return tuple(map(visible, (item.part.label, _short(item.place), *about)))


def _short(place: str) -> str:
    """The place with as much of its sheet as leaves the number to be seen."""
    sheet, mark, number = place.rpartition("!")
    room = _PLACE_WIDTH - width(mark + number)
    return fit(sheet, room).rstrip() + mark + number if mark else place


def urgent(
    found: Preview, doubts: Iterable[Doubt], said: Mapping[Spot, str]
) -> Iterator[Item]:
    """What is wrong, and the rows that wait or waited, with what was said of them."""
    where = _places(found)
    yield from (_faulty(found, one, where) for one in found.faults)
    for doubt in doubts:
        yield _doubtful(doubt, said.get((doubt.sheet, doubt.line), ""), where)


def assumed(found: Preview, said: Container[Spot]) -> Iterator[Item]:
    """The rows that nothing was said of, and that do not wait for it."""
    where = _places(found)
    for one in found.assumed:
        if (one.sheet, one.line) not in said:
            place = where(one.sheet, one.line)
            yield Item(
                Part.NOTE, place, one.name, old=one.code, new=one.reason, doubt=one
            )


def settled(found: Preview) -> Iterator[Item]:
    """What else was found, the most urgent first."""
    where = _places(found)
    yield from map(strange, found.unknown)
    for note in _notes(found):
        yield Item(Part.NOTE, "", new=note)
    for edit in found.edits:
        place = where(edit.sheet, edit.line)
        yield Item(Part.CHANGED, place, edit.name, edit.field, edit.old, edit.new)
    for edit in found.told:
        cells = (edit.name, edit.field, edit.old, edit.new, by_keys(remedy(edit)))
        yield Item(Part.TOLD, where(edit.sheet, edit.line), *cells)
    for one in found.listed:
        if one.state.value != Part.CHANGED.value:
            place = where(one.sheet, one.line)
            yield Item(Part(one.state.value), place, one.name, new=one.said)


def strange(header: str) -> Item:
    """A header that nothing is known of."""
    return Item(Part.HEADER, "", field=header, new=texts.UNKNOWN_HEADER)


def taught(maps: Mapping[str, str], places: Mapping[str, str]) -> Iterator[Item]:
    """What was said of headers and places, which can be taken back."""
    for header, name in maps.items():
        yield Item(Part.DECIDED, "", field=header, new=texts.READ_AS.format(name=name))
    for place, name in places.items():
        yield Item(Part.DECIDED, "", old=place, new=texts.READ_AS.format(name=name))


def _notes(found: Preview) -> Iterator[str]:
    """What the eye would miss, in sentences."""
    yield from map(by_keys, found.notes)
    if found.repairs:
        yield texts.REPAIRED.format(said=texts.AND.join(found.repairs))
    if found.elsewhere:
        yield texts.ELSEWHERE.format(names=texts.AND.join(found.elsewhere))


Where = Callable[[str, int | None], str]


def _places(found: Preview) -> Where:
    return _where if len(found.sheets) > 1 else _line


def _line(_sheet: str, line: int | None) -> str:
    return str(line or "")


def _where(sheet: str, line: int | None) -> str:
    return f"{sheet}!{line or ''}"


def _faulty(found: Preview, one: Fault, where: Where) -> Item:
    place = where(one.sheet, one.line)
    return Item(
        Part.FAULT,
        place,
        found.who.get((one.sheet, one.line or 0), ""),
        field=one.column,
        old=one.value,
        new=one.problem,
        remedy=by_keys(one.remedy),
    )


def _doubtful(one: Doubt, said: str, where: Where) -> Item:
    place = where(one.sheet, one.line)
    part = Part.DECIDED if said else Part.DOUBT
    told = texts.DECIDED.format(said=texts.ANSWERS.get(said, said))
    new = told if said else one.reason
    return Item(part, place, one.name, old=one.code, new=new, doubt=one)
