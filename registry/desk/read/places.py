"""Standings in the order in which they are listed, forwards and backwards.

Outcomes come in the order asked, inside them steps, inside them subjects by id. Of
several ways to one rung a subject stands before the one that brings it nearest. The
evaluation itself only goes forwards: backwards, ever wider windows of subjects before
the place are evaluated, so that memory stays constant.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import takewhile

from registry.desk.read.session import Reading
from registry.desk.read.values import Cursor
from registry.eligibility.answer import Standing
from registry.eligibility.bind import BoundStep
from registry.eligibility.candidates import Among
from registry.eligibility.gaps import best
from registry.terms import Outcome

_WINDOW = 1024
_WIDER, _WIDEST = 4, 65536


@dataclass(frozen=True, slots=True)
class Place:
    """One standing and where it is listed: which outcome, which step."""

    outcome: int
    step: int
    standing: Standing

    @property
    def cursor(self) -> Cursor:
        """Where a page goes on after it."""
        return self.outcome, self.step, self.standing.subject_id


@dataclass(frozen=True, slots=True)
class Places:
    """The candidates of some steps in a unit (or everywhere), outcome by outcome."""

    reading: Reading
    steps: Sequence[BoundStep]
    outcomes: Sequence[Outcome]
    unit: int | None = None

    def forward(self, after: Cursor | None) -> Iterator[Place]:
        """Every place after the cursor, nearest first."""
        at, seen = _place(after) if after else ((0, 0), 0)
        for stretch in self._stretches():
            if stretch >= at:
                outcome = self.outcomes[stretch[0]]
                found = self._standings(
                    stretch, {outcome}, seen if stretch == at else 0
                )
                yield from (Place(*stretch, standing) for standing in found)

    def backward(self, before: Cursor | None) -> Iterator[Place]:
        """Every place before the cursor, nearest first."""
        beyond = self._beyond()
        at, bound = _place(before) if before else ((len(self.outcomes), 0), 0)
        for stretch in reversed(self._stretches()):
            if stretch <= at:
                yield from self._before(stretch, bound if stretch == at else beyond)

    def _before(self, stretch: tuple[int, int], bound: int) -> Iterator[Place]:
        """The stretch's places whose subjects come before ``bound``, last first."""
        outcome, width = self.outcomes[stretch[0]], _WINDOW
        while bound > 1:
            seen = max(0, bound - 1 - width)
            everybody = self._standings(stretch, tuple(Outcome), seen)
            window = takewhile(partial(_comes_before, bound), everybody)
            fitting = [standing for standing in window if standing.outcome is outcome]
            yield from (Place(*stretch, standing) for standing in reversed(fitting))
            bound, width = seen + 1, min(width * _WIDER, _WIDEST)

    def _standings(
        self, stretch: tuple[int, int], outcomes: Collection[Outcome], seen: int
    ) -> Iterator[Standing]:
        return best.standings(
            self.reading.connection,
            self.steps,
            stretch[1],
            Among(unit_id=self.unit, after=seen),
            outcomes,
        )

    def _stretches(self) -> list[tuple[int, int]]:
        return [
            (outcome, step)
            for outcome in range(len(self.outcomes))
            for step in range(len(self.steps))
        ]

    def _beyond(self) -> int:
        """A number greater than every subject's id."""
        row = self.reading.one("SELECT coalesce(max(id), 0) + 1 AS id FROM subject")
        return 1 if row is None else int(row["id"])


def _comes_before(bound: int, standing: Standing) -> bool:
    return standing.subject_id < bound


def _place(cursor: Cursor) -> tuple[tuple[int, int], int]:
    outcome, step, subject = (int(part or 0) for part in cursor)
    return (outcome, step), subject
