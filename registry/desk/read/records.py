"""What was measured, found and judged of an enterprise and its subjects."""

from __future__ import annotations

import sqlite3

from registry import asof
from registry.desk.read import beside, shown
from registry.desk.read.session import Reading
from registry.desk.read.units import points
from registry.desk.read.values import Line
from registry.desk.read.wording import measured
from registry.eligibility.bind import policies
from registry.terms import AssessmentKind, Severity, Verdict, level_label

_ASSESSMENTS = f"""
SELECT a.*, {beside.subject("a")}, {beside.document("a")} FROM assessment a
WHERE a.subject_id IN {beside.SUBJECTS} AND a.voided_by IS NULL AND a."on" <= :on
ORDER BY a."on" DESC, a.id DESC
"""
_FACTS = f"""
SELECT f.*, {beside.subject("f")}, {beside.document("f")} FROM fact f
WHERE f.subject_id IN {beside.SUBJECTS} AND f.voided_by IS NULL
  AND f.until <= date(:on, '+1 day')
ORDER BY f.key, f.subject_id, f.until DESC, f.since DESC
"""
_JUDGEMENTS = f"""
SELECT j.*, {beside.subject("j")}, {beside.document("j")}, j.judged_by AS source,
  {asof.rung_name("j.rung")} AS rung_name
FROM judgement j
WHERE j.subject_id IN {beside.SUBJECTS} AND j.voided_by IS NULL AND j."on" <= :on
ORDER BY j."on" DESC, j.id DESC
"""
_EVENTS = f"""
SELECT v.*, k.name AS kind_name, {beside.document("v")} FROM event v
JOIN event_kind k ON k.code = v.kind
WHERE v.enterprise_id = :enterprise AND v.voided_by IS NULL AND v."on" <= :on
ORDER BY v."on" DESC, v.id DESC
"""


def assessments(reading: Reading, enterprise: int) -> tuple[Line, ...]:
    """Assessments made by the day, latest first, each with its kind and standard."""
    return tuple(
        Line(
            AssessmentKind.read(row["kind"]).label,
            _level(row),
            shown.day(row, "on"),
            shown.source(row),
            shown.record("assessment", row),
        )
        for row in reading.rows(_ASSESSMENTS, enterprise=enterprise)
    )


def _level(row: sqlite3.Row) -> str:
    until = f"有效至 {row['valid_until']}（不含）" if row["valid_until"] else ""
    level = level_label(row["level"])
    return shown.joined(
        level, points(row["score"]), row["subject"], row["standard"], until
    )


def facts(reading: Reading, enterprise: int) -> tuple[Line, ...]:
    """Figures, grades and verdicts known by the day, each with period and source."""
    measured = (
        Line(
            *_fact(row),
            shown.period(row["since"], row["until"]),
            shown.source(row),
            shown.record("fact", row),
        )
        for row in reading.rows(_FACTS, enterprise=enterprise)
    )
    judged = (
        Line(
            *_judgement(row, _question(reading, row)),
            shown.day(row, "on"),
            shown.source(row),
            shown.record("judgement", row),
        )
        for row in reading.rows(_JUDGEMENTS, enterprise=enterprise)
    )
    return (*measured, *judged)


def _fact(row: sqlite3.Row) -> tuple[str, str]:
    """The fact's name and value in words, and whose it is."""
    name, value = measured(row)
    return name, shown.joined(value, row["subject"])


def _question(reading: Reading, row: sqlite3.Row) -> str:
    """What was judged in its policy's words; the condition's sign where none has it."""
    asked = (
        condition.judged.question
        for policy in policies(reading.connection)
        if policy.document == row["policy"]
        for step in policy.step
        if step.to == row["rung"]
        for condition in step.condition
        if condition.id == row["condition"] and condition.judged
    )
    return next(asked, row["condition"])


def _judgement(row: sqlite3.Row, question: str) -> tuple[str, str]:
    until = f"有效至 {row['valid_until']}（不含）" if row["valid_until"] else ""
    verdict = Verdict.read(row["verdict"]).label
    about = f"{question}（{row['policy']}）"
    value = shown.joined(verdict, row["subject"], about, row["note"], until)
    return f"人工认定 {row['rung_name'] or row['rung']}", value


def events(reading: Reading, enterprise: int) -> tuple[Line, ...]:
    """Events of the enterprise by the day, latest first, and whether they are over."""
    return tuple(
        Line(
            row["kind_name"],
            _event(row, reading.on),
            shown.day(row, "on"),
            shown.source(row),
            shown.record("event", row),
        )
        for row in reading.rows(_EVENTS, enterprise=enterprise)
    )


def _event(row: sqlite3.Row, on: str) -> str:
    severity = Severity.read(row["severity"]).label if row["severity"] else ""
    over = row["removed_on"] is not None and row["removed_on"] <= on
    removed = f"{shown.day(row, 'removed_on')} 移出" if over else ""
    return shown.joined(severity, removed, row["note"]) or "有记录"
