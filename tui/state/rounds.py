"""Applications: which round, stage and result are asked about, and which are meant."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from registry.desk.read import choices
from registry.desk.read.rounds import every
from registry.desk.read.rounds_list import ApplicationSource, Asked, State, state_of
from registry.desk.read.session import Reading
from registry.desk.read.values import Row
from tui import texts
from tui.state.choices import Choice
from tui.state.enterprises import table_status
from tui.state.export import Write, applications
from tui.state.table import TableState

ORDER = ("enterprise", "stage", "on", "result", "unit", "subject", "round", "why")
"""The columns as the screen sets them: how far it came right after the name."""

Meant = Callable[[Reading], tuple[tuple[int, str], ...]]
"""Finds the applications that are meant, each with its name."""


@dataclass(frozen=True, slots=True)
class ApplicationFeed:
    """Opens the list in a reading."""

    asked: Asked

    def __call__(self, reading: Reading) -> ApplicationSource:
        """The rows."""
        return ApplicationSource(reading, self.asked)

    def counts(self, reading: Reading) -> Mapping[State, int]:
        """How many rows there are of each result."""
        states = [state_of(one) for one in self(reading).applied]
        return {one: states.count(one) for one in State}


@dataclass(slots=True)
class RoundsState:
    """The filter; ``rounds`` and ``stages`` say what can be chosen."""

    asked: Asked = field(default_factory=Asked)
    rounds: Mapping[int, str] = field(default_factory=dict)
    stages: Sequence[str] = ()

    def learn(self, reading: Reading) -> None:
        """Read what rounds and stages are called, the latest round first."""
        self.rounds = {head.id: head.name for head in reversed(every(reading))}
        self.stages = choices.stages(reading)

    def source(self) -> ApplicationFeed:
        """What to read, as it is asked for now."""
        return ApplicationFeed(self.asked)

    @property
    def narrowed(self) -> bool:
        """Whether anything is filtered by."""
        return self.asked != Asked()

    def clear(self) -> None:
        """Ask about everything again."""
        self.asked = Asked()

    def words(self) -> Sequence[tuple[str, str]]:
        """What is filtered by, and for what."""
        asked = self.asked
        named = [self.rounds.get(number, "") for number in asked.rounds]
        round_ = "、".join(named) or texts.EVERYTHING
        result = asked.state.value if asked.state else texts.EVERYTHING
        return (
            (texts.ROUND, round_),
            (texts.STAGE, asked.stage or texts.EVERYTHING),
            (texts.VERDICT, result),
            *([(texts.NAMED, asked.name)] if asked.name else []),
        )

    def called(self, name: str) -> Choice:
        """The choice to filter by a name."""
        return Choice(f"name:{name}", texts.CALLED.format(name=name))

    def choices(self) -> list[Choice]:
        """All that can be filtered by, what is chosen now marked."""
        found = [Choice("clear", texts.CLEAR_FILTER)] if self.narrowed else []
        found += [
            Choice(
                f"result:{one.value}",
                one.value,
                texts.VERDICT,
                one is self.asked.state,
            )
            for one in State
        ]
        found += [
            Choice(f"round:{number}", name, texts.ROUND, number in self.asked.rounds)
            for number, name in self.rounds.items()
        ]
        found += [
            Choice(f"stage:{name}", name, texts.STAGE, name == self.asked.stage)
            for name in self.stages
        ]
        return found

    def choose(self, key: str) -> None:
        """Filter by a choice, or no longer if it was chosen already."""
        what, _, value = key.partition(":")
        asked = self.asked
        match what:
            case "clear":
                self.clear()
            case "name":
                self.asked = replace(asked, name=value)
            case "result":
                state = State(value)
                turned = None if state is asked.state else state
                self.asked = replace(asked, state=turned)
            case "round":
                rounds = () if int(value) in asked.rounds else (int(value),)
                self.asked = replace(asked, rounds=rounds)
            case _:
                stage = "" if value == asked.stage else value
                self.asked = replace(asked, stage=stage)

    def title(self, counts: Mapping[State, int]) -> str:
        """申报 53 · 在办 12 · 已认定 20 · 未通过或撤回 21."""
        said = [f"{texts.ROUNDS} {sum(counts.values()):,}"]
        said += [f"{one.value} {n:,}" for one, n in counts.items() if n]
        return texts.DOT.join(said)

    def status(self, table: TableState) -> list[str]:
        """Where one is in the list and what is marked."""
        return table_status(table, texts.ITEMS_UNIT)

    def exported(self, table: TableState) -> Write:
        """Writes what is listed, or of it what is marked."""
        asked, marks = self.asked, replace(table.marks, ids={*table.marks.ids})
        only = marks if marks.count(table.window.length) else None
        return applications(asked, only)

    def meant(self, table: TableState, row: Row) -> tuple[str, Meant]:
        """Of which applications a step is taken: the marked ones, else this one."""
        marks = replace(table.marks, ids={*table.marks.ids})
        count = marks.count(table.window.length)
        asked = self.asked

        def find(reading: Reading) -> tuple[tuple[int, str], ...]:
            return tuple(
                (one.id, one.name)
                for one in ApplicationSource(reading, asked).applied
                if (one.id in marks if count else one.id == row.id)
            )

        whom = texts.MARKED_ITEMS.format(count=count) if count else row.cells[0]
        return whom, find
