"""Of whom a step is not asked, whoever tells of it says so before the clauses."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Type

CITY = ("--to", "市级智能制造标杆中小企业")
WORKSHOP = ("--to", "市级智能制造标杆车间")
HOLDER = "示例企业005电气有限公司"
FIRM = "示例企业021电机有限公司"


def test_who_holds_the_title_is_told_so_since_when_and_by_what(demo: Type) -> None:
    held = "已持有（2022-10-12 起，株工信发〔2022〕33号），无须再申报"
    assert held in demo("explain", HOLDER, *CITY).out
    assert f"核对结果：{held}" in demo("explain", HOLDER, *CITY, "--format", "text").out
    (told,) = json.loads(demo("explain", HOLDER, *CITY, "--json").out)
    assert told["outcome"] == "held"
    assert {one["outcome"] for one in told["conditions"]} == {"met"}
    assert "已持有" in demo("path", HOLDER, *CITY).err


def test_whoever_is_gone_is_told_so_everywhere(type_: Type, demo_file: Path) -> None:
    def at(*words: str) -> str:
        said = type_("--registry", demo_file, "--as", "王某", *words)
        return said.out + said.err

    at("change", "attribute", FIRM, "状态", "注销", "--since", "2022-12-15")
    gone, workshop = "已注销（2022-12-15 起），不属申报对象", f"{FIRM}/电机总装车间"
    for words in (
        ("explain", workshop, *WORKSHOP),
        ("explain", workshop, *WORKSHOP, "--format", "md"),
        ("explain", FIRM, *WORKSHOP),
        ("explain", FIRM),
        ("path", workshop, *WORKSHOP),
    ):
        said = at(*words)
        assert gone in said, words
        assert "可晋级" not in said, words
    assert '"outcome": "gone"' in at("explain", workshop, *WORKSHOP, "--json")


def test_the_steps_of_a_path_are_told_as_eligible_tells_them(demo: Type) -> None:
    told = json.loads(demo("path", "示例企业143硬质合金有限公司", "--json").out)
    (answer,) = [stage["answer"] for stage in told["stages"]]
    assert answer["from"] is None
    assert not {"from_", "barred"} & set(answer)


def test_of_a_workshop_that_is_not_there_the_firm_s_own_are_named(demo: Type) -> None:
    said = demo("explain", f"{FIRM}/没有的车间")
    assert said.code == 4
    assert "是不是：电机总装车间？" in said.err
