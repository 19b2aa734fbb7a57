"""Undo: what it would take back, the question, the undoing."""

from __future__ import annotations

from textual.app import App

from registry.desk.read.history import last_standing
from tui import texts
from tui.render import changes
from tui.screens.ask import Confirm
from tui.state.session import Session
from tui.state.undo import undo


async def undo_last(app: App[None], session: Session) -> str | None:
    """Undo the last change that stands, if the official says yes; what it was.

    Raises:
        ConflictError: there is nothing to undo, or something builds on it.
    """
    last = await session.side.run(last_standing)
    asked = Confirm(texts.UNDO_ASK, lambda room: changes.change(last, room))
    if await app.push_screen_wait(asked) is None:
        return None
    await session.away(lambda: undo(session.path, session.by, last.id))
    return last.action
