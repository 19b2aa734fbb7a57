"""A published list is held against files by what they say, whoever wrote them."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path

import pytest
from docx import Document
from xlsxwriter import Workbook

from registry import columns
from registry.desk.exports import rendered
from registry.desk.faces import difference, published
from registry.desk.margins import beside
from registry.lists.archive import Archive
from registry.lists.table import Cells, Table

_COLUMNS = columns.ENTERPRISE, columns.SUBJECT, columns.RUNG, columns.NOTE
_ROWS = tuple((name,) * 4 for name in "甲乙丙")
_TABLE = Table("名单", "某局", date(2022, 12, 31), "口径", "", _COLUMNS, _ROWS)


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "docx", "json", "html"])
def test_a_file_of_another_writer_is_held_by_what_it_says(
    tmp_path: Path, suffix: str
) -> None:
    file, table = tmp_path / f"名单.{suffix}", _TABLE
    _WRITERS[suffix](file, table, list(table.rows))
    assert difference(file, table) == ""
    assert beside(file, table) == ""
    _WRITERS[suffix](file, table, [table.rows[0], table.rows[2]])
    assert difference(file, table).startswith("缺少")
    assert "乙" in difference(file, table)
    other = [table.rows[0], ("乙", "己", "乙", "乙"), table.rows[2]]
    _WRITERS[suffix](file, table, other)
    assert "己」的地方，公布的是「" in difference(file, table)
    if suffix == "json":
        assert "第 2 条写着「enterprise：己」" in difference(file, table)
    else:
        assert "第 2 条「车间/项目名称」" in difference(file, table)
    _WRITERS[suffix](file, table, [*table.rows, ("", "", "废")])
    assert "多出「" in difference(file, table)


def test_the_words_around_the_rows_are_those_of_the_files_that_are_out() -> None:
    """A file is held against them for ever: what is changed here, old files do not say.

    Whoever has to change them keeps the old words for what was published with them.
    """
    day, change = date(2022, 12, 30), "2023-01-05 王某（第 50 次变更）"
    standing = Archive(3, "株工信发〔2022〕9号", day, 41, "b" * 64, "c" * 64)
    withdrawn = Archive(4, "", day, 42, "b" * 64, "c" * 64, change)
    grouped = replace(
        _TABLE,
        basis="株工信发〔2022〕33号（样例条件）",
        marks=("样例数据",),
        group="enterprise",
        notes=("剩余天数自截至日起算",),
        signature=("制表：",),
        group_signature=("盖章：",),
    )
    said = (
        published(Path(f"名单.{suffix}"), replace(table, archive=archive))
        for suffix, table, archive in (
            ("docx", grouped, standing),
            ("csv", replace(_TABLE, rows=()), withdrawn),
        )
    )
    lines = (" ".join(map(str, one.cells)).strip() for one in chain(*said))
    golden = Path(__file__).parent / "golden" / "published.txt"
    assert "\n".join(filter(None, lines)) + "\n" == golden.read_text("utf-8")


def test_a_short_text_file_is_not_read_by_the_commas_of_its_terms(
    tmp_path: Path,
) -> None:
    file, table = (
        tmp_path / "名单.csv",
        replace(_TABLE, rows=(), terms="甲，乙，丙，丁"),
    )
    file.write_bytes(rendered(table, file))
    assert difference(file, table) == ""


def _pages(file: Path, table: Table, rows: list[Cells]) -> None:
    cells = "".join(
        f"<tr>{''.join(f'<td>{one}</td>' for one in row)}</tr>"
        for row in (tuple(one.header for one in table.columns), *rows)
    )
    above, below = (
        "".join(f"<div>{line}</div>" for line in lines)
        for lines in ((table.heading, *table.above), table.below)
    )
    style = "<style>td, h1 { color: #000; padding: 1px 2px } @page{size:A3}</style>"
    file.write_text(f"{style}{above}<table>{cells}</table>{below}", "utf-8")


def _documents(file: Path, table: Table, rows: list[Cells]) -> None:
    word = Document()
    for line in (table.heading, *table.above):
        word.add_heading(line)
    made = word.add_table(0, len(table.columns))
    for row in (tuple(one.header for one in table.columns), *rows):
        for cell, text in zip(made.add_row().cells, row, strict=False):
            cell.text = str(text)
    for line in table.below:
        word.add_paragraph(line)
    word.core_properties.comments = ""
    word.sections[0].footer.paragraphs[0].text = "第 1 页"
    word.save(str(file))


def _sheets(file: Path, table: Table, rows: list[Cells]) -> None:
    with Workbook(file) as book:
        sheet = book.add_worksheet("A")
        sheet.set_footer("&P/&N")
        for at, row in enumerate(_lines(table, rows)):
            sheet.write_row(at, 0, row)


def _texts(file: Path, table: Table, rows: list[Cells]) -> None:
    with file.open("w", encoding="utf-16", newline="") as out:
        csv.writer(out, delimiter=";").writerows(_lines(table, rows))


def _objects(file: Path, table: Table, rows: list[Cells]) -> None:
    told = json.loads(rendered(replace(table, rows=tuple(rows[:1])), file))
    (row,) = told["rows"]
    told["rows"] = [dict.fromkeys(row, one[1] or one[2]) for one in rows]
    file.write_text(json.dumps(dict(reversed(told.items()))), "utf-8")


def _lines(table: Table, rows: list[Cells]) -> Iterator[Cells]:
    yield from ((line,) for line in (table.heading, *table.above))
    yield tuple(one.header for one in table.columns)
    yield from rows
    yield from ((line,) for line in table.below)


_WRITERS = {
    "csv": _texts,
    "xlsx": _sheets,
    "docx": _documents,
    "json": _objects,
    "html": _pages,
}
