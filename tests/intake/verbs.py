"""Random rows of ledgers, and what the desk's verbs make of the same words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
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
from registry.desk.drafts.pools import AdmissionDraft
from registry.desk.drafts.records import AssessmentDraft, EventDraft, FactDraft
from registry.desk.drafts.rounds import ApplicationDraft
from registry.desk.drafts.titles import AcceptanceDraft, TitleDraft, TitleEndDraft
from registry.errors import InputError, NotFoundError
from registry.store.transaction import Tx
from tests.intake.ledgers import name
from tests.intake.samples import SME, WORKSHOP

FACTORY = "国家智能制造示范工厂"
NUMBER = "株工信发〔2022〕33号"
PARTIES = 24
"""So many enterprises: one row about each, so that no row minds another."""

ROUNDS = (
    "2022年第1批市级智能制造标杆中小企业",
    "2021年第1批市级智能制造标杆中小企业",
    "2022年第1批市级智能制造标杆车间",
)
POOLS = ("培育库（2022）", "车间培育库（2022）")
Row = Mapping[str, str]
Verb = Callable[[Tx, int, Row], object]


@dataclass(frozen=True, slots=True)
class Case:
    """Ledgers of one kind: columns with what may stand in them, and the verb.

    ``tables`` are those that it writes to.
    """

    cells: Mapping[str, tuple[str, ...]]
    verb: Verb
    tables: tuple[str, ...]
    named: bool = True

    def rows(self, seed: int) -> list[Row]:
        """One row for every enterprise, always the same of one seed."""
        dice = Random(seed)  # noqa: S311 - the same rows every time
        return [
            {key: dice.choice(said) for key, said in self.cells.items()}
            for _ in range(PARTIES)
        ]


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


def _assess(tx: Tx, number: int, row: Row) -> object:
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


def _award(tx: Tx, number: int, row: Row) -> object:
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


def _end(tx: Tx, number: int, row: Row) -> object:
    draft = TitleEndDraft.read(
        title_id=_title(tx, number, row),
        kind=row["终止方式"],
        on=row["终止日期"],
        document=row["终止文号"],
    )
    return titles.end.within(tx, draft)


def _accept(tx: Tx, number: int, row: Row) -> object:
    draft = AcceptanceDraft.read(title_id=_title(tx, number, row), on=row["验收日期"])
    return titles.accept.within(tx, draft)


def _fact(tx: Tx, number: int, row: Row) -> object:
    if row["指标"] == "营业收入" and not row["单位"]:
        raise InputError("一张表里的金额不写单位，就不读")
    value = f"{row['数值']}{row['单位']}"
    draft = FactDraft.read(
        subject_id=number, key=row["指标"], period=row["所属期"], value=value
    )
    return facts.fact.within(tx, draft)


def _event(tx: Tx, number: int, row: Row) -> object:
    draft = EventDraft.read(
        enterprise_id=number,
        kind=row["事件类别"],
        severity=row["严重程度"],
        on=row["发生日期"],
        removed_on=row["移出日期"],
    )
    return events.event.within(tx, draft)


def _admit(tx: Tx, number: int, row: Row) -> object:
    pool = 1 + POOLS.index(row["培育库"])
    kind = "workshop" if pool == len(POOLS) else None
    draft = AdmissionDraft.read(
        pool_id=pool,
        subject_id=own(tx, number, row["车间名称"], kind),
        admitted_on=row["入库日期"],
        target_year=row["目标年度"],
    )
    return pools.admit.within(tx, draft)


def _apply(tx: Tx, number: int, row: Row) -> object:
    held = 1 + ROUNDS.index(row["批次"])
    kind = "workshop" if held == len(ROUNDS) else "enterprise"
    draft = ApplicationDraft.read(
        round_id=held,
        subject_id=own(tx, number, row["车间名称"], kind),
        kind=row["申报类型"],
        applied_on=row["申报日期"],
    )
    return rounds.apply.within(tx, draft)


def _add(tx: Tx, number: int, row: Row) -> object:
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
    )
    return enterprises.add.within(tx, draft)


DAYS = ("2022-03-05", "2022-04", "2021", "2999-01-01")
EXACT = ("2022-09-05", "2022-02-01", "2019-01-01", "2999-01-01")
OWN = ("", "", "一车间", "新车间", "一工厂")
RUNGS = (SME, SME, WORKSHOP, FACTORY)
CASES: Mapping[str, Case] = {
    "assessments": Case(
        {
            "评估方式": ("自评估", "现场评估"),
            "评估日期": DAYS,
            "成熟度等级": ("0", "二级", "5"),
            "得分": ("", "2.55", "5.01"),
            "有效期至": ("", "2022-01-01", "2024-01-01"),
            "数据": ("", "2.5", "5.5"),
        },
        _assess,
        ("assessment", "assessment_score"),
    ),
    "titles": Case(
        {
            "车间名称": OWN,
            "称号": RUNGS,
            "认定日期": (*DAYS, "2020-06-01"),
            "有效期至": ("", "", "2025-01-01", "2020-01-01"),
            "阶段": ("", "揭榜单位", "已验收"),
            "验收日期": ("", "2022-06-01"),
            "是否复核": ("", "否", "是"),
            "批次": ("", "", *ROUNDS[::2]),
            "文号": ("", NUMBER),
        },
        _award,
        ("title", "subject", "owner_spell"),
    ),
    "ends": Case(
        {
            "车间名称": OWN,
            "称号": RUNGS,
            "终止方式": ("到期", "撤销", "取消"),
            "终止日期": ("", "2022-03", "2018", "2030-01-01"),
            "终止文号": ("", NUMBER),
        },
        _end,
        ("title",),
    ),
    "acceptances": Case(
        {
            "车间名称": ("一工厂", "一工厂", "一车间", ""),
            "称号": RUNGS,
            "验收日期": ("2022-06-01", "2018-01-01", "2999-01-01"),
        },
        _accept,
        ("title",),
    ),
    "facts": Case(
        {
            "指标": ("营业收入", "从业人员", "纳税信用等级", "不存在的指标"),
            "所属期": ("2022", "2022-03", "2999"),
            "数值": ("12", "0.5", "A", "9999999999999999999"),
            "单位": ("", "万元"),
        },
        _fact,
        ("fact",),
    ),
    "events": Case(
        {
            "事件类别": ("安全生产事故", "税收违法"),
            "严重程度": ("", "一般"),
            "发生日期": DAYS,
            "移出日期": ("", "2022-03", "2020-01-01"),
        },
        _event,
        ("event",),
    ),
    "pool": Case(
        {
            "车间名称": OWN,
            "培育库": POOLS,
            "入库日期": EXACT,
            "目标年度": ("", "2024"),
        },
        _admit,
        ("pool_entry", "subject", "owner_spell"),
    ),
    "applications": Case(
        {
            "车间名称": OWN,
            "批次": ROUNDS,
            "申报类型": ("", "复核"),
            "申报日期": ("", *EXACT),
        },
        _apply,
        ("application", "subject", "owner_spell"),
    ),
    "enterprises": Case(
        {
            "是否规上": ("", "是", "否"),
            "行业": ("", "C3714"),
            "企业规模": ("", "中型"),
            "状态": ("", "在营", "注销"),
            "成立日期": ("", "2010", "2011-03-04"),
            "简称": ("", "简称甲"),
            "曾用名": ("", "旧名甲厂"),
            "自何日起": ("", "2015-03"),
        },
        _add,
        ("enterprise", "name_spell", "unit_spell", "status_spell", "size_spell"),
        named=False,
    ),
}
"""Every kind of ledger, and lists that only end or accept titles."""
