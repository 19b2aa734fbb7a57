"""What stands in a list's file outside of its table, and what of it is not shown.

A word in a page's header, a text box, a note or a watermark is read by whoever gets
the file, and a hidden row is not: neither changes the cells and paragraphs themselves.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, is_zipfile

from registry.text import clean, visible

_MOST_BYTES = 64 * 2**20
_SHOWN = 40
_MANY = 5

_BODY = "word/document.xml"
_BESIDE = re.compile(
    r"(word/(header|footer|footnotes|endnotes|comments|diagrams/)"
    r"|xl/(drawings/|comments|threadedComments/|diagrams/))[^.]*\.xml"
)
_SHEETS = re.compile(r"xl/(workbook|worksheets/[^/]+)\.xml")
_FIELD = re.compile(
    r"<w:fldSimple\b.*?</w:fldSimple>"
    r'|<w:fldChar [^>]*"separate".*?<w:fldChar [^>]*"end"',
    re.DOTALL,
)
_TEXT = re.compile(r"<(?:\w+:)?(?:t|text)(?: [^>]*)?>([^<]*)<")
_DRAWN = re.compile(r'<a:t(?: [^>]*)?>([^<]*)<|<v:textpath [^>]*?string="([^"]*)"')
_PAGE = re.compile(r"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)>([^<]+)<")
_PAGE_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-F]{6}|\d+|[A-Z])')
_OFF = re.compile(r'\b(?:hidden="(?:1|true)"|(?:ht|width)="0(?:\.0*)?")')
_LINE = re.compile(r"<(?:\w+:)?(row|col)\b([^>]*)>")
_AT = re.compile(r'\b(?:r|min)="(\d+)"')
_SHEET = re.compile(r'<(?:\w+:)?sheet\b[^>]*state="(?:h|veryH)idden"')
_NO_ROWS = re.compile(r'zeroHeight="(?:1|true)"')
_VANISHED = re.compile(r"<w:vanish(?: */>| w:val=\"(?:1|true|on)\")")


def beside(file: Path, published: bytes) -> str:
    """What a file says or hides beyond the published one; empty where nothing."""
    if not is_zipfile(file):
        return ""
    said, hidden = _looks(file)
    was_said, was_hidden = _looks(BytesIO(published))
    if more := list((said - was_said).elements()):
        return f"表外（页眉、页脚、文本框或批注）多出「{_short(more[0])}」"
    if unseen := list((hidden - was_hidden).elements()):
        etc = " 等" if len(unseen) > _MANY else ""
        return f"隐藏了{'、'.join(unseen[:_MANY])}{etc}，公布的没有隐藏"
    return ""


def _looks(file: Path | BytesIO) -> tuple[Counter[str], Counter[str]]:
    """The words outside of the table, each once, and what is hidden."""
    said: set[str] = set()
    hidden: Counter[str] = Counter()
    with ZipFile(file) as parts:
        for name in parts.namelist():
            text = _part(parts, name)
            said.update(filter(None, map(clean, _said(name, text))))
            hidden.update(_hidden(name, text))
    return Counter(said), hidden


def _part(parts: ZipFile, name: str) -> str:
    if name != _BODY and not _BESIDE.fullmatch(name) and not _SHEETS.fullmatch(name):
        return ""
    with parts.open(name) as part:
        return part.read(_MOST_BYTES).decode("utf-8", "replace")


def _said(name: str, text: str) -> Iterator[str]:
    if _SHEETS.fullmatch(name):
        for found in _PAGE.findall(text):
            yield _PAGE_CODE.sub("", unescape(unescape(found)))
        return
    for one, other in _DRAWN.findall(text):
        yield unescape(one or other)
    if name != _BODY:
        for paragraph in _FIELD.sub("", text).split("</w:p>"):
            yield unescape("".join(_TEXT.findall(paragraph)))


def _hidden(name: str, text: str) -> Iterator[str]:
    if name == _BODY:
        yield from ("一些文字" for _ in _VANISHED.findall(text))
    for kind, said in _LINE.findall(text) if _SHEETS.fullmatch(name) else ():
        if _OFF.search(said) and (at := _AT.search(said)):
            yield f"第 {at[1]} {'行' if kind == 'row' else '列'}"
    yield from ("工作表" for _ in _SHEET.findall(text))
    yield from ("没有单独设高的行" for _ in _NO_ROWS.findall(text))


def _short(text: str) -> str:
    return visible(text[:_SHOWN]) + ("…" if len(text) > _SHOWN else "")
