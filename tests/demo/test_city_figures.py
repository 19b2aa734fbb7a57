"""The city's own figures of the 2022 report, derived by query."""

from __future__ import annotations

import sqlite3

import pytest

from tests.demo.asking import rows, value


def test_two_measures_were_issued_by_the_city_in_2022(
    demo: sqlite3.Connection,
) -> None:
    issued = rows(
        demo,
        "SELECT 文号, 标题 FROM v_document WHERE 种类 = '办法'"
        " AND 发文机关 = '株洲市工业和信息化局' AND 日期 = '2022' ORDER BY 文号",
    )
    assert issued == [
        ("株工信发〔2022〕1号", "株洲市智能制造服务提供商认定管理办法"),
        (
            "株工信发〔2022〕33号",
            "株洲市智能制造标杆车间和标杆中小企业认定管理暂行办法",
        ),
    ]


def test_more_than_a_hundred_above_size_enterprises_assessed_themselves(
    demo: sqlite3.Connection,
) -> None:
    assessed = value(
        demo,
        "SELECT count(DISTINCT a.企业编号) FROM v_assessment a"
        " JOIN v_enterprise e ON e.编号 = a.企业编号"
        " WHERE a.评估方式 = '自评估' AND a.日期 <= '2022-12-31' AND e.规上 = '是'",
    )
    assert isinstance(assessed, int)
    assert 100 <= assessed < 200, "「100余家」是下限，也不是两百家"


def test_the_directory_grades_every_assessed_enterprise_in_the_national_spread(
    demo: sqlite3.Connection,
) -> None:
    latest = rows(
        demo,
        "SELECT level FROM (SELECT level, row_number() OVER ("
        'PARTITION BY subject_id ORDER BY "on" DESC, id DESC) AS latest'
        " FROM assessment WHERE voided_by IS NULL) WHERE latest = 1",
    )
    shares = [
        round(100 * sum(level in band for (level,) in latest) / len(latest))
        for band in ((0, 1), (2,), (3,), (4, 5))
    ]
    assert shares == [63, 21, 12, 4]


def test_the_cultivation_plan_says_for_each_enterprise_what_by_when(
    demo: sqlite3.Connection,
) -> None:
    plan = rows(
        demo,
        "SELECT 目标年度, 培育措施, 责任人 FROM v_pool"
        " WHERE 培育库 = '株洲市智能制造企业梯度培育计划' AND 年度 = 2022",
    )
    assert len(plan) > 0
    assert all(all(row) for row in plan)


def test_82_enterprises_are_on_the_cultivation_list_each_with_a_workshop(
    demo: sqlite3.Connection,
) -> None:
    entries = rows(
        demo,
        "SELECT p.企业编号, s.种类 FROM v_pool p"
        " JOIN v_subject s ON s.编号 = p.认定对象编号"
        " WHERE p.培育库 = '株洲市智能制造标杆车间培育名单' AND p.年度 = 2022"
        " AND p.入库日期 <= '2022-12-31' AND p.出库日期 IS NULL",
    )
    assert len(entries) == 82
    assert len({enterprise for enterprise, _ in entries}) == 82
    assert {kind for _, kind in entries} == {"车间"}


def test_53_applied_after_check_and_recommendation(demo: sqlite3.Connection) -> None:
    applied = value(
        demo,
        "SELECT count(*) FROM application a JOIN round r ON r.id = a.round_id"
        " WHERE a.voided_by IS NULL AND r.year = 2022"
        " AND r.rung LIKE 'benchmark/city-%'",
    )
    recommended = value(
        demo,
        "SELECT count(DISTINCT c.application_id) FROM application_step c"
        " JOIN application_step r ON r.application_id = c.application_id"
        " AND r.stage = 'recommended' AND r.passed"
        " WHERE c.stage = 'county_check' AND c.passed",
    )
    assert (applied, recommended) == (53, 53)


@pytest.mark.parametrize("rung", ["benchmark/city-workshop", "benchmark/city-sme"])
def test_ten_of_each_were_recognised_among_those_who_applied(
    demo: sqlite3.Connection, rung: str
) -> None:
    by_step = rows(
        demo,
        "SELECT a.subject_id FROM application a JOIN round r ON r.id = a.round_id"
        " AND r.rung = :rung AND r.year = 2022"
        " JOIN application_step s ON s.application_id = a.id"
        " AND s.stage = 'recognised' ORDER BY a.subject_id",
        rung=rung,
    )
    by_title = rows(
        demo,
        "SELECT t.subject_id FROM title t JOIN round r ON r.id = t.round_id"
        " WHERE t.rung = :rung AND r.year = 2022 ORDER BY t.subject_id",
        rung=rung,
    )
    assert len(by_title) == 10
    assert by_step == by_title


def test_everyone_else_who_applied_was_told_why_not(demo: sqlite3.Connection) -> None:
    ends = rows(
        demo,
        "SELECT s.stage, s.reason FROM application a"
        " JOIN application_step s ON s.application_id = a.id"
        " JOIN stage_kind k ON k.code = s.stage AND k.final"
        " WHERE s.stage <> 'recognised'",
    )
    assert len(ends) == 33
    assert {stage for stage, _ in ends} == {"rejected", "withdrawn"}
    assert all(reason for _, reason in ends)


def test_the_two_named_city_titles_are_there(demo: sqlite3.Connection) -> None:
    named = rows(
        demo,
        "SELECT 称号, 企业, 认定对象, 认定日期 FROM v_title"
        " WHERE 层级 = '市级' AND 样例 = '否' ORDER BY 称号代码",
    )
    workshop = "轨道交通核心零部件电气装备系统集成车间"
    assert named == [
        ("市级智能制造标杆中小企业", "立方新能源", "立方新能源", "2022"),
        ("市级智能制造标杆车间", "中车时代电气", workshop, "2022"),
    ]
