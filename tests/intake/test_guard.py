"""Files that are no ledgers, or are traps: each is refused with one sentence."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from registry.desk.imports import Request, preview
from registry.desk.office import Office
from registry.errors import InputError
from registry.intake import archive, ole, worker
from tests.intake.ledgers import (
    WHO,
    edit_part,
    party,
    write_csv,
    write_encrypted,
    write_locked,
    write_xls,
    write_xlsx,
)

SHEET = "xl/worksheets/sheet1.xml"
Make = Callable[[Path], Path]


def _bytes(content: bytes) -> Make:
    def make(path: Path) -> Path:
        path.write_bytes(content)
        return path

    return make


def _zip(*parts: tuple[str, bytes]) -> Make:
    def make(path: Path) -> Path:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for filename, content in parts:
                archive.writestr(filename, content)
        return path

    return make


def _ledger(path: Path) -> Path:
    return write_xlsx(path.with_suffix(".xlsx"), [WHO, party(1)])


def _two_corners(path: Path) -> Path:
    far = b'<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row></sheetData>'
    return edit_part(_ledger(path), SHEET, b"</sheetData>", far)


def _declares(path: Path) -> Path:
    trap = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet'
    return edit_part(_ledger(path), SHEET, b"<worksheet", trap)


def _declares_late(path: Path) -> Path:
    trap = b"<!--" + b"-" * 20000 + b'--><!DOCTYPE x [<!ENTITY a "a">]><workbook '
    return edit_part(_ledger(path), "xl/workbook.xml", b"<workbook ", trap)


def _in_utf_16(path: Path) -> Path:
    with zipfile.ZipFile(_ledger(path)) as archive:
        sheet = archive.read(SHEET)
    wide = sheet.decode().encode("utf-16")
    return edit_part(_ledger(path), SHEET, sheet, wide)


def _bomb(path: Path) -> Path:
    return edit_part(
        _ledger(path), SHEET, b"<sheetData>", b"<sheetData>" + b" " * 2**25
    )


def _long_row(path: Path) -> Path:
    cells = b"".join(b'<c r="A2"><v>%d</v></c>' % n for n in range(300_000))
    return edit_part(_ledger(path), SHEET, b"</sheetData>", b"<row>" + cells)


def _cut_off(path: Path) -> Path:
    ledger = _ledger(path)
    ledger.write_bytes(ledger.read_bytes()[:-200])
    return ledger


REFUSED = pytest.mark.parametrize(
    ("make", "told"),
    [
        (_bytes(b""), "是空的"),
        (_bytes(b"\r\n  \n"), "是空的"),
        (_bytes(b"%PDF-1.7 ..."), "PDF"),
        (_bytes(b"Rar!\x1a\x07"), "压缩包"),
        (_bytes(b"SQLite format 3\0"), "数据库"),
        (_bytes(b"<html><table><tr><td>a</td></tr></table></html>"), "网页"),
        (_bytes(b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>'), "XML"),
        (_bytes(bytes(range(1, 256)) * 8), "不是表格"),
        (_bytes(b"\x00\x01\x02" * 100), "不是表格"),
        (_bytes(b"PK\x03\x04 nothing more"), "已损坏"),
        (_zip(("word/document.xml", b"<w/>")), "Word"),
        (_zip(("content.xml", b"<o/>")), "ODF"),
        (_zip(("xl/workbook.bin", b"")), "xlsb"),
        (_zip(("a.txt", b"a")), "压缩包"),
        (_zip(("xl/workbook.xml", b"<workbook/>")), "已损坏"),
        (write_encrypted, "有密码"),
        (write_locked, "有密码"),
        (_two_corners, "第 1048576 行第 16384 列"),
        (_declares, "DTD"),
        (_declares_late, "DTD"),
        (_in_utf_16, "UTF-8"),
        (_bomb, "异常地大"),
        (_long_row, "异常长的一行"),
        (_cut_off, "已损坏"),
    ],
)


@REFUSED
def test_what_is_no_ledger_gets_one_sentence(
    make: Make,
    told: str,
    office: Office,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(archive, "_LARGEST_ROW", 2**20)
    file = make(tmp_path / "台账.xlsx")
    with pytest.raises(InputError, match=told) as refusal:
        preview(office, Request(file))
    assert "\n" not in str(refusal.value)


def test_a_missing_file_and_a_folder_are_refused(
    office: Office, tmp_path: Path
) -> None:
    for path in (tmp_path / "没有.xlsx", tmp_path):
        with pytest.raises(InputError):
            preview(office, Request(path))


@pytest.mark.usefixtures("own_process")
def test_a_process_of_its_own_parses_and_refuses(
    office: Office, tmp_path: Path
) -> None:
    file = _ledger(tmp_path / "a")
    assert preview(office, Request(file)).unchanged == 1
    with pytest.raises(InputError, match="第 1048576 行第 16384 列"):
        preview(office, Request(_two_corners(tmp_path / "b")))


@pytest.mark.usefixtures("own_process")
def test_a_parser_that_dies_takes_nobody_with_it(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("registry.intake.workbook.WORKER", "registry.intake.nobody")
    with pytest.raises(InputError, match="超出了内存或时间"):
        preview(office, Request(_ledger(tmp_path / "a")))
    assert worker.MEMORY > 2**30


@pytest.mark.parametrize("suffix", [".xls", ".et", ".xlsx", ".dat"])
def test_the_old_form_is_read_whatever_its_name(
    suffix: str, office: Office, tmp_path: Path
) -> None:
    file = write_xls(tmp_path / f"台账{suffix}", [WHO, party(7), party(8)])
    assert preview(office, Request(file)).new == 2


def test_a_damaged_workbook_of_the_old_form_says_no_epoch_and_does_no_harm(
    tmp_path: Path,
) -> None:
    content = write_xls(tmp_path / "a.xls", [WHO], 1904).read_bytes()
    assert ole.look(content).epoch == 1904
    dice = Random(1)  # noqa: S311 - the same damage every time
    for cut in range(0, len(content), 256):
        assert ole.look(content[:cut]).epoch in (None, 1904)
    for _ in range(500):
        damaged = bytearray(content)
        damaged[dice.randrange(512)] = dice.randrange(256)
        damaged[dice.randrange(len(content))] = dice.randrange(256)
        assert ole.look(bytes(damaged)).epoch in (None, 1900, 1904)


def test_an_error_value_in_the_old_form_is_a_fault_and_no_blank(
    office: Office, tmp_path: Path
) -> None:
    rows = [(*WHO, "成立日期"), *((*party(at), 44621) for at in range(7, 300))]
    rows[200], rows[9] = (*rows[200][:4], "#REF!"), (9, "#DIV/0!", *rows[9][2:])
    file = write_xls(tmp_path / "a.xls", rows, 1900)
    found = preview(office, Request(file))
    assert [(one.line, one.column, one.value) for one in found.faults] == [
        (10, "企业名称", "#DIV/0!"),
        (201, "成立日期", "#REF!"),
    ]
    assert all("错误值" in one.problem for one in found.faults)
    assert found.new == 291


@pytest.mark.parametrize(("epoch", "serial"), [(1900, 44621), (1904, 43159)])
def test_a_serial_number_in_the_old_form_is_the_day_that_the_new_one_says(
    epoch: int, serial: int, office: Office, tmp_path: Path
) -> None:
    rows = [(*WHO, "成立日期"), (*party(7), serial)]
    wide = [rows[0], *((*party(at), serial) for at in range(7, 40))]
    for sheet in (rows, wide):
        file = write_xls(tmp_path / "a.xls", sheet, epoch)
        found = preview(office, Request(file, details=True))
        assert found.faults == ()
        assert {one.said.rpartition(" ")[2] for one in found.listed} == {"2022-03-01"}
    (fault,) = preview(office, Request(write_xls(tmp_path / "b.xls", rows))).faults
    assert (fault.value, fault.remedy) == (
        str(serial),
        "应为「2022-03-01」的话请改正，或加 --accept-repairs"
        if epoch == 1900
        else "应为「2018-02-28」的话请改正，或加 --accept-repairs",
    )


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [
        ("utf-8", ","),
        ("utf-8-sig", ","),
        ("gb18030", ","),
        ("gb18030", "\t"),
        ("utf-16", "\t"),
        ("utf-16-le", "\t"),
        ("utf-16-be", ","),
        ("utf-8", ";"),
    ],
)
def test_text_is_read_in_every_usual_encoding(
    encoding: str, delimiter: str, office: Office, tmp_path: Path
) -> None:
    rare = (9, "示例䶮㛃𬭎有限公司", None, "天元区")
    rows = [WHO, party(7), rare, (10, "示例，逗号有限公司", None, "天元区")]
    file = write_csv(tmp_path / "台账.txt", rows, encoding, delimiter)
    found = preview(office, Request(file))
    assert (found.new, found.faults) == (3, ())


def test_quotes_that_do_not_match_are_refused(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text('企业名称,统一社会信用代码\n"' + "甲" * 2_000_000, encoding="utf-8")
    with pytest.raises(InputError, match="引号不成对"):
        preview(office, Request(file))
