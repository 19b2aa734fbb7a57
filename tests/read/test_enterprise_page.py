"""Everything about one enterprise on one page."""

from __future__ import annotations

import pytest

from registry import paths
from registry.desk.read.enterprise_page import page
from registry.desk.read.lookup import enterprise_id
from registry.desk.read.session import Reading
from registry.desk.read.values import Card, Line
from tests.read.book import Book, Value


def section(shown: Card, title: str) -> tuple[Line, ...]:
    return dict(shown.sections)[title]


def demo_page(demo: Reading, name: str) -> Card:
    return page(demo, enterprise_id(demo.connection, name))


def test_a_page_goes_from_who_it_is_to_what_was_changed(demo: Reading) -> None:
    titles = [title for title, _ in demo_page(demo, "时代新材").sections]
    order = "基本 名称 评估 称号 梯度 缺数据 申报 奖补 培育 名册 事件 指标 变更"
    assert " ".join(titles) == order


def test_names_are_told_over_time_with_what_a_correction_calls_them(
    book: Book,
) -> None:
    id_ = book.enterprise()
    book.name(id_, "甲机械", until="2022-05-01")
    book.name(id_, "乙智能", since="2022-05-01")
    book.name(id_, "乙", kind="short")
    book.name(id_, "丙", since="2026-01-01")
    named = section(page(book.reading(), id_), "名称")
    assert [(one.label, one.value, one.on, one.record) for one in named] == [
        ("全称", "乙智能", "2022-05-01 起", "企业名称 2"),
        ("简称", "乙", "", "简称 3"),
        ("曾用名", "甲机械", "建账前 至 2022-05-01", "企业名称 1"),
    ]


def test_every_ladder_tells_what_is_held_and_what_the_next_step_lacks(
    demo: Reading,
) -> None:
    lines = section(demo_page(demo, "时代新材"), "梯度")
    assert lines[0].value == "省级：省级智能制造标杆车间（标杆车间（报告未载名称））"
    steps = {one.label: one for one in lines}
    enterprise = steps["→ 省级智能制造标杆企业"]
    assert enterprise.value.startswith("待核；缺数据：在本省注册、上年度主营业务收入")
    assert enterprise.source == "湘工信装备〔2022〕305号（原文）"
    assert steps["智能制造服务商"].value == "尚未持有称号"
    assert not any("2026" in one.source or "2025" in one.source for one in lines)


def test_what_is_unmet_says_by_how_much_and_a_renewal_is_called_so(
    book: Book,
) -> None:
    policy = (paths.data() / "policies/quality-sme-2026.toml").read_text("utf-8")
    book.put("policy", since="2026-04-01", basis="secondary", toml=policy)
    book.rung("sme/specialised", "专精特新中小企业", programme="quality-sme")
    id_ = book.enterprise("甲")
    days = {"recognised_on": "2024-07-01", "valid_until": "2027-06-30"}
    book.title(id_, "sme/specialised", **days)
    year: dict[str, Value] = {"since": "2026-01-01", "until": "2027-01-01"}
    book.put(
        "fact", subject_id=id_, key="segment_years", value=1, period="year", **year
    )
    lines = section(page(book.reading("2027-01-10"), id_), "梯度")
    renewal = next(one for one in lines if one.label.endswith("（复核）"))
    assert renewal.label == "→ 专精特新中小企业（复核）"
    assert renewal.value.startswith("不可晋级；不符：")
    assert "从事细分市场年限（" in renewal.value


def test_what_is_not_recorded_is_listed_once_with_what_needs_it(
    demo: Reading,
) -> None:
    lines = section(demo_page(demo, "时代新材"), "缺数据")
    labels = [one.label for one in lines]
    assert labels[:3] == ["统一社会信用代码", "上报单位", "行业"]
    assert len(set(labels)) == len(labels)
    registered = next(one for one in lines if one.label == "在本省注册")
    assert registered.source.startswith("用于 ")
    assert "省级智能制造标杆企业" in registered.source


def applied(book: Book, *steps: dict[str, Value]) -> tuple[Line, ...]:
    book.rung("benchmark/city-sme", "市级标杆")
    for ordinal, (code, name, role, final) in enumerate(
        (
            ("county_check", "初审", "line", 0),
            ("recognised", "认定", "recognition", 1),
            ("rejected", "未通过", "rejection", 1),
        )
    ):
        book.put(
            "stage_kind", code=code, name=name, role=role, final=final, ordinal=ordinal
        )
    id_ = book.enterprise("甲")
    round_ = book.put("round", rung="benchmark/city-sme", year=2022, name="首批")
    application = book.put("application", round_id=round_, subject_id=id_, kind="new")
    for step in steps:
        given: dict[str, Value] = {"on": "2022-06-01", "application_id": application}
        book.put("application_step", **given | step)
    return section(page(book.reading(), id_), "申报")


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ((), "已申报"),
        (({"stage": "county_check", "passed": 1},), "初审"),
        (({"stage": "county_check", "passed": 0},), "初审：未记录原因"),
        (
            ({"stage": "county_check", "passed": 0, "reason": "产值不足"},),
            "初审：产值不足",
        ),
        (({"stage": "rejected"},), "未通过：未记录原因"),
        (
            (
                {"stage": "county_check", "passed": 0, "reason": "产值不足"},
                {"stage": "rejected", "on": "2022-07-01"},
            ),
            "未通过：产值不足",
        ),
        (({"stage": "recognised", "passed": 1},), "认定"),
    ],
)
def test_an_application_says_how_it_stands_and_why_it_failed(
    book: Book, steps: tuple[dict[str, Value], ...], said: str
) -> None:
    first = applied(book, *steps)[0]
    assert first.value == f"{said} · 新申报"


def test_the_rosters_it_stands_on_are_told_with_the_unit_of_then(book: Book) -> None:
    id_, unit = book.enterprise("甲"), book.put("unit", name="天元区")
    for name, day in (("2022应评名册", "2022-03-01"), ("2026名册", "2026-03-01")):
        roster = book.put("roster", name=name, on=day, terms="规上企业")
        book.put("roster_entry", roster_id=roster, subject_id=id_, unit_id=unit)
    assert section(page(book.reading(), id_), "名册") == (
        Line("2022应评名册", "天元区 · 规上企业", "2022-03-01"),
    )
