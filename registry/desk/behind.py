"""What stands behind a line of a list: an enterprise, or the list of those counted."""

from __future__ import annotations

import re

from registry.columns import Cell, Kind
from registry.desk.questions import parts
from registry.desk.read import lookup
from registry.desk.read.counting import ENTERPRISES
from registry.desk.read.counting_shape import TOTAL
from registry.desk.read.session import Reading
from registry.errors import NotFoundError
from registry.filter.parse import parse
from registry.lists.table import Cells, Table

_COUNT = frozenset({"count", "统计"})
_ROSTER = frozenset({"roster", "名册"})
_TITLE = "称号"
_ANY = "有数据"
_SHARES = frozenset({"占比", "完成率"})
_PLAIN = re.compile(r"[\w.]+")
_OWNED = re.compile("[/·]")


def behind(reading: Reading, what: str, table: Table, row: int) -> str | int:
    """An enterprise's id, or the words of the list behind a row (its place from 1).

    A line of a count has those it counts behind it, a line of a roster's completion
    who is missing, any other the enterprise it names.

    Raises:
        RegistryError: nothing is behind it, or a name means several.
    """
    kind, _, words = what.replace("：", ":").partition(":")
    cells, text = table.rows[row - 1], parts(words)[0]
    if kind.strip() in _COUNT and parts(words)[1]:
        return _counted(text, table, cells)
    if kind.strip() in _ROSTER and parts(words)[1]:
        return f"roster:{text}{''.join(f';{one}' for one in _sides(table, cells))}"
    return _enterprise(reading, table, cells)


def _counted(text: str, table: Table, cells: Cells) -> str:
    """The words of the list of those that a line of a count counts."""
    sides = _labels(table, cells)
    field = sides[0][0].split(".")[0]
    if not text and field == _TITLE and sides[0][1] != TOTAL:
        return f"titles:{sides[0][1]}"
    asked = [f"({text})"] if text else []
    asked += _sides(table, cells)
    if sides[0][1] == TOTAL and not table.title.startswith(ENTERPRISES[0]):
        asked.append(f"{field}={sides[0][0].partition('.')[2] or _ANY}")
    parse(" ".join(asked))
    return f"enterprises:{' '.join(asked)}"


def _labels(table: Table, cells: Cells) -> list[tuple[str, str]]:
    return [
        (column.header, str(cell or ""))
        for column, cell in zip(table.columns, cells, strict=True)
        if column.kind is not Kind.NUMBER and column.header not in _SHARES
    ]


def _sides(table: Table, cells: Cells) -> list[str]:
    """A condition for each field of the line; none of the sum."""
    sides = _labels(table, cells)
    return [f"{head}={_quoted(it)}" for head, it in sides if it not in {"", TOTAL}]


def _quoted(label: str) -> str:
    return label if _PLAIN.fullmatch(label) else f'"{label}"'


def _enterprise(reading: Reading, table: Table, cells: Cells) -> int:
    keys = [column.key for column in table.columns]
    found: dict[str, Cell] = dict(zip(keys, cells, strict=True))
    named = str(found.get("uscc") or found.get("enterprise") or "")
    if not named:
        raise NotFoundError("这一行不是一家企业，下面没有别的；请换一行")
    try:
        return lookup.enterprise_id(reading.connection, named)
    except NotFoundError:
        return lookup.enterprise_id(reading.connection, _OWNED.split(named)[0])
