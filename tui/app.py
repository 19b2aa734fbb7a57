"""The application: areas, themes, keys that work everywhere."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from textual import work
from textual.app import App
from textual.binding import Binding
from textual.events import Resize
from textual.message import Message

from registry.errors import RegistryError
from tui import paint, texts, texts_imports
from tui.areas import (
    AREAS,
    import_screen,
    open_area,
    open_enterprise,
    open_holders,
)
from tui.messages import (
    BatchFor,
    OpenEnterprise,
    RecordAbout,
    ShowCandidates,
    ShowHolders,
    StepFor,
)
from tui.screens.base import Area
from tui.state.session import Session
from tui.texts_window import too_small


def _quiet(key: str, action: str, text: str) -> Binding:
    """A key that help and the list of actions name, and the hints do not."""
    return Binding(key, action, text, show=False)


class TiduApp(App[None]):
    """The screens of one registry, in one official's name."""

    CSS_PATH = "app.tcss"
    DEFAULT_MODE = AREAS[0]
    ENABLE_COMMAND_PALETTE = False
    TITLE = "tidu"

    BINDINGS = [
        _quiet(texts.ENTERPRISES_KEYS, "area('enterprises')", texts.ENTERPRISES),
        _quiet(texts.LADDER_KEYS, "area('ladder')", texts.LADDER),
        _quiet(texts.ELIGIBILITY_KEYS, "area('eligibility')", texts.ELIGIBILITY),
        _quiet(texts.ROUNDS_KEYS, "area('rounds')", texts.ROUNDS),
        _quiet(texts.LISTS_KEYS, "area('lists')", texts.LISTS),
        Binding(
            texts_imports.IMPORT_KEYS,
            "import",
            texts_imports.IMPORT,
            show=False,
            priority=True,
        ),
        _quiet("f6,d,D", "day", texts.DAY),
        _quiet("ctrl+z", "undo", texts.UNDO),
        _quiet("f9", "theme", texts.THEME),
        Binding(texts.HELP_KEYS, "help", texts.HELP),
        Binding("ctrl+p", "palette", texts.PALETTE),
        Binding("ctrl+q", "leave", texts.QUIT, show=False, priority=True),
    ]

    def __init__(self, session: Session) -> None:
        plain = "NO_COLOR" in os.environ
        super().__init__(ansi_color=True if plain else None)
        self.session = session
        self.importing: Area | None = None
        for theme in (paint.DARK, paint.LIGHT, paint.PLAIN):
            self.register_theme(theme)
        self.set_reactive(App.theme, (paint.PLAIN if plain else paint.DARK).name)
        self.stylesheet.set_variables(self.get_css_variables())
        for name in AREAS[1:]:
            self.add_mode(name, partial(open_area, name, session))

    def get_default_screen(self) -> Area:
        """The first area: it comes without styles' being worked out once more."""
        return open_area(AREAS[0], self.session)

    def on_mount(self) -> None:
        """The first area can be gone back to."""
        self.add_mode(AREAS[0], self.get_default_screen)

    def on_unmount(self) -> None:
        """Stop reading."""
        self.session.close()

    def on_resize(self, event: Resize) -> None:
        """Say so where the window is too small, until it is not."""
        from tui.screens.small import TooSmall  # noqa: PLC0415 - rows first

        if isinstance(self.screen, TooSmall):
            self.screen.settle(event.size)
        elif too_small(*event.size):
            self.push_screen(TooSmall())

    # Areas

    @property
    def area(self) -> Area:
        """The area in front, below any dialog."""
        return next(s for s in reversed(self.screen_stack) if isinstance(s, Area))

    async def action_area(self, name: str) -> None:
        """Go to an area, as it was left."""
        self.session.trail.clear()
        await self.switch_mode(name)

    async def action_back_area(self) -> None:
        """Go back to the area one was led here from."""
        if self.session.trail:
            await self.switch_mode(self.session.trail.pop())

    async def on_open_enterprise(self, message: OpenEnterprise) -> None:
        """Show one enterprise."""
        await self.push_screen(open_enterprise(self.session, message.enterprise))

    async def on_show_candidates(self, message: ShowCandidates) -> None:
        """List who may come up to a rung."""
        self.session.wish = (message.rung, message.outcomes)
        self.session.trail.append(self.current_mode)
        await self.switch_mode("eligibility")
        while len(self.screen_stack) > 1:
            await self.pop_screen()

    async def on_show_holders(self, message: ShowHolders) -> None:
        """List who holds a rung."""
        await self.push_screen(open_holders(self.session, message.rung, message.name))

    @work(exclusive=True, group="export")
    async def on_export_list(self, message: Message) -> None:
        """Write the list that is shown to a file."""
        from tui.screens.export import ExportList, export  # noqa: PLC0415 - rows first

        if not isinstance(message, ExportList):
            return
        with self._refusing():
            title, write = message.title, message.write
            written = await export(self, self.session, title, write)
            if written is not None:
                self.area.tell(written)

    @work(exclusive=True, group="record")
    async def on_record_about(self, message: RecordAbout) -> None:
        """Record something about an enterprise."""
        from tui.screens.record import record  # noqa: PLC0415 - rows first

        with self._refusing():
            about = (message.enterprise, message.name)
            written = await record(self, self.session, *about)
            if written is not None:
                self._wrote(texts.SAVED.format(what=written))

    @work(exclusive=True, group="record")
    async def on_batch_for(self, message: BatchFor) -> None:
        """Do something for many."""
        from tui.screens.batch import batch  # noqa: PLC0415 - rows first

        with self._refusing():
            written = await batch(self, self.session, message.whom, message.find)
            if written is not None:
                self._wrote(texts.SAVED.format(what=written))

    @work(exclusive=True, group="record")
    async def on_step_for(self, message: StepFor) -> None:
        """Move applications on."""
        from tui.screens.step import step  # noqa: PLC0415 - rows first

        with self._refusing():
            written = await step(self, self.session, message.whom, message.find)
            if written is not None:
                self._wrote(texts.SAVED.format(what=written))

    # Keys that work everywhere

    @work(exclusive=True, group="day")
    async def action_day(self) -> None:
        """Ask as of which day everything is shown."""
        from tui.screens.day import ask_day  # noqa: PLC0415 - rows first

        with self._refusing():
            if await ask_day(self, self.session):
                self.area.changed()

    def action_theme(self) -> None:
        """Turn between dark and light."""
        if not self.ansi_color:
            dark = self.theme == paint.DARK.name
            self.theme = (paint.LIGHT if dark else paint.DARK).name

    def action_help(self) -> None:
        """List the keys that are active now."""
        from tui.screens.everything import help_dialog  # noqa: PLC0415 - rows first

        self.push_screen(help_dialog(self.screen, self))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether something can be done now: no file is asked for over a dialog."""
        if action == "import" and self.screen.is_modal:
            return False
        return super().check_action(action, parameters)

    async def action_import(self) -> None:
        """Ask for a ledger; the dialog is there before the next key is looked at."""
        from tui.screens.files import ChooseFile  # noqa: PLC0415 - rows first

        await self.push_screen(ChooseFile(self.session.recent), self._take_in)
        self.run_worker(self.session.away(import_screen), group="warm")

    def _take_in(self, chosen: str | None) -> None:
        if chosen is not None:
            self._import(chosen)

    @work(exclusive=True, group="import")
    async def _import(self, chosen: str) -> None:
        """Take a ledger in, on the screen for it."""
        if not await self.area.take_file(chosen):
            screen = await self.session.away(import_screen)
            self.importing = screen(self.session, chosen)
            await self.push_screen(self.importing)

    @work(exclusive=True, group="leave")
    async def action_leave(self) -> None:
        """Leave, after asking where what was decided of a ledger would be lost."""
        area = self.importing
        if area is None or not area.is_attached or await area.may_leave():
            self.exit()

    @work(exclusive=True, group="palette")
    async def action_palette(self) -> None:
        """List every action that can be done now; the one chosen is done."""
        from tui.screens.everything import choose  # noqa: PLC0415 - rows first

        key = await choose(self, self.screen)
        if key is not None:
            await self.run_action(key.action, key.node)

    @work(exclusive=True, group="undo")
    async def action_undo(self) -> None:
        """Undo the last change, after asking."""
        from tui.screens.undo import undo_last  # noqa: PLC0415 - rows first

        with self._refusing():
            undone = await undo_last(self, self.session)
            if undone is not None:
                self._wrote(texts.UNDONE.format(what=undone))

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        """Say why not, where something is refused."""
        try:
            yield
        except RegistryError as error:
            self.area.refuse(error)

    def _wrote(self, sentence: str) -> None:
        """Something was written: read anew, and say so."""
        self.session.reopen()
        self.area.changed()
        self.area.tell(sentence)


def open_app(path: Path, by: str) -> TiduApp:
    """The application for a registry file, not yet running."""
    return TiduApp(Session(path, by))
