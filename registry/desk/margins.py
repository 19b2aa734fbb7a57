"""What stands in a list's file beside its lines, and what of them is not shown.

A word in a page's header, a text box, a note or a watermark is read by whoever gets the
file, and a hidden row is not: neither changes the cells and paragraphs themselves. No
list has any of it, whichever version of the program wrote the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from pathlib import Path
from zipfile import ZipFile, is_zipfile

from registry.desk.pages import apart, read
from registry.desk.unseen import BODY, SHEETS, STYLES, hidden
from registry.lists.table import Table
from registry.text import clean, short, visible

_MOST_BYTES = 64 * 2**20
_MANY = 5

_BESIDE = re.compile(
    r"(word/(header|footer|footnotes|endnotes|comments|diagrams/)"
    r"|xl/(drawings/|comments|threadedComments/|diagrams/))[^.]*\.xml"
)
_FIELD = re.compile(
    r"<w:fldSimple\b.*?</w:fldSimple>"
    r'|<w:fldChar [^>]*"separate".*?<w:fldChar [^>]*"end"',
    re.DOTALL,
)
_TEXT = re.compile(r"<(?:\w+:)?(?:t|text)(?: [^>]*)?>([^<]+)<")
_DRAWN = re.compile(r'<a:t(?: [^>]*)?>([^<]*)<|<v:textpath [^>]*?string="([^"]*)"')
_PAGE = re.compile(r"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)>([^<]+)<")
_PAGE_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-F]{6}|\d+|[A-Z])')
_ADDED = re.compile(r"<(?:w:(?:drawing|pict|object|altChunk|sym|delText)|m:t)\b")
_FORMULA = re.compile(r"<(?:\w+:)?f[ />]")
_THINGS = re.compile(
    r"(word|xl)/(media|charts|chartsheets|embeddings|activeX|ctrlProps|ink)/.+"
)


_NUMBERING = re.compile(r"[\s\d—\u2013·.,，、/第页共-]*")
"""What pages are numbered with."""
_CORE = "docProps/core.xml"
_TOLD = re.compile(r"<(?:\w+:)?(title|subject|description)(?: [^>]*)?>([^<]*)<")
_LONGEST = 255


def beside(file: Path, table: Table) -> str:
    """What a file says or hides beside the lines of a list; empty where nothing."""
    if file.suffix.lower() == ".html":
        page = file.read_bytes().decode("utf-8-sig", "replace")
        return apart(read(page), table.heading)
    if not is_zipfile(file):
        return ""
    with ZipFile(file) as parts:
        names = parts.namelist()
        texts = {name: _part(parts, name) for name in names if _is_read(name)}
        told = _part(parts, _CORE) if _CORE in names else ""
    return next(_wrong(names, texts), "") or next(_titled(told, table), "")


def _wrong(names: Sequence[str], texts: Mapping[str, str]) -> Iterator[str]:
    words = (clean(word) for name, text in texts.items() for word in _said(name, text))
    for word in words:
        if not _NUMBERING.fullmatch(word):
            yield f"表外（页眉、页脚、文本框或批注）多出「{short(word)}」"
    if any(map(_THINGS.fullmatch, names)):
        yield "多出图片、图表或嵌入的对象，公布的没有"
    if _ADDED.search(texts.get(BODY, "")):
        yield "多出图片、公式、符号或修订痕迹，公布的没有"
    if any(SHEETS.fullmatch(name) and _FORMULA.search(texts[name]) for name in texts):
        yield "格子里有公式，公布的都是内容"
    if unseen := list(dict.fromkeys(hidden(texts))):
        etc = " 等" if len(unseen) > _MANY else ""
        yield f"隐藏或划去了{'、'.join(unseen[:_MANY])}{etc}，公布的没有"


def _titled(core: str, table: Table) -> Iterator[str]:
    """The file's properties that say something else than the list."""
    said = {
        "title": ("标题", table.heading),
        "subject": ("主题", visible(table.meant)),
        "description": ("备注", visible(f"依据：{table.basis}")),
    }
    for name, found in _TOLD.findall(core):
        label, was = said[name]
        text = clean(unescape(found))
        if text and text not in {clean(was), clean(was[:_LONGEST])}:
            yield f"文件属性「{label}」写着「{short(text)}」，公布的是「{short(was)}」"


def _is_read(name: str) -> bool:
    read = name in {BODY, *STYLES} or _BESIDE.fullmatch(name)
    return bool(read or SHEETS.fullmatch(name))


def _part(parts: ZipFile, name: str) -> str:
    with parts.open(name) as part:
        return part.read(_MOST_BYTES).decode("utf-8", "replace")


def _said(name: str, text: str) -> Iterator[str]:
    if SHEETS.fullmatch(name):
        for found in _PAGE.findall(text):
            yield _PAGE_CODE.sub("", unescape(unescape(found)))
        return
    if name in STYLES:
        return
    for one, other in _DRAWN.findall(text):
        yield unescape(one or other)
    if name != BODY:
        for paragraph in _FIELD.sub("", text).split("</w:p>"):
            yield unescape("".join(_TEXT.findall(paragraph)))
