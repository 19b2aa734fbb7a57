"""What is decided of a ledger on the screen: sheets, rows, headers; by which keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.intake.ledgers import WHO, Rows, write_csv, write_xlsx
from tests.tui.screen import LARGE, opened
from tui.texts_said import by_keys

KNOWN = "示例企业001制造有限公司"
HEADER = (*WHO, "自评估等级", "自评估日期")


async def test_many_doubts_are_decided_by_one_key_each(
    peopled: Path, tmp_path: Path
) -> None:
    row = ("", "", "二级", "2022-03-01")
    names = (
        "示例企业001制作有限公司",
        "没有登记的陶瓷有限公司",
        "没有登记的电机有限公司",
    )
    rows = [HEADER, *((at, name, *row) for at, name in enumerate(names))]
    file = write_csv(tmp_path / "a.csv", rows)
    async with opened(peopled, LARGE, "ctrl+o") as screen:
        await screen.type(str(file))
        await screen.press("enter")
        assert "存疑 3" in screen.text()
        await screen.press("s")
        assert "存疑 2，错误 0，已定 1" in screen.text()
        await screen.press("s", "n")
        assert screen.text().count("已定：") >= 2
        await screen.press("ctrl+s")
        assert "新增 2，变更 0，未变 0，存疑 1，错误 0" in screen.text()
        await screen.press("escape", "x")
        assert "存疑 0" in screen.text()
        await screen.press("ctrl+a")
        assert "已选 5" in screen.status()
        await screen.press("u")
        assert "新增 0，变更 0，未变 0，存疑 3，错误 0 ─" in screen.text()
        await screen.press("home", "space", "space", "space", "n")
        assert "新增 3，变更 0，未变 0，存疑 0，错误 0，已定 3 ─" in screen.text()


async def test_a_decision_stays_in_sight_and_can_be_taken_back_until_it_is_written(
    peopled: Path, tmp_path: Path
) -> None:
    row = (1, "没有登记的陶瓷有限公司", "", "", "二级", "2022-03-01")
    file = write_csv(tmp_path / "a.csv", [("自评估汇总表",), HEADER, row])
    async with opened(peopled, LARGE, "ctrl+o") as screen:
        await screen.type(str(file))
        await screen.press("enter")
        assert "存疑 1，错误 0，提示 1 ─" in screen.text()
        assert "表头上方 1 行没有作数据读" in screen.text()
        assert "N 新企业  X 先不导入" in screen.text()
        await screen.press("n")
        assert "存疑 0，错误 0，已定 1，提示 1 ─" in screen.text()
        assert "已定：新企业" in screen.text()
        await screen.press("escape")
        assert "有 1 项决定还没有写入" in screen.text()
        await screen.press("escape", "2", "ctrl+q")
        assert "有 1 项决定还没有写入" in screen.text()
        await screen.press("escape", "home", "enter")
        await screen.type("企业002")
        await screen.press("enter")
        assert "已定：示例企业002制造有限公司" in screen.text()
        await screen.press("home", "u")
        assert "新增 0，变更 0，未变 0，存疑 1，错误 0，提示 1 ─" in screen.text()
        area = screen.app.area
        await screen.press("escape")
        assert screen.app.area is not area


async def test_sheets_of_different_columns_are_listed_to_choose_from(
    office_file: Path, tmp_path: Path
) -> None:
    rows = [HEADER, (1, KNOWN, "", "", "二级", "2022-03-01")]
    more = [HEADER, (1, KNOWN, "", "", "三级", "2023-03-01")]
    sheets: dict[str, Rows] = {"一、名单": [WHO, (1, KNOWN, "", "")]}
    sheets |= {"二、自评": rows, "补报": more, "说明": [("请逐项填写",)]}
    file = write_xlsx(tmp_path / "a.xlsx", sheets)
    async with opened(office_file, LARGE, "ctrl+o") as screen:
        await screen.type(str(file))
        await screen.press("enter")
        assert "读哪张表？" in screen.text()
        assert "请按 F4 选表，分别导入" in screen.text()
        assert "评估台账 · 约 1 行" in screen.text()
        assert "看不出是哪一类台账" in screen.text()
        await screen.press("space", "down", "space", "down", "space", "enter")
        assert "表 二、自评、补报" in screen.text()
        assert "新增 2，变更 0" in screen.text()
        await screen.press("ctrl+s", "enter")
        assert "还有没写入的表：一、名单，按 F4 选表" in screen.text()
        await screen.press("f4", "enter")
        assert "表 一、名单" in screen.text()
        assert "未变 1" in screen.text()


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (
            "看不出；请写明 --kind titles（称号） 或 --kind pool（培育库）",
            "称号 或 培育库",
        ),
        ("请在表头写明（元）或（万元），或加 --set 单位=万元", "里写 单位=万元"),
        ("没认出的：日子，是的话请写 --map 日子=日期 --map 甲=乙", "上按 Enter 说明"),
        ("另有写法的可加 --place 写法=全称", "那一行按 Enter"),
        ("应为「1」的话请改正，或加 --accept-repairs", "按 F7 选「接受建议的改正」"),
        ("确是更名的写 --decide 行号=rename", "确是更名的在那一行按 R"),
        ("请用 tidu change name 登记更名", "请到企业画面按 F2 登记更名"),
        ("文件里没有表头「甲」（--map）；最近的是：乙", "没有表头「甲」；"),
        ("评估台账没有「期」这一栏，--set 用不上；有：甲", "「全表都是」里不能写它；"),
        ("--set 评估日期：「九月」不是日期", "「全表都是」评估日期："),
        ("各县市区分开、用 --unit 导入", "写明「报送单位」再导入"),
    ],
)
def test_what_commands_say_with_options_is_said_with_keys(
    said: str, shown: str
) -> None:
    assert shown in by_keys(said)
    assert "--" not in by_keys(said)


async def test_rows_that_do_not_wait_can_be_decided_too(
    peopled: Path, tmp_path: Path
) -> None:
    spelled = KNOWN.replace("有限公司", "有限责任公司")
    rows = [WHO, (1, spelled, "", ""), (2, "附注：示例新厂", "", "")]
    file = write_csv(tmp_path / "a.csv", rows)
    async with opened(peopled, LARGE, "ctrl+o") as screen:
        await screen.type(str(file))
        await screen.press("enter")
        assert "新增 0，变更 0，未变 1，存疑 0，错误 0，提示" in screen.text()
        assert f"按台账写作「{KNOWN}」，不作更名" in screen.text()
        await screen.press("r")
        assert "新增 0，变更 1，未变 0，存疑 0，错误 0，已定 1" in screen.text()
        await screen.press("home", "down", "x")
        assert "作附注和签署略过：2 附注：示例新厂" in screen.text()
        assert "怎么定（一个键）：N 新企业  Enter" in screen.text()
        await screen.press("n")
        assert "新增 1，变更 1，未变 0，存疑 0，错误 0，已定 2" in screen.text()
        await screen.press("home", "u", "home", "u")
        assert "新增 0，变更 0，未变 1，存疑 0，错误 0，提示" in screen.text()


async def test_an_option_that_is_refused_need_not_be_typed_again(
    peopled: Path, tmp_path: Path
) -> None:
    file = write_csv(tmp_path / "a.csv", [WHO, (1, KNOWN, "", "")])
    async with opened(peopled, LARGE, "ctrl+o") as screen:
        await screen.type(str(file))
        await screen.press("enter", "f7", "down", "down", "down")
        await screen.type("九月")
        await screen.press("ctrl+s", "f7")
        assert "九月 " in screen.text()
        assert "不是日期" in screen.text()
        await screen.press("escape", "f7", "down", "down", "down")
        await screen.press("end", "backspace", "backspace")
        await screen.type("2022-09-01")
        await screen.press("ctrl+s")
        assert "变更自何日起 2022-09-01" in screen.text()
