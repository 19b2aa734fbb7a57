"""Lists laid out by a file: columns, order, groups, and what is wrong in a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from registry.errors import FaultsError, StoreError
from registry.lists import arranged
from registry.lists.arranged import Arrangement
from tests.lists.tables import record, table

ROWS = table(
    record(enterprise="示例企业甲", unit="攸县", level=1),
    record(enterprise="示例企业乙", unit="天元区", level=3),
    record(enterprise="示例企业丙", unit="攸县", level=None),
)


def test_columns_are_chosen_and_rows_numbered_in_their_new_order() -> None:
    listed = Arrangement(
        "试", "titles", columns=("ordinal", "enterprise", "level"), order=("-level",)
    ).apply(ROWS)
    assert [row[:2] for row in listed.rows] == [
        (1, "示例企业乙"),
        (2, "示例企业甲"),
        (3, "示例企业丙"),
    ]


def test_a_group_keeps_the_order_inside_and_stands_where_it_first_came() -> None:
    listed = Arrangement("试", "titles", group="unit").apply(ROWS)
    assert [group.heading for group in listed.groups] == [
        "攸县（2 条）",
        "天元区（1 条）",
    ]


def test_headers_widths_and_title_are_the_file_s() -> None:
    given = Arrangement(
        "试",
        "titles",
        title="附件：{title}",
        columns=("enterprise",),
        width={"enterprise": 50},
        header={"enterprise": "单位名称"},
    )
    listed = given.apply(ROWS)
    assert listed.title == "附件：市级标杆车间名单"
    assert [(one.header, one.width) for one in listed.columns] == [("单位名称", 50)]


def test_a_column_the_list_has_not_is_named_with_those_it_has() -> None:
    with pytest.raises(FaultsError, match=r"salary.*没有这一列.*enterprise"):
        Arrangement("试", "titles", columns=("salary",)).apply(ROWS)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name =", "不是 TOML"),
        ('name = "甲"', "还缺 rows"),
        ('name = "甲"\nrows = "pool"\ncolour = "red"', "colour"),
        ('name = "甲"\nrows = "pool"\ncolumns = "unit"', "columns"),
        ('name = "甲"\nrows = "pool"\n[width]\nunit = "9"', "width"),
        ('name = "甲"\nrows = "pool"\ntitle = "\\u001b[31m"', "title"),
    ],
)
def test_what_is_wrong_in_a_file_is_told(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(text)
    with pytest.raises(FaultsError, match=told):
        arranged.load(path)


def test_a_file_that_is_not_there_is_a_refusal(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="不能读取"):
        arranged.load(tmp_path / "none.toml")


def test_every_shipped_list_has_a_name_of_its_own() -> None:
    names = [one.name for one in arranged.shipped()]
    assert names
    assert len(set(names)) == len(names)
