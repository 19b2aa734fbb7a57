"""The ladder as a graph: rungs, and steps as nodes of their own between them.

Two documents may join the same rungs, so a step is a node, not an edge. This is the
one module that imports networkx: only who asks about the graph imports this.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import networkx as nx

from registry.ladder.policy import Policy, Step
from registry.ladder.versions import active, declared
from registry.terms import ApplicationKind, Tier


@dataclass(frozen=True, slots=True)
class StepNode:
    """A step of one document."""

    document: str
    key: str


Node = str | StepNode
"""A rung's id, or a step."""

Graph: TypeAlias = "nx.DiGraph[Node]"
"""Rungs and the steps between them."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way up: the rungs from below to the top, and the step into each."""

    rungs: tuple[str, ...]
    steps: tuple[StepNode, ...]


def build(policies: Sequence[Policy], on: date | None = None) -> Graph:
    """Rungs and the new-application steps between them; with a day, those in force.

    Renewals lead nowhere and are left out. An entry step has no rung before it.
    """
    graph: Graph = nx.DiGraph()
    for policy, step in _steps(policies, on):
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


def ways_to_nation(
    policies: Sequence[Policy], on: date, rung: str | None = None
) -> tuple[Way, ...]:
    """Every way from a rung (none: from each entry) to a national title, short first.

    A way ends at the first national title it reaches.
    """
    graph = build(policies, on)
    rungs = declared(policies, on)
    tops = [r for r in rungs if rungs[r].tier is Tier.NATION and r != rung]
    starts = entries(graph) if rung is None else (rung,)
    graph.remove_edges_from([*graph.out_edges(tops)])
    found = [
        _way(nodes)
        for start in starts
        if start in graph
        for nodes in nx.all_simple_paths(graph, start, tops)
    ]
    return tuple(sorted(found, key=lambda way: (len(way.steps), way.rungs)))


def ranks(graph: Graph) -> dict[str, int]:
    """How many steps the longest way to each rung takes; 0 where none leads to it.

    Rungs on a circle, which lint reports, share the rank of the circle.
    """
    circles = nx.condensation(graph)
    longest: dict[int, int] = {}
    for circle in nx.topological_sort(circles):
        steps = any(isinstance(n, StepNode) for n in circles.nodes[circle]["members"])
        below = (longest[before] for before in circles.predecessors(circle))
        longest[circle] = max(below, default=0) + steps
    members = circles.graph["mapping"].items()
    return {node: longest[c] for node, c in members if isinstance(node, str)}


def _circles(graph: Graph) -> Iterator[set[Node]]:
    components = nx.strongly_connected_components(graph)
    return (component for component in components if len(component) > 1)


def _steps(
    policies: Sequence[Policy], on: date | None
) -> Iterator[tuple[Policy, Step]]:
    if on is None:
        steps = [(policy, step) for policy in policies for step in policy.step]
    else:
        steps = [(found.policy, found.step) for found in active(policies, on)]
    return (pair for pair in steps if pair[1].kind is ApplicationKind.NEW)


def _way(nodes: Sequence[Node]) -> Way:
    return Way(
        rungs=tuple(node for node in nodes if isinstance(node, str)),
        steps=tuple(node for node in nodes if isinstance(node, StepNode)),
    )
