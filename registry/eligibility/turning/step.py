"""The turning day of every condition of a step, and of the candidacy."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from registry.eligibility.asked import SUBJECT, Asked
from registry.eligibility.bind import BoundStep
from registry.eligibility.candidates import ITSELF
from registry.eligibility.presence import scope_prefix
from registry.eligibility.sql import Sql, sql
from registry.eligibility.turning import figures, profile, records
from registry.eligibility.turning.watch import OWNER, Watch, bounds, soonest, spells
from registry.ladder import attained, conditions, exclusions
from registry.ladder import figures as asks
from registry.ladder import profile as traits
from registry.ladder.conditions import Condition
from registry.ladder.tree import all_leaves
from registry.ladder.values import Leaf

_LEAVES: Mapping[type[Leaf], Callable[[Asked, Any], tuple[Watch, ...]]] = (
    MappingProxyType(
        {
            attained.Maturity: records.maturity,
            attained.Holds: records.holds,
            attained.NotHolds: records.not_holds,
            attained.Children: records.children,
            attained.InPool: records.in_pool,
            asks.Number: figures.number,
            asks.Ratio: figures.ratio,
            asks.Grade: figures.grade,
            asks.Series: figures.series,
            asks.Score: figures.score,
            traits.AboveDesignatedSize: profile.above_designated_size,
            traits.SizeIn: profile.size,
            traits.IndustryIn: profile.industry,
            traits.DivisionIn: profile.division,
            traits.Registered: profile.registered,
            exclusions.NoEvent: profile.no_event,
            exclusions.NotSubsidised: records.not_subsidised,
            exclusions.OnePer: profile.one_per,
            conditions.Judged: records.judged,
        }
    )
)


def condition(asked: Asked, clause: Condition, on: Sql | date | None = None) -> Sql:
    """The next day on which the condition's answer may be another one.

    ``on`` is a column with the as-of day, where it is not written as itself.
    """
    watches = [
        watch
        for leaf in all_leaves(clause)
        for watch in _LEAVES[type(leaf)](asked, leaf)
    ]
    return soonest(tuple(dict.fromkeys(watches)), on or asked.on)


def candidacy(step: BoundStep, on: Sql | None = None) -> Sql:
    """The next day on which S may become a candidate, cease to be one, or move."""
    return soonest(tuple(dict.fromkeys(_candidacy(step))), on or step.on)


def _candidacy(step: BoundStep) -> Iterator[Watch]:
    if step.active.rung.subject != ITSELF:
        own = sql("o.subject_id = {subject} AND o.voided_by IS NULL", subject=SUBJECT)
        yield Watch(Sql("owner_spell o"), own, bounds(OWNER))
    if scope_prefix(step.active.policy.scope):
        yield from spells("division_spell")
    yield from spells("status_spell")
    yield from spells("unit_spell")
    rungs = step.active.equivalents.get(step.step.to, (step.step.to,))
    yield records.held(rungs)
