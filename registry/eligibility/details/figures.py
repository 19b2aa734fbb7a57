"""Recorded figures against the thresholds that fit, and scored evaluations."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from registry.eligibility.asked import Asked
from registry.eligibility.details.detail import (
    FULFILLED,
    NOT_RECORDED,
    Case,
    Detail,
    of_records,
    period,
    source,
    together,
)
from registry.eligibility.details.words import (
    missing,
    percent,
    rounded,
    shortfall,
)
from registry.eligibility.leaves import numbers
from registry.eligibility.leaves.periods import facts_of, last_years, whole_years
from registry.eligibility.sql import Sql, sql
from registry.ladder.amounts import amount
from registry.ladder.figures import Bound, Number, Score
from registry.ladder.policy import FactKey
from registry.ladder.values import Reduce
from registry.terms import ConditionOutcome

FACT = Sql("f")
OPEN_THRESHOLD = "适用门槛未定（所在县市区或行业未登记）"


@dataclass(frozen=True, slots=True)
class Figure:
    """One recorded figure in its key's unit, with its period and source in words."""

    value: Decimal
    period: str
    source: str


def number(case: Case, leaf: Number, outcome: ConditionOutcome) -> Detail:
    """The figures of the periods asked, and how far they are from the threshold."""
    key = case.names.fact(leaf.fact)
    found = _figures(case, leaf, key)
    detail = of_records(("", one.period, one.source) for one in found)
    if not found:
        return Detail(gap=_unknown(case, leaf, found))
    told = replace(detail, value=_value(case, leaf, found, key))
    if outcome in FULFILLED:
        return told
    unknown = outcome is ConditionOutcome.UNKNOWN
    gap = _unknown(case, leaf, found) if unknown else _short(case, leaf, found, key)
    return replace(told, gap=gap)


def score(case: Case, leaf: Score, outcome: ConditionOutcome) -> Detail:
    """The latest total and parts, each with what it lacks."""
    if not leaf.parts:
        return number(case, numbers.parts(leaf)[0], outcome)
    parts = [_part(case, part, outcome) for part in numbers.parts(leaf)]
    whole = of_records((one.value, one.on, one.source) for one in parts)
    return replace(whole, gap=together(one.gap for one in parts))


def _part(case: Case, part: Number, whole: ConditionOutcome) -> Detail:
    """One part; where the whole is met, so are all of them."""
    outcome = whole if whole in FULFILLED else case.code(numbers.number, part)
    name = case.names.fact(part.fact).name
    detail = number(case, part, outcome)
    met = outcome in FULFILLED
    return replace(
        detail,
        value=f"{name} {detail.value or NOT_RECORDED}",
        gap="" if met else f"{name}{detail.gap}",
    )


def _figures(case: Case, leaf: Number, key: FactKey) -> list[Figure]:
    """The recorded figures that the answer rests on, earliest first."""
    latest = case.rows(_recorded, leaf)[: len(_years(case.asked, leaf))]
    return [
        Figure(Decimal(value).scaleb(-key.scale), period(since, until), origin)
        for value, since, until, origin in reversed(latest)
    ]


def _recorded(asked: Asked, leaf: Number) -> Sql:
    return sql(
        "SELECT k.subject_id, f.value, f.since, f.until, {source}"
        " FROM k CROSS JOIN fact f ON {facts}"
        " WHERE {period} AND f.value IS NOT NULL ORDER BY f.until DESC, f.since DESC",
        source=source("f"),
        facts=facts_of(FACT, leaf.of, leaf.fact),
        period=_period(asked, leaf),
    )


def _period(asked: Asked, leaf: Number) -> Sql:
    if leaf.reduce is None:
        return numbers.period(asked, leaf)
    return whole_years(FACT, asked, leaf, _years(asked, leaf))


def _years(asked: Asked, leaf: Number) -> tuple[int, ...]:
    """The years whose figures are needed."""
    if leaf.reduce is not Reduce.GROWTH:
        return last_years(asked, leaf, leaf.years or 1)
    (last,) = last_years(asked, leaf, 1)
    return last - (leaf.years or 1), last


def _value(case: Case, leaf: Number, found: list[Figure], key: FactKey) -> str:
    """The figures, led by what they come to where all are there."""
    if leaf.reduce is None:
        return amount(found[-1].value, key.unit)
    years = "；".join(f"{one.period} 年 {amount(one.value, key.unit)}" for one in found)
    match leaf.reduce:
        case Reduce.EACH:
            return years
        case Reduce.GROWTH:
            grown = _grown(leaf, found)
            if grown is None:
                return years
            return f"{percent(grown, _bound(case, leaf) or leaf)}（{years}）"
        case Reduce.SUM:
            total = _total(found)
            return f"合计 {amount(total, key.unit)}（{years}）"
        case Reduce.MEAN:
            bound = _bound(case, leaf) or leaf
            mean = rounded(_total(found) / len(found), bound)
            return f"年均 {amount(mean, key.unit)}（{years}）"


def _unknown(case: Case, leaf: Number, found: list[Figure]) -> str:
    """Why nothing can be said."""
    if _bound(case, leaf) is None:
        return OPEN_THRESHOLD
    if leaf.reduce is None:
        return NOT_RECORDED
    have = [one.period for one in found]
    absent = missing(_years(case.asked, leaf), have)
    complete = len(found) == len(_years(case.asked, leaf))
    return "基年数值不大于 0" if complete else absent


def _short(case: Case, leaf: Number, found: list[Figure], key: FactKey) -> str:
    """How far the figures are from the threshold that fits."""
    bound = _bound(case, leaf) or leaf
    match leaf.reduce:
        case None:
            return shortfall(found[-1].value, bound, key.unit)
        case Reduce.SUM:
            return shortfall(_total(found), bound, key.unit)
        case Reduce.MEAN:
            return shortfall(_total(found) / len(found), bound, key.unit)
        case Reduce.GROWTH:
            grown = _grown(leaf, found)
            return "" if grown is None else shortfall(grown, bound, "%")
        case Reduce.EACH:
            gaps = [
                (one.period, shortfall(one.value, bound, key.unit)) for one in found
            ]
            return "；".join(f"{year} 年{gap}" for year, gap in gaps if gap)


def _total(found: list[Figure]) -> Decimal:
    return sum((one.value for one in found), Decimal())


def _grown(leaf: Number, found: list[Figure]) -> Decimal | None:
    """The compound yearly growth in percent; None where there is no base."""
    first, last = found[0].value, found[-1].value
    if first <= 0 or len(found) < len(("first", "last")):
        return None
    yearly = (max(last, Decimal()) / first) ** (Decimal(1) / (leaf.years or 1))
    return (yearly - 1) * 100


def _bound(case: Case, leaf: Number) -> Bound | None:
    """The threshold that fits the enterprise; None where that is not known."""
    for threshold in leaf.by:
        match case.code(numbers.fits, threshold):
            case ConditionOutcome.MET:
                return threshold
            case ConditionOutcome.UNKNOWN:
                return None
            case _:
                continue
    return leaf
