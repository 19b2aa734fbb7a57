"""What stands among and below the rows of a table, and who says what it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from registry.desk.imports import Request, preview, take_in
from registry.desk.office import Office
from registry.errors import InputError
from registry.intake.lines import Line
from registry.terms import Ledger
from tests.intake.ledgers import WHO, Cell, name, write_csv, write_xlsx

ENTERPRISES = ("序号", "企业名称", "所属县市区", "企业规模", "成立日期")
ASSESSED = ("序号", "企业名称", "信用代码", "等级", "评估时间", "评估方式", "备注")
SIGNED = ("单位负责人：", "", "统计负责人：", "", "填表人：", "", "报出日期：2023年1月")
NAMED = (
    *("单位负责人：张某", "", "统计负责人：李某", ""),
    *("填表人：王某", "", "报出日期：2023年1月"),
)
BELOW = {
    Line.NOTE: (
        SIGNED,
        NAMED,
        ("", "统计负责人：李某", "", "2023-01-10"),
        ("", "醴陵市科技和工业信息化局", "", "", "2023年1月10日"),
        ("备注", "1.本表一式两份"),
        ("附件二", "2022年度新增企业"),
        ("", "以上企业已核实"),
        ("", "*为规上企业"),
        ("", "带★的为新增企业"),
        ("", "单位负责人", "统计负责人", "填表人"),
        ("", "联系方式", "0731-1234567"),
        ("", "截至2022年12月31日"),
        ("", "无"),
    ),
    Line.TOTAL: (
        ("", "平均", "", "2.5"),
        ("", "其中：规上", "", "1"),
        ("其中：大型", "", "", "3"),
    ),
}
"""What counties write below their tables."""

ODD = (
    "平均水平线",
    "时代新材",
    "2022年度新增企业",
    "请各单位认真核对",
    "本公司情况属实",
)
"""What may be an enterprise, and has not the form of one's whole name."""


def _rows(kind: Ledger, below: Sequence[Sequence[Cell]]) -> list[Sequence[Cell]]:
    if kind is Ledger.ENTERPRISES:
        return [ENTERPRISES, (1, name(7), "天元区", "小型", "2015-03"), *below]
    return [ASSESSED, (1, name(1), "", "三级", "2022-12-01", "自评估"), *below]


@pytest.mark.parametrize("kind", [Ledger.ENTERPRISES, Ledger.ASSESSMENTS])
def test_what_stands_below_a_table_is_told_and_nobody(
    kind: Ledger, office: Office, tmp_path: Path
) -> None:
    for what, below in BELOW.items():
        for row in below:
            file = write_csv(tmp_path / "a.csv", _rows(kind, [row]))
            found = preview(office, Request(file))
            first = next(text for text in row if text)
            assert (found.new, found.faults, found.doubts) == (1, (), ()), row
            assert any(
                note.startswith(f"略过{what.value} 1 行：第 3 行「{first}"[:24])
                for note in found.notes
            ), found.notes


@pytest.mark.parametrize("kind", [Ledger.ENTERPRISES, Ledger.ASSESSMENTS])
def test_what_may_be_an_enterprise_waits_until_somebody_says_it_is_one(
    kind: Ledger, office: Office, tmp_path: Path
) -> None:
    below = [("", said, "", "", "") for said in ODD]
    asked = Request(write_csv(tmp_path / "a.csv", _rows(kind, below)), newcomers=True)
    found = take_in(office, asked)
    assert [(one.line, one.name) for one in found.doubts] == list(enumerate(ODD, 3))
    assert all("看不出是企业" in one.reason for one in found.doubts)
    assert "--decide 4=new" in found.doubts[1].remedy
    assert (found.written, found.new, found.faults) == (True, 1, ())
    said = preview(office, replace(asked, decisions=("4=new",)))
    assert len(said.doubts) == len(ODD) - 1
    lacking = [] if kind is Ledger.ENTERPRISES else [4]
    assert [one.line for one in said.faults] == lacking
    assert said.added == len({Ledger.ENTERPRISES} & {kind})
    every = tuple(f"{line}=skip" for line in range(3, 3 + len(ODD)))
    skipped = preview(office, replace(asked, decisions=every))
    assert (skipped.doubts, skipped.faults) == ((), ())


def test_a_known_short_name_or_a_broken_code_is_no_remark(
    office: Office, tmp_path: Path
) -> None:
    known = [(*ENTERPRISES, "简称"), (1, name(7), "天元区", "", "", "示例七")]
    assert take_in(office, Request(write_csv(tmp_path / "a.csv", known))).new == 1
    below = [
        (2, "示例七", "", "九级", "2022-12-01", "自评估"),
        (3, "时代新材", "9143", "三级", "2022-12-01", "自评估"),
    ]
    found = preview(
        office,
        Request(write_csv(tmp_path / "b.csv", _rows(Ledger.ASSESSMENTS, below))),
    )
    assert [(one.line, one.value) for one in found.faults] == [(3, "九级"), (4, "9143")]
    assert found.doubts == ()


def test_a_row_taken_for_a_remark_is_an_enterprise_where_an_official_says_so(
    office: Office, tmp_path: Path
) -> None:
    below = [("", "*代表工业"), ("", "以上工业")]
    file = write_xlsx(tmp_path / "a.xlsx", _rows(Ledger.ENTERPRISES, below))
    asked = Request(file, decisions=("3=new", "Sheet1!4=new"))
    assert preview(office, replace(asked, decisions=())).new == 1
    found = preview(office, asked)
    assert [one.name for one in found.listed] == [name(7), "*代表工业", "以上工业"]


@pytest.mark.parametrize("kind", [Ledger.ENTERPRISES, Ledger.ASSESSMENTS])
def test_a_row_whose_name_says_nothing_is_nobody(
    kind: Ledger, office: Office, tmp_path: Path
) -> None:
    below = [(2, "/", "", "天元区", "2022-12-01"), (3, "—"), (4, "……", ""), ("", "无")]
    file = write_csv(tmp_path / "a.csv", _rows(kind, below))
    found = preview(office, Request(file))
    assert (found.new, found.doubts) == (1, ())
    assert [(one.line, one.column) for one in found.faults] == [(3, "企业名称")]
    assert "略过附注和签署 1 行：第 6 行「无」" in found.notes
    with pytest.raises(InputError, match="第 3 行不是数据"):
        preview(office, Request(file, decisions=("3=new",)))


def test_words_for_a_code_leave_a_remark_a_remark(
    office: Office, tmp_path: Path
) -> None:
    below = [("", "审核", "张某", "制表", "李某", "", "")]
    file = write_csv(tmp_path / "a.csv", _rows(Ledger.ASSESSMENTS, below))
    found = preview(office, Request(file))
    assert ([one.name for one in found.doubts], found.faults) == (["审核"], ())


def test_every_row_left_out_is_told_with_its_place(
    office: Office, tmp_path: Path
) -> None:
    rows = [*_rows(Ledger.ENTERPRISES, []), *[("", f"注：{n}") for n in range(5)]]
    found = preview(office, Request(write_xlsx(tmp_path / "a.xlsx", {"甲": rows})))
    quoted = "、".join(f"第 {n + 3} 行「注：{n}」" for n in range(3))
    assert f"略过附注和签署 5 行：{quoted}、第 6、7 行" in found.notes
    both = {"甲": rows, "乙": [rows[0], ("", "注：5")]}
    found = preview(office, Request(write_xlsx(tmp_path / "b.xlsx", both)))
    assert any("甲!5「注：2」、甲!6、甲!7、乙!2" in note for note in found.notes)


def test_a_row_with_a_formula_says_more_than_a_name(
    office: Office, tmp_path: Path
) -> None:
    header = (*WHO, "自评估等级", "自评估日期")
    rows = [header, (1, name(1), "", "", "=1+1", "")]
    faults = preview(office, Request(write_xlsx(tmp_path / "a.xlsx", rows))).faults
    assert [one.problem for one in faults] == ["公式没有结果", "没有填"]
