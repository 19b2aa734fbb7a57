"""An import on the screen: the file, what was found in it, what was said of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from registry.desk.read.tabled import Whole
from registry.desk.read.values import Heading, Row
from registry.errors import Fault
from registry.intake.doubts import Doubt
from registry.intake.otherwise import remedy
from registry.intake.preview import Preview
from registry.intake.strange import HeaderError
from registry.terms import Ledger
from registry.text import fit, visible, width
from tui import texts_imports as texts


class Part(StrEnum):
    """What becomes of rows, the most urgent first; ``ALL`` is everything."""

    ALL = "all"
    FAULT = "fault"
    DOUBT = "doubt"
    HEADER = "header"
    CHANGED = "changed"
    TOLD = "told"
    NEW = "new"
    UNCHANGED = "unchanged"

    @property
    def label(self) -> str:
        """What officials call it."""
        return texts.PARTS[self.value]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to show of a preview, as cells; ``doubt`` where it waits."""

    part: Part
    place: str
    name: str = ""
    field: str = ""
    old: str = ""
    new: str = ""
    remedy: str = ""
    doubt: Doubt | None = None


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


Texts = dict[str, str]
Said = tuple[dict[tuple[str, int], str], Texts, Texts, Texts]
"""Decisions, headers, places, options."""


@dataclass(slots=True)
class ImportState:
    """A file, what was found in it, and what was said of it.

    ``said`` are decisions by sheet and line, ``maps`` what headers mean, ``places``
    what places mean; ``options`` are those of the form, by field. ``why`` says why
    nothing is shown, ``header`` which of its names are strange; ``seen`` is the
    session's generation that the file was held against.
    """

    path: Path | None = None
    found: Preview | None = None
    part: Part = Part.ALL
    said: dict[tuple[str, int], str] = field(default_factory=dict)
    maps: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    options: dict[str, str] = field(default_factory=dict)
    recent: list[Path] = field(default_factory=list)
    items: tuple[Item, ...] = ()
    why: tuple[str, ...] = ()
    header: HeaderError | None = None
    seen: int = -1
    _good: Said = field(default_factory=lambda: ({}, {}, {}, {}))

    def open(self, typed: str) -> None:
        """Begin with another file; what was said of the last one is forgotten."""
        path = Path(typed).expanduser()
        self.recent[:] = [path, *(one for one in self.recent if one != path)]
        self.path, self.found, self.part = path, None, Part.ALL
        self.said, self.maps, self.places = {}, {}, {}
        self.items, self.header = (), None

    def keep_decisions(self, content: str) -> None:
        """Forget what was said of rows if the file has another content by now."""
        if self.found is not None and self.found.sha256 != content:
            self.said = {}
            self._good = ({}, *self._good[1:])

    def take(self, found: Preview) -> None:
        """Take in what was found."""
        self.found, self.why, self.header = found, (), None
        self.items = tuple(_items(found))
        told = (dict(self.maps), dict(self.places), dict(self.options))
        self._good = (dict(self.said), *told)

    def refuse(
        self, why: tuple[str, ...], *, stopped: bool, header: HeaderError | None = None
    ) -> None:
        """Take in that nothing was found, and why: strange names in the ``header``.

        What was found before stays; what was said since is taken back, unless it is
        only that somebody ``stopped`` it.
        """
        if header is not None and self.found is None:
            self.header, self.why = header, why
            self.items = tuple(map(_strange, header.unknown))
            told = (dict(self.maps), dict(self.places), dict(self.options))
            self._good = ({}, *told)
        elif self.found is None and self.header is None:
            self.why = why
        elif not stopped:
            said, maps, places, options = self._good
            self.said, self.maps = dict(said), dict(maps)
            self.places, self.options = dict(places), dict(options)
            self.items = tuple(_items(self.found)) if self.found else self.items

    @property
    def headers(self) -> tuple[Ledger | None, tuple[str, ...]]:
        """Which kind of ledger it is, if that is known, and what its columns say."""
        if self.found is not None:
            return self.found.kind, self.found.sheets[0].labels
        return (self.header.kind, self.header.labels) if self.header else (None, ())

    @property
    def shown(self) -> list[Item]:
        """The items of the part that is looked at."""
        every = self.part is Part.ALL
        return [item for item in self.items if every or item.part is self.part]

    def counts(self) -> dict[Part, int]:
        """How many there are of each part, more than are listed."""
        found = self.found
        if found is None:
            return {}
        return {
            Part.FAULT: len(found.faults),
            Part.DOUBT: found.in_doubt,
            Part.HEADER: len(found.unknown),
            Part.CHANGED: found.changed,
            Part.TOLD: found.otherwise,
            Part.NEW: found.new,
            Part.UNCHANGED: found.unchanged,
        }

    def decide(self, doubt: Doubt, said: str) -> None:
        """Take an official's word on a row, and show it there."""
        self.said[doubt.sheet, doubt.line] = said
        told = texts.DECIDED.format(said=texts.ANSWERS.get(said, said))
        self.items = tuple(
            replace(item, new=told) if item.doubt is doubt else item
            for item in self.items
        )

    @property
    def undecided(self) -> int:
        """How many rows in doubt nobody has said a word of."""
        doubts = self.found.doubts if self.found else ()
        return sum((one.sheet, one.line) not in self.said for one in doubts)

    @property
    def decided(self) -> int:
        """How many rows in doubt got another word since the file was looked at."""
        before, doubts = self._good[0], self.found.doubts if self.found else ()
        rows = ((one.sheet, one.line) for one in doubts)
        return sum(self.said.get(row) != before.get(row) for row in rows)

    @property
    def waiting(self) -> bool:
        """Whether anything was decided since the file was looked at."""
        return self.said != self._good[0]

    @property
    def may_decide(self) -> bool:
        """Whether the file is still to be written."""
        if self.found is None:
            return self.header is not None
        return not self.found.written

    @property
    def decisions(self) -> tuple[str, ...]:
        """The decisions as commands take them."""
        return tuple(
            f"{sheet}!{line}={said}" if sheet else f"{line}={said}"
            for (sheet, line), said in self.said.items()
        )

    @property
    def good_only(self) -> bool:
        """Whether good rows are written while faulty ones wait."""
        return self.options.get("good") == YES

    @property
    def may_write(self) -> bool:
        """Whether anything can be written as it is."""
        found = self.found
        if found is None or found.written or not found.writes:
            return False
        return self.good_only or not found.faults


YES = "yes"
"""The value of an option that is on."""

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


def _items(found: Preview) -> Iterator[Item]:
    several = len(found.sheets) > 1
    where = _where if several else _line
    yield from (_faulty(found, one, where) for one in found.faults)
    yield from (_doubtful(one, where) for one in found.doubts)
    yield from map(_strange, found.unknown)
    for edit in found.edits:
        place = where(edit.sheet, edit.line)
        yield Item(Part.CHANGED, place, edit.name, edit.field, edit.old, edit.new)
    for edit in found.told:
        said = (edit.name, edit.field, edit.old, edit.new, remedy(edit))
        yield Item(Part.TOLD, where(edit.sheet, edit.line), *said)
    for one in found.listed:
        if one.state.value != Part.CHANGED.value:
            place = where(one.sheet, one.line)
            yield Item(Part(one.state.value), place, one.name, new=one.said)


def _strange(header: str) -> Item:
    return Item(Part.HEADER, "", field=header, new=texts.UNKNOWN_HEADER)


Where = Callable[[str, int | None], str]


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
        remedy=one.remedy,
    )


def _doubtful(one: Doubt, where: Where) -> Item:
    place = where(one.sheet, one.line)
    return Item(Part.DOUBT, place, one.name, old=one.code, new=one.reason, doubt=one)
