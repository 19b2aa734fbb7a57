"""Cells as the ledger holds them, read once more for what was found later."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from registry.columns import Column, Kind
from registry.errors import Fault
from registry.intake.book import Book, Cells, Sheet
from registry.intake.layout import Layout
from registry.intake.merged import Merged
from registry.intake.open import open_book
from registry.readers.raw import Raw, shown

_DIGITS = 5
"""So many digits has the serial number of a day that is likely."""


def held(
    book: Book, headers: Mapping[str, int], wanted: Container[tuple[str, int]]
) -> Iterator[tuple[Sheet, int, Cells]]:
    """The rows that are wanted, by sheet and number; merged cells say what they share.

    ``headers`` are the last rows of the headers, by sheet.
    """
    sheets = [one for one in book.sheets if one.name in headers]
    merged = {one.name: Merged(one.merged, headers[one.name]) for one in sheets}
    for sheet, batch in book.rows(sheets):
        for number, cells in batch:
            merged[sheet.name].fill(number, cells)
            if (sheet.name, number) in wanted:
                yield sheet, number, cells


def as_held(
    path: Path, found: Sequence[Layout], faults: Sequence[Fault]
) -> tuple[Fault, ...]:
    """The faults with their values as the ledger's own cells hold them."""
    if not faults:
        return ()
    wanted = {(one.sheet, one.line or 0) for one in faults}
    headers = {one.sheet.name: one.header.last for one in found}
    with open_book(path) as book:
        rows = {
            (sheet.name, number): cells
            for sheet, number, cells in held(book, headers, wanted)
        }
    layouts = {one.sheet.name: one for one in found}
    return tuple(
        _as_held(one, layouts[one.sheet], rows.get((one.sheet, one.line or 0), ()))
        for one in faults
    )


def _as_held(fault: Fault, layout: Layout, cells: Sequence[Raw]) -> Fault:
    titled = ((at, m) for at, m in layout.every if layout.title(at) == fault.column)
    at, means = next(titled, (None, None))
    if at is None:
        return fault
    cell = cells[at] if at < len(cells) else None
    problem = fault.problem
    if isinstance(means, Column) and means.kind is Kind.DATE and _is_serial(cell):
        problem = f"读作 {fault.value}，{problem}"
    return replace(fault, value=shown(cell), problem=problem)


def _is_serial(cell: Raw) -> bool:
    """Whether a cell gives a day as a number, which nobody reads as one."""
    return isinstance(cell, int | float) and len(shown(cell)) == _DIGITS
