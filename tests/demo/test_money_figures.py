"""Budgets, payments, the self-evaluation, and what is only reported."""

from __future__ import annotations

import sqlite3
from decimal import Decimal
from pathlib import Path

import pytest

from registry.desk.read import documents, lookup
from registry.desk.read.session import open_reading
from registry.reports.figures import evaluation, figure
from tests.demo.asking import rows, value
from tests.demo.report import EVALUATION, REPORTED, SCHEME, SPECIAL


def test_200_wan_were_budgeted_and_paid_as_20_times_10_wan(
    demo: sqlite3.Connection,
) -> None:
    paid = rows(
        demo,
        "SELECT s.amount, count(*), count(DISTINCT t.id), sum(p.amount), b.amount"
        " FROM subsidy s JOIN title t ON t.id = s.title_id"
        " JOIN payment p ON p.subsidy_id = s.id"
        " JOIN budget_line b ON b.id = p.budget_line_id"
        " WHERE b.name = :line AND b.year = 2022 AND t.rung LIKE 'benchmark/city-%'"
        " GROUP BY s.amount, b.id",
        line=SPECIAL,
    )
    wan = 1_000_000
    assert paid == [(10 * wan, 20, 20, 200 * wan, 200 * wan)]


def test_56_15_of_60_wan_were_spent_in_two_payments(demo: sqlite3.Connection) -> None:
    payments = rows(
        demo,
        "SELECT 用途, 金额, 日期 FROM v_payment WHERE 预算项目 = :line"
        " ORDER BY 金额 DESC",
        line=SCHEME,
    )
    assert payments == [
        ("创建方案编制服务费", 550_000, "2022"),
        ("采购招标代理服务费", 11_500, "2022"),
    ]
    assert rows(
        demo, "SELECT 金额, 已支出 FROM v_budget WHERE 项目名称 = :line", line=SCHEME
    ) == [(600_000, 561_500)]
    assert figure(demo, f"executed:{SCHEME}:2022") == "56.15万元（93.58%）"


def test_the_self_evaluation_is_the_reports_row_by_row(
    demo: sqlite3.Connection,
) -> None:
    found = evaluation(demo, SPECIAL, 2022).indicators
    assert (
        tuple(
            (
                row.name,
                row.target,
                row.actual,
                int(row.weight or 0),
                int(row.score or 0),
                row.provenance,
            )
            for row in found
        )
        == EVALUATION
    )


def test_the_98_points_are_computed_from_their_rows(demo: sqlite3.Connection) -> None:
    found = evaluation(demo, SPECIAL, 2022)
    assert (found.weight, found.score) == (Decimal(100), Decimal(98))


def test_what_the_register_derives_today_is_what_was_handed_in(
    demo: sqlite3.Connection,
) -> None:
    derived = [
        row
        for row in evaluation(demo, SPECIAL, 2022).indicators
        if row.provenance == "台账推算"
    ]
    assert len(derived) == 5
    assert [row.derived for row in derived] == [row.actual for row in derived]


@pytest.mark.parametrize(("indicator", "actual"), REPORTED)
def test_what_is_only_reported_is_kept_with_its_source_and_shown_as_reported(
    demo: sqlite3.Connection, indicator: str, actual: str
) -> None:
    kept = rows(
        demo,
        "SELECT 完成值, 数据来历, 来源, 文号 IS NOT NULL, 样例 FROM v_target"
        " WHERE 三级指标 = :indicator",
        indicator=indicator,
    )
    assert len(kept) == 1
    value, provenance, source, rests, sample = kept[0]
    assert (value, provenance, rests, sample) == (actual, "填报", 1, "否")
    assert str(source).startswith("2022年度绩效自评报告 二、")


def test_nothing_else_is_kept_as_reported(demo: sqlite3.Connection) -> None:
    kept = {row[0] for row in rows(demo, "SELECT 三级指标 FROM v_target")}
    assert kept == {name for name, *_ in (*REPORTED, *EVALUATION)}


def test_reported_figures_are_no_part_of_the_98_points(
    demo: sqlite3.Connection,
) -> None:
    weighed = value(
        demo,
        "SELECT count(*) FROM target WHERE budget_line_id IS NULL"
        " AND (weight IS NOT NULL OR score IS NOT NULL)",
    )
    assert weighed == 0


def test_a_reported_figure_says_so_on_the_card_of_its_document(
    demo_template: Path,
) -> None:
    with open_reading(demo_template) as reading:
        report = lookup.document_id(reading.connection, SCHEME)
        sections = dict(documents.card(reading, report).sections)
    shown = {line.label: line.value for line in sections["绩效指标"]}
    assert shown == {name: f"{actual} · 填报" for name, actual in REPORTED}
