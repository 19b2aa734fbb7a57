"""What bars a title: events, subsidies had, others applying; and what was judged."""

from __future__ import annotations

from decimal import Decimal

from registry.eligibility.asked import ENTERPRISE, Asked
from registry.eligibility.details.detail import (
    FULFILLED,
    Case,
    Detail,
    day,
    document,
    enterprise_name,
    of_records,
    source,
    whose,
)
from registry.eligibility.leaves.applicants import applications, neighbours
from registry.eligibility.leaves.events import (
    SPEAKS_OF_E,
    counted,
    covering,
    lies,
    reach,
)
from registry.eligibility.leaves.exclusions import subsidies
from registry.eligibility.leaves.pools import latest_judgement
from registry.eligibility.leaves.records import OWNER
from registry.eligibility.sql import Sql, listed, sql
from registry.ladder.amounts import amount
from registry.ladder.conditions import Judged
from registry.ladder.exclusions import NoEvent, NotSubsidised, OnePer
from registry.ladder.values import Of
from registry.terms import ConditionOutcome, Severity, SubsidyKind, Verdict

NOT_JUDGED = "未作出认定"
NO_OTHER = "没有其他申报"
FEN = -2
"""The scale of money: yuan are stored as fen."""


def no_event(case: Case, leaf: NoEvent, outcome: ConditionOutcome) -> Detail:
    """The events that count; where there is none, how far the sources reach."""
    rows = case.rows(_events, leaf)
    if not rows:
        return _none_recorded(case, leaf, outcome)
    records = [
        (_event(case, kind, severity, day(*removed)), day(on, precision), origin)
        for kind, severity, on, precision, *removed, origin in rows
    ]
    unmet = outcome is ConditionOutcome.UNMET
    return of_records(records, "期限内有记录" if unmet else "日期或等级不足以判断")


def _events(asked: Asked, leaf: NoEvent) -> Sql:
    return sql(
        'SELECT k.subject_id, t.kind, t.severity, t."on", t.on_precision,'
        " t.removed_on, t.removed_precision, {source}"
        " FROM k CROSS JOIN event t ON {counted}"
        ' ORDER BY t."on" DESC, t.id DESC',
        source=source("t"),
        counted=counted(asked, leaf),
    )


def _event(case: Case, kind: str, severity: str | None, removed: str) -> str:
    grade = "" if severity is None else f"（{Severity.read(severity).label}）"
    return f"{case.names.kind(kind)}{grade}{f'，{removed} 解除' if removed else ''}"


def _none_recorded(case: Case, leaf: NoEvent, outcome: ConditionOutcome) -> Detail:
    """No event: the day that the sources of each kind reach, and which fall short."""
    reach = [
        (f"{case.names.kind(kind)}台账至 {on}", "", origin)
        for kind, on, origin in case.rows(_coverage, leaf)
    ]
    detail = of_records(reach)
    return Detail(
        f"无记录；{detail.value}" if detail.value else "无记录",
        source=detail.source,
        gap="" if outcome in FULFILLED else _uncovered(case, leaf),
    )


def _uncovered(case: Case, leaf: NoEvent) -> str:
    """The kinds whose sources leave days open."""
    ((covered,),) = case.rows(_covered, leaf)
    closed = (covered or "").split("\n")
    open_ = [case.names.kind(kind) for kind in leaf.kinds if kind not in closed]
    return f"{'、'.join(open_)}的台账未覆盖全部时段" if open_ else ""


def _covered(asked: Asked, leaf: NoEvent) -> Sql:
    return sql(
        "SELECT k.subject_id,"
        " (SELECT group_concat(kind, char(10)) FROM ({covering})) FROM k",
        covering=covering(asked, leaf),
    )


def _coverage(asked: Asked, leaf: NoEvent) -> Sql:
    return sql(
        "SELECT b.subject_id, c.kind, max(c.through), {source}"
        " FROM (SELECT k.subject_id, {reach} FROM k LEFT JOIN division_spell v"
        " ON {lies} GROUP BY k.subject_id) b CROSS JOIN coverage c"
        " ON c.kind IN ({kinds}) AND c.voided_by IS NULL AND {speaks_of_e}"
        " GROUP BY b.subject_id, c.kind ORDER BY c.kind",
        source=source("c"),
        reach=reach(asked.known(leaf)),
        lies=lies(asked.known(leaf)),
        kinds=listed(leaf.kinds),
        speaks_of_e=SPEAKS_OF_E,
    )


def not_subsidised(
    case: Case, leaf: NotSubsidised, outcome: ConditionOutcome
) -> Detail:
    """The subsidies that count, or none."""
    rows = case.rows(_subsidies, leaf)
    if not rows:
        return Detail("无")
    listed_ = [
        (_subsidy(case, rung, kind, fen), day(on, precision), origin)
        for rung, kind, fen, on, precision, origin in rows
    ]
    unmet = outcome is ConditionOutcome.UNMET
    return of_records(listed_, "已获奖补" if unmet else "批准日期未登记或不明")


def _subsidies(asked: Asked, leaf: NotSubsidised) -> Sql:
    records = subsidies(asked, leaf)
    return sql(
        "SELECT k.subject_id, t.rung, y.kind, y.amount, y.approved_on,"
        " y.approved_precision, {source} FROM k CROSS JOIN {subsidies}"
        " WHERE t.subject_id IN ({whose}) AND {may_count}"
        " ORDER BY y.approved_on DESC, y.id DESC",
        source=source("y"),
        subsidies=records.source,
        whose=whose(asked, Of.ANY),
        may_count=records.may_count,
    )


def _subsidy(case: Case, rung: str, kind: str, fen: int) -> str:
    money = amount(Decimal(fen).scaleb(FEN), "元")
    return f"{case.names.rungs.get(rung, rung)}{SubsidyKind.read(kind).label} {money}"


def one_per(case: Case, leaf: OnePer, outcome: ConditionOutcome) -> Detail:
    """Who else of the enterprise, group or address has applied, in which round."""
    rows = case.rows(_applications, leaf)
    records = [
        (f"{_applicant(*who)}已申报「{round_}」", day(on), "")
        for *who, round_, on in rows
    ]
    if outcome is ConditionOutcome.MET:
        return Detail(NO_OTHER)
    near = {"enterprise": "同一企业", "group": "同一集团", "address": "同一地址"}
    unmet = outcome is ConditionOutcome.UNMET
    told = "已有其他对象申报" if unmet else "是否另有申报未能确定"
    return of_records(records, f"{near[leaf.per]}{told}")


def _applicant(enterprise: str, own: int, kind: str, thing: str) -> str:
    """An enterprise, or what it owns; of one's own only the thing is named."""
    if kind == "enterprise":
        return enterprise
    return thing if own else f"{enterprise}/{thing}"


def _applications(asked: Asked, leaf: OnePer) -> Sql:
    applied = applications(asked, leaf)
    if applied is None:
        return Sql("SELECT k.subject_id FROM k WHERE 1 = 0")
    owner = sql(
        "coalesce((SELECT o.enterprise_id FROM owner_spell o WHERE o.subject_id = s.id"
        " AND o.voided_by IS NULL AND {may_own} LIMIT 1), s.id)",
        may_own=OWNER.may_be(asked.on),
    )
    return sql(
        "SELECT k.subject_id, coalesce({name}, s.name), {owner} = {enterprise}, s.kind,"
        " s.name, r.name, t.applied_on FROM k CROSS JOIN {applied}"
        " JOIN subject s ON s.id = t.subject_id JOIN round r ON r.id = t.round_id"
        " WHERE s.voided_by IS NULL AND {may_count} AND t.subject_id IN ({near})"
        " ORDER BY t.id",
        name=enterprise_name(asked.on, owner),
        owner=owner,
        enterprise=ENTERPRISE,
        applied=applied.source,
        may_count=applied.may_count,
        near=_near(asked, leaf),
    )


def _near(asked: Asked, leaf: OnePer) -> Sql:
    """The subjects whose applications count, or may."""
    if leaf.per == "enterprise":
        return whose(asked, Of.ANY)
    return sql(
        "SELECT n.id FROM ({near}) n WHERE n.near > 0 UNION ALL"
        " SELECT o.subject_id FROM ({near}) n JOIN owner_spell o"
        " ON o.enterprise_id = n.id AND o.voided_by IS NULL AND {may_own}"
        " WHERE n.near > 0",
        near=neighbours(asked, leaf),
        may_own=OWNER.may_be(asked.on),
    )


def judged(case: Case, leaf: Judged, outcome: ConditionOutcome) -> Detail:
    """The judgement that counts: verdict, who judged, and why."""
    rows = case.rows(_judgement, leaf)
    records = [
        (f"{by}认定{Verdict.read(verdict).label}", day(on), f"{number} {note}".strip())
        for verdict, by, note, on, number in rows
    ]
    unmet = outcome is ConditionOutcome.UNMET
    return of_records(records, "认定为不符" if unmet else NOT_JUDGED)


def _judgement(asked: Asked, leaf: Judged) -> Sql:
    return sql(
        'SELECT k.subject_id, j.verdict, j.judged_by, j.note, j."on",'
        " {document} FROM k CROSS JOIN judgement j"
        " ON j.id = (SELECT j.id FROM judgement j WHERE {latest})",
        document=document("j.document_id"),
        latest=latest_judgement(asked, leaf),
    )
