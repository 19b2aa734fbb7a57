"""Budget lines, subsidies, payments, indicators and rosters, from their sheets."""

from __future__ import annotations

from registry.desk import funds, rosters, targets
from registry.desk.demo.known import Known
from registry.desk.demo.sheets import Line, Sheet
from registry.desk.drafts.funds import (
    BudgetLineDraft,
    PayDraft,
    PaymentDraft,
    SubsidyDraft,
    TargetDraft,
)
from registry.desk.drafts.pools import RosterDraft
from registry.store.transaction import Tx


def budget_line(tx: Tx, known: Known, line: Line) -> None:
    """A line of a year's budget."""
    draft = line.draft(BudgetLineDraft)
    known.keep(funds.budget_line.within(tx, draft), "预算项目", draft.name)


def subsidy(tx: Tx, known: Known, line: Line) -> None:
    """A subsidy of a title, approved and paid."""
    subject_id = known.subject(line.cells)
    approved = line.draft(
        SubsidyDraft,
        title_id=known.find("称号", line["称号"], str(subject_id)),
        budget_line_id=known.find("预算项目", line["预算项目"]),
    )
    subsidy_id = funds.approve_subsidy.within(tx, approved)
    paid = line.draft(
        PayDraft, subsidy_id=subsidy_id, budget_line_id=approved.budget_line_id
    )
    funds.pay.within(tx, paid)


def payment(tx: Tx, known: Known, line: Line) -> None:
    """Money that left a budget line for a purchase."""
    bound = known.find("预算项目", line["预算项目"])
    funds.payment.within(tx, line.draft(PaymentDraft, budget_line_id=bound))


def target(tx: Tx, known: Known, line: Line) -> None:
    """An indicator of the self-evaluation, or a figure that was reported."""
    name = line["预算项目"]
    bound = known.find("预算项目", name) if name else None
    targets.record.within(tx, line.draft(TargetDraft, budget_line_id=bound))


def roster(tx: Tx, known: Known, line: Line) -> None:
    """A set of enterprises frozen on a day; one line, names separated by 、."""
    members = tuple(known.find("企业", name) for name in line["企业"].split("、"))
    rosters.freeze.within(tx, line.draft(RosterDraft, subject_ids=members))


FUNDS = (
    Sheet("budget_lines", budget_line, (BudgetLineDraft,)),
    Sheet("subsidies", subsidy, (SubsidyDraft, PayDraft), ("称号", "企业", "认定对象")),
    Sheet("payments", payment, (PaymentDraft,)),
)
"""Budgets and what left them."""

FIGURES = (
    Sheet("targets", target, (TargetDraft,)),
    Sheet("rosters", roster, (RosterDraft,), ("企业",)),
)
"""Indicators, reported figures, and names that the report lists together."""
