"""Who is nearest to a next rung, what is missing, and what would help most."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from registry import asof
from registry.desk.read.session import Reading
from registry.desk.read.steps import basis, steps_to, whither
from registry.eligibility.answer import Answer, ConditionAnswer, Party, Standing
from registry.eligibility.bind import BoundStep
from registry.eligibility.explain import explained
from registry.eligibility.gaps import rank
from registry.eligibility.gaps.near import everybody
from registry.eligibility.kept.read import kept
from registry.ladder.wording import required
from registry.terms import UNPLACED, Basis, ConditionOutcome
from registry.text import visible

NAMED = 3
"""So many enterprises are named of a measure or a unit, the nearest ones."""
OPEN = (
    ConditionOutcome.UNMET,
    ConditionOutcome.UNKNOWN,
    ConditionOutcome.FOR_JUDGEMENT,
)
"""What is missing, in the order in which it is told."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One subject before one step: what it lacks, the unmet first."""

    answer: Answer
    to: str
    lacks: tuple[ConditionAnswer, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The nearest first; ``total`` rows there are in all."""

    gaps: tuple[Gap, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Measure:
    """A requirement that enterprises lack, whichever rungs ask for it.

    ``goals`` are these rungs, code and what it is called; ``alone`` do not meet it and
    lack nothing else; every number counts enterprises, each once.
    """

    required: str
    goals: tuple[tuple[str, str], ...]
    enterprises: int
    alone: int
    unmet: int
    unknown: int
    judged: int
    parties: tuple[Party, ...]
    sample: bool

    @property
    def rungs(self) -> tuple[str, ...]:
        """What the rungs are called that ask for it."""
        return tuple(dict.fromkeys(name for _, name in self.goals))

    @property
    def nearest(self) -> tuple[str, ...]:
        """The nearest enterprises by name."""
        return tuple(one.name for one in self.parties)


@dataclass(frozen=True, slots=True)
class UnitGaps:
    """A unit's enterprises by the step each is nearest to.

    ``commonest`` is what most of them do not meet there, ``lacking`` how many.
    ``sample`` says whether some document's wording is a sample.
    """

    unit: str
    enterprises: int
    one_short: int
    pending: int
    further: int
    commonest: str
    lacking: int
    parties: tuple[Party, ...]
    sample: bool

    @property
    def nearest(self) -> tuple[str, ...]:
        """The nearest enterprises by name."""
        return tuple(one.name for one in self.parties)


def ranking(
    reading: Reading, limit: int, to: str | None = None, unit: int | None = None
) -> Ranking:
    """So many of the nearest, before the steps to one rung or all steps in force.

    Raises:
        NotFoundError: no policy in force leads to the rung.
    """
    steps = steps_to(reading, to)
    found, total = rank.first(reading.connection, steps, limit, unit)
    return Ranking(_gaps(reading, found), total)


def measures(
    reading: Reading, to: str | None = None, unit: int | None = None
) -> tuple[Measure, ...]:
    """Requirements that are lacking, those first that alone keep most enterprises down.

    Raises:
        NotFoundError: no policy in force leads to the rung.
    """
    steps = steps_to(reading, to)
    asked = Requirements(steps)
    with everybody(reading.connection, steps, unit):
        helped = rank.measures(reading.connection, asked.clauses)
        whom = rank.whom(reading.connection, asked.clauses, NAMED)
    known = _parties(reading, (one for ids in whom.values() for one in ids))
    return tuple(
        Measure(
            asked.texts[one.measure],
            asked.goals(one.measure),
            one.enterprises,
            one.alone,
            one.unmet,
            one.unknown,
            one.judged,
            tuple(known[id_] for id_ in whom[one.measure]),
            asked.sample(one.measure),
        )
        for one in helped
    )


def units(
    reading: Reading, to: str | None = None, unit: int | None = None
) -> tuple[UnitGaps, ...]:
    """Reporting units, those first in which most enterprises are one short.

    Raises:
        NotFoundError: no policy in force leads to the rung.
    """
    steps, on = steps_to(reading, to), reading.info.on
    asked = Requirements(steps)
    with everybody(reading.connection, steps, unit):
        around = rank.units(reading.connection, on)
        there = rank.there(reading.connection, on, NAMED)
        common = rank.common(reading.connection, on, asked.clauses)
    known = _parties(reading, (one for ids in there.values() for one in ids))
    called = _units(reading)
    sample = any(basis(step) is Basis.SAMPLE for step in steps)
    found = []
    for one in around:
        measure, lacking = common.get(one.unit_id, (None, 0))
        found.append(
            UnitGaps(
                called.get(one.unit_id, UNPLACED),
                one.enterprises,
                one.one_short,
                one.pending,
                one.further,
                "" if measure is None else asked.texts[measure],
                lacking,
                tuple(known[id_] for id_ in there[one.unit_id]),
                sample,
            )
        )
    return tuple(found)


def outdated(reading: Reading, to: str | None = None) -> int:
    """Of how many steps nothing kept counts on the day: all of them is evaluated."""
    found = (kept(reading.connection, step) for step in steps_to(reading, to))
    return sum(one is None for one in found)


class Requirements:
    """What steps require, each sentence once, in the order of the policies.

    ``clauses`` say for each condition of each step which of ``texts`` it is.
    """

    def __init__(self, steps: Sequence[BoundStep]) -> None:
        self._steps = steps
        places: dict[str, int] = {}
        self.clauses: list[rank.Clause] = [
            (places.setdefault(text, len(places)), at, place)
            for at, step in enumerate(steps)
            for place, text in enumerate(_required(step))
        ]
        self.texts = tuple(places)

    def goals(self, measure: int) -> tuple[tuple[str, str], ...]:
        """The rungs for which it is required, each with what it is called."""
        asking = ((step.step.to, whither(step)) for step, _ in self._of(measure))
        return tuple(dict.fromkeys(asking))

    def sample(self, measure: int) -> bool:
        """Whether some document's wording of it is a sample."""
        return any(
            step.step.condition[place].sample for step, place in self._of(measure)
        )

    def _of(self, measure: int) -> Iterator[tuple[BoundStep, int]]:
        return (
            (self._steps[at], place)
            for one, at, place in self.clauses
            if one == measure
        )


def _required(step: BoundStep) -> Iterator[str]:
    for clause in step.step.condition:
        yield visible(required(clause, step.names))


def _gaps(
    reading: Reading, found: Sequence[tuple[BoundStep, Standing]]
) -> tuple[Gap, ...]:
    """What each lacks, in the same order; the answers of one step are read together."""
    places: dict[BoundStep, list[int]] = {}
    for at, (step, _) in enumerate(found):
        places.setdefault(step, []).append(at)
    gaps: dict[int, Gap] = {}
    for step, ats in places.items():
        parties = [(found[at][1].subject_id, found[at][1].enterprise_id) for at in ats]
        answers = explained(reading.connection, step, parties)
        for at, answer in zip(ats, answers, strict=True):
            gaps[at] = Gap(answer, whither(step), lacks(answer))
    return tuple(gaps[at] for at in range(len(found)))


def lacks(answer: Answer) -> tuple[ConditionAnswer, ...]:
    """The conditions that are missing: unmet, then unknown, then for judgement."""
    return tuple(
        one for wanted in OPEN for one in answer.conditions if one.outcome is wanted
    )


_PARTIES = f"""
SELECT e.id, e.uscc, {asof.name("e.id")} AS name, {asof.unit_name("e.id")} AS unit
FROM json_each(:ids) j JOIN enterprise e ON e.id = j.value
"""


def _parties(reading: Reading, ids: Iterator[int]) -> dict[int, Party]:
    rows = reading.rows(_PARTIES, ids=json.dumps(sorted(set(ids))))
    return {
        id_: Party(id_, uscc, *(visible(told or "") for told in names))
        for id_, uscc, *names in rows
    }


def _units(reading: Reading) -> dict[int | None, str]:
    rows = reading.rows("SELECT id, name FROM unit")
    return {row["id"]: visible(row["name"]) for row in rows}
