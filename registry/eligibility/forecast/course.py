"""The course of one step: standings that change on their turning days.

Only what may change on a day is asked on that day: single conditions of single
subjects, or, where who is a candidate may change, the whole step of the subject.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from registry.eligibility.answer import Standing
from registry.eligibility.bind import BoundStep
from registry.eligibility.candidates import EVERYBODY, Among
from registry.eligibility.forecast.coming import Cause, Coming
from registry.eligibility.forecast.questions import (
    Evaluated,
    answered,
    asked,
    asked_again,
    at,
    awaited,
)
from registry.eligibility.kept import read
from registry.eligibility.kept.binding import dated
from registry.eligibility.kept.marks import listed
from registry.eligibility.kept.renew import CANDIDACY
from registry.eligibility.sql import Sql, run, sql

NOBODY = listed(())
Turns = dict[str, set[int]]
"""Whom a day may change: by the condition's place, or through the candidacy."""


class Course:
    """One step from a day on, as long as its rules stay the same."""

    def __init__(
        self, connection: sqlite3.Connection, step: BoundStep, through: date
    ) -> None:
        self.step = step
        self._connection = connection
        self._through = through.isoformat()
        self._standings: dict[int, Standing] = {}
        self._seen: set[int] = set()
        self._turns: defaultdict[str, Turns] = defaultdict(dict)
        self._known = read.kept(connection, step)
        if self._known is None:
            self._ask(step, EVERYBODY)
        else:
            due = sql("until <= {through}", through=self._through)
            self._take(self._kept(self._known, due))
            self._ask(step, Among(listed=listed(self._known.stale)))

    def before(self, end: date) -> Iterator[Coming]:
        """What changes before a day, day by day."""
        while days := [day for day in self._turns if day < end.isoformat()]:
            day = min(days)
            step = at(self.step, date.fromisoformat(day))
            yield from self._pass(step, self._turns.pop(day))

    def standings(self) -> dict[int, Standing]:
        """All candidates as they stand by now."""
        if self._known is None:
            return self._standings
        rows = self._kept(self._known, Sql("outcome <> ''"))
        others = (row for row in rows if row[0] not in self._seen)
        return {row[0]: self._standing(row) for row in others} | self._standings

    def rebind(self, step: BoundStep) -> Iterator[Coming]:
        """Go on under other rounds and named days; who is answered otherwise."""
        before = dict(self.standings())
        self._standings, self._known, self.step = dict(before), None, step
        self._seen.update(before)
        for place in dated(step):
            self._ask_again(step, place, before)
        for subject in sorted(before):
            after = self._standings[subject]
            yield from change(step, before[subject], after, Cause.RULES)

    def _pass(self, step: BoundStep, turns: Turns) -> Iterator[Coming]:
        """Ask a day's questions; who is answered otherwise than before."""
        parties = turns.pop(CANDIDACY, set())
        touched = sorted(parties.union(*turns.values()))
        before = [self._standings.get(one) for one in touched]
        for place, subjects in turns.items():
            self._ask_again(step, int(place), subjects - parties)
        for one in parties:
            self._standings.pop(one, None)
        self._ask(step, Among(listed=listed(parties)))
        after = [self._standings.get(one) for one in touched]
        for was, now in zip(before, after, strict=True):
            moved = was is None or now is None
            cause = Cause.CANDIDACY if moved else Cause.CONDITIONS
            yield from change(step, was, now, cause)

    def _ask(self, step: BoundStep, among: Among) -> None:
        """Ask the whole step of some subjects, candidates or not."""
        if among.listed == NOBODY:
            return
        for subject, day in awaited(self._connection, step, among):
            self._seen.add(subject)
            self._turn(subject, CANDIDACY, day)
        self._take(asked(self._connection, step, among))

    def _ask_again(self, step: BoundStep, place: int, subjects: Iterable[int]) -> None:
        """Ask one condition of candidates, and when it has to be asked again."""
        standing = [self._standings[one] for one in subjects if one in self._standings]
        for subject, code, day in asked_again(self._connection, step, place, standing):
            self._standings[subject] = answered(self._standings[subject], place, code)
            self._turn(subject, str(place), day)

    def _take(self, rows: Iterable[Evaluated]) -> None:
        """Take rows with their turning days."""
        for row in rows:
            self._seen.add(row[0])
            if row[2]:
                self._standings[row[0]] = self._standing(row)
            for turn in row[6].split(";")[:-1]:
                self._turn(row[0], *turn.split(":"))

    def _turn(self, subject: int, what: str, day: str) -> None:
        if day <= self._through:
            self._turns[day].setdefault(what, set()).add(subject)

    def _kept(self, known: read.Kept, which: Sql) -> Iterator[Evaluated]:
        """The kept rows that count."""
        query = sql(
            "SELECT subject_id, enterprise_id, outcome, unmet, unknown, judged, turns"
            " FROM kept_outcome WHERE step_id = {id} AND {which}",
            id=known.id,
            which=which,
        )
        rows = run(self._connection, query).fetchall()
        return (tuple(row) for row in rows if row[0] not in known.stale)

    def _standing(self, row: Evaluated) -> Standing:
        step = self.step.step
        return Standing(*row[:2], step.key, step.to, *row[3:6])


def change(
    step: BoundStep, was: Standing | None, now: Standing | None, cause: Cause
) -> Iterator[Coming]:
    """One standing that becomes another, if its outcome is another one."""
    one = now or was
    if one is not None and (was and was.outcome) is not (now and now.outcome):
        subject, enterprise = one.subject_id, one.enterprise_id
        yield Coming(step.on, step, subject, enterprise, was, now, cause)
