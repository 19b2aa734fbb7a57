"""Lists as Word documents, read back from the file itself."""

from __future__ import annotations

import io
from dataclasses import replace
from zipfile import ZipFile

import pytest
from docx import Document
from docx.shared import Mm, Pt

from registry.lists import docx
from registry.lists.archive import found
from tests.lists.tables import HOSTILE, record, table


def _read(content: bytes) -> list[list[str]]:
    word = Document(io.BytesIO(content))
    return [[cell.text for cell in row.cells] for row in word.tables[0].rows]


def test_every_row_stands_under_the_header() -> None:
    listed = table(record(enterprise="示例企业甲", level=2))
    header, row = _read(docx.write(listed))
    assert header == [column.header for column in listed.columns]
    assert row == ["" if cell is None else str(cell) for cell in listed.rows[0]]


@pytest.mark.parametrize("name", [*HOSTILE, '<w:br/>&amp;"', "tidu:rows", "a\x1b[31mb"])
def test_text_stays_text_whatever_it_looks_like(name: str) -> None:
    _, row = _read(docx.write(table(record(enterprise=name))))
    assert (
        row[1].split() == "".join(c if c.isprintable() else " " for c in name).split()
    )


def test_the_header_is_repeated_and_pages_are_numbered() -> None:
    with ZipFile(io.BytesIO(docx.write(table(record())))) as parts:
        assert parts.read("word/document.xml").count(b"<w:tblHeader/>") == 1
        foot = [name for name in parts.namelist() if "footer" in name]
        assert any(b'w:instr="PAGE"' in parts.read(name) for name in foot)


def test_the_page_is_an_official_document_s() -> None:
    narrow = replace(table(), columns=table().columns[:3])
    section = Document(io.BytesIO(docx.write(narrow))).sections[0]
    margins = (section.top_margin, section.bottom_margin)
    assert margins == pytest.approx((Mm(37), Mm(35)), abs=Mm(0.1))
    sides = (section.left_margin, section.right_margin)
    assert sides == pytest.approx((Mm(28), Mm(26)), abs=Mm(0.1))


def test_a_wide_list_lies_across_and_its_margins_turn_with_it() -> None:
    section = Document(io.BytesIO(docx.write(table()))).sections[0]
    assert (section.page_width or 0) > (section.page_height or 0)
    margins = (section.top_margin, section.left_margin)
    assert margins == pytest.approx((Mm(28), Mm(35)), abs=Mm(0.1))


def test_a_code_is_not_broken_and_empty_columns_take_little() -> None:
    listed = table(record(enterprise="示例企业甲", uscc="91430200TEST000001"))
    word = Document(io.BytesIO(docx.write(listed)))
    keys = [column.key for column in listed.columns]
    widths = dict(
        zip(keys, (cell.width for cell in word.tables[0].columns), strict=True)
    )
    assert (widths["uscc"] or 0) >= Pt(9 / 2 * 18)
    assert (widths["subject"] or 0) < (widths["enterprise"] or 0)


def test_rows_are_no_higher_than_their_text() -> None:
    word = Document(io.BytesIO(docx.write(table(record()))))
    for cell in (row.cells[1] for row in word.tables[0].rows):
        style = cell.paragraphs[0].style
        assert style is not None
        made = word.styles[style.name].paragraph_format
        assert made.space_after == made.space_before == Pt(2)


def test_the_same_list_gives_the_same_bytes() -> None:
    assert docx.write(table(record())) == docx.write(table(record()))


def test_the_head_is_in_the_properties_and_not_on_the_face() -> None:
    word = Document(io.BytesIO(docx.write(table(record()))))
    (anchor,) = found(word.core_properties.identifier)
    assert anchor.head == "a" * 64
    assert "a" * 64 not in "".join(paragraph.text for paragraph in word.paragraphs)


def test_a_font_that_is_not_there_has_others_in_its_place() -> None:
    with ZipFile(io.BytesIO(docx.write(table()))) as parts:
        known = parts.read("word/fontTable.xml").decode()
    assert '<w:font w:name="仿宋"><w:altName w:val="FangSong,仿宋_GB2312' in known
