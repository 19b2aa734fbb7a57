"""What a leaf is asked of: a candidate row, a day, and what the policies declare."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from registry.eligibility.attributes import Attribute
from registry.eligibility.sql import Sql
from registry.ladder.policy import FactKey
from registry.ladder.values import Anchor, Leaf, Of

SUBJECT = Sql("k.subject_id")
"""S, the candidate row's subject."""
ENTERPRISE = Sql("k.enterprise_id")
"""E, the enterprise that owns S on the as-of day."""


class CompileError(Exception):
    """A condition that has no expression; its text is a Chinese sentence."""


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """One condition of a step, for whichever candidate row ``k`` it is asked.

    What is compiled of it is kept by its identity.

    ``on`` is D; ``anchors`` the named days; ``rounds`` the current round's id of
    each rung that has one; ``document``, ``target`` and ``condition`` say whose
    clause it is; ``attributes`` are those that the row may know.
    """

    document: str
    target: str
    condition: str
    on: date
    anchors: Mapping[Anchor, date]
    rounds: Mapping[str, int]
    facts: Mapping[str, FactKey]
    equivalents: Mapping[str, tuple[str, ...]]
    recorded: frozenset[str]
    attributes: tuple[Attribute, ...]

    def day(self, leaf: Leaf) -> date:
        """A, the day the leaf names."""
        return self.anchors[leaf.day]

    def known(self, leaf: Leaf) -> date:
        """B, the last day whose events count: A, but never after D."""
        return min(self.day(leaf), self.on)

    def rungs(self, asked: Iterable[str]) -> tuple[str, ...]:
        """The rungs with all that are deemed equal to them, each once."""
        equal = self.equivalents
        found = {one: None for rung in asked for one in equal.get(rung, (rung,))}
        return tuple(found)

    def complete(self, asked: Iterable[str]) -> bool:
        """Whether the register records every holder of the rungs and their equals."""
        return self.recorded.issuperset(self.rungs(asked))


def owner(of: Of) -> Sql:
    """The column with the subject whose records are asked, S or E."""
    return SUBJECT if of is Of.SUBJECT else ENTERPRISE
