"""The forecast of every step: courses, and what comes when rules themselves change."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from registry.eligibility.answer import Standing
from registry.eligibility.bind import BoundStep, bind, policies
from registry.eligibility.calendar import ONE_DAY, calendar
from registry.eligibility.forecast.coming import Cause, Coming, Open, change
from registry.eligibility.forecast.course import Course
from registry.eligibility.forecast.questions import at
from registry.eligibility.kept.binding import binding, rules
from registry.eligibility.kept.settle import Key, key
from registry.ladder.policy import Policy
from registry.ladder.tree import all_leaves


@dataclass(slots=True)
class Forecast:
    """What comes after a day, up to and with another, in the order of days.

    ``open`` fills as steps are met whose named day is not known.
    """

    connection: sqlite3.Connection
    on: date
    through: date
    to: Collection[str] | None = None
    loaded: Sequence[Policy] | None = None
    open: list[Open] = field(default_factory=list)

    def changes(self) -> list[Coming]:
        """Every eligibility won or lost, and all that other rules change, by day."""
        courses = {
            name: Course(self.connection, step, self.through)
            for name, step in self._steps(self.on).items()
        }
        found: list[Coming] = []
        days = calendar(self.connection, self._policies(), self.on, self.through)
        for day in days:
            for course in courses.values():
                found += course.before(day)
            found += self._rebind(courses, day)
        for course in courses.values():
            found += course.before(self.through + ONE_DAY)
        told = (one for one in found if one.turns or one.cause is Cause.RULES)
        return sorted(told, key=lambda one: one.on)

    def _steps(self, on: date) -> dict[Key, BoundStep]:
        """The steps in force on a day whose named days are known."""
        bound = bind(self.connection, self._policies(), on)
        wanted = [one for one in bound if self.to is None or one.step.to in self.to]
        return {key(one): one for one in wanted if not self._opens(one)}

    def _opens(self, step: BoundStep) -> bool:
        """Note the conditions that ask for a day which is not known."""
        asked = list(opens(step))
        known = {(key(one.step), one.condition.id) for one in self.open}
        self.open += [
            one for one in asked if (key(step), one.condition.id) not in known
        ]
        return bool(asked)

    def _policies(self) -> Sequence[Policy]:
        if self.loaded is None:
            self.loaded = policies(self.connection)
        return self.loaded

    def _rebind(self, courses: dict[Key, Course], on: date) -> Iterator[Coming]:
        """Begin anew the courses of steps whose rules are others from a day on."""
        steps = self._steps(on)
        for name, old in list(courses.items()):
            step, same = steps.get(name), at(old.step, on)
            if step is not None and binding(step) == binding(same):
                continue
            if step is not None and rules(step) == rules(same):
                yield from _joined(_of_day(old, on), old.rebind(step))
                continue
            del courses[name]
            yield from self._replace(courses, old, step, on)
        for name, step in steps.items():
            if name not in courses:
                yield from self._replace(courses, None, step, on)

    def _replace(
        self,
        courses: dict[Key, Course],
        old: Course | None,
        step: BoundStep | None,
        on: date,
    ) -> Iterator[Coming]:
        """Hold what was under the old rules against what is under the new ones."""
        before = {} if old is None else old.exact(on - ONE_DAY)
        held = {} if old is None else _of_day(old, on)
        after: dict[int, Standing] = {}
        if step is not None:
            course = courses[key(step)] = Course(self.connection, step, self.through)
            after = course.standings()
        elif old is None or self._is_open(old.step):
            return
        else:
            step = at(old.step, on)
        for one in sorted(before.keys() | after.keys()):
            was, now = before.get(one), after.get(one)
            yield from change(step, was, now, Cause.RULES, held.get(one))

    def _is_open(self, step: BoundStep) -> bool:
        """The step goes on, but its named day is not known any more."""
        return any(key(one.step) == key(step) for one in self.open)


def opens(step: BoundStep) -> Iterator[Open]:
    """The conditions of a step that ask for a day which is not known."""
    for clause in step.step.condition:
        for leaf in all_leaves(clause):
            if leaf.day in step.names.unset:
                yield Open(step.on, step, clause, leaf.day)


def _of_day(course: Course, on: date) -> dict[int, Coming]:
    """What a day brings under the rules that held before it, by subject."""
    return {one.subject_id: one for one in course.before(on + ONE_DAY)}


def _joined(first: dict[int, Coming], then: Iterable[Coming]) -> Iterator[Coming]:
    """Two changes of a subject on one day as one."""
    for one in then:
        if (before := first.pop(one.subject_id, None)) is None:
            yield one
        else:
            yield from change(one.step, before.before, one.after, before.cause)
    yield from first.values()
