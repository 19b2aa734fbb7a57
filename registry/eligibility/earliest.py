"""The earliest day on which a condition can be met."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from registry.eligibility import compile as compiled
from registry.eligibility.attributes import NOTHING_KNOWN
from registry.eligibility.bind import BoundStep, bind, policies
from registry.eligibility.calendar import calendar
from registry.eligibility.compile import OUTCOMES
from registry.eligibility.sql import run, sql
from registry.eligibility.turning import step as turning
from registry.ladder.policy import Policy
from registry.ladder.tree import all_leaves
from registry.ladder.values import Anchor
from registry.terms import ConditionOutcome

_FULFILLED = (ConditionOutcome.MET, ConditionOutcome.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class Earliest:
    """Days from which a condition is met, or what is recorded no longer decides.

    ``met``: the first day on which it is met, if no fact changes. ``open``: the first
    on which it is not unmet any more, so that new facts decide. None: no such day.
    """

    met: date | None = None
    open: date | None = None


def earliest(
    connection: sqlite3.Connection,
    step: BoundStep,
    place: int,
    party: tuple[int, int],
    through: date,
    loaded: tuple[Policy, ...] | None = None,
) -> Earliest:
    """When a condition will be met by a subject of an enterprise, up to a last day.

    It is asked on the step's own day, then whenever its answer may change: on its
    turning days, as policies begin and end, as rounds close, on new years where it
    asks for the end of one; as long as the step is in force.
    """
    known = policies(connection) if loaded is None else loaded
    opened = None
    for on, outcome in _course(connection, step, place, party, through, known):
        if outcome in _FULFILLED:
            return Earliest(on, opened or on)
        if opened is None and outcome is not ConditionOutcome.UNMET:
            opened = on
    return Earliest(None, opened)


def _course(
    connection: sqlite3.Connection,
    step: BoundStep,
    place: int,
    party: tuple[int, int],
    through: date,
    loaded: tuple[Policy, ...],
) -> Iterator[tuple[date, ConditionOutcome]]:
    """The days on which the answer may be another one, with the answers."""
    yearly = any(
        leaf.day is Anchor.YEAR_END for leaf in all_leaves(step.step.condition[place])
    )
    ahead = calendar(connection, loaded, step.on, through, yearly=yearly)
    asked: BoundStep | None = step
    while asked is not None:
        outcome, turns = _asked(connection, asked, place, party)
        yield asked.on, outcome
        days = [day for day in (*ahead, turns) if asked.on < day <= through]
        if not days:
            return
        asked = _on(connection, asked, min(days), loaded)


def _asked(
    connection: sqlite3.Connection, step: BoundStep, place: int, party: tuple[int, int]
) -> tuple[ConditionOutcome, date]:
    """How a condition is answered, and the next day on which it may be otherwise."""
    clause = step.step.condition[place]
    of_clause = step.asked(clause.id)
    query = sql(
        "SELECT {code}, {day} FROM (SELECT {subject} AS subject_id,"
        " {enterprise} AS enterprise_id, {nothing_known}) k",
        code=compiled.condition(of_clause, clause),
        day=turning.condition(of_clause, clause),
        subject=party[0],
        enterprise=party[1],
        nothing_known=NOTHING_KNOWN,
    )
    code, day = run(connection, query).fetchone()
    return OUTCOMES[code], date.fromisoformat(day)


def _on(
    connection: sqlite3.Connection,
    step: BoundStep,
    on: date,
    loaded: tuple[Policy, ...],
) -> BoundStep | None:
    """The same step on another day; None where it is not in force any more."""
    policy = step.active.policy
    for other in bind(connection, loaded, on):
        if other.active.policy is policy and other.step == step.step:
            return other
    return None
