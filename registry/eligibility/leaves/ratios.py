"""Ratios of two facts, period by period."""

from __future__ import annotations

from fractions import Fraction

from registry.eligibility.asked import Asked
from registry.eligibility.leaves.periods import (
    facts_of,
    last_years,
    latest_first,
    visible,
    whole_years,
)
from registry.eligibility.leaves.thresholds import (
    Limits,
    key,
    limits,
    reaches_share,
)
from registry.eligibility.sql import Sql, sql, written
from registry.ladder.arithmetic import percentage
from registry.ladder.figures import Ratio
from registry.ladder.values import Reduce

FACT, WHOLE = Sql("f"), Sql("g")
FACT_VALUE, WHOLE_VALUE = Sql("f.value"), Sql("g.value")


def ratio(asked: Asked, leaf: Ratio) -> Sql:
    """One fact in percent of another, for one period or for several years."""
    match leaf.reduce:
        case Reduce.SUM:
            return _sum(asked, leaf)
        case Reduce.EACH:
            return _each(asked, leaf)
        case _:
            return _one(asked, leaf)


def pairs(asked: Asked, leaf: Ratio) -> Sql:
    """The facts ``f`` and wholes ``g`` of the same periods, where both are recorded."""
    return sql(
        "fact f JOIN fact g ON {wholes} AND g.until = f.until AND g.since = f.since"
        " WHERE {facts} AND {period}",
        wholes=facts_of(WHOLE, leaf.of, leaf.to),
        facts=facts_of(FACT, leaf.of, leaf.fact),
        period=_period(asked, leaf),
    )


def _period(asked: Asked, leaf: Ratio) -> Sql:
    if leaf.years is None and leaf.period != "last_year":
        return visible(FACT, asked, leaf)
    years = last_years(asked, leaf, leaf.years or 1)
    return whole_years(FACT, asked, leaf, years)


def _one(asked: Asked, leaf: Ratio) -> Sql:
    return sql(
        "coalesce((SELECT CASE WHEN g.value <= 0 THEN 1 WHEN {reaches} THEN 3"
        " WHEN f.value IS NULL OR g.value IS NULL THEN 1 ELSE 0 END"
        " FROM {pairs} ORDER BY {latest}), 1)",
        reaches=reaches_share(FACT_VALUE, WHOLE_VALUE, _shares(asked, leaf)),
        pairs=pairs(asked, leaf),
        latest=latest_first(FACT),
    )


def _each(asked: Asked, leaf: Ratio) -> Sql:
    reaches = reaches_share(FACT_VALUE, WHOLE_VALUE, _shares(asked, leaf))
    return sql(
        "(SELECT CASE WHEN count(CASE WHEN g.value > 0 AND NOT ({reaches}) THEN 1 END)"
        " > 0 THEN 0 WHEN count(CASE WHEN g.value > 0 THEN f.value END) = {n} THEN 3"
        " ELSE 1 END FROM {pairs})",
        reaches=reaches,
        n=written(leaf.years or 1),
        pairs=pairs(asked, leaf),
    )


def _sum(asked: Asked, leaf: Ratio) -> Sql:
    reaches = reaches_share(
        Sql("sum(f.value)"), Sql("sum(g.value)"), _shares(asked, leaf)
    )
    return sql(
        "(SELECT CASE WHEN count(CASE WHEN g.value > 0 THEN f.value END) < {n} THEN 1"
        " WHEN {reaches} THEN 3 ELSE 0 END FROM {pairs})",
        n=written(leaf.years or 1),
        reaches=reaches,
        pairs=pairs(asked, leaf),
    )


def _shares(asked: Asked, leaf: Ratio) -> Limits:
    """Percentages as fractions of the stored integers, whatever their scales."""
    scale = key(asked, leaf.fact).scale - key(asked, leaf.to).scale
    shares = limits(leaf.at_least, leaf.at_most, percentage)
    return shares.each(lambda share: share * Fraction(10) ** scale)
