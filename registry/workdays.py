"""Working days by the calendar of the State Council, with a table users extend.

The package ``chinesecalendar`` knows the years it was released for; the days of a
later year, or days that were changed afterwards, come from a table of the registry.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

from registry.errors import InputError

Table = Mapping[date, bool]
"""Whether one works on a day, for days that the package does not know, or has wrong."""

NO_TABLE: Table = MappingProxyType({})
STATUTORY = 13
"""Statutory holidays of a year (全国年节及纪念日放假办法, as revised in 2024)."""

_SATURDAY = 5


def after(on: date, days: int, extra: Table = NO_TABLE) -> date:
    """The last of so many working days that begin after a day.

    Raises:
        InputError: a year on the way has no calendar; the sentence says what to do.

    >>> after(date(2026, 9, 29), 5)
    datetime.date(2026, 10, 12)
    """
    while days > 0:
        on += timedelta(days=1)
        days -= works(on, extra)
    return on


def works(on: date, extra: Table = NO_TABLE) -> bool:
    """Whether one works on a day; a day of the table counts before the package.

    Raises:
        InputError: the package does not know the year, and the table not all of it.
    """
    if on in extra:
        return extra[on]
    known = _published(on)
    if known is not None:
        return known
    _require_whole(on.year, extra)
    return on.weekday() < _SATURDAY


def _published(on: date) -> bool | None:
    """What the package says; None for a year that it does not know."""
    from chinese_calendar import is_workday  # noqa: PLC0415  # most questions need no calendar

    try:
        return bool(is_workday(on))
    except NotImplementedError:
        return None


def _require_whole(year: int, extra: Table) -> None:
    """Refuse a year of which the table lacks holidays: a deadline would be wrong."""
    rest = sum(on.year == year and not working for on, working in extra.items())
    if rest < STATUTORY:
        raise InputError(
            f"推算工作日要用 {year} 年的放假安排，程序不带这一年，台账里登记了 "
            f"{rest} 个休息日（法定节假日 {STATUTORY} 天）；请按国务院办公厅的通知"
            "用 tidu calendar add 登记放假和调休上班的日子"
        )
