"""Lists laid out by a TOML file: whose rows, which columns, in what order and groups.

A file in ``data/lists`` or one's own (``layout_files``) names the list it is made from
(``rows``, as ``tidu list`` takes it) and says how it is shown. Nothing of it is code.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from registry.columns import NOTE, ORDINAL, Cell, Column
from registry.errors import FaultsError
from registry.ladder.faults import Finding, Place, near
from registry.lists.table import Cells, Table
from registry.terms import MADE_UP, Outcome, level_label

OWN_TITLE = "{title}"
"""What a layout's title may hold: the title of the list it is made from."""

_LEVELS = {level_label(level): level for level in (None, *range(6))}


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How a list is laid out; ``place`` is the file that says so.

    ``columns`` are keys of the list it is made from, all where empty; ``order`` keys to
    sort by, those with - before them from the greatest; ``width`` in cells, ``header``
    what a column is called here. ``title`` may hold {title}, the list's own.
    ``outcomes`` are those of who may climb, where it is made of that list;
    ``group_signature`` stands under each group, ``signature`` under the last row.
    """

    name: str
    rows: str
    title: str = "{title}"
    columns: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    group: str = ""
    notes: tuple[str, ...] = ()
    signature: tuple[str, ...] = ()
    group_signature: tuple[str, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    width: Mapping[str, int] = field(default_factory=dict)
    header: Mapping[str, str] = field(default_factory=dict)
    place: Place = field(default_factory=partial(Place, "", ""))

    def apply(self, table: Table) -> Table:
        """The list laid out anew, numbered in its new order.

        Raises:
            FaultsError: it names columns that the list has not.
        """
        if wrong := self.wrong(table):
            raise FaultsError(self.place.faults(wrong))
        at = {column.key: place for place, column in enumerate(table.columns)}
        keys = self._keys(table, at)
        places = self._ordered(table.rows, at)
        rows = [table.rows[place] for place in places]
        return replace(
            table,
            title=self.title.replace(OWN_TITLE, table.title),
            columns=tuple(self._column(table.columns[at[key]]) for key in keys),
            rows=tuple(_numbered(rows, [at[key] for key in keys], at)),
            whose=tuple(table.whose[place] for place in places if table.whose),
            group=self.group,
            notes=(*table.notes, *self.notes),
            signature=self.signature,
            group_signature=self.group_signature,
        )

    def _keys(self, table: Table, at: Mapping[str, int]) -> tuple[str, ...]:
        """The columns chosen; the remarks besides where they say what is made up."""
        note = at.get(NOTE.key)
        if not self.columns or note is None or NOTE.key in self.columns:
            return self.columns or tuple(at)
        marked = any(str(row[note] or "").startswith(MADE_UP) for row in table.rows)
        return (*self.columns, *((NOTE.key,) if marked else ()))

    def wrong(self, table: Table) -> list[Finding]:
        """The columns it names that the list has not, or does not show."""
        at = [column.key for column in table.columns]
        unknown = [
            Finding(path, key, (f"名单「{self.rows}」没有这一列", near(key, at)))
            for path, key in self._named()
            if key and key not in at
        ]
        if self.group in at and self.columns and self.group not in self.columns:
            told = f"按「{self.group}」分组，columns 里却没有它", "请把它加进 columns"
            unknown.append(Finding(("group",), self.group, told))
        return unknown

    def _named(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Every column the file names, and where it does."""
        for number, key in enumerate(self.columns):
            yield ("columns", number), key
        for number, key in enumerate(self.order):
            yield ("order", number), key.removeprefix("-")
        yield ("group",), self.group
        for table, keys in (("width", self.width), ("header", self.header)):
            yield from (((table, key), key) for key in keys)

    def _column(self, column: Column) -> Column:
        return replace(
            column,
            width=self.width.get(column.key, column.width),
            header=self.header.get(column.key, column.header),
        )

    def _ordered(self, rows: tuple[Cells, ...], at: Mapping[str, int]) -> list[int]:
        """Where the rows stand, by the keys of ``order``, those of a group together.

        Groups that ``order`` does not name stand in the order they first come.
        """
        ordered = list(range(len(rows)))
        for key in reversed(self.order):
            cells = [row[at[key.removeprefix("-")]] for row in rows]
            _sort(ordered, cells, falling=key.startswith("-"))
        if self.group and self.group not in [k.removeprefix("-") for k in self.order]:
            place = at[self.group]
            first = {row[place]: number for number, row in reversed([*enumerate(rows)])}
            ordered.sort(key=lambda one: first[rows[one][place]])
        return ordered


def _sort(places: list[int], cells: list[Cell], *, falling: bool) -> None:
    """Sort rows by the cells of a column, those that have nothing there last."""
    places.sort(key=lambda place: _sortable(cells[place]), reverse=falling)
    places.sort(key=lambda place: cells[place] in {None, ""})


def _sortable(cell: Cell) -> tuple[int, int, str]:
    """Numbers and levels before text."""
    if isinstance(cell, int):
        return (0, cell, "")
    if cell in _LEVELS:
        level = _LEVELS[cell]
        return (0, -1 if level is None else level, "")
    return (1, 0, cell or "")


def _numbered(
    rows: list[Cells], places: list[int], at: Mapping[str, int]
) -> Iterator[Cells]:
    ordinal = at.get(ORDINAL.key)
    for number, row in enumerate(rows, 1):
        yield tuple(number if place == ordinal else row[place] for place in places)
