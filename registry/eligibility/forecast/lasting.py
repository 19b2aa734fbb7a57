"""Since when an outcome has been what it is, and what ends it, if no fact changes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from registry.dates import add_months
from registry.eligibility.answer import Standing
from registry.eligibility.bind import BoundStep, bind, policies
from registry.eligibility.calendar import calendar
from registry.eligibility.candidates import Among
from registry.eligibility.explain import at_once
from registry.eligibility.forecast.coming import Cause, Coming, Open, change
from registry.eligibility.forecast.questions import at
from registry.eligibility.forecast.rows import asked, awaited, turning_days
from registry.eligibility.forecast.run import opens
from registry.eligibility.kept.binding import rules
from registry.eligibility.kept.marks import listed
from registry.ladder.policy import Policy
from registry.terms import Outcome

MONTHS_BACK = 36
"""So far back the day is looked for since which the outcome is what it is."""


@dataclass(frozen=True, slots=True)
class Lasting:
    """The days of an outcome: the first, and what comes after the last.

    ``least``: it may have been so before, which was not looked at. ``open``: where no
    more can be told from a day on, why. With neither ``ends`` nor ``open`` it stays
    through ``through``, and perhaps longer.
    """

    since: date
    least: bool
    through: date
    ends: Coming | None = None
    open: Open | None = None


@dataclass(frozen=True, slots=True)
class _Visit:
    """Where a subject stands on a day; no step where it is not in force."""

    on: date
    step: BoundStep | None
    standing: Standing | None

    @property
    def outcome(self) -> Outcome | None:
        return None if self.standing is None else self.standing.outcome


def lasting(
    connection: sqlite3.Connection,
    step: BoundStep,
    subject: int,
    through: date,
    loaded: Sequence[Policy] | None = None,
) -> Lasting:
    """The days for which a subject's outcome on a step is what it is on the step's.

    Each day on which it may be another is asked, as asking on that day would have it.
    """
    with at_once(connection):
        known = policies(connection) if loaded is None else loaded
        first = add_months(step.on, -MONTHS_BACK)
        visits = _visits(connection, step, subject, (first, through), known)
        return _held(step, through, visits)


def _held(
    step: BoundStep,
    through: date,
    visits: Iterator[_Visit],
) -> Lasting:
    now = first = next(visits)
    since = first.on
    open_ = next(opens(step), None)
    for one in visits:
        if one.on > step.on:
            open_ = open_ or _opened(one)
            ends = None if open_ else _turn(step, now, one)
            if open_ or ends:
                return Lasting(since, since == first.on, through, ends, open_)
        elif one.outcome is not now.outcome:
            since = one.on
        now = one
    return Lasting(since, since == first.on, through, None, open_)


def _opened(one: _Visit) -> Open | None:
    return None if one.step is None else next(opens(one.step), None)


def _turn(step: BoundStep, was: _Visit, one: _Visit) -> Coming | None:
    """The change that a day brings, if the outcome becomes another one."""
    on_day = one.step or at(step, one.on)
    before, after = was.standing, one.standing
    same = was.step and one.step and rules(was.step) == rules(one.step)
    cause = Cause.RULES
    if same:
        cause = Cause.CONDITIONS if before and after else Cause.CANDIDACY
    return next(change(on_day, before, after, cause), None)


def _visits(
    connection: sqlite3.Connection,
    step: BoundStep,
    subject: int,
    days: tuple[date, date],
    loaded: Sequence[Policy],
) -> Iterator[_Visit]:
    """The first day, then each on which the subject may stand otherwise."""
    first, through = days
    ahead = calendar(connection, loaded, first, through)
    on: date | None = first
    while on is not None:
        bound = _on(connection, step, on, loaded)
        standing, turns = _stand(connection, bound, subject) if bound else (None, [])
        yield _Visit(on, bound, standing)
        after = (day for day in (*ahead, *turns) if on < day <= through)
        on = min(after, default=None)


def _on(
    connection: sqlite3.Connection,
    step: BoundStep,
    on: date,
    loaded: Sequence[Policy],
) -> BoundStep | None:
    """The step of the same document on another day, if it is in force."""
    found = bind(connection, loaded, on)
    same = (one for one in found if _named(one) == _named(step))
    return next(same, None)


def _named(step: BoundStep) -> tuple[str, str]:
    return step.active.policy.document, step.step.key


def _stand(
    connection: sqlite3.Connection, step: BoundStep, subject: int
) -> tuple[Standing | None, list[date]]:
    """Where a subject stands, if it is a candidate, and when it may stand otherwise."""
    among = Among(listed=listed([subject]))
    for row in asked(connection, step, among):
        standing = Standing(*row[:2], step.step.key, step.step.to, *row[3:6])
        return standing, [date.fromisoformat(day) for _, day in turning_days(row[6])]
    awaiting = awaited(connection, step, among)
    return None, [date.fromisoformat(day) for _, day in awaiting]
