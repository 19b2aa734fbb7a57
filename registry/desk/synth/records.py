"""What was found out about synthetic enterprises: levels, events, verdicts."""

from __future__ import annotations

from datetime import date

from registry.desk.synth.batch import Batch
from registry.desk.synth.draws import Draw, shares
from registry.desk.synth.firms import Firm, Thing
from registry.desk.synth.setting import ON, SOURCE, Setting

LEVELS = (0.28, 0.63, 0.84, 0.96, 0.995)
"""Strengths from which levels 1 to 5 begin: the spread of 2022 over the nation."""
BOUNDS = (0, 80, 180, 280, 380, 480, 500)
"""The score from which each level begins, in hundredths, and the greatest."""
ASSESSED = 0.6
KINDS = shares(
    {
        "safety": 26,
        "environment": 20,
        "quality": 6,
        "tax": 10,
        "credit": 14,
        "wages": 4,
        "abnormal_listing": 14,
        "penalty": 6,
    }
)
SEVERITIES = shares({"minor": 78, "major": 15, "serious": 5, "grave": 2})
ACCIDENTS = ("safety", "environment", "quality")
FIRST_EVENT = date(2019, 1, 1)


def level(strength: float) -> int:
    """The maturity level that a strength comes to."""
    return sum(strength >= bound for bound in LEVELS)


def assessments(batch: Batch, draw: Draw, firm: Firm) -> None:
    """Add the self-assessments of the last years, and a rare one on site."""
    if not draw.chance(ASSESSED):
        return
    reached, last = level(firm.strength), draw.between(2024, ON.year)
    if draw.chance(0.6):
        _assessment(batch, draw, firm, max(reached - draw.between(0, 1), 0), last - 1)
    _assessment(batch, draw, firm, reached, last)
    if reached and draw.chance(0.12):
        _assessment(batch, draw, firm, reached, ON.year - 1, "on_site")


def _assessment(
    batch: Batch, draw: Draw, firm: Firm, reached: int, year: int, kind: str = "self"
) -> None:
    on, precision = draw.known(draw.day(date(year, 1, 5), date(year, 6, 28)))
    batch.add(
        "assessment",
        subject_id=firm.id,
        standard="GB/T 39116-2020",
        kind=kind,
        on=on,
        on_precision=precision,
        level=reached,
        score=draw.between(BOUNDS[reached], BOUNDS[reached + 1] - 1),
        source=SOURCE,
    )


def events(batch: Batch, draw: Draw, firm: Firm) -> None:
    """Add what may bar a title; weaker enterprises have more of it."""
    while draw.chance(0.12 - 0.08 * firm.strength):
        kind = draw.pick(KINDS)
        happened = draw.day(FIRST_EVENT, ON)
        on, precision = draw.known(happened)
        lifted = kind not in ACCIDENTS and draw.chance(0.6)
        batch.add(
            "event",
            enterprise_id=firm.id,
            kind=kind,
            severity=draw.pick(SEVERITIES) if kind in ACCIDENTS else None,
            on=on,
            on_precision=precision,
            removed_on=draw.day(happened, ON) if lifted else None,
            note="",
            source=SOURCE,
        )


def verdicts(
    batch: Batch, draw: Draw, setting: Setting, firm: Firm, things: tuple[Thing, ...]
) -> None:
    """Add what officials have decided: all questions of a rung, or none of them."""
    subjects = [(firm.id, "enterprise", 0.01), *((t.id, t.kind, 0.25) for t in things)]
    for subject, kind, share in subjects:
        for rung in setting.rungs.get(kind, ()):
            if rung in setting.questions and draw.chance(share):
                _decide(batch, draw, setting, subject, rung)


def _decide(
    batch: Batch, draw: Draw, setting: Setting, subject: int, rung: str
) -> None:
    on = draw.day(date(ON.year, 1, 4), ON)
    for document, condition in setting.questions[rung]:
        batch.add(
            "judgement",
            subject_id=subject,
            policy=document,
            rung=rung,
            condition=condition,
            verdict="met" if draw.chance(0.85) else "unmet",
            on=on,
            judged_by=SOURCE,
            note="",
        )
