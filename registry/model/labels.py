"""What officials call the tables and columns of the register.

Imports nothing of the models: readers and the history use it too. A test holds it
against the metadata.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from registry.model.column_labels import COLUMNS, OWN


def table_label(table: str) -> str:
    """The table in Chinese.

    >>> table_label("title")
    '称号'
    """
    return TABLES[table]


def column_label(table: str, column: str) -> str:
    """The column in Chinese, as its table means it.

    >>> column_label("title", "rung"), column_label("unit_spell", "value")
    ('称号', '县市区（园区）')
    """
    if column == "value" and table.endswith("_spell"):
        return TABLES[table]
    return OWN.get((table, column)) or COLUMNS[column]


TABLES: Mapping[str, str] = MappingProxyType(
    {
        "address_spell": "地址",
        "application": "申报",
        "application_step": "申报环节",
        "assessment": "成熟度评估",
        "assessment_score": "子域得分",
        "budget_line": "预算项目",
        "calendar_day": "工作日历",
        "change": "变更",
        "contact": "联系人",
        "contact_detail": "联系人信息",
        "coverage": "事件覆盖范围",
        "decision": "资格认定依据",
        "designated_spell": "规上",
        "disclosure": "联系人查看",
        "division": "行政区划",
        "division_spell": "注册区划",
        "document": "文件",
        "enterprise": "企业",
        "event": "事件",
        "event_kind": "事件种类",
        "evidence": "佐证材料",
        "fact": "指标",
        "header_lesson": "表头含义",
        "industry_spell": "行业",
        "journal": "变更明细",
        "judgement": "人工认定",
        "kept_count": "结论计数",
        "kept_outcome": "留存的结论",
        "kept_share": "留存的计数份额",
        "kept_step": "留存结论的晋级",
        "kept_tally": "留存的计数",
        "kept_turn": "计数的变动日",
        "lost_head": "恢复时舍去的链头",
        "name_spell": "名称",
        "owner_spell": "所属企业",
        "parent_spell": "所属集团",
        "payment": "支出",
        "policy": "政策",
        "pool": "培育库",
        "pool_entry": "入库记录",
        "publication": "公布名单",
        "registry": "台账",
        "roster": "名册",
        "roster_entry": "名册成员",
        "roster_task": "名册任务数",
        "round": "批次",
        "round_quota": "推荐名额",
        "rung": "梯度",
        "seal": "封存",
        "series_value": "参照值",
        "size_spell": "规模",
        "spoken_name": "名称拼音",
        "spoken_word": "拼音读法",
        "stage_kind": "环节种类",
        "status_spell": "状态",
        "subject": "认定对象",
        "subject_kind": "认定对象种类",
        "subsidy": "奖补",
        "succession": "承继",
        "target": "绩效指标",
        "title": "称号",
        "touched": "待重新推算",
        "unit": "县市区（园区）",
        "unit_spell": "县市区（园区）",
    }
)
