"""Ledgers as counties write them: the same content, written otherwise."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from random import Random

from registry import columns
from registry.columns import Column
from registry.dates import Precision
from registry.intake.kinds import KINDS
from registry.readers.days import day
from tests.intake.ledgers import Cell, Rows
from tests.readers.habits import EXACT, MONTHS, wide

BLANKS = ("", "-", "—", "/", " ", None)
SERIAL = 1
"""The place in ``EXACT`` of serial numbers, of which a text file cannot say enough."""

_LOST_ZERO = re.compile(r"\d{4}\.1")
"""A month that a text file cannot tell from October."""

_PADDED = (columns.ENTERPRISE, columns.RUNG, columns.STATUS, columns.ASSESSED_BY)
_MEANT: Mapping[str, Column] = {
    header: column
    for kind in KINDS.values()
    for column in kind.columns
    for header in column.headers
}


def mess(dice: Random, rows: Rows) -> list[list[Cell]]:
    """The rows with columns moved, titles, blanks, totals, and cells in other words."""
    header, *body = rows
    order = list(range(len(header)))
    dice.shuffle(order)
    blank = dice.randrange(len(order) + 1)
    heads = [dice.choice((h, f"*{h}", f"{h[:2]} {h[2:]}")) for h in header]
    made: list[list[Cell]] = [
        ["天元区台账"],
        ["填报单位：某局", "", "2022年12月"],
        heads,
    ]
    for at, row in enumerate(body):
        pairs = zip(header[1:], row[1:], strict=True)
        made.append([row[0], *(_cell(dice, head, cell) for head, cell in pairs)])
        made += dice.choice(([], [[]], [heads], [["小计", at]]))
    made += [["合计", 3], ["注：本表由各单位填报"], ["填表人：张三"]]
    return [_laid(row, order, blank) for row in made]


def _laid(row: Sequence[Cell], order: list[int], blank: int) -> list[Cell]:
    """A row as long as the header in the new order; others as they are."""
    if len(row) != len(order):
        return list(row)
    moved = [row[at] for at in order]
    return [*moved[:blank], None, *moved[blank:]]


def _cell(dice: Random, header: str, cell: Cell) -> Cell:
    column = _MEANT.get(header)
    if cell in ("", None):
        return dice.choice(BLANKS)
    if column in (columns.ASSESSED_ON, columns.RECOGNISED, columns.EVENT_ON):
        return _day(dice, str(cell))
    return dice.choice(_written(column, str(cell))) if column else cell


def _day(dice: Random, text: str) -> Cell:
    said = day(text)
    if said.precision is Precision.YEAR:
        return dice.choice((text, f"{text}年", f"{text}年度"))
    exact = [write for at, write in enumerate(EXACT) if at != SERIAL]
    ways = exact if said.precision is Precision.DAY else MONTHS
    written = [way(said.on) for way in ways]
    return dice.choice([one for one in written if not _LOST_ZERO.fullmatch(str(one))])


def _written(column: Column, text: str) -> Sequence[Cell]:
    """Other ways to write a cell of a column."""
    if column is columns.LEVEL:
        level = int(column.read(text) or 0)
        hanzi = "零一二三四五"[level]
        return f"{level}级", f"L{level}", f" {hanzi} 级", f"CMMM{hanzi}级", float(level)
    padded = (f"{text} ", f"{text[:1]} {text[1:]}", f"{text[:4]}　{text[4:]}")
    others = {
        columns.USCC: (text.lower(), f"'{text}", wide(text)),
        columns.UNIT: (f"株洲市{text}", f"株洲市 {text}"),
        columns.DOCUMENT: (text.replace("〔", "[").replace("〕", "]"),),
        columns.ABOVE: ("√",) if text == "是" else ("×",),
    }
    spelt = column in _PADDED or column in others
    return (text, *(padded if spelt else ()), *others.get(column, ()))
