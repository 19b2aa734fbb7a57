"""Ledgers in by command: what is told, what is written, how it ends."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import openpyxl
import pytest

from registry.cli import consent
from tests.cli.conftest import Type
from tests.intake.ledgers import WHO, code, name, party, write_csv

HEADER = (*WHO, "自评估等级", "自评估日期")


def _enterprises(tmp_path: Path) -> Path:
    return write_csv(tmp_path / "企业.csv", [WHO, party(1), party(2)])


def test_a_ledger_is_previewed_written_and_taken_back(at: Type, tmp_path: Path) -> None:
    file = _enterprises(tmp_path)
    dry = at("import", file, "--dry-run")
    assert dry.code == 0
    assert "新增 2，变更 0，未变 0，存疑 0 行，错误 0 处；其中新企业 2 家" in dry.out
    assert "只是预览" in dry.err
    assert "已写入" in at("import", file, "--yes", "--reason", "年度更新").err
    assert "台账里已经是这样" in at("import", file).err
    empty = write_csv(tmp_path / "空.csv", [WHO, ("合计", "0")])
    assert "表里没有数据行" in at("import", empty).err
    assert "已撤回" in at("undo").err
    assert "新增 2" in at("import", file, "--dry-run").out


def test_on_a_terminal_it_is_shown_asked_and_only_then_written(
    at: Type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = _enterprises(tmp_path)
    monkeypatch.setattr(consent, "on_terminal", lambda: True)
    for answer, told in (("否", "没有写入"), ("是", "已写入：新增 2")):
        monkeypatch.setattr(sys, "stdin", io.StringIO(f"{answer}\n"))
        said = at("import", file)
        assert "写入台账？（是/否）" in said.err
        assert told in said.err
    assert "写入台账" not in at("import", file).err


def test_without_a_terminal_nothing_is_written_unless_it_is_said_before(
    at: Type, tmp_path: Path
) -> None:
    file = _enterprises(tmp_path)
    for more, told in (((), "没有终端可以询问"), (("--json",), "--json 时不询问")):
        said = at("import", file, *more)
        assert (said.code, told in said.err, "--yes" in said.err) == (1, True, True)
        assert "新增 2" in at("import", file, "--dry-run").out
    written = at("import", file, "--json", "--yes")
    assert (written.code, json.loads(written.out)["written"]) == (0, True)


def test_faults_end_with_three_and_wait_for_the_good_rows(
    at: Type, tmp_path: Path
) -> None:
    at("import", _enterprises(tmp_path), "--yes")
    rows = [HEADER, party(1, "二级", "2022-03-01"), party(2, "九级", "2022-03-01")]
    file = write_csv(tmp_path / "评估.csv", rows)
    told = at("import", file)
    assert told.code == 3
    assert "【错误】共 1 条" in told.out
    assert "--accept-good" in told.err
    assert at("import", file, "--dry-run").code == 3
    dry = at("import", file, "--dry-run", "--accept-good")
    assert dry.code == 3
    assert "只是预览，没有写入；不加 --dry-run 时写入没错的：新增 1" in dry.err
    good = at("import", file, "--yes", "--accept-good")
    assert (good.code, "已写入：新增 1" in good.err) == (3, True)


def test_rows_in_doubt_end_with_three_until_they_are_decided(
    at: Type, tmp_path: Path
) -> None:
    at("import", _enterprises(tmp_path), "--yes")
    file = write_csv(tmp_path / "评估.csv", [HEADER, party(77, "二级", "2022-03-01")])
    for more in ((), ("--dry-run",), ("--accept-good",)):
        assert at("import", file, *more).code == 3
    assert at("import", file, "--decide", "2=skip").code == 0


def test_json_says_what_a_program_asks(at: Type, tmp_path: Path) -> None:
    at("import", _enterprises(tmp_path), "--yes")
    rows = [
        ["台账"],
        HEADER,
        party(1, "二级", "2022-03-01"),
        party(2, "九级", "2022-03-01"),
        (3, name(9), code(9), "", "二级", "2022-03-01"),
    ]
    file = write_csv(tmp_path / "评估.csv", rows)
    said = json.loads(at("import", file, "--json", "--dry-run", "--details").out)
    counts = {key: said[key] for key in ("new", "changed", "unchanged", "in_doubt")}
    assert counts == {"new": 1, "changed": 0, "unchanged": 0, "in_doubt": 1}
    assert (said["file"], said["header_row"], said["kind"]) == (
        "评估.csv",
        2,
        "assessments",
    )
    (fault,) = said["faults"]
    assert (fault["row"], fault["column"], fault["value"]) == (4, "自评估等级", "九级")
    assert [doubt["row"] for doubt in said["doubts"]] == [5]
    assert said["edits"] == []


def test_changes_and_doubts_are_listed_side_by_side(at: Type, tmp_path: Path) -> None:
    at("import", _enterprises(tmp_path), "--yes")
    rows = [
        WHO,
        (1, name(1), code(1), "荷塘区"),
        (2, "示例更名有限公司", code(2), "天元区"),
    ]
    told = at("import", write_csv(tmp_path / "新.csv", rows), "--dry-run")
    assert "荷塘区（自" in told.out
    assert "更名，还是代码写错" in told.out
    assert f"{name(2)} {code(2)} 天元区\n" in told.out


def test_what_is_wrong_goes_back_as_a_workbook(at: Type, tmp_path: Path) -> None:
    file = write_csv(tmp_path / "a.csv", [WHO, (1, "示例甲厂", "9143", "天元区")])
    to = tmp_path / "退回.xlsx"
    told = at("import", file, "--preview", to, "--dry-run")
    assert to.exists()
    assert "退回.xlsx" in told.err
    assert at("import", file, "--preview", to, "--dry-run").code == 6
    assert at("import", file, "--preview", to, "--dry-run", "--force").code == 3


def test_the_name_is_marked_where_it_is_missing_or_in_doubt(
    at: Type, tmp_path: Path
) -> None:
    at("import", _enterprises(tmp_path), "--yes")
    rows = [HEADER, party(77, "二级", "2022-03-01"), party(1, "三级", "2022-03-01")]
    rows[2] = (rows[2][0], "", "", *rows[2][3:])
    file, to = write_csv(tmp_path / "评估.csv", rows), tmp_path / "退回.xlsx"
    told = at("import", file, "--preview", to, "--json")
    (fault,) = json.loads(told.out)["faults"]
    assert (fault["column"], fault["problem"]) == (WHO[1], "没有企业名称")
    sheet = openpyxl.load_workbook(to).active
    marked = [[c.column for c in row if c.fill.fill_type] for row in sheet.iter_rows()]
    assert marked == [[], [2], [2]]


def test_unknown_columns_notes_and_options(at: Type, tmp_path: Path) -> None:
    header = (*WHO, "开心指数", "经营状况", "营业收入占比")
    rows = [header, (*party(1), "9", "", ""), ["合计", 1]]
    file = write_csv(tmp_path / "a.csv", rows)
    told = at("import", file, "--dry-run", "--kind", "enterprises")
    unknown = "开心指数、经营状况、营业收入占比（要导入请用 --map，"
    assert f"不会导入的列：{unknown}如 --map 经营状况=状态）" in told.out
    assert "略过合计行 1 行" in told.out
    wrong = at("import", file, "--dry-run", "--map", "开心指标=企业名称")
    assert (wrong.code, "最近的是：开心指数" in wrong.err) == (2, True)
    wrong = at("import", file, "--dry-run", "--place", "天园区=天元区")
    assert (wrong.code, "写着的有：天元区" in wrong.err) == (2, True)
    stray = at("import", file, "--dry-run", "--set", "评估方式=自评估")
    assert (stray.code, "企业台账没有「评估方式」这一栏" in stray.err) == (2, True)
    wrong = at("import", file, "--dry-run", "--decide", "7=new")
    assert (wrong.code, f"最近的是第 2 行「{name(1)}」" in wrong.err) == (2, True)
    assert at("import", file, "--since", "昨天").code == 2
    assert at("import", file, "--unit", "无此区").code == 2
    assert at("import", tmp_path / "没有.csv").code == 2


def test_undo_tells_what_was_taught_and_is_forgotten(at: Type, tmp_path: Path) -> None:
    rows = [("厂子叫啥", *WHO[2:]), party(1)[1:]]
    file = write_csv(tmp_path / "a.csv", rows)
    assert at("import", file, "--yes", "--map", "厂子叫啥=企业名称").code == 0
    assert "一并忘记：厂子叫啥；" in at("undo").err
    assert "没有认出、不会导入的列：厂子叫啥" in at("import", file).out


def test_a_template_is_written_and_read(at: Type, tmp_path: Path) -> None:
    to = tmp_path / "模板.xlsx"
    assert "tidu import" in at("template", "assessments", "--to", to).err
    assert "略过模板示例行 1 行" in at("import", to).out
    assert at("template", "assessments", "--to", to).code == 6


def test_doubles_are_listed_and_joined(at: Type, tmp_path: Path) -> None:
    rows = [WHO, (1, "示例铸造有限公司", "", "天元区"), (2, "示例铸造厂", "", "荷塘区")]
    file = write_csv(tmp_path / "a.csv", rows)
    at("import", file, "--yes", "--decide", "3=new")
    listed = at("dedupe")
    assert "可能重复的 1 对" in listed.err
    assert "示例铸造厂" in listed.out
    both = ("dedupe", "示例铸造有限公司", "示例铸造厂")
    seen = at(*both)
    assert seen.code == 1
    assert "天元区" in seen.out
    assert "县市区（园区）不同：天元区、荷塘区" in seen.err
    assert "名称并不相近" not in seen.err
    assert "要写入请加 --yes" in seen.err
    assert "可能重复的 1 对" in at("dedupe").err
    assert "tidu undo --change" in at(*both, "--yes").err
    assert "可能重复的 0 对" in at("dedupe").err


def test_nothing_speaks_for_one_enterprise_where_names_are_not_near(at: Type) -> None:
    one, other = "株洲甲一机械有限公司", "醴陵釉彩电瓷有限公司"
    for named in (one, other):
        at("add", "enterprise", named)
    said = ("--kind", "自评估", "--on", "2022-03-01", "--level", "二级")
    assert at("record", "assessment", other, *said).code == 0
    seen = at("dedupe", one, other)
    assert "名称并不相近" in seen.err
    assert "转到保留的：成熟度评估 1 条" in seen.err
    assert seen.code == 1
    assert at("dedupe", one).code == 2


def test_a_cell_as_long_as_a_book_is_shown_by_its_beginning(
    at: Type, tmp_path: Path
) -> None:
    file = tmp_path / "长.csv"
    file.write_text(f"企业名称,信用代码\n{'巨' * 9000},9143\n", "utf-8")
    said = at("import", file, "--dry-run")
    assert said.code == 3
    assert "巨" * 60 not in said.out.replace(f"{'巨' * 60}…", "")


def test_a_level_that_differs_is_counted_and_listed_with_its_remedy(
    at: Type, tmp_path: Path
) -> None:
    assert at("add", "enterprise", name(1), "--unit", "天元区").code == 0
    rows = [(*WHO, "等级"), (1, name(1), "", "天元区", "三级")]
    file = write_csv(tmp_path / "企业.csv", rows)
    told = at("import", file, "--dry-run")
    assert "【与台账不同，不会导入】共 1 条" in told.out
    assert "tidu record assessment" in told.out
    assert "与台账不同的 1 处不随这份台账导入" in told.err
    said = json.loads(at("import", file, "--json", "--details").out)
    assert said["not_imported"] == len(said["told"]) == 1
    assert said["told"][0]["new"] == "三级（集成级）"
