"""The ladder as a graph: rungs, and steps as nodes of their own between them.

Two documents may join the same rungs, so a step is a node, not an edge. This is the
one module that imports networkx: only who asks about the graph imports this.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeAlias

import networkx as nx

from registry.ladder.legs import Climb, Held, Leg, StepNode, cost
from registry.ladder.policy import Policy
from registry.terms import ApplicationKind

Node = str | StepNode
"""A rung's id, or a step."""

Graph: TypeAlias = "nx.DiGraph[Node]"
"""Rungs and the steps between them."""


def build(policies: Sequence[Policy]) -> Graph:
    """Rungs and the new-application steps between them.

    Renewals lead nowhere and are left out. An entry step has no rung before it.
    """
    graph: Graph = nx.DiGraph()
    steps = ((policy, step) for policy in policies for step in policy.step)
    for policy, step in steps:
        if step.kind is ApplicationKind.RENEWAL:
            continue
        node = StepNode(policy.document, step.key)
        graph.add_edge(node, step.to)
        if step.from_ is not None:
            graph.add_edge(step.from_, node)
    graph.add_nodes_from(rung.id for policy in policies for rung in policy.rung)
    return graph


def entries(graph: Graph) -> tuple[StepNode, ...]:
    """The steps that ask for no rung before them."""
    return tuple(
        node
        for node in graph
        if isinstance(node, StepNode) and not graph.in_degree(node)
    )


def circles(graph: Graph) -> tuple[tuple[str, ...], ...]:
    """The rungs of every circle that steps make, each in the order of their ids."""
    found = [sorted(n for n in c if isinstance(n, str)) for c in _circles(graph)]
    return tuple(tuple(rungs) for rungs in sorted(found))


def reached(graph: Graph, given: Iterable[str] = ()) -> frozenset[str]:
    """The rungs that an entry step, or a rung that is given, leads to step by step."""
    starts = (*entries(graph), *(rung for rung in given if rung in graph))
    found = (nx.descendants(graph, start) for start in starts)
    return frozenset(n for nodes in found for n in nodes if isinstance(n, str))


MOST_CLIMBS = 64
"""So many ways up are compared: enough for every real ladder."""


def climbs(
    legs: Sequence[Leg],
    held: Collection[Held],
    tops: Collection[str],
    kinds: Mapping[str, str],
) -> tuple[Climb, ...]:
    """The ways up that lack the fewest conditions in sum; of equals the shorter first.

    Of equals in that, too, the one whose legs come first. A way ends at the first top
    it reaches. A rung is climbed from by the subject that has it, or, where ``kinds``
    says that the next one is for another kind of subject, by any of that kind.
    """
    ladder = _states(legs, held, tops, kinds)
    if _TOP not in ladder or _GROUND not in ladder:
        return ()
    try:
        ways = nx.shortest_simple_paths(ladder, _GROUND, _TOP, weight="cost")
        found = [_climb(way) for way in islice(ways, MOST_CLIMBS)]
    except nx.NetworkXNoPath:
        return ()
    order = {leg: at for at, leg in enumerate(legs)}
    return tuple(sorted(found, key=lambda way: (*cost(way), [order[o] for o in way])))


State = str | Leg
_GROUND, _TOP = "", "^"
_LEG = 1
_CONDITION = 1 << 20
"""A condition weighs more than all legs together."""


def _states(
    legs: Sequence[Leg],
    held: Collection[Held],
    tops: Collection[str],
    kinds: Mapping[str, str],
) -> nx.DiGraph[State]:
    """Legs as nodes, each joined to those that may follow it."""
    ladder: nx.DiGraph[State] = nx.DiGraph()
    for leg in legs:
        if leg.from_ is None or any(_leads(rung, s, leg, kinds) for rung, s in held):
            ladder.add_edge(_GROUND, leg, cost=leg.lacking * _CONDITION + _LEG)
        if leg.to in tops:
            ladder.add_edge(leg, _TOP, cost=0)
            continue
        for after in legs:
            if after is not leg and _leads(leg.to, leg.subject, after, kinds):
                weight = after.after * _CONDITION + _LEG
                ladder.add_edge(leg, after, cost=weight)
    return ladder


def _leads(rung: str, subject: int, leg: Leg, kinds: Mapping[str, str]) -> bool:
    """Whether a subject's rung is one from which the leg can be taken."""
    if rung != leg.from_:
        return False
    return subject == leg.subject or kinds.get(rung) != kinds.get(leg.to)


def _climb(way: Iterable[State]) -> Climb:
    return tuple(node for node in way if isinstance(node, Leg))


def _circles(graph: Graph) -> Iterator[set[Node]]:
    components = nx.strongly_connected_components(graph)
    return (component for component in components if len(component) > 1)
