"""``tidu changes`` on the demonstration registry."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from registry.desk.read.happenings import KINDS
from tests.cli.conftest import Type

ASKED = ("changes", "--kind", "更名，迁出、注销,合并")


def test_what_changed_this_year_and_which_titles_it_touches(demo: Type) -> None:
    said = demo(*ASKED)
    assert said.code == 0
    assert "演示数据" in said.out.splitlines()[0]
    assert "示例企业034电机有限公司" in said.out
    assert "共 4 件" in said.out
    assert "口径：截至 2022-12-31" in said.out


def test_table_json_csv_and_file_tell_the_same(demo: Type, tmp_path: Path) -> None:
    told = json.loads(demo(*ASKED, "--json").out)["changes"]
    assert set(told[0]) >= {"on", "kind", "enterprise", "old", "new", "touched"}
    assert set(told[0]["enterprise"]) == {"id", "uscc", "name", "unit"}
    rows = list(csv.DictReader(io.StringIO(demo(*ASKED, "--format", "csv").out)))
    assert [one["enterprise"]["name"] for one in told] == [row["企业"] for row in rows]
    file = tmp_path / "变化.csv"
    assert demo(*ASKED, "--to", file).code == 0
    text = file.read_text("utf-8-sig")
    assert "变化清单（演示数据、样例数据）" in text
    assert all(row["企业"] in text for row in rows)


def test_help_names_every_kind(demo: Type) -> None:
    plain = "".join(demo("changes", "--help").out.split())
    assert "、".join(KINDS) in plain


def test_a_unit_and_a_window_narrow_what_is_told(demo: Type) -> None:
    said = demo("changes", "--unit", "石峰区", "--since", "2022-07-01", "--json")
    told = json.loads(said.out)["changes"]
    assert told
    assert {one["enterprise"]["unit"] for one in told} == {"石峰区"}
    assert all(one["on"] >= "2022-07" for one in told)


def test_where_nothing_changed_it_says_so(demo: Type) -> None:
    said = demo("changes", "--kind", "撤销")
    assert "没有登记的变化" in said.out
    wrong = demo("changes", "--kind", "改姓")
    assert (wrong.code, "可写：更名" in wrong.err) == (2, True)
