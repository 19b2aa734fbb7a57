"""An enterprise's way through the years: one line for each thing that happened."""

from __future__ import annotations

import sqlite3

from registry import asof
from registry.desk.read import beside, shown, worded
from registry.desk.read.session import Reading
from registry.desk.read.shown import cleaned
from registry.desk.read.values import Line
from registry.terms import AssessmentKind, TitleEnd


def timeline(reading: Reading, enterprise: int) -> tuple[Line, ...]:
    """What happened to an enterprise and what it owns by the day, earliest first."""
    found = [
        row for sql in _HAPPENED for row in reading.rows(sql, enterprise=enterprise)
    ]
    found.sort(key=lambda row: str(row["on"]))
    return tuple(cleaned(_line(row)) for row in found)


def _line(row: sqlite3.Row) -> Line:
    value = shown.joined(row["detail"], row["subject"])
    return Line(row["what"], value, shown.day(row, "on"), shown.source(row))


_OF_SUBJECT = f"x.subject_id IN {beside.SUBJECTS} AND x.voided_by IS NULL"
_OF_ENTERPRISE = "x.enterprise_id = :enterprise AND x.voided_by IS NULL"
_RUNG = asof.rung_name("x.rung")
_POOL = "(SELECT p.name FROM pool p WHERE p.id = x.pool_id)"
_ROUND = "(SELECT r.name FROM round r WHERE r.id = {}.round_id)"
_BESIDE = f"{beside.subject('x')}, {beside.document('x')}, x.sample"
_BESIDE_ENTERPRISE = f"NULL AS subject, {beside.document('x')}, x.sample"

_HAPPENED = (
    f"""SELECT x.since AS "on", x.since_precision AS on_precision, x.source,
        '名称' AS what, x.value AS detail, {_BESIDE_ENTERPRISE}
    FROM name_spell x WHERE {_OF_ENTERPRISE} AND x.kind = 'official'
        AND x.since <= :on""",
    f"""SELECT x.since AS "on", x.since_precision AS on_precision, x.source,
        '上报单位' AS what, {worded.spelled("unit_spell", "x.value")} AS detail,
        {_BESIDE_ENTERPRISE}
    FROM unit_spell x WHERE {_OF_ENTERPRISE} AND x.since <= :on""",
    f"""SELECT x."on", x.on_precision, x.source, '评估' AS what,
        {worded.level("x.level")} || ' · ' || {worded.label("x.kind", AssessmentKind)}
          AS detail, {_BESIDE}
    FROM assessment x WHERE {_OF_SUBJECT} AND x."on" <= :on""",
    f"""SELECT x.admitted_on AS "on", '' AS source, '入库' AS what, {_POOL} AS detail,
        {_BESIDE}
    FROM pool_entry x WHERE {_OF_SUBJECT} AND x.admitted_on <= :on""",
    f"""SELECT x.left_on AS "on", x.left_reason AS source, '出库' AS what,
        {_POOL} AS detail, {_BESIDE}
    FROM pool_entry x WHERE {_OF_SUBJECT} AND x.left_on <= :on""",
    f"""SELECT a.applied_on AS "on", a.note AS source, '申报' AS what,
        {_ROUND.format("a")} AS detail, {beside.subject("a")}, NULL AS document,
        a.sample
    FROM application a WHERE a.subject_id IN {beside.SUBJECTS}
        AND a.voided_by IS NULL AND a.applied_on <= :on""",
    f"""SELECT x."on", x.on_precision, x.reason AS source, k.name AS what,
        {_ROUND.format("a")} AS detail, {beside.subject("a")}, {beside.document("x")},
        x.sample
    FROM application_step x JOIN application a ON a.id = x.application_id
    JOIN stage_kind k ON k.code = x.stage
    WHERE a.subject_id IN {beside.SUBJECTS} AND a.voided_by IS NULL
        AND x.voided_by IS NULL AND k.final AND k.code <> 'recognised'
        AND x."on" <= :on""",
    f"""SELECT x.recognised_on AS "on", x.recognised_precision AS on_precision,
        x.source, '认定' AS what, {_RUNG} AS detail, {_BESIDE}
    FROM title x WHERE {_OF_SUBJECT} AND x.recognised_on <= :on""",
    f"""SELECT x.accepted_on AS "on", x.source, '验收' AS what, {_RUNG} AS detail,
        {_BESIDE}
    FROM title x WHERE {_OF_SUBJECT} AND x.accepted_on <= :on""",
    f"""SELECT x.ended_on AS "on", x.ended_precision AS on_precision, x.note AS source,
        '终止' AS what, {_RUNG} || ' · ' || {worded.label("x.end_kind", TitleEnd)}
          AS detail, {_BESIDE}
    FROM title x WHERE {_OF_SUBJECT} AND x.ended_on <= :on""",
    f"""SELECT x.valid_until AS "on", x.until_precision AS on_precision, x.source,
        '到期' AS what, {_RUNG} AS detail, {_BESIDE}
    FROM title x WHERE {_OF_SUBJECT} AND x.valid_until <= :on
        AND (x.ended_on IS NULL OR x.ended_on > x.valid_until)""",
    f"""SELECT x.paid_on AS "on", x.paid_precision AS on_precision, x.source,
        '拨付' AS what, {asof.rung_name("t.rung")} AS detail,
        {beside.subject("t")}, {beside.document("x")}, x.sample
    FROM subsidy x JOIN title t ON t.id = x.title_id
    WHERE t.subject_id IN {beside.SUBJECTS} AND x.voided_by IS NULL
        AND x.paid_on <= :on""",
    f"""SELECT x."on", x.on_precision, x.source, '事件' AS what, k.name AS detail,
        {_BESIDE_ENTERPRISE}
    FROM event x JOIN event_kind k ON k.code = x.kind
    WHERE {_OF_ENTERPRISE} AND x."on" <= :on""",
)
