"""One page for whatever a word names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from registry.desk.read import budget_lines, pools, rungs, subjects
from registry.desk.read.asked import asked_of
from registry.desk.read.session import Reading
from registry.desk.read.things import thing
from registry.desk.read.values import Card, Line
from registry.errors import InputError, NotFoundError
from registry.ladder.policy import Rung
from registry.terms import Tier
from tests.read.book import Book


def section(shown: Card, title: str) -> tuple[Line, ...]:
    return dict(shown.sections)[title]


def said(shown: Card, title: str) -> dict[str, str]:
    return {line.label: line.value for line in section(shown, title)}


@pytest.mark.parametrize(
    ("word", "first", "title"),
    [
        ("时代新材", "基本", "时代新材"),
        ("中车时代电气/集成车间", "对象", "中车时代电气/轨道交通"),
        ("株工信发[2022]33号", "文件", "株工信发〔2022〕33号"),
        ("2022年株洲市智能制造标杆车间认定", "批次", "2022年株洲市"),
        ("株洲市智能制造标杆车间培育名单", "培育库", "株洲市智能制造标杆车间培育名单"),
        ("省级智能制造标杆企业", "称号", "省级智能制造标杆企业"),
        ("benchmark/city-sme", "称号", "市级智能制造标杆中小企业"),
        ("智能制造专项", "预算", "智能制造专项"),
        ("创建方案", "预算", "《株洲国家智能制造先行区创建方案》编制经费"),
    ],
)
def test_a_word_opens_the_page_of_what_it_names(
    demo: Reading, word: str, first: str, title: str
) -> None:
    shown = thing(demo, word)
    assert shown.sections[0][0] == first
    assert shown.title.startswith(title)


def test_a_word_that_names_nothing_is_told_what_can_be_seen(demo: Reading) -> None:
    with pytest.raises(
        NotFoundError, match=r"可以看的有：企业、认定对象.*预算项目"
    ) as it:
        thing(demo, "胡乱")
    assert "是不是" not in str(it.value)
    with pytest.raises(NotFoundError, match="是不是：立方新能源"):
        thing(demo, "立方新能原")


def test_what_may_mean_several_is_refused_with_all(book: Book) -> None:
    for name in ("甲公司", "乙公司"):
        book.workshop(book.enterprise(name), "总装车间")
    with pytest.raises(InputError, match="甲公司/总装车间、乙公司/总装车间"):
        thing(book.reading(), "总装车间")


def test_a_workshop_shows_whose_it_was_and_is(book: Book) -> None:
    book.put("subject_kind", code="workshop", name="车间")
    book.rung("benchmark/city-workshop", "市级标杆车间")
    first, then = book.enterprise("甲公司"), book.enterprise("乙公司")
    workshop = book.put("subject", kind="workshop", name="总装车间")
    book.put(
        "owner_spell", subject_id=workshop, enterprise_id=first, until="2022-03-01"
    )
    book.put("owner_spell", subject_id=workshop, enterprise_id=then, since="2022-03-01")
    book.title(workshop, "benchmark/city-workshop")
    shown = thing(book.reading(), "乙公司/总装车间")
    owners = [one for one in section(shown, "对象") if one.label == "所属企业"]
    assert [(one.value, one.on) for one in owners] == [
        ("乙公司", "2022-03-01 起"),
        ("甲公司", "建账前 至 2022-03-01"),
    ]
    (title,) = section(shown, "称号")
    assert (title.label, title.record) == ("市级标杆车间", "称号 1")
    assert (
        thing(book.reading("2022-01-01"), "甲公司/总装车间").title == "甲公司/总装车间"
    )


def test_a_pool_of_workshops_is_counted_in_workshops(demo: Reading) -> None:
    shown = thing(demo, "株洲市智能制造标杆车间培育名单")
    assert said(shown, "培育库")["在库"].startswith("82 个（属 ")
    assert len(section(shown, "在库")) == 82
    by_unit = said(shown, "在库（按县市区）").values()
    assert sum(int(number) for number in by_unit) == 82


def test_a_pool_of_enterprises_is_counted_in_enterprises(book: Book) -> None:
    pool = book.put("pool", name="培育计划", year=2022)
    for name, left in (("甲", None), ("乙", "2022-06-01")):
        book.put(
            "pool_entry",
            pool_id=pool,
            subject_id=book.enterprise(name),
            admitted_on="2022-03-01",
            left_on=left,
            left_reason="迁出" if left else "",
        )
    shown = thing(book.reading(), "培育计划")
    assert said(shown, "培育库")["在库"] == "1 家"
    (gone,) = section(shown, "已出库")
    assert (gone.label, gone.value, gone.on) == (
        "乙",
        "未登记 · 迁出",
        "2022-03-01 至 2022-06-01",
    )


def test_a_rung_shows_who_holds_it_who_held_it_and_the_steps_to_it(
    demo: Reading,
) -> None:
    shown = thing(demo, "市级智能制造标杆车间")
    assert said(shown, "称号")["当前有效"] == "10 项"
    assert len(section(shown, "持有")) == 10
    (step,) = section(shown, "晋级")
    assert step.source == "株工信发〔2022〕33号（样例条件）"
    assert "可晋级 " in step.value


def test_a_title_that_ended_is_no_longer_held(book: Book) -> None:
    book.rung("benchmark/city-sme", "市级标杆")
    ended = {"end_kind": "revoked", "ended_on": "2022-12-01"}
    book.title(book.enterprise("甲"), "benchmark/city-sme", **ended)
    shown = thing(book.reading(), "市级标杆")
    assert section(shown, "持有") == ()
    assert [line.label for line in section(shown, "曾经持有")] == ["甲"]


def test_a_budget_line_says_what_is_left_of_it(demo: Reading) -> None:
    shown = thing(demo, "2022 智能制造专项")
    assert said(shown, "预算") == {
        "预算": "200 万元",
        "已支出": "200 万元 · 100.00%",
        "结余": "0 元",
    }
    assert len(section(shown, "奖补")) == 20
    assert section(shown, "绩效指标")


@pytest.mark.parametrize(
    ("page", "id_", "told"),
    [
        (pools.card, 99, "没有编号 99 的培育库"),
        (subjects.card, 99, "没有编号 99 的认定对象"),
        (budget_lines.card, 99, "没有编号 99 的预算项目"),
        (rungs.card, "no/rung", "没有称号「no/rung」；请先载入政策"),
    ],
)
def test_what_is_not_there_has_no_page(
    book: Book, page: Callable[..., Card], id_: int | str, told: str
) -> None:
    with pytest.raises(NotFoundError, match=told):
        page(book.reading(), id_)


def test_a_subject_nobody_knows_is_asked_of_no_rung(book: Book) -> None:
    rung = Rung(id="a/b", name="甲", tier=Tier.CITY, subject="workshop")
    with pytest.raises(NotFoundError, match="没有编号 99 的认定对象"):
        asked_of(book.reading(), 99, rung)


def test_a_budget_of_nothing_has_no_share(book: Book) -> None:
    book.put("budget_line", name="空", year=2022, amount=0)
    assert said(thing(book.reading(), "空"), "预算")["已支出"] == "0 元"
