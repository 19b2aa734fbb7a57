"""Fields that are days: of one record, or of any of several."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from registry import dates
from registry.dates import Day, Precision
from registry.errors import InputError
from registry.filter.field import Asking, Comparator, Comparison, Field, Value
from registry.filter.ranges import ends

_AHEAD = re.compile(r"(\d{1,4})\s*(天|日|个月|月|年)(?:内|以内)?")
_YEARS = {"去年": -1, "今年": 0, "本年": 0, "明年": 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class DayField(Field):
    """Whether a day lies where it is asked; a day known to its month is its first.

    ``some`` gives SQL for "a record exists whose day meets this condition", where
    the condition is a function of the day's column. A value that is a month or a year
    means all its days: ≥ 2022 is from 2022-01-01, > 2022 is from 2023-01-01.
    ``ahead``: 90天 means the day 90 days after the as-of day.
    """

    some: Callable[[Asking, Comparison, str], str]
    column: str
    ahead: bool = False

    def known(self, asking: Asking, asked: Comparison) -> str:
        """A record has a day."""
        return self.some(asking, asked, f"{self.column} IS NOT NULL")

    def one_of(
        self, asking: Asking, asked: Comparison, values: tuple[Value, ...]
    ) -> str:
        """A record's day lies where one of the values says."""
        meant = (
            condition
            for value in values
            for condition in self._conditions(asking, asked, value)
        )
        return self.some(asking, asked, f"({' OR '.join(meant)})")

    def values(self, asking: Asking) -> Iterable[str]:
        """Words for days."""
        del asking
        return (*_YEARS, *(("30天", "90天") if self.ahead else ()), self.missing)

    def _conditions(
        self, asking: Asking, asked: Comparison, value: Value
    ) -> Iterator[str]:
        if asked.comparator is Comparator.EQ and (both := ends(value)):
            low, high = (self._day(asking, asked, one) for one in both)
            if low.on > high.last:
                raise asked.refuse(value, "起止日期颠倒；请把早的写在前面")
            yield self._between(asking, low.on, high.last)
            return
        day = self._day(asking, asked, value)
        match asked.comparator:
            case Comparator.EQ if self.ahead and _AHEAD.fullmatch(value.text):
                raise asked.refuse(value, f"请用 {self.name}<{value.text}")
            case Comparator.EQ:
                yield self._between(asking, day.on, day.last)
            case Comparator.LT:
                yield f"{self.column} < {asking.bind(day.on.isoformat())}"
            case Comparator.LE:
                yield f"{self.column} <= {asking.bind(day.last.isoformat())}"
            case Comparator.GT:
                yield f"{self.column} > {asking.bind(day.last.isoformat())}"
            case _:
                yield f"{self.column} >= {asking.bind(day.on.isoformat())}"

    def _between(self, asking: Asking, low: date, high: date) -> str:
        bounds = asking.bind(low.isoformat()), asking.bind(high.isoformat())
        return f"{self.column} BETWEEN {bounds[0]} AND {bounds[1]}"

    def _day(self, asking: Asking, asked: Comparison, value: Value) -> Day:
        if value.text in _YEARS:
            year = asking.on.year + _YEARS[value.text]
            return Day(date(year, 1, 1), Precision.YEAR)
        if value.text == "今天":
            return Day(asking.on)
        if self.ahead and (found := _AHEAD.fullmatch(value.text)):
            return Day(_later(asking.on, int(found[1]), found[2]))
        try:
            return dates.parse(value.text)
        except InputError as wrong:
            sentence = str(wrong).partition("；")[2] or str(wrong)
            more = "，或 90天" if self.ahead else ""
            raise asked.refuse(value, f"不是日期；{sentence}{more}") from None


def _later(on: date, number: int, unit: str) -> date:
    match unit:
        case "天" | "日":
            return on + timedelta(days=number)
        case "年":
            return dates.add_months(on, 12 * number)
        case _:
            return dates.add_months(on, number)
