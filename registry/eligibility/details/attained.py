"""What has been attained: assessments, titles, other subjects, places in a pool."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from registry.eligibility.asked import Asked, owner
from registry.eligibility.details.detail import (
    NOT_RECORDED,
    Case,
    Detail,
    day,
    document,
    of_records,
    source,
    whose,
)
from registry.eligibility.details.words import time_short
from registry.eligibility.leaves.maturity import may_count
from registry.eligibility.leaves.pools import places
from registry.eligibility.leaves.titles import TRUE, holding_child
from registry.eligibility.sql import Sql, listed, sql
from registry.ladder.amounts import plain
from registry.ladder.attained import Children, Holds, InPool, Maturity, NotHolds
from registry.ladder.standards import standards
from registry.ladder.values import Of
from registry.terms import LEVELS, AssessmentKind, ConditionOutcome, TitleEnd


@dataclass(frozen=True, slots=True)
class Assessed:
    """The latest assessment of one kind; ``score`` in hundredths of a point."""

    kind: str
    counts: int
    level: int
    score: int | None
    standard: str
    on: str
    precision: str
    source: str

    def __str__(self) -> str:
        level = LEVELS[self.level].partition("（")[0]
        shown = f"{self.score / 100:g}（{level}）" if self.score is not None else level
        outside = "" if self.counts else "（不在期限内）"
        return f"{shown}{AssessmentKind.read(self.kind).label}{outside}"

    def gap(self, level: int) -> str:
        """How far it is from a level: in points where score and bounds are known."""
        standard = standards().get(self.standard)
        bounds = {one.level: one.at_least for one in standard.level} if standard else {}
        if self.score is None or level not in bounds:
            return f"差 {level - self.level} 级"
        return f"差 {plain(bounds[level] - Decimal(self.score) / 100)} 分"


def maturity(case: Case, leaf: Maturity, outcome: ConditionOutcome) -> Detail:
    """The latest assessment of each kind: score, level and kind."""
    del outcome
    rows = case.rows(_assessments, leaf)
    latest = {kind: Assessed(kind, *rest) for kind, *rest in rows}.values()
    gap = _level_gap([one for one in latest if one.counts], leaf.level)
    records = [(str(one), day(one.on, one.precision), one.source) for one in latest]
    return of_records(records, gap if records else f"评估{NOT_RECORDED}")


def _assessments(asked: Asked, leaf: Maturity) -> Sql:
    return sql(
        "SELECT k.subject_id, t.kind, CASE WHEN {counts} THEN 1 ELSE 0 END AS counts,"
        ' t.level, t.score, t.standard, t."on", t.on_precision, {source}'
        " FROM k CROSS JOIN assessment t ON t.subject_id = {subject}"
        " WHERE t.kind IN ({kinds}) AND t.voided_by IS NULL"
        ' AND t."on" <= {known} ORDER BY counts, t."on", t.id',
        counts=may_count(asked, leaf),
        source=source("t"),
        subject=owner(leaf.of),
        kinds=listed(kind.value for kind in leaf.kinds),
        known=asked.known(leaf),
    )


def _level_gap(counted: list[Assessed], level: int) -> str:
    if not counted:
        return "期限内无有效评估"
    best = max(counted, key=lambda one: (one.level, one.score or 0))
    return best.gap(level) if best.level < level else "评估日期不足以判断"


def titles(case: Case, leaf: Holds | NotHolds, outcome: ConditionOutcome) -> Detail:
    """Every title of the rungs asked, with its days and its end."""
    rows = case.rows(_titles, leaf)
    records = [
        (
            _title(case, rung, day(until, until_precision), _end(*end)),
            day(on, precision),
            origin,
        )
        for rung, on, precision, until, until_precision, *end, origin in rows
    ]
    unknown = outcome is ConditionOutcome.UNKNOWN
    if not records and not unknown:
        return Detail(value="未持有", gap="未持有")
    if unknown:
        return of_records(records, _title_doubt(case, leaf))
    still = [row[1:3] for row in rows if row[5] is None and _is_valid(case, leaf, row)]
    if isinstance(leaf, Holds) and leaf.for_months and not leaf.stage and still:
        short = time_short(leaf.for_months, case.asked.day(leaf), *min(still))
        return of_records(records, short)
    return of_records(records, _title_gap(leaf))


def _is_valid(case: Case, leaf: Holds | NotHolds, row: tuple[Any, ...]) -> bool:
    """Whether a title's validity is not over on the day named."""
    return row[3] is None or row[3] > case.asked.day(leaf).isoformat()


def _titles(asked: Asked, leaf: Holds | NotHolds) -> Sql:
    return sql(
        "SELECT k.subject_id, t.rung, t.recognised_on, t.recognised_precision,"
        " t.valid_until, t.until_precision, t.end_kind, t.ended_on, t.ended_precision,"
        " {source} FROM k CROSS JOIN title t ON t.subject_id IN ({whose})"
        " WHERE t.rung IN ({rungs})"
        " AND t.voided_by IS NULL AND t.recognised_on <= {known}"
        " ORDER BY t.recognised_on DESC, t.id DESC",
        source=source("t"),
        whose=whose(asked, leaf.of),
        rungs=listed(asked.rungs(leaf.rungs)),
        known=asked.known(leaf),
    )


def _title(case: Case, rung: str, until: str, end: str) -> str:
    named = case.names.rungs.get(rung, rung)
    still = f"有效期至 {until}" if until else ""
    return f"{named}（{end or still}）" if end or still else named


def _end(kind: str | None, on: str | None, precision: str) -> str:
    return "" if kind is None else f"{day(on, precision)} {TitleEnd.read(kind).label}"


def _title_gap(leaf: Holds | NotHolds) -> str:
    if isinstance(leaf, NotHolds):
        return "曾获" if leaf.ever else "仍持有"
    return "持有时间不足" if leaf.for_months else "不在有效期，或阶段不符"


def _title_doubt(case: Case, leaf: Holds | NotHolds) -> str:
    if case.asked.complete(leaf.rungs):
        return "登记的日期不足以判断"
    return f"此类称号不全部登记，是否持有{NOT_RECORDED}"


def children(case: Case, leaf: Children, outcome: ConditionOutcome) -> Detail:
    """The other subjects that count, by name."""
    rows = case.rows(_children, leaf)
    names = "、".join(name for (name,) in rows)
    unknown = outcome is ConditionOutcome.UNKNOWN
    gap = (
        f"是否还有{NOT_RECORDED}" if unknown else f"还差 {leaf.at_least - len(rows)} 个"
    )
    return Detail(f"{len(rows)} 个（{names}）" if rows else "无", gap=gap)


def _children(asked: Asked, leaf: Children) -> Sql:
    return sql(
        "SELECT k.subject_id, s.name FROM k CROSS JOIN subject s ON s.id IN ({owned})"
        " WHERE s.id NOT IN (k.subject_id, k.enterprise_id) AND {kind} AND {held} = 3"
        " ORDER BY s.id",
        owned=whose(asked, Of.ANY),
        kind=sql("s.kind = {kind}", kind=leaf.kind) if leaf.kind else TRUE,
        held=holding_child(asked, leaf) if leaf.rungs else Sql("3"),
    )


def in_pool(case: Case, leaf: InPool, outcome: ConditionOutcome) -> Detail:
    """The pools it is in, with the day of admission."""
    rows = case.rows(_entries, leaf)
    if not rows:
        return Detail(
            "未入库", gap="未入库或入库时间不足" if leaf.for_months else "未入库"
        )
    records = [(f"{year} 年{name}", day(on), origin) for year, name, on, origin in rows]
    unknown = outcome is ConditionOutcome.UNKNOWN
    return of_records(records, "对象归属的起止日期不足以判断" if unknown else "")


def _entries(asked: Asked, leaf: InPool) -> Sql:
    entries = places(asked, leaf)
    return sql(
        "SELECT k.subject_id, p.year, p.name, t.admitted_on, {source}"
        " FROM k CROSS JOIN {entries} WHERE t.subject_id IN ({whose}) AND {may_count}"
        " ORDER BY t.admitted_on DESC, t.id DESC",
        source=document("coalesce(t.document_id, p.document_id)"),
        entries=entries.source,
        whose=whose(asked, leaf.of),
        may_count=entries.may_count,
    )
