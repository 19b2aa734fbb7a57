"""The draft of a policy to load."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field

from registry.desk.drafts.base import Draft


class PolicyDraft(Draft):
    """A policy file on disk."""

    path: Path = Field(title="政策文件")
