"""Random leaves: every word of the vocabulary."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from registry.ladder import conditions as ask
from registry.ladder.values import Anchor, Of, Reduce
from registry.terms import (
    AssessmentKind,
    Severity,
    Size,
    SizeStandard,
    SubsidyKind,
    TitleStage,
)
from tests.eligibility.strategies import names
from tests.eligibility.strategies.days import MONTHS

DAY = st.sampled_from(list(Anchor))
PERIOD = st.sampled_from([None, "latest", "last_year"])
MONTHS_OR_NONE = st.none() | st.sampled_from(MONTHS)
ONE_OF_TWO: st.SearchStrategy[Any] = st.sampled_from([Of.ENTERPRISE, Of.SUBJECT])
WHOSE = st.sampled_from(list(Of))
FLAG = st.booleans()


def some(*codes: Any, least: int = 1) -> st.SearchStrategy[tuple[Any, ...]]:
    """Some of the codes, each once."""
    few = st.lists(st.sampled_from(codes), min_size=least, max_size=3, unique=True)
    return few.map(tuple)


RUNGS = some(*names.RUNGS)
PERCENTS = st.sampled_from(
    [Decimal(text) for text in ("5", "10", "100", "0", "50", "-50", "33.3", "200")]
)
YEARS = st.sampled_from([1, 2, 3, 5])
NUMBERS = st.sampled_from(tuple(names.NUMBERS))


def amounts(key: str, times: int = 1) -> st.SearchStrategy[Decimal]:
    """A threshold for a number, small enough to be taken ``times`` times."""
    stored = [value for value in names.VALUES if abs(value * times) < 2**63]
    return st.sampled_from(stored).map(lambda n: Decimal(n).scaleb(-names.NUMBERS[key]))


def growths(years: int) -> st.SearchStrategy[Decimal]:
    """A yearly growth in percent; over five years only a round one can be compared."""
    round_ = [Decimal(percent) for percent in (5, 10, 0, 100, -50, -100, 200)]
    return st.sampled_from(round_ if years > 3 else [*round_, Decimal(21)])


@st.composite
def bounds(draw: st.DrawFn, amounts: st.SearchStrategy[Decimal]) -> dict[str, Decimal]:
    """A least, a greatest, or both in order."""
    found = sorted(draw(st.lists(amounts, min_size=1, max_size=2)))
    if len(found) == 2:
        return {"at_least": found[0], "at_most": found[1]}
    return {draw(st.sampled_from(["at_least", "at_most"])): found[0]}


@st.composite
def maturities(draw: st.DrawFn) -> ask.Maturity:
    """A level, at any time, within some months or in the year of the application."""
    months, year = draw(st.sampled_from([(None, False), (None, True), (6, False)]))
    return ask.Maturity(
        level=draw(st.integers(0, 5)),
        kinds=draw(some(*AssessmentKind)),
        within_months=months and draw(st.sampled_from(MONTHS)),
        application_year=year,
        of=draw(ONE_OF_TWO),
        day=draw(DAY),
    )


@st.composite
def thresholds(draw: st.DrawFn, amount: st.SearchStrategy[Decimal]) -> ask.Threshold:
    """A threshold of its own for some places or trades."""
    places, trades = draw(some(*names.PLACES, least=0)), draw(some(*names.TRADES))
    kept = trades if not places or draw(FLAG) else ()
    return ask.Threshold(divisions=places, industries=kept, **draw(bounds(amount)))


@st.composite
def numbers(draw: st.DrawFn) -> ask.Number:
    """The latest, last year's, or several years' number."""
    fact, reduce = draw(NUMBERS), draw(st.none() | st.sampled_from(list(Reduce)))
    years = None if reduce is None else draw(YEARS)
    times = (years or 1) if reduce == Reduce.MEAN else 1
    amount = growths(years or 1) if reduce == Reduce.GROWTH else amounts(fact, times)
    period: Any = draw(PERIOD) if reduce is None else None
    latest = reduce is None and period != "last_year"
    return ask.Number(
        fact=fact,
        reduce=reduce,
        years=years,
        period=period,
        within_months=draw(MONTHS_OR_NONE) if latest else None,
        by=tuple(draw(st.lists(thresholds(amount), max_size=2))),
        of=draw(ONE_OF_TWO),
        day=draw(DAY),
        **draw(bounds(amount)),
    )


@st.composite
def ratios(draw: st.DrawFn) -> ask.Ratio:
    """One number in percent of another."""
    asked: dict[str, Any] = draw(bounds(PERCENTS))
    reduce = draw(st.sampled_from([None, Reduce.SUM, Reduce.EACH]))
    if reduce is not None:
        asked |= {"reduce": reduce, "years": draw(YEARS)}
    else:
        asked["period"] = draw(PERIOD)
    part, whole = draw(st.permutations(tuple(names.NUMBERS)))[:2]
    return ask.Ratio(fact=part, to=whole, of=draw(ONE_OF_TWO), day=draw(DAY), **asked)


@st.composite
def registered(draw: st.DrawFn) -> ask.Registered:
    """Registered somewhere, for some time, or both."""
    division = draw(st.none() | st.sampled_from(names.PLACES))
    months = draw(st.sampled_from(MONTHS) if division is None else MONTHS_OR_NONE)
    return ask.Registered(division=division, for_months=months, day=draw(DAY))


@st.composite
def children(draw: st.DrawFn) -> ask.Children:
    """Other subjects of a kind, or that hold something, or both."""
    kind = draw(st.none() | st.sampled_from(names.SUBJECT_KINDS))
    rungs = draw(some(*names.RUNGS, least=0 if kind else 1))
    least = draw(st.integers(1, 2))
    return ask.Children(at_least=least, kind=kind, rungs=rungs, day=draw(DAY))


@st.composite
def grades(draw: st.DrawFn) -> ask.Grade:
    """A grade of one of the ordered keys."""
    orders = {"tax_credit": "dmba", "dcmm": ["one", "three", "five"]}
    key = draw(st.sampled_from(names.GRADES))
    least = draw(st.sampled_from(list(orders[key])))
    return ask.Grade(fact=key, at_least=least, of=draw(ONE_OF_TWO), day=draw(DAY))


@st.composite
def minima(draw: st.DrawFn) -> tuple[str, Decimal]:
    """A number and its minimum."""
    fact = draw(NUMBERS)
    return fact, draw(amounts(fact))


@st.composite
def scores(draw: st.DrawFn) -> ask.Score:
    """A total and perhaps some parts."""
    total, least = draw(minima())
    parts = [
        ask.Part(fact=fact, at_least=low)
        for fact, low in draw(st.lists(minima(), max_size=2))
    ]
    return ask.Score(
        total=total,
        at_least=least,
        parts=tuple(parts),
        of=draw(ONE_OF_TWO),
        day=draw(DAY),
    )


LEAVES: Mapping[str, st.SearchStrategy[Any]] = {
    "maturity": maturities(),
    "holds": st.builds(
        ask.Holds,
        rungs=RUNGS,
        of=WHOSE,
        stage=st.none() | st.sampled_from(list(TitleStage)),
        ever=FLAG,
        for_months=MONTHS_OR_NONE,
        day=DAY,
    ),
    "not_holds": st.builds(
        ask.NotHolds,
        rungs=RUNGS,
        of=WHOSE,
        stage=st.none() | st.sampled_from(list(TitleStage)),
        ever=FLAG,
        day=DAY,
    ),
    "children": children(),
    "number": numbers(),
    "ratio": ratios(),
    "above_designated_size": st.just(value=True),
    "size": st.builds(
        ask.SizeIn,
        classes=some(*Size),
        standard=st.sampled_from(list(SizeStandard)),
        day=DAY,
    ),
    "industry": st.builds(
        ask.IndustryIn,
        prefixes=some(*names.TRADES),
        excluding=some(*names.TRADES, least=0),
        day=DAY,
    ),
    "division": st.builds(ask.DivisionIn, prefixes=some(*names.PLACES), day=DAY),
    "registered": registered(),
    "no_event": st.builds(
        ask.NoEvent,
        kinds=some(*names.EVENT_KINDS),
        min_severity=st.none() | st.sampled_from(list(Severity)),
        within_months=MONTHS_OR_NONE,
        open=FLAG,
        day=DAY,
    ),
    "grade": grades(),
    "series": st.builds(
        ask.Series,
        fact=NUMBERS,
        series=st.sampled_from(names.SERIES),
        period=st.sampled_from(["last_year", "latest"]),
        by=st.sampled_from([None, "industry", "division"]),
        at_least=PERCENTS,
        of=ONE_OF_TWO,
        day=DAY,
    ),
    "in_pool": st.builds(
        ask.InPool,
        pool=st.none() | st.sampled_from(names.POOLS),
        rung=st.none() | st.sampled_from(names.TARGETS),
        for_months=MONTHS_OR_NONE,
        of=WHOSE,
        day=DAY,
    ),
    "not_subsidised": st.builds(
        ask.NotSubsidised,
        kinds=some(*SubsidyKind),
        rungs=some(*names.RUNGS, least=0),
        within_months=MONTHS_OR_NONE,
        day=DAY,
    ),
    "one_per": st.builds(
        ask.OnePer,
        per=st.sampled_from(["enterprise", "group", "address"]),
        rungs=some(*names.RUNGS, least=0),
    ),
    "score": scores(),
    "judged": st.builds(ask.Judged, question=st.just("行业领先"), day=DAY),
}
"""A strategy for every word of the vocabulary."""

TABLES: Mapping[str, tuple[str, ...]] = {
    "maturity": ("assessment",),
    "holds": ("title", "owner_spell"),
    "not_holds": ("title",),
    "children": ("title", "owner_spell"),
    "number": ("fact", "industry_spell", "division_spell"),
    "ratio": ("fact",),
    "above_designated_size": ("designated_spell",),
    "size": ("size_spell",),
    "industry": ("industry_spell",),
    "division": ("division_spell",),
    "registered": ("division_spell",),
    "no_event": ("event", "coverage", "division_spell"),
    "grade": ("grade",),
    "series": ("fact", "series_value", "industry_spell", "division_spell"),
    "in_pool": ("pool", "pool_entry"),
    "not_subsidised": ("title", "subsidy"),
    "one_per": ("application", "application_step", "parent_spell", "address_spell"),
    "score": ("fact",),
    "judged": ("judgement",),
}
"""The tables that a leaf's answer comes from."""
