"""Names of enterprises compared: as written, as usually varied, and by their core."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_NOT_NAME = re.compile(r"[\W_]+")
_ENDINGS = re.compile(
    r"(?:(?:集团)?(?:控股)?股份)?(?:集团)?(?:有限责任公司|有限公司|公司)$|(?:总厂|厂)$"
)
_LIMITED = (("股份有限公司", "股份公司"), ("有限责任公司", "有限公司"))
_FIGURES = re.compile(r"\d+|[一二三四五六七八九十]+")
_VARIANTS = str.maketrans(
    "華電業機車實東龍興廣長國聯豐寶萬環應術製發產藥銅鋁鋼鐵綠創達勝凱盧醫紡織"
    "紙膠輕貿設備節測檢飛騰門愛鑄鍛壓縮製裝儀錶億陽雲號馬驅動質樂無線複",
    "华电业机车实东龙兴广长国联丰宝万环应术制发产药铜铝钢铁绿创达胜凯卢医纺织"
    "纸胶轻贸设备节测检飞腾门爱铸锻压缩制装仪表亿阳云号马驱动质乐无线复",
)

_TRADITIONAL = {chr(old): chr(new) for old, new in _VARIANTS.items()}
_FULL_WIDTH = 0xFEE0


def usual(name: str) -> str:
    """The name without what clerks vary: width, case, marks, 有限责任公司 for 有限公司.

    >>> usual("示例（株洲）有限责任公司") == usual("示例(株洲) 有限公司")
    True
    """
    plain = _NOT_NAME.sub("", unicodedata.normalize("NFKC", name)).upper()
    for long, short in _LIMITED:
        plain = plain.replace(long, short)
    return plain.translate(_VARIANTS)


def writings(char: str) -> str:
    """Every character that stands for this one of a ``usual`` name.

    >>> writings("华")
    '华華'
    >>> writings("A")[:2]
    'Aa'
    """
    if not char.isascii():
        return char + "".join(old for old in _TRADITIONAL if _TRADITIONAL[old] == char)
    forms = "".join(dict.fromkeys((char, char.lower())))
    return forms + "".join(chr(ord(form) + _FULL_WIDTH) for form in forms)


@dataclass(frozen=True, slots=True)
class Places:
    """What a city's enterprises put before their own names: 湖南省, 株洲市."""

    prefixes: tuple[str, ...]

    def core(self, name: str) -> str:
        """The name without places in front and form of company behind.

        >>> Places(("株洲市", "株洲")).core("株洲市示例股份有限公司")
        '示例'
        """
        plain = usual(name)
        for prefix in self.prefixes:
            rest = plain.removeprefix(prefix)
            plain = rest if len(rest) > 1 else plain
        core = _ENDINGS.sub("", plain)
        return core if len(core) > 1 else plain


def places(connection: sqlite3.Connection) -> Places:
    """Province and city of a registry, with and without 省 and 市, longest first."""
    names = connection.execute(
        "SELECT d.name FROM registry r JOIN division d"
        " ON d.code IN (substr(r.division, 1, 2) || '0000', r.division)"
        " ORDER BY d.code"
    ).fetchall()
    return Places(tuple(p for (name,) in names for p in (name, name[:-1])))


def figures(core: str) -> Sequence[str]:
    """The numbers in a name: 一厂 and 二厂 are never the same."""
    return _FIGURES.findall(core)
