"""Days on which answers change: named days, the starts of windows, and neighbours."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache

from dateutil.relativedelta import relativedelta
from hypothesis import strategies as st

MONTHS = (12, 6, 1, 36)
"""Lengths of windows; half a year before 28 February begins on 31 August."""

AS_OF = (
    date(2022, 12, 31),
    date(2023, 1, 1),
    date(2022, 6, 15),
    date(2024, 2, 29),
    date(2024, 2, 28),
    date(2024, 3, 1),
    date(2023, 2, 28),
    date(2025, 2, 28),
    date(2025, 3, 31),
    date(2024, 8, 31),
)
"""Days questions are asked as of: year's ends, month's ends, 29 February."""


@cache
def telling(on: date) -> tuple[date, ...]:
    """Days near a named day, near the starts of its windows and of its years."""
    starts = [on - relativedelta(months=months) for months in MONTHS]
    years = [date(year, 1, 1) for year in range(on.year - 2, on.year + 2)]
    around = [day + timedelta(days=n) for day in (on, *starts) for n in (0, -1, 1)]
    clamped = [day + timedelta(days=n) for day in starts for n in (2, 3)]
    ends = [on + relativedelta(day=31), on + timedelta(days=40)]
    eves = [day - timedelta(days=1) for day in years]
    return tuple(dict.fromkeys([*around, *years, *eves, *clamped, *ends]))


def days(named: Iterable[date]) -> st.SearchStrategy[date]:
    """A day on which something changes for one of the named days."""
    found = dict.fromkeys(day for on in named for day in telling(on))
    return st.sampled_from(list(found))


PRECISIONS = st.sampled_from(["day"] * 5 + ["month", "month", "year"])


@st.composite
def imprecise(draw: st.DrawFn, day: st.SearchStrategy[date]) -> tuple[date, str]:
    """A day as it is stored: the first day of what is known, and how much that is."""
    on, precision = draw(day), draw(PRECISIONS)
    first = {
        "day": on,
        "month": on.replace(day=1),
        "year": on.replace(month=1, day=1),
    }
    return first[precision], precision
