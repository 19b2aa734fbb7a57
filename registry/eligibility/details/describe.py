"""From an answered condition to its detail: each leaf described, then put together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from registry.eligibility.compile import expression
from registry.eligibility.details import (
    attained,
    bars,
    figures,
    profile,
    shares,
)
from registry.eligibility.details.detail import (
    FULFILLED,
    NOT_RECORDED,
    Case,
    Detail,
    of_records,
)
from registry.ladder import attained as reached
from registry.ladder import conditions, exclusions
from registry.ladder import figures as numbers
from registry.ladder import profile as traits
from registry.ladder.conditions import AnyLeaf, Condition
from registry.ladder.phrases import short
from registry.ladder.tree import AllOf, AnyOf, AtLeast, Tree, leaves, tree
from registry.ladder.values import Leaf
from registry.terms import ConditionOutcome

Describe = Callable[[Case, Any, ConditionOutcome], Detail]
Said = Mapping[AnyLeaf, ConditionOutcome]
"""How every leaf of a condition is answered."""
EITHER = " 或 "
"""Between gaps of which closing one suffices."""

_LEAVES: Mapping[type[Leaf], Describe] = MappingProxyType(
    {
        reached.Maturity: attained.maturity,
        reached.Holds: attained.titles,
        reached.NotHolds: attained.titles,
        reached.Children: attained.children,
        reached.InPool: attained.in_pool,
        numbers.Number: figures.number,
        numbers.Ratio: shares.ratio,
        numbers.Grade: shares.grade,
        numbers.Series: shares.series,
        numbers.Score: figures.score,
        traits.AboveDesignatedSize: profile.above_designated_size,
        traits.SizeIn: profile.size,
        traits.IndustryIn: profile.industry,
        traits.DivisionIn: profile.division,
        traits.Registered: profile.registered,
        exclusions.NoEvent: bars.no_event,
        exclusions.NotSubsidised: bars.not_subsidised,
        exclusions.OnePer: bars.one_per,
        conditions.Judged: bars.judged,
    }
)


def describe(case: Case, clause: Condition, outcome: ConditionOutcome) -> Detail:
    """What there is for a condition, and what is missing where it is not met."""
    node = _tree(clause)
    if isinstance(node, _NODES):
        detail = _put_together(case, node)
    else:
        detail = _LEAVES[type(node)](case, node, outcome)
    told = outcome not in FULFILLED or not detail.gap
    return detail if told else replace(detail, gap="")


@lru_cache(maxsize=512)
def _tree(clause: Condition) -> Tree:
    return tree(clause)


Node = AllOf | AnyOf | AtLeast
_NODES = (AllOf, AnyOf, AtLeast)


def _put_together(case: Case, node: Node) -> Detail:
    """Every leaf under its heading; the gap is that of the parts that are not met."""
    asked = _leaves(node)
    said = dict(zip(asked, case.codes(expression, asked), strict=True))
    return _joined(case, node, said)


def _leaves(node: Node) -> tuple[AnyLeaf, ...]:
    return tuple(dict.fromkeys(leaves(node)))


def _joined(case: Case, node: Node, said: Said) -> Detail:
    parts = [_part(case, part, said) for part in node.parts]
    open_ = [part.gap for part in parts if part.gap]
    together = of_records([(part.value, part.on, part.source) for part in parts])
    return replace(together, gap=_gap(node, open_))


def _gap(node: Node, gaps: list[str]) -> str:
    match node:
        case AllOf():
            return "；".join(gaps)
        case AnyOf(parts):
            return EITHER.join(gaps) if len(gaps) == len(parts) else ""
        case AtLeast(k, parts):
            short_by = k - (len(parts) - len(gaps))
            return f"还差 {short_by} 项：{'、'.join(gaps)}" if short_by > 0 else ""


def _part(case: Case, node: Tree, said: Said) -> Detail:
    if isinstance(node, _NODES):
        return _joined(case, node, said)
    outcome = said[node]
    detail = _LEAVES[type(node)](case, node, outcome)
    heading = short(node, case.names)
    return Detail(
        f"{heading}：{detail.value or NOT_RECORDED}",
        detail.on,
        detail.source,
        "" if outcome in FULFILLED else f"{heading}{detail.gap}",
    )
