from __future__ import annotations

import pytest

from registry.desk.read.enterprises import EnterpriseSource
from registry.errors import InputError
from tests.read.book import Book


def names(book: Book, text: str = "", on: str = "2022-12-31") -> list[str]:
    return [row.cells[0] for row in EnterpriseSource(book.reading(on), text).page()]


def cell(book: Book, title: str, on: str = "2022-12-31") -> str:
    source = EnterpriseSource(book.reading(on))
    at = [heading.title for heading in source.headings].index(title)
    return source.page()[0].cells[at]


def renamed(book: Book) -> int:
    id_ = book.enterprise(None)
    book.name(id_, "株洲旧名公司", until="2020-05-01")
    book.name(id_, "株洲新名公司", since="2020-05-01")
    return id_


def test_an_enterprise_bears_the_name_of_the_day(book: Book) -> None:
    renamed(book)
    assert names(book, on="2020-04-30") == ["株洲旧名公司"]
    assert names(book, on="2020-05-01") == ["株洲新名公司"]


def test_an_enterprise_is_found_by_a_name_it_no_longer_bears(book: Book) -> None:
    renamed(book)
    assert names(book, "旧名") == ["株洲新名公司"]


def test_a_short_name_stands_where_no_official_name_is_known(book: Book) -> None:
    id_ = book.enterprise(None)
    book.name(id_, "时代新材", kind="short")
    assert names(book) == ["时代新材"]


def test_every_word_must_name_the_enterprise_but_not_the_same_name(book: Book) -> None:
    id_ = book.enterprise("中车株洲电机有限公司")
    book.name(id_, "株机厂", kind="former")
    book.enterprise("中车时代电气")
    assert names(book, "中车 机厂") == ["中车株洲电机有限公司"]


def test_a_code_is_found_by_its_beginning_in_either_case(book: Book) -> None:
    book.enterprise("甲", uscc="91430200DEM0000014")
    book.enterprise("乙", uscc="92430200DEM000002X")
    assert names(book, "91430200dem") == ["甲"]
    assert names(book, "430200") == []


def test_void_and_joined_records_are_not_listed(book: Book) -> None:
    kept = book.enterprise("甲")
    book.enterprise("乙", voided_by=2)
    book.enterprise("丙", merged_into=kept)
    assert names(book) == ["甲"]
    assert EnterpriseSource(book.reading()).count() == 1


def test_the_level_is_of_the_latest_assessment_made_by_the_day(book: Book) -> None:
    id_ = book.enterprise("甲")
    book.assess(id_, 2, on="2021-05-06")
    book.assess(id_, 3, on="2022-11-01", kind="on_site")
    book.assess(id_, 4, on="2022-12-01", voided_by=2)
    assert cell(book, "等级") == "三级（集成级）"
    assert cell(book, "评估") == "现场评估 2022-11-01"
    assert cell(book, "等级", on="2022-10-31") == "二级（规范级）"
    assert cell(book, "评估", on="2022-10-31") == "自评估 2021-05-06"


def test_an_enterprise_never_assessed_says_so(book: Book) -> None:
    book.enterprise("甲")
    assert cell(book, "等级") == "未评估"
    assert cell(book, "评估") == ""


def test_an_assessment_known_to_the_month_is_shown_to_the_month(book: Book) -> None:
    book.assess(book.enterprise("甲"), 2, on="2022-05-01", on_precision="month")
    assert cell(book, "评估") == "自评估 2022-05"


def test_titles_of_its_workshops_count_as_the_enterprises(book: Book) -> None:
    book.rung("benchmark/city-workshop", "市级标杆车间")
    book.rung("benchmark/province-enterprise", "省级标杆企业", tier="province")
    id_ = book.enterprise("甲")
    for subject in (id_, book.workshop(id_, "一车间"), book.workshop(id_, "二车间")):
        book.title(subject, "benchmark/city-workshop", recognised_on="2022-11-01")
    book.title(id_, "benchmark/province-enterprise", recognised_on="2022-12-01")
    assert cell(book, "称号") == "省级标杆企业、市级标杆车间"
    assert cell(book, "称号", on="2022-11-30") == "市级标杆车间"


def test_a_title_that_ended_is_not_shown_from_its_last_day_on(book: Book) -> None:
    book.rung("benchmark/city-sme", "市级标杆中小企业")
    id_ = book.enterprise("甲")
    book.title(
        id_,
        "benchmark/city-sme",
        recognised_on="2022-01-01",
        end_kind="revoked",
        ended_on="2022-06-01",
    )
    assert cell(book, "称号", on="2022-05-31") == "市级标杆中小企业"
    assert cell(book, "称号", on="2022-06-01") == ""


def test_control_characters_never_reach_a_cell(book: Book) -> None:
    book.enterprise("坏\x1b[31m名\u202e字")
    assert names(book) == ["坏 [31m名 字"]


def test_an_order_by_an_unknown_column_is_refused(book: Book) -> None:
    with pytest.raises(InputError, match="不能按「salary」排序"):
        EnterpriseSource(book.reading(), sort=(("salary", False),))
