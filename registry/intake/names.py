"""Names of enterprises compared: as written, as usually varied, and by their core."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from dataclasses import dataclass

from registry.intake.characters import simplified, traditional
from registry.readers.raw import compact

_NOT_NAME = re.compile(r"[\W_]+")
_ENDINGS = re.compile(
    r"(?:(?:集团)?(?:控股)?股份)?(?:集团)?(?:有限责任公司|有限公司|公司)$|(?:总厂|厂)$"
)
_BEHIND = re.compile(r"(.*(?:公司|厂))\s*\(([^()]+)\)\s*")
_FORMER = ("原", "曾用名", "前身")
_BORNE = re.compile(
    r"(.+?)\s*[(（]\s*(?:曾用名|原名|前身|原)\s*[为是]?\s*[:：]?\s*([^()（）]+)[)）]\s*"
)
_BETWEEN = re.compile("[、,，;；]")
_TRADES = re.compile(
    r"(?:精密|重型|智能|高端)?(?:机械|机电|电气|电器|电子|电机|电瓷|陶瓷|材料|装备|设备"
    r"|零部件|配件|合金|科技|技术|制造|铸造|化工|实业|工业|工程)(?:科技|技术|制造)?$"
)
_KIND = (
    "公司|集团|厂|院|所|中心|社|店|场|站|坊|矿|商行|车间|基地|合伙(?:企业)?|独资企业"
    "|工商户|大学|学校|协会|(?:经营|加工|门市|服务|事业|项目|制造|修理|修配|销售|供应)部"
    r"|(?i:co|ltd|inc|llc|gmbh|corp)\.?"
)
_ENTERPRISE = re.compile(rf".*(?:{_KIND})(?:[^\w(]|\d)*(?:\([^()]*\)[^\w(]*)*")
_SENTENCE = re.compile(r".*[:;。!?]|(?:以上|上述|下列|请|[本我各](?:公司|单位|企业))")
_LEGAL_FORM = re.compile(
    r"(?:有限|股份|总|分|子)公司$|[厂社店院所站]$|中心$|合伙$|合作社$|公司.|厂."
)
_LIMITED = (("股份有限公司", "股份公司"), ("有限责任公司", "有限公司"))
_FIGURES = re.compile(r"\d+|[一二三四五六七八九十]+")
_FULL_WIDTH = 0xFEE0
_FEWEST = 2


def usual(name: str) -> str:
    """The name without what clerks vary: width, case, marks, 有限责任公司 for 有限公司.

    >>> usual("示例（株洲）有限責任公司") == usual("示例(株洲) 有限公司")
    True
    """
    plain = _NOT_NAME.sub("", unicodedata.normalize("NFKC", name)).upper()
    plain = simplified(plain)
    for long, short in _LIMITED:
        plain = plain.replace(long, short)
    return plain


def writings(char: str) -> str:
    """Every character that stands for this one of a ``usual`` name.

    >>> writings("华")
    '华華'
    >>> writings("A")[:2]
    'Aa'
    """
    if not char.isascii():
        return char + traditional().get(char, "")
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
        _, plain = self._parted(name)
        core = _ENDINGS.sub("", plain)
        return core if len(core) > 1 else plain

    def certain(self, one: str, other: str) -> bool:
        """Whether only the places in front and the usual writing differ.

        What stands in brackets behind a name is somebody's remark: near, not certain.

        >>> in_city = Places(("株洲市", "株洲"))
        >>> in_city.certain("株洲示例有限责任公司", "示例有限公司")
        True
        >>> in_city.certain("示例有限公司（株洲）", "示例有限公司")
        False
        """
        _, rest = self._parted(one)
        behind = all(usual(name).endswith(rest) for name in (one, other))
        return behind and self.alike(one, other)

    def alike(self, one: str, other: str) -> bool:
        """Whether two names of one enterprise differ in their writing only.

        The place in front may be left out or said in more words; where it is another
        one, the enterprise changed its name.

        >>> in_city = Places(("湖南省", "湖南", "株洲市", "株洲"))
        >>> in_city.alike("株洲市示例有限责任公司", "示例有限公司")
        True
        >>> in_city.alike("湖南示例有限公司", "株洲示例有限公司")
        False
        """
        (here, mine), (there, theirs) = self._parted(one), self._parted(other)
        return mine == theirs and (here <= there or there <= here)

    def _parted(self, name: str) -> tuple[frozenset[str], str]:
        """The places in front of a name or in brackets behind it, and the rest."""
        name, remark = _without_remark(name)
        plain, before = usual(name), set()
        if remark in self.prefixes:
            before.add(remark.rstrip("省市"))
        elif remark and not remark.startswith(_FORMER):
            plain += remark
        for prefix in self.prefixes:
            rest = plain.removeprefix(prefix)
            if len(rest) > 1 and rest != plain:
                plain = rest
                before.add(prefix.rstrip("省市"))
        return frozenset(before), plain


def _without_remark(name: str) -> tuple[str, str]:
    """A name and what stands in brackets behind it."""
    found = _BEHIND.fullmatch(unicodedata.normalize("NFKC", name))
    return (found[1], usual(found[2])) if found else (name, "")


def former_behind(name: str) -> tuple[str, tuple[str, ...]]:
    """A name without the former names in brackets behind it, and these.

    >>> former_behind("示例泵业有限公司（曾用名：示例水泵厂）")
    ('示例泵业有限公司', ('示例水泵厂',))
    >>> former_behind("示例有限公司（原株洲）")
    ('示例有限公司（原株洲）', ())
    """
    found = _BORNE.fullmatch(name)
    former = tuple(map(str.strip, _BETWEEN.split(found[2]))) if found else ()
    if found and all(map(reads_as_enterprise, (found[1], *former))):
        return found[1], former
    return name, ()


def parted(core: str) -> tuple[str, str]:
    """A core without the trade that it ends with, and that; one alone is no trade.

    Where two end with the same trade, what stands before tells them apart.

    >>> parted("示例甲机械"), parted("示例铸件"), parted("机械")
    (('示例甲', '机械'), ('示例铸件', ''), ('机械', ''))
    """
    found = _TRADES.search(core)
    if found is None or found.start() == 0:
        return core, ""
    return core[: found.start()], found[0]


def places(connection: sqlite3.Connection) -> Places:
    """Province and city of a registry, with and without 省 and 市, longest first."""
    names = connection.execute(
        "SELECT d.name FROM registry r JOIN division d"
        " ON d.code IN (substr(r.division, 1, 2) || '0000', r.division)"
        " ORDER BY d.code"
    ).fetchall()
    return Places(tuple(p for (name,) in names for p in (name, name[:-1])))


def reads_as_enterprise(name: str) -> bool:
    """Whether a text says itself that it names an enterprise, in full or not.

    >>> reads_as_enterprise("示例公司"), reads_as_enterprise("示例机械厂（株洲）")
    (True, True)
    >>> reads_as_enterprise("示例"), reads_as_enterprise("以上为全部公司")
    (False, False)
    """
    plain = compact(name)
    return bool(_ENTERPRISE.fullmatch(plain)) and not _SENTENCE.match(plain)


def lacks_legal_form(plain: str) -> bool:
    """Whether a ``usual`` name may be short for one that says its legal form.

    >>> lacks_legal_form("示例公司"), lacks_legal_form("示例")
    (True, True)
    >>> lacks_legal_form("示例有限公司"), lacks_legal_form("示例机械厂")
    (False, False)
    """
    return not _LEGAL_FORM.search(plain)


def shortens(short: str, core: str) -> bool:
    """Whether a core is another without some of its later characters.

    >>> shortens("时代新材", "时代新材料科技"), shortens("时代科技", "时代新材料科技")
    (True, True)
    >>> shortens("新材", "时代新材料科技")
    False
    """
    short = short.removesuffix("集团")
    if len(short) < _FEWEST or short[:2] != core[:2]:
        return False
    rest = iter(core[2:])
    return short != core and all(char in rest for char in short[2:])


def figures(core: str) -> tuple[str, ...]:
    """The numbers in a name: 一厂 and 二厂 are never the same."""
    return tuple(_FIGURES.findall(core))
