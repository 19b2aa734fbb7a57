"""Days known to the day, the month or the year, compared with an exact day.

A column holds the first day it can be and its precision beside it. "The last day
it can be is not after X" needs no date arithmetic in SQL: a month that began on or
before the last month to end by X has ended by X, and so has a year.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from registry.dates import Precision, last_day
from registry.eligibility.sql import Sql, every, last_of_month, last_of_year, sql

NEVER = Sql("1 = 0")
KEPT = 1024
"""So many comparisons with a day are kept: conditions ask the same ones."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A day column (code, never data) and the column of its precision, if any."""

    column: str
    precision: str | None = None

    @property
    def first(self) -> Sql:
        """The first day it can be."""
        return Sql(self.column)

    @property
    def last(self) -> Sql:
        """The last day it can be."""
        if self.precision is None:
            return self.first
        return sql(
            "CASE {precision} WHEN 'day' THEN {first} WHEN 'month' THEN {month}"
            " ELSE {year} END",
            precision=Sql(self.precision),
            first=self.first,
            month=last_of_month(self.first),
            year=last_of_year(self.first),
        )

    def may_be_by(self, day: date) -> Sql:
        """It can lie on or before the day."""
        return sql("{first} <= {day}", first=self.first, day=day)

    def surely_by(self, day: date) -> Sql:
        """It lies on or before the day, whichever day it is."""
        if self.precision is None:
            return self.may_be_by(day)
        return sql(
            "({first} <= {earliest} OR {first} <= {limit})",
            first=self.first,
            earliest=ended_by(day, Precision.YEAR),
            limit=_limit(self.precision, day),
        )

    def surely_after(self, day: date) -> Sql:
        """It lies after the day, whichever day it is."""
        return sql("{first} > {day}", first=self.first, day=day)

    def may_be_after(self, day: date) -> Sql:
        """It can lie after the day.

        Most days lie before the year: one comparison tells, whatever the precision.
        """
        if self.precision is None:
            return self.surely_after(day)
        return sql(
            "({first} > {earliest} AND {first} > {limit})",
            first=self.first,
            earliest=ended_by(day, Precision.YEAR),
            limit=_limit(self.precision, day),
        )

    def may_be_within(self, after: date | None, through: date) -> Sql:
        """It can lie after one day (if any) and not after another."""
        if after is None:
            return self.may_be_by(through)
        if after >= through:
            return NEVER
        return every(self.may_be_by(through), self.may_be_after(after))

    def surely_within(self, after: date | None, through: date) -> Sql:
        """It lies after one day (if any) and not after another."""
        if after is None:
            return self.surely_by(through)
        return every(self.surely_by(through), self.surely_after(after))


@dataclass(frozen=True, slots=True)
class Spell:
    """The spell ``[since, until)`` of a table's alias; NULL is open on that side."""

    alias: str

    @property
    def since(self) -> Dated:
        """When it began."""
        return Dated(f"{self.alias}.since", f"{self.alias}.since_precision")

    @property
    def until(self) -> Dated:
        """When it ended."""
        return Dated(f"{self.alias}.until", f"{self.alias}.until_precision")

    def surely(self, since: date, until: date | None = None) -> Sql:
        """In force at some time of ``[since, until]``, whichever its days are."""
        return _surely(self, since, until)

    def may_be(self, since: date, until: date | None = None) -> Sql:
        """Can be in force at some time of ``[since, until]``."""
        return _may_be(self, since, until)


@lru_cache(maxsize=KEPT)
def _limit(precision: str, day: date) -> Sql:
    """The greatest stored day that surely lies on or before ``day``."""
    return sql(
        "CASE {precision} WHEN 'day' THEN {day} WHEN 'month' THEN {month}"
        " ELSE {year} END",
        precision=Sql(precision),
        day=day,
        month=ended_by(day, Precision.MONTH),
        year=ended_by(day, Precision.YEAR),
    )


@lru_cache(maxsize=KEPT)
def _surely(spell: Spell, since: date, until: date | None) -> Sql:
    meets = every(
        _not(spell.since.may_be_after(until or since)),
        _not(spell.until.may_be_by(since)),
    )
    return meets if until is None else every(meets, _surely_began(spell))


def _surely_began(spell: Spell) -> Sql:
    """It ends after it began, whichever its days are: it was in force at all."""
    return sql(
        "({since} IS NULL OR {until} IS NULL OR {last} < {until})",
        since=spell.since.first,
        until=spell.until.first,
        last=spell.since.last,
    )


@lru_cache(maxsize=KEPT)
def _may_be(spell: Spell, since: date, until: date | None) -> Sql:
    return every(
        _not(spell.since.surely_after(until or since)),
        _or_null(spell.until, spell.until.may_be_after(since)),
    )


@lru_cache(maxsize=KEPT)
def ended_by(day: date, precision: Precision) -> date:
    """The first day of the last month, or year, that has ended by the day's end.

    >>> ended_by(date(2022, 3, 30), Precision.MONTH).isoformat()
    '2022-02-01'
    >>> ended_by(date(2022, 12, 31), Precision.YEAR).isoformat()
    '2022-01-01'
    """
    first = _first(day, precision)
    if last_day(first, precision) <= day:
        return first
    return _first(first - timedelta(days=1), precision)


def _first(day: date, precision: Precision) -> date:
    return day.replace(day=1) if precision is Precision.MONTH else date(day.year, 1, 1)


def _not(open_or: Sql) -> Sql:
    """Where that is not so, or the day is not there; quicker than to ask for both."""
    return sql("({rule}) IS NOT TRUE", rule=open_or)


def _or_null(day: Dated, holds: Sql) -> Sql:
    return sql("({day} IS NULL OR {holds})", day=day.first, holds=holds)
