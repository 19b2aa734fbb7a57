"""Days in a filter: whole months and years, days ahead, this year and the next."""

from __future__ import annotations

import pytest

from registry.desk.read.counting import count
from registry.desk.read.filtering import chosen
from registry.desk.read.session import Reading
from tests.read.book import Book


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("称号到期<90天", ["2023-01-30"]),
        ("称号到期<=3个月", ["2023-01-30", "2023-03-31"]),
        ("称号到期<1年", ["2023-01-30", "2023-03-31"]),
        ("称号到期=明年", ["2023-01-30", "2023-03-31"]),
        ("称号到期>今天", ["2023-01-30", "2023-03-31", "2024-05-01"]),
        ("称号到期=2023-01..2023-02", ["2023-01-30"]),
        ("称号到期>2023", ["2024-05-01"]),
    ],
)
def test_what_ends_soon_is_asked_in_days_months_and_years(
    book: Book, text: str, until: list[str]
) -> None:
    book.rung("a/city", "市级标杆")
    firms = {}
    for day in ("2023-01-30", "2023-03-31", "2024-05-01"):
        firms[day] = book.enterprise(f"到 {day}")
        book.title(firms[day], "a/city", valid_until=day)
    assert chosen(book.reading(), text) == tuple(firms[day] for day in until)


@pytest.mark.parametrize("yes", ["是", "√", "yes", "对"])
def test_yes_and_no_are_written_in_several_ways(book: Book, yes: str) -> None:
    firm, other = book.enterprise("规上的"), book.enterprise("规下的")
    book.put("designated_spell", enterprise_id=firm, value=1)
    book.put("designated_spell", enterprise_id=other, value=0)
    assert chosen(book.reading(), f"规上={yes}") == (firm,)
    assert chosen(book.reading(), "规上=no") == (other,)


def test_the_day_of_establishment_is_a_day_like_others(book: Book) -> None:
    old = book.enterprise("老厂", established_on="1998-05-01")
    book.enterprise("新厂", established_on="2020-01-01")
    unknown = book.enterprise("未载")
    assert chosen(book.reading(), "成立日期<2000") == (old,)
    assert chosen(book.reading(), "成立日期=缺数据") == (unknown,)


@pytest.mark.parametrize(
    ("by", "unit"),
    [("培育库", "个"), ("申报", "件"), ("申报.2022", "件"), ("层级", "项")],
)
def test_stays_applications_and_titles_are_counted_as_such(
    demo: Reading, by: str, unit: str
) -> None:
    made = count(demo, "", by)
    assert made.unit == unit
    assert made.total.numbers[0] == sum(line.numbers[0] for line in made.lines) > 0
