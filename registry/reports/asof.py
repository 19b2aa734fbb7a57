"""Another name of ``registry.asof``."""

from __future__ import annotations

from registry.asof import (
    LIVE_ENTERPRISE,
    assessment,
    held,
    in_force,
    name,
    owner,
    spelled,
    subjects,
    unit_name,
    value,
)

__all__ = [
    "LIVE_ENTERPRISE",
    "assessment",
    "held",
    "in_force",
    "name",
    "owner",
    "spelled",
    "subjects",
    "unit_name",
    "value",
]
