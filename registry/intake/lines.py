"""What a row of a sheet is: data, or a header again, a total, a note, nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import StrEnum
from itertools import pairwise

from registry import columns
from registry.intake.book import Batch
from registry.intake.labels import bare
from registry.readers.raw import Raw, compact, is_nothing, shown

_COUNT = r"(?:约?\d+[家户个项](?:企业)?)?"
_TOTAL = re.compile(rf"(?:以上)?(?:合计|总计|小计|共计|累计|共(?=\d))[:：]?{_COUNT}")
_SUBTOTAL = re.compile(
    rf".{{1,12}}(?:小计|合计|总计)[:：]?{_COUNT}|其中.{{0,12}}"
    r"|(?:平均(?:值|数|分|水平)?|均值|占比|比重|同比(?:增长|增幅|增速)?|增长率"
    r"|增[幅速]|[上去]年同期)(?:\(%\))?"
)
_OPINION = r"(?:\w{0,8}(?:审核|初审|复核|审批|审查|推荐|主管部门|县市区|单位))?意见"
_BY = "(?:单位|统计|财务|科室|部门|分管|主要)?"
_SIGNED = rf"{_BY}(?:填表|制表|审核|复核|填报|报送|负责|经办|联系)(?:人|单位)?(?:电话)?"
_HAND = re.compile(
    rf"(?:{_SIGNED}(?:(?<=人)|(?<=单位)|(?<=电话)|[:：])|{_BY}领导|联系方式)[:：]?"
)
_NOTE = re.compile(
    r"(注|备注|说明|填表人?|制表人?|审核人?|复核人?|负责人|经办人|联系人|联系电话|电话"
    r"|单位负责人|填报(单位|人|日期|时间)?|报送(单位|人|日期)?|附(件|注)?"
    rf"|日期|{_OPINION}|{_SIGNED})\d*[:：.、]"
)
_PUT = "(?:盖章|公章|签章|签字|签名)"
_SEAL = re.compile(
    rf"\W*(?:{_PUT}\W*|\w{{0,12}}[(（]{_PUT}[)）]\W*(?:[:：].*)?|\w{{0,12}}{_PUT}[:：].*)"
)
"""（盖章）, 单位（公章）：: the place of a seal or of a hand."""

_MARKED = re.compile(r"[带标打加有]?[*★☆※△▲●]+号?的?(?:为|是|表示|代表|指|系).*")
_SAID = re.compile(r"(?:以上|上述|本表|此表|上表|本页|表中|特此)\w*")
"""What begins a sentence below a table: 以上企业已核实, *为规上企业."""

_LABEL = re.compile(r"(\w{2,12}):")
_OFFICE = re.compile(r"\w{2,}(?:局|委|委员会|管委会|政府|办公室)")
_SIGNED_ON = re.compile(r"\d{4}(?:[-./年])\d{1,2}(?:[-./月](?:\d{1,2}日?)?)?")
"""An office and a day, and nothing else: who issued the table, and when."""

_ORDINAL = re.compile(r"[(（]?[一二三四五六七八九十]+[)）、.]")
_NUMERAL = re.compile(rf"[(（]?[一二三四五六七八九十\d]+[)）、.]?|{_COUNT}")
_COUNTED = re.compile(r"[(（]共?\d+[家户个项][)）]$")
_CLASSES = (
    *("区", "县", "市", "园区", "镇", "街道", "企业", "类", "名单", "行业", "部分"),
    *("项目", "车间", "单位", "片区", "情况", "其他", "其它"),
)
_DAY = r"\d{0,4}年\d{0,2}月(\d{0,2}日)?"
_REMARK = r"附件[\d一二三四五六七八九十]*|附注|说明|备注"
_BESIDE = re.compile(rf"(?:{_REMARK}|注)[.、]?")
_PAGE = rf"[此本]页无正文|第\d+页\W*(?:共\d+页)?|{_REMARK}"
_END = re.compile(
    rf"\W*(本?页?以下(空白|无内容|无正文)|{_PAGE}|(?:截[至止])?{_DAY})\W*"
)
_WHO = frozenset(
    bare(name) for c in (columns.ENTERPRISE, columns.USCC) for name in c.headers
)
_FEW = 2
_MARKS = re.compile("[:：.、]")
"""What stands behind 注 or 审核意见, and in hardly any name."""

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
    GROUP = "分组行"
    NOTE = "附注和签署"
    SAMPLE = "模板示例行"
    UNASSESSED = "写明未评估的"
    NAMELESS = "没有企业"


def line(
    cells: Sequence[Raw], who: Sequence[Raw], is_place: Callable[[str], bool]
) -> Line:
    """What a row is, by all of its cells (one or more) and those that say whose it is.

    The first of the latter is the name: a usual one settles it. ``is_place`` tells
    whether a text names a division or a reporting unit.
    """
    name = who[0]
    if isinstance(name, str) and name.endswith(USUAL) and not _MARKS.search(name):
        counts = cells[0] is not name and _is(_TOTAL, cells[0])
        return Line.TOTAL if counts else Line.DATA
    texts = [text for text in map(compact, cells) if text]
    first = next((compact(raw) for raw in who if is_said(raw)), "")
    if _is_total(cells[0], texts, first):
        return Line.TOTAL
    if _is_group(texts, is_place):
        return Line.GROUP
    return _named(first, texts) if first else _unnamed(texts)


def signed_above(batch: Batch) -> frozenset[int]:
    """The rows that give an office alone, of which the next gives a day alone."""
    return frozenset(
        number
        for (number, cells), (_, below) in pairwise(batch)
        if _is_alone(_SIGNED_ON, below) and _is_alone(_OFFICE, cells)
    )


def _is_alone(pattern: re.Pattern[str], cells: Sequence[Raw]) -> bool:
    """Whether a row says one thing, of that form."""
    said = [cell for cell in cells if cell]
    return len(said) == 1 and bool(pattern.fullmatch(compact(said[0])))


def is_said(raw: Raw) -> bool:
    """Whether a cell says anything.

    >>> is_said("某某厂"), is_said("无"), is_said("……"), is_said(None)
    (True, False, False, False)
    """
    return not is_nothing(raw) and any(map(str.isalnum, shown(raw)))


def _is(pattern: re.Pattern[str], cell: Raw) -> bool:
    if not isinstance(cell, str) or cell.isdigit():
        return False
    return bool(pattern.fullmatch(compact(cell)))


def _is_total(left: Raw, texts: Sequence[str], name: str) -> bool:
    """Whether a row sums up others; ``left`` is its first cell."""
    if _is(_TOTAL, left) or _SUBTOTAL.fullmatch(name):
        return True
    if not name or _NUMERAL.fullmatch(name):
        most = len(texts) if name else _FEW
        return _is(_SUBTOTAL, left) or any(map(_TOTAL.fullmatch, texts[:most]))
    return bool(_TOTAL.fullmatch(name))


def _is_group(texts: Sequence[str], is_place: Callable[[str], bool]) -> bool:
    """Whether a row only heads those below: 一、天元区, （二）标杆企业, 天元区."""
    words = [text for text in texts if not _NUMERAL.fullmatch(text)]
    if len(words) != 1 or words[0].endswith(USUAL):
        return False
    numbered = _ORDINAL.match(words[0])
    plain = heading(words[0])
    return is_place(plain) or bool(numbered and plain.endswith(_CLASSES))


def heading(text: str) -> str:
    """What a row that heads others says, without its ordinal and its count.

    >>> heading("（一）天元区（12家）")
    '天元区'
    """
    return _COUNTED.sub("", _ORDINAL.sub("", compact(text), count=1))


def _unnamed(texts: Sequence[str]) -> Line:
    """A row that says nothing of whom it is about."""
    said = [text for text in texts if is_said(text)]
    if not said or (len(said) == 1 and said[0].isdigit()):
        return Line.NOTE if any(map(str.isalpha, texts)) else Line.BLANK
    few = len(texts) <= _FEW or len(set(texts)) == 1
    return Line.NOTE if few or _is_note(texts[0]) else Line.NAMELESS


def _named(text: str, texts: Sequence[str]) -> Line:
    if bare(text) in _WHO:
        return Line.HEADER
    if SAMPLE in text:
        return Line.SAMPLE
    signed = _is_beside(texts[0]) or _is_signature(text, texts)
    return Line.NOTE if signed or _is_note(text) else Line.DATA


def _is_beside(left: str) -> bool:
    """Whether the first cell of a row says that a remark or a hand is beside it."""
    return bool(_HAND.fullmatch(left) or _BESIDE.fullmatch(left) or left.endswith(":"))


def _is_signature(name: str, texts: Sequence[str]) -> bool:
    """Whether a row gives an office and a day."""
    others = [text for text in texts if text != name]
    dated = bool(others) and all(map(_SIGNED_ON.fullmatch, others))
    return dated and bool(_OFFICE.fullmatch(name))


def _is_note(text: str) -> bool:
    ends = _END.fullmatch(text) or _SEAL.fullmatch(text)
    said = _SAID.fullmatch(text) or _MARKED.fullmatch(text) or _is_labelled(text)
    return bool(ends or said or _NOTE.match(text) or _HAND.fullmatch(text))


def _is_labelled(text: str) -> bool:
    """Whether a text is a label with what belongs to it: 统计负责人：李某.

    What is labelled as an enterprise's name, or ends as one, may be an enterprise.
    """
    label = _LABEL.match(text)
    named = text.endswith(USUAL) or (label and bare(label[1]) in _WHO)
    return bool(label) and not named
