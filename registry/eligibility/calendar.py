"""The days on which steps may become others, whatever is recorded of anybody."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date, timedelta

from registry.ladder.policy import Policy

ONE_DAY = timedelta(days=1)
_NAMED_DAYS = (
    "SELECT closes_on FROM round WHERE voided_by IS NULL AND closes_on IS NOT NULL"
    " UNION SELECT notice_through FROM round"
    " WHERE voided_by IS NULL AND notice_through IS NOT NULL"
)


def calendar(
    connection: sqlite3.Connection,
    loaded: Iterable[Policy],
    on: date,
    through: date,
    *,
    yearly: bool = True,
) -> list[date]:
    """Those after a day, up to another: days of policies and of rounds, new years.

    ``yearly``: new years count, on which the end of the last year is another day.
    """
    years = range(on.year, through.year + 1 if yearly else on.year)
    found: set[date | None] = {date(year, 1, 1) for year in years}
    for policy in loaded:
        found |= {policy.since, policy.until}
        found |= {day for step in policy.step for day in (step.since, step.until)}
    for (text,) in connection.execute(_NAMED_DAYS):
        day = date.fromisoformat(text)
        found |= {day, day + ONE_DAY}
    return sorted(day for day in found if day and on < day <= through)
