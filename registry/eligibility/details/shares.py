"""Ratios, series and grades: figures in relation to others."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from registry.eligibility.asked import Asked
from registry.eligibility.details.detail import (
    NOT_RECORDED,
    Case,
    Detail,
    of_records,
    period,
    source,
    together,
)
from registry.eligibility.details.words import missing, percent, shortfall
from registry.eligibility.leaves.periods import (
    facts_of,
    last_years,
    visible,
)
from registry.eligibility.leaves.ratios import pairs
from registry.eligibility.leaves.references import referred
from registry.eligibility.sql import Sql, sql
from registry.ladder.amounts import amount, recorded
from registry.ladder.figures import Bound, Grade, Ratio, Series
from registry.ladder.values import Reduce
from registry.terms import ConditionOutcome

FACT = Sql("f")


@dataclass(frozen=True, slots=True)
class Share:
    """A figure and the whole it is a part of, in their units, for one period."""

    figure: Decimal
    whole: Decimal
    period: str
    source: str

    @property
    def percent(self) -> Decimal | None:
        """The share in percent; None of a whole that is not greater than nothing."""
        return self.figure * 100 / self.whole if self.whole > 0 else None


def ratio(case: Case, leaf: Ratio, outcome: ConditionOutcome) -> Detail:
    """The share in percent with both figures, period by period."""
    found = _shares(case, leaf)
    if leaf.reduce is Reduce.SUM and len(found) == leaf.years:
        found = [_summed(found), *found]
    asked = found[:1] if leaf.reduce is Reduce.SUM else found
    unknown = outcome is ConditionOutcome.UNKNOWN
    return of_records(
        ((_share(case, leaf, one), one.period, one.source) for one in found),
        _unknown(case, leaf, found) if unknown else _short(leaf, asked),
    )


def _shares(case: Case, leaf: Ratio) -> list[Share]:
    """The shares the answer rests on, earliest first."""
    latest = case.rows(_pairs, leaf)[: leaf.years or 1]
    scale, whole_scale = (case.names.fact(key).scale for key in (leaf.fact, leaf.to))
    return [
        Share(
            Decimal(value).scaleb(-scale),
            Decimal(whole).scaleb(-whole_scale),
            period(since, until),
            together(origins),
        )
        for value, whole, since, until, *origins in reversed(latest)
    ]


def _pairs(asked: Asked, leaf: Ratio) -> Sql:
    return sql(
        "SELECT k.subject_id, f.value, g.value, f.since, f.until, {source},"
        " {whole_source} FROM k CROSS JOIN {pairs}"
        " AND f.value IS NOT NULL AND g.value IS NOT NULL"
        " ORDER BY f.until DESC, f.since DESC",
        source=source("f"),
        whole_source=source("g"),
        pairs=pairs(asked, leaf),
    )


def _summed(shares: list[Share]) -> Share:
    figure = sum((one.figure for one in shares), Decimal())
    return Share(figure, sum((one.whole for one in shares), Decimal()), "", "")


def _share(case: Case, leaf: Ratio, one: Share) -> str:
    key, whole = case.names.fact(leaf.fact), case.names.fact(leaf.to)
    shown = "—" if one.percent is None else percent(one.percent, leaf)
    when = f"{one.period} 年" if leaf.years and one.period else ""
    when = "合计 " if leaf.years and not one.period else f"{when} " if when else ""
    parts = f"{amount(one.figure, key.unit)} ÷ {amount(one.whole, whole.unit)}"
    return f"{when}{shown}（{parts}）"


def _unknown(case: Case, leaf: Ratio, found: list[Share]) -> str:
    name = case.names.fact(leaf.to).name
    if any(one.percent is None for one in found):
        return f"{name}不大于 0"
    if leaf.years is None:
        return NOT_RECORDED
    years = last_years(case.asked, leaf, leaf.years)
    return missing(years, [one.period for one in found])


def _short(leaf: Ratio, asked: list[Share]) -> str:
    gaps = [
        (one.period, shortfall(one.percent, leaf, "%"))
        for one in asked
        if one.percent is not None
    ]
    each = leaf.reduce is Reduce.EACH
    return "；".join(f"{year} 年{gap}" if each else gap for year, gap in gaps if gap)


def series(case: Case, leaf: Series, outcome: ConditionOutcome) -> Detail:
    """The fact beside the reference value, and its share of it in percent."""
    key = case.names.fact(leaf.fact)
    ((value, since, until, reference, origin),) = case.rows(_referred, leaf)
    if value is None:
        return Detail(gap=f"本企业数据或参照值{NOT_RECORDED}")
    shown = f"{recorded(value, key)}，参照值 {recorded(reference, key)}"
    on = period(since, until)
    if outcome is ConditionOutcome.UNKNOWN:
        return Detail(shown, on, origin, "参照值不大于 0")
    share = Decimal(value) * 100 / Decimal(reference)
    bound = Bound(at_least=leaf.at_least)
    told = f"{shown}，为其 {percent(share, bound)}"
    return Detail(told, on, origin, shortfall(share, bound, "%"))


def _referred(asked: Asked, leaf: Series) -> Sql:
    return sql(
        "SELECT k.subject_id, (SELECT f.value FROM {referred}),"
        " (SELECT f.since FROM {referred}), (SELECT f.until FROM {referred}),"
        " (SELECT r.value FROM {referred}), (SELECT {source} FROM {referred}) FROM k",
        referred=referred(asked, leaf),
        source=source("r"),
    )


def grade(case: Case, leaf: Grade, outcome: ConditionOutcome) -> Detail:
    """The latest grade by its label."""
    labels = dict(case.names.fact(leaf.fact).grades)
    records = [
        (labels.get(one, str(one)), period(since, until), origin)
        for one, since, until, origin in case.rows(_grades, leaf)[:1]
    ]
    low = f"低于{labels.get(leaf.at_least, leaf.at_least)}"
    return of_records(
        records, low if outcome is ConditionOutcome.UNMET else NOT_RECORDED
    )


def _grades(asked: Asked, leaf: Grade) -> Sql:
    return sql(
        "SELECT k.subject_id, f.grade, f.since, f.until, {source}"
        " FROM k CROSS JOIN fact f ON {facts} WHERE {visible}"
        " ORDER BY f.until DESC, f.since DESC",
        source=source("f"),
        facts=facts_of(FACT, leaf.of, leaf.fact),
        visible=visible(FACT, asked, leaf),
    )
