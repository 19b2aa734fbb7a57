"""Applications as rows that a screen pages through, and one of them on a card."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from registry.desk.read import shown
from registry.desk.read.naming import named
from registry.desk.read.rounds import every
from registry.desk.read.rounds_applied import (
    NO_REASON,
    Applied,
    Taken,
    applications,
    stages,
)
from registry.desk.read.rounds_due import Task, tasks
from registry.desk.read.rounds_heads import Head, courses
from registry.desk.read.rounds_progress import Left, left_where, progress
from registry.desk.read.rounds_story import Frozen, Story, stories
from registry.desk.read.session import Reading
from registry.desk.read.tabled import Whole
from registry.desk.read.units import points
from registry.desk.read.values import Card, Heading, Line, Row
from registry.errors import NotFoundError
from registry.model.labels import table_label
from registry.terms import MADE_UP
from registry.text import clean

HEADINGS = (
    Heading("enterprise", "企业名称", 30),
    Heading("stage", "环节", 10),
    Heading("on", "日期", 12),
    Heading("result", "结果", 12),
    Heading("subject", "认定对象", 20),
    Heading("unit", "上报单位", 12),
    Heading("round", "批次", 34),
    Heading("why", "原因或接下来", 40),
)


TERMS = (
    "按申报项数计；结果和日期取已到的最后环节，单位按申报时的上报单位；"
    f"没有登记原因的写 {NO_REASON}"
)


class State(StrEnum):
    """What became of an application, in the words a screen filters by."""

    UNDER_WAY = "在办"
    RECOGNISED = "已认定"
    LEFT_OUT = "未通过或撤回"


def state_of(applied: Applied) -> State:
    """What became of an application."""
    if applied.end is None:
        return State.UNDER_WAY
    if applied.recognised:
        return State.RECOGNISED
    return State.LEFT_OUT


@dataclass(frozen=True, slots=True)
class Asked:
    """Which applications are shown; nothing given means all.

    ``name`` are words in names of the enterprise, of any time, or of what applied.
    """

    rounds: tuple[int, ...] = ()
    stage: str = ""
    state: State | None = None
    name: str = ""

    def chooses(self, applied: Applied) -> bool:
        """Whether one is shown, whatever it is called."""
        return (
            (not self.rounds or applied.round_id in self.rounds)
            and self.stage in ("", applied.stage)
            and self.state in (None, state_of(applied))
        )


class ApplicationSource(Whole):
    """Applications round by round, latest first; a row's id is the application's."""

    def __init__(self, reading: Reading, asked: Asked) -> None:
        self._heads = {head.id: head for head in every(reading)}
        self._reading = reading
        ahead = courses(tuple(self._heads.values()), stages(reading))
        rounds = asked.rounds or tuple(self._heads)
        found = [one for one in applications(reading, rounds) if asked.chooses(one)]
        found = _called(reading, asked.name, found) if asked.name else found
        found.sort(key=lambda one: (-self._heads[one.round_id].year, one.round_id))
        self.applied = tuple(found)
        self._left = tuple(left_where(ahead[one.round_id], one) for one in found)

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The columns."""
        return HEADINGS

    @property
    def terms(self) -> str:
        """What is counted, as of when, and what stands for missing reasons."""
        return f"{self._reading.info.as_of} {TERMS}"

    def names(self, rounds: Iterable[int]) -> list[str]:
        """What rounds are called."""
        return [self._heads[number].name for number in rounds]

    def count(self) -> int:
        """How many rows there are."""
        return len(self.applied)

    def every(self) -> list[Row]:
        """All rows."""
        return self.stretch(0, self.count())

    def stretch(self, start: int, end: int) -> list[Row]:
        """The rows from one place to another, from 0."""
        pairs = zip(self.applied[start:end], self._left[start:end], strict=True)
        return [
            Row(one.id, (place,), self._cells(one, left))
            for place, (one, left) in enumerate(pairs, start + 1)
        ]

    def _cells(self, one: Applied, left: Left) -> tuple[str, ...]:
        return (
            one.enterprise,
            one.stage,
            left.on,
            left.how,
            one.subject,
            one.unit,
            self._heads[one.round_id].name,
            left.why,
        )


def _called(reading: Reading, name: str, found: list[Applied]) -> list[Applied]:
    """Those whose enterprise, or what of it applied, is called so."""
    asked, words = named(name), clean(name).split()
    rows = reading.rows(
        "SELECT e.id FROM json_each(:owners) j JOIN enterprise e ON e.id = j.value"
        f" WHERE {asked.where}",
        owners=json.dumps([one.enterprise_id for one in found]),
        **asked.bound,
    )
    owners = {int(row["id"]) for row in rows}
    return [
        one
        for one in found
        if one.enterprise_id in owners or all(word in one.name for word in words)
    ]


def story(reading: Reading, application: int) -> Story:
    """What became of one application.

    Raises:
        NotFoundError: there is no such application by the day.
    """
    row = reading.one(
        "SELECT subject_id, round_id FROM application WHERE id = :id"
        " AND voided_by IS NULL",
        id=application,
    )
    found = stories(reading, row["subject_id"], [row["round_id"]]) if row else ()
    for one in found:
        if one.applied.id == application:
            return one
    raise NotFoundError(f"台账中没有编号 {application} 的申报；请刷新后再看")


def application_card(reading: Reading, application: int) -> Card:
    """One application: its result and why, every step, and what its round waits for.

    Raises:
        NotFoundError: there is no such application by the day.
    """
    told = story(reading, application)
    going = progress(reading, [told.round.id])
    sections = (
        ("结果", tuple(_result(told))),
        ("经过", tuple(_steps(told))),
        ("本批次接下来", tuple(_task(one) for one in tasks(reading, going))),
    )
    return shown.made(
        application,
        told.applied.name,
        shown.joined(told.round.name, told.applied.unit),
        sections,
    )


def _result(told: Story) -> Iterator[Line]:
    record = f"{table_label('application')} {told.applied.id}"
    sample = MADE_UP if told.applied.sample else ""
    said = shown.joined(told.how, told.why)
    yield Line("结果", said, told.on, sample, record)
    if told.score is not None:
        lowest = f"认定的最低 {told.score.lowest}" if told.score.lowest else ""
        place = f"{told.score.of} 项中第 {told.score.place}"
        yield Line("评分", shown.joined(told.score.mean, place, lowest))
    yield from _limits(told.round)


def _limits(head: Head) -> Iterator[Line]:
    if head.closes_on:
        yield Line("申报截止", str(head.closes_on))
    if head.notice_through:
        yield Line("公示截止", str(head.notice_through))


def _steps(told: Story) -> Iterator[Line]:
    """Every step; what was missing then only of the last that was asked."""
    last = told.frozen[-1].step_id if told.frozen else None
    for taken, at in told.steps:
        whole = at is not None and at.step_id == last
        yield _step(taken, at, at.missing if at and whole else ())


def _step(taken: Taken, at: Frozen | None, missing: tuple[str, ...]) -> Line:
    said = shown.joined(
        shown.passed(taken.step.passed),
        points(taken.score),
        taken.unit or taken.step.by,
        taken.reason,
        taken.reply,
        f"当时{at.outcome.label}" if at else "",
        *missing,
    )
    return Line(taken.step.stage.name, said, str(taken.step.on), taken.document)


def _task(task: Task) -> Line:
    on = f"{task.on}{'（已过）' if task.late else ''}" if task.on else ""
    return Line(task.what, task.detail, on)
