"""Read views of the ladder: titles, rounds, applications, pools, policies."""

from __future__ import annotations

from registry.store.view_words import View, day, document, hundredths, label, yes_no
from registry.terms import ApplicationKind, Basis, Tier, TitleEnd, TitleStage

_OF_SUBJECT = {
    "认定对象编号": "t.subject_id",
    "认定对象": "s.名称",
    "企业编号": "s.企业编号",
    "企业": "s.企业",
}

POLICY = View(
    "v_policy",
    "一行一个已装入的政策版本",
    "policy t WHERE t.voided_by IS NULL",
    {
        "编号": "t.id",
        "文号": "t.document_number",
        "方向": "t.programme",
        "标题": "t.title",
        "发文机关": "t.issuer",
        "适用区划": "t.scope",
        "起": "t.since",
        "止": "t.until",
        "依据": label("t.basis", Basis),
        "来源": "t.source",
        "校验码": "t.sha256",
    },
)

TITLE = View(
    "v_title",
    "一行一个称号，含已到期和已终止的；某日有效与否看认定、有效期和终止三个日期",
    "title t JOIN v_subject s ON s.编号 = t.subject_id"
    " JOIN rung r ON r.code = t.rung WHERE t.voided_by IS NULL",
    {
        "编号": "t.id",
        "标识": "t.ref",
        **_OF_SUBJECT,
        "称号": "r.name",
        "称号代码": "t.rung",
        "方向": "r.programme",
        "层级": label("r.tier", Tier),
        "认定日期": day("t.recognised_on", "t.recognised_precision"),
        "有效期至": day("t.valid_until", "t.until_precision"),
        "阶段": label("t.stage", TitleStage),
        "验收日期": "t.accepted_on",
        "终止方式": label("t.end_kind", TitleEnd),
        "终止日期": day("t.ended_on", "t.ended_precision"),
        "文号": document("t.document_id"),
        "终止文号": document("t.end_document_id"),
        "来源": "t.source",
        "样例": yes_no("t.sample"),
    },
)

ROUND = View(
    "v_round",
    "一行一个批次：申报与公示的起止、名额、每项金额（元）",
    "round t JOIN rung r ON r.code = t.rung WHERE t.voided_by IS NULL",
    {
        "编号": "t.id",
        "批次": "t.name",
        "称号": "r.name",
        "称号代码": "t.rung",
        "年度": "t.year",
        "次序": "t.ordinal",
        "开始日期": "t.opens_on",
        "截止日期": "t.closes_on",
        "公示开始": "t.notice_since",
        "公示结束": "t.notice_through",
        "公示工作日数": "t.notice_days",
        "办结日期": "t.closed_on",
        "名额": "t.quota",
        "每项金额": hundredths("t.amount"),
        "文号": document("t.document_id"),
        "样例": yes_no("t.sample"),
    },
)

ROUND_QUOTA = View(
    "v_round_quota",
    "一行一个批次里一个县市区（园区）的推荐名额",
    "round_quota t JOIN round b ON b.id = t.round_id JOIN unit u ON u.id = t.unit_id"
    " WHERE t.voided_by IS NULL",
    {
        "编号": "t.id",
        "批次编号": "t.round_id",
        "批次": "b.name",
        "县市区": "u.name",
        "推荐名额": "t.places",
        "文号": document("t.document_id"),
        "样例": yes_no("t.sample"),
    },
)

APPLICATION = View(
    "v_application",
    "一行一份申报",
    "application t JOIN v_subject s ON s.编号 = t.subject_id"
    " JOIN round b ON b.id = t.round_id LEFT JOIN unit u ON u.id = t.unit_id"
    " WHERE t.voided_by IS NULL",
    {
        "编号": "t.id",
        "批次编号": "t.round_id",
        "批次": "b.name",
        **_OF_SUBJECT,
        "种类": label("t.kind", ApplicationKind),
        "申报日期": "t.applied_on",
        "推荐单位": "u.name",
        "备注": "t.note",
        "样例": yes_no("t.sample"),
    },
)

STEP = View(
    "v_step",
    "一行一个申报环节：何日、谁办、得分、通过与否、意见和原因",
    "application_step t JOIN v_application a ON a.编号 = t.application_id"
    " JOIN stage_kind k ON k.code = t.stage LEFT JOIN unit u ON u.id = t.unit_id"
    " WHERE t.voided_by IS NULL",
    {
        "编号": "t.id",
        "申报编号": "t.application_id",
        "批次": "a.批次",
        "认定对象": "a.认定对象",
        "企业": "a.企业",
        "环节": "k.name",
        "日期": day('t."on"', "t.on_precision"),
        "单位": "u.name",
        "办理人": "t.taken_by",
        "得分": hundredths("t.score"),
        "推荐排序": "t.rank",
        "是否通过": yes_no("t.passed"),
        "意见": "t.reply",
        "原因": "t.reason",
        "文号": document("t.document_id"),
        "样例": yes_no("t.sample"),
    },
)

POOL = View(
    "v_pool",
    "一行一次入库；出库日期为空的仍在库",
    "pool_entry t JOIN pool p ON p.id = t.pool_id"
    " JOIN v_subject s ON s.编号 = t.subject_id"
    " LEFT JOIN rung r ON r.code = p.rung WHERE t.voided_by IS NULL",
    {
        "编号": "t.id",
        "培育库": "p.name",
        "年度": "p.year",
        "目标称号": "r.name",
        **_OF_SUBJECT,
        "入库日期": "t.admitted_on",
        "出库日期": "t.left_on",
        "出库原因": "t.left_reason",
        "目标年度": "t.target_year",
        "培育措施": "t.measures",
        "责任人": "t.responsible",
        "文号": document("t.document_id"),
        "样例": yes_no("t.sample"),
    },
)

ROSTER = View(
    "v_roster",
    "一行一个名册成员：比率的分母，按名册那天的归口单位",
    "roster_entry t JOIN roster n ON n.id = t.roster_id"
    " JOIN v_subject s ON s.编号 = t.subject_id"
    " LEFT JOIN unit u ON u.id = t.unit_id WHERE t.voided_by IS NULL",
    {
        "名册": "n.name",
        "日期": 'n."on"',
        "口径": "n.terms",
        **_OF_SUBJECT,
        "县市区": "u.name",
        "样例": yes_no("t.sample"),
    },
)
