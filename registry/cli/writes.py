"""Every command that writes, as data: its name, its verb and its draft."""

from __future__ import annotations

import typer

from registry.cli.typed import Typed, attach

ADD = (
    Typed(
        "enterprise",
        "登记企业",
        "enterprises:add",
        "enterprises:EnterpriseDraft",
        ("name",),
    ),
    Typed(
        "subject",
        "登记车间、工厂、场景等认定对象",
        "subjects:add_subject",
        "enterprises:SubjectDraft",
        ("kind", "name"),
    ),
    Typed("document", "登记文件（文号）", "records:document", "records:DocumentDraft"),
    Typed(
        "pinyin",
        "登记一个词的拼音读法，如 洪洞 'hong tong'：按拼音查找时先用它",
        "spoken:say",
        "spoken:SpokenWordDraft",
        ("word", "syllables"),
    ),
)
RECORD = (
    Typed(
        "assessment",
        "成熟度评估",
        "records:assessment",
        "records:AssessmentDraft",
        many=True,
    ),
    Typed(
        "fact", "指标", "records:fact", "records:FactDraft", ("key", "value"), many=True
    ),
    Typed(
        "event",
        "事件（事故、处罚、失信…）",
        "records:event",
        "records:EventDraft",
        ("kind",),
        many=True,
    ),
    Typed("lift", "事件移出或信用修复", "records:lift", "records:LiftDraft", many=True),
    Typed(
        "coverage",
        "事件台账覆盖",
        "records:coverage",
        "records:CoverageDraft",
        many=True,
    ),
    Typed(
        "judgement",
        "人工认定",
        "records:judgement",
        "records:JudgementDraft",
        many=True,
    ),
    Typed(
        "series",
        "参照数列",
        "records:series_value",
        "records:SeriesValueDraft",
        many=True,
    ),
    Typed(
        "title",
        "称号（认定）",
        "titles:award",
        "titles:TitleDraft",
        ("rung",),
        many=True,
    ),
    Typed(
        "acceptance",
        "揭榜单位验收",
        "titles:accept",
        "titles:AcceptanceDraft",
        many=True,
    ),
    Typed(
        "end", "称号到期、撤销、取消", "titles:end", "titles:TitleEndDraft", many=True
    ),
    Typed("target", "绩效指标", "targets:record", "funds:TargetDraft", many=True),
)
CHANGE = (
    Typed(
        "name",
        "更名（旧名保留）",
        "enterprises:rename",
        "enterprises:RenameDraft",
        ("name",),
    ),
    Typed("place", "迁址、换上报单位", "enterprises:move", "enterprises:MoveDraft"),
    Typed(
        "attribute",
        "行业、规模、规上、状态等变更",
        "enterprises:change_attribute",
        "enterprises:AttributeDraft",
        ("attribute", "value"),
        many=True,
    ),
    Typed(
        "identity",
        "补登信用代码、成立日期",
        "enterprises:identify",
        "enterprises:IdentityDraft",
    ),
    Typed("owner", "车间等移交", "subjects:hand_over", "enterprises:HandOverDraft"),
    Typed(
        "succession",
        "吸收合并、分立、迁入、迁出、注销",
        "successions:succeed",
        "enterprises:SuccessionDraft",
    ),
)
CORRECT = (
    Typed("void", "作废一条记错的记录", "records:void", "records:VoidDraft"),
    Typed(
        "spell",
        "更正名称、归属等的起止和值",
        "enterprises:correct",
        "enterprises:SpellCorrectionDraft",
    ),
    Typed(
        "subject",
        "更正车间、工厂等认定对象的名称",
        "subjects:rename_subject",
        "enterprises:SubjectNameDraft",
        ("name",),
    ),
    Typed(
        "document",
        "更正文件登记",
        "records:amend_document",
        "records:DocumentAmendmentDraft",
    ),
)
POOL = (
    Typed("new", "建一个培育库", "pools:open_pool", "pools:PoolDraft", ("name",)),
    Typed("admit", "入库", "pools:admit", "pools:AdmissionDraft", many=True),
    Typed("leave", "出库", "pools:leave", "pools:LeavingDraft", many=True),
)
SUBSIDY = (
    Typed(
        "approve", "批准奖补", "funds:approve_subsidy", "funds:SubsidyDraft", many=True
    ),
    Typed("pay", "拨付奖补", "funds:pay", "funds:PayDraft", many=True),
    Typed("recover", "收回奖补", "funds:recover", "funds:RecoveryDraft", many=True),
)
TOP = (
    Typed(
        "apply", "登记一件申报", "rounds:apply", "rounds:ApplicationDraft", many=True
    ),
    Typed(
        "step",
        "登记申报的一个环节",
        "rounds:take_step",
        "rounds:StepDraft",
        ("stage",),
        many=True,
    ),
    Typed(
        "budget",
        "登记预算项目",
        "funds:budget_line",
        "funds:BudgetLineDraft",
        ("name",),
    ),
    Typed("payment", "登记奖补以外的支出", "funds:payment", "funds:PaymentDraft"),
)
GROUPS = (
    ("add", "登记企业、认定对象、文件", ADD),
    ("record", "记录评估、指标、事件、称号…", RECORD),
    ("change", "世上变了：更名、迁移、属性变更（旧值保留）", CHANGE),
    ("correct", "记错了：作废、更正", CORRECT),
    ("pool", "培育库", POOL),
    ("subsidy", "奖补", SUBSIDY),
)


def add_to(app: typer.Typer) -> None:
    """Hang every writing command on the command line."""
    for name, help_, commands in GROUPS:
        group = typer.Typer(help=help_, no_args_is_help=True)
        for command in commands:
            attach(group, command)
        app.add_typer(group, name=name)
    for command in TOP:
        attach(app, command)
