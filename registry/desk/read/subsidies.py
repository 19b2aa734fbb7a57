"""Subsidies: for which titles, how far each has come, and which are had twice."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from registry import asof
from registry.desk import doubled
from registry.desk.doubled import Claim
from registry.desk.read import beside, shown
from registry.desk.read.session import Reading
from registry.eligibility.bind import policies
from registry.ladder.versions import declared
from registry.reports.counted import Terms
from registry.terms import SubsidyKind, SubsidyStatus, Tier, TitleEnd
from registry.text import visible

_OWNER = asof.owner("t.subject_id")
_ROWS = f"""
SELECT t.id AS title_id, t.subject_id, t.rung, t.recognised_on, t.recognised_precision,
  t.end_kind, t.ended_on, t.round_id, {_OWNER} AS owner,
  {asof.name(_OWNER)} AS enterprise,
  {beside.owned("x")},
  {asof.unit_name(_OWNER)} AS unit,
  (SELECT e.uscc FROM enterprise e WHERE e.id = {_OWNER}) AS uscc, g.tier, g.programme,
  {asof.rung_name("t.rung")} AS rung_name, r.name AS round_name, r.amount AS expected,
  s.id, s.kind, s.amount, s.approved_on, s.approved_precision, s.paid_on,
  s.paid_precision, s.recovered_on, s.source, {beside.document("s")},
  b.name AS budget_line, coalesce(s.sample, t.sample) AS sample
FROM title t JOIN subject x ON x.id = t.subject_id JOIN rung g ON g.code = t.rung
LEFT JOIN round r ON r.id = t.round_id
LEFT JOIN subsidy s ON s.title_id = t.id AND s.voided_by IS NULL
LEFT JOIN budget_line b ON b.id = s.budget_line_id
WHERE {asof.recognised("t")}
ORDER BY g.programme, t.rung, enterprise, t.id, s.id
"""


@dataclass(frozen=True, slots=True)
class Subsidised:
    """A title with one of its subsidies, or with none where one is to be expected.

    Amounts in fen; ``id`` is None and the amount what is expected where there is none.
    ``instead`` names the title whose subsidy is due in place of this (就高不重复).
    """

    id: int | None
    title_id: int
    subject_id: int
    rung_code: str
    round_id: int | None
    enterprise_id: int
    uscc: str | None
    enterprise: str
    subject: str
    unit: str
    rung: str
    round: str
    recognised_on: str
    kind: SubsidyKind
    amount: int
    status: SubsidyStatus
    approved_on: str
    paid_on: str
    recovered_on: str
    budget_line: str
    source: str
    instead: str
    note: str
    sample: bool

    @property
    def name(self) -> str:
        """The enterprise, and what of it holds the title where that is not itself."""
        return f"{self.enterprise}/{self.subject}" if self.subject else self.enterprise

    @property
    def doubled(self) -> bool:
        """Whether it is had, or to be had, besides one that excludes it."""
        return bool(self.instead)


@dataclass(frozen=True, slots=True)
class Sum:
    """So many subsidies at one status, and what they come to in fen."""

    status: SubsidyStatus
    count: int
    amount: int


@dataclass(frozen=True, slots=True)
class Subsidies:
    """Subsidies on the same terms: each of them, and sums by status."""

    terms: Terms
    rows: tuple[Subsidised, ...]

    @property
    def titles(self) -> int:
        """For how many titles."""
        return len({row.title_id for row in self.rows})

    @property
    def amount(self) -> int:
        """What all of them come to in fen, the recovered left out."""
        gone = SubsidyStatus.RECOVERED
        return sum(row.amount for row in self.rows if row.status is not gone)

    @property
    def sums(self) -> tuple[Sum, ...]:
        """How many stand at each status, and the amount."""
        by = {status: self._of(status) for status in SubsidyStatus}
        return tuple(
            Sum(status, len(rows), sum(row.amount for row in rows))
            for status, rows in by.items()
        )

    @property
    def doubled(self) -> tuple[Subsidised, ...]:
        """Those that are excluded by another subsidy of the same enterprise."""
        return tuple(row for row in self.rows if row.doubled)

    def _of(self, status: SubsidyStatus) -> tuple[Subsidised, ...]:
        return tuple(row for row in self.rows if row.status is status)


def subsidies(
    reading: Reading, rounds: Sequence[int] = (), year: int | None = None
) -> Subsidies:
    """Subsidies of titles recognised by the day, in some rounds, in a year, or all.

    A title stands there without a subsidy where its round, or the policy of its day,
    gives one.
    """
    rows = reading.rows(_ROWS)
    instead = doubled.excluded(_claim(row) for row in rows if _claims(reading, row))
    chosen = [row for row in rows if _asked(row, rounds, year)]
    given = _given(reading, chosen)
    return Subsidies(
        _terms(reading, rounds, year, chosen),
        tuple(
            _row(reading, row, given.get(row["title_id"]), instead)
            for row in chosen
            if row["id"] is not None or row["title_id"] in given
        ),
    )


def _asked(row: sqlite3.Row, rounds: Sequence[int], year: int | None) -> bool:
    in_rounds = not rounds or row["round_id"] in rounds
    return in_rounds and year in (None, int(row["recognised_on"][:4]))


def _claims(reading: Reading, row: sqlite3.Row) -> bool:
    recovered = row["recovered_on"]
    return row["id"] is not None and (recovered is None or recovered > reading.on)


def _claim(row: sqlite3.Row) -> Claim:
    return Claim(
        row["owner"],
        row["programme"],
        SubsidyKind.read(row["kind"]),
        Tier.read(row["tier"]),
        date.fromisoformat(row["recognised_on"]),
        row["title_id"],
        visible(shown.joined(row["rung_name"], row["subject"])),
    )


def _given(reading: Reading, rows: Sequence[sqlite3.Row]) -> dict[int, int]:
    """The fen that titles without a subsidy are to have, by title."""
    without = [row for row in rows if row["id"] is None]
    given = {
        row["title_id"]: row["expected"]
        for row in without
        if row["expected"] is not None
    }
    asked = [row for row in without if row["title_id"] not in given]
    loaded = policies(reading.connection) if asked else ()
    for row in asked:
        on = date.fromisoformat(row["recognised_on"])
        rung = declared([one for one in loaded if one.since <= on], on).get(row["rung"])
        if rung is not None and rung.subsidy:
            given[row["title_id"]] = int(rung.subsidy * 100)
    return {title: fen for title, fen in given.items() if fen}


def _row(
    reading: Reading,
    row: sqlite3.Row,
    expected: int | None,
    instead: Mapping[tuple[int, SubsidyKind], Claim],
) -> Subsidised:
    status = _status(row, reading.on)
    kind = SubsidyKind.read(row["kind"]) if row["kind"] else SubsidyKind.REWARD
    due = instead.get((row["title_id"], kind)) if _claims(reading, row) else None
    return Subsidised(
        row["id"],
        row["title_id"],
        row["subject_id"],
        row["rung"],
        row["round_id"],
        row["owner"],
        row["uscc"],
        visible(row["enterprise"] or f"#{row['owner']}"),
        visible(row["subject"]),
        visible(row["unit"] or ""),
        visible(row["rung_name"]),
        visible(row["round_name"] or ""),
        shown.day(row, "recognised_on"),
        kind,
        row["amount"] if row["id"] is not None else expected or 0,
        status,
        _by(row, "approved_on", reading.on),
        _by(row, "paid_on", reading.on),
        _by(row, "recovered_on", reading.on),
        visible(row["budget_line"] or ""),
        visible(shown.source(row)) if row["id"] is not None else "",
        due.name if due else "",
        _note(row, status, reading.on),
        bool(row["sample"]),
    )


def _status(row: sqlite3.Row, on: str) -> SubsidyStatus:
    if row["id"] is None:
        return SubsidyStatus.MISSING
    days = ("recovered_on", "paid_on", "approved_on")
    reached = (SubsidyStatus.RECOVERED, SubsidyStatus.PAID, SubsidyStatus.APPROVED)
    for column, status in zip(days, reached, strict=True):
        if row[column] is not None and row[column] <= on:
            return status
    return SubsidyStatus.PROPOSED


def _by(row: sqlite3.Row, column: str, on: str) -> str:
    return shown.day(row, column) if (row[column] or "9999") <= on else ""


def _note(row: sqlite3.Row, status: SubsidyStatus, on: str) -> str:
    """That a title was taken away whose subsidy is still had."""
    ended = row["end_kind"] in (TitleEnd.REVOKED, TitleEnd.CANCELLED)
    if not ended or row["ended_on"] > on or status is not SubsidyStatus.PAID:
        return ""
    return (
        f"称号已于 {row['ended_on']} {TitleEnd.read(row['end_kind']).label}，奖补未收回"
    )


def _terms(
    reading: Reading,
    rounds: Sequence[int],
    year: int | None,
    rows: Sequence[sqlite3.Row],
) -> Terms:
    of_rounds = sorted({row["round_name"] for row in rows if rounds})
    among = "、".join(visible(name) for name in of_rounds) or "台账内登记的称号"
    return Terms(
        reading.info.on,
        "按奖补笔数和金额计",
        among if year is None else f"{among}，{year} 年认定",
        "重复按同一企业、同一方向、同一奖补类型，就高不重复",
        "已批准未拨付、已拨付、已收回分列",
    )
