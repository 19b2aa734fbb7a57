"""Rows of those who stand before a step: who, what, whither, and what is missing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache

from registry import asof
from registry.desk.read.places import Place
from registry.desk.read.session import Reading
from registry.desk.read.steps import whither
from registry.desk.read.values import Row
from registry.eligibility.answer import Standing
from registry.eligibility.bind import BoundStep
from registry.eligibility.explain import Lacking, clause_names, lacking
from registry.terms import Outcome
from registry.text import visible

ROW_STEP = 1 << 40
"""A row's id is the place of its step times this, plus its subject's id."""

_NAMES = f"""
WITH p AS MATERIALIZED (SELECT key AS place,
  json_extract(value, '$[0]') AS subject, json_extract(value, '$[1]') AS enterprise
  FROM json_each(:parties))
SELECT {asof.name("p.enterprise")} AS enterprise,
  {asof.unit_name("p.enterprise")} AS unit,
  (SELECT s.name FROM subject s WHERE s.id = p.subject AND s.id <> p.enterprise)
    AS subject
FROM p ORDER BY p.place
"""


def reached(
    reading: Reading, steps: Sequence[BoundStep], places: Sequence[Place]
) -> list[Row]:
    """The places as rows: 企业, 对象, 县市区, 晋级至, 结论, 还差."""
    parties = [
        (place.standing.subject_id, place.standing.enterprise_id) for place in places
    ]
    names = reading.rows(_NAMES, parties=json.dumps(parties))
    missing = gaps(reading, steps, places)
    leading = [whither(step, steps) for step in steps]
    return [
        Row(
            place.step * ROW_STEP + place.standing.subject_id,
            place.cursor,
            tuple(map(visible, _cells(leading[place.step], place, tuple(row), gap))),
        )
        for place, row, gap in zip(places, names, missing, strict=True)
    ]


def _cells(
    leading: str, place: Place, names: tuple[str | None, ...], gap: str
) -> tuple[str, ...]:
    enterprise, unit, subject = (part or "" for part in names)
    outcome = place.standing.outcome.label
    return enterprise, subject, unit, leading, outcome, gap


def gaps(
    reading: Reading, steps: Sequence[BoundStep], places: Sequence[Place]
) -> list[str]:
    """What each is missing: the one thing in full, several things by name.

    Who is one short is told together with all others who are, step by step.
    """
    told: dict[Place, str] = {}
    short = [one for one in places if one.standing.outcome is Outcome.ONE_SHORT]
    for at, step in enumerate(steps):
        theirs = [one for one in short if one.step == at]
        lacks = lacking(reading.connection, step, [one.standing for one in theirs])
        told.update(zip(theirs, map(_in_full, lacks), strict=True))
    return [
        told[one] if one in told else _by_name(steps[one.step], one.standing)
        for one in places
    ]


def _in_full(lacks: Sequence[Lacking]) -> str:
    return "；".join(f"{one.name}：{one.gap}" for one in lacks)


def _by_name(step: BoundStep, standing: Standing) -> str:
    return _named(step, standing.unmet, standing.unknown, standing.judged)


@lru_cache(maxsize=1024)
def _named(step: BoundStep, unmet: int, unknown: int, judged: int) -> str:
    """The conditions of each mask by name: many subjects lack the same."""
    masks = {"不符": unmet, "缺数据": unknown, "待人工认定": judged}
    names = clause_names(step)
    found = {
        label: [name for place, name in enumerate(names) if mask >> place & 1]
        for label, mask in masks.items()
    }
    return "；".join(f"{label}：{'、'.join(of)}" for label, of in found.items() if of)
