"""Export: where to, and the writing, off the event loop."""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import App
from textual.message import Message

from tui import texts
from tui.screens.ask import Ask
from tui.state.export import Write, place, proposed
from tui.state.session import Session


@dataclass
class ExportList(Message):
    """The list that is shown is to be written to a file."""

    title: str
    write: Write


async def export(
    app: App[None], session: Session, title: str, write: Write
) -> str | None:
    """Ask for a file and write the list to it; what was written, if anything.

    Raises:
        RegistryError: the list or the file cannot be written.
    """
    on = session.info.on.isoformat() if session.info else ""
    asked = Ask(texts.EXPORT_ASK, proposed(title, on), texts.EXPORT_HELP)
    typed = await app.push_screen_wait(asked)
    if typed is None:
        return None
    to = place(typed)
    done = await session.side.run(lambda reading: write(reading, to))
    return texts.EXPORTED.format(count=done.rows, path=done.path)
