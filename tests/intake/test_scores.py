"""Scores of sub-domains in ledgers of assessments."""

from __future__ import annotations

from pathlib import Path

from registry.desk.imports import Request, preview, take_in
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
