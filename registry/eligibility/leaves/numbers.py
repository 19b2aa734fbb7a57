"""Numbers and scores: one recorded figure against its thresholds."""

from __future__ import annotations

from functools import partial

from registry.dates import cutoff
from registry.eligibility.asked import Asked
from registry.eligibility.attributes import DIVISION, INDUSTRY
from registry.eligibility.leaves.periods import (
    ONE_DAY,
    facts_of,
    last_years,
    latest_first,
    visible,
    whole_years,
)
from registry.eligibility.leaves.profile import known
from registry.eligibility.leaves.thresholds import (
    Limits,
    key,
    limits,
    reaches,
    reaches_share,
)
from registry.eligibility.sql import Sql, first, least, sql, starts, written
from registry.ladder.arithmetic import growth_factor, scaled
from registry.ladder.figures import Bound, Number, Score, Threshold
from registry.ladder.values import Reduce

FACT = Sql("f")
FIRST = Sql("g")
VALUE_OF_FACT = Sql("f.value")


def number(asked: Asked, leaf: Number) -> Sql:
    """A figure against the threshold that fits E: the leaf's own, or one of ``by``."""
    told = [
        sql(
            "CASE {fits} WHEN 3 THEN {its} WHEN 0 THEN NULL ELSE 1 END",
            fits=fits(asked, threshold),
            its=_against(asked, leaf, threshold),
        )
        for threshold in leaf.by
    ]
    return first([*told, _against(asked, leaf, leaf)])


def score(asked: Asked, leaf: Score) -> Sql:
    """The latest total and the latest of each part reach their minimum."""
    return least([number(asked, part) for part in parts(leaf)])


def parts(leaf: Score) -> list[Number]:
    """The total and each part of a scored evaluation as a number asked by itself."""
    minima = [(leaf.total, leaf.at_least)]
    minima += [(part.fact, part.at_least) for part in leaf.parts]
    return [
        Number(fact=fact, at_least=at_least, of=leaf.of, day=leaf.day)
        for fact, at_least in minima
    ]


def fits(asked: Asked, threshold: Threshold) -> Sql:
    """Whether E lies in the divisions and industries of a threshold on D."""
    asked_of = ((DIVISION, threshold.divisions), (INDUSTRY, threshold.industries))
    return least(
        [
            known(asked, attribute, asked.on, partial(starts, prefixes=prefixes))
            for attribute, prefixes in asked_of
            if prefixes
        ]
    )


def _against(asked: Asked, leaf: Number, bound: Bound) -> Sql:
    match leaf.reduce:
        case None:
            return _one(asked, leaf, bound)
        case Reduce.SUM | Reduce.MEAN:
            return _sum(asked, leaf, bound)
        case Reduce.EACH:
            return _each(asked, leaf, bound)
        case Reduce.GROWTH:
            return _growth(asked, leaf, bound)


def _one(asked: Asked, leaf: Number, bound: Bound) -> Sql:
    return sql(
        "coalesce((SELECT CASE WHEN {reaches} THEN 3 WHEN f.value IS NULL THEN 1"
        " ELSE 0 END FROM fact f WHERE {facts} AND {period} ORDER BY {latest}), 1)",
        reaches=reaches(VALUE_OF_FACT, _stored(asked, leaf, bound)),
        facts=facts_of(FACT, leaf.of, leaf.fact),
        period=period(asked, leaf),
        latest=latest_first(FACT),
    )


def period(asked: Asked, leaf: Number) -> Sql:
    """Of the facts ``f`` those of the one period that is asked."""
    if leaf.period == "last_year":
        return whole_years(FACT, asked, leaf, last_years(asked, leaf, 1))
    seen = visible(FACT, asked, leaf)
    if leaf.within_months is None:
        return seen
    after = cutoff(asked.day(leaf), leaf.within_months) + ONE_DAY
    return sql("{seen} AND f.until > {after}", seen=seen, after=after)


def _sum(asked: Asked, leaf: Number, bound: Bound) -> Sql:
    """The mean is the sum against as many times the threshold: nothing is divided."""
    years = last_years(asked, leaf, leaf.years or 1)
    stored = _stored(asked, leaf, bound)
    if leaf.reduce is Reduce.MEAN:
        stored = stored.each(lambda limit: limit * len(years))
    return sql(
        "(SELECT CASE WHEN count(f.value) < {n} THEN 1 WHEN {reaches} THEN 3 ELSE 0 END"
        " FROM fact f WHERE {facts} AND {years})",
        n=written(len(years)),
        reaches=reaches(Sql("sum(f.value)"), stored),
        facts=facts_of(FACT, leaf.of, leaf.fact),
        years=whole_years(FACT, asked, leaf, years),
    )


def _each(asked: Asked, leaf: Number, bound: Bound) -> Sql:
    years = last_years(asked, leaf, leaf.years or 1)
    return sql(
        "(SELECT CASE WHEN count(CASE WHEN NOT ({reaches}) THEN 1 END) > 0 THEN 0"
        " WHEN count(f.value) = {n} THEN 3 ELSE 1 END"
        " FROM fact f WHERE {facts} AND {years})",
        reaches=reaches(VALUE_OF_FACT, _stored(asked, leaf, bound)),
        n=written(len(years)),
        facts=facts_of(FACT, leaf.of, leaf.fact),
        years=whole_years(FACT, asked, leaf, years),
    )


def _growth(asked: Asked, leaf: Number, bound: Bound) -> Sql:
    """Last year's value against the value ``years`` before it, grown by the rate."""
    years = leaf.years or 1
    factor = partial(growth_factor, years=years)
    (last,) = last_years(asked, leaf, 1)
    return sql(
        "coalesce((SELECT CASE WHEN g.value <= 0 THEN 1 WHEN {reaches} THEN 3"
        " WHEN f.value IS NULL OR g.value IS NULL THEN 1 ELSE 0 END"
        " FROM fact g JOIN fact f ON {last_facts} AND {last}"
        " WHERE {first_facts} AND {first}), 1)",
        reaches=reaches_share(
            VALUE_OF_FACT,
            Sql("g.value"),
            limits(bound.at_least, bound.at_most, factor),
        ),
        last_facts=facts_of(FACT, leaf.of, key(asked, leaf.fact).key),
        last=whole_years(FACT, asked, leaf, (last,)),
        first_facts=facts_of(FIRST, leaf.of, leaf.fact),
        first=whole_years(FIRST, asked, leaf, (last - years,)),
    )


def _stored(asked: Asked, leaf: Number, bound: Bound) -> Limits:
    exact = partial(scaled, scale=key(asked, leaf.fact).scale)
    return limits(bound.at_least, bound.at_most, exact)
