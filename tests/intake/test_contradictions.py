"""Rows of one ledger that speak of the same thing."""

from __future__ import annotations

from pathlib import Path

from registry.desk.imports import Request, preview, take_in
from registry.desk.office import Office
from tests.intake.conftest import Query
from tests.intake.ledgers import WHO, code, name, party, write_csv


def test_rows_that_contradict_each_other_are_faults_and_doubles_are_one(
    office: Office, query: Query, tmp_path: Path
) -> None:
    rows = [
        (*WHO, "自评估等级", "自评估日期"),
        party(1, "二级", "2022-03-01"),
        party(1, "二级", "2022-03-01"),
        party(2, "二级", "2022-03-01"),
        party(2, "三级", "2022-03-01"),
        party(2, "三级", "2022-03-01"),
    ]
    file = write_csv(tmp_path / "a.csv", rows)
    found = take_in(office, Request(file, accept_good=True))
    told = "与第 {} 行矛盾：说的是同一条，自评估等级不同"
    places = [(f.line, f.column, f.value, f.problem) for f in found.faults]
    assert places == [
        (4, "自评估等级", "二级", told.format(5)),
        (5, "自评估等级", "三级", told.format(4)),
        (6, "自评估等级", "三级", told.format(4)),
    ]
    assert (found.new, found.unchanged) == (1, 1)
    assert query("SELECT subject_id FROM assessment") == [(1,)]


def test_figures_that_contradict_each_other_are_faults_even_in_one_row(
    office: Office, query: Query, tmp_path: Path
) -> None:
    header = (
        *WHO,
        "2022年营业收入（万元）",
        "2022年营业收入（元）",
        "2021年研发费用（元）",
    )
    rows = [
        header,
        party(1, "100", "1000000", "5"),
        party(2, "100", "2000000", ""),
        party(1, "", "", "6"),
        party(3, "300", "", ""),
    ]
    file = write_csv(tmp_path / "a.csv", rows)
    found = take_in(office, Request(file, accept_good=True))
    assert [(f.line, f.problem.partition("：")[0]) for f in found.faults] == [
        (2, "与第 4 行矛盾"),
        (3, "与本行「2022年营业收入（元）」矛盾"),
        (4, "与第 2 行矛盾"),
    ]
    assert query("SELECT subject_id FROM fact") == [(3,)]


def test_enterprises_that_contradict_each_other_are_faults_and_blanks_are_not(
    office: Office, tmp_path: Path
) -> None:
    rows = [
        (*WHO, "规上", "地址"),
        party(7, "是", ""),
        party(7, "否", "一路 1 号"),
        party(8, "是", ""),
        party(8, "", "二路 2 号"),
        (5, name(9), code(9), "天元区", "是", ""),
        (6, name(9), code(10), "天元区", "是", ""),
    ]
    found = preview(office, Request(write_csv(tmp_path / "a.csv", rows)))
    assert [(f.line, f.column, f.problem) for f in found.faults] == [
        (2, "规上", "与第 3 行矛盾：说的是同一条，规上不同"),
        (3, "规上", "与第 2 行矛盾：说的是同一条，规上不同"),
        (5, "企业名称", "同一家企业在前面已有一行"),
        (6, "企业名称", "表里有两家企业用这个名称"),
        (7, "企业名称", "表里有两家企业用这个名称"),
    ]
