"""What the filter is, told from the fields themselves: for help and for the docs."""

from __future__ import annotations

from collections.abc import Iterator

from registry.filter import catalogue
from registry.filter.field import Field

GRAMMAR = (
    (
        "词",
        "全称、简称、曾用名里的字，或信用代码开头；可加引号",
        "中车 时代",
    ),
    ("项=值", "也可写 项:值；多个值用逗号或顿号隔开，表示其中之一", "等级=二级,三级"),
    ("≠ ≥ ≤ > <", "也可写 != >= <=；范围写 a..b 或 a至b", "等级=二级至四级"),
    ("空格、且", "同时满足；也可写 和、and、&", "县市区=天元区 等级=三级"),
    ("或", "满足其一；也可写 or、|；且 先于 或", "等级=三级 或 称号=省级"),
    ("非", "不满足的全部企业，含缺数据的；也可写 不、not、!", "非 称号=市级"),
    ("（ ）", "先算括号里的；全角、半角都可以", "规上 (等级=三级 或 等级=四级)"),
    (
        "缺数据",
        "没有登记的；有数据 是登记了的。缺数据从不当作 0 来比较",
        "规模=缺数据",
    ),
    ("规上 在册 未评估", "可以单写", "规上 非未评估"),
)
"""A form, what it means, an example."""


def fields() -> Iterator[tuple[str, str, str, str]]:
    """Of every field its names, what it means, how it is refined, an example."""
    for field in catalogue.FIELDS:
        yield names(field), field.help, field.of, field.examples[0]


def names(field: Field) -> str:
    """The Chinese name with the English one, and others."""
    also = "、".join(field.aliases)
    return f"{field.name}（{field.english}{'；' + also if also else ''}）"
