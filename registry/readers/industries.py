"""Industry codes of GB/T 4754—2017: a section's letter and two to four digits.

Sections and divisions are checked, by ``data/industries.toml``; groups and classes
are not, for want of their list.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from registry import paths
from registry.errors import InputError
from registry.readers.raw import Raw, RepairError, compact, shown

_CODE = re.compile(r"([A-T]?)(\d{2,4})?(?:[\u3400-\u9fff].*)?")
_DIVISION = 2


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its letter, its name, its first and last division."""

    letter: str
    name: str
    first: int
    last: int

    def __str__(self) -> str:
        of = f"{self.first:02} 至 {self.last:02}"
        return f"{self.letter} {self.name}是 {of}"


@cache
def sections() -> Mapping[str, Section]:
    """Every section by its letter."""
    import tomllib  # noqa: PLC0415 - columns are imported at start, codes read seldom

    declared = tomllib.loads((paths.data() / "industries.toml").read_text("utf-8"))
    found = {
        letter: Section(letter, said["name"], *said["divisions"])
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
        raise InputError(f"「{shown(raw)}」不是行业代码；请写 GB/T 4754 代码，如 C3714")
    if digits:
        _refuse_other(letter, digits)
    return f"{letter}{digits}"


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
