"""What stands in a list's file outside of its table, and what of it is not shown.

A word in a page's header, a text box, a note or a watermark is read by whoever gets
the file, and a hidden row is not: neither changes the cells and paragraphs themselves.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, is_zipfile

from registry.desk.faces import short
from registry.desk.pages import apart
from registry.desk.unseen import BODY, SHEETS, STYLES, hidden
from registry.text import clean

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
_TEXT = re.compile(r"<(?:\w+:)?(?:t|text)(?: [^>]*)?>([^<]*)<")
_DRAWN = re.compile(r'<a:t(?: [^>]*)?>([^<]*)<|<v:textpath [^>]*?string="([^"]*)"')
_PAGE = re.compile(r"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)>([^<]+)<")
_PAGE_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-F]{6}|\d+|[A-Z])')
_ADDED = re.compile(r"<w:(drawing|pict|object|altChunk)\b|<(?:m:t|w:sym)\b")
_THINGS = re.compile(
    r"(word|xl)/(media|charts|chartsheets|embeddings|activeX|ctrlProps|ink)/.+"
)


@dataclass(frozen=True, slots=True)
class _Looks:
    """The words outside of the table, each once; what is added; what is hidden."""

    said: Counter[str]
    added: Counter[str]
    hidden: Counter[str]


def beside(file: Path, published: bytes) -> str:
    """What a file says or hides beyond the published one; empty where nothing."""
    if file.suffix.lower() == ".html":
        return apart(file.read_bytes(), published)
    if not is_zipfile(file):
        return ""
    looks, was = _looks(file), _looks(BytesIO(published))
    if more := list((looks.said - was.said).elements()):
        return f"表外（页眉、页脚、文本框或批注）多出「{short(more[0])}」"
    if added := list((looks.added - was.added).elements()):
        return f"多出{added[0]}，公布的没有"
    if unseen := list((looks.hidden - was.hidden).elements()):
        etc = " 等" if len(unseen) > _MANY else ""
        return f"隐藏了{'、'.join(unseen[:_MANY])}{etc}，公布的没有隐藏"
    return ""


def _looks(file: Path | BytesIO) -> _Looks:
    with ZipFile(file) as parts:
        names = parts.namelist()
        texts = {name: _part(parts, name) for name in names if _is_read(name)}
    said = {
        word
        for name, text in texts.items()
        for word in filter(None, map(clean, _said(name, text)))
    }
    things = ["图片、图表或嵌入的对象" for one in names if _THINGS.fullmatch(one)]
    things += ["图片、公式或符号" for _ in _ADDED.findall(texts.get(BODY, ""))]
    return _Looks(Counter(said), Counter(things), Counter(hidden(texts)))


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
