"""Scores of sub-domains in ledgers of assessments."""

from __future__ import annotations

from pathlib import Path

from registry.desk.imports import Request, preview, save_preview, take_in
from registry.desk.office import Office
from registry.desk.upkeep import undo, verify
from tests.intake.conftest import Query
from tests.intake.ledgers import WHO, party, write_csv, write_xlsx

ASSESSED = (*WHO, "自评估等级", "自评估时间")
SCORES = (
    "SELECT domain, score FROM assessment_score WHERE voided_by IS NULL ORDER BY domain"
)


def test_a_column_for_every_sub_domain_under_a_merged_heading(
    office: Office, query: Query, tmp_path: Path
) -> None:
    rows = [
        ["成熟度自评估汇总表"],
        [*ASSESSED, "子域得分", None, None],
        [*[None] * len(ASSESSED), "数据", "集成", "采购"],
        party(1, "二级", "2022-03-01", 2.5, "1.85", ""),
    ]
    merged = ("A1:I1", *(f"{c}2:{c}3" for c in "ABCDEF"), "G2:I2")
    file = write_xlsx(tmp_path / "a.xlsx", rows, merged)
    found = take_in(office, Request(file))
    assert (found.faults, found.new, found.unknown) == ((), 1, ())
    assert query(SCORES) == [("data", 250), ("integration", 185)]
    assert take_in(office, Request(file)).unchanged == 1
    undo(office)
    assert query(SCORES) == []


def test_scores_in_one_cell_correct_those_they_name_and_leave_the_others(
    office: Office, query: Query, tmp_path: Path
) -> None:
    first = [(*ASSESSED, "子域得分"), party(1, "二级", "2022", "数据=2.5，集成：1.85")]
    take_in(office, Request(write_csv(tmp_path / "a.csv", first)))
    rows = [(*ASSESSED, "数据得分"), party(1, "二级", "2022", "3")]
    file = write_csv(tmp_path / "b.csv", rows)
    found = take_in(office, Request(file))
    assert [(e.field, e.old, e.new) for e in found.edits] == [
        ("子域得分·数据", "2.50", "3.00")
    ]
    assert query(SCORES) == [("data", 300), ("integration", 185)]
    assert take_in(office, Request(file)).unchanged == 1
    assert verify(office.path).ok


def test_scores_that_cannot_be_are_faults_at_their_cells(
    office: Office, tmp_path: Path
) -> None:
    rows = [
        (*ASSESSED, "子域得分", "集成"),
        party(1, "二级", "2022-01-01", "数据=6", ""),
        party(1, "二级", "2022-01-02", "研发=2", ""),
        party(1, "二级", "2022-01-03", "数据", ""),
        party(1, "二级", "2022-01-04", "集成=2", "3"),
        party(1, "二级", "2022-01-05", "", "高"),
    ]
    found = preview(office, Request(write_csv(tmp_path / "a.csv", rows)))
    assert [(f.line, f.column) for f in found.faults] == [
        (2, "子域得分"),
        (3, "子域得分"),
        (4, "子域得分"),
        (5, "集成"),
        (6, "集成"),
    ]


def test_two_assessments_of_one_row_are_both_read(
    office: Office, query: Query, tmp_path: Path
) -> None:
    blank = [None] * len(WHO)
    rows = [
        [*WHO, "自评估", None, "现场评估", None],
        [*blank, "等级", "时间", "等级", "时间"],
        party(1, "三级", "2022.11.3", "二级", "2022.12.5"),
        party(2, "二级", "2022年10月", "未评估", ""),
        party(3, "", "", "一级", "2022-12-06"),
        party(4, "三级", "2022-01", "二级", "2999-01-01"),
        party(5, "三级", "2022-01", "九", "2022-02"),
        party(6, "", "", "", ""),
    ]
    file = write_xlsx(tmp_path / "a.xlsx", rows, ("E1:F1", "G1:H1"))
    first = preview(office, Request(file))
    assert [(one.line, one.column, one.value) for one in first.faults] == [
        (6, "现场评估时间", "2999-01-01"),
        (7, "现场评估等级", "九"),
        (8, "自评估等级", ""),
        (8, "自评估时间", ""),
    ]
    back = save_preview(Request(file), first, tmp_path / "退回.xlsx")
    again = preview(office, Request(back))
    assert [one.column for one in again.faults] == [one.column for one in first.faults]
    assert take_in(office, Request(file, accept_good=True)).new == 4
    assert query(
        'SELECT kind, "on", level FROM assessment ORDER BY subject_id, id'
    ) == [
        ("self", "2022-11-03", 3),
        ("on_site", "2022-12-05", 2),
        ("self", "2022-10-01", 2),
        ("on_site", "2022-12-06", 1),
    ]
    assert preview(office, Request(file)).unchanged == 4
    here = [(*WHO, "现场评估等级", "现场评估时间"), party(3, "一级", "2022-12-06")]
    alone = write_csv(tmp_path / "b.csv", here)
    assert preview(office, Request(alone)).unchanged == 1


def test_an_assessment_on_site_without_a_day_is_not_read_as_another(
    office: Office, tmp_path: Path
) -> None:
    rows = [
        (*WHO, "自评估等级", "自评估时间", "现场评估等级"),
        party(1, "三级", "2022-11-03", "二级"),
    ]
    found = preview(office, Request(write_csv(tmp_path / "a.csv", rows)))
    assert (found.new, found.unknown) == (1, ("现场评估等级",))
