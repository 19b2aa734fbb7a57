"""What the import screen does with the desk: preview, write, send back.

This imports SQLModel: it is imported when the first file is chosen, in a thread.
"""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

from registry.dates import parse_exact
from registry.desk.imports import Request, preview, save_preview, take_in
from registry.desk.office import Because, Office
from registry.desk.read.session import open_reading
from registry.errors import InputError
from registry.intake import lessons
from registry.intake.book import Book, Sheet
from registry.intake.layout import Wanted, layouts
from registry.intake.lookups import lookups
from registry.intake.open import open_book
from registry.intake.preview import Preview
from registry.intake.progress import Progress, Stage
from registry.intake.sniff import sha256
from registry.intake.staged import unit_of
from registry.intake.strange import HeaderError
from registry.intake.vocabulary import Vocabulary, given, taught
from registry.terms import Ledger
from tui import texts_imports as texts
from tui.state.imports import YES, ImportState
from tui.state.sheets import SheetSeen

_AND = texts.AND


class Meter(Progress):
    """How far an import is: written in its thread, read by the screen."""

    def __init__(self) -> None:
        super().__init__()
        self._stage: Stage | None = None
        self._began = 0.0
        self.said = ""
        self.share = 0.0

    def tell(self, stage: Stage, done: int = 0, total: int = 0) -> None:
        """Take in how far it is."""
        if stage is not self._stage:
            self._stage, self._began = stage, time.monotonic()
        rate = done / max(time.monotonic() - self._began, 0.001)
        self.share = done / total if total else 0.0
        if not total:
            self.said = texts.GOING.format(stage=stage.value)
            return
        left = max(0, total - done) / max(rate, 1)
        self.said = texts.GOING_ROWS.format(
            stage=stage.value, done=done, total=total, rate=rate, left=left
        )


def look(path: Path, by: str, state: ImportState, meter: Meter) -> Preview:
    """What would become of the file; if it has changed, what was said of rows holds.

    It holds for those that write the same name and code, wherever they stand now.

    Raises:
        RegistryError: it cannot be read, or it was stopped.
    """
    if state.path is not None and state.path.is_file():
        state.keep_decisions(sha256(state.path))
    office, because = Office(path, by), _because(state)
    found = preview(office, request(state), meter, because)
    if state.recall(found):
        return preview(office, request(state), meter, because)
    return found


def write(path: Path, by: str, state: ImportState, meter: Meter) -> Preview:
    """Write what is good of the file, in one change.

    Raises:
        RegistryError: it cannot be read, has changed since it was looked at, or it was
            stopped; nothing is written.
    """
    seen = state.found.sha256 if state.found else ""
    asked = replace(request(state), seen=seen)
    return take_in(Office(path, by), asked, _because(state), meter)


def sheets(path: Path, state: ImportState) -> tuple[SheetSeen, ...]:
    """The sheets of the file that hold anything, and what each of them is.

    Raises:
        InputError: it cannot be read at all.
    """
    asked, file = request(state), state.path or Path()
    said = taught(asked.maps)
    with open_reading(path) as reading:
        unit = unit_of(lookups(reading.connection), asked.unit)
        known = lessons.known(reading.connection, unit).and_now(said, {})
    wanted = Wanted(asked.kind, (), given(asked.given))
    with open_book(file) as book:
        words = Vocabulary(known.headers)
        return tuple(_seen(book, one, words, wanted) for one in book.sheets if one.head)


def _seen(book: Book, sheet: Sheet, words: Vocabulary, wanted: Wanted) -> SheetSeen:
    name, visible = sheet.name, sheet.visible
    try:
        (found,) = layouts(book, words, replace(wanted, sheets=(name,)))
    except InputError as error:
        kind = error.kind if isinstance(error, HeaderError) else None
        lacks = kind and texts.SHEET_LACKS.format(kind=kind.label)
        why = lacks or texts.SHEET_STRANGE
        return SheetSeen(name, "", sheet.rows, visible=visible, why=why)
    rows = max(0, sheet.rows - found.header.last)
    shape: frozenset[object] = frozenset(means for _, means in found.meanings)
    return SheetSeen(name, found.kind.ledger.label, rows, shape, visible)


def send_back(state: ImportState, found: Preview, to: Path) -> Path:
    """Write the rows that are wrong or in doubt as a workbook.

    Raises:
        RegistryError: the file is there already or cannot be written.
    """
    return save_preview(request(state), found, to)


def request(state: ImportState) -> Request:
    """What was said of the file, as the desk takes it.

    Raises:
        InputError: a day cannot be read.
    """
    options = state.options
    kind, since = options.get("kind", ""), options.get("since", "")
    asked = Request(
        path=state.path or Path(),
        kind=Ledger.read(kind) if kind else None,
        sheets=state.sheets,
        unit=options.get("unit", ""),
        given=_several(options.get("given", "")),
        maps=tuple(f"{header}={means}" for header, means in state.maps.items()),
        places=tuple(f"{place}={means}" for place, means in state.places.items()),
        decisions=state.decisions,
        since=parse_exact(since) if since else None,
    )
    return replace(
        asked,
        accept_good=state.good_only,
        details=True,
        repairs=options.get("repairs") == YES,
        renames=options.get("renames") == YES,
        newcomers=options.get("newcomers") == YES,
    )


def _because(state: ImportState) -> Because:
    return Because(state.options.get("document", ""), state.options.get("reason", ""))


def _several(typed: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in typed.split(_AND) if part.strip())
