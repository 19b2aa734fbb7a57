"""How subsidies are printed: sums by status, what is had twice, each of them."""

from __future__ import annotations

from dataclasses import asdict

from registry.cli.rounds_shown import foot, head
from registry.cli.show import Format, as_json, as_table, headed, listing, out, party
from registry.desk.read.session import Reading
from registry.desk.read.subsidies import Subsidies, Subsidised, Sum
from registry.desk.read.subsidies_table import doubled, summed
from registry.desk.read.units import yuan
from registry.terms import MADE_UP

MONEY = (
    "企业",
    "上报单位",
    "称号",
    "类型",
    "金额（元）",
    "状态",
    "批准日期",
    "拨付日期",
    "收回日期",
    "预算项目",
    "就高不重复",
    "备注",
)


SHORT = ("企业", "称号", "金额（元）", "状态", "拨付日期", "就高不重复", "备注")


def subsidies(
    reading: Reading, found: Subsidies, layout: Format, *, names: bool
) -> None:
    """Print sums by status and what is had twice, or every subsidy."""
    if layout is Format.JSON:
        as_json(headed(reading) | _money_object(found))
        return
    if layout is Format.CSV:
        listing(layout, MONEY, [_money(row) for row in found.rows])
        return
    head(reading, "奖补", layout)
    out(summed(found))
    as_table(("状态", "笔数", "金额"), [_sum(one) for one in found.sums])
    out(doubled(found))
    if names:
        as_table(SHORT, [_short(row) for row in found.rows])
    foot(found.terms, layout)


def _sum(one: Sum) -> tuple[str, ...]:
    return (one.status.label, str(one.count), yuan(one.amount))


def _money(row: Subsidised) -> tuple[str, ...]:
    return (
        row.name,
        row.unit,
        row.rung,
        row.kind.label,
        f"{row.amount / 100:.2f}".removesuffix(".00"),
        row.status.label,
        row.approved_on,
        row.paid_on,
        row.recovered_on,
        row.budget_line,
        f"已有「{row.instead}」" if row.instead else "",
        "；".join(filter(None, (row.note, MADE_UP if row.sample else ""))),
    )


def _short(row: Subsidised) -> tuple[str, ...]:
    told = dict(zip(MONEY, _money(row), strict=True))
    return tuple(told[heading] for heading in SHORT)


def _money_object(found: Subsidies) -> dict[str, object]:
    return {
        "terms": str(found.terms),
        "titles": found.titles,
        "amount_fen": found.amount,
        "sums": list(map(_sum_object, found.sums)),
        "doubled": len(found.doubled),
        "subsidies": list(map(_row_object, found.rows)),
    }


def _row_object(row: Subsidised) -> dict[str, object]:
    """A subsidy with the enterprise as an object of its own."""
    told = asdict(row)
    for key in ("enterprise_id", "uscc", "unit", "amount"):
        del told[key]
    return told | {
        "enterprise": party(row),
        "kind_name": row.kind.label,
        "status_name": row.status.label,
        "amount_fen": row.amount,
    }


def _sum_object(one: Sum) -> dict[str, object]:
    """A sum with its status in words; money in fen."""
    return {
        "status": one.status,
        "status_name": one.status.label,
        "count": one.count,
        "amount_fen": one.amount,
    }
