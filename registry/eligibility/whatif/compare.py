"""Two sets of bound steps held against each other, set-wise: who enters, who leaves."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from registry.eligibility import evaluate
from registry.eligibility.answer import Standing
from registry.eligibility.bind import BoundStep
from registry.eligibility.candidates import Among
from registry.eligibility.kept import read as kept
from registry.eligibility.kept.binding import binding
from registry.eligibility.whatif.moved import Change, Goal, Moved, Side
from registry.terms import ApplicationKind, Outcome

Steps = tuple[BoundStep, ...]
Eligible = dict[int, Side]
"""Who is eligible, by subject, each with the first step that says so."""


def compared(
    connection: sqlite3.Connection,
    old: Sequence[BoundStep],
    new: Sequence[BoundStep],
    unit: int | None = None,
) -> Iterator[Change]:
    """Every goal whose ways or amount differ, in the order of the new steps.

    Both are bound to one day. A subject that is eligible by any way counts once.
    """
    before, after = _by_goal(old), _by_goal(new)
    for goal in dict.fromkeys((*after, *before)):
        ways = before.get(goal, ()), after.get(goal, ())
        if _told(goal, ways[0]) != _told(goal, ways[1]):
            yield _change(connection, goal, *ways, unit)


def _by_goal(steps: Iterable[BoundStep]) -> dict[Goal, Steps]:
    found: dict[Goal, Steps] = {}
    for one in steps:
        goal = Goal(one.step.to, one.step.kind)
        found[goal] = (*found.get(goal, ()), one)
    return found


def _told(goal: Goal, steps: Steps) -> list[tuple[str, str]]:
    """What the steps' answers and amounts rest on, whatever their order."""
    paid = goal.kind is ApplicationKind.NEW
    return sorted(
        (binding(one), str(one.active.rung.subsidy) if paid else "") for one in steps
    )


def _change(
    connection: sqlite3.Connection, goal: Goal, old: Steps, new: Steps, unit: int | None
) -> Change:
    was, now = _eligible(connection, old, unit), _eligible(connection, new, unit)
    left, entered = sorted(was.keys() - now.keys()), sorted(now.keys() - was.keys())
    then = _sides(connection, new, {one: was[one] for one in left})
    before = _sides(connection, old, {one: now[one] for one in entered})
    moved = [
        *(_moved(one, before[one], now[one]) for one in entered),
        *(_moved(one, was[one], then[one]) for one in left),
    ]
    return Change(goal, old, new, len(was), len(now), tuple(moved))


def _eligible(
    connection: sqlite3.Connection, steps: Steps, unit: int | None
) -> Eligible:
    found: Eligible = {}
    for step in steps:
        for standing in kept.standings(
            connection, step, Among(unit_id=unit), (Outcome.ELIGIBLE,)
        ):
            found.setdefault(standing.subject_id, Side(step, standing))
    return found


def _sides(
    connection: sqlite3.Connection, steps: Steps, whom: Eligible
) -> dict[int, Side]:
    """How these stand under other rules: before the way most like the one they have."""
    listed = json.dumps(sorted(whom))
    asked = [(step, _standings(connection, step, listed)) for step in steps]
    return {
        subject: min(
            (Side(step, found.get(subject)) for step, found in asked),
            key=lambda side: _unlike(side, own),
            default=Side(None, None),
        )
        for subject, own in whom.items()
    }


def _standings(
    connection: sqlite3.Connection, step: BoundStep, listed: str
) -> dict[int, Standing]:
    found = evaluate.standings(connection, step, Among(listed=listed))
    return {one.subject_id: one for one in found}


def _unlike(side: Side, own: Side) -> tuple[bool, bool, int]:
    """First where it is a candidate, then the same way, then the nearest."""
    if side.standing is None or side.step is None or own.step is None:
        return True, True, 0
    lacking = side.standing.unmet | side.standing.unknown | side.standing.judged
    return False, side.step.step.key != own.step.step.key, lacking.bit_count()


def _moved(subject: int, before: Side, after: Side) -> Moved:
    standing = before.standing or after.standing
    if standing is None:
        raise RuntimeError("who moves is eligible on one side")
    return Moved(subject, standing.enterprise_id, before, after)
