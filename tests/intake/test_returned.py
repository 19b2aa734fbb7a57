"""What goes back to whom it came from says itself what it meant in its ledger."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from pathlib import Path

import pytest
from openpyxl import load_workbook

from registry.desk.imports import Request, preview, save_preview, take_in
from registry.desk.office import Office
from registry.terms import Ledger
from tests.intake.ledgers import Rows, name, write_xlsx


def _put_right(file: Path, wrong: str, right: str) -> None:
    """Correct every cell of a workbook that says something wrong."""
    book = load_workbook(file)
    for sheet in book.worksheets:
        for cell in chain.from_iterable(sheet.iter_rows()):
            if cell.value == wrong:
                cell.value = right
    book.save(file)


ASSESSED = ("企业名称", "等级", "评估方式")
FIGURES = ("企业名称", "营业收入", "从业人员", "2021年营业收入（元）")
PLACED = ("企业名称", "成立日期", "所属县市区")
OUTSIDE: Mapping[str, tuple[Mapping[str, Rows], tuple[str, ...], tuple[str, ...]]] = {
    "values for all rows": (
        {"一": [ASSESSED, (name(1), "九", ""), (name(2), "九", "现场评估")]},
        ("评估方式=自评估", "评估日期=2022-05-06"),
        (),
    ),
    "the year and the unit of figures": (
        {"一": [("单位：万元",), FIGURES[:3], (name(1), "九", 12), (name(2), 7, "九")]},
        ("所属期=2022",),
        (),
    ),
    "which of two units holds": (
        {
            "一": [
                ("单位：万元",),
                FIGURES,
                (name(1), "九", 12, 3),
                (name(2), 7, 8, "九"),
            ]
        },
        ("所属期=2022", "单位=元"),
        (),
    ),
    "the place over a group": (
        {
            "一": [
                PLACED[:2],
                ("一、荷塘区",),
                (name(71), "九"),
                ("二、芦淞区",),
                (name(72), "九"),
            ]
        },
        (),
        (),
    ),
    "the place over a group in a column": (
        {
            "一": [
                PLACED,
                ("", "一、荷塘区", ""),
                (name(71), "九", ""),
                (name(72), "九", "攸县"),
            ]
        },
        (),
        (),
    ),
    "what strange headers mean": (
        {"一": [("厂名", "几", "哪天"), (name(1), "九", "2022-05-06")]},
        ("评估方式=自评估",),
        ("厂名=企业名称", "几=等级", "哪天=评估日期"),
    ),
    "columns in another order": (
        {
            "一": [(*ASSESSED, "评估日期"), (name(1), "九", "自评估", "2022-05-06")],
            "二": [
                ("评估日期", "备注", *ASSESSED),
                ("2022-05-06", "", name(2), "九", "自评估"),
            ],
        },
        (),
        (),
    ),
}
"""Sheets whose rows mean something by what stands outside of them; 九 is wrong."""


@pytest.mark.parametrize("case", OUTSIDE)
def test_a_row_put_right_in_what_went_back_means_what_it_means_in_the_ledger(
    case: str, office: Office, tmp_path: Path
) -> None:
    sheets, given, maps = OUTSIDE[case]
    asked = Request(write_xlsx(tmp_path / "a.xlsx", sheets), given=given, maps=maps)
    first = preview(office, asked)
    lines = {(one.sheet, one.line) for one in first.faults}
    assert lines
    back = save_preview(asked, first, tmp_path / "退回.xlsx")
    right = "2" if first.kind is not Ledger.ENTERPRISES else "2010-03"
    for file in (asked.path, back):
        _put_right(file, "九", right)
    meant, found = preview(office, asked), preview(office, Request(back))
    assert (meant.faults, found.faults, found.unknown) == ((), (), ())
    told = {
        (one.name, one.said) for one in meant.listed if (one.sheet, one.line) in lines
    }
    assert {(one.name, one.said) for one in found.listed} == told
    assert len(told) >= len(lines)


def test_a_formula_goes_back_in_words_and_who_did_not_go_back_is_not_missed(
    office: Office, tmp_path: Path
) -> None:
    rows = [(*PLACED, "简称"), (name(71), "2010", "荷塘区", '=HYPERLINK("a","b")')]
    known = [PLACED, (name(71), "2010", "荷塘区"), (name(72), "2011", "荷塘区")]
    take_in(office, Request(write_xlsx(tmp_path / "known.xlsx", known)))
    asked = Request(write_xlsx(tmp_path / "a.xlsx", rows), unit="荷塘区")
    first = preview(office, asked)
    assert any("不在表里" in note for note in first.notes)
    back = save_preview(asked, first, tmp_path / "退回.xlsx")
    problem = load_workbook(back).worksheets[0]["G2"].value
    assert problem == '简称：公式没有结果（原来是 =HYPERLINK("a","b")）'
    again = preview(office, Request(back, unit="荷塘区"))
    assert not any("不在表里" in note for note in again.notes)
