"""``tidu roster``: frozen by a filter, asked how far, written as a list."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Said, Type


@pytest.fixture
def frozen(type_: Type, demo_file: Path) -> Type:
    """The demonstration registry with a roster of all above designated size."""

    def typed(*words: str | Path) -> Said:
        return type_("--registry", demo_file, "--as", "王某", *words)

    said = typed("roster", "freeze", "2022年应评", "规上=是", "在册")
    assert said.code == 0, said.err
    assert "已冻结名册「2022年应评」：" in said.err
    assert "限于「规上=是 在册」；截至 2022-12-31" in said.err
    return typed


def test_completion_and_the_missing_add_up(frozen: Type) -> None:
    told = json.loads(frozen("roster", "show", "2022年应评", "--json").out)
    whole, done = told["total"]["numbers"]
    assert whole - done == len(told["missing"])
    ranks = [line["rank"] for line in told["completion"]]
    assert {type(rank) for rank in ranks} == {int}
    assert ranks == sorted(ranks)


def test_page_table_csv_and_file_name_the_same_missing(
    frozen: Type, tmp_path: Path
) -> None:
    rows = list(
        csv.DictReader(
            io.StringIO(frozen("roster", "show", "2022年应评", "--format", "csv").out)
        )
    )
    table = frozen("roster", "show", "2022年应评").out
    page = frozen("show", "2022年应评").out
    file = tmp_path / "催报.csv"
    assert frozen("roster", "show", "2022年应评", "--to", file).code == 0
    text = file.read_text("utf-8-sig")
    assert rows
    for row in rows:
        for told in (table, page, text):
            assert row["企业名称"] in told
    assert "2022年应评未完成名单（演示数据、样例数据）" in text


def test_what_is_done_can_be_said_and_rosters_are_listed(frozen: Type) -> None:
    said = frozen(
        "roster", "show", "2022年应评", "--done", "等级>=三级", "--limit", "1"
    )
    assert "「等级>=三级」" in said.out
    assert "2022年应评" in frozen("roster", "list").out


def test_a_roster_of_nobody_or_of_the_same_name_is_refused(frozen: Type) -> None:
    nobody = frozen("roster", "freeze", "空", "等级=五级", "县市区=炎陵县")
    assert (nobody.code, "没有选中企业" in nobody.err) == (2, True)
    again = frozen("roster", "freeze", "2022年应评", "规上=是")
    assert (again.code, "冻结后不改" in again.err) == (5, True)
    assert frozen("undo").code == 0
    assert frozen("roster", "show", "2022年应评").code == 4
