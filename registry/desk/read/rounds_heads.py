"""Rounds themselves: days, quota, amount, and the course their applications take."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from registry import asof
from registry.desk.course import Course
from registry.desk.read import beside
from registry.desk.read.session import Reading
from registry.desk.stages import Stage
from registry.errors import NotFoundError
from registry.terms import Tier
from registry.text import visible

_HEADS = f"""
SELECT r.*, g.tier, {asof.rung_name("r.rung")} AS rung_name, {beside.document("r")}
FROM round r JOIN rung g ON g.code = r.rung
WHERE r.voided_by IS NULL AND r.id IN (SELECT value FROM json_each(:rounds))
ORDER BY r.year, r.id
"""


@dataclass(frozen=True, slots=True)
class Head:
    """A round: its days, its quota, and the amount of one title in fen."""

    id: int
    name: str
    rung: str
    rung_name: str
    year: int
    ordinal: int
    own: bool
    opens_on: date | None
    closes_on: date | None
    notice_since: date | None
    notice_through: date | None
    notice_days: int | None
    closed_on: date | None
    quota: int | None
    amount: int | None
    document: str
    sample: bool


def heads_of(reading: Reading, rounds: Sequence[int]) -> tuple[Head, ...]:
    """The rounds themselves, by year.

    Raises:
        NotFoundError: one of them is not there, or void.
    """
    rows = reading.rows(_HEADS, rounds=json.dumps(list(rounds)))
    for missing in set(rounds) - {row["id"] for row in rows}:
        raise NotFoundError(f"台账中没有编号 {missing} 的批次；请刷新后再看")
    return tuple(_head(reading, row) for row in rows)


def courses(heads: tuple[Head, ...], known: tuple[Stage, ...]) -> Mapping[int, Course]:
    """The course that applications take, by round."""
    return {head.id: Course(known, head.own) for head in heads}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _head(reading: Reading, row: sqlite3.Row) -> Head:
    closed = _day(row["closed_on"])
    return Head(
        row["id"],
        visible(row["name"]),
        row["rung"],
        visible(row["rung_name"]),
        row["year"],
        row["ordinal"],
        row["tier"] == Tier.CITY,
        _day(row["opens_on"]),
        _day(row["closes_on"]),
        _day(row["notice_since"]),
        _day(row["notice_through"]),
        row["notice_days"],
        closed if closed and closed <= reading.info.on else None,
        row["quota"],
        row["amount"],
        visible(row["document"] or ""),
        bool(row["sample"]),
    )
