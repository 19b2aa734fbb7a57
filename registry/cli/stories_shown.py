"""How it is printed what became of an application, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from registry.cli.rounds_shown import NOT_RECORDED, head, whose
from registry.cli.show import Format, as_json, aside, by_key, headed, listing
from registry.desk.read.rounds_applied import Taken
from registry.desk.read.rounds_story import Frozen, Story
from registry.desk.read.session import Reading
from registry.desk.read.shown import passed
from registry.desk.read.units import points
from registry.errors import NotFoundError
from registry.text import visible

STEPS = {
    "stage": "环节",
    "on": "日期",
    "by": "办理单位",
    "result": "结果",
    "score": "得分",
    "reason": "理由",
    "outcome": "当时资格",
    "missing": "当时还差",
}


def told(reading: Reading, rounds: Sequence[str], of: str, layout: Format) -> None:
    """Print what became of one applicant in rounds, and why."""
    from registry.desk.read import lookup
    from registry.desk.read import rounds_story as story
    from registry.desk.read.rounds import named

    subject = lookup.subject_id(reading.connection, of)
    found = story.stories(reading, subject, named(reading, *rounds))
    stories(reading, found, of, layout)


def stories(reading: Reading, found: Sequence[Story], who: str, layout: Format) -> None:
    """Print what became of each application of somebody, step by step.

    Raises:
        NotFoundError: it has not applied in these rounds by the day.
    """
    if not found:
        raise NotFoundError(
            f"台账中没有「{visible(who)}」在这个批次的申报（截至 {reading.info.on}）；"
            "没有申报，或没有录入，可用 tidu explain 看它当时够不够条件"
        )
    if layout is Format.JSON:
        as_json(headed(reading) | {"applications": list(map(_story_object, found))})
        return
    for one in found:
        head(reading, f"{one.applied.name}　{one.round.name}", layout)
        aside(_said(one), layout)
        rows = [_step(taken, at) for taken, at in one.steps]
        listing(layout, tuple(STEPS.values()), rows)


def _said(one: Story) -> str:
    """The result in one paragraph: how, when, why, and where it stood by its score."""
    result = f"结果：{one.how}（{one.on or '日期未登记'}）"
    why = f"；原因：{one.why}" if one.why else ""
    score = one.score
    if score is None:
        return f"{result}{why}；评分未登记"
    lowest = f"，认定的最低 {score.lowest}" if score.lowest else ""
    place = f"；评分 {score.mean}，{score.of} 项中第 {score.place}{lowest}"
    return f"{result}{why}{place}"


def _step(taken: Taken, at: Frozen | None) -> tuple[str, ...]:
    return (
        taken.step.stage.name,
        str(taken.step.on),
        taken.unit or taken.step.by,
        passed(taken.step.passed),
        points(taken.score),
        "；".join(filter(None, (taken.reason, taken.reply))),
        at.outcome.label if at else NOT_RECORDED,
        "；".join(at.missing) if at else "",
    )


def _story_object(one: Story) -> dict[str, object]:
    return (
        {"round": one.round.name}
        | whose(one.applied)
        | {
            "result": one.how,
            "on": one.on,
            "why": one.why,
            "score": asdict(one.score) if one.score else None,
            "steps": [
                by_key(tuple(STEPS), _step(taken, at)) for taken, at in one.steps
            ],
        }
    )
