"""A registry that is written and corrected day by day, beside a plain memory of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from unittest import mock

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from registry import asof, dates
from registry.desk import corrections, enterprises, records, titles, upkeep
from registry.desk.drafts.enterprises import RenameDraft
from registry.desk.drafts.records import (
    AssessmentDraft,
    CorrectionDraft,
    FactDraft,
    VoidDraft,
)
from registry.desk.drafts.titles import TitleDraft, TitleEndDraft
from registry.desk.office import Because, Office
from registry.desk.read.eligibility import answers
from registry.desk.read.session import Reading, open_reading
from registry.eligibility.answer import Answer

ENTERPRISE, WORKSHOP = 1, 2
SUBJECTS = st.sampled_from([ENTERPRISE, WORKSHOP])
SME = "benchmark/city-sme"
DAYS = st.dates(date(2022, 1, 1), date(2023, 12, 31))
ASKED = (date(2022, 6, 30), date(2023, 12, 31))
BEGUN = datetime(2030, 1, 1, 1, tzinfo=UTC)
"""Every change is recorded on a day of its own, from this one on."""


@dataclass
class Memory:
    """What is known, plainly: assessments by row, names and titles by their days."""

    levels: dict[int, tuple[int, date, int]] = field(default_factory=dict)
    names: dict[date, str] = field(default_factory=dict)
    title: tuple[date, date | None] | None = None

    def level(self, subject: int, on: date) -> int | None:
        """The level of the latest assessment by the day."""
        mine = [
            (day, row, level)
            for row, (whose, day, level) in self.levels.items()
            if whose == subject and day <= on
        ]
        return max(mine)[2] if mine else None

    def name(self, on: date) -> str | None:
        """The name given last by the day, none where only the first one was."""
        given = [day for day in self.names if day <= on]
        return self.names[max(given)] if given else None

    def holds(self, on: date) -> bool:
        """Whether the title is held on the day."""
        if self.title is None:
            return False
        since, until = self.title
        return since <= on and (until is None or on < until)


@dataclass(frozen=True, slots=True)
class Past:
    """A day of recording: what was known in its evening, what was answered then."""

    moment: dates.Moment
    memory: Memory
    answered: tuple[tuple[Answer, ...], ...]


def everything(path: Path, known_on: dates.Moment | None) -> list[tuple[Answer, ...]]:
    """All answers of a registry for the days asked, as they are known."""
    with open_reading(path, None, known_on) as reading:
        return _answered(reading)


def _answered(reading: Reading) -> list[tuple[Answer, ...]]:
    return [tuple(answers(reading.asked_on(on))) for on in ASKED]


class Recording(RuleBasedStateMachine):
    """Officials record and correct; what was known before stays what it was."""

    def __init__(self, template: Path, folder: Path) -> None:
        super().__init__()
        self.path = folder / f"{next(_NUMBERS)}.db"
        shutil.copy(template, self.path)
        self.office = Office(self.path, "王某")
        self.at = BEGUN
        self.states = [Memory()]
        self.pasts: list[Past] = []
        self.clock = mock.patch.object(dates, "now", self.now)
        self.clock.start()

    def teardown(self) -> None:
        """Look back at every evening once more."""
        try:
            for past in self.pasts:
                self.compare(past)
        finally:
            self.clock.stop()

    def now(self) -> datetime:
        """What the clock shows."""
        return self.at

    @property
    def memory(self) -> Memory:
        """What is known now."""
        return self.states[-1]

    def keep(self, change: Callable[[Memory], object]) -> None:
        """Remember a change, and the evening after it."""
        self.states.append(deepcopy(self.memory))
        change(self.memory)
        self.evening()

    def evening(self) -> None:
        """Remember what is answered now; then it is the next day."""
        moment = dates.parse_moment(self.at.date().isoformat())
        answered = tuple(everything(self.path, None))
        self.pasts.append(Past(moment, deepcopy(self.memory), answered))
        self.at += timedelta(days=1)

    @rule(subject=SUBJECTS, on=DAYS, level=st.integers(0, 5))
    def assess(self, subject: int, on: date, level: int) -> None:
        """Record an assessment, on a day that has none yet."""
        if any((whose, day) == (subject, on) for whose, day, _ in self._levels()):
            return
        draft = AssessmentDraft.read(subject_id=subject, on=on, level=level)
        row = records.assessment(self.office, draft)
        self.keep(lambda memory: memory.levels.update({row: (subject, on, level)}))

    @precondition(lambda self: self.memory.levels)
    @rule(which=st.integers(0), level=st.integers(0, 5))
    def correct(self, which: int, level: int) -> None:
        """Void an assessment and record the right one."""
        row, (subject, on, _) = self._one(which)
        right = AssessmentDraft.read(subject_id=subject, on=on, level=level)
        new = corrections.correct(self.office, CorrectionDraft(id=row, right=right))

        def change(memory: Memory) -> None:
            del memory.levels[row]
            memory.levels[new] = (subject, on, level)

        self.keep(change)

    @precondition(lambda self: self.memory.levels)
    @rule(which=st.integers(0))
    def void(self, which: int) -> None:
        """Void an assessment."""
        row, _ = self._one(which)
        records.void(self.office, VoidDraft.read(table="assessment", id=row))
        self.keep(lambda memory: memory.levels.pop(row))

    @rule(on=DAYS, number=st.integers(1, 99))
    def rename(self, on: date, number: int) -> None:
        """Give the enterprise a new name, later than all it has."""
        if any(day >= on for day in self.memory.names):
            return
        name = f"示例企业{number}号有限公司"
        if name in self.memory.names.values():
            return
        draft = RenameDraft.read(enterprise_id=ENTERPRISE, name=name, since=on)
        enterprises.rename(self.office, draft)
        self.keep(lambda memory: memory.names.update({on: name}))

    @precondition(lambda self: self.memory.title is None)
    @rule(on=DAYS)
    def award(self, on: date) -> None:
        """Recognise the enterprise."""
        draft = TitleDraft.read(subject_id=ENTERPRISE, rung=SME, recognised_on=on)
        titles.award(self.office, draft)
        self.keep(lambda memory: setattr(memory, "title", (on, None)))

    @precondition(lambda self: self.memory.title and not self.memory.title[1])
    @rule(days=st.integers(1, 400))
    def end(self, days: int) -> None:
        """Cancel the title: its row is written again."""
        since = self.memory.title[0] if self.memory.title else BEGUN.date()
        until = since + timedelta(days=days)
        with open_reading(self.path) as reading:
            (row,) = reading.rows("SELECT id FROM title WHERE voided_by IS NULL")
        ending = TitleEndDraft.read(title_id=row["id"], kind="取消", on=until)
        titles.end(self.office, ending, Because(document="株工信发〔2030〕9号"))
        self.keep(lambda memory: setattr(memory, "title", (since, until)))

    @rule(value=st.integers(1, 10**9))
    def revenue(self, value: int) -> None:
        """Record a figure, or a newer one for the same year."""
        draft = FactDraft.read(
            subject_id=ENTERPRISE, key="revenue", period="2022", value=f"{value}元"
        )
        try:
            records.fact(self.office, draft)
        except Exception:  # noqa: BLE001 - refused where the year has its figure
            return
        self.keep(lambda _: None)

    @precondition(lambda self: len(self.states) > 1)
    @rule()
    def undo(self) -> None:
        """Take the last change back."""
        upkeep.undo(self.office)
        self.states.pop()
        self.evening()

    @precondition(lambda self: self.pasts)
    @rule(which=st.integers(0))
    def look_back(self, which: int) -> None:
        """An evening is remembered as it was."""
        self.compare(self.pasts[which % len(self.pasts)])

    def compare(self, past: Past) -> None:
        """The registry answers for an evening as it did, and as the memory says."""
        with open_reading(self.path, None, past.moment) as reading:
            assert tuple(_answered(reading)) == past.answered
            for on in ASKED:
                self._agree(reading.asked_on(on), past.memory, on)

    def _agree(self, reading: Reading, memory: Memory, on: date) -> None:
        for subject in (ENTERPRISE, WORKSHOP):
            level = asof.assessment(":subject", "a.level")
            assert _value(reading, level, subject=subject) == memory.level(subject, on)
        name = memory.name(on)
        named = _value(reading, asof.name(":enterprise"), enterprise=ENTERPRISE)
        assert name in {None, named}
        held = reading.rows(_HELD)
        assert bool(held) == memory.holds(on)

    def _levels(self) -> list[tuple[int, date, int]]:
        return list(self.memory.levels.values())

    def _one(self, which: int) -> tuple[int, tuple[int, date, int]]:
        rows = sorted(self.memory.levels.items())
        return rows[which % len(rows)]


_NUMBERS = count()
_HELD = f"SELECT t.id FROM title t WHERE {asof.held('t')}"  # noqa: S608 - no input


def _value(reading: Reading, sql: str, **bound: int) -> object:
    row = reading.one(f"SELECT {sql} AS value", **bound)
    return None if row is None else row["value"]
