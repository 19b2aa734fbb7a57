"""The ladder as drawn: programmes, their rungs with holders, the steps between."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from registry import asof
from registry.desk.read.pictures import (
    PoolPicture,
    ProgrammePicture,
    RungPicture,
    StepPicture,
)
from registry.desk.read.session import Reading
from registry.desk.read.steps import basis, steps
from registry.eligibility.bind import BoundStep, policies
from registry.eligibility.gaps import best
from registry.eligibility.kept import read as kept
from registry.ladder.begun import inward
from registry.ladder.policy import Policy, Rung
from registry.ladder.versions import declared
from registry.terms import ApplicationKind, Outcome, Tier
from registry.text import visible

_ACCEPTED = asof.accepted("t")
_HOLDERS = f"""
SELECT t.rung, count(DISTINCT t.subject_id) AS holders,
  count(DISTINCT CASE WHEN {_ACCEPTED} THEN t.subject_id END) AS accepted,
  count(DISTINCT CASE WHEN t.stage IS NOT NULL AND NOT {_ACCEPTED}
    THEN t.subject_id END) AS taken_up
FROM title t WHERE {asof.held("t")} GROUP BY t.rung
"""
_POOLS = f"""
SELECT p.name, p.year, p.rung, count(DISTINCT e.subject_id) AS members
FROM pool p LEFT JOIN pool_entry e ON e.pool_id = p.id AND {asof.inside("e")}
WHERE p.voided_by IS NULL AND p.rung IS NOT NULL AND p.year <= :year
GROUP BY p.id ORDER BY p.year DESC, p.id
"""
Counts = dict[Outcome, int]
Up = dict[tuple[str, ApplicationKind], Counts]
"""Who may come up to each rung, by its code, or renew it."""
TERMS = (
    "持有按有效称号计；可晋级等按当日有效政策、按认定对象计，"
    "一个对象有几条途径的只计最近的一条，复核另列"
)
"""What is counted in the drawing."""


def programmes(
    reading: Reading, *, counts: bool = True
) -> tuple[ProgrammePicture, ...]:
    """Every programme that has begun, in the order in which they were loaded.

    A rung is drawn where a policy that has begun declares it, or where somebody holds
    it. With ``counts`` every step in force is counted, and of each rung who may come up
    to it, and who may renew it: a subject once, by the best of its ways.
    """
    loaded = policies(reading.connection)
    rungs = declared(loaded, reading.info.on)
    shown = _begun(loaded, reading.info.on) | {r["rung"] for r in _held(reading)}
    known = {id_: rung for id_, rung in rungs.items() if id_ in shown}
    bound = steps(reading)
    pictures = [_step(reading, step, counts=counts) for step in bound]
    up = _up(reading, bound, pictures) if counts else {}
    drawn = (
        _programme(reading, of, known, pictures, up)
        for of in _by_programme(loaded).values()
    )
    return tuple(picture for picture in drawn if picture.rungs)


def _begun(loaded: Iterable[Policy], on: date) -> set[str]:
    return {rung.id for one in loaded if one.since <= on for rung in one.rung}


def _held(reading: Reading) -> list[sqlite3.Row]:
    return reading.rows(_HOLDERS)


def _by_programme(loaded: Iterable[Policy]) -> dict[str, list[Policy]]:
    found: dict[str, list[Policy]] = {}
    for policy in loaded:
        found.setdefault(policy.programme, []).append(policy)
    return found


def _step(reading: Reading, step: BoundStep, *, counts: bool) -> StepPicture:
    return StepPicture(
        step.step.from_,
        step.step.to,
        step.step.kind.value,
        step.active.policy.document,
        basis(step).value,
        kept.counts(reading.connection, step) if counts else {},
    )


def _programme(
    reading: Reading,
    of: Sequence[Policy],
    rungs: dict[str, Rung],
    steps: Sequence[StepPicture],
    up: Up,
) -> ProgrammePicture:
    own = {rung.id for policy in of for rung in policy.rung}
    here = [step for step in steps if step.to in own]
    return ProgrammePicture(
        of[0].programme,
        visible(inward(of, reading.info.on)[-1].programme_name),
        tuple({step.policy: step.basis for step in here}.items()),
        tuple(_pools(reading, own)),
        tuple(_rungs(reading, [rungs[id_] for id_ in rungs if id_ in own], up)),
        tuple(here),
    )


def _pools(reading: Reading, rungs: set[str]) -> Iterator[PoolPicture]:
    for row in reading.rows(_POOLS, year=reading.info.on.year):
        if row["rung"] in rungs:
            name = visible(row["name"])
            yield PoolPicture(name, row["year"], row["members"], row["rung"])


def _rungs(reading: Reading, rungs: Sequence[Rung], up: Up) -> Iterator[RungPicture]:
    held = {row["rung"]: row for row in _held(reading)}
    tiers = list(Tier)
    for rung in sorted(rungs, key=lambda one: (tiers.index(one.tier), one.order)):
        row = held.get(rung.id)
        yield RungPicture(
            rung.id,
            visible(rung.name),
            rung.tier.value,
            rung.subject,
            row["holders"] if row else 0,
            row["taken_up"] if row else 0,
            row["accepted"] if row else 0,
            up.get((rung.id, ApplicationKind.NEW), {}),
            up.get((rung.id, ApplicationKind.RENEWAL), {}),
        )


def _up(
    reading: Reading, bound: Sequence[BoundStep], pictures: Sequence[StepPicture]
) -> Up:
    """The counts by rung and kind of application; one way's are those of its step."""
    groups = {
        (bound[group[0]].step.to, bound[group[0]].step.kind): group
        for group in best.groups(bound)
    }
    return {
        goal: pictures[group[0]].counts
        if len(group) == 1
        else best.counts(reading.connection, [bound[at] for at in group])
        for goal, group in groups.items()
    }
