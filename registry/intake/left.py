"""What of a ledger is not read as its rows, and is told for that reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from registry.intake.layout import Layout
from registry.intake.lines import Line
from registry.readers.raw import Raw, shown
from registry.text import visible

_SHOWN = 3
_WIDEST = 24
_QUOTED = (Line.NOTE, Line.GROUP)
"""What is told with its words: it may say something that counts."""

_TOLD = (
    *(Line.HEADER, Line.SAMPLE, Line.TOTAL),
    *(Line.GROUP, Line.NOTE, Line.UNASSESSED),
)


@dataclass(slots=True)
class Left:
    """Rows that are no data: how many of each sort, and what the first of them say.

    ``beyond`` are the rows with something right of the header, ``unplaced`` those
    that name no place below a row that heads them with ``placed``.
    """

    counted: Counter[Line] = field(default_factory=Counter)
    quoted: dict[Line, list[str]] = field(default_factory=dict)
    beyond: list[int] = field(default_factory=list)
    placed: str = ""
    unplaced: list[int] = field(default_factory=list)

    def leave(self, what: Line, number: int, cells: list[Raw]) -> None:
        """Leave a row out."""
        self.counted[what] += 1
        quoted = self.quoted.setdefault(what, [])
        if what in _QUOTED and len(quoted) < _SHOWN:
            quoted.append(f"第 {number} 行「{said(cells)}」")

    def lack_place(self, number: int, placed: str) -> None:
        """Say that a row below a heading that names a place names none."""
        self.placed = placed
        self.unplaced.append(number)

    def told(self) -> Iterator[str]:
        """Sentences on what was left out."""
        for what in _TOLD:
            if count := self.counted[what]:
                quoted = self.quoted[what]
                more = "等" if count > len(quoted) else ""
                listed = f"：{'、'.join(quoted)}{more}" if quoted else ""
                yield f"略过{what.value} {count} 行{listed}"
        if self.unplaced:
            lines = f"有 {len(self.unplaced)} 行没有写县市区"
            yield (
                f"{lines}（第 {self.unplaced[0]} 行起），"
                f"「{self.placed}」这样的分组行不作县市区读；"
                "请加一栏「所属县市区」，或各县市区分开、用 --unit 导入"
            )
        if beyond := self.beyond:
            lines = f"有 {len(beyond)} 行在表头右边还写了内容"
            yield f"{lines}（第 {beyond[0]} 行起），没有读"


def above(layout: Layout) -> Iterator[str]:
    """What stands above a header, in a sentence; nothing where nothing does."""
    if lines := layout.header.above:
        more = "等" if len(lines) > _SHOWN else ""
        listed = "、".join(f"「{_cut(visible(one))}」" for one in lines[:_SHOWN])
        yield f"表头上方 {len(lines)} 行没有作数据读：{listed}{more}"
        units = layout.header.units
        if units and layout.facts:
            yield f"没有另写单位的金额，按表头上方写的「单位：{units[0]}」读"


def said(cells: list[Raw]) -> str:
    """What a row says, as one short text."""
    texts = dict.fromkeys(filter(None, map(shown, cells)))
    return _cut(visible(" ".join(texts)))


def _cut(text: str) -> str:
    return text if len(text) <= _WIDEST else f"{text[:_WIDEST]}…"
