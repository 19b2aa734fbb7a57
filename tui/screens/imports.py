"""导入: a ledger is looked at row by row, decided on, and written in one change."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from textual import on, work
from textual.binding import Binding
from textual.widget import Widget

from registry.errors import RegistryError
from registry.intake.doubts import Doubt
from registry.intake.preview import Preview
from registry.intake.strange import HeaderError
from tui import texts
from tui import texts_imports as words
from tui.importing import Meter, look, send_back, write
from tui.render import imports as render
from tui.render.line import Role, Runs, folded, line, run
from tui.screens.ask import Ask, Confirm, Pick
from tui.screens.base import Area, titled
from tui.screens.import_asks import (
    ImportOptions,
    answers,
    is_strange_place,
    meanings,
    parts,
    units,
)
from tui.state.export import place
from tui.state.import_items import Item, ItemSource, Part
from tui.state.imports import ImportState
from tui.state.session import Session
from tui.table import PagedTable
from tui.widgets.lines import Lines
from tui.work import newest

_OFTEN = 0.1


class ImportScreen(Area):
    """What becomes of every row above; the one under the cursor in full below."""

    BINDINGS = [
        Binding(words.IMPORT_KEYS, "app.import", words.CHOOSE_FILE),
        Binding(texts.SEARCH_KEYS, "part", words.SHOW_PART),
        Binding("f7", "options", words.OPTIONS),
        Binding("ctrl+s,f2", "write", words.WRITE),
        Binding("ctrl+x", "send_back", words.SEND_BACK),
        *(
            Binding(f"{key},{key.upper()}", f"say('{said}')", told, show=False)
            for key, said, told in words.ANSWER_KEYS
        ),
    ]

    PLACE = words.IMPORT

    def __init__(self, session: Session, file: str) -> None:
        super().__init__(session)
        self.state = ImportState(recent=session.recent)
        self.state.open(file)
        self.meter: Meter | None = None

    def body(self) -> Iterable[Widget]:
        """The rows, and the one under the cursor."""
        yield PagedTable(self.session.rows, self.session.side)
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
        self.set_interval(_OFTEN, self._tell_progress)

    def read(self, *, keep: bool) -> None:
        """Show what was found; look anew where the register has changed since."""
        self._show(keep=keep)
        if self.state.path is not None and self.state.seen != self.session.generation:
            newest(self, "import", self._preview)

    def _show(self, *, keep: bool) -> None:
        self.looked()
        if self.state.found is None and self.state.header is None:
            self.table.show_nothing(self.state.why or words.LOOKING)
            titled(self.table, "")
            return
        self.table.empty = words.READY
        items = self.state.shown
        self.table.show(lambda _: ItemSource(items), keep=keep)
        titled(self.table, render.title(self.state))

    def looked(self) -> None:
        """Say which file it is, which part is shown, whether it is written."""
        path, found = self.state.path, self.state.found
        name = path.name if path else ""
        part = self.state.part.label
        left = (run(f" {name}", Role.ACCENT), run(f"  {words.SHOW_PART}：{part}"))
        if found is None:
            self.bar("filter").show(left)
            return
        said = words.WAS_WRITTEN if found.written else words.NOT_WRITTEN
        role = Role.GOOD if found.written else Role.WARN
        self.bar("filter").show(left, line(f"{said} ", role))

    @on(PagedTable.Moved)
    def moved(self) -> None:
        """Show the item under the cursor in full."""
        state, table = self.state, self.table.state
        one = self.item
        self.query_one("#item", Lines).show(partial(render.item, state, one))
        if self.meter is None and state.found is not None:
            where = texts.place(table.cursor, len(state.shown), texts.ITEMS_UNIT)
            self.show_status((where if state.shown else "",))

    # Reading and writing

    async def _preview(self) -> None:
        self.state.seen = self.session.generation
        found = await self._go(look)
        if found is not None:
            self.state.take(found)
        if found is not None or self.state.found is None:
            self._show(keep=True)

    async def _go(
        self, job: Callable[[Path, str, ImportState, Meter], Preview]
    ) -> Preview | None:
        """Do something long with the file; None where it was refused or stopped."""
        self.meter = meter = Meter()
        session = self.session
        try:
            return await session.away(
                partial(job, session.path, session.by, self.state, meter)
            )
        except RegistryError as error:
            why = words.STOPPED if meter.stopped else tuple(str(error).split("；"))
            strange = error if isinstance(error, HeaderError) else None
            self.state.refuse(why, stopped=meter.stopped, header=strange)
            self.refuse(error)
            return None
        finally:
            self.meter = None

    def _tell_progress(self) -> None:
        if self.meter is not None and self.meter.said:
            self.bar("status").show(render.going(self.meter.said, self.meter.share))

    async def action_back(self) -> None:
        """Stop what is under way; else go back."""
        if self.meter is not None:
            self.meter.stopped = True
        else:
            await super().action_back()

    def action_renew(self) -> None:
        """Read the file anew."""
        newest(self, "import", self._preview)

    def take_file(self, path: str) -> bool:
        """Look at another file."""
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
        one = self.item
        if one is None or not self.state.may_decide:
            return
        if one.doubt is not None:
            asked = words.DECIDE_ASK.format(
                line=one.doubt.line, name=one.doubt.name, reason=one.doubt.reason
            )
            said = await self.app.push_screen_wait(Pick(asked, answers(one.doubt)))
            if said is not None:
                self._decide(one.doubt, said)
        elif one.part is Part.HEADER:
            asked = words.MEANS_ASK.format(header=one.field)
            choices = meanings(self.state, one.field)
            await self._teach(self.state.maps, one.field, Pick(asked, choices))
        elif is_strange_place(self.state, one):
            asked = words.PLACE_ASK.format(place=one.old)
            choices = await self.session.side.run(units)
            await self._teach(self.state.places, one.old, Pick(asked, choices))

    def action_say(self, said: str) -> None:
        """Decide on the row by one key, where it waits and that can be said of it."""
        doubt = self.item.doubt if self.item and self.state.may_decide else None
        if doubt is not None and said in {one.key for one in answers(doubt)}:
            self._decide(doubt, said)

    def _decide(self, doubt: Doubt, said: str) -> None:
        """Take the word and go on; look anew once nothing waits any more."""
        self.state.decide(doubt, said)
        if self.state.undecided:
            self.table.action_move(1)
            self._show(keep=True)
        else:
            newest(self, "import", self._preview)

    async def _teach(self, lessons: dict[str, str], what: str, dialog: Pick) -> None:
        """Learn what is meant, and look anew."""
        means = await self.app.push_screen_wait(dialog)
        if means is not None:
            lessons[what] = means
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
        elif not self.state.may_write:
            self.tell(words.ONLY_GOOD)
        elif await self.app.push_screen_wait(Confirm(words.WRITE_ASK, self._asking)):
            newest(self, "import", self._write)

    def _asking(self, room: int) -> tuple[Runs, ...]:
        found = self.state.found
        if found is None:
            return ()
        left = words.WRITE_LEFT.format(count=found.in_doubt, faults=len(found.faults))
        waits = found.in_doubt or found.faults
        return (
            *folded(render.counts(found), room, Role.STRONG),
            *(folded(left, room, Role.WARN) if waits else ()),
            *folded(words.WRITE_NOTE, room, Role.DIM),
        )

    async def _write(self) -> None:
        found = await self._go(write)
        if found is not None:
            self.state.take(found)
            self.session.reopen()
            self.state.seen = self.session.generation
            self.changed()
            self.tell(words.WRITTEN.format(new=found.new, changed=found.changed))

    @work(exclusive=True, group="ask")
    async def action_send_back(self) -> None:
        """Write what is wrong or in doubt as a workbook for whom it came from."""
        found, path = self.state.found, self.state.path
        if found is None or path is None or not (found.faults or found.doubts):
            return
        to = path.with_name(words.BACK_NAME.format(stem=path.stem))
        asked = Ask(words.BACK_ASK, str(to), words.BACK_HELP)
        typed = await self.app.push_screen_wait(asked)
        if typed is None:
            return
        try:
            job = partial(send_back, self.state, found, place(typed))
            self.tell(words.SENT_BACK.format(path=await self.session.away(job)))
        except RegistryError as error:
            self.refuse(error)
