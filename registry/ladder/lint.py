"""What is wrong with the ladder that several policy files make together."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from registry.ladder.graph import Graph, build, circles, entries, reached
from registry.ladder.overlaps import overlaps
from registry.ladder.policy import Policy
from registry.ladder.tables import named
from registry.ladder.values import Named

Rungs = AbstractSet[str]


class FlawKind(StrEnum):
    """A sort of flaw."""

    CYCLE = "cycle"
    NO_ENTRY = "no_entry"
    UNREACHABLE = "unreachable"
    UNDECLARED = "undeclared"
    OVERLAP = "overlap"


@dataclass(frozen=True, slots=True)
class Flaw:
    """One flaw of the ladder: its kind, what it is about, and a Chinese sentence."""

    kind: FlawKind
    about: str
    sentence: str


def lint(
    policies: Sequence[Policy], elsewhere: Collection[str] = ()
) -> tuple[Flaw, ...]:
    """Every flaw of the ladder these policies make, kind by kind.

    Certificates of other programmes (``complete = false``) need no way to them, nor
    do rungs that are declared ``elsewhere``: in files that are not at hand.
    """
    graph = build(policies)
    declared = {rung.id for policy in policies for rung in policy.rung}
    others = frozenset(elsewhere) - declared
    return (
        *_cycles(graph),
        *_no_entries(policies, others),
        *_unreachable(policies, graph, others),
        *_undeclared(policies, declared | others),
        *_overlaps(policies),
    )


def _cycles(graph: Graph) -> Iterator[Flaw]:
    for rungs in circles(graph):
        listed = "、".join(rungs)
        sentence = f"晋级途径绕成了圈：{listed}；请核对各途径的 from 和 to"
        yield Flaw(FlawKind.CYCLE, rungs[0], sentence)


def _no_entries(policies: Sequence[Policy], others: Rungs) -> Iterator[Flaw]:
    """A programme with steps, none of which can be taken from outside of it."""
    for programme in dict.fromkeys(p.programme for p in policies if p.step):
        own = [policy for policy in policies if policy.programme == programme]
        from_others = any(s.from_ in others for policy in own for s in policy.step)
        if not from_others and not entries(build(own)):
            sentence = "没有入门途径；请加一个不写 from 的 [[step]]"
            yield Flaw(FlawKind.NO_ENTRY, programme, sentence)


def _unreachable(
    policies: Sequence[Policy], graph: Graph, others: Rungs
) -> Iterator[Flaw]:
    known = reached(graph, others)
    for rung in {r.id: r for policy in policies for r in policy.rung}.values():
        if rung.complete and rung.id not in known:
            sentence = "从任何入门途径都到不了；请加通向它的 [[step]]"
            yield Flaw(FlawKind.UNREACHABLE, rung.id, sentence)


def _undeclared(policies: Sequence[Policy], known: Rungs) -> Iterator[Flaw]:
    for policy in policies:
        for rung in sorted(named(policy, Named.RUNG) - known):
            sentence = (
                f"{policy.document} 用到而没有哪个文件申明；"
                "请用 [[rung]] 申明，或先载入申明它的政策"
            )
            yield Flaw(FlawKind.UNDECLARED, rung, sentence)


def _overlaps(policies: Sequence[Policy]) -> Iterator[Flaw]:
    for one in overlaps(policies):
        yield Flaw(FlawKind.OVERLAP, one.step.key, one.sentence)
