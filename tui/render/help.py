"""The keys, as help lists them."""

from __future__ import annotations

from collections.abc import Iterable

from registry.text import fit
from tui import texts
from tui.render.card import Section, stacked
from tui.render.line import Role, Runs, run

_KEYS = 26
"""Cells of the keys' names."""

Entry = tuple[str, str]
"""The keys and what they do."""


def page(
    here: Iterable[Entry], everywhere: Iterable[Entry], room: int
) -> tuple[Runs, ...]:
    """The keys of the screen in front, then those that work everywhere."""
    sections = (
        Section(texts.HELP_HERE, tuple(_entry(each) for each in here)),
        Section(texts.HELP_EVERYWHERE, tuple(_entry(each) for each in everywhere)),
    )
    return stacked(sections, room)


def _entry(shown: Entry) -> Runs:
    keys, text = shown
    return (run("  " + fit(keys, _KEYS), Role.ACCENT), run(" " + text))
