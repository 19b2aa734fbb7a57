"""From a condition to one SQL expression: the only meaning of eligibility there is.

The expression is correlated to a candidate row ``k`` and gives 0 unmet < 1 unknown
< 2 for judgement < 3 met, and for a whole condition also 4, not applicable.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from registry.eligibility.asked import Asked, CompileError
from registry.eligibility.attributes import Attribute
from registry.eligibility.leaves import (
    applicants,
    events,
    exclusions,
    maturity,
    numbers,
    pools,
    profile,
    ratios,
    references,
    titles,
)
from registry.eligibility.sql import Sql, greatest, joined, least, sql
from registry.ladder import attained, conditions, figures
from registry.ladder import exclusions as bars
from registry.ladder import profile as traits
from registry.ladder.conditions import AnyLeaf, Condition
from registry.ladder.policy import FactKey, Step
from registry.ladder.tree import AllOf, AnyOf, AtLeast, Tree, tree
from registry.ladder.values import Anchor, Leaf
from registry.terms import ConditionOutcome

OUTCOMES = (
    ConditionOutcome.UNMET,
    ConditionOutcome.UNKNOWN,
    ConditionOutcome.FOR_JUDGEMENT,
    ConditionOutcome.MET,
    ConditionOutcome.NOT_APPLICABLE,
)
"""What the integers 0 to 4 of a condition's expression say."""

_LEAVES: Mapping[type[Leaf], Callable[[Asked, Any], Sql]] = MappingProxyType(
    {
        attained.Maturity: maturity.maturity,
        attained.Holds: titles.holds,
        attained.NotHolds: titles.not_holds,
        attained.Children: titles.children,
        attained.InPool: pools.in_pool,
        figures.Number: numbers.number,
        figures.Ratio: ratios.ratio,
        figures.Grade: references.grade,
        figures.Series: references.series,
        figures.Score: numbers.score,
        traits.AboveDesignatedSize: profile.above_designated_size,
        traits.SizeIn: profile.size,
        traits.IndustryIn: profile.industry,
        traits.DivisionIn: profile.division,
        traits.Registered: profile.registered,
        bars.NoEvent: events.no_event,
        bars.NotSubsidised: exclusions.not_subsidised,
        bars.OnePer: applicants.one_per,
        conditions.Judged: pools.judged,
    }
)


def condition(asked: Asked, clause: Condition) -> Sql:
    """The expression of a whole condition, with its guard.

    Raises:
        CompileError: the condition has no expression.
    """
    own = expression(asked, tree(clause))
    if clause.when is None:
        return own
    return sql(
        "CASE {guard} WHEN 0 THEN 4 WHEN 3 THEN {own}"
        " ELSE CASE {own} WHEN 3 THEN 3 ELSE 1 END END",
        guard=expression(asked, tree(clause.when)),
        own=own,
    )


def expression(asked: Asked, node: Tree) -> Sql:
    """The expression of a tree: least, greatest or k-th greatest of its parts."""
    match node:
        case AllOf(parts):
            return least([expression(asked, part) for part in parts])
        case AnyOf(parts):
            return greatest([expression(asked, part) for part in parts])
        case AtLeast(k, parts):
            return _kth_greatest(k, [expression(asked, part) for part in parts])
        case leaf:
            return _leaf(asked, leaf)


def check(step: Step, facts: Mapping[str, FactKey]) -> tuple[tuple[str, str], ...]:
    """Every condition that cannot be compiled: its id and why, in Chinese."""
    found = ((one.id, _problem(step, one, facts)) for one in step.condition)
    return tuple((id_, problem) for id_, problem in found if problem)


def _leaf(asked: Asked, leaf: AnyLeaf) -> Sql:
    if type(leaf) in _OF_THE_STEP:
        return _LEAVES[type(leaf)](asked, leaf)
    key = asked.on, asked.day(leaf), asked.attributes, id(asked.facts)
    return _alike(_Alike(leaf, key, asked))


_OF_THE_STEP = frozenset(
    {
        attained.Holds,
        attained.NotHolds,
        attained.Children,
        attained.InPool,
        bars.NotSubsidised,
        bars.OnePer,
        conditions.Judged,
    }
)
"""Leaves that ask for more than days; the others are alike in every step of a day."""


@dataclass(frozen=True, slots=True)
class _Alike:
    """A leaf with all that it asks for beside itself."""

    leaf: AnyLeaf
    key: tuple[date, date, tuple[Attribute, ...], int]
    asked: Asked = field(compare=False)


@lru_cache(maxsize=2048)
def _alike(one: _Alike) -> Sql:
    return _LEAVES[type(one.leaf)](one.asked, one.leaf)


def _kth_greatest(k: int, codes: list[Sql]) -> Sql:
    if k in (1, len(codes)):
        return greatest(codes) if k == 1 else least(codes)
    return sql(
        "({rows} ORDER BY 1 DESC LIMIT 1 OFFSET {passed})",
        rows=joined(" UNION ALL ", (sql("SELECT {one}", one=one) for one in codes)),
        passed=k - 1,
    )


def _problem(step: Step, clause: Condition, facts: Mapping[str, FactKey]) -> str:
    on = step.since or date(2000, 1, 1)
    asked = Asked(
        document="",
        target=step.to,
        condition=clause.id,
        on=on,
        anchors=dict.fromkeys(Anchor, on),
        rounds={},
        facts=facts,
        equivalents={},
        recorded=frozenset(),
        attributes=(),
    )
    try:
        condition(asked, clause)
    except CompileError as error:
        return str(error)
    return ""
