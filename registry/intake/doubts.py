"""Rows that wait for an official's word, and the word itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

CERTAIN = 100


class Answer(Enum):
    """What an official can say of a row in doubt."""

    NEW = "new"
    SKIP = "skip"
    SAME = "same"
    RENAMED = "rename"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An enterprise that a row may mean; ``score`` below 100 is how alike names are."""

    id: int
    name: str
    code: str
    unit: str
    score: int

    @property
    def likeness(self) -> str:
        """How alike the names are, in words; nothing where something else told."""
        return f"相近 {self.score} 分" if self.score < CERTAIN else ""

    @property
    def told(self) -> tuple[str, ...]:
        """What is said of it beside its name."""
        return tuple(filter(None, (self.code, self.unit, self.likeness)))


@dataclass(frozen=True, slots=True)
class Doubt:
    """A row that is not certain: why, what it could mean, and what to do.

    ``aside``: it was taken for no enterprise's, and is left out as it is.
    """

    sheet: str
    line: int
    name: str
    code: str
    reason: str
    remedy: str
    candidates: tuple[Candidate, ...] = ()
    aside: bool = False

    @property
    def answers(self) -> frozenset[Answer]:
        """What can be said of it beside which enterprise it means."""
        known = {Answer.SAME, Answer.RENAMED} if self.candidates else set()
        skipped = set() if self.aside else {Answer.SKIP}
        return frozenset({Answer.NEW} | known | skipped)


@dataclass(frozen=True, slots=True)
class Decision:
    """An official's word on one row: an answer, or the enterprise that is meant.

    ``line`` None: the rows that write this ``name``, or this code, wherever they
    stand. ``sheet`` None: the row of that number in every sheet.
    """

    line: int | None
    answer: Answer | None
    enterprise_id: int | None = None
    sheet: str | None = None
    name: str = ""


Decisions = Sequence[Decision]
"""What was decided of rows of a ledger."""
