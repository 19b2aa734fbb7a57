"""Ledgers of facts: a column per figure and year, or a row per figure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

from registry import columns, dates
from registry.columns import Column
from registry.dates import Day
from registry.errors import InputError
from registry.intake.book import Cells
from registry.intake.cells import Values, filler
from registry.intake.kinds import FACTS
from registry.intake.labels import SHARE, is_partly, whole_year
from registry.intake.layout import Layout
from registry.intake.source import Source
from registry.intake.vocabulary import FactColumn
from registry.ladder import measures
from registry.ladder.policy import FactKey
from registry.readers import days
from registry.readers.numbers import UNITS
from registry.readers.raw import Raw, RepairError, compact, is_nothing, shown
from registry.readers.words import closed

Report = Callable[[str, Raw, InputError], None]
"""Takes a fault: the header, the cell, what is wrong with it."""

_OWN_UNIT = "元万亿"


class FactReader:
    """Reads the facts of a row: (key, since, until, period, value, grade, source, doc).

    Raises:
        InputError: a column of money is in another unit than a line above it says.
    """

    def __init__(self, layout: Layout, source: Source) -> None:
        self._layout = layout
        self._source = source
        slots = {slot.column: slot for slot in FACTS.slots}
        self._document = filler(slots[columns.DOCUMENT], source.lookups)
        self._given = layout.given.get(columns.MEASURE_UNIT.key, "")
        for at, column in layout.facts:
            self._refuse_two_units(layout.title(at), column)

    def read(self, cells: Cells, report: Report) -> list[Values]:
        """The facts of a row; faults go to ``report``."""
        if not self._layout.facts:
            return self._long(cells, report)
        said = [
            (self._layout.title(at), cells[at], column)
            for at, column in self._layout.facts
            if at < len(cells) and not is_nothing(cells[at])
        ]
        dated = [one for one in said if one[-1].year is not None]
        if len(dated) < len(said) and not self._has_period(cells, report):
            said = dated
        return [
            fact
            for title, raw, column in said
            for fact in self._one(cells, (title, raw), column, report)
        ]

    def _has_period(self, cells: Cells, report: Report) -> bool:
        """Whether a row's own period can be read; what is wrong with it is said once.

        In a ledger without such a column each figure says that it has none.
        """
        raw = self._raw(columns.PERIOD, cells)
        if is_nothing(raw) and self._layout.place(columns.PERIOD) is None:
            return True
        try:
            self._day(raw)
        except InputError as wrong:
            report(self._title(columns.PERIOD), raw, wrong)
            return False
        return True

    def _long(self, cells: Cells, report: Report) -> list[Values]:
        named, raw = self._raw(columns.FACT, cells), self._raw(columns.VALUE, cells)
        try:
            key = measures.key(closed(shown(named)))
        except InputError as wrong:
            report(self._title(columns.FACT), named, wrong)
            return []
        if not self._has_period(cells, report):
            return []
        unit = compact(self._raw(columns.MEASURE_UNIT, cells))
        column = FactColumn(key, None, unit)
        return self._one(cells, (self._title(columns.VALUE), raw), column, report)

    def _one(
        self, cells: Cells, cell: tuple[str, Raw], column: FactColumn, report: Report
    ) -> list[Values]:
        title, raw = cell
        try:
            period = self._period(column, cells)
            found = self._measure(column, raw)
            rest = (self._source_text(cells), *self._document(self._number(cells)))
        except InputError as wrong:
            report(title, raw, wrong)
            return []
        until = (period.last + timedelta(days=1)).isoformat()
        since = period.on.isoformat()
        own = (column.key.key, since, until, period.precision.value)
        return [(*own, found.value, found.grade, *rest)]

    def _measure(self, column: FactColumn, raw: Raw) -> measures.Measure:
        times = self._times(column, raw)
        if column.unit == SHARE and isinstance(raw, str):
            raw = f"{compact(raw).removesuffix(SHARE)}{SHARE}"
        try:
            return measures.measure(column.key, raw, times)
        except RepairError as wrong:
            if not self._source.repairs.accepted:
                raise
            self._source.repairs.made.append(f"{shown(raw)} → {wrong.proposed}")
            return measures.measure(column.key, wrong.proposed)

    def _times(self, column: FactColumn, raw: Raw) -> Decimal:
        """What bare money is multiplied by: the header's unit, or that of the sheet."""
        if not _is_money(column.key):
            if column.unit in UNITS:
                raise InputError(
                    f"「{column.key.name}」不是金额，不写单位「{column.unit}」"
                )
            return Decimal(1)
        unit = money_unit(self._layout, column)
        if unit in UNITS:
            return UNITS[unit]
        if isinstance(raw, str) and raw.strip()[-1:] in _OWN_UNIT:
            return Decimal(1)
        raise InputError(
            f"「{column.key.name}」没有写金额单位；"
            "请在表头写明（元）或（万元），或加 --set 单位=万元"
        )

    def _refuse_two_units(self, title: str, column: FactColumn) -> None:
        """Ask which unit holds where two are said, unless an official said it."""
        units = _units(self._layout, column)
        if len(units) > 1 and UNITS.get(self._given) not in units:
            one, other, *_ = units.values()
            raise InputError(
                f"「{title}」按{one}读还是按{other}读：表头和表头上方的「单位」说的不一样；"
                f"请改成一样的，或加 --set 单位={one}（或 {other}）说明按哪个"
            )

    def _period(self, column: FactColumn, cells: Cells) -> Day:
        if column.year is not None:
            return dates.parse(str(column.year))
        return self._day(self._raw(columns.PERIOD, cells))

    def _day(self, raw: Raw) -> Day:
        """The period a cell says: a year, however it is called, a month or a day."""
        if is_nothing(raw):
            raise InputError(
                "没有写是哪一年的；请在表头写明年份，"
                "加一列「年度」，或加 --set 所属期=2022"
            )
        text = shown(raw)
        if (year := whole_year(text)) is not None:
            return dates.parse(str(year))
        try:
            return days.day(raw, self._source.setting)
        except InputError:
            if not is_partly(text):
                raise
        raise InputError(
            f"「{text}」不是整年；半年、季度的数不登记，请填全年的数，年度写四位年份"
        )

    def _title(self, column: Column) -> str:
        at = self._layout.place(column)
        return column.header if at is None else self._layout.title(at)

    def _raw(self, column: Column, cells: Cells) -> Raw:
        at = self._layout.place(column)
        raw = cells[at] if at is not None and at < len(cells) else None
        return self._layout.given.get(column.key) if is_nothing(raw) else raw

    def _number(self, cells: Cells) -> str | int | None:
        return columns.DOCUMENT.read(self._raw(columns.DOCUMENT, cells))

    def _source_text(self, cells: Cells) -> str | int | None:
        return columns.SOURCE.read(self._raw(columns.SOURCE, cells))


def _is_money(key: FactKey) -> bool:
    return key.unit == measures.YUAN


def money_unit(layout: Layout, column: FactColumn) -> str:
    """The unit of bare money in a column; empty where none is said, or it is no money.

    It is said by the header, by a line above it, or for the whole ledger, which
    settles it where the first two differ.
    """
    units = _units(layout, column)
    given = layout.given.get(columns.MEASURE_UNIT.key, "")
    if UNITS.get(given) in units:
        return given
    return next(iter(units.values()), given if _is_money(column.key) else "")


def _units(layout: Layout, column: FactColumn) -> dict[Decimal, str]:
    """The units of money for a column, by its header and by the lines above it."""
    found: dict[Decimal, str] = {}
    if _is_money(column.key):
        for unit in (column.unit, *layout.header.units):
            if unit in UNITS:
                found.setdefault(UNITS[unit], unit)
    return found
