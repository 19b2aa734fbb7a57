"""Whose way up it is, what is held, and every step that may be taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from registry import asof
from registry.desk.read.session import Reading
from registry.desk.read.steps import steps
from registry.eligibility.answer import Party as Firm
from registry.eligibility.answer import Standing
from registry.eligibility.bind import BoundStep, policies
from registry.eligibility.candidates import Among
from registry.eligibility.kept import read as kept
from registry.errors import NotFoundError
from registry.ladder.attained import Holds
from registry.ladder.conditions import Condition
from registry.ladder.legs import Leg, StepNode
from registry.ladder.policy import Rung
from registry.ladder.tree import tree
from registry.ladder.values import Of
from registry.ladder.versions import declared, equivalents
from registry.terms import ApplicationKind
from registry.text import visible

ENTERPRISE = "enterprise"


@dataclass(frozen=True, slots=True)
class Party:
    """Who goes: an enterprise, and the one thing of its own that is asked about."""

    who: Firm
    subject: int | None
    kind: str
    held: frozenset[tuple[str, int]]

    @property
    def enterprise(self) -> int:
        """The enterprise's id."""
        return self.who.id


@dataclass(frozen=True, slots=True)
class Ladder:
    """The steps in force, what they may be taken by, and where they lead."""

    steps: Sequence[BoundStep]
    rungs: Mapping[str, Rung]
    legs: dict[Leg, tuple[BoundStep, Standing]] = field(default_factory=dict)

    @property
    def kinds(self) -> dict[str, str]:
        """What each rung is awarded to."""
        return {code: rung.subject for code, rung in self.rungs.items()}


_WHO = f"""
SELECT s.id, s.kind, {asof.owner("s.id")} AS enterprise FROM subject s
WHERE s.id = :subject AND s.voided_by IS NULL
"""
_HELD = f"""
SELECT t.rung, t.subject_id FROM title t
WHERE t.subject_id IN {asof.subjects(":enterprise")} AND {asof.held("t")}
"""


def party_of(reading: Reading, subject: int) -> Party:
    """The enterprise of a subject, with the titles that are held on the day.

    Raises:
        NotFoundError: there is no such subject.
    """
    row = reading.one(_WHO, subject=subject)
    if row is None:
        raise NotFoundError(f"台账中没有编号 {subject} 的认定对象；请核对名称")
    enterprise, kind = row["enterprise"], row["kind"]
    rows = reading.rows(_HELD, enterprise=enterprise)
    own = None if kind == ENTERPRISE else subject
    rungs = declared(policies(reading.connection), reading.info.on)
    held = frozenset(
        (equal, holder)
        for rung, holder in rows
        for equal in rungs
        if rung in equivalents(equal, rungs)
    )
    return Party(_firm(reading, enterprise), own, kind, held)


_FIRM = f"""
SELECT e.uscc, {asof.name("e.id")} AS name, {asof.unit_name("e.id")} AS unit
FROM enterprise e WHERE e.id = :enterprise
"""


def _firm(reading: Reading, enterprise: int) -> Firm:
    row = reading.need(_FIRM, "企业", enterprise=enterprise)
    name, unit = (visible(row[key] or "") for key in ("name", "unit"))
    return Firm(enterprise, row["uscc"], name, unit)


def ladder_of(reading: Reading, party: Party) -> Ladder:
    """The steps of new applications, as a renewal leads nowhere, and who may go."""
    found = [one for one in steps(reading) if one.step.kind is ApplicationKind.NEW]
    rungs = declared(policies(reading.connection), reading.info.on)
    ladder = Ladder(found, rungs)
    for step in found:
        theirs = Among(enterprise_id=party.enterprise)
        standings = kept.standings(reading.connection, step, theirs)
        for one in standings:
            other = step.active.rung.subject == party.kind != ENTERPRISE
            if not other or one.subject_id == party.subject:
                ladder.legs[_leg(step, one, rungs)] = (step, one)
    return ladder


def _leg(step: BoundStep, standing: Standing, rungs: Mapping[str, Rung]) -> Leg:
    missing = standing.unmet + standing.unknown + standing.judged
    return Leg(
        StepNode(step.active.policy.document, step.step.key),
        step.step.from_,
        step.step.to,
        standing.subject_id,
        missing.bit_count(),
        (missing & ~brought(step, rungs)).bit_count(),
    )


def brought(step: BoundStep, rungs: Mapping[str, Rung]) -> int:
    """The bits of the conditions that ask for no more than the rung before."""
    return sum(
        1 << place
        for place, clause in enumerate(step.step.condition)
        if _asks_for_the_rung_before(clause, step, rungs)
    )


def _asks_for_the_rung_before(
    clause: Condition, step: BoundStep, rungs: Mapping[str, Rung]
) -> bool:
    """A title of the rung the step comes from, whatever its age and its stage."""
    leaf, before = tree(clause), step.step.from_
    if not isinstance(leaf, Holds) or before is None or clause.when is not None:
        return False
    if leaf.for_months or leaf.stage:
        return False
    kind = rungs[before].subject if before in rungs else ""
    own = kind == step.active.rung.subject
    whose = {Of.SUBJECT: own, Of.ENTERPRISE: kind == ENTERPRISE, Of.ANY: True}
    return before in step.asked(clause.id).rungs(leaf.rungs) and whose[leaf.of]
