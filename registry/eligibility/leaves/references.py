"""Facts against what others set: a dated reference series, an order of grades."""

from __future__ import annotations

from registry.eligibility.asked import Asked, CompileError
from registry.eligibility.attributes import DIVISION, INDUSTRY
from registry.eligibility.leaves.periods import (
    facts_of,
    last_years,
    latest_first,
    visible,
    whole_years,
)
from registry.eligibility.leaves.profile import one_value
from registry.eligibility.leaves.thresholds import key, limits, reaches_share
from registry.eligibility.sql import Sql, listed, sql
from registry.ladder.arithmetic import percentage
from registry.ladder.figures import Grade, Series

FACT = Sql("f")


def series(asked: Asked, leaf: Series) -> Sql:
    """A fact in percent of the reference value of the longest scope that fits E."""
    key(asked, leaf.fact)
    limit = limits(leaf.at_least, None, percentage)
    return sql(
        "coalesce((SELECT CASE WHEN r.value <= 0 OR f.value IS NULL THEN 1"
        " WHEN {reaches} THEN 3 ELSE 0 END FROM {referred}), 1)",
        reaches=reaches_share(Sql("f.value"), Sql("r.value"), limit),
        referred=referred(asked, leaf),
    )


def referred(asked: Asked, leaf: Series) -> Sql:
    """The fact ``f`` of the period asked beside the series' value ``r`` for it."""
    return sql(
        "(SELECT f.value, f.since, f.until, {code} AS code FROM fact f"
        " WHERE {facts} AND {period} ORDER BY {latest}) f"
        " JOIN series_value r ON r.since <= f.since AND r.until > f.since"
        " WHERE r.series = {series} AND r.voided_by IS NULL"
        " AND substr(f.code, 1, length(r.scope)) = r.scope"
        " ORDER BY length(r.scope) DESC, r.since DESC LIMIT 1",
        code=_code(asked, leaf),
        facts=facts_of(FACT, leaf.of, leaf.fact),
        period=_period(asked, leaf),
        latest=latest_first(FACT),
        series=leaf.series,
    )


def grade(asked: Asked, leaf: Grade) -> Sql:
    """The latest visible grade is high enough; one outside the order: unknown."""
    order = [code for code, _ in key(asked, leaf.fact).grades]
    if leaf.at_least not in order:
        known = "、".join(order) or "无"
        raise CompileError(f"「{leaf.at_least}」不是该指标的等级；可写：{known}")
    return sql(
        "coalesce((SELECT CASE WHEN f.grade IN ({enough}) THEN 3"
        " WHEN f.grade IN ({order}) THEN 0 ELSE 1 END FROM fact f"
        " WHERE {facts} AND {visible} ORDER BY {latest}), 1)",
        enough=listed(order[order.index(leaf.at_least) :]),
        order=listed(order),
        facts=facts_of(FACT, leaf.of, leaf.fact),
        visible=visible(FACT, asked, leaf),
        latest=latest_first(FACT),
    )


def _period(asked: Asked, leaf: Series) -> Sql:
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
