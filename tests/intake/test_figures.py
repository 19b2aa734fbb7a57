"""Figures, headers and texts of ledgers, and what becomes of each."""

from __future__ import annotations

from pathlib import Path

import pytest

from registry.desk.imports import Request, preview, take_in
from registry.desk.office import Office
from registry.errors import InputError
from registry.terms import Ledger
from tests.intake.conftest import Query
from tests.intake.ledgers import (
    WHO,
    code,
    name,
    party,
    write_csv,
    write_xls,
    write_xlsx,
)


def test_money_takes_its_unit_from_the_line_above_or_is_refused(
    office: Office, tmp_path: Path, query: Query
) -> None:
    header = ("企业名称", "统一社会信用代码", "2022年营业收入", "2022年研发投入（元）")
    rows = [["单位：万元"], header, (name(1), code(1), 10, 2000)]
    file = write_xlsx(tmp_path / "a.xlsx", rows)
    with pytest.raises(InputError, match="按元读还是按万元读"):
        preview(office, Request(file))
    assert take_in(office, Request(file, given=("单位=元",))).new == 2
    assert query("SELECT value FROM fact ORDER BY key") == [(200_000,), (10_000_000,)]
    bare = write_xlsx(tmp_path / "b.xlsx", rows[1:])
    (fault,) = preview(office, Request(bare)).faults
    assert "没有写金额单位" in fault.problem
    given = preview(office, Request(bare, given=("单位=万元",)))
    assert (given.unchanged, given.faults) == (2, ())


def test_a_long_ledger_of_facts_says_key_period_and_unit(
    office: Office, tmp_path: Path, query: Query
) -> None:
    header = ("企业名称", "统一社会信用代码", "指标名称", "年度", "数值", "计量单位")
    rows = [
        header,
        (name(1), code(1), "营业收入", "2022年", "1.5亿元", None),
        (name(1), code(1), "研发费用", 2022, 30, "万元"),
        (name(1), code(1), "纳税信用等级", 2022, "A级", None),
        (name(1), code(1), "开心指数", 2022, "9", None),
        (name(1), code(1), "市场占有率", 2022, 0.125, None),
    ]
    found = take_in(
        office, Request(write_xlsx(tmp_path / "a.xlsx", rows), accept_good=True)
    )
    assert found.new == 3
    assert [fault.line for fault in found.faults] == [5, 6]
    kept = query("SELECT key, value, grade FROM fact ORDER BY id")
    assert kept == [
        ("total_revenue", 15_000_000_000, None),
        ("rd_spend", 30_000_000, None),
        ("tax_credit", None, "a"),
    ]


def test_a_wrong_period_is_told_of_its_own_column(
    office: Office, tmp_path: Path
) -> None:
    rows = [
        ("企业名称", "指标", "年度", "数值", "单位"),
        (name(1), "营业收入", "2022年1-6月", 100, "万元"),
        (name(1), "营业收入", "", 100, "万元"),
        (name(1), "从业人员", "2021年末", 120, "人"),
    ]
    found = preview(office, Request(write_xlsx(tmp_path / "a.xlsx", rows)))
    assert found.new == 1
    assert [(one.line, one.column, one.value) for one in found.faults] == [
        (2, "年度", "2022年1-6月"),
        (3, "年度", ""),
    ]
    assert found.faults[0].problem == "「2022年1-6月」不是整年"
    assert found.faults[0].remedy.startswith("半年、季度的数不登记")
    wide = [
        ("企业名称", "年度", "营业收入（万元）", "从业人员"),
        (name(1), "上半年", 1, 2),
    ]
    found = preview(office, Request(write_xlsx(tmp_path / "b.xlsx", wide)))
    assert [(one.line, one.column) for one in found.faults] == [(2, "年度")]


@pytest.mark.parametrize(
    ("header", "cells", "wrong"),
    [
        (("2022年关键工序数控化率",), ("0.65",), True),
        (("2022年关键工序数控化率",), ("0.65%",), False),
        (("2022年关键工序数控化率（%）",), ("0.65",), False),
        (("指标", "年度", "数值"), ("数控化率", "2022", "0.65"), True),
        (("指标", "年度", "数值", "单位"), ("数控化率", "2022", "0.65", "%"), False),
        (("2022年关键工序数控化率",), ("165",), True),
    ],
)
def test_a_share_that_could_be_two_or_is_more_than_all_is_a_fault(
    header: tuple[str, ...],
    cells: tuple[str, ...],
    wrong: bool,
    office: Office,
    tmp_path: Path,
) -> None:
    rows = [("企业名称", *header), (name(1), *cells)]
    found = preview(office, Request(write_csv(tmp_path / "a.csv", rows)))
    assert (len(found.faults), found.new) == (int(wrong), int(not wrong))


def test_headers_nobody_knows_are_named_and_can_be_taught(
    office: Office, tmp_path: Path
) -> None:
    header = ("厂子叫啥", "信用代码", "几级", "自评估时间", "联系电话")
    rows = [header, (name(1), code(1), "二级", "2022-03", "0731")]
    file = write_xlsx(tmp_path / "a.xlsx", rows)
    with pytest.raises(InputError, match="还缺：成熟度等级"):
        preview(office, Request(file))
    maps = ("厂子叫啥=企业名称", "几级=成熟度等级")
    found = preview(office, Request(file, maps=maps))
    assert (found.new, found.unknown) == (1, ("联系电话",))
    for wrong in ("几级", "几级=没有的列"):
        with pytest.raises(InputError):
            preview(office, Request(file, maps=(wrong,)))


def test_a_taught_name_is_enough_for_a_header_to_be_found(
    office: Office, tmp_path: Path
) -> None:
    rows = [
        ("单位名", "成熟度等级", "评估日期", "评估方式"),
        (name(1), "二级", "2022-03", "自评估"),
    ]
    file = write_csv(tmp_path / "a.csv", rows)
    with pytest.raises(InputError, match="没有找到表头"):
        preview(office, Request(file))
    maps = ("单位名=企业名称",)
    assert take_in(office, Request(file, maps=maps)).new == 1
    assert preview(office, Request(file)).unchanged == 1


def test_unknown_headers_are_named_where_a_column_is_missing(
    office: Office, tmp_path: Path
) -> None:
    rows = [
        ("企业名称", "等第", "评估日期", "怎么评", "片区"),
        (name(1), "二级", "2022-03", "自评估", "老城"),
    ]
    told = "没认出的表头：等第、怎么评、片区，.* --map 等第=成熟度等级"
    with pytest.raises(InputError, match=told):
        preview(office, Request(write_csv(tmp_path / "a.csv", rows)))


def test_what_is_missing_is_sought_first_and_no_share_among_amounts(
    office: Office, tmp_path: Path
) -> None:
    rows = [
        ("厂名", "片区", "地址"),
        (name(1), "河西", "甲路"),
        (name(2), "河西", "乙路"),
    ]
    with pytest.raises(InputError, match=r"请写 --map 厂名=企业名称；不是表头的"):
        preview(office, Request(write_csv(tmp_path / "a.csv", rows)))
    rows = [("企业名称", "信用代码", "2022年研发投入强度"), (name(1), code(1), "5%")]
    asked = Request(write_csv(tmp_path / "b.csv", rows), kind=Ledger.FACTS)
    with pytest.raises(InputError, match="指标台账还缺") as refused:
        preview(office, asked)
    assert "--map" not in str(refused.value)


def test_text_that_could_run_comes_in_as_text(
    office: Office, tmp_path: Path, query: Query
) -> None:
    rows = [
        WHO,
        (1, "'=示例企业有限公司", code(7), "天元区"),
        (2, "示例\x1b[31m乙厂", None, None),
    ]
    assert take_in(office, Request(write_csv(tmp_path / "a.csv", rows))).new == 2
    names = query("SELECT name FROM subject ORDER BY id DESC LIMIT 2")
    assert names == [("示例 [31m乙厂",), ("=示例企业有限公司",)]


def test_a_file_without_a_header_or_without_rows(
    office: Office, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match="没有找到表头"):
        preview(
            office, Request(write_xlsx(tmp_path / "a.xlsx", [["甲", "乙"], [1, 2]]))
        )
    with pytest.raises(InputError, match="没有内容"):
        preview(office, Request(write_xlsx(tmp_path / "b.xlsx", {"空": []})))
    assert preview(office, Request(write_xls(tmp_path / "c.xls", [WHO]))).rows == 0


def test_two_columns_of_one_meaning_are_refused(office: Office, tmp_path: Path) -> None:
    rows = [("企业名称", "单位名称", "信用代码"), (name(1), name(1), code(1))]
    with pytest.raises(InputError, match="同一栏"):
        preview(office, Request(write_xlsx(tmp_path / "a.xlsx", rows)))


def test_what_a_header_was_taught_is_remembered_for_the_unit(
    office: Office, query: Query, tmp_path: Path
) -> None:
    header = ("厂子叫啥", "信用代码", "几级", "自评估时间")
    rows = [header, (name(1), code(1), "二级", "2022-03")]
    first = write_csv(tmp_path / "a.csv", rows)
    maps = ("厂子叫啥=企业名称", "几级=成熟度等级")
    preview(office, Request(first, unit="天元区", maps=maps))
    assert query("SELECT * FROM header_lesson") == []
    take_in(office, Request(first, unit="天元区", maps=maps))
    rows = [header, (name(1), code(1), "三级", "2022-06")]
    later = write_csv(tmp_path / "b.csv", rows)
    assert preview(office, Request(later, unit="天元区")).new == 1
    with pytest.raises(InputError, match="还缺"):
        preview(office, Request(later, unit="荷塘区"))
    maps = ("几级=成熟度等级", "厂子叫啥=简称")
    take_in(office, Request(later, unit="天元区", maps=maps))
    live = "SELECT meaning FROM header_lesson WHERE voided_by IS NULL ORDER BY id"
    assert query(live) == [("成熟度等级",), ("简称",)]


def test_a_place_as_one_county_writes_it_is_taught_once(
    office: Office, query: Query, tmp_path: Path
) -> None:
    rows = [(*WHO, "自评估等级", "自评估日期"), (1, name(1), code(1), "老城片区")]
    rows[1] = (*rows[1], "二级", "2022")
    file = write_csv(tmp_path / "a.csv", rows)
    (fault,) = preview(office, Request(file)).faults
    assert "--place 写法=全称" in fault.remedy
    with pytest.raises(InputError, match="没有县市区、园区「无此区」"):
        preview(office, Request(file, places=("老城片区=无此区",)))
    with pytest.raises(InputError, match="写法=全称"):
        preview(office, Request(file, places=("老城片区",)))
    assert take_in(office, Request(file, places=("老城片区=芦淞区",))).new == 1
    assert query("SELECT header, meaning FROM header_lesson") == [
        ("地名：老城片区", "芦淞区")
    ]
    assert preview(office, Request(file)).unchanged == 1


def test_a_list_of_those_who_left_ends_their_stay_and_no_list_from_before_undoes_it(
    office: Office, query: Query, tmp_path: Path
) -> None:
    header = (*WHO, "培育库", "入库日期")
    came = [header, party(1, "培育库", "2022-03-01")]
    first = write_csv(tmp_path / "a.csv", came)
    take_in(office, Request(first))
    row = party(1, "培育库", "2022-03-01", "2022-09-01", "停产")
    left = write_csv(tmp_path / "b.csv", [(*header, "出库日期", "出库原因"), row])
    assert take_in(office, Request(left)).changed == 1
    assert query("SELECT left_on, left_reason FROM pool_entry") == [
        ("2022-09-01", "停产")
    ]
    for known in (first, left):
        assert preview(office, Request(known)).unchanged == 1
    early = party(1, "培育库", "2022-03-01", "2022-01-01", "")
    wrong = write_csv(tmp_path / "c.csv", [(*header, "出库日期", "出库原因"), early])
    assert {one.column for one in preview(office, Request(wrong)).faults} == {
        "出库日期"
    }
