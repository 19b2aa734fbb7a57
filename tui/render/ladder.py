"""One programme of the ladder as a picture: city, province, nation, left to right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from registry.desk.read.pictures import ProgrammePicture, RungPicture, StepPicture
from registry.terms import Basis, Outcome
from registry.text import width
from tui import texts
from tui.cells import wrap
from tui.render.canvas import HEAD, Canvas
from tui.render.line import Role, Runs, folded, line, run
from tui.state.ladder import Grid, grid, ways_up

_WIDE = 100
"""Cells from which on the picture is set wider."""

_MARK = 2
"""Cells before a name: the cursor."""

_MOST_NAME_LINES = 3

Written = tuple[tuple[str, Role], ...]
"""The lines of one block, with a role each."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """Cells: the block's width, the gutter's, and the top line of each row."""

    block: int
    gutter: int
    tops: tuple[int, ...]
    height: int

    def x(self, column: int) -> int:
        return column * (self.block + self.gutter)


def picture(
    programme: ProgrammePicture, room: int, here: str, *, counted: bool
) -> tuple[Runs, ...]:
    """The programme drawn in ``room`` cells; ``here`` is the rung one stands on."""
    shown = grid(programme)
    if not shown.heads:
        return ()
    gutter = 9 if room >= _WIDE else 6
    columns = len(shown.heads)
    block = (room - gutter * (columns - 1)) // columns
    blocks = _blocks(programme, shown, block, counted=counted)
    frame = _frame(blocks, block, gutter)
    canvas = Canvas(room, frame.height)
    _heads(canvas, shown.heads, frame)
    for start, ends, count in _edges(programme, shown):
        _edge(canvas, frame, start, ends, count if counted else None)
    at = shown.spots.get(here, (-1, -1))
    for spot, written in blocks.items():
        _write(canvas, frame, spot, written, here=spot == at)
    return canvas.lines()


def _heads(canvas: Canvas, heads: Sequence[str], frame: _Frame) -> None:
    before = ""
    for column, head in enumerate(heads):
        if head != before:
            canvas.write(frame.x(column) + _MARK, 0, head, Role.DIM)
        before = head


def _frame(blocks: dict[tuple[int, int], Written], block: int, gutter: int) -> _Frame:
    rows = 1 + max(row for _, row in blocks)
    tops, y = [], 2
    for row in range(rows):
        tops.append(y)
        y += 1 + max((len(b) for (_, r), b in blocks.items() if r == row), default=0)
    return _Frame(block, gutter, tuple(tops), y)


def _blocks(
    programme: ProgrammePicture, shown: Grid, block: int, *, counted: bool
) -> dict[tuple[int, int], Written]:
    room = block - _MARK
    blocks: dict[tuple[int, int], Written] = {}
    for row, pool in enumerate(programme.pools):
        count = texts.IN_POOL.format(count=pool.members)
        name = _name(f"{pool.year} {pool.name}", room)
        blocks[0, row] = (*name, (count, Role.PLAIN))
    for rung in programme.rungs:
        said = [*_name(rung.name, room), (_holders(rung, room), Role.PLAIN)]
        if counted and rung.counts:
            said.append((_counts(rung, room), Role.PLAIN))
        blocks[shown.spots[rung.id]] = tuple(said)
    return blocks


def _name(name: str, room: int) -> Written:
    """The name over as few lines as it needs, all about as long."""
    room = max(room, 4)
    lines = min(_MOST_NAME_LINES, -(-width(name) // room))
    even = min(room, 2 * -(-width(name) // (2 * lines)))
    parts = wrap(name, room if lines == _MOST_NAME_LINES else even)
    return tuple((part, Role.STRONG) for part in parts[:_MOST_NAME_LINES])


def _holders(rung: RungPicture, room: int) -> str:
    if rung.taken_up or rung.accepted:
        stages = {"taken_up": rung.taken_up, "accepted": rung.accepted}
        wide = texts.STAGES_WIDE.format(**stages)
        return wide if width(wide) <= room else texts.STAGES_NARROW.format(**stages)
    return texts.HOLDERS.format(count=rung.holders, unit=texts.unit_of(rung.subject))


def _counts(rung: RungPicture, room: int) -> str:
    numbers = {
        "eligible": rung.counts.get(Outcome.ELIGIBLE, 0),
        "one_short": rung.counts.get(Outcome.ONE_SHORT, 0),
    }
    wide = texts.COUNTS_WIDE.format(**numbers)
    return wide if width(wide) <= room else texts.COUNTS_NARROW.format(**numbers)


_Edge = tuple[tuple[int, int], tuple[int, int], int]
"""From spot to spot, with how many may come up to where it leads."""


def _edges(programme: ProgrammePicture, shown: Grid) -> list[_Edge]:
    may = {rung.id: rung.counts.get(Outcome.ELIGIBLE, 0) for rung in programme.rungs}
    ways = [(shown.spots[step.from_ or ""], step.to) for step in ways_up(programme)]
    ways += [
        ((0, row), pool.rung)
        for row, pool in enumerate(programme.pools)
        if pool.rung in shown.spots
    ]
    edges = [(start, shown.spots[to], may[to]) for start, to in ways]
    return [edge for edge in edges if edge[0][0] < edge[1][0]]


def _edge(
    canvas: Canvas,
    frame: _Frame,
    start: tuple[int, int],
    end: tuple[int, int],
    count: int | None,
) -> None:
    """An arrow from block to block, through the gutters and below what is between."""
    y1, y2 = frame.tops[start[1]], frame.tops[end[1]]
    x1 = frame.x(start[0]) + _MARK
    x2 = frame.x(end[0]) - 1
    bend = frame.x(end[0]) - frame.gutter + 1 + end[1] % 2
    if end[0] - start[0] > 1:
        first = frame.x(start[0] + 1) - frame.gutter + 1
        below = (*frame.tops, frame.height)[start[1] + 1] - 1
        canvas.across(x1, first, y1)
        canvas.down(first, y1, below)
        canvas.across(first, bend, below)
        canvas.down(bend, below, y2)
    else:
        canvas.across(x1, bend, y1)
        canvas.down(bend, y1, y2)
    canvas.across(bend, x2, y2)
    label = HEAD if count is None else f"{count}{HEAD}"
    canvas.write(x2 + 1 - len(label), y2, label, Role.ACCENT)


def _write(
    canvas: Canvas,
    frame: _Frame,
    spot: tuple[int, int],
    written: Written,
    *,
    here: bool,
) -> None:
    x, y = frame.x(spot[0]), frame.tops[spot[1]]
    for number, (text, role) in enumerate(written):
        shown = Role.CURSOR if here and role is Role.STRONG else role
        mark = texts.HERE + " " if here and number == 0 else "  "
        x_text = canvas.write(x, y + number, mark, Role.ACCENT)
        end = canvas.write(x_text, y + number, text, shown)
        canvas.write(end, y + number, " ")


def documents(programme: ProgrammePicture) -> str:
    """The documents of the programme, each with its basis where it is not the text."""
    return " → ".join(
        number
        if basis == Basis.TEXT
        else f"{number}{texts.DOT}{Basis.read(basis).label}"
        for number, basis in programme.documents
    )


def steps_into(
    programme: ProgrammePicture, rung: RungPicture, room: int, *, counted: bool
) -> tuple[Runs, ...]:
    """Every way up to a rung: from where, on what document, how many by outcome."""
    names = {each.id: each.name for each in programme.rungs}
    ways = [step for step in programme.steps if step.to == rung.id]
    rows = [row for step in ways for row in _way(step, names, room, counted=counted)]
    return tuple(rows) or (line(" " + texts.NO_STEPS_INTO, Role.DIM),)


def _way(
    step: StepPicture, names: Mapping[str, str], room: int, *, counted: bool
) -> tuple[Runs, ...]:
    start = names.get(step.from_, step.from_) if step.from_ else texts.ENTRY
    basis = Basis.read(step.basis).label
    parts = (start, texts.kind_of(step.kind), basis, step.policy)
    rows = [(run(" "), *row) for row in folded(texts.DOT.join(parts), room - 1)]
    if counted:
        many = texts.DOT.join(
            f"{one.label} {step.counts.get(one, 0)}" for one in Outcome
        )
        rows.append(line("   " + many, Role.DIM))
    return tuple(rows)
