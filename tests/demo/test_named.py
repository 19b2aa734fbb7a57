"""A real organisation gets what the report says of it, and nothing else."""

from __future__ import annotations

import sqlite3

import pytest

from registry.model.tables import METADATA, recorded
from tests.demo.asking import rows, value
from tests.demo.report import FULL_NAMES, NAMED

_REFERENCE = {"registry", "division", "unit", "subject_kind", "event_kind"} | {
    "stage_kind",
    "policy",
    "rung",
}
"""Tables whose rows say nothing of the year 2022 in 株洲."""

_OF_NOBODY_REAL = (
    "division_spell",
    "unit_spell",
    "address_spell",
    "industry_spell",
    "size_spell",
    "designated_spell",
    "status_spell",
    "parent_spell",
    "succession",
    "assessment",
    "fact",
    "event",
    "coverage",
    "judgement",
    "pool_entry",
    "decision",
)


def test_the_real_organisations_are_those_the_report_names(
    demo: sqlite3.Connection,
) -> None:
    named = rows(demo, "SELECT 名称 FROM v_enterprise WHERE 样例 = '否'")
    assert {name for (name,) in named} == NAMED
    assert len(named) == len(NAMED)


def test_no_short_name_is_passed_off_as_a_full_one(demo: sqlite3.Connection) -> None:
    full = rows(demo, "SELECT 名称 FROM v_name WHERE 样例 = '否' AND 种类 = '全称'")
    short = rows(demo, "SELECT 名称 FROM v_name WHERE 样例 = '否' AND 种类 = '简称'")
    assert {name for (name,) in full} == FULL_NAMES
    assert {name for (name,) in short} == (NAMED - FULL_NAMES) | {"瑞德尔"}


def test_none_has_a_credit_code_or_a_founding_day(demo: sqlite3.Connection) -> None:
    told = rows(demo, "SELECT uscc, established_on FROM enterprise WHERE NOT sample")
    assert set(told) == {(None, None)}


def test_the_school_is_a_school(demo: sqlite3.Connection) -> None:
    schools = rows(demo, "SELECT 名称 FROM v_enterprise WHERE 组织类型 <> '企业'")
    assert schools == [("有色金属学院",)]


@pytest.mark.parametrize("table", _OF_NOBODY_REAL)
def test_what_the_report_does_not_say_is_recorded_of_no_real_one(
    demo: sqlite3.Connection, table: str
) -> None:
    assert value(demo, f"SELECT count(*) FROM {table} WHERE NOT sample") == 0  # noqa: S608  # a table's name


@pytest.mark.parametrize("table", sorted(set(recorded()) - _REFERENCE))
def test_a_real_day_is_known_to_the_year_only(
    demo: sqlite3.Connection, table: str
) -> None:
    columns = [str(column.name) for column in METADATA.tables[table].columns]
    for precision in (name for name in columns if name.endswith("_precision")):
        stem = precision.removesuffix("_precision")
        day = next(
            name for name in (f"{stem}_on", f"valid_{stem}", stem) if name in columns
        )
        sql = f'SELECT count(*) FROM "{table}" WHERE NOT sample AND "{day}" IS NOT NULL AND {precision} <> \'year\''  # noqa: E501, S608  # names of columns
        assert value(demo, sql) == 0, f"{table}.{day}"


def test_no_round_or_application_of_a_real_one_has_an_invented_day(
    demo: sqlite3.Connection,
) -> None:
    days = rows(
        demo,
        "SELECT opens_on, closes_on, notice_since, notice_through, closed_on, quota"
        " FROM round WHERE NOT sample"
        " UNION SELECT applied_on, NULL, NULL, NULL, NULL, NULL"
        " FROM application WHERE NOT sample",
    )
    assert days == [(None,) * 6]


def test_where_a_workshop_is_not_named_its_record_says_so(
    demo: sqlite3.Connection,
) -> None:
    workshops = rows(
        demo, "SELECT 企业, 名称 FROM v_subject WHERE 样例 = '否' AND 种类 = '车间'"
    )
    unnamed = "标杆车间（报告未载名称）"
    assert set(workshops) == {
        ("中车时代电气", "轨道交通核心零部件电气装备系统集成车间"),
        ("时代新材", unnamed),
        ("株洲车辆", unnamed),
        ("株洲瑞德尔智能装备有限公司", unnamed),
    }


def test_every_real_title_says_where_it_is_known_from(
    demo: sqlite3.Connection,
) -> None:
    sources = rows(demo, "SELECT source FROM title WHERE NOT sample")
    assert len(sources) == 14
    assert all(str(source).startswith("2022年度") for (source,) in sources)


def test_no_decision_was_frozen_about_a_real_one(demo: sqlite3.Connection) -> None:
    asked = value(
        demo,
        "SELECT count(*) FROM decision d JOIN application_step s ON s.id = d.step_id"
        " JOIN application a ON a.id = s.application_id"
        " JOIN subject b ON b.id = a.subject_id WHERE NOT b.sample",
    )
    assert asked == 0
