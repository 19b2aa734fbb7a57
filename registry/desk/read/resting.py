"""SQL for what rests on a document: every kind of record that can name one.

Each statement binds ``:document`` and ``:on`` and gives ``section``, ``label``,
``value``, ``on`` and ``on_precision``, ``fen`` (money, or NULL), ``sample``,
``made_in`` (the table) and ``id``.
"""

from __future__ import annotations

from registry import asof
from registry.desk.read.worded import SPELLS, label, level
from registry.terms import (
    AssessmentKind,
    Provenance,
    SubsidyKind,
    SuccessionKind,
)

_OWNER = asof.owner("x.subject_id")
_WHOSE = (
    f"{asof.name(_OWNER)} || CASE WHEN s.kind = 'enterprise' THEN ''"
    " ELSE '/' || s.name END"
)
_OF_SUBJECT = "JOIN subject s ON s.id = x.subject_id"
_RUNG = asof.rung_name("x.rung")
_ENTERPRISE = asof.name("x.enterprise_id")


def _on(  # noqa: PLR0913  # what a line is made of
    table: str,
    section: str,
    label: str,
    value: str,
    *,
    day: str = "",
    known: str = "'day'",
    fen: str = "NULL",
    join: str = "",
    column: str = "document_id",
) -> str:
    """The table's live rows that rest on the document, none from after the day."""
    when = f'x."{day}"' if day else "NULL"
    return f"""
    SELECT '{section}' AS section, {label} AS label, {value} AS value, {when} AS "on",
      {known} AS on_precision, {fen} AS fen, x.sample, '{table}' AS made_in, x.id
    FROM {table} x {join} WHERE x.{column} = :document AND x.voided_by IS NULL
      AND ({when} IS NULL OR {when} <= :on)
    """


def _of_title(what: str) -> str:
    return what.replace("x.subject_id", "t.subject_id").replace("x.rung", "t.rung")


_TITLE = "JOIN title t ON t.id = x.title_id JOIN subject s ON s.id = t.subject_id"
_KIND = "(SELECT k.name FROM event_kind k WHERE k.code = x.kind)"

RESTING: tuple[str, ...] = (
    _on("round", "批次", _RUNG, "x.name", day="closes_on"),
    _on(
        "round_quota",
        "推荐名额",
        "(SELECT u.name FROM unit u WHERE u.id = x.unit_id)",
        "(SELECT r.name FROM round r WHERE r.id = x.round_id) || ' ' || x.places"
        " || ' 个'",
    ),
    _on(
        "title",
        "称号",
        _RUNG,
        _WHOSE,
        day="recognised_on",
        known="x.recognised_precision",
        join=_OF_SUBJECT,
    ),
    _on(
        "title",
        "终止的称号",
        _RUNG,
        _WHOSE,
        day="ended_on",
        known="x.ended_precision",
        join=_OF_SUBJECT,
        column="end_document_id",
    ),
    _on(
        "subsidy",
        "奖补",
        _of_title(_WHOSE),
        f"{label('x.kind', SubsidyKind)} || ' ' || {_of_title(_RUNG)}",
        day="approved_on",
        known="x.approved_precision",
        fen="x.amount",
        join=_TITLE,
    ),
    _on("budget_line", "预算与支出", "x.name", "x.year || ' 年预算'", fen="x.amount"),
    _on(
        "payment",
        "预算与支出",
        "x.purpose",
        "x.payee",
        day="on",
        known="x.on_precision",
        fen="x.amount",
    ),
    _on(
        "target",
        "绩效指标",
        "x.indicator",
        f"x.actual || ' · ' || {label('x.provenance', Provenance)}",
    ),
    _on("pool", "培育库", "x.name", "x.year || ' 年'"),
    _on(
        "pool_entry",
        "入库",
        _WHOSE,
        "(SELECT p.name || '（' || p.year || '）' FROM pool p WHERE p.id = x.pool_id)",
        day="admitted_on",
        join=_OF_SUBJECT,
    ),
    _on("roster", "名册", "x.name", "x.terms", day="on"),
    _on(
        "succession",
        "承继",
        _ENTERPRISE,
        f"{label('x.kind', SuccessionKind)} || coalesce(' → ' ||"
        f" {asof.name('x.successor_id')}, '')",
        day="on",
        known="x.on_precision",
    ),
    *(
        _on(
            table,
            "企业变更",
            _ENTERPRISE,
            f"'{attribute.label}：' || {shown.format('x.value')}",
            day="since",
            known="x.since_precision",
        )
        for table, (attribute, shown) in SPELLS.items()
    ),
    _on(
        "owner_spell",
        "企业变更",
        _ENTERPRISE,
        "'所属：' || s.name",
        day="since",
        known="x.since_precision",
        join=_OF_SUBJECT,
    ),
    _on(
        "assessment",
        "评估",
        _WHOSE,
        f"{label('x.kind', AssessmentKind)} || ' ' || {level('x.level')}",
        day="on",
        known="x.on_precision",
        join=_OF_SUBJECT,
    ),
    _on("fact", "指标", _WHOSE, "x.key", day="since", join=_OF_SUBJECT),
    _on(
        "judgement",
        "人工认定",
        _WHOSE,
        f"{_RUNG} || ' ' || x.condition",
        day="on",
        join=_OF_SUBJECT,
    ),
    _on("event", "事件", _ENTERPRISE, _KIND, day="on", known="x.on_precision"),
    _on("coverage", "事件覆盖范围", _KIND, "x.source", day="through"),
    _on("series_value", "参照值", "x.series", "x.source", day="since"),
    _on(
        "calendar_day",
        "工作日历",
        'x."on"',
        "CASE x.works WHEN 1 THEN '上班' ELSE '放假' END",
    ),
)
"""Statements, in the order in which a page shows their sections."""

STEPS = """
SELECT r.name AS round, k.name AS stage, count(*) AS n,
  count(*) FILTER (WHERE x.passed = 0) AS failed, min(x."on") AS first,
  max(x."on") AS last
FROM application_step x JOIN application a ON a.id = x.application_id
JOIN round r ON r.id = a.round_id JOIN stage_kind k ON k.code = x.stage
WHERE x.document_id = :document AND x.voided_by IS NULL AND a.voided_by IS NULL
  AND x."on" <= :on
GROUP BY r.id, k.code ORDER BY r.id, k.ordinal
"""
"""The steps of applications that rest on it, counted by round and stage."""
