"""The way up for one enterprise: the steps to the top that lack the least in sum.

The graph is imported with this module: only who asks for a way imports it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from registry import asof
from registry.desk.read.gaps import lacks
from registry.desk.read.session import Reading
from registry.desk.read.steps import rung_name, steps, steps_to, whither
from registry.eligibility.answer import Answer, ConditionAnswer, Standing
from registry.eligibility.bind import BoundStep, policies
from registry.eligibility.explain import explain
from registry.eligibility.kept import read as kept
from registry.errors import NotFoundError
from registry.ladder.attained import Holds
from registry.ladder.conditions import Condition
from registry.ladder.graph import Climb, Leg, StepNode, climbs, cost, lacked
from registry.ladder.policy import Rung
from registry.ladder.tree import tree
from registry.ladder.values import Of
from registry.ladder.versions import declared, equivalents
from registry.terms import ApplicationKind, Tier
from registry.text import visible

ENTERPRISE = "enterprise"
OTHERS = 3
"""So many other ways are named."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the way: what it lacks, what the step before brings, what is met."""

    answer: Answer
    to: str
    tier: Tier
    lacks: tuple[ConditionAnswer, ...]
    brought: tuple[ConditionAnswer, ...]
    met: int


@dataclass(frozen=True, slots=True)
class Other:
    """Another way: its rungs, and how many conditions it lacks in sum."""

    rungs: tuple[str, ...]
    missing: int


@dataclass(frozen=True, slots=True)
class Way:
    """The way up; ``begins`` is the title it begins with, empty for an entry.

    Without stages, ``why_not`` says why there is none.
    """

    enterprise: str
    goal: str
    begins: str = ""
    stages: tuple[Stage, ...] = ()
    missing: int = 0
    met: int = 0
    others: tuple[Other, ...] = ()
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class _Party:
    """Who goes: an enterprise, and the one thing of its own that is asked about."""

    enterprise: int
    name: str
    subject: int | None
    kind: str
    held: frozenset[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class _Ladder:
    """The steps in force, what they may be taken by, and where they lead."""

    steps: Sequence[BoundStep]
    rungs: Mapping[str, Rung]
    legs: dict[Leg, tuple[BoundStep, Standing]] = field(default_factory=dict)

    @property
    def kinds(self) -> dict[str, str]:
        return {code: rung.subject for code, rung in self.rungs.items()}


def way(reading: Reading, subject: int, to: str | None = None) -> Way:
    """The way to a rung, or to the nearest national one, that lacks the least in sum.

    Of ways that lack as much the one with fewer steps, then the one whose steps come
    first in the policies. An enterprise goes with all it owns; a workshop with its own
    and its enterprise's titles.

    Raises:
        NotFoundError: there is no such subject, or no policy in force leads there.
    """
    party = _party(reading, subject)
    ladder = _ladder(reading, party)
    tops = _tops(reading, ladder, to)
    goal = rung_name(reading, to) if to else Tier.NATION.label
    if held := _reached(party, ladder, tops, to):
        return Way(party.name, goal, why_not=f"已持有「{held}」，无须再晋级")
    legs = [leg for leg in ladder.legs if (leg.to, leg.subject) not in party.held]
    found = climbs(legs, party.held, tops, ladder.kinds)
    if not found:
        return Way(party.name, goal, why_not=_why_not(reading, party, ladder, tops))
    stages = tuple(_stages(reading, ladder, found[0]))
    others = tuple(_other(ladder, one) for one in found[1 : OTHERS + 1])
    first = found[0][0]
    return Way(
        party.name,
        goal,
        "" if first.from_ is None else rung_name(reading, first.from_),
        stages,
        cost(found[0])[0],
        sum(stage.met for stage in stages),
        others,
    )


_WHO = f"""
SELECT s.id, s.kind, {asof.owner("s.id")} AS enterprise FROM subject s
WHERE s.id = :subject AND s.voided_by IS NULL
"""
_HELD = f"""
SELECT t.rung, t.subject_id FROM title t
WHERE t.subject_id IN {asof.subjects(":enterprise")} AND {asof.held("t")}
"""


def _party(reading: Reading, subject: int) -> _Party:
    row = reading.one(_WHO, subject=subject)
    if row is None:
        raise NotFoundError(f"台账中没有编号 {subject} 的认定对象；请核对名称")
    enterprise, kind = row["enterprise"], row["kind"]
    name = reading.one(f"SELECT {asof.name(':id')} AS name", id=enterprise)
    rows = reading.rows(_HELD, enterprise=enterprise)
    own = None if kind == ENTERPRISE else subject
    rungs = declared(policies(reading.connection), reading.info.on)
    held = frozenset(
        (equal, holder)
        for rung, holder in rows
        for equal in rungs
        if rung in equivalents(equal, rungs)
    )
    return _Party(enterprise, visible(name["name"] if name else ""), own, kind, held)


def _ladder(reading: Reading, party: _Party) -> _Ladder:
    """New applications only: a renewal leads nowhere."""
    found = [one for one in steps(reading) if one.step.kind is ApplicationKind.NEW]
    rungs = declared(policies(reading.connection), reading.info.on)
    ladder = _Ladder(found, rungs)
    for step in found:
        standings = kept.standings(
            reading.connection, step, enterprise_id=party.enterprise
        )
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
        (missing & ~_brought(step, rungs)).bit_count(),
    )


def _brought(step: BoundStep, rungs: Mapping[str, Rung]) -> int:
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


def _tops(reading: Reading, ladder: _Ladder, to: str | None) -> tuple[str, ...]:
    if to is not None:
        steps_to(reading, to)
        return (to,)
    tops = dict.fromkeys(
        one.step.to for one in ladder.steps if one.active.rung.tier is Tier.NATION
    )
    if not tops:
        raise NotFoundError(
            f"{reading.info.on} 没有通往国家级称号的有效政策；"
            "请用 --to 写明称号，或用 --on 换日期，或先用 tidu policy load 载入政策"
        )
    return tuple(tops)


def _reached(
    party: _Party, ladder: _Ladder, tops: Sequence[str], to: str | None
) -> str:
    """The rung that is asked for where it is held already, by whom it is asked of."""
    if to is None:
        return ""
    own = ladder.kinds.get(to) == party.kind
    subject = party.subject or party.enterprise
    holders = {holder for rung, holder in party.held if rung in tops}
    return visible(ladder.rungs[to].name) if own and subject in holders else ""


def _stages(reading: Reading, ladder: _Ladder, found: Climb) -> Iterator[Stage]:
    for at, (leg, lacking) in enumerate(zip(found, lacked(found), strict=True)):
        step, standing = ladder.legs[leg]
        answer = explain(reading.connection, step, standing.subject_id)
        mask = _brought(step, ladder.rungs) if at else 0
        ids = {one.id for p, one in enumerate(step.step.condition) if mask >> p & 1}
        missing = lacks(answer)
        brought = tuple(one for one in missing if one.id in ids)
        left = tuple(one for one in missing if one.id not in ids)
        met = len(answer.conditions) - len(missing)
        if len(left) != lacking:
            raise RuntimeError("an explanation and its standing differ")
        yield Stage(answer, whither(step), step.active.rung.tier, left, brought, met)


def _other(ladder: _Ladder, found: Climb) -> Other:
    names = tuple(visible(whither(ladder.legs[leg][0])) for leg in found)
    return Other(names, cost(found)[0])


_OWNED = f"""
SELECT DISTINCT s.kind FROM subject s
WHERE s.id IN {asof.subjects(":enterprise")} AND s.voided_by IS NULL
"""
_KIND = "SELECT name FROM subject_kind WHERE code = :kind AND voided_by IS NULL"


def _why_not(
    reading: Reading, party: _Party, ladder: _Ladder, tops: Sequence[str]
) -> str:
    """Why no step to the top, or none on the way there, can be taken."""
    owned = {row["kind"] for row in reading.rows(_OWNED, enterprise=party.enterprise)}
    taken = {step.step.key for step, _ in ladder.legs.values()}
    told = dict.fromkeys(
        _hindrance(reading, step, owned)
        for step in _leading(ladder, tops)
        if step.step.key not in taken
    )
    reasons = "；".join(list(told)[:OTHERS])
    return reasons or "通往它的各步都要先持有前一级称号，而没有通往那一级的有效政策"


def _leading(ladder: _Ladder, tops: Sequence[str]) -> Iterator[BoundStep]:
    """The steps on any way to the tops, from the top down."""
    wanted, seen = list(tops), set(tops)
    for rung in wanted:
        for step in ladder.steps:
            if step.step.to == rung:
                yield step
                if step.step.from_ is not None and step.step.from_ not in seen:
                    seen.add(step.step.from_)
                    wanted.append(step.step.from_)


def _hindrance(reading: Reading, step: BoundStep, owned: set[str]) -> str:
    rung = step.active.rung
    if rung.subject not in owned:
        row = reading.one(_KIND, kind=rung.subject)
        kind = visible(row["name"]) if row else rung.subject
        return (
            f"「{rung.name}」认定到{kind}，没有登记{kind}；可用 tidu add subject 登记"
        )
    return (
        f"不是「{rung.name}」的申报对象：不在政策适用的地区，或已迁出、注销，"
        "或不是企业；请用 tidu show 核对"
    )
