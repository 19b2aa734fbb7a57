"""Days that a ledger says less or more precisely than the register knows them."""

from __future__ import annotations

from pathlib import Path

import pytest

from registry.desk.imports import Request, preview, take_in
from registry.desk.office import Office
from tests.intake.conftest import Query
from tests.intake.ledgers import WHO, Rows, party, write_csv
from tests.intake.samples import SME

Edits = list[tuple[int, str, str, str]]
"""What changes: line, field, old and new."""

FOUNDED = (*WHO, "成立日期")
ASSESSED = (*WHO, "自评估等级", "自评估日期")
AWARDED = (*WHO, "称号", "认定日期", "有效期至")
MARKED = (*WHO, "事件类别", "发生日期", "移出日期")


def _said_again(office: Office, folder: Path, first: Rows, then: Rows) -> Edits:
    """Take a ledger in, then another, that one twice: what the second changed."""
    assert take_in(office, Request(write_csv(folder / "1.csv", first))).written
    again = Request(write_csv(folder / "2.csv", then))
    found = take_in(office, again)
    assert (found.new, found.faults, found.doubts) == (0, (), ())
    third = preview(office, again)
    assert third.unchanged == len(then) - 1
    return [(e.line, e.field, e.old, e.new) for e in found.edits]


@pytest.mark.parametrize(
    ("header", "exact", "vague"),
    [
        (FOUNDED, ("2005-03-15",), ("2005年3月",)),
        (ASSESSED, ("二级", "2022-03-15"), ("二级", "2022年")),
        (AWARDED, (SME, "2022-11-05", "2025-11-05"), (SME, "2022", "2025年11月")),
        (
            MARKED,
            ("税收违法", "2022-03-05", "2023-01-05"),
            ("税收违法", "2022", "2023"),
        ),
    ],
)
def test_a_vaguer_day_that_agrees_changes_nothing(
    header: tuple[str, ...],
    exact: tuple[str, ...],
    vague: tuple[str, ...],
    office: Office,
    tmp_path: Path,
) -> None:
    rows = [header, party(1, *exact)], [header, party(1, *vague)]
    assert _said_again(office, tmp_path, *rows) == []


@pytest.mark.parametrize(
    ("header", "vague", "exact", "field"),
    [
        (FOUNDED, ("2005.3",), ("2005.3.1",), "成立日期"),
        (ASSESSED, ("二级", "2022-03"), ("二级", "2022-03-15"), "评估日期"),
        (AWARDED, (SME, "2022-11", ""), (SME, "2022-11-01", ""), "认定日期"),
        (MARKED, ("税收违法", "2022", ""), ("税收违法", "2022-03", ""), "发生日期"),
    ],
)
def test_a_more_exact_day_takes_the_place_of_the_vague_one(
    header: tuple[str, ...],
    vague: tuple[str, ...],
    exact: tuple[str, ...],
    field: str,
    office: Office,
    tmp_path: Path,
) -> None:
    rows = [header, party(1, *vague)], [header, party(1, *exact)]
    ((_, changed, old, new),) = _said_again(office, tmp_path, *rows)
    assert (changed, new.startswith(old), len(new) > len(old)) == (field, True, True)


def test_a_day_shows_no_more_than_is_known(office: Office, tmp_path: Path) -> None:
    first = [FOUNDED, party(1, "2006"), party(2, "2006-04-05")]
    then = [FOUNDED, party(1, "2007年4月"), party(2, "2006年5月")]
    assert _said_again(office, tmp_path, first, then) == [
        (2, "成立日期", "2006", "2007-04"),
        (3, "成立日期", "2006-04-05", "2006-05"),
    ]
    ahead = [ASSESSED, party(1, "二级", "2999年3月")]
    (fault,) = preview(office, Request(write_csv(tmp_path / "3.csv", ahead))).faults
    assert fault.value == "2999年3月"


def test_a_day_that_could_be_that_of_two_records_is_a_fault_and_one_of_two_is_neither(
    office: Office, query: Query, tmp_path: Path
) -> None:
    first = [
        ASSESSED,
        party(1, "二级", "2022-03-05"),
        party(1, "二级", "2022-03-25"),
        party(2, "二级", "2022-03"),
    ]
    assert take_in(office, Request(write_csv(tmp_path / "1.csv", first))).new == 3
    then = [
        ASSESSED,
        party(1, "三级", "2022-03"),
        party(2, "二级", "2022-03-05"),
        party(2, "三级", "2022-03-25"),
    ]
    again = Request(write_csv(tmp_path / "2.csv", then), accept_good=True)
    found = take_in(office, again)
    assert (found.new, found.changed) == (2, 0)
    (fault,) = found.faults
    assert (fault.line, fault.column, fault.value) == (2, "自评估日期", "2022-03")
    assert "有 2 条都对得上（2022-03-05、2022-03-25）" in fault.problem
    assert query("SELECT count(*) FROM assessment WHERE voided_by IS NULL") == [(5,)]


def test_rows_of_one_ledger_that_say_the_same_with_less_are_one_and_that_is_told(
    office: Office, query: Query, tmp_path: Path
) -> None:
    header = (*WHO, "自评估等级", "自评估日期", "得分")
    rows = [
        header,
        party(1, "二级", "2022", "2.0"),
        party(1, "二级", "2022-03", ""),
        party(1, "二级", "2022-03-15", ""),
        party(2, "二级", "2022-03-01", ""),
        party(2, "二级", "2022-03", ""),
        party(2, "二级", "2022-03-09", ""),
        party(3, "二级", "2022-03", ""),
        party(3, "三级", "2022-03-09", ""),
    ]
    file = Request(write_csv(tmp_path / "a.csv", rows), accept_good=True)
    found = take_in(office, file)
    assert [(f.line, f.problem.partition("：")[0]) for f in found.faults] == [
        (6, "看不出是哪一条"),
        (8, "与第 9 行矛盾"),
        (9, "与第 8 行矛盾"),
    ]
    assert "3 行与表里另一行是同一条" in found.notes[0]
    assert "第 2 行即第 4 行、第 3 行即第 4 行" in found.notes[0]
    assert query('SELECT subject_id, "on", score FROM assessment ORDER BY id') == [
        (1, "2022-03-15", 200),
        (2, "2022-03-01", None),
        (2, "2022-03-09", None),
    ]
    again = preview(office, file)
    assert (again.new, again.changed, again.unchanged) == (0, 0, 5)


def test_a_day_said_twice_makes_the_vague_record_exact_and_no_second_one(
    office: Office, query: Query, tmp_path: Path
) -> None:
    first = [ASSESSED, party(1, "二级", "2022-03")]
    then = [*first, party(1, "二级", "2022-03-15")]
    assert _said_again(office, tmp_path, first, then[:2]) == []
    found = take_in(office, Request(write_csv(tmp_path / "3.csv", then)))
    assert (found.new, found.changed) == (0, 1)
    live = 'SELECT "on" FROM assessment WHERE voided_by IS NULL'
    assert query(live) == [("2022-03-15",)]


def test_a_fuller_report_of_an_event_corrects_it_and_a_shorter_one_changes_nothing(
    office: Office, query: Query, tmp_path: Path
) -> None:
    header = (*WHO, "事件类别", "发生日期", "严重程度", "移出日期")
    short = party(1, "安全生产事故", "2022-05-01", "", "")
    full = party(1, "安全生产事故", "2022-05-01", "一般", "2022-09-01")
    edits = _said_again(office, tmp_path, [header, short], [header, full])
    assert [(field, old, new) for _, field, old, new in edits] == [
        ("严重程度", "无", "一般"),
        ("移出或修复日期", "无", "2022-09-01"),
    ]
    one = [("2022-05-01", "minor", "2022-09-01")]
    live = 'SELECT "on", severity, removed_on FROM event WHERE voided_by IS NULL'
    assert query(live) == one
    both = Request(write_csv(tmp_path / "3.csv", [header, short, full]))
    assert preview(office, both).unchanged == 2
    worse = party(1, "安全生产事故", "2022-05-01", "较大", "")
    assert take_in(office, Request(write_csv(tmp_path / "4.csv", [header, worse]))).new
    (fault,) = preview(
        office, Request(write_csv(tmp_path / "5.csv", [header, short]))
    ).faults
    assert "（2022-05-01 一般、2022-05-01 较大）" in fault.problem


def test_two_reports_of_one_event_that_each_leave_something_out_are_one(
    office: Office, query: Query, tmp_path: Path
) -> None:
    header = (*WHO, "事件类别", "发生日期", "严重程度", "备注")
    grave = party(1, "安全生产事故", "2022-05-01", "一般", "")
    told = party(1, "安全生产事故", "2022-05-01", "", "吊装")
    live = "SELECT severity, note FROM event WHERE voided_by IS NULL ORDER BY id"
    both = preview(
        office, Request(write_csv(tmp_path / "1.csv", [header, grave, told]))
    )
    assert (both.new, both.unchanged) == (1, 1)
    assert both.notes == ("第 2 行、第 3 行是同一起，互相补全，合为一条",)
    edits = _said_again(office, tmp_path, [header, grave], [header, told, grave])
    assert [(field, old, new) for _, field, old, new in edits] == [
        ("备注", "无", "吊装")
    ]
    assert query(live) == [("minor", "吊装")]
    other = party(1, "安全生产事故", "2022-05-01", "", "触电")
    file = write_csv(tmp_path / "4.csv", [header, grave, told, other])
    assert preview(office, Request(file)).new == 1


def test_reports_of_a_day_that_contradict_one_another_stay_apart(
    office: Office, tmp_path: Path
) -> None:
    header = (*WHO, "事件类别", "发生日期", "严重程度", "备注")
    said = (("一般", ""), ("较大", ""), ("", "吊装"))
    rows = [party(1, "安全生产事故", "2022-05-01", *one) for one in said]
    found = preview(office, Request(write_csv(tmp_path / "1.csv", [header, *rows])))
    assert (found.new, found.notes) == (3, ())


NOTED = (*WHO, "事件类别", "发生日期", "严重程度", "备注")
FINED = party(1, "环境污染事件", "2022-05-05", "一般", "罚款")


@pytest.mark.parametrize("day", ["2022-05-05", "2022-05"])
def test_an_event_whose_note_is_put_otherwise_is_no_second_event(
    day: str, office: Office, query: Query, tmp_path: Path
) -> None:
    more = party(1, "环境污染事件", day, "一般", "罚款2万元")
    edits = _said_again(office, tmp_path, [NOTED, FINED], [NOTED, more])
    assert [(field, old, new) for _, field, old, new in edits] == [
        ("备注", "罚款", "罚款2万元")
    ]
    live = 'SELECT "on", note FROM event WHERE voided_by IS NULL'
    assert query(live) == [("2022-05-05", "罚款2万元")]
    other = party(1, "环境污染事件", "2022-05-05", "一般", "废水直排")
    found = preview(office, Request(write_csv(tmp_path / "3.csv", [NOTED, other])))
    assert "废水直排" in found.listed[0].said
    assert found.new == 1


def test_one_ledger_that_puts_an_event_in_two_ways_is_asked(
    office: Office, tmp_path: Path
) -> None:
    vague = party(1, "环境污染事件", "2022-05", "", "罚款2万元")
    found = preview(
        office, Request(write_csv(tmp_path / "1.csv", [NOTED, FINED, vague]))
    )
    (fault,) = found.faults
    assert (fault.line, fault.value, found.new) == (3, "2022-05", 1)
    assert "看不出与第 2 行是不是同一件" in fault.problem
    exact = party(1, "环境污染事件", "2022-05-05", "一般", "罚款2万元")
    found = preview(
        office, Request(write_csv(tmp_path / "2.csv", [NOTED, FINED, exact]))
    )
    assert (found.new, found.faults) == (2, ())
    assert "只是说明不同，作两件登记" in found.notes[0]
