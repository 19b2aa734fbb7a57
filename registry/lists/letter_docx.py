"""A letter as a Word document in the layout of official documents (GB/T 9704-2012).

Title in 方正小标宋 22 pt; text in 仿宋 16 pt on lines of 28 pt, first lines in by two
characters; headings 一、 in 黑体 and （一） in 楷体.
"""

from __future__ import annotations

from datetime import UTC, datetime, time

from docx import Document
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from registry.lists import docx, fonts
from registry.lists.letter import Letter, Paragraph, Role
from registry.text import visible

_POINTS = 16
_FONTS = {
    Role.TO: fonts.BODY,
    Role.BODY: fonts.BODY,
    Role.FIRST: fonts.HEADING,
    Role.SECOND: fonts.SECOND,
    Role.SIGNATURE: fonts.BODY,
}


def write(letter: Letter) -> bytes:
    """The letter as the bytes of a ``.docx`` file; the same letter, the same bytes."""
    word = Document()
    docx.page(word.sections[0], wide=False)
    docx.styles(word)
    _styles(word)
    _describe(word, letter)
    title = word.add_paragraph(visible(letter.title), docx.TITLE).paragraph_format
    title.line_spacing, title.space_after = Pt(32), Pt(28)
    _add(word, letter.before)
    rows = ""
    if letter.table is not None:
        word.add_paragraph(style=docx.ROWS)
        rows = docx.rows_xml(word, letter.table)
    _add(word, letter.after)
    _space(word, letter.after)
    docx.number_pages(word.sections[0])
    return docx.packed(word, rows.encode())


def _styles(word: Word) -> None:
    for role, font in _FONTS.items():
        made = docx.style(word, _name(role), font, _POINTS).paragraph_format
        made.line_spacing, made.space_after = Pt(28), Pt(0)
        if role is Role.SIGNATURE:
            made.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            made.right_indent = Pt(4 * _POINTS)
        elif role is not Role.TO:
            made.first_line_indent = Pt(2 * _POINTS)
        made.keep_with_next = role in {Role.FIRST, Role.SECOND}


def _name(role: Role) -> str:
    return f"TiduLetter{role.value.title()}"


def _add(word: Word, paragraphs: tuple[Paragraph, ...]) -> None:
    for one in paragraphs:
        word.add_paragraph(visible(one.text), _name(one.role))


def _space(word: Word, after: tuple[Paragraph, ...]) -> None:
    """Keep the table, and who signs, apart from the text between them."""
    last = word.paragraphs[-len(after) :] if after else []
    signed = [one for one in after if one.role is Role.SIGNATURE]
    for paragraph in (*last[:1], *last[len(after) - len(signed) :][:1]):
        paragraph.paragraph_format.space_before = Pt(28)


def _describe(word: Word, letter: Letter) -> None:
    told = word.core_properties
    told.title, told.author = visible(letter.title)[:255], visible(letter.issuer)[:255]
    told.comments = visible(f"依据：{letter.basis}")[:255]
    told.identifier = letter.identifier
    told.created = told.modified = datetime.combine(letter.on, time(), UTC)
