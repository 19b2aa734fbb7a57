"""Rows of those who stand before a step: who, what, whither, and what is missing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from registry import asof
from registry.desk.read.places import Place
from registry.desk.read.session import Reading
from registry.desk.read.steps import whither
from registry.desk.read.values import Row
from registry.eligibility.answer import Standing
from registry.eligibility.bind import BoundStep
from registry.eligibility.explain import explain
from registry.ladder.wording import name
from registry.terms import ConditionOutcome, Outcome
from registry.text import visible

ROW_STEP = 1 << 40
"""A row's id is the place of its step times this, plus its subject's id."""

_NAMES = f"""
SELECT {asof.name("e.value")} AS enterprise, {asof.unit_name("e.value")} AS unit,
  (SELECT s.name FROM subject s WHERE s.id = p.value AND s.id <> e.value) AS subject
FROM json_each(:enterprises) e JOIN json_each(:subjects) p ON p.key = e.key
ORDER BY e.key
"""


def reached(
    reading: Reading, steps: Sequence[BoundStep], places: Sequence[Place]
) -> list[Row]:
    """The places as rows: 企业, 对象, 县市区, 晋级至, 结论, 还差."""
    standings = [place.standing for place in places]
    names = reading.rows(
        _NAMES,
        enterprises=json.dumps([one.enterprise_id for one in standings]),
        subjects=json.dumps([one.subject_id for one in standings]),
    )
    return [
        Row(
            place.step * ROW_STEP + place.standing.subject_id,
            place.cursor,
            tuple(map(visible, _cells(reading, steps[place.step], place, tuple(row)))),
        )
        for place, row in zip(places, names, strict=True)
    ]


def _cells(
    reading: Reading,
    step: BoundStep,
    place: Place,
    names: tuple[str | None, ...],
) -> tuple[str, ...]:
    enterprise, unit, subject = (part or "" for part in names)
    standing = place.standing
    target = whither(step)
    missing = gap(reading, step, standing)
    return enterprise, subject, unit, target, standing.outcome.label, missing


def gap(reading: Reading, step: BoundStep, standing: Standing) -> str:
    """What is missing: the one thing in full, several things by name."""
    if standing.outcome is Outcome.ONE_SHORT:
        answer = explain(reading.connection, step, standing.subject_id)
        unmet = (c for c in answer.conditions if c.outcome is ConditionOutcome.UNMET)
        return "；".join(f"{one.name}：{one.gap}" for one in unmet)
    return "；".join(_missing(step, standing))


def _missing(step: BoundStep, standing: Standing) -> Iterator[str]:
    masks = {
        "不符": standing.unmet,
        "缺数据": standing.unknown,
        "待人工认定": standing.judged,
    }
    for label, mask in masks.items():
        named = [
            name(condition, step.names.facts, step.names.rungs)
            for place, condition in enumerate(step.step.condition)
            if mask >> place & 1
        ]
        if named:
            yield f"{label}：{'、'.join(named)}"
