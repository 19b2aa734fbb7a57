"""The screens as text, at both sizes; GOLDEN=write renews them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.screen import LARGE, SMALL, golden, opened

SCREENS = {
    "enterprises": (),
    "enterprises-filtered": ("slash", "0", "1", "enter", "space", "down"),
    "enterprise": ("slash", "0", "0", "3", "enter", "enter"),
    "ladder": ("3",),
    "eligibility": ("4",),
    "assessment-form": ("slash", "0", "0", "3", "enter", "f2", "enter"),
    "all-actions": ("ctrl+p",),
    "help": ("f1",),
}
"""The keys that lead to each screen."""


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "140x45"])
@pytest.mark.parametrize("name", SCREENS)
async def test_the_screen_looks_as_it_did(
    peopled: Path, name: str, size: tuple[int, int]
) -> None:
    async with opened(peopled, size, *SCREENS[name]) as screen:
        await screen.settle()
        golden(f"{name}-{size[0]}x{size[1]}", screen.text())
