"""Money: budget lines, subsidies approved, paid and recovered, other payments."""

from __future__ import annotations

from registry.dates import Day
from registry.desk import rows, spells, subjects
from registry.desk.drafts.funds import (
    BudgetLineDraft,
    PayDraft,
    PaymentDraft,
    ProposalDraft,
    RecoveryDraft,
    SubsidyDraft,
)
from registry.desk.read.units import yuan
from registry.desk.verb import verb
from registry.errors import ConflictError, InputError
from registry.model.funds import BudgetLine, Payment, Subsidy
from registry.model.policy import Rung
from registry.model.subject import Subject
from registry.model.title import Title
from registry.readers.numbers import scaled
from registry.store.transaction import Tx
from registry.terms import TitleEnd

UNEARNED = frozenset({TitleEnd.REVOKED, TitleEnd.CANCELLED})
"""Ends after which a title brings no subsidy any more."""

_SAID = (
    "amount",
    "fund",
    "budget_line_id",
    "approved_on",
    "approved_precision",
    "source",
    "document_id",
)


@verb("登记预算项目")
def budget_line(tx: Tx, draft: BudgetLineDraft) -> int:
    """Record a line of a year's budget; its id.

    Raises:
        ConflictError: the year has a line of that name already.
    """
    same = rows.live(tx, BudgetLine, year=draft.year, name=draft.name)
    if same:
        raise ConflictError(
            f"{draft.year} 年的「{draft.name}」已登记，编号 {same[0].id}；不用再登记"
        )
    row = BudgetLine(
        year=draft.year,
        name=draft.name,
        amount=scaled(draft.amount, 2),
        department=draft.department,
        source=draft.source,
        sample=draft.sample,
        document_id=rows.document_id(tx, draft),
    )
    return rows.number(tx.add(row))


@verb("拟定奖补")
def propose(tx: Tx, draft: ProposalDraft) -> int:
    """Propose money for a title, which is yet to be approved; the subsidy's id.

    Raises:
        ConflictError: the title has a subsidy of that kind that was not recovered,
            or was revoked or cancelled.
    """
    title = rows.need(tx, Title, draft.title_id, "称号记录")
    _refuse_unearned(title, None)
    for other in rows.live(tx, Subsidy, title_id=title.id, kind=draft.kind):
        _refuse_second(other)
    return rows.number(tx.add(_subsidy(tx, draft)))


@verb("批准奖补")
def approve_subsidy(tx: Tx, draft: SubsidyDraft) -> int:
    """Approve money for a title, proposed before or not; the subsidy's id.

    Raises:
        ConflictError: the title has an approved subsidy of that kind that was not
            recovered, or was revoked or cancelled by then.
    """
    title = rows.need(tx, Title, draft.title_id, "称号记录")
    _refuse_unearned(title, draft.approved_on)
    row = _subsidy(tx, draft)
    row.approved_on, row.approved_precision = spells.stored(draft.approved_on)
    for other in rows.live(tx, Subsidy, title_id=title.id, kind=draft.kind):
        if other.approved_on is None:
            return rows.number(_approve(tx, other, row))
        _refuse_second(other)
    return rows.number(tx.add(row))


@verb("拨付奖补")
def pay(tx: Tx, draft: PayDraft) -> int:
    """Pay a whole subsidy from a budget line; the payment's id.

    Raises:
        ConflictError: it is not approved yet, is paid or recovered already, or the
            line has not enough.
        InputError: no line is named, or the day is before the approval.
    """
    subsidy = rows.need(tx, Subsidy, draft.subsidy_id, "奖补")
    rows.not_ahead(tx, draft.on.on, "拨付日期")
    _refuse_unpayable(draft, subsidy)
    line = _line(tx, draft, subsidy)
    row = Payment(
        budget_line_id=rows.number(line),
        amount=subsidy.amount,
        on=draft.on.on,
        on_precision=draft.on.precision,
        purpose=draft.purpose or _purpose(tx, subsidy),
        payee=draft.payee or _payee(tx, subsidy, draft),
        subsidy_id=subsidy.id,
        source=draft.source,
        sample=draft.sample,
        document_id=rows.document_id(tx, draft),
    )
    added = _spend(tx, line, row)
    subsidy.paid_on, subsidy.paid_precision = draft.on.on, draft.on.precision
    subsidy.budget_line_id = line.id
    tx.touch(subsidy)
    return added


@verb("登记支出")
def payment(tx: Tx, draft: PaymentDraft) -> int:
    """Record money that left a budget line for something else; its id.

    Raises:
        ConflictError: the line has not that much left.
    """
    rows.not_ahead(tx, draft.on.on, "支付日期")
    line = rows.need(tx, BudgetLine, draft.budget_line_id, "预算项目")
    row = Payment(
        budget_line_id=draft.budget_line_id,
        amount=scaled(draft.amount, 2),
        on=draft.on.on,
        on_precision=draft.on.precision,
        purpose=draft.purpose,
        payee=draft.payee,
        source=draft.source,
        sample=draft.sample,
        document_id=rows.document_id(tx, draft),
    )
    return _spend(tx, line, row)


@verb("收回奖补")
def recover(tx: Tx, draft: RecoveryDraft) -> int:
    """Record that a paid subsidy was taken back; its id.

    Raises:
        ConflictError: it was never paid, or is recovered already.
    """
    subsidy = rows.need(tx, Subsidy, draft.subsidy_id, "奖补")
    if subsidy.paid_on is None:
        raise ConflictError(f"这笔奖补还没有拨付，不用收回；{rows.wrongly(subsidy)}")
    if subsidy.recovered_on is not None:
        raise ConflictError(f"这笔奖补已于 {subsidy.recovered_on} 收回；不用再登记")
    if draft.on < subsidy.paid_on:
        raise InputError(f"收回日期早于拨付日期 {subsidy.paid_on}；请核对日期")
    subsidy.recovered_on = draft.on
    return rows.number(tx.touch(subsidy))


def left(tx: Tx, line: BudgetLine) -> int:
    """What a budget line has left, in fen."""
    spent = rows.live(tx, Payment, budget_line_id=line.id)
    return line.amount - sum(payment.amount for payment in spent)


def _spend(tx: Tx, line: BudgetLine, row: Payment) -> int:
    remains = left(tx, line)
    if row.amount > remains:
        raise ConflictError(
            f"「{line.name}」只剩 {yuan(remains)}，不够支出 {yuan(row.amount)}；"
            "请核对金额，或换一个预算项目"
        )
    return rows.number(tx.add(row))


def _line(tx: Tx, draft: PayDraft, subsidy: Subsidy) -> BudgetLine:
    chosen = draft.budget_line_id or subsidy.budget_line_id
    if chosen is None:
        raise InputError("这笔奖补没有预算项目；请写明从哪个项目拨付")
    return rows.need(tx, BudgetLine, chosen, "预算项目")


def _refuse_unpayable(draft: PayDraft, subsidy: Subsidy) -> None:
    if subsidy.approved_on is None:
        raise ConflictError(
            "这笔奖补只是拟定，还没有批准；请先用 tidu subsidy approve 登记批准"
        )
    if subsidy.paid_on is not None:
        raise ConflictError(f"这笔奖补已于 {subsidy.paid_on} 拨付；不能再拨一次")
    if draft.on.last < subsidy.approved_on:
        raise InputError(f"拨付日期早于批准日期 {subsidy.approved_on}；请核对日期")


def _subsidy(tx: Tx, draft: ProposalDraft) -> Subsidy:
    """The subsidy that a draft is of, as yet only proposed."""
    if draft.budget_line_id is not None:
        rows.need(tx, BudgetLine, draft.budget_line_id, "预算项目")
    return Subsidy(
        title_id=draft.title_id,
        kind=draft.kind,
        amount=scaled(draft.amount, 2),
        fund=draft.fund,
        budget_line_id=draft.budget_line_id,
        source=draft.source,
        sample=draft.sample,
        document_id=rows.document_id(tx, draft),
    )


def _approve(tx: Tx, proposed: Subsidy, approved: Subsidy) -> Subsidy:
    """Let a proposal say what was approved, and what it said where that is silent."""
    for name in _SAID:
        setattr(proposed, name, getattr(approved, name) or getattr(proposed, name))
    return tx.touch(proposed)


def _refuse_unearned(title: Title, on: Day | None) -> None:
    if title.end_kind in UNEARNED and title.ended_on is not None:
        by_then = on is None or on.last >= title.ended_on
        if by_then:
            raise ConflictError(
                f"这个称号已于 {title.ended_on} {title.end_kind.label}，"
                "不再奖补；请核对称号和批准日期"
            )


def _refuse_second(other: Subsidy) -> None:
    if other.recovered_on is None:
        raise ConflictError(
            f"这个称号已有{other.kind.label} {yuan(other.amount)}，编号 "
            f"{other.id}；同一称号不重复奖补，{rows.wrongly(other)}"
        )


def _purpose(tx: Tx, subsidy: Subsidy) -> str:
    title = rows.need(tx, Title, subsidy.title_id, "称号记录")
    return f"{rows.coded(tx, Rung, title.rung, '称号').name}{subsidy.kind.label}"


def _payee(tx: Tx, subsidy: Subsidy, draft: PayDraft) -> str:
    title = rows.need(tx, Title, subsidy.title_id, "称号记录")
    subject = rows.need(tx, Subject, title.subject_id, "认定对象")
    owner = subjects.owner_on(tx, subject, draft.on.on)
    return rows.need(tx, Subject, owner, "企业").name
