"""Days with their precision, half-open spells, and cut-off days.

A day is stored as the first day of what is known (2022-03 is 2022-03-01 with
precision ``month``). Spells are ``[since, until)``. Months are added the way
``dateutil.relativedelta`` adds them: 2024-02-29 + 3 years is 2027-02-28.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from registry.errors import InputError

_SEPARATED = re.compile(
    r"(?=(?:[-\d]+|[/\d]+|[.\d]+)$)(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?$"
)
_CHINESE = re.compile(r"(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})日)?)?$")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})$")
_YEAR = re.compile(r"(\d{4})$")
_TIMED = re.compile(r"(.+?)(?:T|\s+)(\d{1,2}):(\d{2})(?::(\d{2}))?$")


class Precision(StrEnum):
    """How much of a day is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Day:
    """A day in the world as far as it is known: first possible day and precision."""

    on: date
    precision: Precision = Precision.DAY

    @property
    def last(self) -> date:
        """The last day it can be."""
        return last_day(self.on, self.precision)

    def __str__(self) -> str:
        return show(self.on, self.precision)


def show(on: date, precision: Precision = Precision.DAY) -> str:
    """The day as officials read it, no more precise than it is known."""
    match precision:
        case Precision.DAY:
            return on.isoformat()
        case Precision.MONTH:
            return f"{on.year:04}-{on.month:02}"
        case Precision.YEAR:
            return f"{on.year:04}"


def last_day(on: date, precision: Precision) -> date:
    """The last day that a day of this precision can be."""
    match precision:
        case Precision.DAY:
            return on
        case Precision.MONTH:
            return _moved(on, day=31)
        case Precision.YEAR:
            return on.replace(month=12, day=31)


def parse(text: str) -> Day:
    """Read 2022-03-01, 2022.3.1, 2022/3, 20220301, 2022年3月1日 or 2022, strictly.

    Raises:
        InputError: the text is no day, or a day no calendar has.
    """
    if found := _day_of(text):
        return found
    raise InputError(
        f"「{text}」不是日期；请写成 2022-03-01、2022年3月1日、2022-03 或 2022"
    )


def _day_of(text: str) -> Day | None:
    compact = "".join(unicodedata.normalize("NFKC", text).split())
    for form in (_SEPARATED, _CHINESE, _COMPACT, _YEAR):
        if found := form.match(compact):
            return _day(text, [int(part) for part in found.groups() if part])
    return None


def parse_exact(text: str) -> date:
    """Read a day known to the day.

    Raises:
        InputError: the text is no day, or is known to the month or year only.
    """
    day = _day_of(text)
    if day is None:
        raise InputError(f"「{text}」不是日期；请写成 2022-03-01 或 2022年3月1日")
    if day.precision is not Precision.DAY:
        known = _UNITS[day.precision]
        raise InputError(f"「{text}」只到{known}；此处要写到日，如 2022-03-01")
    return day.on


_UNITS = {Precision.DAY: "日", Precision.MONTH: "月", Precision.YEAR: "年"}


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment on the registry's clock, as far as it was said: a day or a minute."""

    since: datetime
    lasts: timedelta

    def until(self, zone: str) -> datetime:
        """The instant at which it is over."""
        return (self.since + self.lasts).replace(tzinfo=ZoneInfo(zone))

    def __str__(self) -> str:
        if self.lasts == _DAY:
            return self.since.date().isoformat()
        return self.since.isoformat(" ", "minutes" if self.lasts == _MINUTE else "auto")


_DAY, _MINUTE, _SECOND = timedelta(days=1), timedelta(minutes=1), timedelta(seconds=1)


def parse_moment(text: str) -> Moment:
    """Read a day, or a day and a time: 2026-11-23T09:00, 2026年11月23日 9:00:30.

    Raises:
        InputError: the text is no moment, or one no calendar or clock has.
    """
    found = _TIMED.match(unicodedata.normalize("NFKC", text).strip())
    if found is None:
        return Moment(datetime.combine(parse_exact(text), time()), _DAY)
    on, hour, minute, second = found.groups()
    try:
        at = time(int(hour), int(minute), int(second or 0))
    except ValueError:
        raise InputError(f"「{text}」：钟表上没有这一刻；请核对时分") from None
    since = datetime.combine(parse_exact(on), at)
    return Moment(since, _SECOND if second else _MINUTE)


def _day(text: str, parts: list[int]) -> Day:
    precision = (Precision.YEAR, Precision.MONTH, Precision.DAY)[len(parts) - 1]
    try:
        on = date(*[*parts, 1, 1][:3])
    except ValueError:
        raise InputError(f"「{text}」：日历上没有这一天；请核对年月日") from None
    return Day(on, precision)


def add_months(on: date, months: int) -> date:
    """The day ``months`` later; month ends clamp as ``relativedelta`` clamps."""
    return _moved(on, months)


def _moved(on: date, months: int = 0, day: int | None = None) -> date:
    from dateutil.relativedelta import relativedelta  # noqa: PLC0415 - rows first

    return on + relativedelta(months=months, day=day)


def cutoff(on: date, months: int) -> date:
    """The last day d with ``add_months(d, months) <= on``.

    "Held ``months`` months on ``on``" is "since <= cutoff". Subtracting months
    is not the inverse of adding them: 2024-08-31 + 6 months is 2025-02-28.

    >>> cutoff(date(2025, 2, 28), 6)
    datetime.date(2024, 8, 31)
    >>> on = date(2024, 2, 29); cutoff(on, 12), add_months(on, -12)
    (datetime.date(2023, 2, 28), datetime.date(2023, 2, 28))
    """
    day = _moved(on, -months)
    while add_months(day + timedelta(days=1), months) <= on:
        day += timedelta(days=1)
    return day


def whole_months(since: date, on: date) -> int:
    """How many months are over on a day; negative before the first day.

    >>> whole_months(date(2014, 4, 5), date(2022, 12, 31))
    104
    >>> whole_months(date(2024, 8, 31), date(2025, 2, 28))
    6
    """
    months = (on.year - since.year) * 12 + on.month - since.month
    return months if add_months(since, months) <= on else months - 1


FIRST_ASKED, LAST_ASKED = date(1900, 1, 1), date(2199, 12, 31)
"""The days that can be asked about; what is recorded may have any day."""


def require_asked(on: date) -> None:
    """Refuse a day on which nobody means to ask.

    Raises:
        InputError: it lies outside of the years that can be asked about.
    """
    if not FIRST_ASKED <= on <= LAST_ASKED:
        raise InputError(
            f"{on} 不在可问的日期之内（{FIRST_ASKED} 至 {LAST_ASKED}）；请核对年份"
        )


def today(zone: str) -> date:
    """Today in the registry's own zone."""
    return datetime.now(ZoneInfo(zone)).date()


def now() -> datetime:
    """This instant, in UTC."""
    return datetime.now(UTC)


def stamp(at: datetime) -> str:
    """An instant as stored text: UTC, microseconds, sortable.

    >>> stamp(datetime(2022, 3, 1, 8, tzinfo=UTC))
    '2022-03-01T08:00:00.000000Z'
    """
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def local(stamped: str, zone: str) -> str:
    """A stored instant as a clock in the registry's zone shows it, to the minute."""
    at = datetime.fromisoformat(stamped)
    return at.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M")
