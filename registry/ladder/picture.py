"""What a drawing of the ladder needs to know of a programme.

Shapes, not values: whoever reads the register hands in its own pictures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from registry.terms import Outcome


class RungShape(Protocol):
    """One rung: who holds it and who may come up to it."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def name(self) -> str:
        """The title's name."""

    @property
    def tier(self) -> str:
        """``city``, ``province`` or ``nation``."""

    @property
    def subject(self) -> str:
        """The kind of subject that holds it."""

    @property
    def holders(self) -> int:
        """How many hold it."""

    @property
    def taken_up(self) -> int:
        """How many of them have taken it up."""

    @property
    def accepted(self) -> int:
        """How many of them are accepted."""

    @property
    def counts(self) -> Mapping[Outcome, int]:
        """How many candidates there are of each outcome; empty if not counted."""

    @property
    def renewals(self) -> Mapping[Outcome, int]:
        """How many holders there are of each outcome of a renewal."""


class StepShape(Protocol):
    """One step: from a rung, or none, to a rung."""

    @property
    def from_(self) -> str | None:
        """The rung it comes from."""

    @property
    def to(self) -> str:
        """The rung it leads to."""

    @property
    def kind(self) -> str:
        """``new`` or ``renewal``."""

    @property
    def policy(self) -> str:
        """The document's number."""

    @property
    def basis(self) -> str:
        """``text``, ``secondary`` or ``sample``."""


class PoolShape(Protocol):
    """One pool: how many are in it, and the rung it is aimed at."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def year(self) -> int:
        """Its year."""

    @property
    def members(self) -> int:
        """How many are in it."""

    @property
    def rung(self) -> str | None:
        """The rung it is aimed at."""


class ProgrammeShape(Protocol):
    """One programme with its documents, pools, rungs and steps."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def documents(self) -> Sequence[tuple[str, str]]:
        """Each document's number with the basis of its conditions."""

    @property
    def pools(self) -> Sequence[PoolShape]:
        """Its pools."""

    @property
    def rungs(self) -> Sequence[RungShape]:
        """Its rungs, lower tiers first."""

    @property
    def steps(self) -> Sequence[StepShape]:
        """Its steps."""
