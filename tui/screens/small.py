"""A window too small for any screen: a plain sentence until it grows again."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.geometry import Size
from textual.screen import ModalScreen

from tui.render.line import Runs, folded
from tui.texts_window import too_small
from tui.widgets.lines import Lines


class TooSmall(ModalScreen[None]):
    """Stands over whatever there is, takes its keys, and goes by itself."""

    DEFAULT_CSS = "TooSmall { background: $background; }"

    def compose(self) -> ComposeResult:
        """One sentence."""
        yield Lines()

    def on_mount(self) -> None:
        """Say how small it is."""
        self.query_one(Lines).show(self._said)

    def on_screen_resume(self) -> None:
        """Go where the window has grown while a dialog was in front."""
        self.settle(self.app.size)

    def settle(self, size: Size) -> None:
        """Go as soon as there is room."""
        if self.is_current and not too_small(*size):
            self.dismiss()

    def _said(self, room: int) -> tuple[Runs, ...]:
        return folded(too_small(*self.app.size), room)
