"""Where an enterprise stands on every ladder, what may come next, what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from registry import asof
from registry.desk.read import choices
from registry.desk.read.eligibility import next_steps
from registry.desk.read.session import Reading
from registry.desk.read.values import Line
from registry.eligibility.answer import Answer, ConditionAnswer
from registry.eligibility.bind import policies
from registry.ladder.begun import inward
from registry.terms import Basis, ConditionOutcome, Outcome, Tier
from registry.text import visible

_HELD = f"""
SELECT r.programme, r.tier, {asof.rung_name("t.rung")} AS rung,
  (SELECT s.name FROM subject s WHERE s.id = t.subject_id AND s.kind <> 'enterprise')
    AS subject
FROM title t JOIN rung r ON r.code = t.rung
WHERE t.subject_id IN {asof.subjects(":enterprise")} AND {asof.held("t")}
ORDER BY r.ordinal, t.recognised_on, t.id
"""
_PROGRAMMES = "SELECT code, programme FROM rung WHERE voided_by IS NULL"
_RECORDED = f"""
SELECT e.uscc, e.established_on, {asof.unit_name("e.id")} AS unit,
  {asof.value("industry_spell", "e.id")} AS industry,
  {asof.value("size_spell", "e.id")} AS size,
  {asof.value("designated_spell", "e.id")} AS above,
  {asof.assessment("e.id")} AS assessed
FROM enterprise e WHERE e.id = :enterprise
"""
_BASIC: Mapping[str, str] = {
    "uscc": "统一社会信用代码",
    "unit": "上报单位",
    "industry": "行业",
    "size": "规模",
    "above": "规上",
    "established_on": "成立日期",
    "assessed": "成熟度评估",
}
_WORDS = (
    ConditionOutcome.UNMET,
    ConditionOutcome.UNKNOWN,
    ConditionOutcome.FOR_JUDGEMENT,
)


class Climb:
    """An enterprise with what it owns before every step in force on the day."""

    def __init__(self, reading: Reading, enterprise: int) -> None:
        self._reading = reading
        self._enterprise = enterprise
        self._answers = next_steps(reading, enterprise)

    def ladders(self) -> tuple[Line, ...]:
        """Programme by programme what is held, then every step, the nearest first."""
        rows = self._reading.rows(_PROGRAMMES)
        programme = {row["code"]: row["programme"] for row in rows}
        rungs = dict(choices.rungs(self._reading))
        held = self._held()
        return tuple(
            line
            for id_, name in _named(self._reading).items()
            for line in _ladder(
                name,
                held.get(id_, ()),
                [one for one in self._answers if programme.get(one.to) == id_],
                rungs,
            )
        )

    def missing(self) -> tuple[Line, ...]:
        """What is not recorded: of itself, then what the steps ask for, each once."""
        (row,) = self._reading.rows(_RECORDED, enterprise=self._enterprise)
        basic = (
            Line(label, "未登记") for key, label in _BASIC.items() if row[key] is None
        )
        return (*basic, *self._asked())

    def _asked(self) -> Iterator[Line]:
        rungs = dict(choices.rungs(self._reading))
        asked: dict[tuple[str, str], list[str]] = {}
        told: dict[tuple[str, str], ConditionAnswer] = {}
        for answer in self._answers:
            for one in _of(answer, ConditionOutcome.UNKNOWN):
                thing = visible(answer.thing)
                key = (one.name, thing)
                told.setdefault(key, one)
                asked.setdefault(key, []).append(rungs.get(answer.to, answer.to))
        for (name, thing), used in asked.items():
            hand_in = told[name, thing].hand_in
            label = f"{name}（{thing}）" if thing else name
            named = "、".join(dict.fromkeys(used))
            yield Line(label, hand_in or "未登记，或记得不够细", source=f"用于 {named}")

    def _held(self) -> dict[str, list[str]]:
        held: dict[str, list[str]] = {}
        for row in self._reading.rows(_HELD, enterprise=self._enterprise):
            thing = f"（{row['subject']}）" if row["subject"] else ""
            said = f"{Tier.read(row['tier']).label}：{row['rung']}{thing}"
            held.setdefault(row["programme"], []).append(said)
        return held


def missing_of(answer: Answer) -> str:
    """What an answer lacks, in words: 不符：…；缺数据：…；待人工认定：…."""
    parts = {
        outcome.label: [_lacking(one) for one in _of(answer, outcome)]
        for outcome in _WORDS
    }
    return "；".join(f"{label}：{'、'.join(of)}" for label, of in parts.items() if of)


def _lacking(one: ConditionAnswer) -> str:
    told = one.gap if one.outcome is ConditionOutcome.UNMET else ""
    return f"{one.name}（{told}）" if told else one.name


def _of(answer: Answer, outcome: ConditionOutcome) -> list[ConditionAnswer]:
    return [one for one in answer.conditions if one.outcome is outcome]


def _named(reading: Reading) -> dict[str, str]:
    """The names of the programmes whose policies have begun, as they are on the day."""
    begun = [p for p in policies(reading.connection) if p.since <= reading.info.on]
    names = {p.programme: p.programme_name for p in inward(begun, reading.info.on)}
    return {
        id_: visible(names[id_]) for id_ in dict.fromkeys(p.programme for p in begun)
    }


def _ladder(
    name: str, held: Sequence[str], answers: Sequence[Answer], rungs: Mapping[str, str]
) -> Iterator[Line]:
    if not held and not answers:
        return
    yield Line(name, "、".join(held) or "尚未持有称号")
    for answer in answers:
        thing = f" {visible(answer.thing)}" if answer.thing else ""
        missing = missing_of(answer)
        said = answer.outcome.label
        if missing and answer.outcome is not Outcome.ELIGIBLE:
            said = f"{said}；{missing}"
        basis = Basis.read(answer.basis).label
        yield Line(
            f"→ {answer.whither(rungs)}{thing}",
            said,
            source=f"{answer.policy}（{basis}）",
        )
