"""Roles become colours here, and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import groupby
from operator import attrgetter

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.theme import BUILTIN_THEMES, Theme
from textual.widget import Widget

from tui.render.line import Role, Runs, cut

DARK = Theme(
    name="tidu-dark",
    primary="#5fb0e6",
    secondary="#8fa3b5",
    accent="#5fb0e6",
    success="#7cc48a",
    warning="#e3b557",
    error="#ec8074",
    foreground="#d9dee4",
    background="#14181d",
    surface="#14181d",
    panel="#1e252c",
    variables={"line": "#3a4652", "dim": "#8792a0", "cursor": "#24435c"},
)
LIGHT = Theme(
    name="tidu-light",
    primary="#17619c",
    secondary="#5c6875",
    accent="#17619c",
    success="#23713a",
    warning="#855600",
    error="#b02a20",
    foreground="#1f252b",
    background="#fcfbf8",
    surface="#fcfbf8",
    panel="#efede7",
    dark=False,
    variables={"line": "#c3c7cc", "dim": "#646d77", "cursor": "#cfe3f4"},
)
_ANSI = BUILTIN_THEMES["ansi-dark"]
PLAIN = replace(
    _ANSI,
    name="tidu-plain",
    variables=_ANSI.variables
    | {"line": "ansi_default", "dim": "ansi_default", "cursor": "ansi_default"},
)
"""For terminals told to show no colour: bold, dim and reverse only."""

_PLAIN_STYLES: Mapping[Role, Style] = {
    Role.PLAIN: Style(),
    Role.DIM: Style(dim=True),
    Role.STRONG: Style(bold=True),
    Role.ACCENT: Style(bold=True),
    Role.GOOD: Style(),
    Role.WARN: Style(bold=True),
    Role.BAD: Style(bold=True, underline=True),
    Role.CURSOR: Style(reverse=True),
}


def palette(theme: Theme) -> Mapping[Role, Style]:
    """The style of each role under a theme."""
    return _PALETTES.get(theme.name) or _PLAIN_STYLES


def _styles(theme: Theme) -> Mapping[Role, Style]:
    return {
        Role.PLAIN: Style(),
        Role.DIM: Style(color=theme.variables["dim"]),
        Role.STRONG: Style(bold=True),
        Role.ACCENT: Style(color=theme.accent),
        Role.GOOD: Style(color=theme.success),
        Role.WARN: Style(color=theme.warning),
        Role.BAD: Style(color=theme.error),
        Role.CURSOR: Style(bgcolor=theme.variables["cursor"], bold=True),
    }


_PALETTES = {theme.name: _styles(theme) for theme in (DARK, LIGHT)}


def strip(widget: Widget, runs: Runs, room: int, over: Role | None = None) -> Strip:
    """The line as exactly ``room`` cells of a widget; ``over`` is laid on all of it."""
    styles = palette(widget.app.current_theme)
    base = widget.visual_style.rich_style
    upper = Style() if over is None else styles[over]
    segments = [
        Segment("".join(part.text for part in parts), base + styles[role] + upper)
        for role, parts in groupby(cut(runs, room), key=attrgetter("role"))
    ]
    return Strip(segments, room)
