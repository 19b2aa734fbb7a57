"""Doing one thing for many: what, its form, a preview, one change."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual.app import App

from registry.desk.read.session import Reading
from tui import texts
from tui.screens.ask import Dialog, Pick
from tui.state.choices import Choice
from tui.state.session import Session

ROSTER = "roster"
Whom = Callable[[Reading], tuple[int, ...]]
"""Finds the enterprises that are meant."""


async def batch(app: App[None], session: Session, whom: str, find: Whom) -> str | None:
    """Ask what to do, show its form, do it for all; what was done, if anything.

    Raises:
        RegistryError: those that are meant, or the form's choices, cannot be read.
    """
    kinds = await session.away(_kinds)
    chosen = await app.push_screen_wait(Pick(f"{texts.BATCH}：{whom}", kinds))
    if chosen is None:
        return None
    make = partial(_form, session, chosen, whom, find)
    made = await session.side.run(make)
    return await app.push_screen_wait(made())


def _kinds() -> list[Choice]:
    from registry.desk.rosters import freeze  # noqa: PLC0415 - imports SQLModel
    from tui.batching import BATCHES  # noqa: PLC0415 - as above

    many = [Choice(str(at), one.verb.label) for at, one in enumerate(BATCHES)]
    return [*many, Choice(ROSTER, freeze.label)]


def _form(
    session: Session, kind: str, whom: str, find: Whom, reading: Reading
) -> Callable[[], Dialog]:
    from tui import batching, freezing  # noqa: PLC0415 - imports SQLModel
    from tui.screens.form import FormScreen  # noqa: PLC0415 - as above

    if kind == ROSTER:
        frozen = freezing.RosterRecording(find(reading), session.on)
        return partial(FormScreen, session, freezing.form(reading, whom), frozen)
    chosen = batching.BATCHES[int(kind)]
    form = batching.form(chosen, reading, whom)
    recording = batching.ManyRecording(chosen, whom, find(reading), session.on)
    return partial(FormScreen, session, form, recording)
