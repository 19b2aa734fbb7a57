"""The ladder as a graph: steps between rungs."""

from __future__ import annotations

import subprocess
import sys

from registry.ladder.graph import build, entries
from registry.ladder.legs import StepNode
from registry.ladder.policy import Policy

Policies = tuple[Policy, ...]


def test_a_step_is_a_node_between_its_rungs(policies: Policies) -> None:
    graph = build(policies)
    key = "benchmark/city-workshop>benchmark/province-workshop#new"
    step = StepNode("湘工信装备〔2022〕305号", key)
    assert [*graph.predecessors(step)] == ["benchmark/city-workshop"]
    assert [*graph.successors(step)] == ["benchmark/province-workshop"]


def test_two_documents_that_join_the_same_rungs_are_two_steps(
    policies: Policies,
) -> None:
    into = {
        node.document
        for node in build(policies).predecessors("sme/specialised")
        if isinstance(node, StepNode)
    }
    assert into == {"工信部企业〔2022〕63号", "工信部企业〔2026〕2号"}


def test_renewals_lead_nowhere(policies: Policies) -> None:
    graph = build(policies)
    assert not [n for n in graph if isinstance(n, StepNode) and "renewal" in n.key]


def test_entries_ask_for_no_rung(policies: Policies) -> None:
    keys = {node.key for node in entries(build(policies))}
    assert ">benchmark/city-workshop#new" in keys
    assert all(key.startswith(">") for key in keys)


def test_loading_policies_does_not_import_networkx() -> None:
    asked = (
        "import sys, registry.ladder.loader, registry.ladder.wording, "
        "registry.ladder.versions, registry.ladder.draw; "
        "print([m for m in ('networkx', 'sqlalchemy', 'sqlmodel') if m in sys.modules])"
    )
    told = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "[]"
