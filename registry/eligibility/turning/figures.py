"""What is watched of recorded figures: when a period is over, and when out of date."""

from __future__ import annotations

from datetime import date

from registry.eligibility.asked import Asked, owner
from registry.eligibility.leaves.numbers import parts
from registry.eligibility.leaves.periods import last_years
from registry.eligibility.sql import Sql, listed, sql
from registry.eligibility.turning.watch import (
    Watch,
    later,
    moves_by_year,
    spells,
)
from registry.ladder.figures import Grade, Number, Ratio, Score, Series, Threshold
from registry.ladder.values import Leaf, Of, Reduce

VISIBLE = Sql("date(f.until, '-1 day')")
"""The day from which a fact is known: the last of its period."""


def number(asked: Asked, leaf: Number) -> tuple[Watch, ...]:
    """When figures appear, and where E is and what it does, if thresholds differ."""
    keys, places = (leaf.fact,), _places(leaf.by)
    if leaf.reduce is None and leaf.period != "last_year":
        return (*_latest(asked, leaf, leaf.of, keys, leaf.within_months), *places)
    years = leaf.years or 1
    first = years + 1 if leaf.reduce is Reduce.GROWTH else years
    return (*_yearly(asked, leaf, leaf.of, keys, first), *places)


def ratio(asked: Asked, leaf: Ratio) -> tuple[Watch, ...]:
    """When either figure appears."""
    keys = (leaf.fact, leaf.to)
    if leaf.years is None and leaf.period != "last_year":
        return _latest(asked, leaf, leaf.of, keys)
    return _yearly(asked, leaf, leaf.of, keys, leaf.years or 1)


def score(asked: Asked, leaf: Score) -> tuple[Watch, ...]:
    """When the total or a part appears."""
    return tuple(watch for part in parts(leaf) for watch in number(asked, part))


def grade(asked: Asked, leaf: Grade) -> tuple[Watch, ...]:
    """When a grade appears."""
    return _latest(asked, leaf, leaf.of, (leaf.fact,))


def series(asked: Asked, leaf: Series) -> tuple[Watch, ...]:
    """When the figure appears, and where E is or what it does."""
    place = spells(f"{leaf.by}_spell") if leaf.by else ()
    if leaf.period == "latest":
        return (*_latest(asked, leaf, leaf.of, (leaf.fact,)), *place)
    return (*_yearly(asked, leaf, leaf.of, (leaf.fact,), 1), *place)


def _places(thresholds: tuple[Threshold, ...]) -> tuple[Watch, ...]:
    if not thresholds:
        return ()
    return (*spells("division_spell"), *spells("industry_spell"))


def _latest(
    asked: Asked,
    leaf: Leaf,
    of: Of,
    keys: tuple[str, ...],
    months: int | None = None,
) -> tuple[Watch, ...]:
    moves = asked.day(leaf) == asked.on
    days = (VISIBLE, *later((VISIBLE,), months if moves else None))
    return (Watch(Sql("fact f"), _facts(of, keys), days),)


def _yearly(
    asked: Asked, leaf: Leaf, of: Of, keys: tuple[str, ...], years: int
) -> tuple[Watch, ...]:
    """Figures of the years asked or later matter again when the year turns."""
    first = date(last_years(asked, leaf, years)[0] + 1, 1, 1)
    where = sql("{facts} AND f.until >= {first}", facts=_facts(of, keys), first=first)
    turn = (sql("{day}", day=_turn(asked)),) if moves_by_year(asked, leaf) else ()
    return (Watch(Sql("fact f"), where, (VISIBLE, *turn)),)


def _turn(asked: Asked) -> date:
    """The next day on which the last year is another one."""
    return date(asked.on.year + 1, 1, 1)


def _facts(of: Of, keys: tuple[str, ...]) -> Sql:
    return sql(
        "f.subject_id = {owner} AND f.key IN ({keys}) AND f.voided_by IS NULL",
        owner=owner(of),
        keys=listed(keys),
    )
