"""Industry codes of GB/T 4754—2017: a section's letter and two to four digits.

Sections and divisions are checked, by ``data/industries.toml``; groups and classes
are not, for want of their list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from registry import paths
from registry.errors import InputError
from registry.readers.raw import Raw, RepairError, compact, shown

_CODE = re.compile(r"([A-T]?)(\d{2,4})?(?:[\u3400-\u9fff].*)?")
_DIVISION = 2
_MOST = 3
_PARTS = re.compile(r"、|和|及其他|及其|其他|制造$")
_BARE = re.compile(r"(?:制造|加工)?(?:行业|产业|业)?$")
_COMMON = frozenset({"机械", "器材", "制品", "设备", "制造"})
"""Words of several industries' names, which tell none of them."""


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its letter, name, first and last division; their names, if listed."""

    letter: str
    name: str
    first: int
    last: int
    named: tuple[str, ...] = ()

    def __str__(self) -> str:
        of = f"{self.first:02} 至 {self.last:02}"
        return f"{self.letter} {self.name}是 {of}"


@cache
def sections() -> Mapping[str, Section]:
    """Every section by its letter."""
    import tomllib  # noqa: PLC0415 - columns are imported at start, codes read seldom

    declared = tomllib.loads((paths.data() / "industries.toml").read_text("utf-8"))
    named = declared.pop("named")
    found = {
        letter: Section(
            letter,
            said["name"],
            first=said["divisions"][0],
            last=said["divisions"][1],
            named=tuple(named.get(letter, ())),
        )
        for letter, said in declared.items()
    }
    return MappingProxyType(found)


def industry(raw: Raw) -> str:
    """The code of an industry; its name behind it is left out.

    Raises:
        RepairError: only the letter is missing.
        InputError: it is no code, or no section has such a division.
    """
    found = _CODE.fullmatch(compact(raw).upper())
    letter, digits = (found[1], found[2] or "") if found else ("", "")
    if not (letter or digits):
        raise InputError(f"「{shown(raw)}」不是行业代码；{_proposed(compact(raw))}")
    if digits:
        _refuse_other(letter, digits)
    return f"{letter}{digits}"


def _proposed(name: str) -> str:
    """What to write in place of a name: the codes whose own names fit it best."""
    bare = _BARE.sub("", name)
    fits = [
        (_shared(name, own), code, own)
        for code, own in _names()
        if len(code) > 1 or bare in own
    ]
    best = max((length for length, *_ in fits), default=0)
    told = [f"{code}（{own}）" for length, code, own in fits if length == best]
    if not best or len(told) > _MOST:
        return "请查 GB/T 4754—2017，写门类的字母和 2 至 4 位数字"
    return f"请写代码，像是 {'或 '.join(told)}，更细的请查 GB/T 4754—2017"


def _names() -> Iterator[tuple[str, str]]:
    """Codes with their names: sections, and the divisions that are listed."""
    for one in sections().values():
        yield one.letter, one.name
        for number, name in enumerate(one.named, one.first):
            yield f"{one.letter}{number:02}", name


def _shared(name: str, own: str) -> int:
    """How much of a name is said in an industry's own: its longest part in common."""
    if name == own:
        return len(own)
    bare, parts = _BARE.sub("", name), _PARTS.split(own.removesuffix("业"))
    said = [part for part in parts if part in name and len(part) > 1]
    if len(bare) > 1 and bare in own:
        said.append(bare)
    return max((len(part) for part in said if part not in _COMMON), default=0)


def _refuse_other(letter: str, digits: str) -> None:
    """Refuse digits that are not of their section."""
    division = digits[:_DIVISION]
    every = sections().values()
    own = next((one for one in every if one.first <= int(division) <= one.last), None)
    if own is not None and not letter:
        raise RepairError(f"「{digits}」没有写门类的字母", f"{own.letter}{digits}")
    if own is None:
        told = f"没有 {division} 这一大类"
    elif own.letter != letter:
        told = f"大类 {division} 不属于 {letter}，{own}"
    else:
        return
    asked = sections()[letter] if letter else ""
    raise InputError(
        f"「{letter}{digits}」不是 GB/T 4754—2017 的行业代码：{told}"
        f"{f'，{asked}' if asked else ''}；请核对，写成如 C3714"
    )
