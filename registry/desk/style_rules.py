"""Rules of style (CSS) of a published page: those that may hide or add words are told.

A property counts only where it is known to leave every word to be read, with such
values as do; what else a rule says is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

_BLOCK = re.compile(r"([{}])")
_AROUND = re.compile(r"@page|@media print|@media screen|[^@\\]*")
_INK = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})\b")
_DARKEST_PAPER, _BRIGHTEST_INK = 0xC0, 0x80
_LEAST = {"pt": 5.0, "px": 6.0, "rem": 0.5, "em": 0.5, "%": 50.0}
"""Letters from this size on can be read."""
_LETTERS = re.compile(r"(\d*\.?\d+)(pt|px|rem|em|%)")

_LENGTH = r"(?:auto|none|0|\d{0,3}(?:\.\d+)?(?:pt|px|rem|em|mm|cm|%))"
_LENGTHS = re.compile(rf"{_LENGTH}(?: {_LENGTH}){{0,3}}")
_NAMES = re.compile(r"[\w\s\"',.-]*")
_LINES = re.compile(rf"(?:{_LENGTH}|solid|none|\s|#[0-9a-f]{{3,6}})*")
_WORDS: Mapping[str, str] = {
    "display": "block|inline|table-header-group|table-row|table-cell|table",
    "text-align": "left|center|right|justify|start",
    "vertical-align": "top|middle|bottom|baseline",
    "white-space": "normal|nowrap|pre-wrap|pre-line",
    "border-collapse": "collapse|separate",
    "overflow-wrap": "normal|anywhere|break-word",
    "word-break": "normal|break-all|keep-all",
    "font-weight": r"normal|bold|\d00",
    "size": r"A[34](?: landscape| portrait)?",
    **dict.fromkeys(("break-after", "break-before", "break-inside"), "[a-z-]+"),
}
_PLAIN: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {name: re.compile(words) for name, words in _WORDS.items()}
    | {"font-family": _NAMES}
    | dict.fromkeys(("margin", "padding", "width", "height"), _LENGTHS)
    | dict.fromkeys(("min-width", "max-width", "min-height"), _LENGTHS)
    | {f"margin-{side}": _LENGTHS for side in ("top", "bottom", "left", "right")}
    | dict.fromkeys(("border", "border-top", "border-bottom"), _LINES)
)
"""The properties that hide nothing, with their values."""


def wrong(style: str) -> Iterator[str]:
    """The rules of a page's style that may hide or add words."""
    *blocks, rest = _BLOCK.split(style)
    rule = ""
    for said, mark in zip(blocks[::2], blocks[1::2], strict=True):
        inside, _, named = said.rpartition(";") if mark == "{" else (said, "", "")
        yield from (f"{rule}{{{one}}}" for one in of_element(inside))
        rule = named.strip()
        if not _AROUND.fullmatch(rule) or "/*" in rule:
            yield rule
    if rest.strip():
        yield rest.strip()


def of_element(said: str) -> Iterator[str]:
    """What is said of one element, or in one rule, that may hide or add words."""
    for one in filter(None, map(str.strip, said.split(";"))):
        name, _, value = one.partition(":")
        if not _is_harmless(name.strip().lower(), value.strip()):
            yield one


def _is_harmless(name: str, value: str) -> bool:
    match name:
        case "color":
            return _shade(value, darkest=0, brightest=_BRIGHTEST_INK)
        case "background" | "background-color":
            return _shade(value, darkest=_DARKEST_PAPER, brightest=0xFF)
        case "font" | "font-size":
            size, _, names = value.partition(" ")
            return _can_be_read(size) and bool(_NAMES.fullmatch(names))
        case _:
            return name in _PLAIN and bool(_PLAIN[name].fullmatch(value))


def _shade(value: str, *, darkest: int, brightest: int) -> bool:
    ink = _INK.fullmatch(value.lower())
    if ink is None:
        return False
    digits = ink[1] if len(ink[1]) > len("rgb") else "".join(2 * one for one in ink[1])
    parts = bytes.fromhex(digits)
    return darkest <= min(parts) and max(parts) <= brightest


def _can_be_read(size: str) -> bool:
    found = _LETTERS.fullmatch(size)
    return found is not None and float(found[1]) >= _LEAST[found[2]]
