"""An expression that cannot be read: where, what was expected, what is near."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from registry.errors import InputError
from registry.text import visible

_NEAR = 3
_ALIKE = 0.5


class FilterError(InputError):
    """One place of an expression that cannot be read.

    ``at`` and ``end`` are places in ``text``; equal where something is missing.
    """

    def __init__(self, text: str, at: int, end: int, problem: str) -> None:
        self.text, self.at, self.end, self.problem = text, at, end, problem
        super().__init__(_sentence(text, at, end, problem))

    @property
    def brief(self) -> str:
        """The place and the problem, for one line."""
        piece = visible(self.text[self.at : self.end])
        place = f"第 {self.at + 1} 个字「{piece}」" if piece else "末尾"
        return f"{place}：{self.problem}"


def _sentence(text: str, at: int, end: int, problem: str) -> str:
    before, piece, after = (
        visible(part) for part in (text[:at], text[at:end], text[end:])
    )
    if not piece:
        place = (
            "筛选式末尾" if at >= len(text.rstrip()) else f"筛选式第 {at + 1} 个字处"
        )
        return f"{place}：{problem}（{before}【　】{after}）"
    shown = f"（{before}【{piece}】{after}）" if before or after else ""
    return f"筛选式第 {at + 1} 个字「{piece}」：{problem}{shown}"


def near(word: str, known: Iterable[str]) -> list[str]:
    """Up to three of the known words that are most like a word, best first."""
    listed = list(dict.fromkeys(known))
    holding = [one for one in listed if word and (word in one or one in word)]
    alike = difflib.get_close_matches(word, listed, _NEAR, _ALIKE)
    sharing = [one for one in listed if set(word) & set(one)]
    return list(dict.fromkeys((*holding, *alike, *sharing)))[:_NEAR]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """是不是「等级」？ where something is near, else nothing."""
    found = near(word, known)
    return f"；是不是：{'、'.join(map(visible, found))}？" if found else ""


def near_or_all(word: str, known: Iterable[str]) -> str:
    """What is near a word, else all that can be chosen."""
    listed = list(known)
    return did_you_mean(word, listed) or f"；可选：{'、'.join(listed)}"
