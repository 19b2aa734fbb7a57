"""The areas by name; each is imported when it is first gone to."""

from __future__ import annotations

from collections.abc import Callable

from tui.screens.base import Area
from tui.screens.enterprises import EnterprisesScreen
from tui.state.session import Session

AREAS = ("enterprises", "ladder", "eligibility", "rounds", "lists")
"""The areas in the order of their keys."""


def open_area(name: str, session: Session) -> Area:
    """The screen of an area."""
    match name:
        case "ladder":
            from tui.screens.ladder import LadderScreen  # noqa: PLC0415 - rows first

            return LadderScreen(session)
        case "eligibility":
            from tui.screens.eligibility import (  # noqa: PLC0415 - rows first
                EligibilityScreen,
            )

            return EligibilityScreen(session)
        case "rounds":
            from tui.screens.rounds import RoundsScreen  # noqa: PLC0415 - rows first

            return RoundsScreen(session)
        case "lists":
            from tui.screens.lists import ListsScreen  # noqa: PLC0415 - rows first

            return ListsScreen(session)
        case _:
            return EnterprisesScreen(session)


def open_holders(session: Session, rung: str, name: str) -> Area:
    """The screen of those who hold a rung."""
    from tui.screens.holders import HoldersScreen  # noqa: PLC0415 - rows first

    return HoldersScreen(session, rung, name)


def open_enterprise(session: Session, number: int) -> Area:
    """The screen of one enterprise."""
    from tui.screens.enterprise import EnterpriseScreen  # noqa: PLC0415 - rows first

    return EnterpriseScreen(session, number)


def import_screen() -> Callable[[Session, str], Area]:
    """Makes the screen that takes ledgers in; it imports SQLModel, so in a thread."""
    from tui.screens.imports import ImportScreen  # noqa: PLC0415 - rows first

    return ImportScreen
