"""The ladder as a graph: steps between rungs, ways to the nation, ranks."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

from registry.ladder.graph import build, entries, ranks, ways_to_nation
from registry.ladder.legs import StepNode
from registry.ladder.policy import Policy

YEAR_END = date(2022, 12, 31)
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


def test_only_steps_in_force_are_there_on_a_day(policies: Policies) -> None:
    documents = {
        node.document
        for node in build(policies, YEAR_END)
        if isinstance(node, StepNode)
    }
    assert "株工信发〔2022〕33号" in documents
    assert "工信厅联通装函〔2025〕251号" not in documents


def test_entries_ask_for_no_rung(policies: Policies) -> None:
    keys = {node.key for node in entries(build(policies, YEAR_END))}
    assert ">benchmark/city-workshop#new" in keys
    assert all(key.startswith(">") for key in keys)


def test_a_city_workshop_goes_by_the_province_to_the_nation(
    policies: Policies,
) -> None:
    (way,) = ways_to_nation(policies, YEAR_END, "benchmark/city-workshop")
    assert way.rungs == (
        "benchmark/city-workshop",
        "benchmark/province-workshop",
        "benchmark/nation-factory",
    )
    assert [step.document[:1] for step in way.steps] == ["湘", "智"]


def test_the_shortest_way_comes_first(policies: Policies) -> None:
    lengths = [len(way.steps) for way in ways_to_nation(policies, YEAR_END)]
    assert lengths == sorted(lengths)
    assert lengths[0] == 1


def test_a_way_ends_at_the_first_national_title(policies: Policies) -> None:
    on = date(2026, 1, 1)
    basic = ways_to_nation(policies, on, "smart-factory/basic")
    assert [way.rungs[-1] for way in basic] == ["smart-factory/excellent"]
    excellent = ways_to_nation(policies, on, "smart-factory/excellent")
    assert [way.rungs[-1] for way in excellent] == ["smart-factory/leading"]


def test_no_way_leads_on_from_the_top_or_from_nowhere(policies: Policies) -> None:
    assert ways_to_nation(policies, YEAR_END, "benchmark/nation-factory") == ()
    assert ways_to_nation(policies, YEAR_END, "nobody/knows") == ()


def test_a_rung_ranks_above_what_leads_to_it(policies: Policies) -> None:
    found = ranks(build(policies))
    chain = ["basic", "advanced", "excellent", "leading"]
    assert [found[f"smart-factory/{rung}"] for rung in chain] == [1, 2, 3, 4]
    assert found["certificate/high-tech"] == 0


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
