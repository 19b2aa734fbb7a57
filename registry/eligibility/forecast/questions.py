"""What is asked again on days to come: of many subjects, and of many days at once.

A question of one day has the days that follow from it as literals. Where two days ask
the same but for these, the literals become columns, and both are asked in one go.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from registry.eligibility import compile as compiled
from registry.eligibility.asked import SUBJECT
from registry.eligibility.attributes import NOTHING_KNOWN
from registry.eligibility.bind import BoundStep
from registry.eligibility.candidates import ITSELF, Among, candidates, pairs
from registry.eligibility.kept.binding import dated
from registry.eligibility.sql import Sql, run, sql
from registry.eligibility.turning import step as turning

Party = tuple[int, str]
"""A subject and a day."""
Question = tuple[int, int, int, str]
"""The place of a condition, a subject, its enterprise, a day."""
Newcomer = tuple[int, int, str]
"""A subject that becomes a candidate, its enterprise, the day."""
Answers = dict[Question, tuple[int, str]]
"""The codes, each with the next day on which it may be another."""
Item = Party | Question
MET = 3
"""The code of a condition that is met."""
_ASKED = ("place", "subject_id", "enterprise_id", "day")
_PARTY = ("subject_id", "day")


def at(step: BoundStep, on: date) -> BoundStep:
    """The step on another day, as long as its binding is the same."""
    anchors = {
        name: on if day == step.on else day for name, day in step.anchors.items()
    }
    return replace(step, on=on, anchors=anchors)


class Asking:
    """One step's questions of days to come, and the answers that were found.

    ``through`` is the last day that is asked about.
    """

    def __init__(
        self, connection: sqlite3.Connection, step: BoundStep, through: str
    ) -> None:
        self._connection = connection
        self._step = step
        self._through = through
        self._dated = dated(step)
        self._steps: dict[str, BoundStep] = {}
        self._turns: dict[tuple[int, str], Sql] = {}
        self._candidacy_turns = turning.candidacy(step, TODAY)
        self._answers: Answers = {}
        self._candidacies: dict[Party, tuple[int | None, str]] = {}

    def answers(self, questions: Iterable[Question]) -> Answers:
        """Codes of conditions, each with the next day on which it may be another."""
        wanted = list(questions)
        if unknown := [one for one in wanted if one not in self._answers]:
            self._ask(unknown)
        return {one: self._answers[one] for one in wanted}

    def candidacies(
        self, parties: Iterable[Party]
    ) -> dict[Party, tuple[int | None, str]]:
        """Who owns a subject that is a candidate, and when that may change."""
        wanted = list(parties)
        if unknown := [one for one in wanted if one not in self._candidacies]:
            days = {day: self._candidacy(day) for day in _days(unknown)}
            for row in self._put(unknown, days, _PARTY):
                subject, day, enterprise, turns = row
                self._candidacies[subject, day] = enterprise, turns
        return {one: self._candidacies[one] for one in wanted}

    def foresee(
        self,
        questions: Iterable[Question],
        parties: Iterable[Party],
        owners: Mapping[int, int],
        end: str,
    ) -> None:
        """Ask what will be asked before a day, in waves from turning to turning day.

        ``owners`` are those of the candidates: who stays one is not asked all anew.
        """
        known: dict[int, int | None] = dict(owners)
        asked_, parties_ = set(questions), set(parties)
        while asked_ or parties_:
            found = self.candidacies(sorted(parties_, key=lambda one: one[1]))
            parties_ = {(one, turns) for (one, _), (_, turns) in found.items()}
            parties_ = {one for one in parties_ if one[1] < end}
            new: list[Newcomer] = []
            for (subject, day), (owner, _) in found.items():
                if owner is not None and known.get(subject) != owner:
                    new.append((subject, owner, day))
                known[subject] = owner
            answers = self.answers(asked_) | self.newcomers(new)[0]
            asked_ = {
                (*one[:3], turns) for one, (_, turns) in answers.items() if turns < end
            }

    def newcomers(self, whom: Iterable[Newcomer]) -> tuple[Answers, set[int]]:
        """What they answer, up to what keeps each out for good; whom nothing does."""
        found: Answers = {}
        asked_ = list(whom)
        for place in range(len(self._step.step.condition) if asked_ else 0):
            answers = self.answers((place, *one) for one in asked_)
            found |= answers
            asked_ = [
                one[1:]
                for one, (code, turns) in answers.items()
                if code == MET or turns <= self._through or place in self._dated
            ]
        return found, {one for one, *_ in asked_}

    def _ask(self, questions: Iterable[Question]) -> None:
        """Find the answers, condition by condition."""
        of_place: defaultdict[int, list[Question]] = defaultdict(list)
        for one in questions:
            of_place[one[0]].append(one)
        for place, theirs in of_place.items():
            days = {day: self._condition(place, day) for day in _days(theirs)}
            for row in self._put(theirs, days, _ASKED):
                self._answers[row[:4]] = row[4:]

    def _on(self, day: str) -> BoundStep:
        if (step := self._steps.get(day)) is None:
            step = self._steps[day] = at(self._step, date.fromisoformat(day))
        return step

    def _condition(self, place: int, day: str) -> Form:
        clause = self._step.step.condition[place]
        of_clause = self._on(day).asked_of_few(clause.id)
        code, days = _form(compiled.condition(of_clause, clause), (day,))
        turns, days = _form(self._turning(place, day[:4]), days)
        return (_CONDITION, (code, turns)), days

    def _turning(self, place: int, year: str) -> Sql:
        """When a condition may be another: of a day it is asked in its year alone."""
        if (turns := self._turns.get((place, year))) is None:
            clause = self._step.step.condition[place]
            of_clause = self._on(f"{year}-01-01").asked_of_few(clause.id)
            turns = turning.condition(of_clause, clause, TODAY)
            self._turns[place, year] = turns
        return turns

    def _candidacy(self, day: str) -> Form:
        step = self._on(day)
        owner, days = _form(_owner(step), (day,))
        candidate, days = _form(candidates(step, Among(named=SUBJECT)), days)
        turns, days = _form(self._candidacy_turns, days)
        return (_CANDIDACY, (owner, candidate, turns)), days

    def _put(
        self, items: Sequence[Item], days: Mapping[str, Form], columns: Sequence[str]
    ) -> Iterator[tuple[Any, ...]]:
        """Ask of each item what is asked on its day, all days of one form together."""
        forms: defaultdict[Asks, list[tuple[str, ...]]] = defaultdict(list)
        for form, literals in days.values():
            forms[form].append(literals)
        of_day: defaultdict[str, list[Item]] = defaultdict(list)
        for item in items:
            of_day[str(item[-1])].append(item)
        for (template, parts), its in forms.items():
            ours = [item for day, *_ in its for item in of_day[day]]
            asked_ = sql(template, **dict(zip(_PARTS, parts, strict=False)))
            yield from run(self._connection, _query(asked_, its, ours, columns))


def _days(items: Iterable[Item]) -> list[str]:
    return sorted({str(one[-1]) for one in items})


TODAY = Sql("turning.d0")
_CONDITION = (
    " SELECT k.place, k.subject_id, k.enterprise_id, k.day, {a}, {b}"
    " FROM item k CROSS JOIN turning ON turning.d0 = k.day"
)
_CANDIDACY = (
    ", k AS MATERIALIZED (SELECT item.subject_id, item.day, {a} AS enterprise_id"
    " FROM item CROSS JOIN turning ON turning.d0 = item.day)"
    " SELECT k.subject_id, k.day, (SELECT c.enterprise_id FROM ({b}) c), {c}"
    " FROM k CROSS JOIN turning ON turning.d0 = k.day"
)
_PARTS = ("a", "b", "c")
Asks = tuple[str, tuple[Sql, ...]]
"""A template with its parts, whose days are columns."""
Form = tuple[Asks, tuple[str, ...]]
"""What is asked of a day, and the days that it asks about, itself the first."""


def _owner(step: BoundStep) -> Sql:
    """Who owns the subject of an item on its day, or NULL."""
    if step.active.rung.subject == ITSELF:
        return Sql("item.subject_id")
    return sql(
        "(SELECT p.enterprise_id FROM ({pairs}) p"
        " WHERE p.subject_id = item.subject_id)",
        pairs=pairs(step),
    )


_DAY = re.compile(r"'(?!9999)(\d{4}-\d\d-\d\d)'")
"""A day that is written; the one that never comes is the same on every day."""


@lru_cache(maxsize=2048)
def _form(query: Sql, before: tuple[str, ...]) -> tuple[Sql, tuple[str, ...]]:
    """A query whose days are columns; the days of all columns, those before first.

    What is the same day has one column, however often the query asks about it.
    """
    columns = {day: f"turning.d{at}" for at, day in enumerate(before)}
    pieces = _DAY.split(query.text)
    for at in range(1, len(pieces), 2):
        pieces[at] = columns.setdefault(pieces[at], f"turning.d{len(columns)}")
    return Sql("".join(pieces), query.values), tuple(columns)


def _query(
    form: Sql,
    days: Sequence[tuple[str, ...]],
    items: Sequence[Item],
    columns: Sequence[str],
) -> Sql:
    return sql(
        "WITH turning AS MATERIALIZED (SELECT {days} FROM json_each({its})),"
        " item AS MATERIALIZED (SELECT {columns}, {nothing_known}"
        " FROM json_each({items})){form}",
        days=_columns([f"d{at}" for at in range(len(days[0]))]),
        its=json.dumps(days),
        columns=_columns(columns),
        nothing_known=NOTHING_KNOWN,
        items=json.dumps(items),
        form=form,
    )


def _columns(names: Sequence[str]) -> Sql:
    """The elements of JSON arrays as columns."""
    named = (f"json_extract(value, '$[{at}]') AS {one}" for at, one in enumerate(names))
    return Sql(", ".join(named))
