"""What an enterprise is: division, industry, size, age."""

from __future__ import annotations

from collections.abc import Callable, Sized
from dataclasses import replace
from datetime import date
from itertools import takewhile
from typing import Any

from registry.dates import Precision, cutoff, whole_months
from registry.eligibility.asked import ENTERPRISE, Asked
from registry.eligibility.attributes import (
    DESIGNATED,
    DIVISION,
    INDUSTRY,
    SIZES,
    Attribute,
)
from registry.eligibility.dated import Spell
from registry.eligibility.details.crowd import Rows
from registry.eligibility.details.detail import (
    NOT_RECORDED,
    Case,
    Detail,
    day,
    of_records,
    source,
)
from registry.eligibility.details.words import lasted, time_short
from registry.eligibility.sql import Sql, every, sql
from registry.ladder.profile import (
    AboveDesignatedSize,
    DivisionIn,
    IndustryIn,
    Registered,
    SizeIn,
)
from registry.terms import ConditionOutcome, Size


def above_designated_size(
    case: Case, leaf: AboveDesignatedSize, outcome: ConditionOutcome
) -> Detail:
    """Whether it is above designated size, since when."""
    del leaf
    on = case.asked.on
    return _spells(case, DESIGNATED, on, lambda v: "规上" if v else "规下", outcome)


def size(case: Case, leaf: SizeIn, outcome: ConditionOutcome) -> Detail:
    """The size class under the standard asked."""
    return _spells(
        case,
        SIZES[leaf.standard],
        case.asked.known(leaf),
        lambda value: Size.read(str(value)).label,
        outcome,
    )


def industry(case: Case, leaf: IndustryIn, outcome: ConditionOutcome) -> Detail:
    """The industry's code."""
    return _spells(case, INDUSTRY, case.asked.known(leaf), str, outcome)


def division(case: Case, leaf: DivisionIn, outcome: ConditionOutcome) -> Detail:
    """The division's name."""
    known = case.asked.known(leaf)
    return _spells(case, DIVISION, known, case.names.division, outcome)


def registered(case: Case, leaf: Registered, outcome: ConditionOutcome) -> Detail:
    """Where it is registered and since when, or when it was established."""
    if leaf.division is None:
        return _established(case, leaf, outcome)
    known = case.asked.known(leaf)
    since = known
    if leaf.for_months is not None:
        since = min(known, cutoff(case.asked.day(leaf), leaf.for_months))
    rows = case.rows(_in_force, DIVISION, since, known)
    detail = _told(_dated(rows), case.names.division, outcome)
    if leaf.for_months and outcome is ConditionOutcome.UNMET and rows:
        return replace(detail, gap=_stay_gap(case, leaf, leaf.division, rows))
    return detail


def _stay_gap(case: Case, leaf: Registered, prefix: str, rows: Rows) -> str:
    """How much longer it has to stay where it is now, if that is the place asked."""
    inside = takewhile(lambda row: row[0].startswith(prefix), reversed(rows))
    begun = [row[1:3] for row in inside]
    if not begun:
        return "注册地不符"
    return time_short(leaf.for_months or 0, case.asked.day(leaf), *begun[-1])


def _established(case: Case, leaf: Registered, outcome: ConditionOutcome) -> Detail:
    """How old it is on the day named, and how much is missing."""
    rows = case.rows(_begun)
    records = [
        (_age(case, leaf, on, precision), day(on, precision), "企业登记")
        for on, precision in rows
    ]
    if rows and outcome is ConditionOutcome.UNMET:
        short = time_short(leaf.for_months or 0, case.asked.day(leaf), *rows[0])
        return of_records(records, short)
    return of_records(records, _doubt(records))


def _age(case: Case, leaf: Registered, since: str, precision: str) -> str:
    """For how long it has existed, as far as the day is known."""
    if precision != Precision.DAY:
        return "成立"
    on = case.asked.day(leaf)
    months = whole_months(date.fromisoformat(since), on)
    then = "" if on == case.asked.on else f"（至 {on}）"
    return f"{'尚未成立' if months < 0 else f'成立 {lasted(months)}'}{then}"


def _begun(asked: Asked) -> Sql:
    del asked
    return sql(
        "SELECT k.subject_id, e.established_on, e.established_precision"
        " FROM k CROSS JOIN enterprise e ON e.id = {enterprise}"
        " WHERE e.established_on IS NOT NULL",
        enterprise=ENTERPRISE,
    )


Found = list[tuple[Any, str, str]]
"""Spells: value, first day as shown, source."""


def _spells(
    case: Case,
    attribute: Attribute,
    on: date,
    shown: Callable[[str], str],
    outcome: ConditionOutcome,
) -> Detail:
    return _told(_spelled(case, attribute, on, on), shown, outcome)


def _spelled(case: Case, attribute: Attribute, since: date, until: date) -> Found:
    """The spells that may be in force between two days, earliest first."""
    return _dated(case.rows(_in_force, attribute, since, until))


def _dated(rows: Rows) -> Found:
    return [
        (value, day(on, precision), origin) for value, on, precision, origin in rows
    ]


def _in_force(asked: Asked, attribute: Attribute, since: date, until: date) -> Sql:
    del asked
    return sql(
        "SELECT k.subject_id, v.value, v.since, v.since_precision, {source}"
        " FROM k CROSS JOIN {table} v ON v.enterprise_id = {enterprise} WHERE {kept}"
        " ORDER BY v.since, v.id",
        source=source("v"),
        table=Sql(attribute.table),
        enterprise=ENTERPRISE,
        kept=every(attribute.live("v"), Spell("v").may_be(since, until)),
    )


def _told(
    found: Found, shown: Callable[[str], str], outcome: ConditionOutcome
) -> Detail:
    records = [(shown(value), on, origin) for value, on, origin in found]
    unmet = outcome is ConditionOutcome.UNMET
    return of_records(records, "不符" if unmet else _doubt(records))


def _doubt(recorded: Sized) -> str:
    """Why it is unknown: nothing is recorded, or the records leave it open."""
    return "登记的起止日期不足以判断" if recorded else NOT_RECORDED
