"""How a ledger is to be taken in."""

from __future__ import annotations

from dataclasses import dataclass

from registry.intake import lessons
from registry.intake.doubts import Decision
from registry.intake.layout import Wanted

SHOWN = 200
"""So many edits, and records of each state, are listed unless all are asked for."""

ALL = -1


@dataclass(frozen=True, slots=True)
class Options:
    """How a ledger is to be taken in.

    ``taught`` is what is taught now; ``unit`` names the reporting unit whose file
    it is; ``since`` (ISO) is the day from which changed values hold; ``today`` the
    registry's own, ``on`` the one it is asked of; ``resting`` says that the import
    names a document; ``repairs``, ``renames`` and ``newcomers`` accept what would
    otherwise wait.
    """

    wanted: Wanted
    taught: lessons.Lessons
    today: str
    on: str
    since: str
    unit: str = ""
    repairs: bool = False
    renames: bool = False
    newcomers: bool = False
    resting: bool = False
    decisions: tuple[Decision, ...] = ()
    edits: int = SHOWN
