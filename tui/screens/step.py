"""Moving applications on: the form of a step, a preview, one change."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual.app import App

from registry.desk.read.session import Reading
from tui.screens.ask import Dialog
from tui.state.rounds import Meant
from tui.state.session import Session


async def step(app: App[None], session: Session, whom: str, find: Meant) -> str | None:
    """Show the form of a step, take it for all; what was done, if anything.

    Raises:
        RegistryError: the applications, or the choices of the form, cannot be read.
    """
    make = await session.side.run(partial(_form, session, whom, find))
    return await app.push_screen_wait(make())


def _form(
    session: Session, whom: str, find: Meant, reading: Reading
) -> Callable[[], Dialog]:
    from tui import stepping  # noqa: PLC0415 - imports SQLModel
    from tui.screens.form import FormScreen  # noqa: PLC0415 - as above

    form = stepping.form(reading, whom)
    recording = stepping.StepRecording(whom, find(reading))
    return partial(FormScreen, session, form, recording)
