"""What the page on ledgers tells of each kind: its columns and other words for them."""

from __future__ import annotations

from collections.abc import Iterator

from registry.columns import Column
from registry.intake.kinds import KINDS, WHO, Kind


def tables() -> str:
    """A table for every kind of ledger, as Markdown."""
    return "\n".join(line for kind in KINDS.values() for line in _table(kind))


def _table(kind: Kind) -> Iterator[str]:
    yield f"### {kind.ledger.label}台账 `{kind.ledger.value}`"
    yield ""
    yield "| 栏目 | 也认得的表头 |"
    yield "|---|---|"
    must = {slot.column for slot in kind.slots if slot.required}
    for column in kind.columns:
        if column not in WHO:
            yield f"| {_named(column, must)} | {'、'.join(column.headers[1:])} |"
    yield ""


def _named(column: Column, must: set[Column]) -> str:
    return f"**{column.header}**" if column in must else column.header


def who() -> str:
    """The columns that every ledger has."""
    lines = [f"| {c.header} | {'、'.join(c.headers[1:])} |" for c in WHO]
    return "\n".join(("| 栏目 | 也认得的表头 |", "|---|---|", *lines))
