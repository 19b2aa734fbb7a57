"""Since when an answer about one step is what it is, until when, and what then."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from registry import dates
from registry.desk.read.barred import NOT_ASKED
from registry.desk.read.eligibility import why
from registry.desk.read.forecast import FARTHEST
from registry.desk.read.forecast_reasons import reasons
from registry.desk.read.gaps import OPEN
from registry.desk.read.session import Reading
from registry.desk.read.steps import step_of, steps
from registry.eligibility.answer import Answer
from registry.eligibility.forecast.coming import Cause, Coming, Open
from registry.eligibility.forecast.lasting import lasting as lasting_of
from registry.errors import NotFoundError
from registry.ladder.conditions import Condition
from registry.ladder.phrases import ANCHORS
from registry.ladder.wording import name
from registry.terms import ConditionOutcome, Outcome
from registry.text import visible

ONE_DAY = timedelta(days=1)
NOT_IN_FORCE = "没有通往该称号的有效政策"


def _apart(on: date) -> str:
    """A day of digits, apart from the words around it."""
    return f" {on} "


@dataclass(frozen=True, slots=True)
class Next:
    """What comes after an answer: the day, the outcome, what it is called, and why.

    The outcome is None where nothing is asked of the subject any more.
    """

    on: date
    outcome: Outcome | None
    called: str
    why: str


@dataclass(frozen=True, slots=True)
class Days:
    """The days of an answer, if neither records nor policies change.

    ``least``: it may have been so before ``since``. ``untold``: from which day on
    nothing can be told, and why. Without that, and with nothing ``then``, it stays as
    it is through ``through`` at least.
    """

    since: date
    least: bool
    through: date
    then: Next | None = None
    untold: tuple[date, str] | None = None

    def said(self, day: Callable[[date], str] = _apart, whose: str = "") -> str:
        """The days in a sentence; ``day`` writes a day."""
        least = "至少" if self.least else ""
        what = f"{whose}的结论" if whose else "这一结论"
        return f"{what}{least}自{day(self.since)}起成立；{self._then(day).rstrip()}。"

    def brief(self) -> str:
        """The days in a few words, without what makes the difference."""
        since = f"{'至少' if self.least else ''}自 {self.since} 起"
        if self.untold is not None:
            return f"{since}；{self.untold[0]} 起无法预测"
        if self.then is None:
            return f"{since}；{_SAME}至少保持到 {self.through}"
        return f"{since}；{_SAME}{self.then.on} 起：{self.then.called}"

    def _then(self, day: Callable[[date], str]) -> str:
        if self.untold is not None:
            since, why = self.untold
            return f"{why}，自{day(since)}起无法预测"
        if self.then is None:
            return f"{_SAME}至少保持到{day(self.through)}"
        last, first = day(self.then.on - ONE_DAY), day(self.then.on)
        becomes = f"{self.then.called}（{self.then.why}）"
        return f"{_SAME}到{last}为止，自{first}起：{becomes}"


_SAME = "现有记录和政策不变的，"


def lasting(reading: Reading, answer: Answer) -> Days | None:
    """The days of an answer; None where the step is not asked of the subject."""
    if answer.barred is not None:
        return None
    through = min(reading.info.on + FARTHEST * ONE_DAY, dates.LAST_ASKED)
    step, subject = step_of(reading, answer), answer.subject.id
    found = lasting_of(reading.connection, step, subject, through)
    then = _next(reading, answer, found.ends) if found.ends else None
    untold = _untold(found.open) if found.open else None
    return Days(found.since, found.least, found.through, then, untold)


def _next(reading: Reading, answer: Answer, ends: Coming) -> Next:
    if ends.after is None and ends.cause is Cause.RULES:
        return _under_others(reading.asked_on(ends.on), answer)
    called = ends.becomes.label if ends.becomes else NOT_ASKED
    said = _changed(ends) or reasons(reading, [ends])[0]
    return Next(ends.on, ends.becomes, called, visible(said))


def _under_others(then: Reading, answer: Answer) -> Next:
    """What comes where a document, or this step of it, is not in force any more."""
    on, ended = then.info.on, f"{visible(answer.policy)}的这一步不再施行"
    if not steps(then, answer.to):
        return Next(on, None, NOT_IN_FORCE, ended)
    if (new := _first(then, answer)) is None:
        return Next(on, None, NOT_ASKED, ended)
    outcome = None if new.barred else new.outcome
    called = new.barred.label if new.barred else new.outcome.label
    return Next(on, outcome, called, f"{ended}，按{visible(new.policy)}核对")


def _first(then: Reading, answer: Answer) -> Answer | None:
    """The nearest of what is asked of the subject then; None where nothing is."""
    with suppress(NotFoundError):
        return next(iter(why(then, answer.subject.id, answer.to)), None)
    return None


def _changed(ends: Coming) -> str:
    """The conditions that make the difference, and how each is answered then."""
    names: dict[str, list[str]] = {}
    for one in ends.deciding:
        names.setdefault(_answered(ends, one), []).append(name(one, ends.step.names))
    return "；".join(f"{'、'.join(them)}转为{how}" for how, them in names.items())


def _answered(ends: Coming, condition: Condition) -> str:
    bit = 1 << ends.step.step.condition.index(condition)
    after = ends.after
    masks = (after.unmet, after.unknown, after.judged) if after else ()
    found = (how for how, mask in zip(OPEN, masks, strict=False) if mask & bit)
    if (how := next(found, None)) is not None:
        return how.label
    other = f"或{ConditionOutcome.NOT_APPLICABLE.label}" if condition.when else ""
    return f"{ConditionOutcome.MET.label}{other}"


def _untold(one: Open) -> tuple[date, str]:
    asked = name(one.condition, one.step.names)
    day = ANCHORS[one.day]
    return one.since, f"条件「{visible(asked)}」以{day}为准，而{day}尚未登记"
