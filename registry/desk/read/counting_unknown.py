"""What a count of nobody does not say: of how many nothing is recorded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from registry import asof
from registry.desk.read.filtering import asking
from registry.desk.read.session import Reading
from registry.filter.compile import condition
from registry.filter.field import MISSING, Comparator, Comparison, Value
from registry.filter.fields.assessments import NOT_ASSESSED
from registry.filter.tree import All, Node

_UNKNOWN = frozenset({MISSING, NOT_ASSESSED})
"""What is said of what is not recorded, where that is no answer."""


def unknown(reading: Reading, asked: Node) -> Iterator[str]:
    """另有缺数据 214 家: of each condition, how many lack it and meet the others."""
    parts = asked.parts if isinstance(asked, All) else (asked,)
    for at, part in enumerate(parts):
        if not isinstance(part, Comparison) or not _may_be_missing(part):
            continue
        value = Value(part.field.missing, 0, 0)
        missing = replace(part, comparator=Comparator.EQ, values=(value,))
        number = _count(reading, All((*parts[:at], missing, *parts[at + 1 :])))
        if number:
            of = f".{part.of.text}" if part.of else ""
            yield f"另有{part.field.name}{of}{part.field.missing}的 {number} 家"


def _may_be_missing(asked: Comparison) -> bool:
    return asked.field.missing in _UNKNOWN and asked.comparator is not Comparator.NE


def _count(reading: Reading, node: Node) -> int:
    of = asking(reading)
    row = reading.one(
        f"SELECT count(*) AS n FROM enterprise e WHERE {asof.LISTED}"
        f" AND {condition(node, of)}",
        **of.bound,
    )
    return 0 if row is None else int(row["n"])
