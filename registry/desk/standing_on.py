"""Which steps of an application stand on another that is to be taken away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row

from registry.dates import Precision, show
from registry.errors import ConflictError
from registry.store.transaction import Tx

MOST = 10
"""So many steps are named in a refusal."""

_LATER = """
SELECT DISTINCT s.name AS subject, k.name AS stage, f.id, t.name AS later, f."on",
  f.on_precision, f.change_id
FROM application_step p JOIN stage_kind k ON k.code = p.stage
JOIN application a ON a.id = p.application_id JOIN subject s ON s.id = a.subject_id
JOIN application_step f ON f.application_id = p.application_id
  AND f.voided_by IS NULL AND f.id > p.id
JOIN stage_kind t ON t.code = f.stage AND t.ordinal > k.ordinal
WHERE {} ORDER BY f.id
"""
_OF_CHANGE = _LATER.format(
    "p.voided_by = :own AND p.id IN (SELECT row_id FROM journal"
    " WHERE change_id = :own AND table_name = 'application_step')"
)
_OF_STEP = _LATER.format("p.id = :step")


def refuse_undoing(tx: Tx) -> None:
    """Refuse an undoing that takes away a step on which later ones stand.

    Raises:
        ConflictError: it does, naming them with their changes.
    """
    _refuse(tx.rows(_OF_CHANGE, {"own": tx.change_id}), "撤回")


def refuse_voiding(tx: Tx, step: int) -> None:
    """Refuse the voiding of a step on which later ones stand.

    Raises:
        ConflictError: they do, naming them with their changes.
    """
    _refuse(tx.rows(_OF_STEP, {"step": step}), "作废")


def _refuse(later: Sequence[Row[Any]], what: str) -> None:
    if not later:
        return
    told = "".join(f"\n  {_told(row)}" for row in later[:MOST])
    more = f"\n  …… 共 {len(later)} 个" if len(later) > MOST else ""
    raise ConflictError(
        f"不能{what}：后面的环节是在它之后办的；请先{what}这些环节：{told}{more}"
    )


def _told(row: Row[Any]) -> str:
    on = show(date.fromisoformat(row.on), Precision(row.on_precision))
    return (
        f"{row.subject}：「{row.stage}」之后办了「{row.later}」{on}"
        f"（环节 #{row.id}，第 {row.change_id} 次变更）"
    )
