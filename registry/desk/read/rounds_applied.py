"""Applications of rounds with the steps they took by a day, and what became of them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from registry import asof
from registry.dates import Day, Precision
from registry.desk.read import beside, lookup
from registry.desk.read.session import Reading
from registry.desk.stages import (
    FINAL,
    Stage,
    Step,
    failures,
    in_line,
    last_lap,
    open_objections,
    verdicts,
    waits_for_correction,
)
from registry.errors import InputError, NotFoundError
from registry.terms import APPLIED, StageRole
from registry.text import visible

NO_REASON = "未记录原因"
"""Said where an application ended and nobody recorded why."""

_IN_ROUNDS = "a.round_id IN (SELECT value FROM json_each(:rounds))"
_MADE = asof.applied("a")
_OWNER = asof.owner("a.subject_id")
_APPLICATIONS = f"""
SELECT a.*, {_OWNER} AS owner, {asof.name(_OWNER)} AS enterprise,
  (SELECT e.uscc FROM enterprise e WHERE e.id = {_OWNER}) AS uscc, {beside.owned("s")},
  (SELECT u.name FROM unit u WHERE u.id = a.unit_id) AS unit,
  {asof.standing("a.id")} AS standing
FROM application a JOIN subject s ON s.id = a.subject_id
WHERE {_IN_ROUNDS} AND {_MADE} ORDER BY a.id
"""
_THEIRS = f"""
SELECT a.id FROM application a
WHERE {_MADE} AND a.subject_id IN {asof.subjects(":subject")}
"""
_STEPS = f"""
SELECT p.*, (SELECT u.name FROM unit u WHERE u.id = p.unit_id) AS unit,
  {beside.document("p")}
FROM application_step p JOIN application a ON a.id = p.application_id
WHERE {_IN_ROUNDS} AND {_MADE} AND p.voided_by IS NULL AND p."on" <= :on
ORDER BY p.application_id, p."on", p.id
"""
_STAGES = """
SELECT code, name, ordinal, role FROM stage_kind
WHERE voided_by IS NULL ORDER BY ordinal, id
"""


@dataclass(frozen=True, slots=True)
class Taken:
    """A step with what was said: answer, reason, score in hundredths, by whom."""

    step: Step
    score: int | None
    reply: str
    reason: str
    unit: str
    document: str
    sample: bool


@dataclass(frozen=True, slots=True)
class Applied:
    """One application: whose, through which unit, and the steps it took by the day.

    ``standing`` is the step at which it stands, by ``asof.standing``.
    """

    id: int
    round_id: int
    subject_id: int
    enterprise_id: int
    uscc: str | None
    enterprise: str
    subject: str
    unit: str
    kind: str
    applied_on: date | None
    note: str
    sample: bool
    steps: tuple[Taken, ...]
    standing: Taken | None

    @property
    def name(self) -> str:
        """The enterprise, and what of it applies where that is not itself."""
        return f"{self.enterprise}/{self.subject}" if self.subject else self.enterprise

    @property
    def taken(self) -> tuple[Step, ...]:
        """The steps without what was said."""
        return tuple(one.step for one in self.steps)

    @property
    def stage(self) -> str:
        """The name of the stage at which it stands."""
        return self.standing.step.stage.name if self.standing else APPLIED

    @property
    def end(self) -> StageRole | None:
        """How it ended; None while it is under way."""
        role = self.standing.step.stage.role if self.standing else None
        return role if role in FINAL else None

    @property
    def recognised(self) -> bool:
        """Whether the title was given."""
        return self.end is StageRole.RECOGNITION

    @property
    def waits(self) -> bool:
        """Whether it was returned, and nothing came after."""
        return self.end is None and waits_for_correction(self.taken)

    @property
    def objected(self) -> bool:
        """Whether an objection to it is open."""
        return self.end is None and open_objections(self.taken) > 0

    @property
    def failed(self) -> Step | None:
        """The first step that said no where nothing came of it yet."""
        if self.end is not None or self.waits:
            return None
        return next(iter(failures(last_lap(self.taken))), None)

    def passed(self, stage: Stage) -> bool:
        """Whether it came through a stage: passed it, or went on to a later one."""
        line = in_line(self.taken)
        said = verdicts(self.taken).get(stage.code)
        failed = said is not None and said.passed is False
        return (
            self.recognised
            or any(step.stage.ordinal > stage.ordinal for step in line)
            or (self.took(stage) and not failed)
        )

    def took(self, stage: Stage) -> bool:
        """Whether a step of the stage is recorded."""
        return any(step.stage.code == stage.code for step in self.taken)

    def why(self) -> str:
        """Why it ended or waits, as recorded; ``NO_REASON`` where it is not."""
        if self.standing is None:
            return ""
        failed = [one for one in self.steps if one.step.passed is False]
        for one in (self.standing, *reversed(failed)):
            if one.reason or one.reply:
                return one.reason or one.reply
        return NO_REASON if self.end and not self.recognised else ""


def applications(reading: Reading, rounds: Sequence[int]) -> tuple[Applied, ...]:
    """The applications made by the day in some rounds, in the order of entry."""
    bound = json.dumps(list(rounds))
    known = {stage.code: stage for stage in stages(reading)}
    rows = reading.rows(_STEPS, rounds=bound)
    steps = {
        application: tuple(_taken(known, row) for row in taken)
        for application, taken in groupby(rows, lambda row: int(row["application_id"]))
    }
    return tuple(
        _applied(row, steps.get(row["id"], ()))
        for row in reading.rows(_APPLICATIONS, rounds=bound)
    )


def meant(reading: Reading, round_id: int, text: str) -> Applied:
    """The application that a name means in a round: a subject's, or of what it owns.

    Raises:
        NotFoundError: nobody is called so, or has not applied in the round.
        InputError: several of what it owns have applied.
    """
    subject = lookup.subject_id(reading.connection, text)
    theirs = {row["id"] for row in reading.rows(_THEIRS, subject=subject)}
    found = [one for one in applications(reading, [round_id]) if one.id in theirs]
    if not found:
        raise NotFoundError(
            f"「{visible(text)}」没有在这个批次申报；请用 tidu round show --names 核对"
        )
    if len(found) > 1:
        names = "、".join(one.name for one in found)
        raise InputError(f"「{visible(text)}」在这个批次有几项申报：{names}；请写全名")
    return found[0]


def stages(reading: Reading) -> tuple[Stage, ...]:
    """Every stage there is, in order."""
    return tuple(
        Stage(
            row["code"],
            visible(row["name"]),
            row["ordinal"],
            StageRole.read(row["role"]),
        )
        for row in reading.rows(_STAGES)
    )


def _taken(known: dict[str, Stage], row: sqlite3.Row) -> Taken:
    on = Day(date.fromisoformat(row["on"]), Precision(row["on_precision"]))
    passed = None if row["passed"] is None else bool(row["passed"])
    by = visible(row["taken_by"])
    return Taken(
        Step(known[row["stage"]], on, passed, by, row["id"], row["score"] is not None),
        row["score"],
        visible(row["reply"]),
        visible(row["reason"]),
        visible(row["unit"] or ""),
        visible(row["document"] or ""),
        bool(row["sample"]),
    )


def _applied(row: sqlite3.Row, steps: Iterable[Taken]) -> Applied:
    steps = tuple(steps)
    applied_on = row["applied_on"]
    return Applied(
        row["id"],
        row["round_id"],
        row["subject_id"],
        row["owner"],
        row["uscc"],
        visible(row["enterprise"] or f"#{row['owner']}"),
        visible(row["subject"]),
        visible(row["unit"] or ""),
        row["kind"],
        date.fromisoformat(applied_on) if applied_on else None,
        visible(row["note"]),
        bool(row["sample"]),
        steps,
        next((one for one in steps if one.step.id == row["standing"]), None),
    )
