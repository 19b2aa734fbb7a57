"""An HTML page as a browser shows it: its lines, and whatever may hide or add words.

An element, an attribute or a rule of style that is not known to leave all words to be
read is told; how a page is laid out with those that are, is of no account.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from types import MappingProxyType

from registry.desk import style_rules
from registry.text import short

_SIZE = re.compile(r"\d{1,6}(?:\.\d+)?%?")
_ANY = re.compile(r"[^\\]*", re.DOTALL)
_INK = re.compile(r"#[0-9a-f]{3,6}|none")
_SPANS = {"class": _ANY, "colspan": _SIZE, "rowspan": _SIZE, "scope": _ANY}
_AREA = {"x": _SIZE, "y": _SIZE, "width": _SIZE, "height": _SIZE}
_INKS = {"fill": _INK, "stroke": _INK}
_PICTURE = {
    "viewbox": re.compile(r"0 0 \d{2,6} \d{2,6}"),
    "width": re.compile(r"\d{2,6}"),
    "height": re.compile(r"\d{2,6}"),
    "role": _ANY,
    "aria-label": _ANY,
    "xmlns": _ANY,
}
_HEAD = {
    "viewbox": _ANY,
    "refx": _SIZE,
    "refy": _SIZE,
    "markerwidth": _SIZE,
    "markerheight": _SIZE,
    "orient": _ANY,
    "id": _ANY,
}
_DRAWN: Mapping[str, Mapping[str, re.Pattern[str]]] = {
    "svg": _PICTURE,
    "defs": {},
    "marker": _HEAD,
    "path": {"d": _ANY, **_INKS},
    "rect": {**_AREA, **_INKS, "rx": _SIZE},
    "line": dict.fromkeys(("x1", "y1", "x2", "y2"), _SIZE)
    | _INKS
    | {"marker-end": _ANY},
    "text": {"x": _SIZE, "y": _SIZE, "font-weight": _ANY},
}
_BARE = (
    *("head", "title", "style", "body", "h1", "p", "figure", "figcaption"),
    *("table", "colgroup", "thead", "tbody", "tr"),
)
_KNOWN: Mapping[str, Mapping[str, re.Pattern[str]]] = MappingProxyType(
    {
        "html": {"lang": _ANY},
        "meta": {"charset": _ANY, "name": re.compile("tidu"), "content": _ANY},
        "div": {"class": _ANY},
        "section": {"class": _ANY},
        "col": {"span": _SIZE},
        "th": _SPANS,
        "td": _SPANS,
        **{name: {} for name in _BARE},
        **_DRAWN,
    }
)
"""The elements that show all that stands in them, with what may be said of each."""

_CELLS = frozenset({"td", "th"})
_LOOSE = frozenset({"col", "meta"})
"""Elements in which nothing stands: they do not end."""


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page, its title in the browser, and what is wrong with it."""

    lines: tuple[tuple[str, ...], ...]
    title: str
    wrong: tuple[str, ...]


def read(page: str) -> Page:
    """Read a page once, from its beginning to its end."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    reader.end_line()
    wrong = [*reader.wrong, *style_rules.wrong("".join(reader.style))]
    return Page(tuple(reader.lines), "".join(reader.title), tuple(wrong))


def apart(page: Page, heading: str) -> str:
    """What of a page may hide or add words, or its other title; empty if nothing."""
    for one in page.wrong[:1]:
        return f"网页里有「{short(one)}」：可能藏着、遮住或加了文字，公布的没有"
    if page.title and page.title != heading:
        return f"网页标题写着「{short(page.title)}」，公布的是「{short(heading)}」"
    return ""


class _Reader(HTMLParser):
    """Gathers lines; a row of a table is a line of cells."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[tuple[str, ...]] = []
        self.title: list[str] = []
        self.style: list[str] = []
        self.wrong: list[str] = []
        self._open: list[str] = []
        self._words: list[str] = []
        self._row: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element; note it where it is not known to show what is in it."""
        if not self._is_known(tag, attrs):
            self.wrong.append(self.get_starttag_text() or tag)
        self.end_line()
        if tag == "tr":
            self._row = []
        if tag == "svg":
            self.lines.extend((value or "",) for name, value in attrs if name == _LABEL)
        if tag not in _LOOSE:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element in which nothing stands."""
        self.handle_starttag(tag, attrs)
        if tag not in _LOOSE:
            self.handle_endtag(tag)

    def _is_known(self, tag: str, attrs: list[tuple[str, str | None]]) -> bool:
        known = _KNOWN.get(tag)
        if known is None or not self._fits(tag):
            return False
        return all(_is_harmless(known, name, value or "") for name, value in attrs)

    def _fits(self, tag: str) -> bool:
        """Whether an element may begin here: pictures hold only what is drawn."""
        inside = self._open[-1] if self._open else ""
        if inside in {"title", "style"}:
            return False
        drawn = "svg" in self._open
        return (tag in _DRAWN) == (drawn or tag == "svg")

    def handle_endtag(self, tag: str) -> None:
        """End an element; note it where another one is open."""
        if not self._open or self._open.pop() != tag:
            self.wrong.append(f"</{tag}>")
        if tag in _CELLS and self._row is not None:
            self._row.append(" ".join(self._words))
            self._words = []
        elif tag == "tr":
            self.lines.append(tuple(self._row or ()))
            self._row = None
        else:
            self.end_line()

    def end_line(self) -> None:
        """What was said until here outside of a row is a line."""
        if self._words and self._row is None:
            self.lines.append((" ".join(self._words),))
            self._words = []

    def handle_data(self, data: str) -> None:
        """Keep words; those of the title and of the style apart."""
        inside = self._open[-1] if self._open else ""
        if inside in {"title", "style"}:
            (self.title if inside == "title" else self.style).append(data)
            return
        if words := " ".join(data.split()):
            if "svg" in self._open and inside != "text":
                self.wrong.append(words)
            self._words.append(words)

    def handle_comment(self, data: str) -> None:
        """Note a comment: a browser may read on in it."""
        self.wrong.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        """Note a kind of document that is not HTML."""
        if decl.lower() != "doctype html":
            self.wrong.append(f"<!{decl}>")

    def unknown_decl(self, data: str) -> None:
        """Note what should not be there."""
        self.wrong.append(f"<![{data}]>")

    def handle_pi(self, data: str) -> None:
        """Note an instruction."""
        self.wrong.append(f"<?{data}>")


_LABEL = "aria-label"


def _is_harmless(known: Mapping[str, re.Pattern[str]], name: str, value: str) -> bool:
    if name == "style":
        return not any(style_rules.of_element(value))
    return name in known and bool(known[name].fullmatch(value))
