"""What if a policy were in force: who moves, why, what it frees; nothing is written."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from registry import paths
from registry.errors import ConflictError, FaultsError, InputError, NotFoundError
from tests.cli.conftest import Type

CITY = paths.data() / "policies" / "zhuzhou-benchmark-2022.toml"
SME = "benchmark/city-sme"
EACH = 10_000_000
NUMBER = "株工信发〔2022〕33号"
STRICTER = ("maturity = { level = 2 }", "maturity = { level = 3 }")
LATER = ("since = 2022-01-01", "since = 2023-07-01")


def rewritten(path: Path, *changes: tuple[str, str]) -> Path:
    """The city's measures with other words."""
    text = CITY.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, "utf-8")
    return path


@pytest.fixture
def stricter(tmp_path: Path) -> Path:
    """The city's measures with one level more."""
    return rewritten(tmp_path / "stricter.toml", STRICTER)


def eligible(demo: Type, *options: str) -> set[tuple[str, str]]:
    """Who is eligible for the SME title, with the maturity that is there."""
    said = demo("eligible", "--to", SME, "--outcome", "eligible", "--json", *options)
    return {
        (one["enterprise"]["name"], condition["value"])
        for one in json.loads(said.out)["answers"]
        for condition in one["conditions"]
        if condition["id"] == "maturity"
    }


def told(said_out: str) -> dict[str, Any]:
    """The one object that is printed."""
    found = json.loads(said_out)
    assert isinstance(found, dict)
    return found


def test_one_level_more_tells_who_leaves_why_and_what_subsidies_it_frees(
    demo: Type, demo_template: Path, stricter: Path
) -> None:
    before = demo_template.read_bytes()
    found = told(demo("whatif", stricter, "--to", SME, "--json").out)
    (goal,) = found["goals"]
    everybody = eligible(demo)
    high = ("三级", "四级", "五级")
    leave = {n for n, level in everybody if not any(one in level for one in high)}
    assert {one["enterprise"]["name"] for one in found["moved"]} == leave
    assert (goal["before"], goal["left"], goal["entered"]) == (
        len(everybody),
        len(leave),
        0,
    )
    assert sum(one["left"] for one in goal["units"]) == len(leave)
    assert goal["subsidy"] == {
        "each_before_fen": EACH,
        "each_after_fen": EACH,
        "total_before_fen": EACH * len(everybody),
        "total_after_fen": EACH * (len(everybody) - len(leave)),
        "change_fen": -EACH * len(leave),
    }
    few = told(demo("whatif", stricter, "--to", SME, "--json", "--limit", "2").out)
    assert (len(few["moved"]), few["total"]) == (2, len(leave))
    (condition,) = found["conditions"]
    assert ("≥ 二级" in condition["old"], "≥ 三级" in condition["new"]) == (True, True)
    assert all("二级" in one["why"][0]["value"] for one in found["moved"])
    assert demo_template.read_bytes() == before


def test_a_what_if_in_words_says_its_terms_and_the_sum_that_is_freed(
    demo: Type, stricter: Path
) -> None:
    said = demo("whatif", stricter, "--limit", "1")
    assert said.code == 0
    for words in (
        "演示数据",
        "截至 2022-12-31",
        "政策测算：假如施行",
        "不写入台账",
        "样例条件",
        "每项 10 万元：40 项 400 万元 → 16 项 160 万元，可少支 240 万元",
        "奖补合计：可少支 310 万元",
        "共 31 项进出；还有 30 项",
        "自 2022-01-01 起的版本已经载入",
    ):
        assert words in said.out


def test_names_as_csv_say_what_was_asked_what_would_be_and_what_is_there(
    demo: Type, stricter: Path
) -> None:
    rows = [
        *csv.DictReader(
            io.StringIO(
                demo("whatif", stricter, "--unit", "天元区", "--format", "csv").out
            )
        )
    ]
    assert {row["县市区"] for row in rows} == {"天元区"}
    assert {(row["事项"], row["原结论"]) for row in rows} == {("退出", "可晋级")}
    assert {(row["政策"], row["备注"]) for row in rows} == {
        (f"{NUMBER}（样例条件）", "样例")
    }
    assert all("≥ 二级" in row["因为"] and "现状 " in row["因为"] for row in rows)


def test_an_easier_rule_lets_in_and_costs(demo: Type, tmp_path: Path) -> None:
    easier = rewritten(
        tmp_path / "easier.toml",
        ("maturity = { level = 2 }", "maturity = { level = 1 }"),
    )
    found = told(demo("whatif", easier, "--to", SME, "--json").out)
    (goal,) = found["goals"]
    assert goal["entered"] == len(found["moved"]) > 0
    assert goal["subsidy"]["change_fen"] == EACH * goal["entered"]
    assert {one["was_name"] for one in found["moved"]} == {"差一项"}


def test_an_amount_that_no_policy_names_is_said_and_never_reckoned(
    demo: Type, tmp_path: Path
) -> None:
    unpaid = rewritten(tmp_path / "unpaid.toml", ("subsidy = 100_000\n", ""))
    found = told(demo("whatif", unpaid, "--json").out)
    assert {goal["subsidy"]["change_fen"] for goal in found["goals"]} == {None}
    said = demo("whatif", unpaid)
    assert "10 万元 → 未写明，算不出增减" in said.out
    assert "奖补合计" not in said.out


def test_another_amount_alone_changes_the_cost_and_nobody(
    demo: Type, tmp_path: Path
) -> None:
    dearer = rewritten(tmp_path / "dearer.toml", ("100_000", "150_000"))
    said = demo("whatif", dearer, "--to", SME)
    assert "每项 10 万元 → 15 万元：40 项 400 万元 → 40 项 600 万元" in said.out
    assert "共 0 项进出" in said.out


def test_a_version_to_come_is_taken_as_begun_on_the_day(
    demo: Type, tmp_path: Path
) -> None:
    later = rewritten(tmp_path / "later.toml", STRICTER, LATER)
    said = demo("whatif", later, "--to", SME, "--no-names")
    assert "已经施行（文件写明自 2023-07-01 起）" in said.out
    assert "40 项 400 万元 → 16 项 160 万元" in said.out
    assert "【退出" not in said.out


def test_a_loaded_version_that_starts_later_can_be_asked_by_its_number(
    demo: Type,
) -> None:
    said = demo("whatif", "工信厅联通装函[2025]251号", "--to", "卓越级智能工厂")
    assert said.code == 0
    assert (
        "假如施行 工信厅联通装函〔2025〕251号（2025-06-01 起）；不写入台账" in said.out
    )
    assert "自 2025-06-01 起" in said.out


def test_a_rule_that_ends_a_way_says_so_and_frees_all_of_it(
    demo: Type, tmp_path: Path
) -> None:
    text = CITY.read_text("utf-8")
    bare = tmp_path / "bare.toml"
    bare.write_text(text[: text.index("[[step]]")], "utf-8")
    said = demo("whatif", bare, "--to", SME)
    assert "不再有通往它的途径" in said.out
    assert "每项 10 万元 → 不再认定：40 项 400 万元 → 0 项 0 元" in said.out


def test_a_narrower_scope_leaves_out_who_is_elsewhere(
    demo: Type, tmp_path: Path
) -> None:
    narrow = rewritten(tmp_path / "narrow.toml", ('"430200"', '"430211"'))
    found = told(demo("whatif", narrow, "--to", SME, "--json").out)
    assert {one["becomes_name"] for one in found["moved"]} == {"非申报对象"}
    assert not {one["enterprise"]["unit"] for one in found["moved"]} & {
        "天元区",
        "株洲高新区",
    }


def test_what_is_loaded_already_changes_nothing(demo: Type) -> None:
    assert "没有进入，也没有退出" in demo("whatif", f"{NUMBER}@2022-05-01").out


@pytest.mark.parametrize(
    ("typed", "code", "words"),
    [
        (("--on", "2022-02-30"), InputError, ("2022-02-30", "请核对年月日")),
        (("--to", "领航级智能工厂"), NotFoundError, ("2025-06-01", "这一天有政策可依")),
        (("--unit", "长沙县"), NotFoundError, ("长沙县",)),
    ],
)
def test_a_what_if_that_cannot_be_is_refused_with_the_remedy(
    demo: Type,
    stricter: Path,
    typed: tuple[str, ...],
    code: type[InputError],
    words: tuple[str, ...],
) -> None:
    said = demo("whatif", stricter, *typed)
    assert said.code == code.exit_code
    assert all(word in said.err for word in words)


@pytest.mark.parametrize(
    ("word", "code", "told_so"),
    [
        ("没有.toml", NotFoundError, "没有文件"),
        ("无此文号", NotFoundError, "tidu policy list"),
        ("智能制造", InputError, "可指多份政策"),
        (f"{NUMBER}@2021-12-31", NotFoundError, "施行自 2022-01-01"),
        (f"{NUMBER}@昨天", InputError, "不是日期"),
    ],
)
def test_a_word_that_names_no_policy_is_refused_with_the_remedy(
    demo: Type, word: str, code: type[InputError], told_so: str
) -> None:
    said = demo("whatif", word)
    assert (said.code, told_so in said.err) == (code.exit_code, True)


def test_a_faulty_file_has_the_same_faults_as_when_it_is_checked(
    demo: Type, type_: Type, tmp_path: Path
) -> None:
    faulty = rewritten(
        tmp_path / "faulty.toml", ("level = 2", 'level = "二"'), ('"city"', '"town"')
    )
    said = demo("whatif", faulty)
    assert said.code == FaultsError.exit_code
    assert said.err == type_("policy", "check", faulty).err


def test_a_file_that_overlaps_another_document_is_refused_at_its_line(
    demo: Type, tmp_path: Path
) -> None:
    other = rewritten(tmp_path / "other.toml", (NUMBER, "株工信发〔2022〕44号"))
    said = demo("whatif", other)
    assert said.code == ConflictError.exit_code
    for words in ("other.toml 第 28 行", "市级智能制造标杆车间", "写 replaces"):
        assert words in said.err


def test_a_file_that_has_ended_by_the_day_is_refused(
    demo: Type, tmp_path: Path
) -> None:
    ended = rewritten(
        tmp_path / "ended.toml",
        ("since = 2022-01-01", "since = 2022-01-01\nuntil = 2022-07-01"),
    )
    said = demo("whatif", ended)
    assert said.code == InputError.exit_code
    assert "只施行到 2022-07-01" in said.err


def test_a_file_that_goes_round_in_a_circle_is_named(
    demo: Type, tmp_path: Path
) -> None:
    way = '[[step]]\nto = "benchmark/city-sme"'
    back = way.replace("to", 'from = "benchmark/province-enterprise"\nto', 1)
    circle = rewritten(tmp_path / "circle.toml", (way, back))
    said = demo("whatif", circle)
    assert said.code == ConflictError.exit_code
    assert "circle.toml：晋级途径绕成了圈" in said.err


def test_a_document_that_another_has_replaced_says_that_none_of_its_ways_counts(
    demo: Type,
) -> None:
    said = demo("whatif", "工信部企业〔2022〕63号", "--on", "2027-06-01")
    assert said.code == 0
    assert "没有一条途径在施行" in said.out


def test_a_title_that_the_file_does_not_speak_of_is_told(demo: Type) -> None:
    title = "国家智能制造示范工厂"
    said = demo("whatif", "株工信发〔2022〕33号", "--to", title)
    assert (said.code, f"该文件不涉及「{title}」" in said.err) == (0, True)
    assert "没有实质变化" not in said.out
