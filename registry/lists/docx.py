"""Lists as a Word document in the layout of official documents.

A4, margins 37/35/28/26 mm, turned with the page where the list is wide; the title in
方正小标宋 22 pt, text in 仿宋 16 pt on lines of 28 pt (GB/T 9704-2012). The rows are
one piece of XML: row by row, python-docx takes many times as long.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime, time
from functools import partial
from typing import cast
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Length, Mm, Pt
from docx.styles.style import ParagraphStyle

from registry.columns import Cell, Kind
from registry.lists import fonts
from registry.lists.paging import stays
from registry.lists.table import Group, Table
from registry.lists.widths import shared
from registry.text import visible

TITLE, _LINE, _HEADER, _GROUP, _LEFT, _MIDDLE, ROWS = (
    "TiduTitle",
    "TiduLine",
    "TiduHeader",
    "TiduGroup",
    "TiduLeft",
    "TiduMiddle",
    "TiduRows",
)
_STYLES = (
    (TITLE, fonts.TITLE, 22, WD_ALIGN_PARAGRAPH.CENTER),
    (_LINE, fonts.BODY, 12, WD_ALIGN_PARAGRAPH.LEFT),
)
_IN_CELLS = (
    (_HEADER, fonts.HEADING, WD_ALIGN_PARAGRAPH.CENTER),
    (_GROUP, fonts.HEADING, WD_ALIGN_PARAGRAPH.CENTER),
    (_LEFT, fonts.BODY, WD_ALIGN_PARAGRAPH.LEFT),
    (_MIDDLE, fonts.BODY, WD_ALIGN_PARAGRAPH.CENTER),
    (ROWS, fonts.BODY, WD_ALIGN_PARAGRAPH.LEFT),
)
POINTS, _POINTS_WIDE = 10.5, 9.0
"""The size of what stands in cells."""
_BESIDE = 60
"""The blank at either side of a cell, in twips."""
_AROUND = 2
"""The blank above and below what stands in a cell, in points."""
_TWIPS = 635
"""English metric units in a twentieth of a point."""


def write(table: Table) -> bytes:
    """The list as the bytes of a ``.docx`` file; the same list, the same bytes."""
    word = Document()
    points = _POINTS_WIDE if table.wide else POINTS
    page(word.sections[0], wide=table.wide)
    styles(word, points)
    _describe(word, table)
    word.add_paragraph(table.heading, TITLE).paragraph_format.space_after = Pt(12)
    for line in table.above:
        word.add_paragraph(line, _LINE)
    word.add_paragraph(style=ROWS)
    for line in table.below:
        word.add_paragraph(line, _LINE).paragraph_format.keep_with_next = True
    word.paragraphs[-1].paragraph_format.keep_with_next = False
    _archive(word, table)
    number_pages(word.sections[0])
    return packed(word, rows_xml(word, table, points).encode())


_PLACE = re.compile(rb'<w:p><w:pPr><w:pStyle w:val="TiduRows"/></w:pPr></w:p>')


def packed(word: Word, rows: bytes) -> bytes:
    """The document with the rows in their place, each part dated alike."""
    written, packed = io.BytesIO(), io.BytesIO()
    word.save(written)
    with ZipFile(written) as source, ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "word/document.xml":
                part = _PLACE.sub(lambda _: rows, part, count=1)
            if name == "word/fontTable.xml":
                part = part.replace(
                    b"</w:fonts>", f"{fonts.table_xml()}</w:fonts>".encode()
                )
            target.writestr(ZipInfo(name), part, ZIP_DEFLATED)
    return packed.getvalue()


def page(section: Section, *, wide: bool) -> None:
    """Lay the page out: A4, upright or across, its margins turned with it."""
    across, down = Mm(210), Mm(297)
    section.page_width, section.page_height = (down, across) if wide else (across, down)
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    top, bottom, left, right = (28, 26, 35, 37) if wide else (37, 35, 28, 26)
    section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
    section.left_margin, section.right_margin = Mm(left), Mm(right)


def styles(word: Word, points: float = POINTS) -> None:
    """What lines and cells look like, said once; ``points`` are the size in cells."""
    normal = style(word, "Normal", fonts.BODY, 16)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = Pt(28)
    in_cells = ((name, font, points, align) for name, font, align in _IN_CELLS)
    for name, font, size, align in (*_STYLES, *in_cells):
        made = style(word, name, font, size).paragraph_format
        made.line_spacing = Pt(size * 3 // 2)
        made.space_before = made.space_after = Pt(_AROUND)
        made.alignment = align
        made.keep_with_next = name == _GROUP


def style(word: Word, name: str, font: str, points: float) -> ParagraphStyle:
    """A style of this font and size, added unless it is the usual one."""
    if name != "Normal":
        word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    made = cast("ParagraphStyle", word.styles[name])
    made.font.name, made.font.size = fonts.LATIN, Pt(points)
    made.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    return made


def _describe(word: Word, table: Table) -> None:
    """Put title, terms and the journal's head into the file's properties."""
    told = word.core_properties
    told.title, told.subject = table.heading[:255], visible(table.meant)[:255]
    told.author, told.identifier = visible(table.issuer)[:255], table.mark
    told.comments = visible(f"依据：{table.basis}")[:255]
    told.created = told.modified = datetime.combine(table.on, time(), UTC)


def rows_xml(word: Word, table: Table, points: float = POINTS) -> str:
    """All rows as one piece, put in as text: nothing parses or moves them."""
    widths = shared(table, _room(word.sections[0]), round(points * 10))
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = "".join(_rows(table, len(widths)))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar><w:left w:w="{_BESIDE}" w:type="dxa"/>'
        f'<w:right w:w="{_BESIDE}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _room(section: Section) -> int:
    """The width between the margins, in twips."""
    lengths = (section.page_width, section.left_margin, section.right_margin)
    across, left, right = (length or Length(0) for length in lengths)
    return (across - left - right) // _TWIPS


def _rows(table: Table, columns: int) -> Iterator[str]:
    headers = "".join(_cell(column.header, _HEADER) for column in table.columns)
    yield f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{headers}</w:tr>"
    styles = [_LEFT if one.kind is Kind.TEXT else _MIDDLE for one in table.columns]
    span = f'<w:gridSpan w:val="{columns}"/>'
    groups = table.groups
    for group in groups:
        yield from _of_group(group, styles, span, last=group is groups[-1])


def _of_group(
    group: Group, styles: list[str], span: str, *, last: bool
) -> Iterator[str]:
    """Its heading with the first rows, the last ones with who signs, never apart.

    The ``last`` one stays with what stands under the table, too.
    """
    across, unframed = (f"<w:tcPr>{span}{more}</w:tcPr>" for more in ("", _UNFRAMED))
    if group.heading:
        yield _row(_cell(group.heading, _GROUP, across))
    for at, row in enumerate(group.rows):
        cell = _kept_cell if stays(group, at, last=last) else _cell
        yield _row("".join(map(cell, row, styles)))
    for at, line in enumerate(group.below, 1):
        cell = _kept_cell if last or at < len(group.below) else _cell
        yield _row(cell(line, _LINE, unframed))


_UNFRAMED = '<w:tcBorders><w:left w:val="nil"/><w:right w:val="nil"/></w:tcBorders>'


def _row(cells: str) -> str:
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


def _cell(value: Cell, style: str, properties: str = "", *, kept: str = "") -> str:
    text = "" if value is None else escape(visible(str(value)))
    return (
        f'<w:tc>{properties}<w:p><w:pPr><w:pStyle w:val="{style}"/>{kept}</w:pPr>'
        f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p></w:tc>'
    )


_kept_cell = partial(_cell, kept="<w:keepNext/>")
"""A cell of a row that stays on one page with the next row."""


def _archive(word: Word, table: Table) -> None:
    """The archive page, where the list is published: on a page of its own."""
    if table.archive is None:
        return
    for number, line in enumerate(table.archive.lines):
        paragraph = word.add_paragraph(line, _LINE)
        paragraph.paragraph_format.page_break_before = number == 0


def number_pages(section: Section) -> None:
    """The page's number at the foot, between dashes."""
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for piece in ("<w:r><w:t>— </w:t></w:r>", _PAGE, "<w:r><w:t> —</w:t></w:r>"):
        spaced = piece.replace("<w:t>", '<w:t xml:space="preserve">')
        named = spaced.replace(">", f" {nsdecls('w')}>", 1)
        foot.paragraph_format.element.append(parse_xml(named))


_PAGE = '<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
