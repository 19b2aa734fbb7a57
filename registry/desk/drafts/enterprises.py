"""Drafts about enterprises, what they own, and how they change."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from registry.desk.drafts import writing
from registry.desk.drafts.base import (
    Draft,
    InsistingDraft,
    RestingDraft,
    SourcedDraft,
    refusal,
    require_some,
)
from registry.desk.drafts.fields import (
    Division,
    Id,
    KnownDay,
    MaybeCreditCode,
    MaybeDay,
    MaybeFlag,
    Name,
    Names,
    Unit,
    Words,
    coded,
    maybe_coded,
)
from registry.terms import (
    Attribute,
    NameKind,
    OrganisationKind,
    Size,
    Status,
    SuccessionKind,
)


class EnterpriseDraft(SourcedDraft, InsistingDraft):
    """A new enterprise with what is known of it; ``since`` dates its attributes.

    ``division`` and ``unit`` are codes or names; ``size`` is by the 2017 standard.
    Where only a short name is known, ``name_kind`` says so and no name is taken for
    the official one. ``status`` None: nobody said that it is in operation.
    """

    name: Name = Field(title="企业名称")
    name_kind: Annotated[NameKind, coded(NameKind)] = Field(
        default=NameKind.OFFICIAL, title="名称类别"
    )
    kind: Annotated[OrganisationKind, coded(OrganisationKind)] = Field(
        default=OrganisationKind.ENTERPRISE, title="组织类型"
    )
    uscc: MaybeCreditCode = Field(default=None, title="统一社会信用代码")
    short_names: Names = Field(default=(), title="简称")
    former_names: Names = Field(default=(), title="曾用名")
    established_on: MaybeDay = Field(default=None, title="成立日期")
    division: Division = Field(default="", title="县市区")
    unit: Unit = Field(default="", title="上报单位")
    address: Words = Field(default="", title="地址")
    industry: Words = Field(default="", title="行业")
    above_designated_size: MaybeFlag = Field(default=None, title="规上")
    size: Annotated[Size | None, maybe_coded(Size)] = Field(default=None, title="规模")
    status: Annotated[Status | None, maybe_coded(Status)] = Field(
        default=None, title="状态"
    )
    parent_id: Id | None = Field(default=None, title="所属集团")
    since: MaybeDay = Field(default=None, title="自何日起")


class SubjectDraft(SourcedDraft):
    """A workshop, factory, scene or other thing that an enterprise owns."""

    enterprise_id: Id = Field(title="企业")
    kind: Annotated[Name, writing.SUBJECT_KIND] = Field(title="认定对象类别")
    name: Name = Field(title="名称")
    since: MaybeDay = Field(default=None, title="自何日起")


class SubjectNameDraft(Draft):
    """The right name of a workshop, factory or scene."""

    subject_id: Id = Field(title="认定对象")
    name: Name = Field(title="名称")


class HandOverDraft(SourcedDraft):
    """A workshop, factory or scene that passes to another enterprise."""

    subject_id: Id = Field(title="认定对象")
    enterprise_id: Id = Field(title="新所属企业")
    since: KnownDay = Field(title="自何日起")


class IdentityDraft(Draft):
    """What is the same all an enterprise's life; what is left out stays as it is."""

    enterprise_id: Id = Field(title="企业")
    uscc: MaybeCreditCode = Field(default=None, title="统一社会信用代码")
    established_on: MaybeDay = Field(default=None, title="成立日期")
    kind: Annotated[OrganisationKind | None, maybe_coded(OrganisationKind)] = Field(
        default=None, title="组织类型"
    )

    @model_validator(mode="after")
    def _says_what(self) -> IdentityDraft:
        require_some(self, "uscc", "established_on", "kind")
        return self


class RenameDraft(SourcedDraft, InsistingDraft):
    """A new official name; with ``until`` an earlier one that is added to the past."""

    enterprise_id: Id = Field(title="企业")
    name: Name = Field(title="新名称")
    since: MaybeDay = Field(default=None, title="自何日起")
    until: MaybeDay = Field(default=None, title="至何日止")


class MoveDraft(SourcedDraft):
    """A move to another division, reporting unit or address, from one day on."""

    enterprise_id: Id = Field(title="企业")
    division: Division = Field(default="", title="县市区")
    unit: Unit = Field(default="", title="上报单位")
    address: Words = Field(default="", title="地址")
    since: KnownDay = Field(title="自何日起")

    @model_validator(mode="after")
    def _goes_somewhere(self) -> MoveDraft:
        if not (self.division or self.unit or self.address):
            raise refusal("没有写迁到哪里，请写明县市区、上报单位或地址")
        return self


class AttributeDraft(SourcedDraft, InsistingDraft):
    """A value that an attribute takes on ``since``; with ``until`` one of the past.

    ``value`` is text as officials write it: a division's or unit's name or code,
    是 or 否, a size class, a status, the parent's name, credit code or number.
    """

    enterprise_id: Id = Field(title="企业")
    attribute: Annotated[Attribute, coded(Attribute)] = Field(title="变更项")
    value: Name = Field(title="新值")
    since: MaybeDay = Field(default=None, title="自何日起")
    until: MaybeDay = Field(default=None, title="至何日止")


class SpellCorrectionDraft(SourcedDraft, InsistingDraft):
    """What a recorded spell should have said; what is left out stays as it was."""

    attribute: Annotated[Attribute, coded(Attribute)] = Field(title="更正项")
    spell_id: Id = Field(title="记录编号")
    value: Name | None = Field(default=None, title="应为")
    since: MaybeDay = Field(default=None, title="自何日起")
    until: MaybeDay = Field(default=None, title="至何日止")

    @model_validator(mode="after")
    def _says_what(self) -> SpellCorrectionDraft:
        told = ("value", "since", "until", "source", "document", "sample")
        require_some(self, *told)
        return self


class SuccessionDraft(RestingDraft):
    """How an enterprise ends, comes, goes, or gives rise to another.

    ``successor_id``: who absorbed it, or what was split off from it. ``subject_ids``
    name what passes to the successor; titles stay where they are until a document
    ends them.
    """

    kind: Annotated[SuccessionKind, coded(SuccessionKind)] = Field(title="承继方式")
    enterprise_id: Id = Field(title="企业")
    successor_id: Id | None = Field(default=None, title="承继企业")
    on: KnownDay = Field(title="日期")
    subject_ids: tuple[Id, ...] = Field(default=(), title="转移的认定对象")
    note: Words = Field(default="", title="备注")

    @model_validator(mode="after")
    def _names_the_successor(self) -> SuccessionDraft:
        needed = self.kind in (SuccessionKind.ABSORBED, SuccessionKind.SPLIT)
        if needed and self.successor_id is None:
            raise refusal(f"{self.kind.label}要写明承继企业")
        if not needed and self.successor_id is not None:
            raise refusal(f"{self.kind.label}没有承继企业，请去掉")
        if self.successor_id == self.enterprise_id:
            raise refusal("企业不能承继自己，请核对承继企业")
        return self
