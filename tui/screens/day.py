"""The day that everything is asked as of."""

from __future__ import annotations

from textual.app import App

from registry.desk.read.lookup import day
from tui import texts
from tui.screens.ask import Ask
from tui.state.session import Session


async def ask_day(app: App[None], session: Session) -> bool:
    """Ask as of which day from now on; nothing typed is the registry's own day.

    Raises:
        InputError: what was typed is no day.
    """
    now = session.info.on.isoformat() if session.info else ""
    typed = await app.push_screen_wait(Ask(texts.DAY_ASK, now, texts.DAY_HELP))
    if typed is None:
        return False
    session.ask_on(day(typed) if typed.strip() else None)
    return True
