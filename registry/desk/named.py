"""From what officials type to the ids that drafts want.

A field ``enterprise_id``, ``subject_id``, ``round_id`` … is typed as one word or two:
a name, a code, a 文号. What is written to must be named so that it is one thing: a
rung by its whole name or its code.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import get_origin

from registry.desk.drafts.base import Draft
from registry.desk.read import belonging, lookup
from registry.errors import InputError, NotFoundError

Resolver = Callable[..., int]

_RESOLVERS: Mapping[str, tuple[tuple[str, ...], Resolver]] = {
    "enterprise_id": (("enterprise",), lookup.enterprise_id),
    "subject_id": (("subject",), lookup.subject_id),
    "round_id": (("round",), lookup.round_id),
    "pool_id": (("pool",), lookup.pool_id),
    "document_id": (("which",), lookup.document_id),
    "application_id": (("round", "subject"), belonging.application_id),
    "title_id": (("subject", "rung"), belonging.title_id),
    "entry_id": (("pool", "subject"), belonging.entry_id),
    "subsidy_id": (("subject", "rung"), belonging.subsidy_id),
    "budget_line_id": (("budget",), lookup.budget_line_id),
}
_OPTIONAL: Mapping[str, Resolver] = {
    "parent_id": lookup.enterprise_id,
    "successor_id": lookup.enterprise_id,
    "round_id": lookup.round_id,
    "budget_line_id": lookup.budget_line_id,
}
_RECORDS = frozenset({"event_id", "spell_id", "id"})
_GREATEST = 2**63 - 1


def is_named(key: str) -> bool:
    """Whether officials name the field's record instead of giving its number."""
    return key in _RESOLVERS or key in _RECORDS


def words(key: str) -> tuple[str, ...]:
    """The words that name the field's record."""
    return ("record",) if key in _RECORDS else _RESOLVERS[key][0]


@dataclass(frozen=True, slots=True)
class Naming:
    """Looks names up in one registry, each once.

    Every way of asking raises NotFoundError where a name means nothing in the
    register, and InputError where it means several things or a number is none.
    """

    connection: sqlite3.Connection
    _known: dict[tuple[str, ...], str] = field(default_factory=dict)

    def fill(
        self,
        draft: type[Draft],
        typed: Mapping[str, str],
        own: Mapping[str, str] | None = None,
    ) -> dict[str, object]:
        """The draft's fields from typed words; ``own`` are fields that are known."""
        found: dict[str, object] = {}
        for key in draft.model_fields:
            value = (own or {}).get(key) or self._value(draft, key, typed)
            if value:
                found[key] = _shaped(draft, key, value)
        return found

    def word(self, word: str, text: str) -> str:
        """What a word means that rows share: a rung's code, a round's or pool's id."""
        if word == "rung":
            return self._once("rung", text, look_up=lookup.whole_rung_id)
        if f"{word}_id" in _RESOLVERS:
            return self._once(word, text, look_up=_RESOLVERS[f"{word}_id"][1])
        return text

    def _value(
        self, draft: type[Draft], key: str, typed: Mapping[str, str]
    ) -> str | None:
        option = typed.get(key.removesuffix("_id"))
        if key == "rung" and option:
            return self.word("rung", option)
        if not draft.model_fields[key].is_required() and key in _OPTIONAL:
            return self._once(key, option, look_up=_OPTIONAL[key]) if option else None
        if key in _RECORDS:
            return _number(typed["record"])
        if key in _RESOLVERS:
            asked, look_up = _RESOLVERS[key]
            exact = (self._exact(word, typed[word]) for word in asked)
            return self._once(key, *exact, look_up=look_up)
        return option

    def _exact(self, word: str, text: str) -> str:
        return self.word(word, text) if word == "rung" else text

    def _once(self, key: str, *typed: str, look_up: Callable[..., int | str]) -> str:
        asked = (key, *typed)
        if asked not in self._known:
            self._known[asked] = str(look_up(self.connection, *typed))
        return self._known[asked]


def _shaped(draft: type[Draft], key: str, value: str) -> object:
    """A value as the draft takes it: 数据=3.2，集成=2.5 becomes a mapping."""
    if get_origin(draft.model_fields[key].annotation) is not dict:
        return value
    parts = (part.partition("=") for part in value.replace("，", ",").split(","))
    return {name.strip(): number.strip() for name, _, number in parts}


def _number(text: str) -> str:
    if not text.isdecimal():
        raise InputError(f"「{text}」不是记录编号；编号见 tidu show 或 tidu history")
    if int(text) > _GREATEST:
        raise NotFoundError(f"没有编号 {text} 的记录；编号见 tidu history")
    return text
