"""The course of an application: its stages in their order, and what is out of turn.

Pure: stages and steps come in as values. A day known to the month or year only is
out of order where it surely is, not where it may be.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from registry.desk.stages import (
    FINAL,
    IN_LINE,
    USUAL,
    Stage,
    Step,
    failed,
    failures,
    in_line,
    last_lap,
    open_objections,
    ordered,
    waits_for_correction,
)
from registry.terms import StageRole

_ORDERED = IN_LINE | FINAL
_FOLLOWS = IN_LINE | {StageRole.RECOGNITION}
_NEEDS_WHAT_IS_USUAL = _FOLLOWS | {StageRole.OBJECTION}


@dataclass(frozen=True, slots=True)
class Course:
    """The stages there are, in order, and what a round makes of them.

    ``own``: the title is the city's own to give, so that what follows the
    recommendation is its work too. ``notice_ends`` is the last day of the notice.
    """

    stages: tuple[Stage, ...]
    own: bool = True
    notice_ends: date | None = None

    def usual(self) -> tuple[Stage, ...]:
        """The stages that an application of the round goes through, in order."""
        line = [stage for stage in self.stages if stage.role in USUAL]
        last = next(
            (s.ordinal for s in line if s.role is StageRole.RECOMMENDATION), None
        )
        ours = self.own or last is None
        return tuple(s for s in line if ours or s.ordinal <= (last or 0))

    def missing(self, taken: Sequence[Step], before: Stage) -> tuple[Stage, ...]:
        """The usual stages before one that were not taken."""
        done = {step.stage.code for step in taken}
        return tuple(
            stage
            for stage in self.usual()
            if stage.ordinal < before.ordinal and stage.code not in done
        )

    def next(self, taken: Sequence[Step]) -> str:
        """What comes next, in words."""
        ended = [step for step in taken if step.stage.role in FINAL]
        if ended:
            return f"这项申报已{ended[-1].stage.name}"
        if waits_for_correction(taken):
            return "等企业补正后重新办理"
        if open_objections(taken):
            return "先处理异议（办异议环节，写明是否通过）"
        coming = self.coming(taken)
        if coming is None:
            return "没有后续环节"
        unsaid = coming in self._unsaid(taken)
        return f"接下来应{'写明结果' if unsaid else '办'}「{coming.name}」"

    def coming(self, taken: Sequence[Step]) -> Stage | None:
        """The usual stage after the furthest one that was taken, else recognition.

        Rejection where a step said no; the furthest one itself where it should have
        said yes or no and did not.
        """
        if failures(last_lap(taken)):
            return self._first(StageRole.REJECTION)
        recognition = self._first(StageRole.RECOGNITION)
        missing = self.missing(taken, recognition) if recognition else ()
        furthest = max((s.stage.ordinal for s in in_line(taken)), default=0)
        for stage in self._unsaid(taken):
            if stage.ordinal == furthest:
                return stage
        ahead = [stage for stage in missing if stage.ordinal > furthest]
        return ahead[0] if ahead else recognition

    def _first(self, role: StageRole) -> Stage | None:
        return next((stage for stage in self.stages if stage.role is role), None)

    def _unsaid(self, taken: Sequence[Step]) -> tuple[Stage, ...]:
        """The stages taken of which neither a yes, a no nor a score is recorded.

        The last of the line proposes: that it was taken is its result.
        """
        line = [stage for stage in self.stages if stage.role is StageRole.LINE]
        steps = in_line(last_lap(taken))
        told = {s.stage.code for s in steps if s.passed is not None or s.scored}
        met = {step.stage.code for step in steps} - told
        return tuple(stage for stage in line[:-1] if stage.code in met)

    def out_of_turn(self, taken: Sequence[Step], new: Step) -> tuple[str, ...]:
        """Everything about a new step that needs a reason, in words."""
        lap = _lap(taken, new)
        told = (
            *_after_the_end(taken, new),
            *_in_disorder(lap, new),
            *_again(lap, new),
            *_after_failing(lap, new),
            *self._skipping(taken, new),
            *self._leaving_unsaid(lap, new),
            *self._recognised_early(lap, new),
            *self._objected_late(new),
        )
        return tuple(dict.fromkeys(told))

    def _skipping(self, taken: Sequence[Step], new: Step) -> Iterator[str]:
        if new.stage.role in _NEEDS_WHAT_IS_USUAL:
            missing = self.missing(taken, new.stage)
            if missing:
                yield f"还没有办{_listed(missing)}"

    def _leaving_unsaid(self, lap: Sequence[Step], new: Step) -> Iterator[str]:
        if new.stage.role in _FOLLOWS:
            for stage in self._unsaid(lap):
                if stage.ordinal < new.stage.ordinal:
                    yield f"「{stage.name}」还没有写明结果（是否通过，或评分）"

    def _recognised_early(self, lap: Sequence[Step], new: Step) -> Iterator[str]:
        if new.stage.role is not StageRole.RECOGNITION:
            return
        if open_objections(lap):
            yield "异议还没有处理"
        if waits_for_correction(lap):
            yield "退回补正后还没有重新办理"
        if self.notice_ends is not None and new.on.last <= self.notice_ends:
            yield f"公示到 {self.notice_ends} 才满"

    def _objected_late(self, new: Step) -> Iterator[str]:
        ends = self.notice_ends
        if new.stage.role is StageRole.OBJECTION and ends and new.on.on > ends:
            yield f"公示已于 {ends} 结束"


def _lap(taken: Sequence[Step], new: Step) -> tuple[Step, ...]:
    """The steps between the same two returns as the new one, the first included."""
    lap: list[Step] = []
    for step in ordered(taken):
        if step.stage.role is StageRole.RETURN:
            if step.on.on > new.on.last:
                break
            lap.clear()
        lap.append(step)
    return tuple(lap)


def _after_the_end(taken: Sequence[Step], new: Step) -> Iterator[str]:
    """That an application ended: what was missed is entered for a reason only."""
    if new.stage.role is StageRole.AFTER:
        return
    for step in taken:
        if step.stage.role in FINAL:
            yield f"这项申报已于 {step.on} {step.stage.name}"


def _in_disorder(lap: Sequence[Step], new: Step) -> Iterator[str]:
    if new.stage.role not in _ORDERED:
        return
    for step in lap:
        if step.stage.role not in IN_LINE:
            continue
        if step.stage.ordinal < new.stage.ordinal and new.on.last < step.on.on:
            yield f"{new.on} 早于「{step.stage.name}」的 {step.on}"
        if step.stage.ordinal > new.stage.ordinal and new.on.on > step.on.last:
            yield f"「{step.stage.name}」已于 {step.on} 办过"


def _again(lap: Sequence[Step], new: Step) -> Iterator[str]:
    if new.stage.role not in IN_LINE:
        return
    for step in lap:
        same = (step.stage, step.by) == (new.stage, new.by)
        settles = step.passed is None and new.passed is not None
        if same and not settles:
            yield f"「{step.stage.name}」已于 {step.on} 办过"


def _after_failing(lap: Sequence[Step], new: Step) -> Iterator[str]:
    if new.stage.role not in _FOLLOWS:
        return
    for step in failures(lap):
        if step.stage.ordinal < new.stage.ordinal:
            yield failed(step)


def _listed(stages: Sequence[Stage]) -> str:
    return "".join(f"「{stage.name}」" for stage in stages)
