"""The course of one step: standings that change on their turning days.

Only what may change on a day is asked on that day: single conditions of single
subjects, or, where who is a candidate may change, the whole step of the subject. Who
fails a condition, or lacks it, through all days is not eligible whatever they bring:
that one is not asked again, unless another may come to own it, and of its standing on
days to come only this is true.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from heapq import heappop, heappush

from registry.eligibility.answer import Standing
from registry.eligibility.bind import BoundStep
from registry.eligibility.calendar import ONE_DAY
from registry.eligibility.candidates import EVERYBODY, ITSELF, Among
from registry.eligibility.forecast.coming import Cause, Coming, change
from registry.eligibility.forecast.questions import (
    Answers,
    Asking,
    Newcomer,
    Question,
    at,
)
from registry.eligibility.forecast.rows import (
    Evaluated,
    asked,
    awaited,
    kept,
    turning_days,
)
from registry.eligibility.forecast.standings import answered, released
from registry.eligibility.kept import read
from registry.eligibility.kept.binding import dated
from registry.eligibility.kept.marks import listed
from registry.eligibility.kept.renew import CANDIDACY
from registry.eligibility.query import codes
from registry.eligibility.sql import Sql, sql

NOBODY = listed(())
MET = Sql("3")
"""The expression of a condition that everybody meets."""
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
        self._asking = Asking(connection, step, self._through)
        self._released = 0
        self._dated = sum(2**place for place in dated(step))
        self._standings: dict[int, Standing] = {}
        self._seen: set[int] = set()
        self._out: set[int] = set()
        itself = step.active.rung.subject == ITSELF
        self._moving = None if itself else CANDIDACY
        self._turns: defaultdict[str, Turns] = defaultdict(dict)
        self._days: list[str] = []
        self._known = read.kept(connection, step)
        if self._known is None:
            self._ask(step, EVERYBODY)
        else:
            due = sql("until <= {through}", through=self._through)
            self._take(kept(connection, step, self._known, due))
            self._ask(step, Among(listed=listed(self._known.stale)))

    def before(self, end: date) -> Iterator[Coming]:
        """What changes before a day, day by day."""
        self._foresee(end)
        while self._days and self._days[0] < end.isoformat():
            day = heappop(self._days)
            step = at(self.step, date.fromisoformat(day))
            yield from self._pass(step, self._turns.pop(day))

    def standings(self) -> dict[int, Standing]:
        """All candidates as they stand by now."""
        return self._before(Sql("outcome <> ''"))

    def exact(self, on: date) -> dict[int, Standing]:
        """All candidates as they stood on a day gone by, with every answer."""
        standings = self.standings()
        left = {one: at for one, at in standings.items() if one not in self._out}
        return left | self._recalled(self._out, on)

    def _recalled(self, subjects: Iterable[int], on: date) -> dict[int, Standing]:
        """Candidates among some, asked anew of a day gone by."""
        among = Among(listed=listed(subjects))
        if among.listed == NOBODY:
            return {}
        rows = asked(self._connection, at(self.step, on), among)
        return {row[0]: self._standing(row) for row in rows}

    def _before(self, which: Sql) -> dict[int, Standing]:
        """Candidates as they stand by now; of those not looked at yet only some.

        ``which`` chooses among kept rows and leaves out those of no candidates.
        """
        if self._known is None:
            return self._standings
        rows = kept(self._connection, self.step, self._known, which)
        others = (row for row in rows if row[0] not in self._seen)
        return {row[0]: self._standing(row) for row in others} | self._standings

    def rebind(self, step: BoundStep) -> Iterator[Coming]:
        """Go on under other rounds and named days; who is answered otherwise."""
        self.step = step
        self._asking = Asking(self._connection, step, self._through)
        places = dated(step)
        if all(codes(step)[place] == MET for place in places):
            yield from self._release(sum(2**place for place in places))
            return
        before = dict(self.standings())
        self._standings, self._known, self._released = dict(before), None, 0
        self._seen.update(before)
        for place in places:
            self._ask_again(step, place, before)
        for subject in sorted(before):
            after = self._standings[subject]
            yield from change(step, before[subject], after, Cause.CONDITIONS)

    def _release(self, bits: int) -> Iterator[Coming]:
        """Go on under rules by which some conditions are met, whoever is asked.

        Of kept rows that were not looked at yet only those count that lack no other.
        """
        missed = sql(
            "(unmet | unknown | judged) & {bits}"
            " AND NOT (unmet | unknown | judged) & ~{bits}",
            bits=bits,
        )
        before = {
            subject: one
            for subject, one in self._before(missed).items()
            if (one.unmet | one.unknown | one.judged) & bits
        }
        self._released |= bits
        for subject in sorted(before):
            after = released(before[subject], bits)
            if subject in self._standings:
                self._standings[subject] = after
            yield from change(self.step, before[subject], after, Cause.CONDITIONS)

    def _foresee(self, end: date) -> None:
        """Ask at once what will be asked on the turning days before a day."""
        coming = [one for one in self._turns.items() if one[0] < end.isoformat()]
        parties = [
            (one, day) for day, turns in coming for one in turns.get(CANDIDACY, ())
        ]
        questions = [
            question
            for day, turns in coming
            for what, subjects in turns.items()
            if what != CANDIDACY
            for question in self._questions(int(what), subjects, day)
        ]
        owners = {
            one: self._standings[one].enterprise_id
            for one, _ in parties
            if one in self._standings
        }
        last = min(end.isoformat(), f"{self._through}~")
        self._asking.foresee(questions, parties, owners, last)

    def _questions(
        self, place: int, subjects: Iterable[int], day: str
    ) -> list[Question]:
        """One condition of those who are candidates."""
        standing = [self._standings[one] for one in subjects if one in self._standings]
        return [(place, one.subject_id, one.enterprise_id, day) for one in standing]

    def _pass(self, step: BoundStep, turns: Turns) -> Iterator[Coming]:
        """Ask a day's questions; who is answered otherwise than before."""
        parties = turns.pop(CANDIDACY, set())
        touched = sorted(parties.union(*turns.values()))
        before = [self._standings.get(one) for one in touched]
        new = self._stand(step, parties)
        for place, subjects in turns.items():
            self._ask_again(step, int(place), subjects - new)
        after = [self._standings.get(one) for one in touched]
        for was, now in zip(before, after, strict=True):
            moved = was is None or now is None
            cause = Cause.CANDIDACY if moved else Cause.CONDITIONS
            if was and now and was.enterprise_id != now.enterprise_id:
                one = was.subject_id
                was = self._recalled([one], step.on - ONE_DAY).get(one)  # noqa: PLW2901
            yield from change(step, was, now, cause)

    def _stand(self, step: BoundStep, parties: Iterable[int]) -> set[int]:
        """Who is a candidate, and whose; those who are new are asked the whole step."""
        day, new = step.on.isoformat(), list[Newcomer]()
        found = self._asking.candidacies((one, day) for one in parties)
        for (subject, _), (owner, turns) in found.items():
            self._seen.add(subject)
            self._turn(subject, CANDIDACY, turns)
            known = self._standings.get(subject)
            if owner is None:
                self._standings.pop(subject, None)
            elif known is None or known.enterprise_id != owner:
                new.append((subject, owner, day))
        self._begin(step, new)
        return {one for one, *_ in new}

    def _begin(self, step: BoundStep, new: Sequence[Newcomer]) -> None:
        """Take new candidates, with the turning days of those not surely out."""
        names = (step.step.key, step.step.to)
        for subject, owner, _ in new:
            self._standings[subject] = Standing(subject, owner, *names, 0, 0, 0)
        answers, hopeful = self._newcomers(new)
        for (place, subject, *_), (code, day) in answers.items():
            self._standings[subject] = answered(self._standings[subject], place, code)
            if subject in hopeful:
                self._turn(subject, str(place), day)

    def _await(self, waiting: Sequence[Newcomer]) -> None:
        """Await the day of who is no candidate yet, unless it would be out on it."""
        _, hopeful = self._newcomers(waiting)
        for subject, _, day in waiting:
            if subject in hopeful:
                self._turn(subject, CANDIDACY, day)

    def _newcomers(self, new: Sequence[Newcomer]) -> tuple[Answers, set[int]]:
        """What they answer; those that nothing keeps out, as the others are out."""
        answers, hopeful = self._asking.newcomers(new)
        self._out -= hopeful
        self._out |= {one for one, *_ in new} - hopeful
        return answers, hopeful

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
        questions = self._questions(place, subjects, step.on.isoformat())
        for (_, subject, *_), (code, day) in self._asking.answers(questions).items():
            self._standings[subject] = answered(self._standings[subject], place, code)
            self._turn(subject, str(place), day)

    def _take(self, rows: Iterable[Evaluated]) -> None:
        """Take rows with their turning days."""
        waiting = list[Newcomer]()
        for row in rows:
            subject, turns = row[0], turning_days(row[6])
            self._seen.add(subject)
            if row[2]:
                standing = self._standings[subject] = self._standing(row)
                if self._stays_out(standing, turns):
                    self._out.add(subject)
                    turns = [one for one in turns if one[0] == self._moving]
            elif self._moving is None:
                waiting += [(subject, subject, day) for _, day in turns]
                continue
            for what, day in turns:
                self._turn(subject, what, day)
        self._await(waiting)

    def _stays_out(self, standing: Standing, turns: Iterable[tuple[str, str]]) -> bool:
        """It fails or lacks a condition, and that answer stays as it is."""
        open_ = self._dated
        for what, day in turns:
            if what != CANDIDACY and day <= self._through:
                open_ |= 2 ** int(what)
        return bool((standing.unmet | standing.unknown | standing.judged) & ~open_)

    def _turn(self, subject: int, what: str, day: str) -> None:
        if day > self._through:
            return
        if day not in self._turns:
            heappush(self._days, day)
        self._turns[day].setdefault(what, set()).add(subject)

    def _standing(self, row: Evaluated) -> Standing:
        step = self.step.step
        standing = Standing(*row[:2], step.key, step.to, *row[3:6])
        return released(standing, self._released) if self._released else standing
