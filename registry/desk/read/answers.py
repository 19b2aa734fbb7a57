"""What asking for eligibility gives back, for those who read through the desk."""

from __future__ import annotations

from registry.eligibility.answer import Answer, ConditionAnswer

__all__ = ["Answer", "ConditionAnswer"]
