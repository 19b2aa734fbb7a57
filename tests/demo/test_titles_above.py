"""Titles of province and nation in the 2022 report, derived by query."""

from __future__ import annotations

import sqlite3

import pytest

from tests.demo.asking import holders, recognised, rows, value


def test_eight_provincial_benchmark_workshops_of_2022_three_of_them_named(
    demo: sqlite3.Connection,
) -> None:
    assert len(recognised(demo, "benchmark/province-workshop")) == 8
    assert holders(demo, "benchmark/province-workshop") == {
        "时代新材",
        "株洲车辆",
        "株洲瑞德尔智能装备有限公司",
    }


def test_who_holds_which_of_two_titles_stays_open_where_the_report_leaves_it_open(
    demo: sqlite3.Connection,
) -> None:
    listed = rows(
        demo, "SELECT 企业 FROM v_roster WHERE 名册 LIKE '%合并列名%' ORDER BY 企业"
    )
    assert [name for (name,) in listed] == ["中车株机", "时代电动"]
    assert holders(demo, "benchmark/province-enterprise") == set()
    assert holders(demo, "benchmark/nation-factory") == set()


@pytest.mark.parametrize(
    ("rung", "kind", "enterprise", "subject"),
    [
        ("pilot/nation-standard", "工厂", "中车株洲所", "轨道交通电气装备智能工厂"),
        (
            "pilot/nation-sme-digital",
            "企业",
            "湖南思伯信息科技有限公司",
            "湖南思伯信息科技有限公司",
        ),
        (
            "provider/nation",
            "企业",
            "株洲嘉成科技发展有限公司",
            "株洲嘉成科技发展有限公司",
        ),
    ],
)
def test_national_pilots_and_the_national_provider_are_each_one_of_2022(
    demo: sqlite3.Connection, rung: str, kind: str, enterprise: str, subject: str
) -> None:
    held = rows(
        demo,
        "SELECT s.种类, t.企业, t.认定对象, t.认定日期 FROM v_title t"
        " JOIN v_subject s ON s.编号 = t.认定对象编号"
        " WHERE t.称号代码 = :rung",
        rung=rung,
    )
    assert held == [(kind, enterprise, subject, "2022")]


def test_three_national_excellent_scenes_with_their_owners(
    demo: sqlite3.Connection,
) -> None:
    held = rows(
        demo,
        "SELECT t.企业, t.认定对象 FROM v_title t"
        " JOIN v_subject s ON s.编号 = t.认定对象编号 AND s.种类 = '场景'"
        " WHERE t.称号代码 = 'scene/nation-excellent'",
    )
    assert set(held) == {
        ("中车株洲电机有限公司", "数字孪生工厂建设"),
        ("中车株洲电机有限公司", "产线柔性配置"),
        ("株洲瑞德尔智能装备有限公司", "产品数字化研发与设计"),
    }


def test_eleven_providers_entered_the_fourth_provincial_batch_three_of_them_named(
    demo: sqlite3.Connection,
) -> None:
    batch = value(
        demo,
        "SELECT count(*) FROM title t JOIN round r ON r.id = t.round_id"
        " WHERE r.rung = 'provider/province' AND r.year = 2022 AND r.ordinal = 4",
    )
    assert batch == 11
    assert holders(demo, "provider/province") == {
        "精益传动",
        "株洲瑞德尔智能装备有限公司",
        "新长城科技",
    }


def test_the_national_provider_came_with_the_fifth_batch(
    demo: sqlite3.Connection,
) -> None:
    batch = rows(
        demo,
        "SELECT r.ordinal FROM title t JOIN round r ON r.id = t.round_id"
        " WHERE t.rung = 'provider/nation'",
    )
    assert batch == [(5,)]
