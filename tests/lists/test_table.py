"""A list before it is written: its groups, its digest, its mark, as JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from registry import columns
from registry.columns import Column, Kind
from registry.lists import docx, html
from registry.lists import json as written
from registry.lists.archive import Anchor, Archive, found, mark
from registry.lists.frozen import digest, freeze
from registry.lists.table import Table
from registry.lists.widths import fitted, shared
from tests.lists.tables import record, table

ARCHIVE = Archive(3, "株工信发〔2022〕9号", date(2022, 12, 30), 41, "b" * 64, "c" * 64)


def test_rows_of_one_unit_stand_together_and_are_counted() -> None:
    listed = table(record(unit="天元区"), record(unit="天元区"), record(unit="攸县"))
    groups = replace(listed, group="unit").groups
    assert [group.heading for group in groups] == ["天元区（2 条）", "攸县（1 条）"]
    assert [len(group.rows) for group in groups] == [2, 1]


def test_an_ungrouped_list_has_one_group_without_heading() -> None:
    (only,) = table(record(unit="天元区")).groups
    assert only.heading == ""


def test_the_digest_changes_with_a_cell_and_not_with_the_head() -> None:
    listed = table(record(enterprise="示例企业甲"))
    assert _digest(replace(listed, head="d" * 64)) == _digest(listed)
    assert _digest(table(record(enterprise="示例企业乙"))) != _digest(listed)
    assert _digest(replace(listed, signature=("盖章：",))) != _digest(listed)


def _digest(listed: Table) -> str:
    return digest(freeze(listed))


def test_a_mark_is_found_again() -> None:
    plain, full = mark("a" * 64), mark("b" * 64, ARCHIVE)
    assert found(plain) == (Anchor("a" * 64),)
    assert found(f"{full} {full}") == (Anchor("b" * 64, 3, "c" * 64),)
    assert len(found(f"{full} {plain}")) == 2
    assert found("tidu;head=zz") == ()
    assert mark("") == ""


def test_the_archive_page_stands_apart() -> None:
    published = replace(table(record()), archive=ARCHIVE)
    assert '<section class="archive">' in html.write(published).decode()
    assert len(docx.write(published)) > len(docx.write(table(record())))
    assert not any(line in published.below for line in ARCHIVE.lines)


def test_json_holds_rows_by_column_key() -> None:
    told = json.loads(written.write(replace(table(record(unit="攸县")), group="unit")))
    assert told["rows"][0]["unit"] == "攸县"
    assert told["rows"][0]["ordinal"] == 1
    assert told["columns"][0] == {"key": "ordinal", "header": "序号"}
    assert told["group"] == "unit"


def test_several_days_in_a_cell_need_no_more_room_than_one() -> None:
    columns = (Column("on", "日期", 12, Kind.DATE), Column("said", "说明", 90))

    def wide(days: str) -> int:
        made = replace(table(), columns=columns, rows=((days, "很长" * 40),))
        return shared(made, 1000, 10)[0]

    assert wide("2022-05-10；2022-08-18") - wide("2022-05-10") <= 2 * 10


def test_a_day_among_words_and_a_short_entry_are_not_broken() -> None:
    columns = tuple(Column(key, key, 40) for key in ("assessed", "note", "said"))
    row = ("现场评估 2022-08-18", "样例", "很长" * 90)
    made = replace(table(), columns=(*columns, columns[2]), rows=((*row, row[2]),))
    assessed, note, *said = shared(made, 1000, 10)
    assert (assessed, note) == (21 * 10, 6 * 10)
    assert sum(said) > 700
    assert shared(made, 400, 10)[0] < 21 * 10


def test_a_column_of_a_sheet_is_as_wide_as_what_is_in_it_and_no_wider() -> None:
    """A digit of the sheet's font is 5.25 points wide, half a hanzi of a cell 5.5."""
    told = "株洲经开区工信部门（示例）"
    keys = (
        *(columns.RESPONSIBLE, columns.DOCUMENT, columns.USCC, columns.MEASURES),
        columns.SUBJECT,
    )
    row = (told, None, "91430200MA4L16JQ9B", "措施" * 40, None)
    wide, blank, code, long, head = fitted(replace(table(), columns=keys, rows=(row,)))
    assert wide * 5.25 >= 5.5 * 2 * len(told)
    assert blank < columns.DOCUMENT.width / 2
    assert code >= 18 * 1.25
    assert head * 5.25 >= 5.5 * 2 * len("车间/项")
    assert columns.MEASURES.width < long < columns.MEASURES.width * 1.2


def test_what_must_not_break_has_its_room_those_who_need_least_first() -> None:
    names = ("称号", "批次", "措施")
    texts = tuple(Column(name, name, 30) for name in (*names, "文号", "上报单位"))
    row = (*("很长的文字" * 6 for _ in names), "株工信发〔2022〕33号", "株洲经开区")
    listed = replace(table(), columns=texts, rows=(row,))
    *_, number, unit = shared(listed, 100, 1)
    assert number >= len("〔2022〕33号") + 4
    assert unit >= 2 * len("株洲经开区")


def test_what_others_are_given_leaves_nobody_with_less_than_must_not_break() -> None:
    """Also who would have had enough before; a level breaks before its brackets."""
    wide = {"企业": 34, "对象": 18, "晋级至": 24, "还差": 40}
    texts = tuple(Column(name, name, wide.get(name, 24)) for name in (*wide, *_SHORT))
    row = (*("很长的文字" * 6 for _ in wide), *_SHORT.values())
    *_, number, level, note, unit = shared(
        replace(table(), columns=texts, rows=(row,)), 111, 1
    )
    assert number >= len("〔2022〕305号") + 4
    assert min(level, note, unit) >= 2 * len("（集成级）") + 2


_SHORT = {
    "文号": "湘工信装备〔2022〕305号",
    "等级": "三级（集成级）",
    "备注": "样例；样例条件",
    "单位": "株洲经开区",
}
