"""Recorded figures: numbers, ratios, grades, series, scores; all in fractions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from registry.ladder.facts import fact_keys
from registry.ladder.figures import (
    Bound,
    Grade,
    Number,
    Ratio,
    Score,
    Series,
    Threshold,
)
from registry.ladder.values import Anchor, Of, Reduce
from tests.eligibility.oracle.case import (
    Case,
    of,
    recorded,
    values,
    window_start,
    yes_no,
)
from tests.eligibility.oracle.rows import Fact
from tests.eligibility.oracle.worlds import ONE_DAY, Says

Amount = Fraction | None
"""A figure in its own unit; None where nothing is recorded."""


def number(case: Case, leaf: Number) -> Says:
    """A number fact within the bounds that are E's."""
    bound = _bound(case, leaf)
    if bound is None:
        return Says.UNKNOWN
    facts = _visible(case, leaf.fact, leaf.of, leaf.day)
    match leaf.reduce:
        case None:
            return within(_one(case, leaf, facts), bound)
        case Reduce.EACH:
            years = _years(case, leaf.day, leaf.years or 0)
            return min(within(_of_year(facts, year), bound) for year in years)
        case Reduce.GROWTH:
            return _growth(case, leaf, facts, bound)
        case Reduce.SUM | Reduce.MEAN:
            years = _years(case, leaf.day, leaf.years or 0)
            total = _total(_of_year(facts, year) for year in years)
            share = len(years) if leaf.reduce == Reduce.MEAN else 1
            return within(None if total is None else total / share, bound)


def within(amount: Amount, bound: Bound) -> Says:
    """Whether an amount lies within bounds; nothing recorded: unknown."""
    if amount is None:
        return Says.UNKNOWN
    low, high = bound.at_least, bound.at_most
    above = low is None or amount >= Fraction(low)
    below = high is None or amount <= Fraction(high)
    return yes_no(above and below)


def _bound(case: Case, leaf: Number) -> Bound | None:
    """The first threshold that fits, else the leaf's own; None: not known which."""
    for threshold in leaf.by:
        fits = _fits(case, threshold)
        if fits != Says.UNMET:
            return threshold if fits == Says.MET else None
    return leaf


def _fits(case: Case, threshold: Threshold) -> Says:
    book, enterprise = case.book, case.enterprise
    places, trades = of(book.divisions, enterprise), of(book.industries, enterprise)
    fits = [Says.MET]
    if threshold.divisions:
        prefixes = threshold.divisions
        fits += [recorded(places, case.on, lambda code: code.startswith(prefixes))]
    if threshold.industries:
        trade = threshold.industries
        fits += [recorded(trades, case.on, lambda code: code.startswith(trade))]
    return min(fits)


def _visible(case: Case, key: str, of_: Of, day: Anchor) -> list[Fact]:
    whose = case.subject if of_ == Of.SUBJECT else case.enterprise
    known = case.known(day)
    return [
        fact
        for fact in case.book.facts
        if fact.subject == whose and fact.key == key and fact.until <= known + ONE_DAY
    ]


def _latest(facts: Iterable[Fact]) -> Fact | None:
    return max(facts, key=lambda fact: (fact.until, fact.since, fact.id), default=None)


def amount(fact: Fact | None) -> Amount:
    """The figure in the key's own unit."""
    if fact is None or fact.value is None:
        return None
    return Fraction(fact.value, 10 ** fact_keys()[fact.key].scale)


def _one(case: Case, leaf: Number, facts: list[Fact]) -> Amount:
    named = case.named(leaf.day)
    if leaf.period == "last_year":
        return _of_year(facts, named.year - 1)
    latest = _latest(facts)
    start = window_start(named, leaf.within_months)
    if latest is None or latest.until - ONE_DAY <= start:
        return None
    return amount(latest)


def _years(case: Case, day: Anchor, count: int) -> list[int]:
    last = case.named(day).year - 1
    return list(range(last - count + 1, last + 1))


def _fact_of_year(facts: Iterable[Fact], year: int) -> Fact | None:
    whole = date(year, 1, 1), date(year + 1, 1, 1)
    return next((f for f in facts if (f.since, f.until) == whole), None)


def _of_year(facts: Iterable[Fact], year: int) -> Amount:
    return amount(_fact_of_year(facts, year))


def _total(amounts: Iterable[Amount]) -> Amount:
    found = list(amounts)
    known = [one for one in found if one is not None]
    return sum(known, Fraction(0)) if len(known) == len(found) else None


def _growth(case: Case, leaf: Number, facts: list[Fact], bound: Bound) -> Says:
    """Compare the growth over all years with the bound's own over as many."""
    years = leaf.years or 0
    last = case.named(leaf.day).year - 1
    before, after = _of_year(facts, last - years), _of_year(facts, last)
    if before is None or after is None or before <= 0:
        return Says.UNKNOWN
    grown = after / before
    low, high = bound.at_least, bound.at_most
    above = low is None or grown >= _factor(low, years)
    below = high is None or grown <= _factor(high, years)
    return yes_no(above and below)


def _factor(percent: Decimal, years: int) -> Fraction:
    return (1 + Fraction(percent) / 100) ** years


def ratio(case: Case, leaf: Ratio) -> Says:
    """One fact in percent of another."""
    parts = _visible(case, leaf.fact, leaf.of, leaf.day)
    wholes = _visible(case, leaf.to, leaf.of, leaf.day)
    if leaf.reduce is None:
        found = _pair(case, leaf, parts, wholes)
        return within(None if found is None else percent(*found), leaf)
    pairs = [
        (_of_year(parts, year), _of_year(wholes, year))
        for year in _years(case, leaf.day, leaf.years or 0)
    ]
    if leaf.reduce == Reduce.EACH:
        return min(within(percent(*pair), leaf) for pair in pairs)
    if any(percent(*pair) is None for pair in pairs):
        return Says.UNKNOWN
    part, whole = (_total(column) for column in zip(*pairs, strict=True))
    return within(percent(part, whole), leaf)


def _pair(
    case: Case, leaf: Ratio, parts: list[Fact], wholes: list[Fact]
) -> tuple[Amount, Amount] | None:
    if leaf.period == "last_year":
        year = case.named(leaf.day).year - 1
        return _of_year(parts, year), _of_year(wholes, year)
    pairs = [
        (part, whole)
        for part in parts
        for whole in wholes
        if (part.since, part.until) == (whole.since, whole.until)
    ]
    part, whole = max(
        pairs, key=lambda pair: (pair[0].until, pair[0].since), default=(None, None)
    )
    return amount(part), amount(whole)


def percent(part: Amount, whole: Amount) -> Amount:
    """A part in percent of a whole; of nothing there is no percentage."""
    if part is None or whole is None or whole <= 0:
        return None
    return 100 * part / whole


def grade(case: Case, leaf: Grade) -> Says:
    """The latest grade, in the key's order."""
    order = [code for code, _ in fact_keys()[leaf.fact].grades]
    latest = _latest(_visible(case, leaf.fact, leaf.of, leaf.day))
    if latest is None or latest.grade not in order:
        return Says.UNKNOWN
    return yes_no(order.index(latest.grade) >= order.index(leaf.at_least))


def series(case: Case, leaf: Series) -> Says:
    """A fact in percent of a dated reference value."""
    facts = _visible(case, leaf.fact, leaf.of, leaf.day)
    year = case.named(leaf.day).year - 1
    fact = _fact_of_year(facts, year) if leaf.period == "last_year" else _latest(facts)
    code = _code(case, leaf)
    if fact is None or code is None:
        return Says.UNKNOWN
    reference = _reference(case, leaf, fact, code)
    found = percent(amount(fact), reference)
    return Says.UNKNOWN if found is None else yes_no(found >= Fraction(leaf.at_least))


def _code(case: Case, leaf: Series) -> str | None:
    """E's code on B by which a scope is found; None where it is not known."""
    if leaf.by is None:
        return ""
    book = case.book
    spells = book.industries if leaf.by == "industry" else book.divisions
    found = values(of(spells, case.enterprise), case.known(leaf.day))
    return None if None in found or len(found) > 1 else str(*found)


def _reference(case: Case, leaf: Series, fact: Fact, code: str) -> Amount:
    rows = [
        row
        for row in case.book.series
        if row.series == leaf.series
        and row.since <= fact.since < row.until
        and code.startswith(row.scope)
    ]
    best = max(rows, key=lambda row: (len(row.scope), row.since), default=None)
    scale = fact_keys()[leaf.fact].scale
    return None if best is None else Fraction(best.value, 10**scale)


def score(case: Case, leaf: Score) -> Says:
    """Total and parts, each at least its minimum."""
    asked: Sequence[tuple[str, Decimal]] = [
        (leaf.total, leaf.at_least),
        *((part.fact, part.at_least) for part in leaf.parts),
    ]
    return min(
        number(case, Number(fact=fact, at_least=low, of=leaf.of, day=leaf.day))
        for fact, low in asked
    )
