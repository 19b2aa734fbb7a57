"""Read views of enterprises, their subjects and what is recorded of them."""

from __future__ import annotations

from registry.store.view_words import (
    View,
    day,
    document,
    hundredths,
    label,
    latest,
    name_of,
    unit_of,
    yes_no,
)
from registry.terms import (
    AssessmentKind,
    DocumentKind,
    NameKind,
    OrganisationKind,
    Severity,
    Size,
    Status,
    Verdict,
)

_PERIOD = {
    "起": day("t.since", "t.since_precision"),
    "止": day("t.until", "t.until_precision"),
}
_SUBJECT = "JOIN v_subject s ON s.编号 = t.subject_id WHERE t.voided_by IS NULL"
_OF_SUBJECT = {
    "认定对象编号": "t.subject_id",
    "认定对象": "s.名称",
    "企业编号": "s.企业编号",
    "企业": "s.企业",
}
_SOURCE = {
    "来源": "t.source",
    "文号": document("t.document_id"),
    "样例": yes_no("t.sample"),
}

ENTERPRISE = View(
    "v_enterprise",
    "一行一家企业（并档后留下的空壳不列），属性取未截止的一段",
    "enterprise t WHERE t.voided_by IS NULL AND t.merged_into IS NULL",
    {
        "编号": "t.id",
        "标识": "t.ref",
        "名称": name_of("t.id"),
        "简称": latest("name_spell", "t.id", where="kind = 'short'"),
        "统一社会信用代码": "t.uscc",
        "组织类型": label("t.kind", OrganisationKind),
        "成立日期": day("t.established_on", "t.established_precision"),
        "注册区划": latest("division_spell", "t.id"),
        "县市区": unit_of("t.id"),
        "地址": latest("address_spell", "t.id"),
        "行业": latest("industry_spell", "t.id"),
        "规模": label(latest("size_spell", "t.id"), Size),
        "规上": yes_no(latest("designated_spell", "t.id")),
        "状态": label(latest("status_spell", "t.id"), Status),
        "所属集团编号": latest("parent_spell", "t.id"),
        "样例": yes_no("t.sample"),
    },
)

_OWNER = (
    "coalesce(e.id, (SELECT enterprise_id FROM owner_spell WHERE subject_id = t.id"
    " AND voided_by IS NULL AND until IS NULL"
    " ORDER BY coalesce(since, '') DESC, id DESC LIMIT 1))"
)

SUBJECT = View(
    "v_subject",
    "一行一个认定对象：企业本身，或它的车间、工厂、场景；企业取现在的所属企业",
    "subject t JOIN subject_kind k ON k.code = t.kind"
    " LEFT JOIN enterprise e ON e.id = t.id WHERE t.voided_by IS NULL",
    {
        "编号": "t.id",
        "标识": "t.ref",
        "种类": "k.name",
        "名称": f"CASE WHEN e.id IS NULL THEN t.name ELSE {name_of('t.id')} END",
        "企业编号": _OWNER,
        "企业": name_of(_OWNER),
        "样例": yes_no("t.sample"),
    },
)

NAME = View(
    "v_name",
    "一行一个企业名称及其使用期间，含曾用名和简称",
    "name_spell t WHERE t.voided_by IS NULL",
    {
        "企业编号": "t.enterprise_id",
        "名称": "t.value",
        "种类": label("t.kind", NameKind),
        **_PERIOD,
        **_SOURCE,
    },
)

ASSESSMENT = View(
    "v_assessment",
    "一行一次成熟度评估；自评估与现场评估分列",
    f"assessment t {_SUBJECT}",
    {
        "编号": "t.id",
        **_OF_SUBJECT,
        "标准": "t.standard",
        "评估方式": label("t.kind", AssessmentKind),
        "日期": day('t."on"', "t.on_precision"),
        "得分": hundredths("t.score"),
        "等级": "t.level",
        "有效期至": "t.valid_until",
        **_SOURCE,
    },
)

FACT = View(
    "v_fact",
    "一行一个指标值；数值按 facts.toml 中该指标的刻度存为整数，期间不含止日",
    f"fact t {_SUBJECT}",
    {
        "编号": "t.id",
        **_OF_SUBJECT,
        "指标": 't."key"',
        "起": "t.since",
        "止": "t.until",
        "数值": "t.value",
        "等次": "t.grade",
        **_SOURCE,
    },
)

EVENT = View(
    "v_event",
    "一行一起事件（事故、处罚、失信等）；无记录不等于无事件，须看 v_coverage",
    "event t JOIN event_kind k ON k.code = t.kind WHERE t.voided_by IS NULL",
    {
        "编号": "t.id",
        "企业编号": "t.enterprise_id",
        "企业": name_of("t.enterprise_id"),
        "种类": "k.name",
        "严重程度": label("t.severity", Severity),
        "日期": day('t."on"', "t.on_precision"),
        "移出日期": day("t.removed_on", "t.removed_precision"),
        "备注": "t.note",
        **_SOURCE,
    },
)

COVERAGE = View(
    "v_coverage",
    "一行一段事件台账的覆盖范围：哪类事件、哪个区划、哪天到哪天（含止日）",
    "coverage t JOIN event_kind k ON k.code = t.kind WHERE t.voided_by IS NULL",
    {
        "编号": "t.id",
        "种类": "k.name",
        "区划前缀": "t.division",
        "起": "t.since",
        "止（含当日）": "t.through",
        **_SOURCE,
    },
)

JUDGEMENT = View(
    "v_judgement",
    "一行一次人工认定：哪个文件的哪一条，谁在何日认定为何",
    f"judgement t {_SUBJECT}",
    {
        "编号": "t.id",
        **_OF_SUBJECT,
        "政策文号": "t.policy",
        "称号代码": "t.rung",
        "条件": "t.condition",
        "认定结论": label("t.verdict", Verdict),
        "日期": 't."on"',
        "认定人": "t.judged_by",
        "有效期至": "t.valid_until",
        "文号": document("t.document_id"),
        "样例": yes_no("t.sample"),
    },
)

DOCUMENT = View(
    "v_document",
    "一行一份文件：通知、办法、公示、认定、拨付等",
    "document t WHERE t.voided_by IS NULL",
    {
        "编号": "t.id",
        "标识": "t.ref",
        "文号": "t.number",
        "标题": "t.title",
        "发文机关": "t.issuer",
        "种类": label("t.kind", DocumentKind),
        "日期": day('t."on"', "t.on_precision"),
        "替代": document("t.replaces_id"),
        "来源": "t.source",
        "样例": yes_no("t.sample"),
    },
)
