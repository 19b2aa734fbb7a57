"""What an enterprise and its subjects hold: titles, applications, pools, subsidies."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from registry import asof
from registry.desk.read import beside, shown
from registry.desk.read.rounds_applied import NO_REASON
from registry.desk.read.session import Reading
from registry.desk.read.units import points, yuan
from registry.desk.read.values import Line
from registry.terms import (
    APPLIED,
    ApplicationKind,
    StageRole,
    SubsidyKind,
    TitleEnd,
    TitleStage,
)

_TITLES = f"""
SELECT t.*, {asof.rung_name("t.rung")} AS rung_name,
  {beside.subject("t")}, {beside.document("t")}
FROM title t
WHERE t.subject_id IN {beside.SUBJECTS} AND {asof.recognised("t")}
ORDER BY t.recognised_on DESC, t.id DESC
"""
_APPLICATIONS = f"""
SELECT a.*, {asof.standing("a.id", "z.name")} AS stage,
  {asof.standing("a.id", "z.role")} AS role, r.name AS round_name,
  {beside.subject("a")}, {beside.document("r")},
  (SELECT u.name FROM unit u WHERE u.id = a.unit_id) AS unit, '' AS source
FROM application a JOIN round r ON r.id = a.round_id
WHERE a.subject_id IN {beside.SUBJECTS} AND {asof.applied("a")}
ORDER BY a.applied_on DESC, a.id DESC
"""
_STEPS = f"""
SELECT p.*, k.name AS stage_name, p.taken_by AS source, {beside.document("p")}
FROM application_step p JOIN stage_kind k ON k.code = p.stage
WHERE p.application_id = :application AND p.voided_by IS NULL AND p."on" <= :on
ORDER BY p."on", p.id
"""
_ENTRIES = f"""
SELECT e.*, p.name || '（' || p.year || '）' AS pool, {beside.subject("e")},
  {beside.document("e")}, e.responsible AS source
FROM pool_entry e JOIN pool p ON p.id = e.pool_id
WHERE e.subject_id IN {beside.SUBJECTS} AND {asof.admitted("e")}
ORDER BY e.admitted_on DESC, e.id DESC
"""
_SUBSIDIES = f"""
SELECT s.*, {asof.rung_name("t.rung")} AS rung_name,
  {beside.subject("t")}, {beside.document("s")}
FROM subsidy s JOIN title t ON t.id = s.title_id
WHERE t.subject_id IN {beside.SUBJECTS} AND s.voided_by IS NULL
  AND (s.approved_on IS NULL OR s.approved_on <= :on)
ORDER BY s.approved_on DESC, s.id DESC
"""
_ROSTERS = f"""
SELECT r.name, r."on", r.terms, r.sample, '' AS source, {beside.document("r")},
  {beside.subject("m")}, (SELECT u.name FROM unit u WHERE u.id = m.unit_id) AS unit
FROM roster_entry m JOIN roster r ON r.id = m.roster_id AND r.voided_by IS NULL
WHERE m.subject_id IN {beside.SUBJECTS} AND m.voided_by IS NULL AND r."on" <= :on
ORDER BY r."on" DESC, r.id DESC
"""


def titles(reading: Reading, enterprise: int) -> tuple[Line, ...]:
    """Titles ever held by the day, latest first, each with how it stands."""
    return tuple(
        Line(
            row["rung_name"],
            shown.joined(_standing(row, reading.on), row["subject"], row["note"]),
            _days_held(row, reading.on),
            _recognised_by(row),
            shown.record("title", row),
        )
        for row in reading.rows(_TITLES, enterprise=enterprise)
    )


def _standing(row: sqlite3.Row, on: str) -> str:
    if row["ended_on"] is not None and row["ended_on"] <= on:
        return TitleEnd.read(row["end_kind"]).label
    if row["valid_until"] is not None and row["valid_until"] <= on:
        return TitleEnd.EXPIRED.label
    if row["stage"] is None:
        return "有效"
    accepted = row["stage"] == TitleStage.ACCEPTED and (row["accepted_on"] or on) <= on
    return (TitleStage.ACCEPTED if accepted else TitleStage.TAKEN_UP).label


def _days_held(row: sqlite3.Row, on: str) -> str:
    ended = "ended_on" if (row["ended_on"] or "9999") <= on else "valid_until"
    until = shown.day(row, ended)
    exclusive = "（不含）" if ended == "valid_until" else ""
    held = f"至 {until}{exclusive}" if until else "起，有效期未登记"
    return f"{shown.day(row, 'recognised_on')} {held}"


def _recognised_by(row: sqlite3.Row) -> str:
    """The document and the source, or that no document is recorded."""
    known = shown.source(row)
    return known if row["document"] else shown.joined("认定文件未登记", known)


def applications(reading: Reading, enterprise: int) -> tuple[Line, ...]:
    """Applications made by the day, latest first: how each stands, then its steps."""
    return tuple(
        line
        for row in reading.rows(_APPLICATIONS, enterprise=enterprise)
        for line in _application(reading, row)
    )


def _application(reading: Reading, row: sqlite3.Row) -> Iterator[Line]:
    kind = ApplicationKind.read(row["kind"]).label
    steps = reading.rows(_STEPS, application=row["id"])
    stands = _stands(row, steps)
    value = shown.joined(stands, kind, row["subject"], row["unit"], row["note"])
    yield Line(
        row["round_name"],
        value,
        shown.day(row, "applied_on"),
        shown.source(row),
        shown.record("application", row),
    )
    for step in steps:
        passed, score = shown.passed(step["passed"]), points(step["score"])
        said = shown.joined(passed, score, step["reply"], step["reason"])
        yield Line(
            f"— {step['stage_name']}",
            said,
            shown.day(step, "on"),
            shown.source(step),
            shown.record("application_step", step),
        )


def _stands(row: sqlite3.Row, steps: Sequence[sqlite3.Row]) -> str:
    """How an application stands; where it failed also why, or that nobody recorded."""
    stage = row["stage"] or APPLIED
    failed = [step for step in steps if step["passed"] == 0]
    ended_well = row["role"] == StageRole.RECOGNITION
    if ended_well or not (failed or row["role"] in _ENDED):
        return str(stage)
    told = (step["reason"] or step["reply"] for step in (*failed[::-1], *steps[::-1]))
    return f"{stage}：{next((why for why in told if why), NO_REASON)}"


_ENDED = (StageRole.REJECTION, StageRole.WITHDRAWAL)


def rosters(reading: Reading, enterprise: int) -> tuple[Line, ...]:
    """Rosters frozen by the day that it or what it owns stands on."""
    return tuple(
        Line(
            row["name"],
            shown.joined(row["subject"], row["unit"], row["terms"]),
            row["on"],
            shown.source(row),
        )
        for row in reading.rows(_ROSTERS, enterprise=enterprise)
    )


def pools(reading: Reading, enterprise: int) -> tuple[Line, ...]:
    """Stays in pools begun by the day, latest first."""
    return tuple(
        Line(
            row["pool"],
            _stay(row, reading.on),
            _days_in(row, reading.on),
            shown.source(row),
            shown.record("pool_entry", row),
        )
        for row in reading.rows(_ENTRIES, enterprise=enterprise)
    )


def _has_left(row: sqlite3.Row, on: str) -> bool:
    return row["left_on"] is not None and row["left_on"] <= on


def _stay(row: sqlite3.Row, on: str) -> str:
    year = f"目标 {row['target_year']} 年" if row["target_year"] else ""
    left = shown.joined("已出库", row["left_reason"])
    stands = left if _has_left(row, on) else "在库"
    return shown.joined(stands, row["subject"], year, row["measures"])


def _days_in(row: sqlite3.Row, on: str) -> str:
    left = f"至 {row['left_on']}" if _has_left(row, on) else "起"
    return f"{row['admitted_on']} {left}"


def subsidies(reading: Reading, enterprise: int) -> tuple[Line, ...]:
    """Subsidies approved by the day, and those proposed, latest first."""
    return tuple(
        Line(
            f"{SubsidyKind.read(row['kind']).label} {row['rung_name']}",
            shown.joined(yuan(row["amount"]), _paid(row, reading.on), row["subject"]),
            shown.day(row, "approved_on"),
            shown.source(row),
            shown.record("subsidy", row),
        )
        for row in reading.rows(_SUBSIDIES, enterprise=enterprise)
    )


def _paid(row: sqlite3.Row, on: str) -> str:
    if row["recovered_on"] is not None and row["recovered_on"] <= on:
        return f"{row['recovered_on']} 收回"
    if row["paid_on"] is not None and row["paid_on"] <= on:
        return f"{shown.day(row, 'paid_on')} 拨付"
    return "拟定，未批准" if row["approved_on"] is None else "未拨付"
