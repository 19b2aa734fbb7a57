"""Records whose days are watched, and the soonest of those days after another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from registry.eligibility.asked import ENTERPRISE, SUBJECT, Asked
from registry.eligibility.dated import Dated, Spell
from registry.eligibility.sql import Sql, every, joined, least, next_day, sql
from registry.ladder.values import Anchor, Leaf, Of

NEVER = Sql("'9999-12-31'")
"""Instead of a day, where there is none to come."""
NOWHERE = Sql("(SELECT 1)")
ALWAYS = Sql("1 = 1")
OWNER = Spell("o")


@dataclass(frozen=True, slots=True)
class Watch:
    """Records of a candidate, and the days of each on which an answer may change.

    ``common``: the records are the same whoever the candidate is.
    """

    source: Sql
    where: Sql
    days: tuple[Sql, ...]
    common: bool = False


@lru_cache(maxsize=512)
def soonest(watches: tuple[Watch, ...], on: Sql | date) -> Sql:
    """The soonest of the days after ``on``; ``NEVER`` where there is none."""
    return least([NEVER, *(_soonest(watch, on) for watch in watches)])


def _soonest(watch: Watch, on: Sql | date) -> Sql:
    if watch.common:
        return _of_all(watch, on)
    ahead = [
        sql("CASE WHEN {day} > {on} THEN {day} ELSE {never} END", **_part(day, on))
        for day in watch.days
    ]
    return sql(
        "coalesce((SELECT min({days}) FROM {source} WHERE {where}), {never})",
        days=least(ahead),
        source=watch.source,
        where=watch.where,
        never=NEVER,
    )


def _of_all(watch: Watch, on: Sql | date) -> Sql:
    """The soonest of days that are the same for all: they are found once."""
    found = (
        sql(
            "SELECT {day} FROM {source} WHERE {where}",
            day=day,
            source=watch.source,
            where=watch.where,
        )
        for day in watch.days
    )
    return sql(
        "coalesce((WITH turn(day) AS MATERIALIZED ({found})"
        " SELECT min(day) FROM turn WHERE day > {on}), {never})",
        found=joined(" UNION ", found),
        on=on,
        never=NEVER,
    )


def _part(day: Sql, on: Sql | date) -> dict[str, Sql | date]:
    return {"day": day, "on": on, "never": NEVER}


@lru_cache(maxsize=128)
def ends(day: Dated) -> tuple[Sql, ...]:
    """The first and the last day it can be: a comparison with D tips on these."""
    return (day.first,) if day.precision is None else (day.first, day.last)


@lru_cache(maxsize=128)
def bounds(spell: Spell) -> tuple[Sql, ...]:
    """The days on which a spell may begin or end."""
    return (*ends(spell.since), *ends(spell.until))


def later(days: Iterable[Sql], months: int | None) -> tuple[Sql, ...]:
    """The days on which the start of a window of so many months reaches the days.

    Month ends clamp, as in ``dates.add_months``: the lesser of SQLite's own sum,
    which overflows into the next month, and the last day of the month meant.
    """
    if months is None:
        return ()
    return tuple(
        sql(
            "min(date({day}, {months}), date({day}, 'start of month', {after},"
            " '-1 day'))",
            day=day,
            months=Sql(f"'+{months} months'"),
            after=Sql(f"'+{months + 1} months'"),
        )
        for day in days
    )


def windowed(
    asked: Asked, leaf: Leaf, days: tuple[Sql, ...], months: int | None
) -> tuple[Sql, ...]:
    """The days themselves and, where the window moves with D, their way out of it."""
    moves = asked.day(leaf) == asked.on
    return (*days, *later(days, months if moves else None))


def after(days: Iterable[Sql]) -> tuple[Sql, ...]:
    """The day after each."""
    return tuple(next_day(day) for day in days)


def fixed(*days: date) -> Watch:
    """Days that no record decides."""
    said = tuple(sql("{day}", day=day) for day in days)
    return Watch(NOWHERE, ALWAYS, said, common=True)


def whose(of: Of, source: Sql, where: Sql, days: tuple[Sql, ...]) -> tuple[Watch, ...]:
    """Records ``t`` of S, of E, or of E and all that it owns at any time."""
    match of:
        case Of.SUBJECT:
            return (_of(SUBJECT, source, where, days),)
        case Of.ENTERPRISE:
            return (_of(ENTERPRISE, source, where, days),)
        case Of.ANY:
            return (_of(ENTERPRISE, source, where, days), owned(source, where, days))


def _of(subject: Sql, source: Sql, where: Sql, days: tuple[Sql, ...]) -> Watch:
    own = sql("t.subject_id = {subject}", subject=subject)
    return Watch(source, every(own, where), days)


def owned(source: Sql, where: Sql, days: tuple[Sql, ...]) -> Watch:
    """Records ``t`` of what E owns at any time, and when it owns that."""
    return Watch(
        joined(", ", [Sql("owner_spell o"), source]),
        every(
            sql("o.enterprise_id = {enterprise}", enterprise=ENTERPRISE),
            Sql("o.voided_by IS NULL AND t.subject_id = o.subject_id"),
            where,
        ),
        (*days, *bounds(OWNER)),
    )


@lru_cache(maxsize=512)
def spells(
    table: str, days: tuple[Sql, ...] = (), *, of: Sql = ENTERPRISE
) -> tuple[Watch, ...]:
    """The spells ``v`` of an attribute of an enterprise."""
    where = sql("v.enterprise_id = {of} AND v.voided_by IS NULL", of=of)
    return (Watch(Sql(f"{table} v"), where, (*bounds(Spell("v")), *days)),)


def new_year(day: Sql) -> Sql:
    """The first day of the year after the day's."""
    return sql("(substr({day}, 1, 4) + 1 || '-01-01')", day=day)


def moves_by_year(asked: Asked, leaf: Leaf) -> bool:
    """The year that a leaf asks about changes with D's, not with a named day."""
    return asked.day(leaf) == asked.on or leaf.day is Anchor.YEAR_END
