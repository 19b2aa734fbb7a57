"""Reading a screen as text, and waiting until it has nothing more to do."""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from difflib import unified_diff
from pathlib import Path

from textual.events import Key
from textual.keys import _character_to_key
from textual.pilot import Pilot

from tui.app import TiduApp
from tui.state.session import Session

SMALL, LARGE = (80, 24), (140, 45)
QUIET = 4
"""So many turns without work after which a screen is settled."""

Keys = Pilot[None]
GOLDEN = Path(__file__).parent / "golden"


class Screen:
    """An application under test: press keys, wait, read."""

    def __init__(self, app: TiduApp, pilot: Keys) -> None:
        self.app = app
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, each when the last one has done its work."""
        for key in keys:
            await self.send(key)
            await self.settle()

    async def type(self, text: str) -> None:
        """Type text as an input method commits it: all at once."""
        for char in text:
            await self.send(char)
        await self.settle()

    async def send(self, key: str) -> None:
        """Send a key as the terminal does, waiting for nothing."""
        single = len(key) == 1
        name = _character_to_key(key) if single else key
        typed = key if single else {"space": " "}.get(key)
        self.app.post_message(Key(name, typed))
        await asyncio.sleep(0)

    async def settle(self) -> None:
        """Wait until nothing is under way and nothing was for some turns."""
        quiet = 0
        while quiet < QUIET:
            await self.pilot.pause()
            quiet = 0 if self.app.session.busy else quiet + 1

    def lines(self) -> list[str]:
        """The screen, line by line."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip) for strip in strips]

    def text(self) -> str:
        """The screen as text, without blanks at the ends of lines."""
        return "\n".join(line.rstrip() for line in self.lines()) + "\n"

    def status(self) -> str:
        """The line above the hints."""
        return self.lines()[-2].strip()

    def hints(self) -> str:
        """The last line."""
        return self.lines()[-1].strip()


@asynccontextmanager
async def opened(
    path: Path, size: tuple[int, int] = SMALL, *keys: str
) -> AsyncIterator[Screen]:
    """The application on a registry, after some keys."""
    app = TiduApp(Session(path, "王某"))
    async with app.run_test(size=size) as pilot:
        screen = Screen(app, pilot)
        await screen.settle()
        if keys:
            await screen.press(*keys)
        yield screen


def golden(name: str, text: str) -> str:
    """What the screen should look like; written when GOLDEN=write is set."""
    path = GOLDEN / f"{name}.txt"
    told = re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d", "····-··-·· ··:··", text)
    if os.environ.get("GOLDEN") == "write":
        path.write_text(told, "utf-8")
    known = path.read_text("utf-8")
    differs = "\n".join(
        unified_diff(known.splitlines(), told.splitlines(), lineterm="")
    )
    assert not differs, f"{path.name} (GOLDEN=write renews it)\n{differs}"
    return told
