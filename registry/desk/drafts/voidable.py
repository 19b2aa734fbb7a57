"""Which records an official may declare void, by the words they are called."""

from __future__ import annotations

from registry.errors import InputError
from registry.model.labels import table_label
from registry.terms import Attribute

TABLES = (
    *("enterprise", "subject", "name_spell", "division_spell", "unit_spell"),
    *("address_spell", "industry_spell", "designated_spell", "size_spell"),
    *("status_spell", "parent_spell", "owner_spell", "succession"),
    *("document", "evidence", "assessment", "fact", "series_value", "event"),
    *("coverage", "judgement", "title", "round", "round_quota", "application"),
    *("application_step", "pool", "pool_entry", "roster", "budget_line", "subsidy"),
    *("payment", "target", "policy", "header_lesson", "spoken_word"),
)
"""The tables whose single rows can be void: all but what the register stands on, what
falls with the row it is part of, and what was published."""

_ALSO = {
    Attribute.NAME.label: "name_spell",
    Attribute.SHORT_NAME.label: "name_spell",
    Attribute.FORMER_NAME.label: "name_spell",
    Attribute.DIVISION.label: "division_spell",
    Attribute.UNIT.label: "unit_spell",
}


def words() -> str:
    """What officials call the tables, in one line."""
    return "、".join(map(table_label, TABLES))


def table(text: object) -> str:
    """The table that a word means; ``InputError`` lists all."""
    word = str(text).strip()
    named = {name: name for name in TABLES} | {table_label(one): one for one in TABLES}
    if word in named | _ALSO:
        return (named | _ALSO)[word]
    raise InputError(f"「{word}」不能单条作废；可以作废的有：{words()}")
