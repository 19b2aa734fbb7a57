"""The shipped policies, read once."""

from __future__ import annotations

import pytest

from registry.ladder.loader import load, shipped
from registry.ladder.policy import Policy


@pytest.fixture(scope="session")
def policies() -> tuple[Policy, ...]:
    """Every shipped policy."""
    return tuple(load(file) for file in shipped())
