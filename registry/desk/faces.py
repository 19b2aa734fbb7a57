"""What a published list says, line by line, and where the lines of a file differ.

The lines are those of the frozen list, not of a file written anew: how a version of the
program writes a file, and how it was saved since, is of no account.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from registry.desk import file_lines
from registry.desk.file_lines import Line
from registry.lists import html, json
from registry.lists.table import Group, Table
from registry.readers.raw import compact
from registry.text import short

_GROUPED = frozenset({".xlsx", ".docx", ".html"})
"""The files in which groups stand under headings."""
_TOLD = 3


@dataclass(frozen=True, slots=True)
class Said:
    """A line of a published list; a row has its number, and headers over its cells."""

    cells: Line
    number: int = 0
    headers: Line = ()

    @property
    def place(self) -> str:
        """How it is found."""
        return f"第 {self.number} 条" if self.number else ""


def difference(file: Path, table: Table) -> str:
    """What a file says otherwise than the published list; empty where nothing.

    Raises:
        InputError: it cannot be read.
    """
    found = [(line, _plain(line)) for line in file_lines.lines(file)]
    said = [pair for pair in found if pair[1]]
    lines = [(one, _plain(one.cells)) for one in published(file, table)]
    kept = [pair for pair in lines if pair[1]]
    begin, end = _alike([one for _, one in said], [one for _, one in kept])
    other = [line for line, _ in said[begin : len(said) - end]]
    missed = [line for line, _ in kept[begin : len(kept) - end]]
    return _told(other, missed)


def published(file: Path, table: Table) -> Iterator[Said]:
    """The lines of a list as they stand in such a file."""
    suffix = file.suffix.lower()
    if suffix == ".json":
        yield from _values(table)
        return
    yield from (Said((line,)) for line in (table.heading, *table.above))
    yield Said(tuple(column.header for column in table.columns))
    groups = table.groups if suffix in _GROUPED else (Group("", table.rows),)
    yield from _rows(groups, tuple(column.header for column in table.columns))
    yield from (Said((line,)) for line in table.below)
    if suffix == ".html":
        yield from map(Said, file_lines.of_page("".join(html.pictures(table))))
    if table.archive:
        yield from (Said((line,)) for line in table.archive.lines)


def _values(table: Table) -> Iterator[Said]:
    """The values of JSON with their keys; who is listed stands in its own order."""
    number = 0
    for cells in file_lines.of_json(json.write(table)):
        is_row = len(cells) == len(table.columns) and len(cells) != _COLUMN_SAYS
        number += is_row
        yield Said(cells, number if is_row else 0)


_COLUMN_SAYS = len(("key", "header"))


def _rows(groups: Sequence[Group], headers: Line) -> Iterator[Said]:
    number = 0
    for group in groups:
        yield Said((group.heading,))
        for row in group.rows:
            number += 1
            cells = ("" if cell is None else str(cell) for cell in row)
            yield Said(tuple(cells), number, headers)
        yield from (Said((line,)) for line in group.below)


def _plain(line: Line) -> Line:
    """A line without what saving it anew may change: blanks, and empty cells behind."""
    cells = [compact(cell) for cell in line]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def _alike(one: Sequence[Line], other: Sequence[Line]) -> tuple[int, int]:
    """How many lines two have alike at the beginning, and at the end."""
    most, begin, end = min(len(one), len(other)), 0, 0
    while begin < most and one[begin] == other[begin]:
        begin += 1
    while end < most - begin and one[-1 - end] == other[-1 - end]:
        end += 1
    return begin, end


def _told(other: Sequence[Line], missed: Sequence[Said]) -> str:
    """What is said of lines that are not the same in the two."""
    if other and missed and len(other) == len(missed):
        found = [
            told
            for line, said in zip(other, missed, strict=True)
            for told in _cells(line, said)
        ]
        more = f"等共 {len(found)} 处" if len(found) > _TOLD else ""
        return "；".join(found[:_TOLD]) + more
    lost = [f"缺少{one.place}「{_joined(one.cells)}」" for one in missed]
    added = [f"多出「{_joined(line)}」" for line in other]
    if lost and added:
        first = next(_cells(other[0], missed[0]), "")
        return f"{first}；自此共 {len(other)} 行与公布的 {len(missed)} 行不同"
    told = lost or added
    more = f"等 {len(told)} 行" if len(told) > 1 else ""
    return f"{told[0]}{more}" if told else ""


def _cells(line: Line, said: Said) -> Iterator[str]:
    """The cells of a line that say something else."""
    for at, (one, was) in enumerate(zip_longest(line, said.cells, fillvalue="")):
        if compact(one) != compact(was):
            column = f"「{said.headers[at]}」" if at < len(said.headers) else ""
            place = f"{said.place}{column}" if said.place else ""
            here = f"写着「{short(one)}」" if one else "空着"
            yield f"{place}{here}的地方，公布的是{_quoted(was)}"


def _quoted(text: str) -> str:
    return f"「{short(text)}」" if text else "空白"


def _joined(line: Line) -> str:
    return short(" ".join(filter(None, line)))
