"""Lists as one HTML file that needs nothing else and prints well.

The ladder that a list is about, and the levels listed, stand below the rows, drawn in
SVG.
"""

from __future__ import annotations

from collections import Counter
from html import escape

from registry.columns import LEVEL, Cell, Column, Kind
from registry.lists import svg
from registry.lists.fonts import BODY, HEADING, TITLE, css
from registry.lists.ladders import Ladder
from registry.lists.table import Cells, Group, Table
from registry.lists.widths import shared
from registry.terms import level_label
from registry.text import visible

_STYLE = """
body { font-family: @body@;
  max-width: 72rem; margin: 2rem auto; padding: 0 1rem; color: #111; }
h1 { font: 22pt @title@;
  text-align: center; }
p { margin: .3rem 0; } table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
th { font-family: @heading@; font-weight: normal;
  min-width: 2.2em; }
th, td { border: 1px solid #444; padding: .25rem .4rem; font-size: 10.5pt; }
td.code, td.number, td.date { text-align: center; white-space: nowrap; }
th.group { text-align: left; background: #eee; } tr:has(.group), tr:has(+ tr > .sign) {
  break-after: avoid; } .below p { break-inside: avoid; break-before: avoid; }
thead { display: table-header-group; }
tr { break-inside: avoid; } .archive { break-before: page; margin-top: 4rem; }
.archive p { overflow-wrap: anywhere; }
svg { max-width: 100%; height: auto; display: block; margin: .6rem 0; }
svg text { font: 12px @heading@; }
figure { margin: .6rem 0; break-inside: avoid; }
td.sign { border: 0; padding: .5rem; white-space: pre-wrap; }
@page { size: A4; margin: 20mm 15mm; }
@media print { body { max-width: none; margin: 0; padding: 0; }
  th, td { font-size: 9pt; } }
"""


_WHOLE, _CELL = 10_000, 64
"""The width of a page in hundredths of a percent, and of half a hanzi on it."""


def write(table: Table) -> bytes:
    """The list as UTF-8 HTML; what is listed is text, whatever it looks like."""
    page = "A4 landscape" if table.wide else "A4"
    parts = [
        "<!doctype html>",
        '<html lang="zh-CN"><head><meta charset="utf-8">',
        f"<title>{_text(table.heading)}</title>",
        f'<meta name="tidu" content="{_text(table.mark)}">',
        f"<style>{_style(page)}</style></head><body>",
        f"<h1>{_text(table.heading)}</h1>",
        *(f"<p>{_text(line)}</p>" for line in table.above),
        *_rows(table),
        '<div class="below">',
        *(f"<p>{_text(line)}</p>" for line in table.below),
        "</div>",
        *pictures(table),
        *_archive(table),
        "</body></html>",
    ]
    return "\n".join(parts).encode()


def _style(page: str) -> str:
    fonts = {
        "@body@": css(BODY),
        "@title@": css(TITLE),
        "@heading@": css(HEADING, "sans-serif"),
    }
    style = _STYLE.replace("size: A4", f"size: {page}")
    for place, names in fonts.items():
        style = style.replace(place, names)
    return style


def _text(text: object) -> str:
    return escape(visible(str(text)), quote=True)


def _rows(table: Table) -> list[str]:
    header = "".join(f"<th>{_text(column.header)}</th>" for column in table.columns)
    shares = shared(table, _WHOLE, _CELL)
    columns = "".join(f'<col style="width: {one / 100}%">' for one in shares)
    return [
        f"<table><colgroup>{columns}</colgroup>",
        f"<thead><tr>{header}</tr></thead><tbody>",
        *(line for group in table.groups for line in _group(group, table.columns)),
        "</tbody></table>",
    ]


def _group(group: Group, columns: tuple[Column, ...]) -> list[str]:
    across = f'<tr><th class="group" colspan="{len(columns)}">{_text(group.heading)}'
    heading = [f"{across}</th></tr>"] if group.heading else []
    below = [
        f'<tr><td class="sign" colspan="{len(columns)}">{_text(line)}</td></tr>'
        for line in group.below
    ]
    return [*heading, *(_row(columns, row) for row in group.rows), *below]


def _row(columns: tuple[Column, ...], row: Cells) -> str:
    cells = "".join(_cell(*pair) for pair in zip(columns, row, strict=True))
    return f"<tr>{cells}</tr>"


def _cell(column: Column, value: Cell) -> str:
    shown = "" if value is None else _text(value)
    if column.kind is Kind.TEXT:
        return f"<td>{shown}</td>"
    return f'<td class="{column.kind.value}">{shown}</td>'


def pictures(table: Table) -> list[str]:
    """The programmes it is about, and how many of each level, where there are any."""
    return [*map(_ladder, table.ladders), *_levels(table)]


def _ladder(drawn: Ladder) -> str:
    return _figure(f"附图：{drawn.name}", svg.boxes(drawn))


def _figure(caption: str, drawn: str) -> str:
    return f"<figure><figcaption>{_text(caption)}</figcaption>{drawn}</figure>"


def _levels(table: Table) -> list[str]:
    keys = [column.key for column in table.columns]
    if LEVEL.key not in keys or not table.rows:
        return []
    at = keys.index(LEVEL.key)
    counted = Counter(str(row[at] or level_label(None)) for row in table.rows)
    order = [level_label(level) for level in (None, *range(6))]
    known = dict.fromkeys((*order, *sorted(counted)))
    counts = {label: counted[label] for label in known if counted[label]}
    return [_figure("附图：各等级条数", svg.bars(counts, "各等级条数"))]


def _archive(table: Table) -> list[str]:
    if table.archive is None:
        return []
    lines = "".join(f"<p>{_text(line)}</p>" for line in table.archive.lines)
    return [f'<section class="archive">{lines}</section>']
