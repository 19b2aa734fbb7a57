"""Reading the rows out of a registry file."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import Any

from tests.eligibility.oracle.rows import (
    Application,
    Assessment,
    Book,
    Coverage,
    Enterprise,
    Event,
    Fact,
    Judgement,
    PoolEntry,
    Round,
    SeriesValue,
    Spell,
    Subject,
    Subsidy,
    Title,
)
from tests.eligibility.oracle.worlds import Span, span

Found = dict[str, Any]
"""One row by column name."""


def read(connection: sqlite3.Connection) -> Book:
    """Every live row of the registry."""
    live = {table: _live(connection, table) for table in _TABLES}
    titles = {row["id"]: row for row in live["title"]}
    pools = {row["id"]: row for row in live["pool"]}
    rounds = {row["id"] for row in live["round"]}
    return Book(
        subjects=tuple(Subject(r["id"], r["kind"]) for r in live["subject"]),
        enterprises=tuple(map(_enterprise, live["enterprise"])),
        owners=tuple(
            _spell(r, "subject_id", "enterprise_id") for r in live["owner_spell"]
        ),
        divisions=_spells(live["division_spell"]),
        industries=_spells(live["industry_spell"]),
        sizes=_spells(live["size_spell"]),
        designated=_spells(live["designated_spell"]),
        statuses=_spells(live["status_spell"]),
        parents=_spells(live["parent_spell"]),
        addresses=_spells(live["address_spell"]),
        assessments=tuple(map(_assessment, live["assessment"])),
        facts=tuple(map(_fact, live["fact"])),
        series=tuple(map(_series, live["series_value"])),
        events=tuple(map(_event, live["event"])),
        coverage=tuple(map(_coverage, live["coverage"])),
        judgements=tuple(map(_judgement, live["judgement"])),
        titles=tuple(map(_title, live["title"])),
        rounds=tuple(map(_round, live["round"])),
        applications=tuple(
            _application(row, live["application_step"])
            for row in live["application"]
            if row["round_id"] in rounds
        ),
        pool_entries=tuple(
            _entry(row, pools[row["pool_id"]])
            for row in live["pool_entry"]
            if row["pool_id"] in pools
        ),
        subsidies=tuple(
            _subsidy(row, titles[row["title_id"]])
            for row in live["subsidy"]
            if row["title_id"] in titles
        ),
    )


_TABLES = (
    "subject",
    "enterprise",
    "owner_spell",
    "division_spell",
    "industry_spell",
    "size_spell",
    "designated_spell",
    "status_spell",
    "parent_spell",
    "address_spell",
    "assessment",
    "fact",
    "series_value",
    "event",
    "coverage",
    "judgement",
    "title",
    "round",
    "application",
    "application_step",
    "pool",
    "pool_entry",
    "subsidy",
)
_DROPPED = ("rejected", "withdrawn")


def _live(connection: sqlite3.Connection, table: str) -> list[Found]:
    found = connection.execute(f'SELECT * FROM "{table}"')  # noqa: S608  # from _TABLES
    names = [column[0] for column in found.description]
    rows = [dict(zip(names, values, strict=True)) for values in found]
    return [row for row in rows if row["voided_by"] is None]


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _span(row: Found, day: str, precision: str) -> Span | None:
    on = _day(row[day])
    return None if on is None else span(on, row[precision])


def _surely(row: Found, day: str, precision: str) -> Span:
    return span(date.fromisoformat(row[day]), row[precision])


def _spells(rows: list[Found]) -> tuple[Spell, ...]:
    return tuple(_spell(row, "enterprise_id", "value") for row in rows)


def _spell(row: Found, whose: str, value: str) -> Spell:
    return Spell(
        row["id"],
        row[whose],
        row[value],
        _span(row, "since", "since_precision"),
        _span(row, "until", "until_precision"),
        row.get("standard", ""),
    )


def _enterprise(row: Found) -> Enterprise:
    established = _span(row, "established_on", "established_precision")
    merged = row["merged_into"] is not None
    return Enterprise(row["id"], row["kind"], established, merged)


def _assessment(row: Found) -> Assessment:
    on = _surely(row, "on", "on_precision")
    valid_until = _day(row["valid_until"])
    return Assessment(
        row["id"], row["subject_id"], row["kind"], on, row["level"], valid_until
    )


def _fact(row: Found) -> Fact:
    since, until = date.fromisoformat(row["since"]), date.fromisoformat(row["until"])
    about = row["id"], row["subject_id"], row["key"]
    return Fact(*about, since, until, row["value"], row["grade"])


def _series(row: Found) -> SeriesValue:
    since, until = date.fromisoformat(row["since"]), date.fromisoformat(row["until"])
    return SeriesValue(row["series"], row["scope"], since, until, row["value"])


def _event(row: Found) -> Event:
    on = _surely(row, "on", "on_precision")
    removed = _span(row, "removed_on", "removed_precision")
    return Event(row["enterprise_id"], row["kind"], row["severity"], on, removed)


def _coverage(row: Found) -> Coverage:
    through = date.fromisoformat(row["through"])
    return Coverage(row["kind"], row["division"], _day(row["since"]), through)


def _judgement(row: Found) -> Judgement:
    return Judgement(
        row["id"],
        row["subject_id"],
        row["policy"],
        row["rung"],
        row["condition"],
        row["verdict"],
        date.fromisoformat(row["on"]),
        _day(row["valid_until"]),
    )


def _title(row: Found) -> Title:
    return Title(
        row["id"],
        row["subject_id"],
        row["rung"],
        _surely(row, "recognised_on", "recognised_precision"),
        _span(row, "valid_until", "until_precision"),
        row["stage"],
        _day(row["accepted_on"]),
        _span(row, "ended_on", "ended_precision"),
    )


def _round(row: Found) -> Round:
    closes, notice_through = _day(row["closes_on"]), _day(row["notice_through"])
    return Round(row["id"], row["rung"], closes, notice_through)


def _application(row: Found, steps: list[Found]) -> Application:
    dropped = tuple(
        _surely(step, "on", "on_precision")
        for step in steps
        if step["application_id"] == row["id"] and step["stage"] in _DROPPED
    )
    applied = _day(row["applied_on"])
    return Application(row["round_id"], row["subject_id"], applied, dropped)


def _entry(row: Found, pool: Found) -> PoolEntry:
    admitted, left = date.fromisoformat(row["admitted_on"]), _day(row["left_on"])
    return PoolEntry(row["subject_id"], pool["name"], pool["rung"], admitted, left)


def _subsidy(row: Found, title: Found) -> Subsidy:
    approved = _span(row, "approved_on", "approved_precision")
    recovered = _day(row["recovered_on"])
    return Subsidy(title["subject_id"], title["rung"], row["kind"], approved, recovered)
