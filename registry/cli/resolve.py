"""From what officials type to the ids that drafts want."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

from registry.desk.drafts.base import Draft
from registry.desk.read import belonging, lookup
from registry.errors import InputError
from registry.store.reader import open_reader
from registry.store.refusals import refusing

HELP = {
    "enterprise": "企业：全称、简称、曾用名或统一社会信用代码",
    "subject": "认定对象：企业，或 企业/车间名",
    "round": "批次名称",
    "pool": "培育库名称",
    "rung": "称号名称",
    "budget": "预算项目名称",
    "which": "文号",
    "record": "记录编号（tidu show 或 history 中可见）",
}
META = {
    "enterprise": "企业",
    "subject": "对象",
    "round": "批次",
    "pool": "培育库",
    "rung": "称号",
    "budget": "预算项目",
    "which": "文号",
    "record": "编号",
}

Resolver = Callable[..., int]

_RESOLVERS: dict[str, tuple[tuple[str, ...], Resolver]] = {
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
_OPTIONAL: dict[str, Resolver] = {
    "parent_id": lookup.enterprise_id,
    "successor_id": lookup.enterprise_id,
    "round_id": lookup.round_id,
    "budget_line_id": belonging.budget_line_id,
}
_RECORDS = {"event_id", "spell_id", "id"}


def is_named(field: str) -> bool:
    """Whether officials name the field's record instead of giving its number."""
    return field in _RESOLVERS or field in _RECORDS


def words(field: str) -> tuple[str, ...]:
    """The arguments that name the field's record."""
    return ("record",) if field in _RECORDS else _RESOLVERS[field][0]


def fill(path: Path, draft: type[Draft], typed: Mapping[str, str]) -> dict[str, str]:
    """The draft's fields from typed words, with every name looked up.

    Raises:
        NotFoundError: a name means nothing in the register.
        InputError: a name means several things, or a number is none.
    """
    with refusing(path), closing(open_reader(path)) as connection:
        return {
            field: value
            for field in draft.model_fields
            if (value := _value(connection, field, typed, draft)) is not None
        }


def _value(
    connection: sqlite3.Connection,
    field: str,
    typed: Mapping[str, str],
    draft: type[Draft],
) -> str | None:
    option = typed.get(field.removesuffix("_id"))
    if field == "rung" and option:
        return lookup.rung_id(connection, option)
    if not draft.model_fields[field].is_required() and field in _OPTIONAL:
        return str(_OPTIONAL[field](connection, option)) if option else None
    if field in _RECORDS:
        return _number(typed["record"])
    if field in _RESOLVERS:
        asked, look_up = _RESOLVERS[field]
        return str(look_up(connection, *(typed[word] for word in asked)))
    return option or None


def _number(text: str) -> str:
    if not text.isdigit():
        raise InputError(f"「{text}」不是记录编号；编号见 tidu show 或 tidu history")
    return text
