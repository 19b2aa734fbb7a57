"""How a field of a draft is typed: what stands for it, and which forms are read."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from types import UnionType
from typing import get_args, get_origin

from pydantic.fields import FieldInfo

from registry import paths
from registry.terms import Term


@dataclass(frozen=True, slots=True)
class Written:
    """What stands for a value in a usage line, its forms, where its words are listed.

    ``listed`` names a shipped table of codes and names.
    """

    word: str
    forms: str = ""
    listed: str = ""


DAY = Written("日期", "2022-03-01、2022年3月1日、2022-03 或 2022")
EXACT_DAY = Written("日期", "2022-03-01 或 2022年3月1日")
LEVEL = Written("等级", "0 到 5、三级、集成级或 L3")
MONEY = Written("金额", "元，可写 10万元、1.5亿元")
POINTS = Written("分数", "至多两位小数")
YES_NO = Written("是|否")
NUMBER = Written("文号")
SEVERAL = Written("名称", "几个用、隔开")
YEAR = Written("年份", "2022")
EVENT_KIND = Written("类别", listed="event_kinds")
SUBJECT_KIND = Written("类别", listed="subject_kinds")
STAGE = Written("环节", listed="stages")
RUNG = Written("称号", "全称或代码，见 tidu list rungs")
UNIT = Written("单位", "名称，见 tidu list units")
DIVISION = Written("区划", "名称或代码")
STEP_REASON = Written("文字", "不通过的原因；通过而不按程序办的，写为什么")
OUT_OF_TURN = Written("文字", "不通过而又不按程序办的，另写为什么")
_TEXT = Written("文字")


def written(field: FieldInfo) -> Written:
    """How the field is typed; codes of an enumeration by their labels."""
    said = next((one for one in field.metadata if isinstance(one, Written)), None)
    if said is not None:
        return Written(said.word, said.forms or _names(said.listed), said.listed)
    for kind in _kinds(field):
        if issubclass(kind, Term):
            return Written("词", "、".join(term.label for term in kind))
        if issubclass(kind, int | Decimal) and not issubclass(kind, Enum | bool):
            return Written("数")
    if get_origin(field.annotation) is dict:
        return Written("名=值,…")
    return _TEXT


def default(field: FieldInfo) -> str:
    """What is meant where nothing is typed; blank where nothing is."""
    value = field.default
    if isinstance(value, Term):
        return value.label
    return value if isinstance(value, str) else ""


def _kinds(field: FieldInfo) -> tuple[type, ...]:
    """The classes that a value can have, None left out."""
    parts = get_args(field.annotation)
    is_union = isinstance(field.annotation, UnionType)
    kinds = parts if is_union else (field.annotation,)
    return tuple(kind for kind in kinds if isinstance(kind, type))


def _names(listed: str) -> str:
    if not listed:
        return ""
    table = paths.data() / f"{listed}.csv"
    with table.open(encoding="utf-8", newline="") as lines:
        return "、".join(row["name"] for row in csv.DictReader(lines))
