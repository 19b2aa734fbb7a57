"""What stands in a list's file and is not shown: hidden, white, tiny, or overwritten.

Only what is laid on rows, cells and words that are there counts; a style that nothing
uses hides nothing. Parts are given by their names in the file, as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

BODY = "word/document.xml"
STYLES = "word/styles.xml", "xl/styles.xml"
SHEETS = re.compile(r"xl/(workbook|worksheets/[^/]+)\.xml")

_FAINT, _TINY = 0xC8, 4.0
"""Ink from this bright on, and letters below this size in points, are not read."""
_FLAT, _NARROW = 3.0, 0.6
"""Rows below this height in points, columns below this width in cells, show nothing."""

_OFF = re.compile(r'\bhidden="(?:1|true)"')
_SIZE = re.compile(r'\b(ht|width)="([\d.]+)"')
_LINE = re.compile(r"<(?:\w+:)?(row|col)\b([^>]*)>")
_AT = re.compile(r'\b(?:r|min)="(\d+)"')
_SHEET = re.compile(r'<(?:\w+:)?sheet\b[^>]*state="(?:h|veryH)idden"')
_NO_ROWS = re.compile(r'zeroHeight="(?:1|true)"')
_RULES = re.compile(r"<(?:\w+:)?conditionalFormatting\b")
_USED = re.compile(r'<(?:\w+:)?(?:c|row)\b[^>]*\bs="(\d+)"')
_CELLS = re.compile(r"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_CELL = re.compile(r"<(?:\w+:)?xf\b([^>]*)>")
_OF = re.compile(r'\b(fontId|numFmtId|fillId)="(\d+)"')
_FONT = re.compile(r"<(?:\w+:)?font(?:/>|>.*?</(?:\w+:)?font>)", re.DOTALL)
_CODE = re.compile(r'<(?:\w+:)?numFmt\b[^>]*numFmtId="(\d+)"[^>]*formatCode="([^"]*)"')
_WORDS = re.compile(r"&quot;|;;|[^\x00-\x7f]")
"""What makes a number format say something else than the cell, or nothing."""

_WHITE = re.compile(
    r'<(?:\w+:)?color\b[^>]*(?:val|rgb)="(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})"'
)
_PAPER = re.compile(r'<(?:\w+:)?color\b[^>]*theme="0"')
_POINTS = re.compile(r'<(?:\w+:)?sz\b[^>]*val="([\d.]+)"')
_STRUCK = re.compile(
    r'<(?:w:d?strike|strike)(?: */>| (?:w:)?val="(?:1|true|on|double)")'
)
_SHADED = re.compile(r'<w:shd\b[^>]*w:fill="([0-9A-Fa-f]{6})"')
_FILL = re.compile(r"<(?:\w+:)?fill>.*?</(?:\w+:)?fill>", re.DOTALL)
_FILLED = re.compile(r'fgColor [^>]*rgb="(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})"')
_INKED = re.compile(r'fgColor [^>]*(?:theme="[1-9]|indexed="(?:0|8)")')
_DARK = 0x80
"""Paper as dark as this hides black letters."""
_VANISHED = re.compile(
    r'<w:(?:vanish|specVanish|webHidden)(?: */>| w:val="(?:1|true|on)")'
)
_STYLE = re.compile(r"<w:style\b[^>]*>.*?</w:style>|<w:docDefaults>.*?</w:docDefaults>")
_NAMED = re.compile(r'w:styleId="([^"]*)"')
_STYLED = re.compile(r'<w:[pr]Style w:val="([^"]*)"')


def hidden(parts: Mapping[str, str]) -> Iterator[str]:
    """What is not shown, each thing once for every place where it is."""
    if BODY in parts:
        yield from _unread(parts[BODY], halves=True)
        for style in _styles(parts[BODY], parts.get(STYLES[0], "")):
            yield from _unread(style, halves=True)
    sheets = [text for name, text in parts.items() if SHEETS.fullmatch(name)]
    for text in sheets:
        yield from _off(text)
    yield from _looks(sheets, parts.get(STYLES[1], ""))


def _unread(said: str, *, halves: bool) -> Iterator[str]:
    """Of a piece of a document, or the font of a cell, what nobody can read."""
    yield from ("一些文字" for _ in _VANISHED.findall(said))
    yield from ("一些文字（被划去）" for _ in _STRUCK.findall(said))
    if any(map(_is_dark, _SHADED.findall(said))):
        yield "一些文字（底色太深）"
    if _PAPER.search(said) or any(map(_is_faint, _WHITE.findall(said))):
        yield "一些文字（字是白的或太浅）"
    least = _TINY * (2 if halves else 1)
    if any(float(size) < least for size in _POINTS.findall(said)):
        yield "一些文字（字太小）"


def _is_dark(paper: str) -> bool:
    return min(bytes.fromhex(paper)) < _DARK


def _is_faint(ink: str) -> bool:
    return min(bytes.fromhex(ink)) >= _FAINT


def _styles(body: str, styles: str) -> Iterator[str]:
    """The styles that words and paragraphs of a document have."""
    used = set(_STYLED.findall(body))
    for style in _STYLE.findall(styles.replace("\n", " ")):
        name = _NAMED.search(style)
        if name is None or name[1] in used:
            yield style


def _off(sheet: str) -> Iterator[str]:
    """Rows, columns and sheets that are hidden, or too flat to show anything."""
    for kind, said in _LINE.findall(sheet):
        if (at := _AT.search(said)) and (_OFF.search(said) or _is_flat(said)):
            yield f"第 {at[1]} {'行' if kind == 'row' else '列'}"
    yield from ("工作表" for _ in _SHEET.findall(sheet))
    yield from ("没有单独设高的行" for _ in _NO_ROWS.findall(sheet))
    yield from ("一些格子（条件格式）" for _ in _RULES.findall(sheet))


def _is_flat(said: str) -> bool:
    least = {"ht": _FLAT, "width": _NARROW}
    return any(float(size) < least[of] for of, size in _SIZE.findall(said))


def _looks(sheets: list[str], styles: str) -> Iterator[str]:
    """Cells in white or tiny letters, or that show something else than they hold."""
    cells = _CELLS.search(styles)
    made = _CELL.findall(cells[0]) if cells else []
    fills = _FILL.findall(styles)
    fonts, codes = _FONT.findall(styles), dict(_CODE.findall(styles))
    used = {0} | {int(at) for text in sheets for at in _USED.findall(text)}
    for at in sorted(used & set(range(len(made)))):
        of = dict(_OF.findall(made[at]))
        font = int(of.get("fontId", 0))
        if font < len(fonts):
            yield from _unread(fonts[font], halves=False)
        if any(map(_covers, fills[int(of.get("fillId", 0)) :][:1])):
            yield "一些格子（底色太深）"
        if _WORDS.search(codes.get(of.get("numFmtId", ""), "")):
            yield "一些格子的内容（数字格式）"


def _covers(fill: str) -> bool:
    return bool(_INKED.search(fill) or any(map(_is_dark, _FILLED.findall(fill))))
