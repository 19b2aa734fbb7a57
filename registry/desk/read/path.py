"""The way up for one enterprise: the steps to the top that lack the least in sum."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from registry.desk.read.gaps import lacks
from registry.desk.read.path_hindered import why_not
from registry.desk.read.path_ladder import Ladder, Party, brought, ladder_of, party_of
from registry.desk.read.session import Reading
from registry.desk.read.steps import no_rules, rung_name, steps_to, whither
from registry.eligibility.answer import Answer, ConditionAnswer
from registry.eligibility.answer import Party as Firm
from registry.eligibility.explain import explain
from registry.errors import NotFoundError
from registry.ladder.legs import Climb, cost, lacked
from registry.terms import Tier
from registry.text import visible

OTHERS = 3
"""So many other ways are named."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the way: what it lacks, what the step before brings, what is met.

    ``called`` says whither it leads.
    """

    answer: Answer
    called: str
    tier: Tier
    lacks: tuple[ConditionAnswer, ...]
    brought: tuple[ConditionAnswer, ...]
    met: int


@dataclass(frozen=True, slots=True)
class Other:
    """Another way: its rungs, code and name, and how many conditions it lacks."""

    rungs: tuple[tuple[str, str], ...]
    missing: int


@dataclass(frozen=True, slots=True)
class Way:
    """The way up; ``begins`` is the title it begins with, None for an entry.

    ``to`` is the rung that was asked for, None for the nearest national one; ``goal``
    what it is called; ``topped`` are the national rungs that are held already, where
    none was asked for. Without stages, ``why_not`` says why there is none.
    """

    enterprise: Firm
    to: str | None
    goal: str
    begins: tuple[str, str] | None = None
    stages: tuple[Stage, ...] = ()
    missing: int = 0
    met: int = 0
    others: tuple[Other, ...] = ()
    topped: tuple[tuple[str, str], ...] = ()
    why_not: str = ""


def way(reading: Reading, subject: int, to: str | None = None) -> Way:
    """The way to a rung, or to the nearest national one, that lacks the least in sum.

    Of ways that lack as much the one with fewer steps, then the one whose steps come
    first in the policies. An enterprise goes with all it owns; a workshop with its own
    and its enterprise's titles.

    Raises:
        NotFoundError: there is no such subject, or no policy in force leads there.
    """
    from registry.ladder.graph import climbs  # noqa: PLC0415 - networkx, for this alone

    party = party_of(reading, subject)
    ladder = ladder_of(reading, party)
    tops = _tops(reading, ladder, to)
    goal = rung_name(reading, to) if to else Tier.NATION.label
    if held := _reached(party, ladder, tops, to):
        return Way(party.who, to, goal, why_not=_at_the_end(ladder, held, tops))
    legs = [leg for leg in ladder.legs if (leg.to, leg.subject) not in party.held]
    found = climbs(legs, party.held, tops, ladder.kinds)
    topped = () if to else tuple(_topped(party, ladder, tops))
    if not found:
        why = why_not(reading, party, ladder, tops)
        return Way(party.who, to, goal, topped=topped, why_not=why)
    stages = tuple(_stages(reading, ladder, found[0]))
    others = tuple(_other(ladder, one) for one in found[1 : OTHERS + 1])
    begins = found[0][0].from_
    return Way(
        party.who,
        to,
        goal,
        None if begins is None else (begins, rung_name(reading, begins)),
        stages,
        cost(found[0])[0],
        sum(stage.met for stage in stages),
        others,
        topped,
    )


def _tops(reading: Reading, ladder: Ladder, to: str | None) -> tuple[str, ...]:
    if to is not None:
        steps_to(reading, to)
        return (to,)
    tops = dict.fromkeys(
        one.step.to for one in ladder.steps if one.active.rung.tier is Tier.NATION
    )
    if not tops:
        none = (
            f"{reading.info.on} 没有通往国家级称号的有效政策；"
            "请用 --to 写明称号，或用 --on 换日期，或先用 tidu policy load 载入政策"
        )
        raise NotFoundError(no_rules(reading) or none)
    return tuple(tops)


def _reached(party: Party, ladder: Ladder, tops: Sequence[str], to: str | None) -> str:
    """The rung that is asked for where it is held already, by whom it is asked of."""
    if to is None:
        return ""
    own = ladder.kinds.get(to) == party.kind
    subject = party.subject or party.enterprise
    holders = {holder for rung, holder in party.held if rung in tops}
    return visible(ladder.rungs[to].name) if own and subject in holders else ""


def _at_the_end(ladder: Ladder, held: str, tops: Sequence[str]) -> str:
    """That the rung asked for is held; and if so, that nothing leads on from it."""
    on = any(step.step.from_ in tops for step in ladder.steps)
    return f"已持有「{held}」，无须再晋级" + ("" if on else "；它是这一方向的最高一级")


def _topped(
    party: Party, ladder: Ladder, tops: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """The tops that are held: there is no way on from them."""
    held = {rung for rung, _ in party.held}
    return ((one, visible(ladder.rungs[one].name)) for one in tops if one in held)


def _stages(reading: Reading, ladder: Ladder, found: Climb) -> Iterator[Stage]:
    for at, (leg, lacking) in enumerate(zip(found, lacked(found), strict=True)):
        step, standing = ladder.legs[leg]
        answer = explain(reading.connection, step, standing.subject_id)
        mask = brought(step, ladder.rungs) if at else 0
        ids = {one.id for p, one in enumerate(step.step.condition) if mask >> p & 1}
        missing = lacks(answer)
        given = tuple(one for one in missing if one.id in ids)
        left = tuple(one for one in missing if one.id not in ids)
        met = len(answer.conditions) - len(missing)
        if len(left) != lacking:
            raise RuntimeError("an explanation and its standing differ")
        yield Stage(answer, whither(step), step.active.rung.tier, left, given, met)


def _other(ladder: Ladder, found: Climb) -> Other:
    steps = (ladder.legs[leg][0] for leg in found)
    rungs = tuple((step.step.to, visible(whither(step))) for step in steps)
    return Other(rungs, cost(found)[0])
