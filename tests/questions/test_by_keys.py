"""All ten questions by keys: at most six beside text, the same set as the command.

The registry is the demonstration's, with a title revoked since.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.questions.asked import Ask, Hand
from tests.tui.screen import LARGE, opened

NOT_YET = "县市区=天元区 等级=三级 非 曾有称号=标杆"
ROUND = "2022年株洲市智能制造标杆中小企业认定"


def _told(said: str) -> Any:
    return json.loads(said)


async def test_1_who_is_at_level_three_and_no_benchmark_yet(
    ask: Ask, year_later: Path, tmp_path: Path
) -> None:
    told = _told(ask(year_later, "count", NOT_YET, "--names", "--json"))
    names = set(told["names"][0]["names"])
    async with opened(year_later, LARGE) as screen:
        hand = Hand(screen)
        await hand.do("2", "/", f"「{NOT_YET}」", "enter")
        assert set(hand.column("企业名称")) == names
        assert screen.status().startswith(f"第 1 / {told['total']['numbers'][0]} 家")
        assert "「标杆」指市级智能制造标杆车间" in hand.terms
        assert "口径：截至 2022-12-31" in screen.text()
        await hand.screen.press("ctrl+x", "ctrl+u")
        await hand.screen.type(str(tmp_path / "名单.json"))
        await hand.screen.press("enter")
    written = _told((tmp_path / "名单.json").read_text("utf-8"))
    assert names == {row["enterprise"] for row in written["rows"]}


async def test_2_7_9_the_counts_and_the_changes(
    ask: Ask, year_later: Path, tmp_path: Path
) -> None:
    levels = _told(ask(year_later, "count", "--by", "县市区,等级", "--json"))
    providers = _told(ask(year_later, "count", "--by", "称号.服务商", "--json"))
    kinds = ("--since", "2022-01-01", "--kind", "更名,迁出,撤销")
    changes = _told(ask(year_later, "changes", *kinds, "--json"))["changes"]
    async with opened(year_later, LARGE) as screen:
        hand = Hand(screen)

        await hand.do("6", "「各等级」", "enter")
        lines = [(*one["labels"], *one["numbers"]) for one in levels["lines"]]
        counted = [tuple(map(str, line)) for line in lines]
        assert hand.rows()[:-1] == counted
        assert hand.rows()[-2][0] == "缺数据"
        assert hand.terms in levels["terms"]
        exported = await hand.export(tmp_path / "2.csv")
        assert [tuple(row) for row in exported] == hand.rows()
        await hand.do("enter")
        assert len(hand.rows()) == int(counted[0][-1])
        await hand.do("escape")
        assert hand.rows()[:-1] == counted

        await hand.do("6", "/", "「服务商」", "enter")
        assert [list(map(int, row[1:])) for row in hand.rows()[:-1]] == [
            one["numbers"] for one in providers["lines"]
        ]
        assert "现有效、本年新增、历年累计分列，三者不相加；台账推算" in hand.terms

        await hand.do("6", "/", "「更名」", "enter")
        assert hand.column("类别") == [one["kind"] for one in changes]
        names = [one["enterprise"]["name"] for one in changes]
        assert hand.column("企业名称") == names
        assert "撤销" in hand.column("类别")
        assert "市级智能制造标杆车间" in hand.column("涉及的有效称号")
        assert [row[3] for row in await hand.export(tmp_path / "9.csv")] == names


async def test_3_8_10_completion_money_and_what_is_different(
    ask: Ask, year_later: Path, tmp_path: Path
) -> None:
    format_ = ("--format", "json")
    roster = _told(ask(year_later, "roster", "show", "规上名册", *format_))
    typed = ("count", "--of", "规上名册", "--by", "上报单位", "--names", "--json")
    counted = _told(ask(year_later, *typed))
    money = _told(ask(year_later, "subsidies", "--year", "2022", *format_))
    edits = _told(ask(year_later, "list", "diff", "1", "now", *format_))
    async with opened(year_later, LARGE) as screen:
        hand = Hand(screen)

        await hand.do("6", "「完成率」", "enter")
        rates = [
            (*one["labels"], *map(str, one["numbers"]), one["percent"], rank)
            for one in (*roster["completion"], roster["total"])
            for rank in [str(one["rank"] or "")]
        ]
        assert hand.rows() == rates
        assert hand.terms in roster["terms"]
        assert hand.terms in counted["terms"]
        assert {name for one in counted["names"] for name in one["names"]} == {
            one["enterprise"] for one in roster["missing"]
        }
        unit, *_ = hand.rows()[-2]
        await hand.do("end", "up", "enter")
        of_unit = [
            one["enterprise"] for one in roster["missing"] if one["unit"] == unit
        ]
        assert hand.column("企业名称") == of_unit
        await hand.do("escape", "end", "enter")
        missing = [one["enterprise"] for one in roster["missing"]]
        assert hand.column("企业名称") == missing
        assert [row[1] for row in await hand.export(tmp_path / "3.csv")] == missing

        await hand.do("6", "/", "「奖补」", "enter")
        paid = [one["enterprise"]["name"] for one in money["subsidies"]]
        assert hand.column("企业名称") == paid
        assert set(hand.column("状态")) == {"已拨付"}
        assert not any(hand.column("就高不重复"))
        assert "20 个称号，奖补 20 笔 200 万元；重复享受" in hand.terms

        await hand.do("6", "/", "「差在哪」", "enter")
        assert hand.rows() == [
            tuple(str(cell or "") for cell in one.values()) for one in edits["rows"]
        ]
        ((kind, who, _what, why),) = hand.rows()
        assert (kind, who) == ("退出", "示例企业038新材料有限公司·压延车间")
        assert "王某 终止称号" in why
        exported = await hand.export(tmp_path / "10.csv")
        assert [tuple(row) for row in exported] == hand.rows()


async def test_4_5_6_one_enterprise_and_next_year(ask: Ask, year_later: Path) -> None:
    typed = ("round", "show", ROUND, "--of", "示例企业087", "--format", "json")
    (left_out,) = _told(ask(year_later, *typed))["applications"]
    asked = ("--to", "省级智能制造标杆企业", "--json")
    near = _told(ask(year_later, "eligible", *asked))["answers"]
    later = _told(ask(year_later, "eligible", *asked, "--on", "2023-06-30"))
    async with opened(year_later, LARGE) as screen:
        hand = Hand(screen)

        await hand.do("2", "/", "「时代新材」", "enter", "enter", "right")
        titles = screen.text().partition("─ 称号")[2]
        assert "省级智能制造标杆车间" in titles
        assert "认定文件未登记" in titles
        assert "有效期未登记" in titles
        assert "2022年度绩效自评报告" in titles

        await hand.do("escape", "5", "/", "「示例企业087」", "enter")
        assert left_out["why"] in screen.text()
        assert left_out["result"] in hand.column("结果")

        await hand.do("4", "/", "「省级智能制造标杆企业」", "enter")
        names = sorted(one["enterprise"]["name"] for one in near)
        assert sorted(hand.column("企业名称")) == names
        short = [row for row in hand.rows() if "差一项" in row]
        assert short
        assert all(row[-1] for row in short)
        await hand.do("4", "d", "ctrl+u", "「2023-06-30」", "enter")
        assert len(hand.rows()) == later["total"]
        assert set(hand.column("结论")) == {"待核"}
        assert "截至 2023-06-30" in hand.terms
