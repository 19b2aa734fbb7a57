"""What comes is told by day, with what decides; what cannot be told says why."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from registry import paths
from registry.errors import InputError, NotFoundError
from tests.cli.conftest import Type

SME = "benchmark/city-sme"
NEXT = "benchmark/city-firm"
Pair = tuple[str, str]
TOGETHER = "近三年无较大以上事故、无未修复的失信记录"
BEGUN = "规定自这一天起施行，各项符合"
NEWLY = "规定自这一天起变化，按新规定"


def test_a_forecast_tells_the_day_the_loss_and_the_condition(demo: Type) -> None:
    said = demo("forecast", "--within", "90天", "--to", "benchmark/province-workshop")
    assert said.code == 0
    assert "2023-01-01" in said.out
    assert "不再可晋级" in said.out
    assert "近三年无重大违法" in said.out
    assert "若记录不再变化" in said.err


def test_a_forecast_as_json_says_what_was_and_what_becomes(demo: Type) -> None:
    said = demo("forecast", "--until", "2023-01-31", "--to", SME, "--format", "json")
    told = json.loads(said.out)["expected"]
    assert told
    assert {one["on"] for one in told} == {"2023-01-01"}
    said_of = {(one["what"], one["was"], one["was_name"]) for one in told}
    assert said_of == {("lost", "eligible", "可晋级")}
    assert all(one["deciding"] and one["becomes_name"] == "待核" for one in told)
    named = {(one["to"], one["to_name"], one["what_name"]) for one in told}
    assert named == {(SME, "市级智能制造标杆中小企业", "不再可晋级")}
    assert all(one["subject"]["id"] == one["enterprise"]["id"] for one in told)


def test_the_ladder_as_json_names_what_it_says_in_codes(demo: Type) -> None:
    said = demo("ladder", "--programme", "服务商", "--json")
    (told,) = json.loads(said.out)["programmes"]
    names = {rung["id"]: rung["name"] for rung in told["rungs"]}
    assert {rung["tier_name"] for rung in told["rungs"]} == {"市级", "省级", "国家级"}
    for step in told["steps"]:
        assert step["to_name"] == names[step["to"]]
        assert step["from_name"] == names.get(step["from"])
    said = demo("ladder", "--programme", "标杆", "--json")
    (benchmark,) = json.loads(said.out)["programmes"]
    (pool,) = benchmark["pools"]
    assert pool["rung_name"] == "市级智能制造标杆车间"


def test_a_forecast_of_a_unit_tells_its_enterprises_only(demo: Type) -> None:
    every = demo("forecast", "--format", "json")
    some = demo("forecast", "--unit", "天元区", "--format", "json")
    wanted = [
        one
        for one in json.loads(every.out)["expected"]
        if one["enterprise"]["unit"] == "天元区"
    ]
    assert wanted
    assert json.loads(some.out)["expected"] == wanted
    one = json.loads(demo("forecast", "--json", "--limit", "1").out)
    assert (len(one["expected"]), one["total"] > len(wanted)) == (1, True)


@pytest.mark.parametrize(
    ("typed", "code", "told"),
    [
        (("--within", "90d", "--until", "2023-03-01"), InputError, "只写一个"),
        (("--within", "一季度"), InputError, "不是天数"),
        (("--until", "2022-12-31"), InputError, "--until"),
        (("--until", "2099-12-31"), InputError, "--within"),
        (("--to", "smart-factory/advanced"), NotFoundError, "有效政策"),
    ],
)
def test_a_forecast_that_cannot_be_is_refused_with_the_remedy(
    demo: Type, typed: tuple[str, ...], code: type[InputError], told: str
) -> None:
    said = demo("forecast", *typed)
    assert (said.code, told in said.err) == (code.exit_code, True)


POLICY = """
document = "测试〔2022〕1号"
programme = "trial"
programme_name = "试验"
title = "试验办法"
issuer = "市工信局"
scope = "430200"
since = 2022-01-01
basis = "sample"
source = "样例"

[[rung]]
id = "trial/city"
name = "试验称号"
tier = "city"
subject = "enterprise"

[[step]]
to = "trial/city"

  [[step.condition]]
  id = "level"
  cite = "第一条"
  name = "自评估等级"
  maturity = { level = 1, day = "deadline" }
"""


def test_a_step_whose_deadline_is_not_known_says_which_condition(
    type_: Type, demo_file: Path, tmp_path: Path
) -> None:
    file = tmp_path / "trial.toml"
    file.write_text(POLICY, encoding="utf-8")
    at = ("--registry", demo_file, "--as", "王某")
    assert type_(*at, "policy", "load", file).code == 0
    refused = type_(*at, "forecast", "--to", "trial/city")
    assert refused.code == InputError.exit_code
    assert "自评估等级" in refused.err
    assert "申报截止日" in refused.err
    told = type_(*at, "forecast", "--to", SME)
    assert told.code == 0
    assert "自评估等级" in type_(*at, "forecast").err
    explained = type_(*at, "explain", "立方新能源", "--to", "trial/city").out
    untold = (
        "条件「自评估等级」以申报截止日为准，而申报截止日尚未登记，自 2022-12-31 起"
    )
    assert untold in explained
    instead = "（以申报截止日为准，该日未登记，暂按当日算）"
    assert instead in explained.replace("\n", "").replace(" ", "")
    stands_in = "「试验称号」有条件以申报截止日为准，该日未登记，暂按当日算"
    assert stands_in in type_(*at, "eligible", "--to", "trial/city").out
    assert stands_in not in type_(*at, "eligible", "--to", SME).out
    round_ = ("round", "new", "--rung", "trial/city", "--year", "2022")
    assert type_(*at, *round_, "--closes-on", "2022-12-31").code == 0
    assert stands_in not in type_(*at, "eligible", "--to", "trial/city").out
    explained = type_(*at, "explain", "立方新能源", "--to", "trial/city").out
    assert "暂按当日算" not in explained


def test_an_outcome_lasts_no_longer_than_the_document_it_rests_on(
    type_: Type, demo_file: Path, tmp_path: Path
) -> None:
    file = tmp_path / "trial.toml"
    first = POLICY.replace(', day = "deadline"', "")
    ends = first.replace("\nbasis", "\nuntil = 2023-06-01\nbasis")
    then = first.replace("1号", "2号").replace("since = 2022-01", "since = 2023-06")
    renewal = then.replace('to = "trial/city"', 'to = "trial/city"\nkind = "renewal"')
    at = ("--registry", demo_file, "--as", "王某")
    becomes = ("没有通往该称号的有效政策", "不属申报对象（测试〔2022〕1号")
    for policy, told in zip((ends, renewal), becomes, strict=True):
        file.write_text(policy, encoding="utf-8")
        assert type_(*at, "policy", "load", file, "--yes").code == 0
        said = type_(*at, "explain", "立方新能源", "--to", "trial/city").out
        assert f"到 2023-05-31 为止，自 2023-06-01 起：{told}" in said


def test_a_refresh_says_what_it_renewed(type_: Type, demo_file: Path) -> None:
    said = type_("--registry", demo_file, "--as", "王某", "refresh")
    assert (said.code, said.out) == (0, "")
    assert "不必重新推算" in said.err


def test_json_is_asked_for_in_one_word_as_elsewhere(demo: Type) -> None:
    for words in (("forecast",), ("ladder",)):
        plain = demo(*words, "--format", "json").out
        assert json.loads(plain)
        assert demo(*words, "--json").out == plain


def next_version(tmp_path: Path, since: str, *changes: tuple[str, str]) -> Path:
    """The city's rules under another number from a day on, instead of those shipped."""
    shipped = paths.data() / "policies" / "zhuzhou-benchmark-2022.toml"
    text = shipped.read_text("utf-8")
    replaces = f'since = {since}\nreplaces = ["株工信发〔2022〕33号"]'
    number = ('document = "株工信发〔2022〕33号"', 'document = "株工信发〔2022〕99号"')
    for old, new in (number, ("since = 2022-01-01", replaces), *changes):
        assert old in text
        text = text.replace(old, new)
    file = tmp_path / "next.toml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("since", "level", "why"),
    [
        ("2023-01-01", 2, ("conditions", f"{TOGETHER}（缺数据）")),
        ("2022-12-20", 4, ("rules", f"{NEWLY}：成熟度达到二级（不符）")),
    ],
)
def test_new_rules_are_named_only_where_the_day_itself_decides_nothing(
    type_: Type, demo_file: Path, tmp_path: Path, since: str, level: int, why: Pair
) -> None:
    level_asked = ("maturity = { level = 2 }", f"maturity = {{ level = {level} }}")
    file = next_version(tmp_path, since, level_asked)
    at = ("--registry", demo_file, "--as", "王某")
    assert type_(*at, "policy", "load", file, "--yes").code == 0
    ahead = ("--to", SME, "--on", "2022-12-10", "--until", since)
    told = json.loads(type_(*at, "forecast", *ahead, "--json").out)["expected"]
    of_day = [one for one in told if one["on"] == since]
    assert {one["what"] for one in of_day} == {"lost"}
    assert why in {(one["cause"], one["deciding"]) for one in of_day}
    assert {one["cause"] for one in of_day} == {why[0]}


def test_who_may_climb_under_the_next_version_too_neither_wins_nor_loses(
    type_: Type, demo_file: Path, tmp_path: Path
) -> None:
    file = next_version(
        tmp_path,
        "2022-12-20",
        (f'id = "{SME}"', f'id = "{NEXT}"\nequivalent = ["{SME}"]'),
        (f'to = "{SME}"', f'to = "{NEXT}"'),
    )
    at = ("--registry", demo_file, "--as", "王某")
    assert type_(*at, "policy", "load", file, "--yes").code == 0
    ahead = ("--on", "2022-12-10", "--until", "2022-12-25", "--json")
    told = json.loads(type_(*at, "forecast", *ahead).out)["expected"]
    judged_anew = ("benchmark/city-workshop", "eligible", "pending")
    assert {(one["to"], one["was"], one["becomes"]) for one in told} == {judged_anew}
    assert type_(*at, "eligible", "--to", NEXT, "--on", "2022-12-25").out


def test_a_rung_whose_policy_begins_later_is_forecast(demo: Type) -> None:
    days = ("--on", "2022-05-15", "--until", "2022-07-31", "--json")
    every = json.loads(demo("forecast", *days).out)["expected"]
    only = demo("forecast", *days, "--to", "创新型中小企业")
    assert only.code == 0
    told = [one for one in every if one["to_name"] == "创新型中小企业"]
    assert json.loads(only.out)["expected"] == told


def test_where_nothing_was_asked_before_the_rules_begin(demo: Type) -> None:
    days = ("--on", "2021-12-15", "--until", "2022-01-03", "--json")
    told = json.loads(demo("forecast", *days).out)["expected"]
    assert {(one["was"], one["deciding"]) for one in told} == {(None, BEGUN)}


def test_a_certificate_of_others_has_no_policy_to_be_loaded(demo: Type) -> None:
    said = demo("forecast", "--to", "高新技术企业", "--within", "90d")
    assert (said.code, "由其他部门认定，本台账只登记" in said.err) == (4, True)


def test_an_empty_day_is_not_taken_for_another(demo: Type) -> None:
    for typed in (("--on", ""), ("--on=",)):
        said = demo("forecast", *typed)
        assert (said.code, "--on 后面是空的" in said.err) == (2, True)


def test_what_one_cause_does_to_many_is_one_line_unless_each_is_asked_for(
    demo: Type,
) -> None:
    asked = ("forecast", "--to", SME)
    together, each = demo(*asked), demo(*asked, "--by", "企业")
    (line,) = together.out.splitlines()[1:]
    named = each.out.splitlines()[1:]
    assert f"{len(named)} 家" in line
    assert "近三年无较大以上事故" in line
    assert all("示例企业" in one for one in named)
    assert together.err.splitlines()[:2] == each.err.splitlines()[:2]
    assert "--by enterprise" in together.err
    assert len(demo(*asked, "--format", "csv").out.splitlines()) == len(named) + 1
    assert demo(*asked, "--by", "县").code == InputError.exit_code
