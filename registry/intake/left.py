"""What of a ledger is not read as its rows, and is told for that reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from registry.intake.decided import place, typed
from registry.intake.doubts import Doubt
from registry.intake.groups import Head
from registry.intake.layout import Layout
from registry.intake.lines import Line, is_said
from registry.readers.raw import Raw, shown
from registry.text import visible

_SHOWN, _NUMBERED, _KEPT = 3, 30, 1_000
_WIDEST = 24
_QUOTED = (Line.TOTAL, Line.GROUP, Line.NOTE)
"""What is told with its words: it may say something that counts."""

_TOLD = (
    *(Line.HEADER, Line.SAMPLE, Line.TOTAL),
    *(Line.GROUP, Line.NOTE, Line.UNASSESSED),
)


@dataclass(slots=True)
class Left:
    """Rows that are no data: how many of each sort, and what the first of them say.

    Of further ones ``others`` says where they are; sheets are named where ``several``
    are read.
    ``beyond`` are the rows with something right of the header. Of those that name
    no place below a row that heads them with one, ``placed`` counts how many took it,
    by what the heading says and whether it is a sheet's name; ``unplaced`` are the
    others, with what theirs says.
    ``lines`` are the first of those that an official may say are an enterprise's.
    """

    several: bool = False
    counted: Counter[Line] = field(default_factory=Counter)
    quoted: dict[Line, list[str]] = field(default_factory=dict)
    others: dict[Line, list[str]] = field(default_factory=dict)
    beyond: list[int] = field(default_factory=list)
    placed: Counter[tuple[str, bool]] = field(default_factory=Counter)
    unplaced: list[tuple[int, str]] = field(default_factory=list)
    lines: list[Doubt] = field(default_factory=list)

    def leave(
        self, what: Line, at: tuple[str, int], cells: list[Raw], who: Sequence[int]
    ) -> None:
        """Leave a row out, ``at`` a sheet and a line; ``who`` are columns of names."""
        self.counted[what] += 1
        if what not in _QUOTED:
            return
        quoted = self.quoted.setdefault(what, [])
        others = self.others.setdefault(what, [])
        sheet, number = at
        name = shown(next(filter(is_said, (cells[one] for one in who)), None))
        if name and len(self.lines) < _KEPT:
            own = typed(sheet if self.several else "", number, "new")
            reason = f"作{what.value}略过：{said(cells)}"
            remedy = f"其实是企业的写 {own}（或企业名称）"
            self.lines.append(
                Doubt(sheet, number, name, "", reason, remedy, aside=True)
            )
        if len(quoted) < _SHOWN:
            where = place(sheet if self.several else "", number)
            quoted.append(f"{where}「{said(cells)}」")
        elif len(others) < _NUMBERED:
            others.append(place(sheet, number) if self.several else str(number))

    def head(self, number: int, head: Head) -> None:
        """Say that a row names no place, and whether it took that of its heading."""
        if head.unit is None:
            self.unplaced.append((number, visible(head.said)))
        else:
            self.placed[visible(head.said), not head.number] += 1

    def told(self) -> Iterator[str]:
        """Sentences on what was left out."""
        for what in _TOLD:
            if count := self.counted[what]:
                yield f"略过{what.value} {count} 行{self._listed(what, count)}"
        yield from self._headed()
        if beyond := self.beyond:
            lines = f"有 {len(beyond)} 行在表头右边还写了内容"
            yield f"{lines}（第 {beyond[0]} 行起），没有读"

    def _listed(self, what: Line, count: int) -> str:
        """What the first rows of a sort say, and where the others are."""
        quoted, others = self.quoted.get(what, []), self.others.get(what, [])
        where = "、".join(others) if self.several else f"第 {'、'.join(others)} 行"
        listed = "、".join((*quoted, where) if others else quoted)
        more = "等" if count > len(quoted) + len(others) else ""
        return f"：{listed}{more}" if listed else ""

    def _headed(self) -> Iterator[str]:
        """Sentences on rows that are headed by a place."""
        for named, what in ((False, "分组行"), (True, "工作表名")):
            own = {
                said: n for (said, whole), n in self.placed.items() if whole is named
            }
            each = "、".join(f"「{one}」下 {n} 行" for one, n in own.items())
            if own:
                yield (
                    f"{sum(own.values())} 行没有写县市区，按{what}读：{each}；"
                    "不是这样的，请加一栏「所属县市区」"
                )
        if self.unplaced:
            number, said = self.unplaced[0]
            yield (
                f"有 {len(self.unplaced)} 行没有写县市区（第 {number} 行起），"
                f"分组行「{said}」不是上报单位；"
                "请加一栏「所属县市区」，或各县市区分开、用 --unit 导入"
            )


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
