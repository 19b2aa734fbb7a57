"""Pictures inside a page: the levels as bars, a programme of the ladder as boxes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

from registry.lists.ladders import Box, Ladder
from registry.text import visible, width

_INK, _FILL, _LIGHT = "#333", "#5b7fa6", "#f3f6fa"
_BAR, _LABEL, _LINE = 420, 120, 22
_CELL, _PADDING, _GAP, _TEXT = 7, 10, 46, 17


def bars(counts: Mapping[str, int], label: str) -> str:
    """Counts as bars, in their order, each with its number."""
    most = max(counts.values())
    parts = [
        f'<text x="0" y="{y + 15}">{_text(name)}</text>'
        f'<rect x="{_LABEL}" y="{y + 3}" width="{max(1, _BAR * number // most)}"'
        f' height="{_LINE - 6}" fill="{_FILL}"/>'
        f'<text x="{_LABEL + 6 + _BAR * number // most}" y="{y + 15}">{number}</text>'
        for y, (name, number) in zip(
            range(0, _LINE * len(counts), _LINE), counts.items(), strict=True
        )
    ]
    return _svg(_LABEL + _BAR + 60, _LINE * len(counts), label, "".join(parts))


def boxes(ladder: Ladder) -> str:
    """A programme: columns from city to nation, an arrow for each way up."""
    wide = max(_wide(box) for box in ladder.boxes)
    high = max(_high(box) for box in ladder.boxes)
    at = [_Place(box, wide, high) for box in ladder.boxes]
    across = max(one.x for one in at) + wide + 2
    down = max(one.y for one in at) + high + 2
    arrows = "".join(_arrow(at[below], at[above]) for below, above in ladder.ways)
    drawn = "".join("".join(one.drawn()) for one in at)
    return _svg(across, down, f"{ladder.name}梯度", _HEAD + arrows + drawn)


_HEAD = (
    '<defs><marker id="up" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7"'
    f' markerHeight="7" orient="auto"><path d="M0,0 L8,4 L0,8 z" fill="{_INK}"/>'
    "</marker></defs>"
)


class _Place:
    """A box on the page: its upper left corner and its size."""

    def __init__(self, box: Box, wide: int, high: int) -> None:
        self.box, self.wide, self.high = box, wide, high
        self.x = 1 + box.column * (wide + _GAP)
        self.y = 1 + box.row * (high + _GAP // 2)

    def drawn(self) -> Iterator[str]:
        """The box with its lines, the first in bold."""
        yield (
            f'<rect x="{self.x}" y="{self.y}" width="{self.wide}"'
            f' height="{self.high}" rx="4" fill="{_LIGHT}" stroke="{_INK}"/>'
        )
        for number, line in enumerate(self.box.lines):
            bold = "" if number else ' font-weight="bold"'
            y = self.y + _PADDING + 12 + number * _TEXT
            yield f'<text x="{self.x + _PADDING}" y="{y}"{bold}>{_text(line)}</text>'


def _arrow(below: _Place, above: _Place) -> str:
    """A line from one box to another; from foot to head where they share a column."""
    if below.x == above.x:
        middle = below.x + below.wide // 2
        down = above.y > below.y
        start = (middle, below.y + below.high if down else below.y)
        end = (middle, above.y if down else above.y + above.high)
    else:
        start = (below.x + below.wide, below.y + below.high // 2)
        end = (above.x, above.y + above.high // 2)
    ends = f'x1="{start[0]}" y1="{start[1]}" x2="{end[0]}" y2="{end[1]}"'
    return f'<line {ends} stroke="{_INK}" marker-end="url(#up)"/>'


def _wide(box: Box) -> int:
    return 2 * _PADDING + _CELL * max(width(line) for line in box.lines)


def _high(box: Box) -> int:
    return 2 * _PADDING + _TEXT * len(box.lines)


def _svg(across: int, down: int, label: str, drawn: str) -> str:
    """A picture that shrinks with the page; what it shows is also said in words."""
    return (
        f'<svg viewBox="0 0 {across} {down}" width="{across}" role="img"'
        f' aria-label="{_text(label)}">{drawn}</svg>'
    )


def _text(text: str) -> str:
    return escape(visible(text), quote=True)
