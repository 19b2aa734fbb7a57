"""What the rows of a ledger mean by what stands outside of them, said in themselves.

Rows that go back to whom they came from have no title with a unit of money above
them, no group row, no ``--set`` and no ``--map`` beside them any more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from registry import columns
from registry.intake.apart import implied
from registry.intake.domains import DomainColumn
from registry.intake.facts import money_unit
from registry.intake.layout import Layout
from registry.intake.preview import Carried
from registry.intake.vocabulary import FactColumn, Meaning, Vocabulary


def carried(layout: Layout) -> Carried:
    """What goes back with the rows of a sheet."""
    meanings = dict(layout.every)
    headers = tuple(
        _header(layout, text, meanings[at]) if at in meanings else text
        for at, text in enumerate(layout.header.labels)
    )
    place = layout.place(columns.UNIT)
    unit = columns.UNIT.header if place is None else headers[place]
    return Carried(headers, tuple(_given(layout, headers)), unit)


def _given(layout: Layout, headers: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Values of whole columns that no header says and no header can say."""
    said = implied(layout.header, layout.meanings)
    for column in layout.kind.columns:
        value = layout.given.get(column.key)
        if value is None or value == said.get(column.key):
            continue
        if not (layout.facts and column is columns.MEASURE_UNIT):
            place = layout.place(column)
            yield column.header if place is None else headers[place], value


def _header(layout: Layout, text: str, meaning: Meaning) -> str:
    """A header that means alone what the column means here."""
    if isinstance(meaning, FactColumn):
        unit = money_unit(layout, meaning) or meaning.unit
        meaning = replace(meaning, unit=unit)
    written = _written(meaning)
    for one in (text, f"{text}（{getattr(meaning, 'unit', '')}）"):
        if Vocabulary().means(one, layout.kind) == meaning:
            return one
    return written


def _written(meaning: Meaning) -> str:
    """A column's own header."""
    match meaning:
        case FactColumn(key, year, unit):
            return f"{f'{year}年' if year else ''}{key.name}{unit and f'（{unit}）'}"
        case DomainColumn(name):
            return f"{name}得分"
        case column:
            return column.header
