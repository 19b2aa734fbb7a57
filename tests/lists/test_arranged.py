"""Lists laid out anew: columns, order, groups, who signs."""

from __future__ import annotations

import pytest

from registry.errors import FaultsError
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


def test_an_order_inside_does_not_tear_groups_apart() -> None:
    listed = Arrangement("试", "titles", order=("-level",), group="unit").apply(ROWS)
    assert [group.heading for group in listed.groups] == [
        "攸县（2 条）",
        "天元区（1 条）",
    ]


@pytest.mark.parametrize("order", ["valid_until", "-valid_until"])
def test_rows_that_have_nothing_to_sort_by_come_last(order: str) -> None:
    listed = Arrangement("试", "titles", order=(order,)).apply(
        table(record(), record(valid_until="2025-01-01"))
    )
    at = [column.key for column in listed.columns].index("valid_until")
    assert [row[at] for row in listed.rows] == ["2025-01-01", ""]


def test_what_is_made_up_is_marked_even_where_no_remarks_are_asked_for() -> None:
    given = Arrangement("试", "titles", columns=("enterprise",))
    made_up = given.apply(table(record(enterprise="甲", note="样例")))
    assert [column.key for column in made_up.columns] == ["enterprise", "note"]
    plain = given.apply(table(record(enterprise="甲", note="复核")))
    assert [column.key for column in plain.columns] == ["enterprise"]


def test_each_group_is_signed_for() -> None:
    given = Arrangement("试", "titles", group="unit", group_signature=("盖章：",))
    assert [group.below for group in given.apply(ROWS).groups] == [("盖章：",)] * 2


def test_what_is_grouped_by_must_be_shown() -> None:
    with pytest.raises(FaultsError, match="按「unit」分组"):
        Arrangement("试", "titles", columns=("enterprise",), group="unit").apply(ROWS)
