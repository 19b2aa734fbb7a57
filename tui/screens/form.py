"""A form: fields, what is wrong in its place, a preview, and then the write."""

from __future__ import annotations

from functools import partial
from typing import Protocol

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Input

from registry.desk.office import Office, staying
from registry.desk.previews import Preview
from registry.errors import RegistryError
from tui import texts
from tui.render import changes
from tui.render.line import Role, Runs, folded
from tui.screens.ask import Confirm, Dialog, Pick
from tui.state.forms import Form
from tui.state.session import Session
from tui.widgets.bars import Hints, Note
from tui.widgets.form import Chooser, FieldRow


class Recorder(Protocol):
    """How a form becomes what is written."""

    def check(self, form: Form) -> None:
        """Put what is wrong under the fields of the form."""

    def preview(self, office: Office, form: Form) -> Preview:
        """What would change."""

    def write(self, office: Office, form: Form) -> int:
        """Write it, in one transaction."""


class FormDialog(Dialog):
    """Fields to fill in; Ctrl+S keeps them, Esc leaves."""

    DEFAULT_CSS = """
    FormDialog .form { height: auto; max-height: 90%; width: 78; }
    FormDialog VerticalScroll { height: auto; max-height: 100%; }
    FormDialog .form Input { margin: 0; background: $background; }
    FormDialog .form Input:focus { background: $panel; }
    FormDialog .form Hints { dock: bottom; }
    """

    BINDINGS = [
        Binding("up", "app.focus_previous", texts.FIELD, show=False, system=True),
        Binding("down", "app.focus_next", texts.FIELD, system=True),
        Binding("ctrl+s", "save", texts.SAVE),
    ]

    def __init__(self, form: Form) -> None:
        super().__init__(form.title)
        self.form = form

    async def keep(self) -> bool:
        """Keep what is filled in; whether that is done."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """The fields, what is wrong with all of them, the keys."""
        with self.box:
            with VerticalScroll(can_focus=False):
                for field in self.form.fields:
                    yield FieldRow(field)
            yield Note(Role.BAD)
            yield Hints()

    def on_mount(self) -> None:
        """Be as high as the fields need."""
        self.box.add_class("form")

    @on(Input.Submitted)
    def next_field(self) -> None:
        """Enter goes to the next field."""
        self.focus_next()

    @on(Chooser.Wanted)
    @work(exclusive=True, group="ask")
    async def list_choices(self, event: Chooser.Wanted) -> None:
        """List the choices of a field."""
        field = event.chooser.field
        dialog = Pick(field.label, field.choices, event.typed)
        chosen = await self.app.push_screen_wait(dialog)
        if chosen is not None:
            field.value = chosen
            event.chooser.refresh()

    @work(exclusive=True, group="save")
    async def action_save(self) -> None:
        """Keep what is filled in and go back, or say why not."""
        try:
            if await self.keep():
                self.dismiss(self.form.title)
        except RegistryError as error:
            self.form.fault = str(error)
            self.settle()

    def settle(self) -> None:
        """Show what is wrong, and go to the first of it."""
        rows = list(self.query(FieldRow))
        for row in rows:
            row.settle()
        self.query("Note").last(Note).show(self.form.fault)
        if any(field.fault for field in self.form.fields):
            rows[self.form.first_fault()].query("Input, Chooser").first().focus()

    def action_cancel(self) -> None:
        """Leave; ask first where something was typed."""
        if self.form.changed:
            self._ask_to_leave()
        else:
            self.dismiss(None)

    @work(exclusive=True, group="leave")
    async def _ask_to_leave(self) -> None:
        asked = Confirm(texts.LEAVE_ASK, lambda room: folded(texts.LEAVE_NOTE, room))
        if await self.app.push_screen_wait(asked):
            self.dismiss(None)


class FormScreen(FormDialog):
    """A form of what is recorded; its preview is confirmed before it is written."""

    def __init__(self, session: Session, form: Form, recording: Recorder) -> None:
        super().__init__(form)
        self.session = session
        office = Office(session.path, session.by)
        self.office = session.staying(Office, lambda: staying(office))
        self.recording = recording

    async def keep(self) -> bool:
        """Check, show what would change, ask, write."""
        self.recording.check(self.form)
        self.settle()
        if self.form.faulty or not await self._confirmed():
            return False
        await self.session.away(partial(self.recording.write, self.office, self.form))
        return True

    async def _confirmed(self) -> bool:
        look = partial(self.recording.preview, self.office, self.form)
        preview = await self.session.away(look)

        def build(room: int) -> tuple[Runs, ...]:
            return changes.preview(preview.lines, preview.warnings, room)

        dialog = Confirm(texts.PREVIEW_OF.format(what=preview.title), build)
        return await self.app.push_screen_wait(dialog) is not None
