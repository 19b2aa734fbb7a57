"""What has been attained: assessments, titles, other subjects, places in a pool."""

from __future__ import annotations

from registry.eligibility.details.detail import (
    NOT_RECORDED,
    SOURCE,
    Case,
    Detail,
    day,
    of_records,
)
from registry.eligibility.sql import listed
from registry.ladder.attained import Holds, Maturity, NotHolds
from registry.terms import LEVELS, AssessmentKind, ConditionOutcome, TitleEnd


def maturity(case: Case, leaf: Maturity, outcome: ConditionOutcome) -> Detail:
    """The latest assessment of each kind: score, level and kind."""
    del outcome
    rows = case.rows(
        'SELECT t.kind, t.level, t.score, t."on", t.on_precision, {source}'
        " FROM assessment t LEFT JOIN document d ON d.id = t.document_id"
        " WHERE t.subject_id = {subject} AND t.kind IN ({kinds})"
        ' AND t.voided_by IS NULL AND t."on" <= {known}'
        ' ORDER BY t."on", t.id',
        source=SOURCE,
        subject=case.of(leaf.of),
        kinds=listed(kind.value for kind in leaf.kinds),
        known=case.asked.known(leaf),
    )
    latest = {kind: row for kind, *row in rows}
    records = [
        (_assessed(kind, level, score), day(on, precision), source)
        for kind, (level, score, on, precision, source) in latest.items()
    ]
    levels = [level for level, *_ in latest.values()]
    return of_records(records, _level_gap(leaf, max(levels, default=None)))


def _assessed(kind: str, level: int, score: int | None) -> str:
    named = LEVELS[level].partition("（")[0]
    shown = named if score is None else f"{score / 100:g}（{named}）"
    return f"{shown}{AssessmentKind.read(kind).label}"


def _level_gap(leaf: Maturity, level: int | None) -> str:
    if level is None:
        return f"评估{NOT_RECORDED}"
    if level >= leaf.level:
        return "期限内无有效评估"
    return f"差 {leaf.level - level} 级"


def titles(case: Case, leaf: Holds | NotHolds, outcome: ConditionOutcome) -> Detail:
    """Every title of the rungs asked, with its days and its end."""
    rows = case.rows(
        "SELECT t.rung, t.recognised_on, t.recognised_precision, t.valid_until,"
        " t.until_precision, t.end_kind, t.ended_on, t.ended_precision, {source}"
        " FROM title t LEFT JOIN document d ON d.id = t.document_id"
        " WHERE t.subject_id IN ({whose}) AND t.rung IN ({rungs})"
        " AND t.voided_by IS NULL AND t.recognised_on <= {known}"
        " ORDER BY t.recognised_on DESC, t.id DESC",
        source=SOURCE,
        whose=case.whose(leaf.of),
        rungs=listed(case.asked.rungs(leaf.rungs)),
        known=case.asked.known(leaf),
    )
    records = [
        (
            _title(case, rung, day(until, until_precision), _end(*end)),
            day(on, precision),
            source,
        )
        for rung, on, precision, until, until_precision, *end, source in rows
    ]
    if not records and outcome is not ConditionOutcome.UNKNOWN:
        return Detail(value="未持有", gap="未持有")
    gap = "仍持有" if isinstance(leaf, NotHolds) else _title_gap(leaf, len(records))
    return of_records(records, gap if records else f"是否持有{NOT_RECORDED}")


def _title(case: Case, rung: str, until: str, end: str) -> str:
    named = case.names.rungs.get(rung, rung)
    still = f"有效期至 {until} 前" if until else ""
    return f"{named}（{end or still}）" if end or still else named


def _end(kind: str | None, on: str | None, precision: str) -> str:
    return "" if kind is None else f"{day(on, precision)} {TitleEnd.read(kind).label}"


def _title_gap(leaf: Holds, recorded: int) -> str:
    if not recorded:
        return "未持有"
    return "持有时间不足" if leaf.for_months else "不在有效期或阶段不符"
