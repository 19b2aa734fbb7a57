"""Headers as ledgers write them: cleaned, with the unit and the year taken out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from registry.readers.numbers import UNITS
from registry.readers.raw import compact
from registry.text import visible

_BRACKETED = re.compile(r"[(\[〔【]([^()\[\]〔〕【】]*)[)\]〕】]")
_NOISE = re.compile(r"[\s*★☆#:：.。·]|^\d+[、.]")
_YEAR = re.compile(r"((?:19|20)\d{2})(?:年度|年末|年底|年)?(?:全年|1[-~—至]12月份?)?")
_PART = re.compile(
    r"[上下]?半年|[一二三四1-4]季|季度|\d{1,2}(?:[-~—至]\d{1,2})?月|[一二三四五六七八九十]月"
)
_LINE_UNIT = re.compile(r"(?:金额)?(?:计量)?单位[:：]\s*(人民币)?([百千万亿]*元)")
SHARE = "%"
"""What a share is counted in."""

_COUNTED = frozenset("人名家户个项件台套")
"""What figures are counted in that are no money."""


@dataclass(frozen=True, slots=True)
class Label:
    """A header: what it says, its bare words, and the year and unit it names.

    ``partly``: it names less than a year, such as 2022年上半年.
    """

    text: str
    words: str
    year: int | None = None
    unit: str = ""
    partly: bool = False


def label(text: str) -> Label:
    """A header taken apart.

    >>> said = label("2022年营业收入（万元）")
    >>> said.words, said.year, said.unit
    ('营业收入', 2022, '万元')
    >>> label("*统一社会 信用代码（18位）").words
    '统一社会信用代码'
    >>> label("2022 年 营业收入").year, label("2022 年 营业收入").words
    (2022, '营业收入')
    >>> label("2022年1-9月营业收入").partly, label("2022年1-12月营业收入").partly
    (True, False)
    """
    plain = compact(text)
    aside = [part for group in _BRACKETED.findall(plain) for part in _split(group)]
    bare = _BRACKETED.sub("", plain)
    year = _YEAR.search(bare) or next(filter(None, map(_YEAR.search, aside)), None)
    words = _NOISE.sub("", _YEAR.sub("", bare) if year else bare)
    return Label(
        text=" ".join(text.split()),
        words=words,
        year=int(year[1]) if year else None,
        unit=_unit(aside),
        partly=bool(_PART.search(words)),
    )


def _unit(aside: list[str]) -> str:
    """The unit that is said last, as a column's own stands behind that of its group.

    >>> _unit(["万元", "人"]), _unit(["万元"])
    ('', '万元')
    """
    units = {*UNITS, SHARE, *_COUNTED}
    last = next((part for part in reversed(aside) if part in units), "")
    return "" if last in _COUNTED else last


def bare(text: str) -> str:
    """The words of a header by which headers are compared."""
    return label(text).words


def repeats(text: str, title: str) -> bool:
    """Whether a header says a title again, or one of the two rows it was made of.

    >>> repeats("自评估 等级", "自评估情况自评估等级"), repeats("得分（分）", "等级")
    (True, False)
    """
    one, own = label(text), label(title)
    same = one.year in (None, own.year) and one.unit in ("", own.unit)
    return same and bool(one.words) and one.words in own.words


def no_year(texts: Iterable[str]) -> str:
    """Which headers name less than a year, in a sentence; empty where none does."""
    named = [visible(text) for text in texts if label(text).partly]
    listed = "、".join(f"「{text}」" for text in named)
    return f"{listed}不是整年的数，没有读：表头写明的指标按整年登记" if named else ""


def whole_year(text: str) -> int | None:
    """The year that a text names and nothing else: 2022, 2021年末, 2022年1-12月."""
    found = _YEAR.fullmatch(compact(text))
    return int(found[1]) if found else None


def is_partly(text: str) -> bool:
    """Whether a text names less than a year: 2022年上半年, 2022年1-6月."""
    return bool(_PART.search(_YEAR.sub("", compact(text))))


def unit_above(text: str) -> str:
    """The unit of money that a line above the header names; empty where none.

    >>> unit_above("填报单位：某局    单位：万元")
    '万元'
    """
    found = _LINE_UNIT.search(unicodedata.normalize("NFKC", text))
    return found[2] if found and found[2] in UNITS else ""


def _split(group: str) -> list[str]:
    named = re.sub("单位[:：]?", "", group)
    return [part.strip() for part in re.split("[,，、/;；]", named) if part.strip()]
