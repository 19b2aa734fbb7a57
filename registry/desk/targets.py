"""Indicators of a self-evaluation, and reported figures."""

from __future__ import annotations

from registry.desk import rows
from registry.desk.drafts.funds import TargetDraft
from registry.desk.verb import verb
from registry.errors import ConflictError
from registry.model.funds import BudgetLine, Target
from registry.readers.numbers import scaled
from registry.store.transaction import Tx


@verb("登记绩效指标")
def record(tx: Tx, draft: TargetDraft) -> int:
    """Record an indicator with target, actual, weight and score; its id.

    Raises:
        ConflictError: the same indicator of that year, unit and line is there.
    """
    if draft.budget_line_id is not None:
        rows.need(tx, BudgetLine, draft.budget_line_id, "预算项目")
    row = _target(tx, draft)
    same = rows.live(
        tx,
        Target,
        year=row.year,
        unit_id=row.unit_id,
        budget_line_id=row.budget_line_id,
        group=row.group,
        category=row.category,
        indicator=row.indicator,
    )
    if same:
        raise ConflictError(
            f"{draft.year} 年的指标「{draft.indicator}」已登记，编号 {same[0].id}；"
            f"{rows.wrongly(same[0])}"
        )
    return rows.number(tx.add(row))


def _target(tx: Tx, draft: TargetDraft) -> Target:
    return Target(
        year=draft.year,
        unit_id=rows.unit(tx, draft.unit).id if draft.unit else None,
        budget_line_id=draft.budget_line_id,
        group=draft.group,
        category=draft.category,
        indicator=draft.indicator,
        target=draft.target,
        actual=draft.actual,
        weight=None if draft.weight is None else scaled(draft.weight, 2),
        score=None if draft.score is None else scaled(draft.score, 2),
        deviation=draft.deviation,
        provenance=draft.provenance,
        query=draft.query,
        source=draft.source,
        sample=draft.sample,
        document_id=rows.document_id(tx, draft),
    )
