"""What a step's answers rest on beside facts and the day, as one hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import lru_cache

from registry.eligibility.bind import COMPILED, BoundStep
from registry.eligibility.candidates import ITSELF
from registry.eligibility.presence import scope_prefix
from registry.ladder import attained, conditions, exclusions, figures, profile
from registry.ladder.policy import Policy, Step
from registry.ladder.tree import all_leaves
from registry.ladder.values import Anchor, Leaf

EDITION = 2
"""Rises whenever a leaf comes to mean something else."""
COMPILED_AS = "8fc0d1808561980bb4dd1d07c25136961c32ade156594cdd467bbcdd1ef99405"
"""A digest of what every word compiles to in this edition; a test looks."""

MOVING = "on"
"""A named day that is the as-of day itself, whichever that is."""


@lru_cache(maxsize=COMPILED)
def place(step: BoundStep) -> int:
    """Which of its policy's steps it is."""
    return next(
        at for at, one in enumerate(step.active.policy.step) if one is step.step
    )


@lru_cache(maxsize=COMPILED)
def binding(step: BoundStep) -> str:
    """The hash; the same on two days if only facts and the day differ."""
    used = _used(step.step)
    rungs = _rungs(step)
    per = any(isinstance(leaf, exclusions.OnePer) for leaf in used)
    rests_on = [
        rules(step),
        [[leaf.day, _named(step, leaf.day)] for leaf in used],
        [step.rounds.get(rung) for rung in rungs] if per else [],
    ]
    return hashlib.sha256(json.dumps(rests_on).encode()).hexdigest()


@lru_cache(maxsize=COMPILED)
def rules(step: BoundStep) -> str:
    """What of it the calendar does not change: no named days, no rounds."""
    active, rungs = step.active, _rungs(step)
    rests_on = [
        EDITION,
        _rules(active.policy, step.step),
        active.rung.subject,
        [active.equivalents.get(rung, (rung,)) for rung in rungs],
        [rung in active.complete for rung in _equal(step, rungs)],
        [
            repr(step.names.facts.get(fact))
            for leaf in _used(step.step)
            for fact in _facts(leaf)
        ],
    ]
    return json.dumps(rests_on)


@lru_cache(maxsize=COMPILED)
def dated(step: BoundStep) -> tuple[int, ...]:
    """The places of the conditions that rest on rounds or on days these name."""
    return tuple(
        at
        for at, clause in enumerate(step.step.condition)
        if any(_is_dated(leaf) for leaf in all_leaves(clause))
    )


def _is_dated(leaf: Leaf) -> bool:
    return isinstance(leaf, exclusions.OnePer) or leaf.day is not Anchor.AS_OF


def _rungs(step: BoundStep) -> list[str]:
    """The rungs that the step names."""
    asked = (rung for leaf in _used(step.step) for rung in _asked(leaf))
    return sorted({step.step.to, *asked})


@lru_cache(maxsize=COMPILED)
def reads(step: BoundStep) -> frozenset[str]:
    """The tables whose rows the step's answers or its candidates come from."""
    return candidacy_reads(step).union(*condition_reads(step))


@lru_cache(maxsize=COMPILED)
def candidacy_reads(step: BoundStep) -> frozenset[str]:
    """The tables that tell who is a candidate, and of which unit."""
    found = {"subject", "enterprise", "status_spell", "unit_spell", "title"}
    if step.active.rung.subject != ITSELF:
        found.add("owner_spell")
    if scope_prefix(step.active.policy.scope):
        found.add("division_spell")
    return frozenset(found)


@lru_cache(maxsize=COMPILED)
def condition_reads(step: BoundStep) -> tuple[frozenset[str], ...]:
    """The tables that the answer to each condition comes from."""
    none: frozenset[str] = frozenset()
    return tuple(
        none.union(*(_TABLES[type(leaf)] for leaf in all_leaves(clause)))
        for clause in step.step.condition
    )


_PLACES = ("division_spell", "industry_spell")
_OWNED = ("owner_spell", "title")
_TABLES: dict[type[Leaf], tuple[str, ...]] = {
    attained.Maturity: ("assessment",),
    attained.Holds: _OWNED,
    attained.NotHolds: _OWNED,
    attained.Children: _OWNED,
    attained.InPool: ("owner_spell", "pool", "pool_entry"),
    figures.Number: ("fact", *_PLACES),
    figures.Ratio: ("fact",),
    figures.Grade: ("fact",),
    figures.Series: ("fact", "series_value", *_PLACES),
    figures.Score: ("fact",),
    profile.AboveDesignatedSize: ("designated_spell",),
    profile.SizeIn: ("size_spell",),
    profile.IndustryIn: ("industry_spell",),
    profile.DivisionIn: ("division_spell",),
    profile.Registered: ("division_spell",),
    exclusions.NoEvent: ("event", "coverage", "division_spell"),
    exclusions.NotSubsidised: ("owner_spell", "title", "subsidy"),
    exclusions.OnePer: (
        "application",
        "application_step",
        "owner_spell",
        "parent_spell",
        "address_spell",
    ),
    conditions.Judged: ("judgement",),
}


def _rules(policy: Policy, step: Step) -> str:
    """The rules themselves, as the policy's text means them."""
    return f"{policy.document} {policy.scope} {step.model_dump_json()}"


def _used(step: Step) -> list[Leaf]:
    return [leaf for clause in step.condition for leaf in all_leaves(clause)]


def _asked(leaf: Leaf) -> tuple[str, ...]:
    """The rungs that a leaf names."""
    found: tuple[str, ...] = getattr(leaf, "rungs", ())
    return found


def _equal(step: BoundStep, rungs: list[str]) -> Iterator[str]:
    for rung in rungs:
        yield from step.active.equivalents.get(rung, (rung,))


def _named(step: BoundStep, day: Anchor) -> str:
    named = step.anchors[day]
    return MOVING if named == step.on else named.isoformat()


def _facts(leaf: Leaf) -> Iterator[str]:
    for name in ("fact", "to", "total"):
        if isinstance(fact := getattr(leaf, name, None), str):
            yield fact
    if isinstance(leaf, figures.Score):
        yield from (part.fact for part in leaf.parts)
