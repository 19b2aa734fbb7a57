"""What the desk's verbs make of the words of a ledger's row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from registry.desk import (
    assessments,
    enterprises,
    events,
    facts,
    pools,
    rounds,
    rows,
    subjects,
    titles,
)
from registry.desk.drafts.enterprises import EnterpriseDraft, SubjectDraft
from registry.desk.drafts.pools import AdmissionDraft, LeavingDraft
from registry.desk.drafts.records import AssessmentDraft, EventDraft, FactDraft
from registry.desk.drafts.rounds import ApplicationDraft
from registry.desk.drafts.titles import AcceptanceDraft, TitleDraft, TitleEndDraft
from registry.errors import InputError, NotFoundError
from registry.store.transaction import Tx
from registry.terms import OrganisationKind
from tests.intake.ledgers import name

FACTORY = "国家智能制造示范工厂"
NUMBER = "株工信发〔2022〕33号"
ROUNDS = (
    "2022年第1批市级智能制造标杆中小企业",
    "2021年第1批市级智能制造标杆中小企业",
    "2022年第1批市级智能制造标杆车间",
)
POOLS = ("培育库（2022）", "车间培育库（2022）")
Row = Mapping[str, str]
Verb = Callable[[Tx, int, Row], object]


def own(tx: Tx, number: int, said: str, kind: str | None) -> int:
    """The enterprise itself, or what it owns of that name, added where it is new."""
    if not said:
        return number
    for one in subjects.owned_by(tx, number):
        if one.name == said:
            return rows.number(one)
    if kind is None:
        raise InputError("看不出是哪一类；请先登记")
    draft = SubjectDraft(enterprise_id=number, kind=kind, name=said)
    return subjects.add_subject.within(tx, draft)


def _one(tx: Tx, sql: str, *bound: Any) -> Any:
    found = rows.driver(tx).execute(sql, bound).fetchone()
    return found[0] if found else None


def _kind(tx: Tx, rung: str) -> str:
    return str(_one(tx, "SELECT subject_kind FROM rung WHERE name = ?", rung))


def assess(tx: Tx, number: int, row: Row) -> object:
    """Record an assessment."""
    said = {
        "kind": row["评估方式"],
        "on": row["评估日期"],
        "level": row["成熟度等级"],
        "score": row["得分"],
        "valid_until": row["有效期至"],
        "scores": {"数据": row["数据"]} if row["数据"] else {},
    }
    draft = AssessmentDraft.read(subject_id=number, **said)
    return assessments.assessment.within(tx, draft)


def award(tx: Tx, number: int, row: Row) -> object:
    """Award a title."""
    subject = own(tx, number, row["车间名称"], _kind(tx, row["称号"]))
    held = row["批次"] and _one(tx, "SELECT id FROM round WHERE name = ?", row["批次"])
    draft = TitleDraft.read(
        subject_id=subject,
        rung=row["称号"],
        recognised_on=row["认定日期"],
        valid_until=row["有效期至"],
        stage=row["阶段"],
        accepted_on=row["验收日期"],
        renewal=row["是否复核"],
        round_id=held,
        document=row["文号"],
    )
    return titles.award.within(tx, draft)


def _title(tx: Tx, number: int, row: Row) -> int:
    """The title that is meant: that in force, else the only one."""
    subject = own(tx, number, row["车间名称"], None)
    sql = (
        "SELECT t.id FROM title t JOIN rung g ON g.code = t.rung WHERE t.subject_id = ?"
        " AND g.name = ? AND t.voided_by IS NULL ORDER BY t.end_kind IS NOT NULL"
    )
    found = _one(tx, sql, subject, row["称号"])
    if found is None:
        raise NotFoundError("没有这个称号")
    return int(found)


def end(tx: Tx, number: int, row: Row) -> object:
    """End a title."""
    draft = TitleEndDraft.read(
        title_id=_title(tx, number, row),
        kind=row["终止方式"],
        on=row["终止日期"],
        document=row["终止文号"],
    )
    return titles.end.within(tx, draft)


def accept(tx: Tx, number: int, row: Row) -> object:
    """Accept a title."""
    draft = AcceptanceDraft.read(title_id=_title(tx, number, row), on=row["验收日期"])
    return titles.accept.within(tx, draft)


def fact(tx: Tx, number: int, row: Row) -> object:
    """Record a fact."""
    if row["指标"] == "营业收入" and not row["单位"]:
        raise InputError("一张表里的金额不写单位，就不读")
    value = f"{row['数值']}{row['单位']}"
    draft = FactDraft.read(
        subject_id=number, key=row["指标"], period=row["所属期"], value=value
    )
    return facts.fact.within(tx, draft)


def event(tx: Tx, number: int, row: Row) -> object:
    """Record an event."""
    draft = EventDraft.read(
        enterprise_id=number,
        kind=row["事件类别"],
        severity=row["严重程度"],
        on=row["发生日期"],
        removed_on=row["移出日期"],
    )
    return events.event.within(tx, draft)


def admit(tx: Tx, number: int, row: Row) -> object:
    """Admit to a pool."""
    pool = 1 + POOLS.index(row["培育库"])
    kind = "workshop" if pool == len(POOLS) else None
    draft = AdmissionDraft.read(
        pool_id=pool,
        subject_id=own(tx, number, row["车间名称"], kind),
        admitted_on=row["入库日期"],
        target_year=row["目标年度"],
    )
    return pools.admit.within(tx, draft)


def leave(tx: Tx, number: int, row: Row) -> object:
    """Leave a pool."""
    entry = _one(
        tx,
        "SELECT id FROM pool_entry WHERE subject_id = ? AND pool_id = ?"
        " AND admitted_on = ? AND voided_by IS NULL",
        number,
        1 + POOLS.index(row["培育库"]),
        row["入库日期"],
    )
    if entry is None:
        entry = admit(tx, number, {**row, "车间名称": "", "目标年度": ""})
    draft = LeavingDraft.read(
        entry_id=entry, left_on=row["出库日期"], reason=row["出库原因"]
    )
    return pools.leave.within(tx, draft)


def apply(tx: Tx, number: int, row: Row) -> object:
    """Apply in a round."""
    held = 1 + ROUNDS.index(row["批次"])
    kind = "workshop" if held == len(ROUNDS) else "enterprise"
    draft = ApplicationDraft.read(
        round_id=held,
        subject_id=own(tx, number, row["车间名称"], kind),
        kind=row["申报类型"],
        applied_on=row["申报日期"],
    )
    return rounds.apply.within(tx, draft)


def add(tx: Tx, number: int, row: Row) -> object:
    """Register an enterprise."""
    draft = EnterpriseDraft.read(
        name=name(500 + number),
        unit="天元区",
        above_designated_size=row["是否规上"],
        industry=row["行业"],
        size=row["企业规模"],
        status=row["状态"],
        established_on=row["成立日期"],
        short_names=row["简称"],
        former_names=row["曾用名"],
        since=row["自何日起"],
        kind=row["组织类型"] or OrganisationKind.ENTERPRISE,
        division=row["注册地"],
        address=row["地址"],
        source=row["来源"],
        document=row["文号"],
    )
    return enterprises.add.within(tx, draft)
