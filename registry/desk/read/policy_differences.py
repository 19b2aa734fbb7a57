"""What changes between two policies, in the words of a register."""

from __future__ import annotations

from registry.desk.read import choices
from registry.desk.read.session import Reading
from registry.ladder import differences as told
from registry.ladder.clauses import Difference
from registry.ladder.facts import fact_keys
from registry.ladder.names import names
from registry.ladder.policy import Policy


def differences(reading: Reading, old: Policy, new: Policy) -> tuple[Difference, ...]:
    """Every difference; rungs that neither declares are called as on the day."""
    return told.differences(old, new, names(fact_keys(), dict(choices.rungs(reading))))
