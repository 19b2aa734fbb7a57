"""What changes between two versions is told clause by clause, and nothing else is."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from registry.ladder.clauses import Change, Difference
from registry.ladder.differences import differences
from registry.ladder.facts import fact_keys
from registry.ladder.names import names
from registry.ladder.policy import Policy

A, B = "t/a", "t/b"
Keys = dict[str, Any]
NAMES = names(fact_keys(), {})
REVENUE: Keys = {
    "id": "revenue",
    "cite": "第一条",
    "number": {"fact": "revenue", "period": "last_year", "at_least": 20_000_000},
}
LEVEL: Keys = {
    "id": "level",
    "cite": "第二条",
    "hand_in": "自评估报告",
    "maturity": {"level": 2, "within_months": 24},
}


def rung(id_: str, name: str, **more: object) -> Keys:
    base = {"id": id_, "name": name, "tier": "city", "subject": "workshop"}
    return base | more


def policy(*steps: Keys, **head: object) -> Policy:
    base: Keys = {
        "document": "甲",
        "programme": "t",
        "programme_name": "试",
        "title": "办法",
        "issuer": "某局",
        "scope": "430200",
        "since": date(2022, 1, 1),
        "basis": "text",
        "source": "试",
        "rung": [rung(A, "甲级"), rung(B, "乙级", subsidy=100_000)],
        "step": list(steps),
    }
    return Policy.model_validate(base | head)


def entry(*conditions: Keys, **more: object) -> Keys:
    return {"to": A, "condition": list(conditions)} | more


def told(old: Policy, new: Policy) -> list[Difference]:
    """The differences; the other way round they are the same, mirrored."""
    found, back = differences(old, new, NAMES), differences(new, old, NAMES)
    assert sorted(map(mirrored, back)) == sorted(map(plain, found))
    return list(found)


def plain(one: Difference) -> tuple[str, str, str]:
    return one.what.replace("取消", "新增"), one.old, one.new


def mirrored(one: Difference) -> tuple[str, str, str]:
    what, old, new = plain(one)
    return what, new, old


def changed(condition: Keys, **keys: object) -> Keys:
    return condition | keys


def one(old: Keys, new: Keys) -> tuple[Change, str, str, str]:
    (found,) = told(policy(entry(old)), policy(entry(new)))
    assert found.about == "入门 → 「甲级」"
    return found.change, found.what, found.old, found.new


def test_the_same_policy_has_no_difference() -> None:
    assert told(policy(entry(REVENUE)), policy(entry(REVENUE))) == []


def test_a_threshold_is_told_with_its_unit() -> None:
    asked = {"fact": "revenue", "period": "last_year", "at_least": 30_000_000}
    assert one(REVENUE, changed(REVENUE, number=asked)) == (
        Change.THRESHOLD,
        "门槛",
        "上年度主营业务收入 ≥ 2000 万元",
        "上年度主营业务收入 ≥ 3000 万元",
    )


def test_a_window_is_no_threshold() -> None:
    found = one(LEVEL, changed(LEVEL, maturity={"level": 2, "within_months": 12}))
    assert found[:2] == (Change.WINDOW, "时限")
    assert ("近 2 年" in found[2], "近 1 年" in found[3]) == (True, True)


def test_threshold_and_window_together_are_told_once() -> None:
    found = one(LEVEL, changed(LEVEL, maturity={"level": 3, "within_months": 12}))
    assert found[:2] == (Change.THRESHOLD, "门槛、时限")


@pytest.mark.parametrize(
    ("old", "key", "value", "change", "what"),
    [
        (LEVEL, "hand_in", "", Change.HAND_IN, "提交材料"),
        (LEVEL, "cite", "第三条", Change.CLAUSE, "条款"),
        (LEVEL, "name", "成熟度", Change.CLAUSE, "名称"),
        (LEVEL, "sample", True, Change.OTHER, "依据"),
        (LEVEL, "when", {"above_designated_size": True}, Change.GUARD, "适用对象"),
        (LEVEL, "maturity", {"level": 2, "within_months": 24, "kinds": ["on_site"]},
         Change.QUESTION, "要求"),
    ],
)  # fmt: skip
def test_each_part_of_a_clause_is_told_by_what_it_is(
    old: Keys, key: str, value: object, change: Change, what: str
) -> None:
    assert one(old, changed(old, **{key: value}))[:2] == (change, what)


def test_a_question_that_becomes_another_is_told_in_words() -> None:
    other = {"id": "level", "cite": "第二条", "hand_in": "自评估报告"}
    found = one(LEVEL, other | {"above_designated_size": True})
    assert (found[0], found[3]) == (Change.QUESTION, "规模以上企业")


def test_what_the_words_do_not_tell_apart_is_told_by_its_key() -> None:
    score = {"total": "platform_score", "at_least": 60}
    scored = {"id": "score", "cite": "一", "score": score}
    found = one(scored, changed(scored, score=score | {"of": "subject"}))
    assert "of = enterprise" in found[2]
    assert "of = subject" in found[3]


def test_conditions_that_come_and_go_are_told_whole() -> None:
    found = told(policy(entry(REVENUE, LEVEL)), policy(entry(REVENUE)))
    assert [(one.change, one.what, one.new) for one in found] == [
        (Change.REMOVED, "取消条件", "")
    ]
    assert "成熟度 ≥ 二级" in found[0].old


def test_an_amount_and_a_term_of_validity_are_told() -> None:
    new = [rung(A, "甲级", valid_years=3), rung(B, "乙级", subsidy=200_000)]
    found = told(policy(), policy(rung=new))
    assert [(one.about, one.change, one.what, one.old, one.new) for one in found] == [
        ("「甲级」", Change.OTHER, "有效期", "未写明", "3 年"),
        ("「乙级」", Change.AMOUNT, "奖补", "10 万元", "20 万元"),
    ]


def test_titles_and_ways_that_come_and_go_are_told() -> None:
    old = policy(entry(LEVEL), rung=[rung(A, "甲级")])
    way = {"from": A, "to": B, "condition": [REVENUE]}
    found = told(old, policy(entry(LEVEL), way))
    assert [(one.about, one.what) for one in found] == [
        ("「乙级」", "新增称号"),
        ("「甲级」 → 「乙级」", "新增途径"),
        ("「甲级」 → 「乙级」", "新增条件"),
    ]
    assert found[0].new == "市级，认定到车间，奖补10 万元"


def test_a_way_that_begins_elsewhere_is_the_same_way_moved() -> None:
    old = policy(entry(LEVEL, to=B))
    new = policy(entry(LEVEL, to=B, **{"from": A}))
    found = differences(old, new, NAMES)
    assert [(one.what, one.old, one.new) for one in found] == [
        ("起点", "入门", "「甲级」")
    ]


def test_the_head_and_the_days_of_a_way_are_told() -> None:
    later = date(2023, 1, 1)
    new = policy(entry(LEVEL, since=later), scope="430000", until=date(2024, 1, 1))
    found = told(policy(entry(LEVEL)), new)
    assert [(one.what, one.new) for one in found] == [
        ("适用区划", "湖南省"),
        ("施行至", "2024-01-01"),
        ("途径自", "2023-01-01"),
    ]
