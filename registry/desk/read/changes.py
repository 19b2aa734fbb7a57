"""What changed in the world between two days: who, old and new, on which document.

From dated spells, successions and titles, not from the journal: what is asked is when
it happened, not when somebody wrote it down.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from registry import asof
from registry.desk.read import shown
from registry.desk.read.happenings import HAPPENED, KINDS, RECOGNISED
from registry.desk.read.session import Reading
from registry.errors import InputError
from registry.reports.counted import Terms
from registry.terms import UNPLACED_ID
from registry.text import visible

__all__ = ["KINDS", "Change", "Changes", "changes", "read_kinds"]

_WHOM = f"""
SELECT {asof.unit_name(":enterprise")} AS unit,
  {asof.value("unit_spell", ":enterprise")} AS unit_id
"""
_HELD = f"""
SELECT {asof.rung_name("t.rung")} AS rung,
  (SELECT s.name FROM subject s WHERE s.id = t.subject_id AND s.kind <> 'enterprise')
    AS subject
FROM title t WHERE t.subject_id IN {asof.subjects(":enterprise")} AND {asof.held("t")}
ORDER BY t.recognised_on, t.id
"""
_NAMED = f"""
SELECT e.uscc, {asof.name("e.id")} AS name FROM enterprise e WHERE e.id = :enterprise
"""


@dataclass(frozen=True, slots=True)
class Change:
    """One change: when (as far as known), of which kind, whose, from what to what.

    ``enterprise`` is its name on the day of reading, ``unit`` where it reported the
    day before; ``touched`` are the titles that were valid then.
    """

    on: str
    kind: str
    enterprise_id: int
    uscc: str | None
    enterprise: str
    unit_id: int | None
    unit: str
    subject: str
    old: str
    new: str
    document: str
    source: str
    touched: tuple[str, ...]
    sample: bool
    record: str


@dataclass(frozen=True, slots=True)
class Changes:
    """The changes asked for, in the order of their days, and on which terms."""

    found: tuple[Change, ...]
    terms: Terms


def changes(
    reading: Reading,
    since: date | None = None,
    until: date | None = None,
    kinds: Collection[str] = (),
    unit: int | None = None,
) -> Changes:
    """What changed from ``since`` (the year's first day) through ``until`` (the day).

    Without ``kinds`` every kind is told; ``unit`` keeps those that reported there the
    day before.

    Raises:
        InputError: there is no such kind, or the days are in the wrong order.
    """
    first = since or reading.info.on.replace(month=1, day=1)
    last = until or reading.info.on
    if last < first:
        raise InputError(f"从 {first} 到 {last} 前后颠倒；请核对 --since 和 --until")
    asked = frozenset(read_kinds(kinds))
    rows = [row for row in _rows(reading, first, last, asked) if row["kind"] in asked]
    found = (_change(reading, row) for row in sorted(rows, key=_when))
    return Changes(
        tuple(one for one in found if unit in (None, one.unit_id or UNPLACED_ID)),
        _terms(reading, first, last, asked),
    )


def read_kinds(kinds: Collection[str]) -> tuple[str, ...]:
    """The kinds of these names, all where there are none.

    Raises:
        InputError: there is no such kind.
    """
    for kind in kinds:
        if kind not in KINDS:
            raise InputError(
                f"没有变化类别「{visible(kind)}」；可写：{'、'.join(KINDS)}"
            )
    return tuple(kind for kind in KINDS if kind in kinds or not kinds)


def _rows(
    reading: Reading, since: date, until: date, kinds: frozenset[str]
) -> Iterator[sqlite3.Row]:
    days = {"since": since.isoformat(), "until": until.isoformat()}
    for given, sql in HAPPENED:
        if given & kinds:
            yield from reading.rows(sql, **days)


def _when(row: sqlite3.Row) -> tuple[str, int, int, int]:
    return row["on"], KINDS.index(row["kind"]), row["enterprise"] or 0, row["id"]


def _change(reading: Reading, row: sqlite3.Row) -> Change:
    eve = reading.asked_on(date.fromisoformat(row["on"]) - timedelta(days=1))
    enterprise = row["enterprise"]
    whom = _whom(eve, enterprise) or _whom(reading, enterprise)
    named = reading.rows(_NAMED, enterprise=enterprise)[0]
    return Change(
        on=shown.day(row, "on"),
        kind=row["kind"],
        enterprise_id=enterprise,
        uscc=named["uscc"],
        enterprise=visible(named["name"] or f"#{enterprise}"),
        unit_id=whom["unit_id"] if whom else None,
        unit=visible(whom["unit"]) if whom else "",
        subject=visible(row["subject"] or ""),
        old=visible(row["old"] or ""),
        new=visible(row["new"] or ""),
        document=visible(row["document"] or ""),
        source=visible(row["source"] or ""),
        touched=_touched(eve, row),
        sample=bool(row["sample"]),
        record=shown.record(row["made_in"], row),
    )


def _whom(reading: Reading, enterprise: int) -> sqlite3.Row | None:
    row = reading.one(_WHOM, enterprise=enterprise)
    return row if row is not None and row["unit_id"] is not None else None


def _touched(eve: Reading, row: sqlite3.Row) -> tuple[str, ...]:
    """The title that changed, else what the enterprise and its own held on the eve."""
    if row["kind"] == RECOGNISED:
        return ()
    if row["rung"] is not None:
        return (visible(row["rung"]),)
    held: Sequence[sqlite3.Row] = eve.rows(_HELD, enterprise=row["enterprise"])
    return tuple(
        visible(one["rung"] + (f"（{one['subject']}）" if one["subject"] else ""))
        for one in held
    )


def _terms(reading: Reading, since: date, until: date, kinds: frozenset[str]) -> Terms:
    named = "、".join(one for one in KINDS if one in kinds)
    return Terms(
        reading.info.on,
        "按变化件数计",
        f"{since} 至 {until} 发生的"
        + ("各类变化" if len(kinds) == len(KINDS) else named),
        "按登记的发生日期，不是记入台账的时间；县市区取变化前一日的上报单位",
        "涉及的称号取变化前一日有效的",
    )
