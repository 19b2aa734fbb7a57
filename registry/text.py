"""Cleaning text that comes in, and making text safe to show."""

from __future__ import annotations

import unicodedata

_CONTROL = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_WIDE = {"W", "F"}
_BEGINNING = 40
_RUNS = frozenset("=+-@\t\r\n＝＋－＠")
_BEFORE = "' \u3000\u00a0"


def clean(text: str) -> str:
    """Text without control characters, with blanks collapsed and ends trimmed."""
    return " ".join(visible(text.replace("\u3000", " ")).split())


def visible(text: str) -> str:
    """Text in which every control or invisible character is a blank."""
    if text.isprintable():
        return text
    return "".join(" " if unicodedata.category(c) in _CONTROL else c for c in text)


def separated(text: str) -> tuple[str, ...]:
    """The words between commas of any kind."""
    found = text.replace("，", ",").replace("、", ",").split(",")
    return tuple(part.strip() for part in found if part.strip())


def width(text: str) -> int:
    """How many terminal cells the text takes."""
    if text.isascii():
        return len(text)
    return sum(_cells(c) for c in text)


def _cells(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in _WIDE else 1


def fit(text: str, cells: int) -> str:
    """The text in exactly ``cells`` cells: cut with … or padded, never half a hanzi."""
    have = width(text)
    if have <= cells:
        return text + " " * (cells - have)
    if cells <= 0:
        return ""
    kept, used = [], 0
    for char in text:
        if used + _cells(char) > cells - 1:
            break
        kept.append(char)
        used += _cells(char)
    return "".join(kept) + "…" + " " * (cells - 1 - used)


def short(text: str) -> str:
    """The beginning of a text, to find it by."""
    return visible(text[:_BEGINNING]) + ("…" if len(text) > _BEGINNING else "")


def guarded(text: str) -> str:
    """The text, with an apostrophe in front where a spreadsheet would run it.

    It runs what begins with = + - @, a tab or a line end (OWASP, "CSV Injection"),
    and some run the full-width forms too.

    >>> guarded("=1+1"), guarded("示例企业")
    ("'=1+1", '示例企业')
    """
    return f"'{text}" if _runs(text) else text


def unguarded(text: str) -> str:
    """What ``guarded`` was given.

    >>> unguarded("'=1+1"), unguarded("'示例'")
    ('=1+1', "'示例'")
    """
    return text[1:] if text.startswith("'") and _runs(text) else text


def _runs(text: str) -> bool:
    return text.lstrip(_BEFORE)[:1] in _RUNS if text else False
