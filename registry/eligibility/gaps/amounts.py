"""How much of a threshold is missing, set-wise, for whoever does not reach it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from registry.dates import cutoff
from registry.eligibility.asked import Asked, owner
from registry.eligibility.leaves.maturity import may_count
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
from registry.ladder.attained import Maturity
from registry.ladder.conditions import Condition
from registry.ladder.figures import Bound, Number
from registry.ladder.profile import Registered
from registry.ladder.standards import standards
from registry.ladder.tree import Tree, tree
from registry.ladder.values import Of, Reduce

WHOLE = 1000
"""A condition of which all is missing; also where nothing can be measured."""
FACT = Sql("f")
_POINT = 2
"""A score is kept in hundredths of a point."""


def shortfall(asked: Asked, clause: Condition) -> Sql:
    """What the candidate ``k`` lacks of a condition, in thousandths of its threshold.

    Measured are figures that are asked by themselves: of one period, or the sum or the
    mean of several years; a maturity level, by the score that makes it; and an age, in
    days. Whatever else is unmet is missing as a whole.
    """
    measured = _measured(asked, tree(clause))
    if measured is None:
        return written(WHOLE)
    return sql(
        "coalesce(({measured}), {whole})", measured=measured, whole=written(WHOLE)
    )


def _measured(asked: Asked, leaf: Tree) -> Sql | None:
    """The query of how much is missing, NULL where that is not known."""
    if isinstance(leaf, Maturity):
        return _score(asked, leaf)
    if isinstance(leaf, Registered):
        return _age(asked, leaf)
    if not isinstance(leaf, Number) or leaf.reduce in {Reduce.EACH, Reduce.GROWTH}:
        return None
    return sql(
        "SELECT {lacking} FROM (SELECT {value} AS v)",
        lacking=_lacking(asked, leaf),
        value=_value(asked, leaf),
    )


def _score(asked: Asked, leaf: Maturity) -> Sql | None:
    """What the best of the latest assessments of each kind lacks of the level's score.

    Where the standard does not know the level, nothing is measured.
    """
    bounds = list(_bounds(leaf.level))
    if not bounds:
        return None
    latest = [
        sql(
            "SELECT * FROM (SELECT t.level, t.score AS v, t.standard FROM assessment t"
            " WHERE t.subject_id = {subject} AND t.kind = {kind}"
            " AND t.voided_by IS NULL AND {may_count}"
            ' ORDER BY t."on" DESC, t.id DESC LIMIT 1)',
            subject=owner(leaf.of),
            kind=kind.value,
            may_count=may_count(asked, leaf),
        )
        for kind in leaf.kinds
    ]
    return sql(
        "SELECT CASE standard {bounds} END FROM ({latest})"
        " ORDER BY level DESC, coalesce(v, 0) DESC LIMIT 1",
        bounds=joined(" ", bounds),
        latest=joined(" UNION ALL ", latest),
    )


def _age(asked: Asked, leaf: Registered) -> Sql | None:
    """What is missing of the days that an enterprise has to have existed."""
    if leaf.division is not None or leaf.for_months is None:
        return None
    by, on = cutoff(asked.day(leaf), leaf.for_months), asked.day(leaf)
    return sql(
        "SELECT max(1, min({whole}, CAST((julianday(e.established_on)"
        " - julianday({by})) * {whole} / {days} AS INTEGER)))"
        " FROM enterprise e WHERE e.id = {enterprise} AND e.established_on > {by}",
        whole=written(WHOLE),
        by=by,
        days=written((on - by).days),
        enterprise=owner(Of.ENTERPRISE),
    )


def _bounds(level: int) -> Iterator[Sql]:
    """The distance from a level under each standard that has it."""
    for number, standard in standards().items():
        for one in standard.level:
            if one.level == level:
                distance = _distance(Bound(at_least=one.at_least), _POINT, 1)
                yield sql(
                    "WHEN {number} THEN {distance}", number=number, distance=distance
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
