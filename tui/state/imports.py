"""An import on the screen: the file, what was found in it, what was said of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from registry.intake.doubts import Doubt
from registry.intake.preview import Preview
from registry.intake.strange import HeaderError
from registry.terms import Ledger
from tui import texts_imports as texts
from tui.state.import_items import Item, Part, items, strange

Texts = dict[str, str]
Said = tuple[dict[tuple[str, int], str], Texts, Texts, Texts]
"""Decisions, headers, places, options."""


@dataclass(slots=True)
class ImportState:
    """A file, what was found in it, and what was said of it.

    ``said`` are decisions by sheet and line, ``maps`` what headers mean, ``places``
    what places mean; ``options`` are those of the form, by field; ``recalled`` how
    many decisions were taken over from before the file was corrected. ``why`` says why
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
    recalled: int = 0
    _told: dict[tuple[str, str], str] = field(default_factory=dict)
    _good: Said = field(default_factory=lambda: ({}, {}, {}, {}))

    def open(self, typed: str) -> None:
        """Begin with another file; what was said of the last one is forgotten."""
        path = Path(typed).expanduser()
        if path != self.path:
            self._told = {}
        self.recent[:] = [path, *(one for one in self.recent if one != path)]
        self.path, self.found, self.part = path, None, Part.ALL
        self.said, self.maps, self.places = {}, {}, {}
        self.items, self.header, self.recalled = (), None, 0

    def keep_decisions(self, content: str) -> None:
        """Forget what was said of rows if the file has another content by now."""
        if self.found is not None and self.found.sha256 != content:
            self.said, self.recalled = {}, 0
            self._good = ({}, *self._good[1:])

    def recall(self, found: Preview) -> bool:
        """Take over what was said of rows that write the same name and code now."""
        again = {
            (one.sheet, one.line): self._told[one.name, one.code]
            for one in found.doubts
            if (one.name, one.code) in self._told
            and (one.sheet, one.line) not in self.said
        }
        self.said |= again
        self.recalled += len(again)
        return bool(again)

    def take(self, found: Preview) -> None:
        """Take in what was found."""
        self.found, self.why, self.header = found, (), None
        self.items = tuple(items(found))
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
            self.items = tuple(map(strange, header.unknown))
            told = (dict(self.maps), dict(self.places), dict(self.options))
            self._good = ({}, *told)
        elif self.found is None and self.header is None:
            self.why = why
        elif not stopped:
            said, maps, places, options = self._good
            self.said, self.maps = dict(said), dict(maps)
            self.places, self.options = dict(places), dict(options)
            self.items = tuple(items(self.found)) if self.found else self.items

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
        self._told[doubt.name, doubt.code] = said
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
