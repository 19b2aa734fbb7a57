"""Ratios of two facts, facts against a reference series, and ordered grades."""

from __future__ import annotations

from fractions import Fraction

from registry.eligibility.asked import Asked, CompileError
from registry.eligibility.leaves.periods import (
    facts_of,
    last_years,
    latest_first,
    visible,
    whole_years,
)
from registry.eligibility.leaves.profile import DIVISION, INDUSTRY, one_value
from registry.eligibility.leaves.thresholds import (
    Limits,
    key,
    limits,
    reaches_share,
)
from registry.eligibility.sql import Sql, listed, sql
from registry.ladder.arithmetic import percentage
from registry.ladder.figures import Grade, Ratio, Series
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


def _one(asked: Asked, leaf: Ratio) -> Sql:
    if leaf.period == "last_year":
        period = whole_years(FACT, asked, leaf, last_years(asked, leaf, 1))
    else:
        period = visible(FACT, asked, leaf)
    return sql(
        "coalesce((SELECT CASE WHEN g.value <= 0 THEN 1 WHEN {reaches} THEN 3"
        " WHEN f.value IS NULL OR g.value IS NULL THEN 1 ELSE 0 END"
        " FROM {pairs} AND {period} ORDER BY {latest}), 1)",
        reaches=reaches_share(FACT_VALUE, WHOLE_VALUE, _shares(asked, leaf)),
        pairs=_pairs(leaf),
        period=period,
        latest=latest_first(FACT),
    )


def _each(asked: Asked, leaf: Ratio) -> Sql:
    years = last_years(asked, leaf, leaf.years or 1)
    reaches = reaches_share(FACT_VALUE, WHOLE_VALUE, _shares(asked, leaf))
    return sql(
        "(SELECT CASE WHEN count(CASE WHEN g.value > 0 AND NOT ({reaches}) THEN 1 END)"
        " > 0 THEN 0 WHEN count(CASE WHEN g.value > 0 THEN f.value END) = {n} THEN 3"
        " ELSE 1 END FROM {pairs} AND {years})",
        reaches=reaches,
        n=len(years),
        pairs=_pairs(leaf),
        years=whole_years(FACT, asked, leaf, years),
    )


def _sum(asked: Asked, leaf: Ratio) -> Sql:
    years = last_years(asked, leaf, leaf.years or 1)
    return sql(
        "(SELECT CASE WHEN count(CASE WHEN g.value > 0 THEN f.value END) < {n} THEN 1"
        " WHEN {reaches} THEN 3 ELSE 0 END FROM {pairs} AND {years})",
        n=len(years),
        reaches=reaches_share(
            Sql("sum(f.value)"), Sql("sum(g.value)"), _shares(asked, leaf)
        ),
        pairs=_pairs(leaf),
        years=whole_years(FACT, asked, leaf, years),
    )


def _pairs(leaf: Ratio) -> Sql:
    """The fact ``f`` and the whole ``g`` of one period."""
    return sql(
        "fact f JOIN fact g ON {wholes} AND g.until = f.until AND g.since = f.since"
        " WHERE {facts}",
        wholes=facts_of(WHOLE, leaf.of, leaf.to),
        facts=facts_of(FACT, leaf.of, leaf.fact),
    )


def _shares(asked: Asked, leaf: Ratio) -> Limits:
    """Percentages as fractions of the stored integers, whatever their scales."""
    scale = key(asked, leaf.fact).scale - key(asked, leaf.to).scale
    shares = limits(leaf.at_least, leaf.at_most, percentage)
    return shares.each(lambda share: share * Fraction(10) ** scale)


def series(asked: Asked, leaf: Series) -> Sql:
    """A fact in percent of the reference value of the longest scope that fits E."""
    key(asked, leaf.fact)
    return sql(
        "coalesce((SELECT CASE WHEN r.value <= 0 OR f.value IS NULL THEN 1"
        " WHEN {reaches} THEN 3 ELSE 0 END"
        " FROM (SELECT f.value, f.since, {code} AS code FROM fact f"
        " WHERE {facts} AND {period} ORDER BY {latest}) f"
        " JOIN series_value r ON r.since <= f.since AND r.until > f.since"
        " WHERE r.series = {series} AND r.voided_by IS NULL"
        " AND substr(f.code, 1, length(r.scope)) = r.scope"
        " ORDER BY length(r.scope) DESC, r.since DESC LIMIT 1), 1)",
        reaches=reaches_share(
            FACT_VALUE, Sql("r.value"), limits(leaf.at_least, None, percentage)
        ),
        facts=facts_of(FACT, leaf.of, leaf.fact),
        period=_series_period(asked, leaf),
        latest=latest_first(FACT),
        series=leaf.series,
        code=_code(asked, leaf),
    )


def _series_period(asked: Asked, leaf: Series) -> Sql:
    if leaf.period == "latest":
        return visible(FACT, asked, leaf)
    return whole_years(FACT, asked, leaf, last_years(asked, leaf, 1))


def _code(asked: Asked, leaf: Series) -> Sql:
    """The code that scopes are prefixes of; empty where only the empty scope counts."""
    match leaf.by:
        case None:
            return Sql("''")
        case "industry":
            return one_value(INDUSTRY, asked.known(leaf))
        case "division":
            return one_value(DIVISION, asked.known(leaf))


def grade(asked: Asked, leaf: Grade) -> Sql:
    """The latest visible grade is high enough; one outside the order: unknown."""
    order = [code for code, _ in key(asked, leaf.fact).grades]
    if leaf.at_least not in order:
        known = "、".join(order) or "无"
        raise CompileError(f"「{leaf.at_least}」不是该指标的等级；可写：{known}")
    reached = order.index(leaf.at_least)
    return sql(
        "coalesce((SELECT CASE WHEN f.grade IN ({enough}) THEN 3"
        " WHEN f.grade IN ({known}) THEN 0 ELSE 1 END FROM fact f"
        " WHERE {facts} AND {visible} ORDER BY {latest}), 1)",
        enough=listed(order[reached:]),
        known=listed(order),
        facts=facts_of(FACT, leaf.of, leaf.fact),
        visible=visible(FACT, asked, leaf),
        latest=latest_first(FACT),
    )
