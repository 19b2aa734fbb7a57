"""How much of a threshold is missing, set-wise, for whoever does not reach it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from registry.eligibility.asked import Asked
from registry.eligibility.leaves.numbers import fits, period
from registry.eligibility.leaves.periods import (
    facts_of,
    last_years,
    latest_first,
    whole_years,
)
from registry.eligibility.leaves.thresholds import key
from registry.eligibility.sql import Sql, joined, sql, written
from registry.ladder.arithmetic import scaled
from registry.ladder.conditions import Condition
from registry.ladder.figures import Bound, Number
from registry.ladder.tree import tree
from registry.ladder.values import Reduce

WHOLE = 1000
"""A condition of which all is missing; also where nothing can be measured."""
FACT = Sql("f")


def shortfall(asked: Asked, clause: Condition) -> Sql:
    """What the candidate ``k`` lacks of a condition, in thousandths of its threshold.

    Measured are figures that are asked by themselves: of one period, or the sum or the
    mean of several years. Whatever else is unmet is missing as a whole.
    """
    leaf = tree(clause)
    if not isinstance(leaf, Number) or leaf.reduce in {Reduce.EACH, Reduce.GROWTH}:
        return written(WHOLE)
    return sql(
        "coalesce((SELECT {lacking} FROM (SELECT {value} AS v)), {whole})",
        lacking=_lacking(asked, leaf),
        value=_value(asked, leaf),
        whole=written(WHOLE),
    )


def _value(asked: Asked, leaf: Number) -> Sql:
    """The stored figure, or the sum of those of the years."""
    facts = facts_of(FACT, leaf.of, leaf.fact)
    if leaf.reduce is None:
        return sql(
            "(SELECT f.value FROM fact f WHERE {facts} AND {period} ORDER BY {latest})",
            facts=facts,
            period=period(asked, leaf),
            latest=latest_first(FACT),
        )
    years = last_years(asked, leaf, leaf.years or 1)
    return sql(
        "(SELECT sum(f.value) FROM fact f WHERE {facts} AND {years})",
        facts=facts,
        years=whole_years(FACT, asked, leaf, years),
    )


def _lacking(asked: Asked, leaf: Number) -> Sql:
    """The distance from the threshold that fits: the leaf's own, or one of ``by``."""
    scale = key(asked, leaf.fact).scale
    years = (leaf.years or 1) if leaf.reduce is Reduce.MEAN else 1
    own = _distance(leaf, scale, years)
    others = [
        sql(
            "WHEN {fits} = 3 THEN {its}",
            fits=fits(asked, one),
            its=_distance(one, scale, years),
        )
        for one in leaf.by
    ]
    if not others:
        return own
    return sql("CASE {others} ELSE {own} END", others=joined(" ", others), own=own)


def _distance(bound: Bound, scale: int, years: int) -> Sql:
    """How far ``v`` is outside of a bound; NULL where there is no share of it."""
    cases = " ".join(_cases(bound, scale, years))
    return Sql(f"CASE {cases} END") if cases else Sql("NULL")


def _cases(bound: Bound, scale: int, years: int) -> Iterator[str]:
    sides = ((bound.at_least, "<", "{0} - v"), (bound.at_most, ">", "v - {0}"))
    for given, beyond, distance in sides:
        limit = scaled(given or Decimal(), scale) * years
        if limit > 0:
            share = f"({distance.format(limit)}) * {WHOLE} / {limit}"
            least_and_most = f"min(max(CAST({share} AS INTEGER), 1), {WHOLE})"
            yield f"WHEN v {beyond} {limit} THEN {least_and_most}"
