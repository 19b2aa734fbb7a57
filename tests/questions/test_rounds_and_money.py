"""Two of the ten questions: why was somebody left out, and is the money paid.

5. 某企业为什么没评上?  8. 20个称号的200万拨了没有, 有没有重复享受 (就高不重复)?
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from registry.desk import enterprises, funds, titles
from registry.desk.drafts.enterprises import EnterpriseDraft
from registry.desk.drafts.funds import SubsidyDraft
from registry.desk.drafts.titles import TitleDraft
from registry.desk.office import Office
from tests.questions.asked import Ask

ROUND = "2022年株洲市智能制造标杆中小企业认定"
BOTH = "株工信发〔2022〕33号"


@pytest.mark.parametrize(
    ("who", "why"),
    [
        ("示例企业087", "专家评审 71.84 分，未进入本批前 10 名"),
        ("示例企业123", "公示期内收到异议，经核实材料与实际不符"),
        ("示例企业088", "企业来函撤回"),
        ("示例企业001日用陶瓷", "联审查明有未修复的失信记录（样例条件）"),
    ],
)
def test_5_why_somebody_was_not_recognised(
    ask: Ask, demo_template: Path, who: str, why: str
) -> None:
    typed = ("round", "show", ROUND, "--of", who, "--format", "json")
    (told,) = json.loads(ask(demo_template, *typed))["applications"]
    assert told["why"] == why
    assert told["result"] in {"未通过", "撤回申报"}
    assert told["steps"][0]["stage"] == "初审"


def test_5_it_says_by_how_much_and_what_was_missing_then(
    ask: Ask, demo_template: Path
) -> None:
    said = ask(demo_template, "round", "show", BOTH, "--of", "示例企业011")
    assert "结果：未通过（2022-09-05）" in said
    typed = ("round", "show", BOTH, "--of", "示例企业011", "--format", "json")
    (told,) = json.loads(ask(demo_template, *typed))["applications"]
    assert told["score"]["lowest"] == "82.72 分"
    assert told["steps"][-1]["missing"] == "车间已建成投用：认定为不符"


def test_5_everyone_left_out_is_listed_with_a_reason_or_that_there_is_none(
    ask: Ask, demo_template: Path
) -> None:
    told = json.loads(ask(demo_template, "round", "show", BOTH, "--format", "json"))
    left = [one for stage in told["stages"] for one in stage["left"]]
    assert len(left) == 53 - 20
    assert all(one["why"] for one in left)


def test_8_the_two_million_for_twenty_titles_are_paid_and_had_once(
    ask: Ask, demo_template: Path
) -> None:
    said = ask(demo_template, "subsidies", "--year", "2022")
    assert "20 个称号，奖补 20 笔 200 万元" in said
    assert "重复享受（就高不重复）：没有" in said
    told = json.loads(
        ask(demo_template, "subsidies", "--year", "2022", "--format", "json")
    )
    sums = {one["status"]: one["amount_fen"] for one in told["sums"]}
    assert sums["paid"] == 20 * 10_000_000
    assert sum(sums.values()) == sums["paid"]


def test_8_a_second_reward_in_the_same_programme_is_found(
    ask: Ask, demo_file: Path
) -> None:
    office = Office(demo_file, "王某")
    holder = _rewarded_workshop(ask, demo_file)
    enterprise = enterprises.add(
        office, EnterpriseDraft.read(name="示例企业甲有限公司")
    )
    for subject in (holder, enterprise):
        title = titles.award(
            office,
            TitleDraft.read(
                subject_id=subject,
                rung="benchmark/city-sme",
                recognised_on="2022-11-01",
            ),
        )
        funds.approve_subsidy(
            office,
            SubsidyDraft.read(title_id=title, amount="10万", approved_on="2022-11"),
        )
    told = json.loads(ask(demo_file, "subsidies", "--format", "json"))
    (doubled,) = [one for one in told["subsidies"] if one["instead"]]
    assert doubled["enterprise"]["id"] == holder
    assert doubled["status"] == "approved"


def _rewarded_workshop(ask: Ask, registry: Path) -> int:
    """The enterprise of a workshop that was rewarded, and did not hold another."""
    told = json.loads(ask(registry, "subsidies", "--format", "json"))
    rows = [one for one in told["subsidies"] if one["rung"] == "市级智能制造标杆车间"]
    return int(rows[-1]["enterprise"]["id"])
