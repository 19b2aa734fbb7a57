"""What officials say of rows: of which they can, and when it is not enough."""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from registry.desk.imports import Request, preview, take_in
from registry.desk.office import Office
from registry.errors import ConflictError, InputError
from registry.intake import decided
from registry.intake.doubts import Decision
from registry.intake.kinds import ENTERPRISES
from registry.intake.stage import Staged, prepare, stage
from registry.store.readonly import look
from registry.terms import Ledger
from tests.intake.ledgers import WHO, code, name, write_csv, write_xlsx


def test_a_decision_on_a_row_that_is_not_there_is_refused_naming_the_nearest(
    office: Office, tmp_path: Path
) -> None:
    sheet = [WHO, *((n, name(n), code(n), "天元区") for n in (1, 2))]
    text = write_csv(tmp_path / "a.csv", sheet)
    book = write_xlsx(tmp_path / "a.xlsx", {"甲": sheet})
    for file, said, told in (
        (text, "9=new", f"第 9 行不是数据，不能决定；最近的是第 3 行「{name(2)}」"),
        (text, "1=skip", f"最近的是第 2 行「{name(1)}」"),
        (text, "甲!2=same", "没有读「甲」这张表；这个文件没有表名，只写行号 2"),
        (book, "乙!2=new", "没有读「乙」这张表；读了的表有：甲"),
        (
            book,
            "甲!7=new",
            f"表「甲」第 7 行不是数据，不能决定；最近的是甲!3「{name(2)}",
        ),
    ):
        with pytest.raises(InputError, match=re.escape(told)):
            preview(office, Request(file, decisions=(said,)))
    assert preview(office, Request(book, decisions=("甲!2=skip",))).unchanged == 1


def test_a_number_that_several_sheets_have_is_no_decision(
    office: Office, tmp_path: Path
) -> None:
    rows = {"甲": [WHO, (1, name(88), "", "")], "乙": [WHO, (1, name(89), "", "")]}
    book = write_xlsx(tmp_path / "a.xlsx", rows)
    told = "第 2 行在几张表里都有：乙、甲；请写明是哪一张，如 --decide '乙!2=…'"
    with pytest.raises(InputError, match=re.escape(told)):
        preview(office, Request(book, decisions=("2=skip",)))
    assert preview(office, Request(book, decisions=("乙!2=skip",))).new == 1


def test_a_row_that_waits_on_one_of_several_sheets_says_its_sheet(
    office: Office, tmp_path: Path
) -> None:
    known = name(1).replace("有限公司", "股份有限公司")
    rows = {"甲": [WHO, (1, known, "", "")], "乙": [WHO, (1, name(89), "", "")]}
    found = preview(office, Request(write_xlsx(tmp_path / "a.xlsx", rows)))
    assert ["--decide '甲!2=same'" in one.remedy for one in found.doubts] == [True]


def test_a_decision_against_a_known_code_leaves_the_row_in_doubt(
    office: Office, tmp_path: Path
) -> None:
    file = write_csv(tmp_path / "a.csv", [WHO, (1, "示例别名有限公司", code(1), "")])
    for said in ("new", name(2)):
        found = preview(office, Request(file, decisions=(f"2={said}",)))
        (doubt,) = found.doubts
        assert "信用代码是台账里这一家的" in doubt.reason
        assert [one.id for one in doubt.candidates] == [1]
        assert not found.writes
    assert not preview(office, Request(file, decisions=(f"2={name(1)}",))).doubts


def test_a_decision_by_name_holds_wherever_the_row_stands(
    office: Office, tmp_path: Path
) -> None:
    known = name(1).replace("有限公司", "股份有限公司")
    rows = [WHO, (1, known, "", "")]
    asked = Request(write_csv(tmp_path / "a.csv", rows), decisions=(f"{known}=same",))
    assert preview(office, asked).unchanged == 1
    write_csv(asked.path, [WHO, (1, name(88), code(88), ""), *rows[1:]])
    assert (preview(office, asked).new, preview(office, asked).unchanged) == (1, 1)
    write_csv(asked.path, [WHO, (1, name(88), code(88), "")])
    with pytest.raises(
        InputError, match=f"没有名称或代码是「{known}」的行；最像的是「"
    ):
        preview(office, asked)


def test_who_resembles_nobody_is_the_same_as_nobody(
    office: Office, tmp_path: Path
) -> None:
    file = write_csv(tmp_path / "a.csv", [WHO, (1, name(88), code(88), "")])
    for said in ("same", "rename"):
        (doubt,) = preview(office, Request(file, decisions=(f"2={said}",))).doubts
        assert (doubt.candidates, "--decide 2=企业名称" in doubt.remedy) == ((), True)


def test_what_was_previewed_is_what_is_written(office: Office, tmp_path: Path) -> None:
    file = write_csv(tmp_path / "a.csv", [WHO, (1, name(9), code(9), "")])
    seen = Request(file, seen=preview(office, Request(file)).sha256)
    write_csv(file, [WHO, (1, name(8), code(8), "")])
    with pytest.raises(ConflictError, match="在预览之后改动过"):
        take_in(office, seen)


@pytest.mark.parametrize("kind", [Ledger.ENTERPRISES, Ledger.ASSESSMENTS])
def test_two_names_that_differ_in_their_form_are_two_where_that_is_said(
    office: Office, tmp_path: Path, kind: Ledger
) -> None:
    said = ("示例癸装备有限公司", "示例癸装备有限责任公司")
    rows = [(*WHO, "等级", "评估日期", "评估方式")]
    rows += (("", one, "", "天元区", "二级", "2022-05-01", "自评估") for one in said)
    file = write_csv(tmp_path / "a.csv", rows)
    asked = Request(file, kind=kind, newcomers=True)
    undecided = preview(office, asked)
    assert undecided.added == 1
    told = [
        (one.line, one.reason, "--decide 3=new" in one.remedy, one.candidates)
        for one in undecided.doubts
    ]
    alike = f"与第 2 行「{said[0]}」只差写法：同一家，还是两家"
    assert told == ([(3, alike, True, ())] if kind is Ledger.ENTERPRISES else [])
    assert not undecided.faults
    done = take_in(office, replace(asked, decisions=("2=new", "3=new")))
    assert (done.added, done.new, done.faults, done.written) == (2, 2, (), True)


def test_nobody_new_takes_the_name_of_a_known_enterprise(
    office: Office, tmp_path: Path
) -> None:
    rows = [(*WHO, "等级", "评估日期"), (1, name(1), "", "", "二级", "2022-05-01")]
    asked = Request(write_csv(tmp_path / "a.csv", rows), given=("评估方式=自评估",))
    assert preview(office, asked).new == 1
    (fault,) = preview(office, replace(asked, decisions=("2=new",))).faults
    assert "另一家企业正用这个名称" in fault.problem


def test_a_rename_said_of_a_record_is_told_to_be_registered_elsewhere(
    office: Office, tmp_path: Path
) -> None:
    row = (1, "示例更名机械有限公司", code(1), "", "二级", "2022-03-01")
    sheet = [(*WHO, "自评估等级", "自评估日期"), row]
    file = write_csv(tmp_path / "a.csv", sheet)
    found = preview(office, Request(file, decisions=("2=rename",)))
    assert found.new == 1
    (note,) = found.notes
    assert f"第 2 行「示例更名机械有限公司」即「{name(1)}」" in note
    assert "评估台账不改企业名称，请用 tidu change name 登记更名" in note


def test_rows_that_were_taken_for_notes_are_listed_with_what_makes_them_data(
    office: Office, tmp_path: Path
) -> None:
    rows = [WHO, (1, name(1), "", ""), ("合计", "", "", ""), ("", "注：示例厂", "", "")]
    book = write_xlsx(tmp_path / "a.xlsx", {"甲": rows, "乙": rows})
    found = preview(office, Request(book))
    assert [(one.sheet, one.line, one.name) for one in found.assumed] == [
        ("甲", 4, "注：示例厂"),
        ("乙", 4, "注：示例厂"),
    ]
    typed = [re.findall("'([^']*)'", one.remedy)[0] for one in found.assumed]
    assert typed == ["甲!4=new", "乙!4=new"]
    assert preview(office, Request(book, decisions=tuple(typed[:1]))).new == 1


def test_a_decision_finds_its_row_without_reading_the_whole_ledger(
    blank_registry: Path,
) -> None:
    steps = []
    for count in (200, 4_000):
        with closing(look(blank_registry)) as connection:
            prepare(connection, ENTERPRISES)
            rows = [
                Staged(("", n, name(n), code(n), None, None), ()) for n in range(count)
            ]
            stage(connection, ENTERPRISES, rows, 0)
            decided.find_quickly(connection)
            ticks: list[None] = []
            connection.set_progress_handler(partial(ticks.append, None), 1)
            for said in (Decision(7, None), Decision(None, None, name=name(7))):
                assert decided.rows(connection, said) == [8]
            steps.append(len(ticks))
    assert steps[1] <= steps[0] * 1.5
