"""What the columns of a file mean for one kind of draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from registry.desk import named
from registry.desk.batch.whom import own_field, shared_words
from registry.desk.drafts.base import Draft
from registry.errors import InputError

NAME, CODE, THING = "·name", "·code", "·thing"
"""Columns that say whom a row is about: they are no field of the draft."""

_WHO: Mapping[str, tuple[str, ...]] = {
    NAME: ("企业", "企业名称", "单位名称"),
    CODE: ("信用代码", "统一社会信用代码"),
    THING: ("对象", "认定对象", "车间", "车间名称", "工厂", "场景", "项目名称"),
}
_WORDS: Mapping[str, tuple[str, ...]] = {
    "round": ("批次",),
    "pool": ("培育库",),
    "rung": ("称号",),
    "budget": ("预算项目",),
    "record": ("编号", "记录编号"),
}
_SHORT: Mapping[str, tuple[str, ...]] = {
    "level": ("等级", "评估等级"),
    "on": ("日期",),
}
"""Headers that are shorter than the field's title, and mean it."""


@dataclass(frozen=True, slots=True)
class Columns:
    """What each column of a file means, by position; None: nothing for this draft."""

    labels: tuple[str, ...]
    meant: tuple[str | None, ...]

    @property
    def unused(self) -> tuple[str, ...]:
        """The headers that mean nothing here."""
        pairs = zip(self.labels, self.meant, strict=True)
        return tuple(label for label, key in pairs if key is None and label)

    def label(self, key: str) -> str:
        """The header of the column that means this; blank where there is none."""
        return self.labels[self.meant.index(key)] if key in self.meant else ""


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its number in the file, and what its cells say, by what they mean.

    ``wrong`` says what only the file shows to be wrong, as 2022.10 kept as a number.
    """

    number: int
    cells: dict[str, str]
    wrong: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file, and what its columns mean."""

    name: str
    columns: Columns
    lines: tuple[Line, ...]


def columns(draft: type[Draft], labels: Sequence[str]) -> Columns:
    """The columns of a header.

    Raises:
        InputError: two columns mean the same, or one is nearly what a column can be.
    """
    known = vocabulary(draft)
    meant = tuple(known.get(_plain(label)) for label in labels)
    twice = next((key for key in meant if key and meant.count(key) > 1), None)
    if twice is not None:
        pairs = zip(labels, meant, strict=True)
        same = "、".join(label for label, key in pairs if key == twice)
        raise InputError(f"列「{same}」说的是同一项；请只留一列")
    found = Columns(tuple(labels), meant)
    for label in found.unused:
        _refuse_slip(label, known)
    return found


def vocabulary(draft: type[Draft]) -> dict[str, str]:
    """Every header that a column can have, with what it means."""
    fields = {
        word: key.removesuffix("_id")
        for key, of in draft.model_fields.items()
        if not (of.is_required() and named.is_named(key))
        for word in (of.title or key, key, key.removesuffix("_id"))
    }
    short = {w: k for k, ws in _SHORT.items() if k in fields.values() for w in ws}
    words = {w: key for key in shared_words(draft) for w in _WORDS.get(key, ())}
    who = {w: key for key, ws in _WHO.items() for w in ws} if own_field(draft) else {}
    return {_plain(word): key for word, key in (who | short | fields | words).items()}


def known(draft: type[Draft]) -> str:
    """The headers that officials can use, in one line."""
    who = ("企业名称", "统一社会信用代码", "对象") if own_field(draft) else ()
    words = [_WORDS[key][0] for key in shared_words(draft) if key in _WORDS]
    titles = [
        of.title or key
        for key, of in draft.model_fields.items()
        if not (of.is_required() and named.is_named(key))
    ]
    return "、".join(dict.fromkeys([*who, *words, *titles]))


def _plain(label: str) -> str:
    return "".join(label.split()).strip("-*：:").replace("-", "_").lower()


def _refuse_slip(label: str, known: Mapping[str, str]) -> None:
    near = get_close_matches(_plain(label), list(known), 1, 0.7)
    if near:
        raise InputError(
            f"列「{label}」不认得，是不是「{near[0]}」？请改列名，不用的列请删去"
        )
