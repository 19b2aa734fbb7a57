"""One enterprise: its card, its timeline, what it may come up to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from registry.desk.read import card, choices, eligibility, timeline
from registry.desk.read.answers import Answer
from registry.desk.read.session import Reading
from registry.desk.read.values import Card, Line
from registry.terms import Basis, Outcome
from tui import texts


@dataclass(frozen=True, slots=True)
class Known:
    """What is read at once: quick, so it is there when the screen opens."""

    card: Card
    timeline: tuple[Line, ...]


def read(reading: Reading, enterprise: int) -> Known:
    """Read the card and the timeline."""
    return Known(
        card.card(reading, enterprise),
        timeline.timeline(reading, enterprise),
    )


@dataclass(frozen=True, slots=True)
class NextSteps:
    """What it may come up to, clause by clause, and what the rungs are called."""

    answers: tuple[Answer, ...]
    rungs: Mapping[str, str]


def read_steps(reading: Reading, enterprise: int) -> NextSteps:
    """Ask what it may come up to."""
    return NextSteps(
        eligibility.next_steps(reading, enterprise), dict(choices.rungs(reading))
    )


@dataclass(slots=True)
class EnterpriseState:
    """The page of one enterprise, and the section in view."""

    enterprise: int
    known: Known | None = None
    steps: NextSteps | None = None
    titles: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The enterprise's name, as soon as it is known."""
        return self.known.card.title if self.known else ""

    def status(self) -> list[str]:
        """How many of the next steps are open, by outcome."""
        answers = self.steps.answers if self.steps else ()
        many = Counter(answer.outcome for answer in answers)
        said = [f"{one.label} {many[one]}" for one in Outcome if many[one]]
        return [texts.NEXT_STEPS, *said] if said else []

    @property
    def sample(self) -> bool:
        """Whether any next step rests on sample conditions."""
        answers = self.steps.answers if self.steps else ()
        return any(answer.basis == Basis.SAMPLE for answer in answers)

    def section(self, top: int) -> int:
        """The section that a line belongs to."""
        return max((i for i, at in enumerate(self.starts) if at <= top), default=0)

    def neighbour(self, top: int, by: int) -> int:
        """The line on which the next or previous section begins."""
        here = self.section(top)
        if by < 0 and self.starts and top > self.starts[here]:
            return self.starts[here]
        target = min(max(here + by, 0), max(0, len(self.starts) - 1))
        return self.starts[target] if self.starts else 0
