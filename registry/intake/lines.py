"""What a row of a sheet is: data, or a header again, a total, a note, nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from registry import columns
from registry.intake.labels import bare
from registry.readers.raw import Raw, compact

_TOTAL = re.compile(r"(合计|总计|小计|共计|累计)[:：]?")
_NOTE = re.compile(
    r"(注|备注|说明|填表人?|制表人?|审核人?|复核人?|负责人|经办人|联系人|联系电话|电话"
    r"|单位负责人|填报(单位|人|日期|时间)?|报送(单位|人|日期)?|附(件|注)?)\d*[:：.、]"
)
_END = re.compile(r"\W*(本?页?以下(空白|无内容|无正文))\W*")
_WHO = frozenset(
    bare(name) for c in (columns.ENTERPRISE, columns.USCC) for name in c.headers
)
_FEW = 2
USUAL = ("公司", "厂", "集团", "院", "所")
"""What the names of enterprises usually end with."""

SAMPLE = "填写时删去本行"
"""What the sample row of a template says: it is not read."""


class Line(StrEnum):
    """What a row is; its value is what officials call it."""

    DATA = "数据"
    BLANK = "空行"
    HEADER = "重复表头"
    TOTAL = "合计行"
    NOTE = "附注和签署"
    SAMPLE = "模板示例行"
    UNASSESSED = "写明未评估的"
    NAMELESS = "没有企业"


def line(cells: Sequence[Raw], who: Sequence[Raw]) -> Line:
    """What a row is, by all of its cells (one or more) and those that say whose it is.

    The first of the latter is the name: a usual one settles it.
    """
    if isinstance(who[0], str) and who[0].endswith(USUAL) and _is_count(cells[0]):
        return Line.DATA
    if isinstance(cells[0], str) and _TOTAL.fullmatch(compact(cells[0])):
        return Line.TOTAL
    first = next((text for text in map(compact, who) if text), "")
    if first.isdigit() and any(_TOTAL.fullmatch(text) for text in map(compact, cells)):
        return Line.TOTAL
    return _named(first) if first else _unnamed([t for t in map(compact, cells) if t])


def _unnamed(texts: Sequence[str]) -> Line:
    """A row that says nothing of whom it is about."""
    if not texts or (len(texts) == 1 and texts[0].isdigit()):
        return Line.BLANK
    if any(_TOTAL.fullmatch(text) for text in texts[:_FEW]):
        return Line.TOTAL
    few = len(texts) <= _FEW or len(set(texts)) == 1
    return Line.NOTE if few or _NOTE.match(texts[0]) else Line.NAMELESS


def _is_count(cell: Raw) -> bool:
    return not isinstance(cell, str) or cell.isdigit()


def _named(text: str) -> Line:
    if bare(text) in _WHO:
        return Line.HEADER
    if _TOTAL.fullmatch(text):
        return Line.TOTAL
    if SAMPLE in text:
        return Line.SAMPLE
    return Line.NOTE if _NOTE.match(text) or _END.fullmatch(text) else Line.DATA
