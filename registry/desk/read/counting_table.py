"""A count as a list that can leave the register: its lines, or who is behind them."""

from __future__ import annotations

from collections.abc import Iterator

from registry.columns import Cell, Column, Kind
from registry.desk.read.counting import Matrix
from registry.desk.read.counting_shape import Line
from registry.desk.read.issued import issued
from registry.desk.read.session import Reading
from registry.lists.table import Table

RANK = "排名"


def share(made: Matrix) -> str:
    """What the share of a line is called: 占比, or 完成率 against a roster."""
    return "完成率" if made.who else "占比"


def header(made: Matrix) -> tuple[str, ...]:
    """The heads of all columns."""
    return (*made.heads, *made.columns, *_beside(made))


def cells(made: Matrix, line: Line) -> tuple[Cell, ...]:
    """A line under that header."""
    beside = {share(made): line.percent, RANK: line.rank}
    return (*line.labels, *line.numbers, *(beside[head] for head in _beside(made)))


def table(reading: Reading, made: Matrix) -> Table:
    """The lines and their sum; where names were asked for, these instead, one a row."""
    columns, rows = _named(made) if made.names else _counted(made)
    title = f"{made.counted}统计" + ("名单" if made.names else "")
    return issued(reading, title, made.terms.said, columns, rows)


def _counted(
    made: Matrix,
) -> tuple[tuple[Column, ...], tuple[tuple[Cell, ...], ...]]:
    lines = (*made.lines, made.total)
    return tuple(_columns(made)), tuple(cells(made, line) for line in lines)


def _named(made: Matrix) -> tuple[tuple[Column, ...], tuple[tuple[Cell, ...], ...]]:
    sides = (Column(f"c{at}", head, 24) for at, head in enumerate(made.sides))
    columns = (*sides, Column("enterprise", made.who or made.counted, 34))
    rows = ((*one.labels, name) for one in made.names for name in one.names)
    return columns, tuple(rows)


def _columns(made: Matrix) -> Iterator[Column]:
    for at, head in enumerate(header(made)):
        text = at < len(made.heads) or head == share(made)
        if text:
            yield Column(f"c{at}", head, 24 if at < len(made.heads) else 10)
        else:
            yield Column(f"c{at}", head, 12, Kind.NUMBER)


def _beside(made: Matrix) -> Iterator[str]:
    if any(line.share for line in made.lines):
        yield share(made)
    if any(line.rank for line in made.lines):
        yield RANK
