"""Lists as one HTML file that needs nothing else and prints well.

The levels listed, where there are any, stand above the rows as a bar drawn in SVG.
"""

from __future__ import annotations

from collections import Counter
from html import escape

from registry.columns import LEVEL, Cell, Column, Kind
from registry.lists.table import Cells, Group, Table
from registry.text import visible

_STYLE = """
body { font-family: 仿宋, FangSong, STFangsong, "Noto Serif CJK SC", serif;
  max-width: 72rem; margin: 2rem auto; padding: 0 1rem; color: #111; }
h1 { font: 22pt 方正小标宋简体, FZXiaoBiaoSong-B05S, SimSun, "Noto Serif CJK SC", serif;
  text-align: center; }
p { margin: .3rem 0; } table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
th { font-family: 黑体, SimHei, "Noto Sans CJK SC", sans-serif; font-weight: normal; }
th, td { border: 1px solid #444; padding: .25rem .4rem; font-size: 10.5pt; }
td.code, td.number, td.date { text-align: center; white-space: nowrap; }
th.group { text-align: left; background: #eee; } thead { display: table-header-group; }
tr { break-inside: avoid; } .archive { break-before: page; margin-top: 4rem; }
.archive p { overflow-wrap: anywhere; } svg text { font-size: 12px; }
@page { size: A4; margin: 20mm 15mm; }
"""
_BAR, _ROW = 420, 22


def write(table: Table) -> bytes:
    """The list as UTF-8 HTML; what is listed is text, whatever it looks like."""
    page = "A4 landscape" if table.wide else "A4"
    parts = [
        "<!doctype html>",
        '<html lang="zh-CN"><head><meta charset="utf-8">',
        f"<title>{_text(table.heading)}</title>",
        f'<meta name="tidu" content="{_text(table.mark)}">',
        f"<style>{_STYLE.replace('size: A4', f'size: {page}')}</style></head><body>",
        f"<h1>{_text(table.heading)}</h1>",
        *(f"<p>{_text(line)}</p>" for line in table.above),
        *_levels(table),
        *_rows(table),
        *(f"<p>{_text(line)}</p>" for line in table.below),
        *_archive(table),
        "</body></html>",
    ]
    return "\n".join(parts).encode()


def _text(text: object) -> str:
    return escape(visible(str(text)), quote=True)


def _rows(table: Table) -> list[str]:
    header = "".join(f"<th>{_text(column.header)}</th>" for column in table.columns)
    return [
        f"<table><thead><tr>{header}</tr></thead><tbody>",
        *(line for group in table.groups for line in _group(group, table.columns)),
        "</tbody></table>",
    ]


def _group(group: Group, columns: tuple[Column, ...]) -> list[str]:
    across = f'<tr><th class="group" colspan="{len(columns)}">{_text(group.heading)}'
    heading = [f"{across}</th></tr>"] if group.heading else []
    return [*heading, *(_row(columns, row) for row in group.rows)]


def _row(columns: tuple[Column, ...], row: Cells) -> str:
    cells = "".join(_cell(*pair) for pair in zip(columns, row, strict=True))
    return f"<tr>{cells}</tr>"


def _cell(column: Column, value: Cell) -> str:
    shown = "" if value is None else _text(value)
    if column.kind is Kind.TEXT:
        return f"<td>{shown}</td>"
    return f'<td class="{column.kind.value}">{shown}</td>'


def _levels(table: Table) -> list[str]:
    """How many of each level, drawn; nothing where no level is listed."""
    if LEVEL not in table.columns or not table.rows:
        return []
    at = table.columns.index(LEVEL)
    counted = sorted(Counter(str(row[at]) for row in table.rows).items())
    most = max(number for _, number in counted)
    height = _ROW * len(counted)
    bars = [
        f'<text x="0" y="{y + 15}">{_text(label)}</text>'
        f'<rect x="120" y="{y + 3}" width="{max(1, _BAR * number // most)}"'
        f' height="{_ROW - 6}" fill="#5b7fa6"/>'
        f'<text x="{126 + _BAR * number // most}" y="{y + 15}">{number}</text>'
        for y, (label, number) in zip(range(0, height, _ROW), counted, strict=True)
    ]
    size = f'width="{_BAR + 180}" height="{height}"'
    drawn = "".join(bars)
    return [f'<svg {size} role="img" aria-label="各等级条数">{drawn}</svg>']


def _archive(table: Table) -> list[str]:
    if table.archive is None:
        return []
    lines = "".join(f"<p>{_text(line)}</p>" for line in table.archive.lines)
    return [f'<section class="archive">{lines}</section>']
