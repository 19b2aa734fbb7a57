"""How rounds went: from applied to recognised, and who was left where, and why."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from registry import asof
from registry.desk.course import Course
from registry.desk.read import beside
from registry.desk.read.rounds_applied import (
    NO_REASON,
    Applied,
    applications,
    stages,
)
from registry.desk.read.rounds_heads import Head, courses, heads_of
from registry.desk.read.session import Reading
from registry.desk.stages import IN_LINE, Stage, failed_briefly
from registry.reports.counted import Terms
from registry.terms import NO_UNIT, StageRole
from registry.text import visible

_PLACES = """
SELECT u.name AS unit, sum(q.places) AS places FROM round_quota q
JOIN unit u ON u.id = q.unit_id WHERE q.voided_by IS NULL
  AND q.round_id IN (SELECT value FROM json_each(:rounds)) GROUP BY u.id ORDER BY u.id
"""
_TITLES = f"""
SELECT t.round_id, t.subject_id, e.id AS owner, e.uscc, {beside.owned("s")},
  {asof.name("e.id")} AS enterprise, {asof.unit_name("e.id")} AS unit
FROM title t JOIN subject s ON s.id = t.subject_id
JOIN enterprise e ON e.id = {asof.owner("t.subject_id")}
WHERE {asof.recognised("t")}
  AND t.round_id IN (SELECT value FROM json_each(:rounds)) ORDER BY enterprise, t.id
"""
UNDER_WAY = "在办"


@dataclass(frozen=True, slots=True)
class Left:
    """One that did not come through a stage: how it stands, since when, and why."""

    applied: Applied
    how: str
    on: str
    why: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A stage: how many came through it, and who of those before it did not.

    ``unrecorded`` of them came through without a step of it in the register.
    """

    stage: str
    came: int
    unrecorded: int
    left: tuple[Left, ...]


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A reporting unit: its places, and what became of what it sent."""

    unit: str
    places: int | None
    applied: int
    recommended: int
    recognised: int
    ended: int
    under_way: int


@dataclass(frozen=True, slots=True)
class Awarded:
    """A title that was given in a round: to whom."""

    round_id: int
    subject_id: int
    enterprise_id: int
    uscc: str | None
    enterprise: str
    unit: str
    subject: str

    @property
    def name(self) -> str:
        """The enterprise, and what of it holds the title where that is not itself."""
        return f"{self.enterprise}/{self.subject}" if self.subject else self.enterprise


@dataclass(frozen=True, slots=True)
class Progress:
    """One round, or several together, from applied to recognised, as of a day."""

    rounds: tuple[Head, ...]
    terms: Terms
    applied: tuple[Applied, ...]
    passages: tuple[Passage, ...]
    units: tuple[UnitRow, ...]
    titles: tuple[Awarded, ...]

    @property
    def unapplied(self) -> tuple[Awarded, ...]:
        """Titles of the rounds whose holders have no application there."""
        applied = {(one.round_id, one.subject_id) for one in self.applied}
        return tuple(
            one for one in self.titles if (one.round_id, one.subject_id) not in applied
        )

    @property
    def name(self) -> str:
        """The names of the rounds."""
        return "、".join(head.name for head in self.rounds)

    @property
    def recognised(self) -> int:
        """How many titles were given."""
        return sum(one.recognised for one in self.applied)

    @property
    def quota(self) -> int | None:
        """The places of all the rounds; None where one of them has no quota."""
        given = [head.quota for head in self.rounds if head.quota is not None]
        return sum(given) if given and len(given) == len(self.rounds) else None


def progress(reading: Reading, rounds: Sequence[int]) -> Progress:
    """How these rounds stand on the day, taken together.

    Raises:
        NotFoundError: one of them is not there, or void.
    """
    heads = heads_of(reading, rounds)
    applied = applications(reading, rounds)
    known = stages(reading)
    return Progress(
        heads,
        _terms(reading, heads),
        applied,
        _passages(known, courses(heads, known), applied),
        _units(reading, rounds, applied, known),
        _titles(reading, rounds),
    )


def left_where(course_: Course, applied: Applied) -> Left:
    """How an application stands that was not recognised, since when, and why."""
    stands = applied.standing
    on = str(stands.step.on) if stands else str(applied.applied_on or "")
    if applied.end is not None:
        return Left(applied, applied.stage, on, applied.why())
    if applied.waits:
        return Left(applied, applied.stage, on, applied.why())
    ahead = course_.next(applied.taken)
    if (failed := applied.failed) is not None:
        why = applied.why() or NO_REASON
        return Left(applied, failed_briefly(failed), on, f"{why}，{ahead}")
    how = "异议未处理" if applied.objected else UNDER_WAY
    return Left(applied, how, on, ahead)


def _titles(reading: Reading, rounds: Sequence[int]) -> tuple[Awarded, ...]:
    rows = reading.rows(_TITLES, rounds=json.dumps(list(rounds)))
    return tuple(
        Awarded(
            row["round_id"],
            row["subject_id"],
            row["owner"],
            row["uscc"],
            visible(row["enterprise"] or f"#{row['owner']}"),
            visible(row["unit"] or ""),
            visible(row["subject"]),
        )
        for row in rows
    )


def _passages(
    known: tuple[Stage, ...],
    ahead: Mapping[int, Course],
    applied: tuple[Applied, ...],
) -> tuple[Passage, ...]:
    """Applied, every stage that was taken by anyone, and recognition."""
    found = [Passage("申报", len(applied), 0, ())]
    before = applied
    for stage in known:
        if _is_shown(stage, applied):
            through = tuple(one for one in before if _came(one, stage))
            found.append(_passage(ahead, stage, before, through))
            before = through
    return tuple(found)


def _is_shown(stage: Stage, applied: tuple[Applied, ...]) -> bool:
    if stage.role is StageRole.RECOGNITION:
        return True
    return stage.role in IN_LINE and any(one.took(stage) for one in applied)


def _came(applied: Applied, stage: Stage) -> bool:
    if stage.role is StageRole.RECOGNITION:
        return applied.recognised
    return applied.passed(stage)


def _passage(
    ahead: Mapping[int, Course],
    stage: Stage,
    before: tuple[Applied, ...],
    through: tuple[Applied, ...],
) -> Passage:
    ids = {one.id for one in through}
    return Passage(
        stage.name,
        len(through),
        sum(not one.took(stage) for one in through),
        tuple(
            left_where(ahead[one.round_id], one) for one in before if one.id not in ids
        ),
    )


def _units(
    reading: Reading,
    rounds: Sequence[int],
    applied: tuple[Applied, ...],
    known: tuple[Stage, ...],
) -> tuple[UnitRow, ...]:
    """Units with places or applications, those with places first."""
    rows = reading.rows(_PLACES, rounds=json.dumps(list(rounds)))
    places = {visible(row["unit"]): int(row["places"]) for row in rows}
    sent = [unit for unit in _senders(reading, applied) if unit not in places]
    recommendation = next(
        (stage for stage in known if stage.role is StageRole.RECOMMENDATION), None
    )
    return tuple(
        _unit(unit, places.get(unit), _of(applied, unit), recommendation)
        for unit in (*places, *sent)
    )


def _senders(reading: Reading, applied: tuple[Applied, ...]) -> Iterator[str]:
    """The units that sent something, in the register's order; none known, last."""
    known = {one.unit for one in applied}
    for row in reading.rows(
        "SELECT name FROM unit WHERE voided_by IS NULL ORDER BY id"
    ):
        if visible(row["name"]) in known:
            yield visible(row["name"])
    if "" in known:
        yield ""


def _of(applied: tuple[Applied, ...], unit: str) -> list[Applied]:
    return [one for one in applied if one.unit == unit]


def _unit(
    unit: str, places: int | None, sent: list[Applied], recommendation: Stage | None
) -> UnitRow:
    recommended = [one for one in sent if recommendation and one.passed(recommendation)]
    recognised = sum(one.recognised for one in sent)
    ended = sum(one.end is not None for one in sent) - recognised
    return UnitRow(
        unit or NO_UNIT,
        places,
        len(sent),
        len(recommended),
        recognised,
        ended,
        len(sent) - recognised - ended,
    )


def _terms(reading: Reading, heads: tuple[Head, ...]) -> Terms:
    return Terms(
        reading.info.on,
        "按申报项数计",
        "、".join(head.name for head in heads),
        "单位按申报时的上报单位",
        "以走到的最远环节计，与登记先后无关；走过后面环节的，前面环节计为已过",
    )
