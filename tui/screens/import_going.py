"""What takes long with a ledger: away from the screen, with how far it is; stopped."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from textual import work

from registry.errors import RegistryError
from registry.intake.preview import Preview
from registry.intake.strange import HeaderError
from tui import texts_imports as words
from tui.importing import Meter, send_back
from tui.render import imports as render
from tui.render.line import Role, folded, line
from tui.screens.ask import Ask, Confirm
from tui.screens.base import Area
from tui.state.export import place
from tui.state.imports import ImportState
from tui.state.session import Session
from tui.texts_said import by_keys

_OFTEN = 0.1


class Ledgers(Area):
    """A screen that looks at a ledger; what was decided of it is not lost unasked."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.state = ImportState(recent=session.recent)
        self.meter: Meter | None = None

    def on_mount(self) -> None:
        """Tell now and then how far it is."""
        self.set_interval(_OFTEN, self._tell_progress)

    @property
    def may_decide(self) -> bool:
        """Whether anything can be said of the file: not while it is looked at."""
        return self.meter is None and self.state.may_decide

    async def go(
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
            told = tuple(by_keys(str(error)).split("；"))
            why = words.STOPPED if meter.stopped else told
            strange = error if isinstance(error, HeaderError) else None
            self.state.refuse(why, stopped=meter.stopped, header=strange)
            self.refuse(error)
            return None
        finally:
            self.meter = None

    def refuse(self, error: RegistryError) -> None:
        """Say why not, and what to press for it; no toast over what says the same."""
        told = by_keys(str(error))
        if self.state.why:
            self.bar("status").show(line(f" {told}", Role.BAD))
        else:
            super().refuse(RegistryError(told))

    def _tell_progress(self) -> None:
        if self.meter is not None and self.meter.said:
            self.bar("status").show(*render.going(self.meter.said, self.meter.share))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether something can be done now: rows go back where any are bad."""
        if action == "send_back":
            found = self.state.found
            return found is not None and bool(found.faults or found.doubts)
        return super().check_action(action, parameters)

    async def action_back(self) -> None:
        """Stop what is under way; else go back, asking where that loses anything."""
        if self.meter is not None:
            self.meter.stopped = True
        elif self.state.unwritten:
            self._ask_to_leave()
        else:
            await super().action_back()

    @work(exclusive=True, group="leave")
    async def _ask_to_leave(self) -> None:
        if await self.may_leave():
            await super().action_back()

    async def may_leave(self) -> bool:
        """Whether what was decided may be lost: asked where anything was."""
        count = self.state.unwritten
        note = words.LEAVE_NOTE.format(count=count)
        asked = Confirm(words.LEAVE_ASK, lambda room: folded(note, room))
        return not count or await self.app.push_screen_wait(asked) is not None

    @work(exclusive=True, group="ask")
    async def action_send_back(self) -> None:
        """Write what is wrong or in doubt as a workbook for whom it came from."""
        found, path = self.state.found, self.state.path
        if found is None or path is None:
            return
        to = path.with_name(words.BACK_NAME.format(stem=path.stem))
        asked = Ask(words.BACK_ASK, str(to), words.BACK_HELP)
        typed = await self.app.push_screen_wait(asked)
        if typed is None:
            return
        try:
            job = partial(send_back, self.state, found, place(typed))
            self.state.back = await self.session.away(job)
            self.moved()
        except RegistryError as error:
            self.refuse(error)

    def moved(self) -> None:
        """Show what is known of the item under the cursor, and of the file."""
