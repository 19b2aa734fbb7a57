"""The application: areas, themes, keys that work everywhere."""

from __future__ import annotations

import os
from pathlib import Path

from textual.app import App
from textual.binding import Binding

from tui import paint, texts
from tui.screens.enterprises import EnterprisesScreen
from tui.state.session import Session


class TiduApp(App[None]):
    """The screens of one registry, in one official's name."""

    CSS_PATH = "app.tcss"
    DEFAULT_MODE = "enterprises"
    ENABLE_COMMAND_PALETTE = False
    TITLE = "tidu"
    BINDINGS = [
        Binding("ctrl+q", "quit", texts.QUIT, show=False, priority=True),
    ]

    def __init__(self, session: Session) -> None:
        plain = "NO_COLOR" in os.environ
        super().__init__(ansi_color=True if plain else None)
        self.session = session
        for theme in (paint.DARK, paint.LIGHT, paint.PLAIN):
            self.register_theme(theme)
        self.theme = (paint.PLAIN if plain else paint.DARK).name
        self.add_mode("enterprises", lambda: EnterprisesScreen(session))

    def on_unmount(self) -> None:
        """Stop reading."""
        self.session.close()


def open_app(path: Path, by: str) -> TiduApp:
    """The application for a registry file, not yet running."""
    return TiduApp(Session(path, by))
