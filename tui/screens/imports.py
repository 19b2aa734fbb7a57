"""导入: a ledger is looked at row by row, decided on, and written in one change."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from textual import on, work
from textual.binding import Binding
from textual.widget import Widget

from registry.errors import RegistryError
from registry.intake.doubts import Doubt
from tui import texts
from tui import texts_imports as words
from tui.importing import look, sheets, write
from tui.render import imports as render
from tui.screens.ask import Confirm, Pick
from tui.screens.base import titled
from tui.screens.import_asks import (
    ImportOptions,
    PickSheets,
    PickWhom,
    answers,
    is_strange_place,
    may_say,
    meanings,
    parts,
    units,
    whom,
)
from tui.screens.import_going import Ledgers
from tui.state.choices import Choice
from tui.state.import_items import Item, ItemSource, Part
from tui.state.session import Session
from tui.table import PagedTable
from tui.widgets.lines import Lines
from tui.work import newest


class Rows(PagedTable):
    """The rows of a preview: Enter decides."""

    BINDINGS = [Binding("enter", "open", words.DECIDE)]


class ImportScreen(Ledgers):
    """What becomes of every row above; the one under the cursor in full below."""

    BINDINGS = [
        Binding("ctrl+s,f2", "write", words.WRITE),
        Binding(texts.SEARCH_KEYS, "part", words.SHOW_PART),
        Binding("f7", "options", words.OPTIONS),
        Binding("ctrl+x", "send_back", words.SEND_BACK),
        Binding("f4", "sheets", words.SHEETS_PICK),
        Binding(words.IMPORT_KEYS, "app.import", words.CHOOSE_FILE),
        *(
            Binding(f"{key},{key.upper()}", f"say('{said}')", told, show=False)
            for key, said, told in words.ANSWER_KEYS
        ),
    ]

    PLACE = words.IMPORT

    def __init__(self, session: Session, file: str) -> None:
        super().__init__(session)
        self.state.open(file)

    def body(self) -> Iterable[Widget]:
        """The rows, and the one under the cursor."""
        yield Rows(self.session.rows, self.session.side, marking=True)
        yield Lines(id="item").add_class("pane")

    @property
    def table(self) -> PagedTable:
        """The rows."""
        return self.query_one(PagedTable)

    @property
    def item(self) -> Item | None:
        """The item under the cursor."""
        at, shown = self.table.state.cursor, self.state.shown
        return shown[at] if at < len(shown) else None

    def on_mount(self) -> None:
        """Keys go to the rows."""
        self.table.focus()
        titled(self.query_one("#item"), texts.PREVIEW)

    def read(self, *, keep: bool) -> None:
        """Show what was found; look anew where the register has changed since."""
        self._show(keep=keep)
        if self.state.path is not None and self.state.seen != self.session.generation:
            newest(self, "import", self._preview)

    def _show(self, *, keep: bool) -> None:
        self.looked()
        self.refresh_bindings()
        if self.state.found is None and self.state.header is None:
            self.table.show_nothing(self.state.why or words.LOOKING)
            titled(self.table, "")
            return
        self.table.empty = words.READY
        self.table.state.marks.clear()
        items = self.state.shown
        self.table.show(lambda _: ItemSource(items), keep=keep)
        titled(self.table, render.title(self.state))

    def looked(self) -> None:
        """Say which file it is, which part is shown, whether it is written."""
        self.bar("filter").show(*render.looked(self.state))

    @on(PagedTable.Moved)
    def moved(self) -> None:
        """Show the item under the cursor in full."""
        state, table = self.state, self.table.state
        one = self.item
        self.query_one("#item", Lines).show(partial(render.item, state, one))
        if self.meter is None and state.found is not None:
            where = texts.place(table.cursor, len(state.shown), texts.ITEMS_UNIT)
            marked = table.marks.count(len(state.shown))
            said = texts.selected(marked) if marked else ""
            self.show_status((where if state.shown else "", said))

    # Reading and writing

    async def _preview(self) -> None:
        state = self.state
        state.seen = self.session.generation
        found = await self.go(look)
        if found is not None:
            await self.session.away(partial(state.take, found))
        if found is not None or state.found is None:
            self._show(keep=True)
        if state.found is None and state.header is None and not state.sheets:
            self.action_sheets()

    def action_renew(self) -> None:
        """Read the file anew."""
        newest(self, "import", self._preview)

    async def take_file(self, path: str) -> bool:
        """Look at another file, after asking where that loses anything."""
        if await self.may_leave():
            self.state.open(path)
            newest(self, "import", self._preview)
        return True

    # What is asked

    @work(exclusive=True, group="ask")
    async def action_part(self) -> None:
        """Ask which part is to be shown."""
        chosen = await self.app.push_screen_wait(
            Pick(words.PART_ASK, parts(self.state))
        )
        if chosen is not None:
            self.state.part = Part(chosen)
            self._show(keep=False)

    @on(PagedTable.Opened)
    @work(exclusive=True, group="ask")
    async def opened(self) -> None:
        """Decide on a row in doubt, or say what a header or a place means."""
        one, state = self.item, self.state
        if one is None or not self.may_decide:
            return
        if one.doubt is not None:
            await self._ask_whom(one.doubt)
        elif one.part is Part.HEADER or (one.is_lesson and one.field):
            asked = words.MEANS_ASK.format(header=one.field)
            await self._teach(state.maps, one.field, asked, meanings(state, one.field))
        elif is_strange_place(state, one) or one.is_lesson:
            asked = words.PLACE_ASK.format(place=one.old)
            choices = await self.session.side.run(units)
            await self._teach(state.places, one.old, asked, choices)

    async def _ask_whom(self, doubt: Doubt) -> None:
        """Ask whom a row means; an enterprise can be named that is not proposed."""
        asked = words.DECIDE_ASK.format(
            line=doubt.line, name=doubt.name, reason=doubt.reason
        )
        dialog = PickWhom(asked, answers(doubt, self.state.answer(doubt)))
        said = await self.app.push_screen_wait(dialog)
        if said is None:
            return
        if said not in {one.key for one in dialog.known}:
            said = await self.found(partial(whom, said))
        if said is not None:
            self._decide([doubt], said)

    def action_say(self, said: str) -> None:
        """Decide by one key: on the marked rows, else on this, where it can be said."""
        state, marks = self.state, self.table.state.marks
        marked = [one for at, one in enumerate(state.shown, 1) if at in marks]
        here = [self.item] if self.item else []
        doubts = [
            one.doubt
            for one in (marked or here)
            if one.doubt and may_say(said, one.doubt, state.answer(one.doubt))
        ]
        if doubts and self.may_decide:
            self._decide(doubts, said)

    def _decide(self, doubts: list[Doubt], said: str) -> None:
        """Take the word and go on; look anew once nothing waits any more."""
        anew = self.state.decide(doubts, said)
        if said and self.state.part is not Part.DOUBT and len(doubts) == 1:
            self.table.action_move(1)
        if anew:
            newest(self, "import", self._preview)
        else:
            self._show(keep=True)

    async def _teach(
        self, lessons: dict[str, str], what: str, asked: str, choices: list[Choice]
    ) -> None:
        """Learn what is meant, or forget it, and look anew."""
        if what in lessons:
            choices.append(Choice(words.BACK, words.TAKE_BACK))
        means = await self.app.push_screen_wait(Pick(asked, choices))
        if means is None:
            return
        lessons.pop(what, None)
        if means:
            lessons[what] = means
        newest(self, "import", self._preview)

    @work(exclusive=True, group="ask")
    async def action_sheets(self) -> None:
        """List the sheets of the file, and read those that are chosen."""
        state = self.state
        try:
            job = partial(sheets, self.session.path, state)
            state.book = await self.session.away(job)
        except RegistryError as error:
            self.refuse(error)
            return
        if len(state.book) <= 1:
            if state.found is not None:
                self.tell(words.ONE_SHEET)
            return
        dialog = PickSheets(state.book)
        chosen = await self.app.push_screen_wait(dialog)
        if chosen is not None:
            state.choose_sheets(dialog.marked or (chosen,))
            newest(self, "import", self._preview)

    @work(exclusive=True, group="ask")
    async def action_options(self) -> None:
        """Ask how the file is to be taken."""
        try:
            dialog = await self.session.side.run(
                partial(ImportOptions.build, self.state)
            )
        except RegistryError as error:
            self.refuse(error)
            return
        if await self.app.push_screen_wait(dialog()) and self.state.path is not None:
            newest(self, "import", self._preview)

    @work(exclusive=True, group="ask")
    async def action_write(self) -> None:
        """Ask, then write all that is good in one change."""
        if self.state.waiting:
            await self._preview()
        found = self.state.found
        if found is None or found.written or not found.writes:
            self.tell(words.NOTHING_TO_WRITE)
            return
        if not self.state.may_write:
            self.tell(words.ONLY_GOOD)
            return
        asked = Confirm(words.WRITE_ASK, partial(render.asking, found))
        if await self.app.push_screen_wait(asked):
            newest(self, "import", self._write)

    async def _write(self) -> None:
        found = await self.go(write)
        if found is not None:
            await self.session.away(partial(self.state.take, found))
            self.session.reopen()
            self.state.seen = self.session.generation
            self.changed()
