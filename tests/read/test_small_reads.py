from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from registry.desk.read import choices, lookup, performance, shown
from registry.desk.read.eligibility import EligibilitySource, why
from registry.desk.read.enterprises import EnterpriseSource
from registry.desk.read.session import Reading
from registry.desk.read.titles import TitleSource
from registry.desk.read.values import Row, Source
from registry.errors import InputError
from tests.read.book import Book


def holders(source: TitleSource, limit: int, *, back: bool = False) -> list[Row]:
    rows = page = source.page(limit=limit, back=back)
    while page:
        edge = rows[0 if back else -1].cursor
        page = source.page(after=edge, back=back, limit=limit)
        rows = page + rows if back else rows + page
    return rows


def test_pages_of_titles_there_and_back_are_the_same(demo: Reading) -> None:
    source = TitleSource(demo)
    rows = holders(source, 7)
    assert holders(source, 7, back=True) == rows
    assert len(rows) == source.count()
    assert source.at(5, 3) == rows[5:8]


def test_titles_of_one_rung_are_the_latest_first(demo: Reading) -> None:
    source = TitleSource(demo, "benchmark/city-workshop")
    rows = holders(source, 100)
    assert {row.cells[3] for row in rows} == {"市级智能制造标杆车间"}
    days = [row.cursor[0] for row in rows]
    assert days == sorted(days, key=str, reverse=True)
    assert len(rows) == 10


def test_a_title_known_to_the_year_is_shown_to_the_year(demo: Reading) -> None:
    rows = holders(TitleSource(demo, "benchmark/city-sme"), 100)
    named = next(row for row in rows if row.cells[0] == "立方新能源")
    assert named.cells[4] == "2022"


def test_the_enterprise_of_a_title_is_its_subjects_owner(book: Book) -> None:
    book.rung("benchmark/city-workshop", "市级标杆车间")
    owner = book.enterprise("甲公司")
    title = book.title(book.workshop(owner, "一车间"), "benchmark/city-workshop")
    source = TitleSource(book.reading())
    assert source.enterprise(title) == owner
    assert source.page()[0].cells[:2] == ("甲公司", "一车间")


def test_choices_are_what_the_register_has(demo: Reading) -> None:
    assert ("benchmark/city-sme", "市级智能制造标杆中小企业") in choices.rungs(demo)
    assert [name for _, name in choices.units(demo)][:2] == ["荷塘区", "芦淞区"]
    assert "株工信发〔2022〕33号" in dict(choices.documents(demo))


def test_an_enterprise_comes_before_what_it_owns(book: Book) -> None:
    for code, name in (("enterprise", "企业"), ("workshop", "车间")):
        book.put("subject_kind", code=code, name=name)
    owner = book.enterprise("甲公司")
    workshop = book.workshop(owner, "一车间")
    assert choices.subjects(book.reading(), owner) == (
        (owner, "企业 甲公司"),
        (workshop, "车间 一车间"),
    )


def test_a_day_is_read_to_the_day_or_refused() -> None:
    assert lookup.day("2022年12月31日") == date(2022, 12, 31)
    with pytest.raises(InputError, match="只到月；此处要写到日，如 2022-03-01"):
        lookup.day("2022-12")
    with pytest.raises(InputError, match=r"请写成 2022-03-01 或 2022年3月1日$"):
        lookup.day("明天")


def test_the_self_evaluation_adds_up_from_its_rows(demo: Reading) -> None:
    (evaluated,) = performance.evaluations(demo, 2022)
    assert (evaluated.score, evaluated.weight) == (Decimal(98), Decimal(100))


def test_a_budget_line_says_what_share_was_paid(demo: Reading) -> None:
    shares = [one.share for one in performance.budgets(demo, 2022)]
    assert shares == [Decimal("100.00"), Decimal("93.58")]


def test_reported_figures_say_so_and_name_their_source(demo: Reading) -> None:
    lines = performance.reported(demo, 2022)
    assert lines
    assert all("填报" in line.value and line.source for line in lines)


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [
        ("2021-01-01", "2022-01-01", "2021 年"),
        ("2021-02-01", "2021-03-01", "2021 年 2 月"),
        ("2021-02-01", "2021-02-02", "2021-02-01"),
        ("2019-01-01", "2022-01-01", "2019-01-01 至 2021-12-31"),
        ("2021-02-03", "2021-03-03", "2021-02-03 至 2021-03-02"),
    ],
)
def test_a_period_is_said_as_officials_say_it(
    since: str, until: str, said: str
) -> None:
    assert shown.period(since, until) == said


@pytest.mark.parametrize(
    ("source", "titles"),
    [
        (
            EnterpriseSource,
            "企业名称 统一社会信用代码 上报单位 行业 等级 评估 称号 状态",
        ),
        (EligibilitySource, "企业名称 对象 上报单位 晋级至 结论 还差"),
        (TitleSource, "企业名称 对象 上报单位 称号 认定日期 有效期至 文号"),
    ],
)
def test_every_source_has_a_cell_for_every_heading(
    demo: Reading, source: Callable[[Reading], Source], titles: str
) -> None:
    shown_by = source(demo)
    assert [heading.title for heading in shown_by.headings] == titles.split()
    for row in shown_by.page(limit=3):
        assert len(row.cells) == len(shown_by.headings)


def test_why_answers_whether_or_not_one_is_a_candidate(demo: Reading) -> None:
    held = TitleSource(demo, "benchmark/city-workshop").page(limit=1)[0]
    title = demo.one("SELECT subject_id FROM title WHERE id = :id", id=held.id)
    assert title is not None
    (answer,) = why(demo, title["subject_id"], "benchmark/city-workshop")
    assert answer.subject.name == held.cells[1]


def test_a_round_is_known_by_part_of_its_name(demo: Reading) -> None:
    id_ = lookup.round_id(demo.connection, "标杆车间认定")
    found = demo.one("SELECT name FROM round WHERE id = :id", id=id_)
    assert found is not None
    assert found["name"] == "2022年株洲市智能制造标杆车间认定"
