"""Where the header of a sheet is: under titles, on one row or two, merged or not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from registry.intake.book import Batch, Block, Sheet
from registry.intake.labels import label, unit_above
from registry.readers.raw import Raw, shown

_LEAST = 2
_Shown = Sequence[tuple[int, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Header:
    """A header: its rows, what each column is called, and the lines above it.

    ``upper`` and ``lower`` are what the first and the second of two rows say.
    """

    first: int
    last: int
    labels: tuple[str, ...]
    above: tuple[str, ...] = ()
    upper: tuple[str, ...] = ()
    lower: tuple[str, ...] = ()

    @property
    def units(self) -> tuple[str, ...]:
        """The units of money that lines above name."""
        return tuple(dict.fromkeys(filter(None, map(unit_above, self.above))))


def find(
    sheet: Sheet,
    is_known: Callable[[str], bool],
    is_who: Callable[[str], bool],
    least: int = _LEAST,
) -> Header | None:
    """The header of a sheet; None where no row says who the rows are about.

    It has at ``least`` so many headers that are known. It is the first row that fits,
    or a pair of rows one under the other that begins or ends with it, whichever has
    the most headers that are known: rows below it are data, or a header again, and
    never lost.
    """
    fitting: list[tuple[int, Header]] = []
    for found in sorted(_candidates(sheet), key=_where):
        if fitting and found.first > fitting[0][1].last:
            continue
        count = len(set(_known(found, is_known)))
        if count >= least and any(map(is_who, found.labels)):
            level = not fitting or found.last == fitting[0][1].last
            whole = level and any(map(is_who, found.upper))
            fitting.append((2 * count + whole, found))
    return max(fitting, key=lambda one: one[0], default=(0, None))[1]


def _known(
    header: Header, is_known: Callable[[str], bool]
) -> Iterator[tuple[str, int | None]]:
    """The headers that mean something, alone or but for the group they stand under."""
    for text, lower in zip_longest(header.labels, header.lower, fillvalue=""):
        if is_known(text) or (lower and is_known(lower)):
            said = label(text)
            yield said.words, said.year


def _where(header: Header) -> tuple[int, int]:
    """By the last row, then the first: one row before the pair that begins with it."""
    return header.last, -header.first


def rows(sheet: Sheet) -> Iterator[Header]:
    """Every row of the first as if it were the header."""
    return _single(_shown(_unmerged(sheet)))


def _shown(head: Batch) -> _Shown:
    return [(number, [shown(cell) for cell in cells]) for number, cells in head]


def _single(texts: _Shown) -> Iterator[Header]:
    for at, (number, labels) in enumerate(texts):
        yield Header(number, number, tuple(labels), _lines(texts[:at]))


def _candidates(sheet: Sheet) -> Iterator[Header]:
    """Every row as a header, then every pair of rows: one row is preferred.

    A row that shares a merged cell with the one above is no header without it.
    """
    texts = _shown(_unmerged(sheet))
    lower = {row for b in sheet.merged for row in range(b.top + 1, b.bottom + 1)}
    yield from (one for one in _single(texts) if one.last not in lower)
    for at, ((first, above), (last, below)) in enumerate(pairwise(texts)):
        joined, lines = _joined(above, below), _lines(texts[:at])
        yield Header(first, last, joined, lines, tuple(above), tuple(below))


def _joined(above: Sequence[str], below: Sequence[str]) -> tuple[str, ...]:
    """The labels of two rows: a group's name stands before its members' names."""
    joined, group = [], ""
    for upper, lower in zip(above, below, strict=False):
        group = upper or (group if lower else "")
        apart = lower and group and lower != group
        joined.append(f"{group}{lower}" if apart else (upper or lower))
    return tuple(joined)


def _lines(above: _Shown) -> tuple[str, ...]:
    texts = (" ".join(dict.fromkeys(filter(None, cells))) for _, cells in above)
    return tuple(text for text in texts if text)


def _unmerged(sheet: Sheet) -> Batch:
    """The first rows with every merged cell saying what its block says."""
    rows = {number: list(cells) for number, cells in sheet.head}
    for block in sheet.merged:
        if block.top in rows:
            _spread(rows, block)
    return list(rows.items())


def _spread(rows: dict[int, list[Raw]], block: Block) -> None:
    anchor = rows[block.top]
    value = anchor[block.left] if block.left < len(anchor) else None
    for number in range(block.top, block.bottom + 1):
        cells = rows.get(number, [])
        for column in range(block.left, min(block.right + 1, len(cells))):
            cells[column] = value
