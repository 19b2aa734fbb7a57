"""Subsidies as a list that can leave the register: amounts as numbers, in yuan."""

from __future__ import annotations

from registry import columns
from registry.columns import Cell, Column, Kind
from registry.desk.read.issued import issued
from registry.desk.read.session import Reading
from registry.desk.read.subsidies import Subsidies, Subsidised
from registry.desk.read.units import in_yuan, yuan
from registry.lists.table import Table
from registry.lists.whose import Listed, Whose
from registry.terms import MADE_UP

COLUMNS = (
    columns.ORDINAL,
    columns.ENTERPRISE,
    columns.SUBJECT,
    columns.UNIT,
    columns.RUNG,
    Column("amount", "金额（元）", 12, Kind.NUMBER),
    Column("status", "状态", 8),
    Column("approved_on", "批准日期", 12, Kind.DATE),
    Column("paid_on", "拨付日期", 12, Kind.DATE),
    Column("budget_line", "预算项目", 20),
    Column("instead", "就高不重复", 26),
    columns.NOTE,
)


def table(reading: Reading, found: Subsidies) -> Table:
    """Each title with its subsidy, or with what is still to be given."""
    counted = f"{summed(found)}；{doubled(found)}。{found.terms.meant}"
    return issued(
        reading,
        "奖补清单",
        f"{reading.info.as_of} {counted}",
        COLUMNS,
        tuple(_cells(place, row) for place, row in enumerate(found.rows, 1)),
        sample=any(row.sample for row in found.rows),
        each=Listed.SUBSIDY,
        whose=tuple(map(_whose, found.rows)),
    )


def _whose(row: Subsidised) -> Whose:
    return Whose(row.enterprise_id, row.subject_id, row.rung_code)


def summed(found: Subsidies) -> str:
    """20 个称号，奖补 20 笔 200 万元."""
    return f"{found.titles} 个称号，奖补 {len(found.rows)} 笔 {yuan(found.amount)}"


def doubled(found: Subsidies) -> str:
    """What is had twice, or that nothing is."""
    if not found.doubled:
        return "重复享受（就高不重复）：没有"
    names = "；".join(f"{row.name}：已有「{row.instead}」" for row in found.doubled)
    return f"重复享受（就高不重复）{len(found.doubled)} 笔：{names}"


def _cells(place: int, row: Subsidised) -> tuple[Cell, ...]:
    note = "；".join(filter(None, (MADE_UP if row.sample else "", row.note)))
    return (
        place,
        row.enterprise,
        row.subject,
        row.unit,
        row.rung,
        in_yuan(row.amount),
        row.status.label,
        row.approved_on,
        row.paid_on,
        row.budget_line,
        row.instead,
        note,
    )
