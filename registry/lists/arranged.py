"""Lists laid out by a TOML file: whose rows, which columns, in what order and groups.

A file in ``data/lists`` or one's own names the list it is made from (``rows``, as
``tidu list`` takes it) and says how it is shown. Nothing of it is code.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast

from registry import paths
from registry.columns import ORDINAL, Cell, Column
from registry.errors import Fault, FaultsError, StoreError, because
from registry.lists.table import Cells, Table
from registry.terms import level_label
from registry.text import visible

_KEYS = ("name", "rows", "title", "columns", "order", "group", "notes", "signature")
_LISTS = ("columns", "order", "notes", "signature")
_LEVELS = {level_label(level): level for level in (None, *range(6))}


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How a list is laid out.

    ``columns`` are keys of the list it is made from, all where empty; ``order`` keys to
    sort by, those with - before them from the greatest; ``width`` in cells, ``header``
    what a column is called here. ``title`` may hold {title}, the list's own.
    """

    name: str
    rows: str
    title: str = "{title}"
    columns: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    group: str = ""
    notes: tuple[str, ...] = ()
    signature: tuple[str, ...] = ()
    width: Mapping[str, int] = field(default_factory=dict)
    header: Mapping[str, str] = field(default_factory=dict)

    def apply(self, table: Table) -> Table:
        """The list laid out anew, numbered in its new order.

        Raises:
            FaultsError: it names columns that the list has not.
        """
        at = {column.key: place for place, column in enumerate(table.columns)}
        self._require(at)
        keys = self.columns or tuple(at)
        rows = self._ordered(table.rows, at)
        return replace(
            table,
            title=self.title.replace("{title}", table.title),
            columns=tuple(self._column(table.columns[at[key]]) for key in keys),
            rows=tuple(_numbered(rows, [at[key] for key in keys], at)),
            group=self.group,
            notes=self.notes,
            signature=self.signature,
        )

    def _require(self, at: Mapping[str, int]) -> None:
        named = (*self.columns, *(key.lstrip("-") for key in self.order), self.group)
        unknown = [key for key in (*named, *self.width, *self.header) if key]
        faults = tuple(
            Fault(
                file=self.name,
                value=visible(key),
                problem=f"名单「{self.rows}」没有这一列",
                remedy=f"可写：{'、'.join(at)}",
            )
            for key in dict.fromkeys(unknown)
            if key not in at
        )
        if faults:
            raise FaultsError(faults)

    def _column(self, column: Column) -> Column:
        return replace(
            column,
            width=self.width.get(column.key, column.width),
            header=self.header.get(column.key, column.header),
        )

    def _ordered(self, rows: tuple[Cells, ...], at: Mapping[str, int]) -> list[Cells]:
        """The rows by the keys of ``order``, before all by the group's."""
        ordered = list(rows)
        keys = list(self.order)
        if self.group and self.group not in [key.lstrip("-") for key in keys]:
            ordered = _together(ordered, at[self.group])
        for key in reversed(keys):
            place = at[key.lstrip("-")]
            ordered.sort(
                key=lambda row, place=place: _sortable(row[place]),  # type: ignore[misc]
                reverse=key.startswith("-"),
            )
        return ordered


def _together(rows: list[Cells], place: int) -> list[Cells]:
    """The rows of one value together, the values in the order they first come."""
    first: dict[Cell, int] = {}
    for row in rows:
        first.setdefault(row[place], len(first))
    return sorted(rows, key=lambda row: first[row[place]])


def _sortable(cell: Cell) -> tuple[int, int, str]:
    """Nothing first, then numbers and levels, then text."""
    if cell is None or cell == "":
        return (0, 0, "")
    if isinstance(cell, int):
        return (1, cell, "")
    if cell in _LEVELS:
        level = _LEVELS[cell]
        return (1, -1 if level is None else level, "")
    return (2, 0, cell)


def _numbered(
    rows: list[Cells], places: list[int], at: Mapping[str, int]
) -> Iterator[Cells]:
    ordinal = at.get(ORDINAL.key)
    for number, row in enumerate(rows, 1):
        yield tuple(number if place == ordinal else row[place] for place in places)


def shipped() -> tuple[Arrangement, ...]:
    """The lists that come with the program, by name."""
    files = sorted((paths.data() / "lists").glob("*.toml"))
    return tuple(load(path) for path in files)


def load(path: Path) -> Arrangement:
    """The layout in a TOML file.

    Raises:
        StoreError: the file cannot be read.
        FaultsError: it is no TOML, or has unknown, missing or wrong entries.
    """
    try:
        text = path.read_bytes().decode()
    except (OSError, UnicodeDecodeError) as error:
        told = because(error) if isinstance(error, OSError) else "不是 UTF-8"
        raise StoreError(f"不能读取 {path}（{told}）；请核对文件") from error
    try:
        told_of = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        fault = Fault(path.name, f"不是 TOML（{error}）", "请照 data/lists 中的文件写")
        raise FaultsError((fault,)) from error
    if faults := tuple(_faults(path.name, told_of)):
        raise FaultsError(faults)
    values: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in told_of.items()
    }
    return Arrangement(**values)


def _faults(file: str, told: Mapping[str, object]) -> Iterator[Fault]:
    for key in ("name", "rows"):
        if not told.get(key):
            yield Fault(file, f"还缺 {key}", f'请写 {key} = "…"')
    for key, value in told.items():
        if not _right(key, value):
            known = "、".join((*_KEYS, "[width]", "[header]"))
            problem = f"没有这一项或写法不对：{key}"
            yield Fault(file, problem, f"可写：{known}；{'、'.join(_LISTS)} 写成 […]")


def _right(key: str, value: object) -> bool:
    match key:
        case "columns" | "order" | "notes" | "signature":
            return isinstance(value, list) and all(_printed(one) for one in value)
        case "width":
            return _values(value, int)
        case "header":
            return _values(value, str)
        case _:
            return key in _KEYS and _printed(value)


def _printed(value: object) -> bool:
    return isinstance(value, str) and value.isprintable()


def _values(value: object, kind: type) -> bool:
    if not isinstance(value, dict):
        return False
    told = cast("dict[str, object]", value).values()
    return all(isinstance(one, kind) and one not in {0, ""} for one in told)
