"""What an import would do, counted and listed, before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from registry.errors import Fault
from registry.intake.doubts import Doubt
from registry.intake.edits import Edit
from registry.intake.listed import Listed
from registry.terms import Ledger


@dataclass(frozen=True, slots=True)
class Carried:
    """A sheet's headers as they are to go back, and what fills the blank cells.

    ``given`` are values of whole columns by header; ``unit`` is the header of the
    column that names the reporting unit.
    """

    headers: tuple[str, ...]
    given: tuple[tuple[str, str], ...]
    unit: str


@dataclass(frozen=True, slots=True)
class SheetRead:
    """A sheet that was read: its header's first and last row, and what it says.

    ``who`` is the column that names the enterprise, or gives its code; ``carried``
    what goes back with its rows.
    """

    name: str
    first: int
    last: int
    labels: tuple[str, ...]
    who: str
    carried: Carried


@dataclass(frozen=True, slots=True)
class Preview:
    """What becomes of a ledger: records new, changed and unchanged; rows in doubt.

    ``assumed`` are rows that do not wait, of which a word may say otherwise: written
    otherwise than in the register (as many as were asked for), or taken for notes.
    ``faults`` are all of them; ``edits`` and ``listed`` (records new, changed and
    unchanged) as many as were asked for. ``notes`` say
    what the eye would miss; ``unknown`` are headers that mean nothing, ``elsewhere``
    those that mean something in ledgers of another kind only. ``added`` is
    how many enterprises are new; ``repairs`` what was put right where that was
    accepted; ``told`` is what it says otherwise than the register and does not bring
    (as many as were asked for; ``otherwise`` counts all); ``written`` whether it is in
    the register; ``who`` whom faulty rows are about, by sheet and line; ``units`` the
    reporting units of rows that are not good.
    """

    file: str
    sha256: str
    kind: Ledger
    sheets: tuple[SheetRead, ...]
    rows: int
    new: int
    changed: int
    unchanged: int
    faults: tuple[Fault, ...]
    doubts: tuple[Doubt, ...]
    edits: tuple[Edit, ...] = ()
    listed: tuple[Listed, ...] = ()
    added: int = 0
    notes: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    repairs: tuple[str, ...] = ()
    told: tuple[Edit, ...] = ()
    otherwise: int = 0
    written: bool = False
    who: Mapping[tuple[str, int], str] = field(default_factory=dict)
    units: Mapping[tuple[str, int], str] = field(default_factory=dict)
    assumed: tuple[Doubt, ...] = ()

    @property
    def in_doubt(self) -> int:
        """How many rows wait for a decision."""
        return len(self.doubts)

    @property
    def writes(self) -> bool:
        """Whether anything good is there to be written."""
        return bool(self.new or self.changed)
