"""The draft of joining two records of one enterprise."""

from __future__ import annotations

from pydantic import Field, model_validator

from registry.desk.drafts.base import Draft, refusal
from registry.desk.drafts.fields import Id


class JoinDraft(Draft):
    """Two records of one enterprise: the one that stays, the one that joins it."""

    kept_id: Id = Field(title="保留的档案")
    joined_id: Id = Field(title="并入的档案")

    @model_validator(mode="after")
    def _two(self) -> JoinDraft:
        if self.kept_id == self.joined_id:
            raise refusal("两份是同一份档案，不用并档")
        return self
