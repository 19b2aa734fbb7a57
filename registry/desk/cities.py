"""Which city a register is of: by code or by name, districts refused with a hint."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass

from registry import paths
from registry.errors import InputError
from registry.text import clean

_MUNICIPALITIES = frozenset({"11", "12", "31", "50"})
_DIRECT = "90"
"""Third and fourth digit of places that report to their province as cities do."""


@dataclass(frozen=True, slots=True)
class City:
    """A city by its code; ``name`` is "" where it is not shipped."""

    code: str
    name: str


def home() -> City:
    """The city whose reporting units are shipped."""
    return city(_rows("units.csv")[0]["city"])


def city(text: str) -> City:
    """The city of this code or name; 湘潭 means 湘潭市.

    Raises:
        InputError: it is a district, a province or the nation, or nothing known.
    """
    word = clean(text)
    names = {row["code"]: row["name"] for row in _rows("divisions.csv")}
    code = word if re.fullmatch(r"[0-9]{6}", word) else _named(word, names)
    if not is_city(code):
        raise InputError(_instead(code, names))
    return City(code, names.get(code, ""))


def is_city(code: str) -> bool:
    """Whether a division code is that of a city, by GB/T 2260's three pairs."""
    province, middle, last = code[:2], code[2:4], code[4:]
    if middle == "00":
        return last == "00" and province in _MUNICIPALITIES
    return (last == "00") != (middle == _DIRECT)


def _named(word: str, names: dict[str, str]) -> str:
    for name in (f"{word}市", word, f"{word}区", f"{word}县"):
        if found := [code for code, known in names.items() if known == name]:
            return found[0]
    near = [f"{known}（{code}）" for code, known in names.items() if word in known]
    hint = f"是不是 {'、'.join(near[:5])}？" if word and near else _HOW
    raise InputError(f"没有随程序提供的市「{word}」；{hint}")


_HOW = "请写市的六位行政区划代码（如 430300），并用 --name 写单位名称"


def _instead(code: str, names: dict[str, str]) -> str:
    """Why a division is no city, and which one to write."""
    called = f"{code} {names.get(code, '')}".rstrip()
    above = f"{code[:4]}00"
    if is_city(above):
        of = f"所属的市：--division {above} {names.get(above, '')}".rstrip()
        return f"{called} 不是市；台账以市为单位，请写{of}"
    known = [f"{n}（{c}）" for c, n in names.items() if _inside(c, code)]
    listed = f"，如 {'、'.join(known[:3])}" if known else ""
    return f"{called} 不是市；台账以市为单位，请写市的代码或名称{listed}"


def _inside(code: str, province: str) -> bool:
    return is_city(code) and (province[:2] in {code[:2], "10"})


def _rows(name: str) -> list[dict[str, str]]:
    with (paths.data() / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
