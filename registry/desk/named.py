"""From what officials type to the ids that drafts want.

A field ``enterprise_id``, ``subject_id``, ``round_id`` … is typed as one word or two:
a name, a code, a 文号. What is written to must be named so that it is one thing: a
rung by its whole name or its code.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping

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
    "budget_line_id": (("budget",), belonging.budget_line_id),
}
_OPTIONAL: Mapping[str, Resolver] = {
    "parent_id": lookup.enterprise_id,
    "successor_id": lookup.enterprise_id,
    "round_id": lookup.round_id,
    "budget_line_id": belonging.budget_line_id,
}
_RECORDS = frozenset({"event_id", "spell_id", "id"})
_GREATEST = 2**63 - 1


def is_named(field: str) -> bool:
    """Whether officials name the field's record instead of giving its number."""
    return field in _RESOLVERS or field in _RECORDS


def words(field: str) -> tuple[str, ...]:
    """The words that name the field's record."""
    return ("record",) if field in _RECORDS else _RESOLVERS[field][0]


def fill(
    connection: sqlite3.Connection, draft: type[Draft], typed: Mapping[str, str]
) -> dict[str, str]:
    """The draft's fields from typed words, with every name looked up.

    Raises:
        NotFoundError: a name means nothing in the register.
        InputError: a name means several things, or a number is none.
    """
    exact = dict(typed)
    if exact.get("rung"):
        exact["rung"] = lookup.whole_rung_id(connection, exact["rung"])
    return {
        field: value
        for field in draft.model_fields
        if (value := _value(connection, field, exact, draft)) is not None
    }


def _value(
    connection: sqlite3.Connection,
    field: str,
    typed: Mapping[str, str],
    draft: type[Draft],
) -> str | None:
    option = typed.get(field.removesuffix("_id"))
    if not draft.model_fields[field].is_required() and field in _OPTIONAL:
        return str(_OPTIONAL[field](connection, option)) if option else None
    if field in _RECORDS:
        return _number(typed["record"])
    if field in _RESOLVERS:
        asked, look_up = _RESOLVERS[field]
        return str(look_up(connection, *(typed[word] for word in asked)))
    return option or None


def _number(text: str) -> str:
    if not text.isdecimal():
        raise InputError(f"「{text}」不是记录编号；编号见 tidu show 或 tidu history")
    if int(text) > _GREATEST:
        raise NotFoundError(f"没有编号 {text} 的记录；编号见 tidu history")
    return text
