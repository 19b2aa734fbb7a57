"""What the words are called that name what a command is about."""

from __future__ import annotations

HELP = {
    "enterprise": "企业：全称、简称、曾用名或统一社会信用代码",
    "subject": "认定对象：企业，或 企业/车间名",
    "round": "批次名称",
    "pool": "培育库名称",
    "rung": "称号：全称或代码，见 tidu list rungs",
    "budget": "预算项目名称",
    "which": "文号",
    "record": "记录编号（tidu show 或 tidu history 中可见）",
}
META = {
    "enterprise": "企业",
    "subject": "对象",
    "round": "批次",
    "pool": "培育库",
    "rung": "称号",
    "budget": "预算项目",
    "which": "文号",
    "record": "编号",
}
