"""Who may come up: which rung, outcomes, unit and day are asked about."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from registry.desk.read import choices
from registry.desk.read.answers import Answer
from registry.desk.read.eligibility import EligibilitySource
from registry.desk.read.lasting import lasting
from registry.desk.read.session import Reading
from registry.terms import UNPLACED, UNPLACED_ID, Basis, Outcome
from tui import texts
from tui.state.choices import Choice
from tui.state.enterprises import table_status
from tui.state.outcomes import SHOWN
from tui.state.table import TableState

ORDER = ("enterprise", "outcome", "target", "subject", "unit", "gap")
"""The columns as the screen sets them: the answer right after the name."""


@dataclass(frozen=True, slots=True)
class EligibilityFeed:
    """Opens the list in a reading."""

    to: str | None
    outcomes: tuple[Outcome, ...]
    unit: int | None

    def __call__(self, reading: Reading) -> EligibilitySource:
        """The rows."""
        return EligibilitySource(
            reading, to=self.to, outcomes=self.outcomes, unit=self.unit
        )

    def counts(self, reading: Reading) -> dict[Outcome, int]:
        """How many rows there are of each outcome."""
        return self(reading).counts()


@dataclass(slots=True)
class EligibilityState:
    """The filter in codes; ``rungs`` and ``units`` say how these are called."""

    to: str | None = None
    outcomes: tuple[Outcome, ...] = SHOWN
    unit: int | None = None
    rungs: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[int, str] = field(default_factory=dict)
    answer: Answer | None = None

    def learn(self, reading: Reading) -> None:
        """Read what rungs and units are called."""
        self.rungs = dict(choices.rungs(reading))
        self.units = {**dict(choices.units(reading)), UNPLACED_ID: UNPLACED}

    @property
    def sample(self) -> bool:
        """Whether the row under the cursor rests on sample conditions."""
        return self.answer is not None and self.answer.basis == Basis.SAMPLE

    def source(self) -> EligibilityFeed:
        """What to read, as it is asked for now."""
        return EligibilityFeed(self.to, self.outcomes, self.unit)

    def reasons(self, row: int) -> Callable[[Reading], tuple[Answer, str]]:
        """Finds a row's answer, and for which days it is so."""
        feed = self.source()

        def find(reading: Reading) -> tuple[Answer, str]:
            answer = feed(reading).why(row)
            days = lasting(reading, answer)
            return answer, days.brief() if days else ""

        return find

    def ask(self, rung: str, outcomes: tuple[Outcome, ...]) -> None:
        """Ask about one rung."""
        self.clear()
        self.to, self.outcomes = rung, outcomes

    def clear(self) -> None:
        """Ask about all rungs and units again."""
        self.to = self.unit = None
        self.outcomes = SHOWN

    @property
    def narrowed(self) -> bool:
        """Whether something is filtered out that is not by default."""
        return (self.to, self.unit, self.outcomes) != (None, None, SHOWN)

    def words(self) -> Sequence[tuple[str, str]]:
        """What is filtered by, and for what."""
        to = self.rungs.get(self.to, self.to) if self.to else texts.EVERYTHING
        unit = texts.EVERYTHING if self.unit is None else self.units.get(self.unit, "")
        outcomes = "、".join(outcome.label for outcome in self.outcomes)
        return ((texts.TO, to), (texts.OUTCOMES, outcomes), (texts.UNIT, unit))

    def choices(self) -> list[Choice]:
        """All that can be filtered by, what is chosen now marked."""
        found = [Choice("clear", texts.CLEAR_FILTER)] if self.narrowed else []
        found += [
            Choice(
                f"outcome:{one.value}", one.label, texts.OUTCOMES, one in self.outcomes
            )
            for one in Outcome
        ]
        found += [
            Choice(f"to:{code}", name, texts.TO, code == self.to)
            for code, name in self.rungs.items()
        ]
        found += [
            Choice(f"unit:{number}", name, texts.UNIT, number == self.unit)
            for number, name in self.units.items()
        ]
        return found

    def choose(self, key: str) -> None:
        """Filter by a choice, or no longer if it was chosen already."""
        what, _, value = key.partition(":")
        match what:
            case "clear":
                self.clear()
            case "outcome":
                self._turn(Outcome.read(value))
            case "to":
                self.to = None if value == self.to else value
            case _:
                self.unit = None if int(value) == self.unit else int(value)

    def _turn(self, outcome: Outcome) -> None:
        chosen = {*self.outcomes} ^ {outcome}
        self.outcomes = tuple(one for one in Outcome if one in chosen) or SHOWN

    def title(self, counts: Mapping[Outcome, int]) -> str:
        """可晋级 12 · 差一项 21 · 待核 31."""
        said = [f"{one.label} {counts[one]:,}" for one in Outcome if one in counts]
        return texts.DOT.join(said) if said else texts.ELIGIBILITY

    def status(self, table: TableState) -> list[str]:
        """Where one is in the list and what is marked."""
        return table_status(table, texts.ITEMS_UNIT)
