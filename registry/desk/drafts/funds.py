"""Drafts of budget lines, subsidies, payments and targets."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from registry.desk.drafts.base import Draft, SourcedDraft, refusal
from registry.desk.drafts.fields import (
    ExactDay,
    Id,
    KnownDay,
    MaybePoints,
    Name,
    Unit,
    Words,
    Year,
    Yuan,
    coded,
)
from registry.terms import Provenance, SubsidyKind


class BudgetLineDraft(SourcedDraft):
    """One line of a year's budget, in yuan."""

    year: Year = Field(title="年度")
    name: Name = Field(title="预算项目")
    amount: Yuan = Field(title="预算金额", ge=0)
    department: Words = Field(default="", title="主管部门")


class ProposalDraft(SourcedDraft):
    """Money that is proposed for a title, in yuan."""

    title_id: Id = Field(title="称号记录")
    kind: Annotated[SubsidyKind, coded(SubsidyKind)] = Field(
        default=SubsidyKind.REWARD, title="奖补类型"
    )
    amount: Yuan = Field(title="奖补金额", gt=0)
    fund: Words = Field(default="", title="资金来源")
    budget_line_id: Id | None = Field(default=None, title="预算项目")


class SubsidyDraft(ProposalDraft):
    """Money approved for a title, in yuan."""

    approved_on: KnownDay = Field(title="批准日期")


class PayDraft(SourcedDraft):
    """The payment of a whole subsidy; the subsidy's own line pays where none is."""

    subsidy_id: Id = Field(title="奖补")
    on: KnownDay = Field(title="拨付日期")
    budget_line_id: Id | None = Field(default=None, title="预算项目")
    purpose: Words = Field(default="", title="用途")
    payee: Words = Field(default="", title="收款单位")


class PaymentDraft(SourcedDraft):
    """Money that leaves a budget line for something that is no subsidy, in yuan."""

    budget_line_id: Id = Field(title="预算项目")
    amount: Yuan = Field(title="金额", gt=0)
    on: KnownDay = Field(title="支付日期")
    purpose: Name = Field(title="用途")
    payee: Words = Field(default="", title="收款单位")


class RecoveryDraft(Draft):
    """The day on which a paid subsidy was taken back."""

    subsidy_id: Id = Field(title="奖补")
    on: ExactDay = Field(title="收回日期")


class TargetDraft(SourcedDraft):
    """One indicator of a self-evaluation, or one reported figure; points not fen."""

    year: Year = Field(title="年度")
    unit: Unit = Field(default="", title="上报单位")
    budget_line_id: Id | None = Field(default=None, title="预算项目")
    group: Words = Field(default="", title="一级指标")
    category: Words = Field(default="", title="二级指标")
    indicator: Name = Field(title="指标")
    target: Words = Field(default="", title="目标值")
    actual: Words = Field(default="", title="实际值")
    weight: MaybePoints = Field(default=None, title="分值")
    score: MaybePoints = Field(default=None, title="得分")
    deviation: Words = Field(default="", title="偏差原因")
    provenance: Annotated[Provenance, coded(Provenance)] = Field(title="数据性质")
    query: Words = Field(default="", title="推算方法")

    @model_validator(mode="after")
    def _says_where_from(self) -> TargetDraft:
        if self.provenance is Provenance.DERIVED and not self.query:
            raise refusal("台账推算的指标要写明推算方法")
        if self.provenance is Provenance.REPORTED and not self.source:
            raise refusal("填报的指标要写明来源")
        if self.score is not None and (self.weight is None or self.score > self.weight):
            raise refusal("得分不能高于分值，请核对")
        return self
