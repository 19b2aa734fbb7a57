"""Everything that can be done now: as help lists it, and to choose from."""

from __future__ import annotations

from textual.app import App
from textual.dom import DOMNode
from textual.screen import Screen

from tui import keys, texts
from tui.keys import Key
from tui.render import help as render
from tui.render.line import Runs
from tui.screens.ask import Pick, Read
from tui.state.choices import Choice


def help_dialog(screen: Screen[object], everywhere: DOMNode) -> Read:
    """The keys that are active on a screen, and those that work everywhere."""
    active = keys.active(screen)
    here = [(key.shown, key.text) for key in active if key.node is not everywhere]
    rest = [(key.shown, key.text) for key in active if key.node is everywhere]

    def build(room: int) -> tuple[Runs, ...]:
        return render.page(here, rest, room)

    return Read(texts.HELP_TITLE, build)


async def choose(app: App[None], screen: Screen[object]) -> Key | None:
    """Ask which of all actions to do."""
    active = [key for key in keys.active(screen) if not key.moves]
    choices = [
        Choice(str(place), key.text, key.shown) for place, key in enumerate(active)
    ]
    chosen = await app.push_screen_wait(Pick(texts.PALETTE, choices))
    return None if chosen is None else active[int(chosen)]
