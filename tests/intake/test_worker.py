"""The parsing process itself, run in this one: what it says line by line."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from registry.errors import InputError
from registry.intake import archive, ole, worker
from registry.intake.archive import column_number, inspect
from tests.intake.ledgers import (
    WHO,
    edit_part,
    party,
    write_1904,
    write_formulas,
    write_xls,
    write_xlsx,
)

SHEET = "xl/worksheets/sheet1.xml"
FAR = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
LATE = b"<!--" + b"-" * 2**15 + b"--><!X><workbook "
Serve = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def serve() -> Serve:
    """Runs the worker on a file, asking for sheets; what it said."""

    def run(path: Path, form: str = "zipped", asked: str = "") -> list[dict[str, Any]]:
        said = io.StringIO()
        worker.converse(str(path), form, io.StringIO(asked), said)
        return [json.loads(line) for line in said.getvalue().splitlines()]

    return run


def test_sheets_are_described_and_those_asked_for_are_read(
    serve: Serve, tmp_path: Path
) -> None:
    made = datetime(2022, 3, 1, 8, 30)  # noqa: DTZ001 - cells know no zone
    rows = [WHO, party(1, True, made, made.date(), time(8, 30), 2.5)]
    file = write_xlsx(tmp_path / "a.xlsx", {"甲": rows, "空": []}, ["A1:B1"], [2])
    described, read, end = serve(file, asked='["甲"]\n')
    first, empty = described["sheets"]
    assert described["epoch"] == 1900
    assert (first["hidden"], first["merged"], first["rows"]) == ([2], [[1, 0, 1, 1]], 2)
    assert (empty["head"], empty["rows"]) == ([], 0)
    day = {"day": "2022-03-01"}
    assert read["rows"][1][1][4:] == ["TRUE", day, day, "08:30:00", 2.5]
    assert end == {"end": True}


def test_the_old_form_is_described_by_its_records(serve: Serve, tmp_path: Path) -> None:
    described, end = serve(write_xls(tmp_path / "a.xls", [WHO]), "ole")
    assert (described["epoch"], described["sheets"][0]["name"]) == (None, "台账")
    assert end == {"end": True}
    file = write_xls(tmp_path / "b.xls", [WHO, (1, "#REF!")], 1904)
    described, _ = serve(file, "ole")
    (sheet,) = described["sheets"]
    assert described["epoch"] == 1904
    assert sheet["broken"] == [[2, 1, "是错误值（如 #N/A）", "#REF!"]]


def test_very_many_errors_in_the_old_form_are_refused(
    monkeypatch: pytest.MonkeyPatch, serve: Serve, tmp_path: Path
) -> None:
    monkeypatch.setattr(ole, "_MOST", 5)
    file = write_xls(tmp_path / "a.xls", [("#REF!",)] * 5)
    (said,) = serve(file, "ole")
    assert "错误值太多" in said["refused"]


def test_what_cannot_be_parsed_is_refused_in_words(
    serve: Serve, tmp_path: Path
) -> None:
    noise = tmp_path / "a.xls"
    noise.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    (said,) = serve(noise, "ole")
    assert "已损坏" in said["refused"]
    plain = tmp_path / "b.xlsx"
    plain.write_bytes(b"PK\x03\x04")
    (said,) = serve(plain)
    assert "已损坏" in said["refused"]


def test_a_length_of_time_is_told_as_text() -> None:
    assert worker._plain(timedelta(hours=1)) == "1:00:00"
    with pytest.raises(TypeError):
        worker._plain(object())


def test_limits_are_set_where_the_system_has_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    resource = pytest.importorskip("resource")
    given: list[int] = []
    monkeypatch.setattr(resource, "setrlimit", lambda kind, _: given.append(kind))
    worker.limit()
    assert resource.RLIMIT_AS in given
    monkeypatch.setitem(sys.modules, "resource", None)
    worker.limit()


def test_a_look_finds_epoch_formulas_and_error_values(tmp_path: Path) -> None:
    rows = [WHO, party(1)]
    formulas: dict[str, float | str] = {"E2": 3.0, "F2": "#N/A"}
    seen = inspect(str(write_formulas(tmp_path / "a.xlsx", rows, formulas)))
    assert (seen.epoch, seen.sheets["台账"].formulas) == (1900, 2)
    assert [place[:2] for place in seen.sheets["台账"].broken] == [(2, 5)]
    assert inspect(str(write_1904(tmp_path / "b.xlsx", rows))).epoch == 1904
    bare = inspect(str(write_xlsx(tmp_path / "c.xlsx", [WHO, ("=1+1",)])))
    assert [place[2] for place in bare.sheets["Sheet1"].broken] == ["公式没有结果"]


@pytest.mark.parametrize(
    ("part", "old", "new", "told"),
    [
        (SHEET, b"</sheetData>", FAR, "第 1048576 行"),
        (SHEET, b"<worksheet", b"<!DOCTYPE x><worksheet", "DTD"),
        (SHEET, b"<sheetData>", b"<sheetData>" + b" " * 2**25, "异常地大"),
        ("xl/workbook.xml", b"<workbook ", LATE, "DTD"),
        ("xl/workbook.xml", b"</workbook>", b"", "已损坏"),
    ],
)
def test_traps_are_seen_before_anything_is_parsed(
    part: str, old: bytes, new: bytes, told: str, tmp_path: Path
) -> None:
    file = edit_part(write_xlsx(tmp_path / "a.xlsx", [WHO, party(1)]), part, old, new)
    with pytest.raises(InputError, match=told):
        inspect(str(file))


def test_far_cells_that_say_nothing_do_no_harm(tmp_path: Path) -> None:
    far = b'<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>'
    file = write_xlsx(tmp_path / "a.xlsx", [WHO, party(1)])
    assert inspect(str(edit_part(file, SHEET, b"</sheetData>", far))).epoch == 1900


def test_limits_of_size_hold(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = str(write_xlsx(tmp_path / "a.xlsx", [WHO, ("=1+1",)]))
    for limit, told in (
        ("_MOST_BROKEN", "公式太多"),
        ("_SMALL_PART", "已损坏"),
        ("LARGEST_INFLATED", "超过 2 GB"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(archive, limit, 0)
            with pytest.raises(InputError, match=told):
                inspect(file)


def test_columns_are_counted_from_a() -> None:
    assert [column_number(one) for one in ("A", "Z", "AA", "XFD")] == [0, 25, 26, 16383]
