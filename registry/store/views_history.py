"""Read views of money, targets, published lists, and of the journal itself."""

from __future__ import annotations

from registry.model.labels import TABLES
from registry.store.view_words import (
    View,
    among,
    day,
    document,
    hundredths,
    label,
    yes_no,
)
from registry.terms import Provenance, SubsidyKind

BUDGET = View(
    "v_budget",
    "一行一个预算项目，金额单位元；已支出为登记的支出之和",
    "budget_line t WHERE t.voided_by IS NULL",
    {
        "编号": "t.id",
        "年度": "t.year",
        "项目名称": "t.name",
        "金额": hundredths("t.amount"),
        "已支出": "(SELECT coalesce(sum(amount), 0) FROM payment"
        " WHERE budget_line_id = t.id AND voided_by IS NULL) / 100.0",
        "部门": "t.department",
        "来源": "t.source",
        "文号": document("t.document_id"),
        "样例": yes_no("t.sample"),
    },
)

SUBSIDY = View(
    "v_subsidy",
    "一行一笔奖补，金额单位元",
    "subsidy t JOIN v_title h ON h.编号 = t.title_id"
    " LEFT JOIN budget_line b ON b.id = t.budget_line_id WHERE t.voided_by IS NULL",
    {
        "编号": "t.id",
        "称号编号": "t.title_id",
        "称号": "h.称号",
        "认定对象": "h.认定对象",
        "企业编号": "h.企业编号",
        "企业": "h.企业",
        "种类": label("t.kind", SubsidyKind),
        "金额": hundredths("t.amount"),
        "资金来源": "t.fund",
        "预算项目": "b.name",
        "批准日期": day("t.approved_on", "t.approved_precision"),
        "拨付日期": day("t.paid_on", "t.paid_precision"),
        "收回日期": "t.recovered_on",
        "来源": "t.source",
        "文号": document("t.document_id"),
        "样例": yes_no("t.sample"),
    },
)

PAYMENT = View(
    "v_payment",
    "一行一笔支出，金额单位元",
    "payment t JOIN budget_line b ON b.id = t.budget_line_id WHERE t.voided_by IS NULL",
    {
        "编号": "t.id",
        "预算项目": "b.name",
        "年度": "b.year",
        "金额": hundredths("t.amount"),
        "日期": day('t."on"', "t.on_precision"),
        "用途": "t.purpose",
        "收款方": "t.payee",
        "奖补编号": "t.subsidy_id",
        "来源": "t.source",
        "文号": document("t.document_id"),
        "样例": yes_no("t.sample"),
    },
)

TARGET = View(
    "v_target",
    "一行一个绩效指标或一个填报数；填报的与推算的分开看「数据来历」",
    "target t LEFT JOIN unit u ON u.id = t.unit_id"
    " LEFT JOIN budget_line b ON b.id = t.budget_line_id WHERE t.voided_by IS NULL",
    {
        "编号": "t.id",
        "年度": "t.year",
        "县市区": "u.name",
        "预算项目": "b.name",
        "一级指标": 't."group"',
        "二级指标": "t.category",
        "三级指标": "t.indicator",
        "目标值": "t.target",
        "完成值": "t.actual",
        "权重": hundredths("t.weight"),
        "得分": hundredths("t.score"),
        "偏差原因": "t.deviation",
        "数据来历": label("t.provenance", Provenance),
        "来源": "t.source",
        "文号": document("t.document_id"),
        "样例": yes_no("t.sample"),
    },
)

PUBLICATION = View(
    "v_publication",
    "一行一份公布的名单及当时的链头",
    "publication t WHERE t.voided_by IS NULL",
    {
        "编号": "t.number",
        "标题": "t.title",
        "版式": "t.layout",
        "日期": 't."on"',
        "变更号": "t.journal_change_id",
        "链头": "t.journal_head",
        "内容校验码": "t.content_sha256",
        "文号": document("t.document_id"),
    },
)

CHANGE = View(
    "v_change",
    "一行一次变更：何时（世界时）、谁、做什么、凭什么文件、为何，及其链头",
    "change t LEFT JOIN seal s ON s.change_id = t.id",
    {
        "变更号": "t.id",
        "时间": "t.at",
        "经办人": 't."by"',
        "事项": "t.action",
        "文号": "t.document",
        "原因": "t.reason",
        "所撤回的变更": "t.undoes",
        "时钟曾回拨": yes_no("t.stepped_back"),
        "明细条数": "s.entries",
        "链头": "s.head",
    },
)

JOURNAL = View(
    "v_journal",
    "一行一条变更明细：哪张表的哪条记录，变更前后的全部内容（JSON）",
    "journal t JOIN change c ON c.id = t.change_id",
    {
        "明细号": "t.id",
        "变更号": "t.change_id",
        "时间": "c.at",
        "经办人": 'c."by"',
        "事项": "c.action",
        "表": among("t.table_name", TABLES),
        "记录编号": "t.row_id",
        "操作": among("t.operation", {"insert": "新增", "update": "修改"}),
        "变更前": 't."before"',
        "变更后": 't."after"',
    },
)
