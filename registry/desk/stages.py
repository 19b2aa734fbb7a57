"""Stages of an application, and what the steps taken through them say together.

Pure: stages and steps come in as values.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from registry.dates import Day
from registry.terms import StageRole

USUAL = frozenset({StageRole.LINE, StageRole.RECOMMENDATION, StageRole.NOTICE})
"""What every application for one of our own titles goes through."""

IN_LINE = USUAL | {StageRole.OPTIONAL}
"""The stages that lie between application and recognition."""

FINAL = frozenset(
    {StageRole.RECOGNITION, StageRole.REJECTION, StageRole.WITHDRAWAL},
)
"""What ends an application."""

_RETURN = StageRole.RETURN


@dataclass(frozen=True, slots=True)
class Stage:
    """A kind of step: its place in the order and what it does."""

    code: str
    name: str
    ordinal: int
    role: StageRole


@dataclass(frozen=True, slots=True)
class Step:
    """A step taken: what, when, whether passed (None: not said), by whom, if scored."""

    stage: Stage
    on: Day
    passed: bool | None = None
    by: str = ""
    id: int = 0
    scored: bool = False


def ordered(steps: Sequence[Step]) -> tuple[Step, ...]:
    """The steps by day, and on one day as they were recorded."""
    return tuple(sorted(steps, key=lambda step: (step.on.on, step.id)))


def in_line(steps: Sequence[Step]) -> tuple[Step, ...]:
    """The steps that lead on, without returns, objections and ends."""
    return tuple(step for step in steps if step.stage.role in IN_LINE)


def waits_for_correction(taken: Sequence[Step]) -> bool:
    """Whether the latest step that counts is a return for correction."""
    counted = [s for s in ordered(taken) if s.stage.role in IN_LINE | {_RETURN}]
    return bool(counted) and counted[-1].stage.role is _RETURN


def open_objections(taken: Sequence[Step]) -> int:
    """How many objections nothing was decided on; a step that says so settles one."""
    count = 0
    for step in ordered(taken):
        if step.stage.role is StageRole.OBJECTION:
            count = count + 1 if step.passed is None else max(count - 1, 0)
    return count


def verdicts(steps: Sequence[Step]) -> dict[str, Step]:
    """Of each stage the step whose yes or no stands: the latest that says."""
    said = (step for step in ordered(steps) if step.passed is not None)
    return {step.stage.code: step for step in said}


def failures(steps: Sequence[Step]) -> tuple[Step, ...]:
    """The steps that say no, where nothing later of the stage says yes."""
    return tuple(step for step in verdicts(steps).values() if step.passed is False)


def failed(step: Step) -> str:
    """That a step said no, in words."""
    return f"「{step.stage.name}」{_no(step, '没有通过')}（{step.on}）"


def failed_briefly(step: Step) -> str:
    """The same as a heading of those it happened to."""
    return f"{step.stage.name}{_no(step, '不通过')}"


def _no(step: Step, usual: str) -> str:
    return "成立" if step.stage.role is StageRole.OBJECTION else usual


def last_lap(taken: Sequence[Step]) -> tuple[Step, ...]:
    """The steps from the last return for correction on, it included."""
    steps = ordered(taken)
    returns = [at for at, step in enumerate(steps) if step.stage.role is _RETURN]
    return steps[returns[-1] if returns else 0 :]
