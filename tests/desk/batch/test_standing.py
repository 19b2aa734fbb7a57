"""How each kind of record stands is told before and after it is written."""

from __future__ import annotations

from typing import Any

from registry.desk import funds, pools, records, rows, titles
from registry.desk.batch.standing import standing
from registry.desk.drafts.base import Draft
from registry.desk.drafts.enterprises import AttributeDraft
from registry.desk.drafts.funds import (
    BudgetLineDraft,
    PayDraft,
    RecoveryDraft,
    SubsidyDraft,
)
from registry.desk.drafts.pools import AdmissionDraft, LeavingDraft
from registry.desk.drafts.records import (
    CoverageDraft,
    DocumentDraft,
    EventDraft,
    FactDraft,
    JudgementDraft,
    LiftDraft,
)
from registry.desk.drafts.titles import TitleDraft, TitleEndDraft
from registry.desk.enterprises import change_attribute
from registry.desk.office import Office, begin, rehearse

STEPS: list[tuple[Any, Draft, str, str]] = [
    (
        records.fact,
        FactDraft.read(subject_id=1, key="主营业务收入", period="2021", value="1亿"),
        "无",
        "1 亿元（2021）",
    ),
    (
        records.fact,
        FactDraft.read(subject_id=1, key="纳税信用等级", period="2021", value="A级"),
        "无",
        "A级（2021）",
    ),
    (
        records.event,
        EventDraft.read(enterprise_id=1, kind="税收违法", on="2021-03"),
        "无",
        "1 起",
    ),
    (
        records.lift,
        LiftDraft.read(event_id=1, removed_on="2022-01-05"),
        "未移出",
        "2022-01-05 移出",
    ),
    (
        records.judgement,
        JudgementDraft.read(
            subject_id=2,
            policy="株工信发〔2022〕33号",
            rung="benchmark/city-workshop",
            condition="in_use",
            verdict="符合",
            on="2022-06-01",
            judged_by="李某",
        ),
        "无",
        "符合 2022-06-01",
    ),
    (
        titles.award,
        TitleDraft.read(
            subject_id=2, rung="市级智能制造标杆车间", recognised_on="2022-10"
        ),
        "无",
        "2022-10 认定",
    ),
    (
        funds.approve_subsidy,
        SubsidyDraft.read(
            title_id=1, amount="10万", budget_line_id=1, approved_on="2022-11-01"
        ),
        "无",
        "10 万元，未拨付",
    ),
    (
        funds.pay,
        PayDraft.read(subsidy_id=1, on="2022-12-01"),
        "10 万元，未拨付",
        "10 万元，2022-12-01 拨付",
    ),
    (
        funds.recover,
        RecoveryDraft.read(subsidy_id=1, on="2022-12-20"),
        "10 万元，2022-12-01 拨付",
        "10 万元，2022-12-01 拨付，2022-12-20 收回",
    ),
    (
        titles.end,
        TitleEndDraft.read(
            title_id=1, kind="取消", on="2022-12-25", document="某文〔2022〕1号"
        ),
        "2022-10 认定",
        "2022-10 认定，2022-12-25 取消",
    ),
    (
        pools.admit,
        AdmissionDraft.read(pool_id=2, subject_id=1, admitted_on="2022-05-10"),
        "不在库",
        "2022-05-10 入库",
    ),
    (
        pools.leave,
        LeavingDraft.read(entry_id=1, left_on="2022-06-01", reason="期满"),
        "2022-05-10 入库",
        "2022-05-10 入库，2022-06-01 出库",
    ),
    *(
        (
            change_attribute,
            AttributeDraft.read(
                enterprise_id=1, attribute=attribute, value=value, since="2022-06"
            ),
            "无",
            f"{value}（2022-06 起）",
        )
        for attribute, value in (
            ("规模（2011标准）", "中型"),
            ("地址", "某路1号"),
            ("曾用名", "某某旧厂"),
            ("所属集团", "丙电气有限公司"),
        )
    ),
]


def _prepared(office: Office) -> None:
    records.document(
        office, DocumentDraft.read(number="某文〔2022〕1号", title="某", kind="通知")
    )
    funds.budget_line(
        office, BudgetLineDraft.read(year=2022, name="专项", amount="200万")
    )


def test_every_step_is_told_before_and_after(several: Office) -> None:
    _prepared(several)
    for verb, draft, before, after in STEPS:
        with begin(several, verb.label) as tx:
            old = standing(rows.driver(tx), draft)
            verb.within(tx, draft)
            told = (old, standing(rows.driver(tx), draft))
        assert told == (before, after), verb.label


def test_what_is_about_nobody_has_no_standing(several: Office) -> None:
    draft = CoverageDraft.read(kind="税收违法", through="2022-12-31", source="函")
    assert rehearse(several, lambda tx: standing(rows.driver(tx), draft)) == ""
