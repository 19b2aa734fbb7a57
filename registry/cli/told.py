"""What a write recorded, told after it from the journal: in words, with its number."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from registry.desk.read import history
from registry.desk.read.edits import Edit, told_as
from registry.desk.read.session import open_reading
from registry.model.labels import column_label

_VOIDED = column_label("subject", "voided_by")
_MOST = 12
"""So many rows of one change are told."""


def recorded(path: Path, change: int) -> Iterator[str]:
    """One line for each row that a change wrote, then its number and the way back."""
    with open_reading(path) as reading:
        done = history.one(reading, change)
    rows = [list(edits) for _, edits in groupby(done.edits, _row)]
    yield f"已记为第 {done.id} 次变更：{done.action}"
    yield from (f"  {_line(edits)}" for edits in rows[:_MOST])
    if done.rows > _MOST:
        yield f"  …… 共 {done.rows} 条记录"
    because = (("文号", done.document), ("事由", done.reason))
    told = "；".join(f"{name} {text}" for name, text in because if text)
    if told:
        yield f"  {told}"
    yield f"要撤回：tidu undo --change {done.id}"


def _row(edit: Edit) -> tuple[str, int]:
    return edit.record, edit.row


def _line(edits: list[Edit]) -> str:
    first = edits[0]
    news = [edit for edit in edits if edit.old or edit.new != first.about]
    said = "，".join(map(_said, news))
    about = told_as(f"「{first.about}」", first.former) if first.about else ""
    return f"{first.record} #{first.row}{about}：{said or '登记'}"


def _said(edit: Edit) -> str:
    if edit.column == _VOIDED:
        return "作废"
    if not edit.old:
        return f"{edit.column} {edit.new}"
    return f"{edit.column} {edit.old} → {edit.new or '（空）'}"
