"""Where a ledger's header is, and what stands above, in and below it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from registry.desk.imports import Request, preview, take_in
from registry.desk.office import Office
from registry.errors import InputError
from registry.intake.lines import Line, line
from registry.intake.strange import HeaderError
from registry.terms import Ledger
from tests.intake.conftest import Query
from tests.intake.ledgers import name, write_csv, write_xlsx


def test_rows_above_a_second_header_are_read(office: Office, tmp_path: Path) -> None:
    heads = ("企业名称", "等级", "评估时间", "评估方式")
    fuller = ("企业名称", "成熟度等级", "评估日期", "评估方式")
    rows = [
        heads,
        (name(1), "三级", "2022-03-01", "自评估"),
        fuller,
        (name(2), "二级", "2022-03-02", "自评估"),
    ]
    found = preview(office, Request(write_xlsx(tmp_path / "a.xlsx", rows)))
    assert (found.new, found.faults) == (2, ())
    assert "略过重复表头 1 行" in found.notes
    rows[0] = ("企业名称", "等级", "时间", "方式")
    file = write_xlsx(tmp_path / "b.xlsx", rows)
    told = "第 3 行又是一个表头，「评估日期」与前面的.* --map 时间=评估日期"
    with pytest.raises(HeaderError, match=told) as refused:
        preview(office, Request(file))
    assert refused.value.unknown == ("时间", "方式")
    maps = ("时间=评估日期", "方式=评估方式")
    assert preview(office, Request(file, maps=maps)).new == 2


def test_a_header_of_two_rows_names_its_columns_with_the_group_and_comes_again(
    office: Office, tmp_path: Path
) -> None:
    heads = [
        ("序号", "企业名称", "评估情况", None, None, "评估得分"),
        (None, None, "等级", "时间", "方式", None),
    ]
    rows = [
        ("台账",),
        *heads,
        (1, name(1), "三级", "2022-03-01", "自评估", ""),
        *heads,
        (2, name(2), "二级", "2022-03-02", "自评估", ""),
    ]
    merged = ("A2:A3", "B2:B3", "C2:E2", "F2:F3")
    found = preview(office, Request(write_xlsx(tmp_path / "a.xlsx", rows, merged)))
    assert (found.new, found.faults, found.unknown) == (2, (), ())
    assert "略过重复表头 2 行" in found.notes


def test_the_year_above_several_columns_is_that_of_their_figures(
    office: Office, tmp_path: Path, query: Query
) -> None:
    two = ("2022年主要经济指标（万元）", None, "2021年1-12月主要经济指标")
    rows = [
        ("企业名称", *two),
        (None, "营业收入", "从业人员（人）", "营业收入（万元）"),
        (name(1), 100, 20, 90),
    ]
    merged = ("A1:A2", "B1:C1")
    found = take_in(office, Request(write_xlsx(tmp_path / "a.xlsx", rows, merged)))
    assert (found.kind, found.new, found.unknown) == (Ledger.FACTS, 3, ())
    assert query("SELECT key, since, value FROM fact ORDER BY value") == [
        ("staff", "2022-01-01", 20),
        ("total_revenue", "2021-01-01", 90_000_000),
        ("total_revenue", "2022-01-01", 100_000_000),
    ]


@pytest.mark.parametrize("part", ["上半年", "1-9月", "第一季度", "3月"])
def test_figures_of_less_than_a_year_are_not_those_of_the_year(
    part: str, office: Office, tmp_path: Path
) -> None:
    heads = [
        ("企业名称", f"2022年{part}主要经济指标", None, "2021年主要经济指标"),
        (None, "营业收入（万元）", "从业人员", "营业收入（万元）"),
    ]
    rows = [*heads, (name(1), 100, 20, 90)]
    merged = ("A1:A2", "B1:C1")
    asked = Request(
        write_xlsx(tmp_path / "a.xlsx", rows, merged), given=("所属期=2022",)
    )
    found = preview(office, asked)
    assert [one.said for one in found.listed] == ["2021 年营业收入 90 万元"]
    assert len(found.unknown) == 2
    assert any("不是整年的数，没有读" in note for note in found.notes)
    asked = Request(write_xlsx(tmp_path / "b.xlsx", [row[:3] for row in rows], merged))
    with pytest.raises(InputError, match="不是整年的数") as refused:
        preview(office, replace(asked, kind=Ledger.FACTS))
    assert "--map" not in str(refused.value)


def test_a_group_that_makes_another_figure_of_its_columns_is_not_left_out(
    office: Office, tmp_path: Path
) -> None:
    for group in ("上年主要指标", "同比增长情况", "其中指标"):
        heads = ("企业名称", group, "2022年从业人员"), (None, "营业收入（万元）", None)
        rows = [*heads, (name(1), 100, 20)]
        file = write_xlsx(tmp_path / f"{group}.xlsx", rows, ("A1:A2", "C1:C2"))
        found = preview(office, Request(file))
        assert (found.new, found.unknown) == (1, (f"{group}营业收入（万元）",))


def test_a_strange_header_is_shown_with_what_to_type_and_remembered_for_its_unit(
    office: Office, tmp_path: Path
) -> None:
    rows = [
        ("天元区报", "2023年"),
        ("单位名", "所属县（区）名", "评估等级", "评估日子", "评估方式"),
        (name(1), "天元区", "三级", "2023-05-05", "自评估"),
    ]
    file = write_xlsx(tmp_path / "a.xlsx", rows)
    with pytest.raises(HeaderError, match="最像表头的是第 2 行：单位名、") as told:
        preview(office, Request(file))
    assert told.value.unknown == ("单位名", "所属县（区）名", "评估日子")
    maps = ("单位名=企业名称", "所属县（区）名=所属县市区", "评估日子=评估日期")
    assert all(f"--map {one}" in str(told.value) for one in maps)
    request = Request(file, maps=maps, unit="天元区")
    assert take_in(office, request).new == 1
    assert preview(office, Request(file, unit="天元区")).unchanged == 1
    with pytest.raises(HeaderError):
        preview(office, Request(file, unit="荷塘区"))


def test_a_header_of_which_nothing_is_known_is_read_once_its_names_are_taught(
    office: Office, tmp_path: Path
) -> None:
    file = write_xlsx(tmp_path / "a.xlsx", [("甲", "乙"), ("新示例厂", 1)])
    with pytest.raises(HeaderError, match="请写 --map 那一栏=企业名称"):
        preview(office, Request(file))
    found = preview(office, Request(file, maps=("甲=企业名称",)))
    assert (found.new, found.unknown) == (1, ("乙",))
    file = write_xlsx(tmp_path / "b.xlsx", [("企业名称", "丙"), ("新示例厂", 1)])
    with pytest.raises(HeaderError, match="认得的只有一栏") as told:
        preview(office, Request(file))
    assert told.value.unknown == ("丙",)


def test_what_stands_above_the_header_is_told_and_a_unit_there_is_not_passed_over(
    office: Office, query: Query, tmp_path: Path
) -> None:
    lines = (("2022年主要指标",), ("填报单位：某局", "单位：万元"))
    rows = [("企业名称", "2022年营业收入", "2022年研发费用"), (name(1), 3, 2)]
    file = write_xlsx(tmp_path / "a.xlsx", (*lines, *rows))
    title, unit = take_in(office, Request(file)).notes
    listed = "「2022年主要指标」、「填报单位：某局 单位：万元」"
    assert title == f"表「Sheet1」表头上方 2 行没有作数据读：{listed}"
    assert "按表头上方写的「单位：万元」读" in unit
    sums = "SELECT value FROM fact WHERE voided_by IS NULL ORDER BY key"
    assert query(sums) == [(2_000_000,), (3_000_000,)]
    rows[0] = ("企业名称", "2022年营业收入（元）", "2022年研发费用")
    file = write_xlsx(tmp_path / "b.xlsx", (*lines, *rows))
    with pytest.raises(InputError, match="按元读还是按万元读"):
        preview(office, Request(file))
    assert take_in(office, Request(file, given=("单位=元",))).changed == 1
    assert query(sums) == [(2_000_000,), (300,)]


def test_what_stands_right_of_the_header_is_told(
    office: Office, tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    file.write_text(
        f"企业名称,县市区\n{name(1)},天元区,甲路\n{name(2)},天元区\n", "utf-8"
    )
    found = preview(office, Request(file))
    assert "有 1 行在表头右边还写了内容（第 2 行起），没有读" in found.notes


def test_an_unclosed_quote_takes_no_rows_with_it(
    office: Office, tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    file.write_text(f'企业名称,县市区\n"{name(1)},天元区\n{name(2)},天元区\n', "utf-8")
    with pytest.raises(InputError, match="第 2 行起的引号不成对"):
        preview(office, Request(file))


def test_rows_that_head_or_close_others_are_told_once_and_no_faults(
    office: Office, tmp_path: Path
) -> None:
    rows = [
        ("序号", "企业名称", "自评估等级", "自评估日期"),
        ("", "一、天元区", "", ""),
        (1, name(1), "三级", "2023-03-01"),
        ("", "天元区小计", "1家", ""),
        ("二", "荷塘区（1家）", "", ""),
        (2, name(2), "二级", "2023-03-02"),
        ("（三）没有评估的企业",),
        ("合计：2家",),
        ("", "审核意见：同意，" + name(3) + "另报", "", ""),
        ("", "（盖章）", "", ""),
        ("填表人：", "张某", "联系电话", "0731-1"),
        ("", "填报单位（公章）：某某公司", "", ""),
        ("", "2023年3月2日", "", ""),
        ("", "第1页 共1页", "", ""),
    ]
    found = preview(office, Request(write_csv(tmp_path / "a.csv", rows)))
    assert (found.new, found.rows, found.faults) == (2, 2, ())
    totals, groups, notes, places = found.notes
    assert totals == "略过合计行 2 行：第 4 行「天元区小计 1家」、第 8 行「合计：2家」"
    assert groups.startswith("略过分组行 3 行：第 2 行「一、天元区」、第 5 行「二 ")
    assert notes.startswith("略过附注和签署 6 行：第 9 行「审核意见：同意，示例企业003")
    assert places.startswith(
        "2 行没有写县市区，按分组行读：「一、天元区」下 1 行、「荷塘区（1家）」下"
    )


def test_a_row_that_names_no_place_is_of_the_group_it_stands_in(
    office: Office, tmp_path: Path, query: Query
) -> None:
    rows = [
        ("序号", "企业名称", "所属县市区"),
        (1, name(81), ""),
        ("一、荷塘区（3家）",),
        ("（一）规上企业",),
        (1, name(82), ""),
        ("（二）规下企业",),
        (2, name(83), ""),
        (3, name(84), "芦淞区"),
        ("二、其他企业",),
        (1, name(85), ""),
        ("三、株洲市",),
        (1, name(86), ""),
    ]
    file = write_xlsx(tmp_path / "a.xlsx", rows, merged=("A3:C3", "A4:C4"))
    found = take_in(office, Request(file))
    assert (found.new, found.faults) == (6, ())
    assert [one.said for one in found.listed if one.line == 5] == ["荷塘区"]
    assert "按分组行读：「一、荷塘区（3家）」下 2 行；" in "\n".join(found.notes)
    assert "有 1 行没有写县市区（第 12 行起），分组行「三、株洲市」" in found.notes[-2]
    units = query(
        "SELECT u.name FROM subject s LEFT JOIN unit_spell v ON v.enterprise_id = s.id"
        " LEFT JOIN unit u ON u.id = v.value WHERE s.name >= ? ORDER BY s.name",
        name(81),
    )
    assert [unit for (unit,) in units] == [None, *["荷塘区"] * 2, "芦淞区", None, None]
    asked = preview(office, Request(file, unit="芦淞区"))
    assert [(one.line, one.value) for one in asked.faults] == [
        (number, "一、荷塘区（3家）") for number in (5, 7)
    ]


def test_an_office_above_a_day_is_a_signature(office: Office, tmp_path: Path) -> None:
    rows = [
        ("企业名称", "所属县市区", "行业"),
        (name(81), "天元区", "C37"),
        ("天元区工业和信息化局", "", ""),
        ("", "", "2022年12月31日"),
    ]
    found = preview(office, Request(write_csv(tmp_path / "a.csv", rows)))
    assert (found.new, found.doubts, found.faults) == (1, (), ())
    assert "略过附注和签署 2 行：第 3 行「天元区工业和信息化局」" in found.notes[0]
    alone = preview(office, Request(write_csv(tmp_path / "b.csv", rows[:3])))
    assert [one.line for one in alone.doubts] == [3]


@pytest.mark.parametrize(
    "firm",
    [
        *("一、新示例有限公司", "天元区第一印章厂", "合计科技有限公司", "意见领袖公司"),
        *("填报软件有限公司", "一汽解放", "天元", "联系人传媒", "总计数控", "时代新材"),
        *("株洲市天元区科技和工业信息化局", "复核检测", "公章印务", "十八里项目"),
        *("天威签章", "三一重工", "电话机", "（株洲）数控", "七一二"),
    ],
)
def test_no_enterprise_is_taken_for_a_heading_a_total_or_a_note(firm: str) -> None:
    for cells in ((firm, None), (1, firm), (None, firm), ("一", firm), ("复核", firm)):
        assert line(cells, (firm, None), {"天元区"}.__contains__) is Line.DATA


def test_a_row_of_a_name_alone_is_one_fault(office: Office, tmp_path: Path) -> None:
    rows = [("企业名称", "自评估等级", "自评估日期"), (name(1),), ("请各单位认真核对",)]
    found = preview(office, Request(write_csv(tmp_path / "a.csv", rows)))
    told = [(one.line, one.column, one.value) for one in found.faults]
    assert told == [(2, "企业名称", name(1))]
    assert [one.name for one in found.doubts] == ["请各单位认真核对"]
