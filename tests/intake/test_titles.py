"""Titles that ledgers end, accept and renew, as the desk would."""

from __future__ import annotations

from pathlib import Path

import pytest

from registry.desk.imports import Request, preview, take_in
from registry.desk.office import Because, Office
from registry.desk.upkeep import undo, verify
from tests.intake.conftest import Query
from tests.intake.ledgers import party, write_csv
from tests.intake.samples import SME

HEADER = ("序号", "企业名称", "统一社会信用代码", "所属县市区", "称号")
NUMBER = "株工信发〔2022〕33号"
FACTORY = "国家智能制造示范工厂"
HELD = "SELECT recognised_on, end_kind, ended_on, end_document_id, stage FROM title"


@pytest.fixture
def held(office: Office, tmp_path: Path) -> Office:
    """An office where two enterprises hold the city's title since 2020."""
    rows = [(*HEADER, "认定日期"), party(1, SME, "2020-03"), party(2, SME, "2020-03")]
    take_in(office, Request(write_csv(tmp_path / "held.csv", rows)))
    return office


def test_a_list_of_revocations_ends_the_titles_in_force_and_can_be_taken_in_twice(
    held: Office, query: Query, tmp_path: Path
) -> None:
    rows = [
        (*HEADER, "终止方式", "终止日期", "终止文号"),
        party(1, SME, "撤销", "2022-05-01", NUMBER),
    ]
    file = write_csv(tmp_path / "a.csv", rows)
    found = take_in(held, Request(file))
    assert (found.faults, found.new, found.changed) == ((), 0, 1)
    assert query(HELD)[0] == ("2020-03-01", "revoked", "2022-05-01", 1, None)
    assert {(e.field, e.new) for e in found.edits} == {
        ("终止方式", "撤销"),
        ("终止日期", "2022-05-01"),
        ("终止文号", NUMBER),
    }
    again = take_in(held, Request(file))
    assert (again.faults, again.unchanged, again.written) == ((), 1, False)
    undo(held)
    assert query(HELD)[0][1] is None
    assert verify(held.path).ok


def test_what_a_ledger_does_not_say_of_a_title_stays(
    held: Office, query: Query, tmp_path: Path
) -> None:
    rows = [
        (*HEADER, "认定日期", "有效期至", "终止方式", "终止日期"),
        party(1, SME, "2020-03", "2023-03", "到期", ""),
    ]
    take_in(held, Request(write_csv(tmp_path / "a.csv", rows)))
    assert query(HELD)[0][1:3] == ("expired", "2023-03-01")
    bare = [(*HEADER, "认定日期"), party(1, SME, "2020-03")]
    again = preview(held, Request(write_csv(tmp_path / "b.csv", bare)))
    assert (again.unchanged, again.changed) == (1, 0)


def test_a_day_that_a_title_has_already_is_not_asked_about_again(
    held: Office, tmp_path: Path
) -> None:
    until = [(*HEADER, "认定日期", "有效期至"), party(1, SME, "2020-03", "2023-03")]
    ended = [
        (*HEADER, "终止方式", "终止日期", "终止文号"),
        party(1, SME, "撤销", "2022-05-01", NUMBER),
    ]
    asked = [
        take_in(held, Request(write_csv(tmp_path / "a.csv", rows))).notes
        for rows in (until, ended)
    ]
    assert [len(notes) for notes in asked] == [1, 0]


def test_a_renewal_ends_the_title_before_it(
    held: Office, query: Query, tmp_path: Path
) -> None:
    rows = [
        (*HEADER, "认定日期", "是否复核", "文号"),
        party(1, SME, "2022-06", "是", NUMBER),
        party(2, SME, "2022-06", "否", NUMBER),
    ]
    file = write_csv(tmp_path / "a.csv", rows)
    found = take_in(held, Request(file, accept_good=True))
    assert [(f.line, f.column) for f in found.faults] == [(3, "称号")]
    assert "是否复核" in found.faults[0].remedy
    assert [(e.field, e.new) for e in found.edits] == [
        (f"原{SME}·终止方式", "替代（自 2022-06-01 起）")
    ]
    renewed = query(f"{HELD} WHERE subject_id = 1 ORDER BY id")
    assert renewed == [
        ("2020-03-01", "superseded", "2022-06-01", 1, None),
        ("2022-06-01", None, None, None, None),
    ]
    assert take_in(held, Request(file, accept_good=True)).written is False


def test_titles_and_their_renewals_in_one_ledger(
    office: Office, query: Query, tmp_path: Path
) -> None:
    rows = [
        (*HEADER, "认定日期", "是否复核"),
        party(1, SME, "2022", "是"),
        party(1, SME, "2016", ""),
        party(1, SME, "2019", "是"),
    ]
    file = write_csv(tmp_path / "a.csv", rows)
    assert {f.problem for f in preview(office, Request(file)).faults} == {
        "复核要有文件"
    }
    found = take_in(office, Request(file), Because(NUMBER))
    assert (found.faults, found.new) == ((), 3)
    held = query("SELECT recognised_on, ended_on FROM title ORDER BY recognised_on")
    assert held == [
        ("2016-01-01", "2019-01-01"),
        ("2019-01-01", "2022-01-01"),
        ("2022-01-01", None),
    ]
    assert take_in(office, Request(file), Because(NUMBER)).unchanged == 3


def test_a_list_of_acceptances_accepts_titles_that_were_taken_up(
    office: Office, query: Query, tmp_path: Path
) -> None:
    begun = [
        (*HEADER, "工厂名称", "认定日期"),
        party(1, FACTORY, "一工厂", "2021-11-01"),
    ]
    first = write_csv(tmp_path / "a.csv", begun)
    take_in(office, Request(first))
    rows = [
        (*HEADER, "工厂名称", "验收日期"),
        party(1, FACTORY, "一工厂", "2022-11-01"),
    ]
    file = write_csv(tmp_path / "b.csv", rows)
    assert take_in(office, Request(file)).changed == 1
    assert query("SELECT stage, accepted_on FROM title") == [("accepted", "2022-11-01")]
    for known in (file, first):
        assert take_in(office, Request(known)).unchanged == 1
    late = [
        (*HEADER, "工厂名称", "验收日期"),
        party(1, FACTORY, "一工厂", "2022-12-01"),
    ]
    (fault,) = preview(office, Request(write_csv(tmp_path / "c.csv", late))).faults
    assert (fault.column, fault.value) == ("验收日期", "2022-12-01")


@pytest.mark.parametrize(
    ("header", "row", "column"),
    [
        (("终止方式", "终止日期"), ("撤销", "2022-05-01"), "终止文号"),
        (("终止方式", "终止日期"), ("到期", ""), "终止日期"),
        (("终止方式", "终止日期"), ("到期", "2019"), "终止日期"),
        (("认定日期", "终止日期"), ("2020-03", "2022-05"), "终止日期"),
        (("认定日期", "验收日期"), ("2020-03", "2022-05-01"), "阶段"),
        (("终止方式", "终止日期", "认定日期"), ("到期", "2022", ""), ""),
    ],
)
def test_ends_that_the_desk_refuses_are_faults(
    held: Office,
    tmp_path: Path,
    header: tuple[str, ...],
    row: tuple[str, ...],
    column: str,
) -> None:
    rows = [(*HEADER, *header), party(1, SME, *row)]
    found = preview(held, Request(write_csv(tmp_path / "a.csv", rows)))
    assert [fault.column for fault in found.faults] == ([column] if column else [])


def test_who_had_moved_away_takes_no_title(office: Office, tmp_path: Path) -> None:
    gone = [
        (*HEADER[:4], "状态", "自何日起"),
        party(1, "迁出", "2021-01-01"),
    ]
    take_in(office, Request(write_csv(tmp_path / "a.csv", gone)))
    rows = [
        (*HEADER, "认定日期"),
        party(1, SME, "2022-03"),
        party(2, SME, "2022-03"),
    ]
    (fault,) = preview(office, Request(write_csv(tmp_path / "b.csv", rows))).faults
    assert (fault.line, fault.column) == (2, "认定日期")
    assert "迁出" in fault.problem


def test_the_last_day_that_counts_is_written_as_such_and_else_asked_about(
    held: Office, query: Query, tmp_path: Path
) -> None:
    rows = [
        (*HEADER, "认定日期", "有效期至", "文号"),
        party(1, SME, "2023-03-12", "2026年3月11日（含当日）", NUMBER),
        party(2, SME, "2023-03-12", "2026-03-11", NUMBER),
        party(3, SME, "2023-03-12", "2026-03（含）", NUMBER),
    ]
    with_renewal = [(*row, "是" if at else "是否复核") for at, row in enumerate(rows)]
    file = write_csv(tmp_path / "a.csv", with_renewal)
    found = take_in(held, Request(file, accept_good=True, renames=True))
    assert [(one.line, one.column) for one in found.faults] == [(4, "有效期至")]
    kept = query("SELECT valid_until FROM title WHERE recognised_on > '2023'")
    assert kept == [("2026-03-12",), ("2026-03-11",)]
    assert [note.partition("；")[0] for note in found.notes[-2:]] == [
        "2 行的有效期至按第一个不再有效的日子读",
        "1 行的有效期至是认定满整年的前一天，像是最后有效的一天（第 3 行起），照样读入",
    ]


def test_who_corrects_a_day_of_recognition_is_told_how(
    held: Office, tmp_path: Path
) -> None:
    rows = [(*HEADER, "认定日期"), party(1, SME, "2020-04")]
    found = preview(held, Request(write_csv(tmp_path / "a.csv", rows)))
    assert "tidu correct void 编号 --table 称号" in found.faults[0].remedy


def test_a_workshop_that_is_new_is_told_beside_those_that_there_are(
    office: Office, tmp_path: Path
) -> None:
    header, day = (*HEADER, "车间名称", "认定日期"), "2022-12-01"
    rung = "省级智能制造标杆车间"
    rows = [header, party(1, rung, "电瓷成形车间", day)]
    first = take_in(office, Request(write_csv(tmp_path / "a.csv", rows)))
    assert "新登记车间等认定对象 1 个：第 2 行「电瓷成形车间」；" in first.notes[0]
    rows = [*rows, party(1, rung, "电瓷成型车间", day)]
    (told, *_) = preview(office, Request(write_csv(tmp_path / "b.csv", rows))).notes
    assert "1 个：第 3 行「电瓷成型车间」（这家企业已有：电瓷成形车间）" in told
