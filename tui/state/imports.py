"""An import on the screen: the file, what was found in it, what was said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from registry.intake.doubts import Doubt
from registry.intake.preview import Preview
from registry.intake.strange import HeaderError
from registry.terms import Ledger
from tui.state.import_items import (
    Item,
    Part,
    Spot,
    assumed,
    settled,
    strange,
    taught,
    urgent,
)
from tui.state.sheets import SheetSeen

Texts = dict[str, str]
Said = tuple[dict[Spot, str], Texts, Texts, Texts, tuple[str, ...]]
"""Decisions, headers, places, options, sheets."""

_NONE: Said = ({}, {}, {}, {}, ())


@dataclass(slots=True)
class ImportState:
    """A file, what was found in it, and what was said of it.

    ``said`` are decisions by sheet and line, ``maps`` what headers mean, ``places``
    what places mean; ``sheets`` are those to be read, every visible one where none is
    named, and ``book`` all there are, once they were listed; ``options`` are those of
    the form, by field; ``recalled`` how many decisions were taken over from before the
    file was corrected. ``why`` says why nothing is shown, ``header`` which of its names
    are strange; ``back`` is where the workbook for who sent it was written; ``seen`` is
    the session's generation that the file was held against; ``refused`` are options
    that the file could not be taken with, and why.
    """

    path: Path | None = None
    found: Preview | None = None
    part: Part = Part.ALL
    said: dict[Spot, str] = field(default_factory=dict)
    maps: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    options: dict[str, str] = field(default_factory=dict)
    sheets: tuple[str, ...] = ()
    book: tuple[SheetSeen, ...] = ()
    recent: list[Path] = field(default_factory=list)
    items: tuple[Item, ...] = ()
    why: tuple[str, ...] = ()
    header: HeaderError | None = None
    back: Path | None = None
    seen: int = -1
    recalled: int = 0
    refused: tuple[Texts, str] | None = None
    _told: dict[tuple[str, str], str] = field(default_factory=dict)
    _doubts: dict[Spot, Doubt] = field(default_factory=dict)
    _done: frozenset[str] = frozenset()
    _rest: tuple[Item, ...] = ()
    _good: Said = _NONE

    def open(self, typed: str) -> None:
        """Begin with another file; what was said of the last one is forgotten."""
        path = Path(typed).expanduser()
        if path != self.path:
            self._told, self.options = {}, {}
        self.recent[:] = [path, *(one for one in self.recent if one != path)]
        self.path, self.found, self.part = path, None, Part.ALL
        self.said, self.maps, self.places = {}, {}, {}
        self.sheets, self.book, self._done = (), (), frozenset()
        self.items, self.header, self.recalled = (), None, 0
        self.refused = None
        self.why, self.back, self._doubts, self._good = (), None, {}, _NONE

    def choose_sheets(self, names: tuple[str, ...]) -> None:
        """Read these sheets; what was said of rows of others is forgotten."""
        self.sheets = names
        self.said = {row: said for row, said in self.said.items() if row[0] in names}
        self.recalled = 0

    def keep_decisions(self, content: str) -> None:
        """Forget what was said of rows if the file has another content by now."""
        if self.found is not None and self.found.sha256 != content:
            self.said, self.recalled, self._doubts = {}, 0, {}
            self._good = ({}, *self._good[1:])

    def recall(self, found: Preview) -> bool:
        """Take over what was said of rows that write the same name and code now."""
        self._meet(found)
        again = {
            (one.sheet, one.line): self._told[one.name, one.code]
            for one in (*found.doubts, *found.assumed)
            if (one.name, one.code) in self._told
            and (one.sheet, one.line) not in self.said
        }
        self.said |= again
        self.recalled += len(again)
        return bool(again)

    def take(self, found: Preview) -> None:
        """Take in what was found."""
        self._meet(found)
        rest = tuple(settled(found))
        self.found, self.why, self.header, self._rest = found, (), None, rest
        names = {one.name for one in found.sheets}
        if found.written or found.writes:
            self._done = self._done | names if found.written else self._done - names
        self._keep()

    def refuse(
        self, why: tuple[str, ...], *, stopped: bool, header: HeaderError | None = None
    ) -> None:
        """Take in that nothing was found, and why: strange names in the ``header``.

        What was found before stays; what was said since is taken back, unless it is
        only that somebody ``stopped`` it.
        """
        if header is not None and self.found is None:
            self.header, self.why = header, why
            self.said = {}
            self._keep()
        elif self.found is None and self.header is None:
            self.why = why
        elif not stopped:
            if self.options != self._good[3]:
                self.refused = dict(self.options), "；".join(why)
            said, maps, places, options, self.sheets = self._good
            self.said, self.maps = dict(said), dict(maps)
            self.places, self.options = dict(places), dict(options)
            self._list()

    def _meet(self, found: Preview) -> None:
        """Remember the rows to decide on: what is said of them can be taken back."""
        for one in (*found.assumed, *found.doubts):
            self._doubts[one.sheet, one.line] = one

    def _keep(self) -> None:
        """List what was found, and remember what it was found with."""
        self.refused = None
        told = (dict(self.maps), dict(self.places), dict(self.options), self.sheets)
        self._good = (dict(self.said), *told)
        self._list()

    def _list(self) -> None:
        """List what was found, and what was said of it."""
        lessons = tuple(taught(self.maps, self.places))
        if self.found is None:
            unknown = self.header.unknown if self.header else ()
            self.items = (*map(strange, unknown), *lessons)
            return
        waiting = {(one.sheet, one.line): one for one in self.found.doubts}
        done = {row: said for row, said in self.said.items() if row not in waiting}
        waited = {row: self._doubts[row] for row in done if row in self._doubts}
        sheets = {one.name: at for at, one in enumerate(self.found.sheets)}
        doubts = sorted(
            (waiting | waited).values(), key=lambda one: (sheets[one.sheet], one.line)
        )
        first = urgent(self.found, doubts, self._since | done)
        self.items = (*first, *lessons, *assumed(self.found, self.said), *self._rest)

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
            Part.DOUBT: self.undecided,
            Part.HEADER: len(found.unknown),
            Part.DECIDED: self._listed(Part.DECIDED),
            Part.NOTE: self._listed(Part.NOTE),
            Part.CHANGED: found.changed,
            Part.TOLD: found.otherwise,
            Part.NEW: found.new,
            Part.UNCHANGED: found.unchanged,
        }

    def _listed(self, part: Part) -> int:
        return sum(one.part is part for one in self.items)

    def decide(self, doubts: Sequence[Doubt], said: str) -> bool:
        """Take an official's word on rows; nothing takes it back.

        Whether the file is to be looked at anew: nothing waits any more, or one of the
        rows was held against the register with another word.
        """
        rows = {(one.sheet, one.line): (one.name, one.code) for one in doubts}
        for row, who in rows.items():
            self.said.pop(row, None)
            self._told.pop(who, None)
            if said:
                self.said[row] = self._told[who] = said
        self._list()
        return not (self.undecided and rows.keys().isdisjoint(self._good[0]))

    def answer(self, doubt: Doubt) -> str:
        """What was said of a row; empty where nothing was."""
        return self.said.get((doubt.sheet, doubt.line), "")

    @property
    def _since(self) -> dict[Spot, str]:
        """What was said of rows since the file was looked at."""
        before = self._good[0]
        return {row: said for row, said in self.said.items() if said != before.get(row)}

    @property
    def undecided(self) -> int:
        """How many rows wait for a word, also those that one did not help."""
        doubts, since = self.found.doubts if self.found else (), self._since
        return sum((one.sheet, one.line) not in since for one in doubts)

    @property
    def decided(self) -> int:
        """How many rows no longer wait for a word."""
        return sum(one.part is Part.DECIDED and bool(one.doubt) for one in self.items)

    @property
    def unread(self) -> tuple[str, ...]:
        """The ledgers of the file that are not written, once its sheets are known."""
        return tuple(o.name for o in self.book if o.kind and o.name not in self._done)

    @property
    def waiting(self) -> bool:
        """Whether anything was decided since the file was looked at."""
        return self.said != self._good[0]

    @property
    def unwritten(self) -> int:
        """How many decisions are lost when the file is left; none once written."""
        if self.found is not None and self.found.written:
            return 0
        return len(self.said) + len(self.maps) + len(self.places)

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

KIND = "kind"
"""The option that says which kind of ledger it is."""
