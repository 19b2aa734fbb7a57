"""Lists to write, made by hand."""

from __future__ import annotations

from datetime import date

from registry.columns import Cell
from registry.lists import layouts
from registry.lists.table import Table

HOSTILE = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "＝1+1",
    "＋1",
    "－1",
    "＠A1",
    "\t=1+1",
    "\r=1+1",
    " =1+1",
    "'=1+1",
    '=HYPERLINK("http://x","点我")',
    "http://example.com",
    "mailto:a@b",
    "{=1}",
    "0012345",
    "1e5",
)


def record(**values: Cell) -> dict[str, Cell]:
    """A row of the titles list; what is not given is empty."""
    given: dict[str, Cell] = {column.key: None for column in layouts.TITLES.columns}
    return given | values


def table(*records: dict[str, Cell], marks: tuple[str, ...] = ()) -> Table:
    """A list of titles as of 2022-12-31."""
    return Table(
        title="市级标杆车间名单",
        issuer="株洲市工业和信息化局",
        on=date(2022, 12, 31),
        terms="截至 2022-12-31 有效的称号",
        basis="株工信发〔2022〕33号（样例条件）",
        columns=layouts.TITLES.columns,
        rows=layouts.TITLES.freeze(records),
        marks=marks,
        head="a" * 64,
    )
