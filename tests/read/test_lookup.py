from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from registry.desk.read import lookup
from registry.desk.read.enterprises import EnterpriseSource
from registry.errors import InputError, NotFoundError
from tests.read.book import Book

CODE = "91000000DEMX00017P"


def test_an_enterprise_is_known_by_code_ref_and_every_name(book: Book) -> None:
    id_ = book.enterprise("中车株洲电机有限公司", uscc=CODE, ref="some-ref")
    book.name(id_, "中车电机", kind="short")
    book.name(id_, "株洲电机厂", kind="former", until="2010-01-01")
    for word in (
        f" {CODE.lower()} ",
        "some-ref",
        "中车株洲电机有限公司",
        "中车电机",
        "株洲电机厂",
        "车株洲",
    ):
        assert lookup.enterprise_id(book.connection, word) == id_


def test_an_exact_name_goes_before_a_longer_one_that_contains_it(book: Book) -> None:
    short = book.enterprise("时代电气")
    book.enterprise("中车时代电气")
    assert lookup.enterprise_id(book.connection, "时代电气") == short


def test_a_present_name_goes_before_a_former_one(book: Book) -> None:
    old = book.enterprise("新名")
    book.name(old, "株机", kind="former")
    now = book.enterprise("株机")
    assert lookup.enterprise_id(book.connection, "株机") == now


def test_an_ambiguous_fragment_lists_who_may_be_meant(book: Book) -> None:
    book.enterprise("中车株机")
    book.enterprise("中车株洲所")
    with pytest.raises(InputError, match="可指多个企业：中车株机、中车株洲所；"):
        lookup.enterprise_id(book.connection, "中车")


def test_an_unknown_name_is_answered_with_near_ones(book: Book) -> None:
    book.enterprise("株洲瑞德尔智能装备有限公司")
    book.enterprise("示例企业001有限公司")
    with pytest.raises(NotFoundError, match="是不是：株洲瑞德尔智能装备有限公司？"):
        lookup.enterprise_id(book.connection, "株州瑞得尔智能装备公司")


def test_a_joined_record_means_the_one_it_was_joined_to(book: Book) -> None:
    kept = book.enterprise("甲")
    book.enterprise("甲公司", merged_into=kept, uscc=CODE)
    assert lookup.enterprise_id(book.connection, CODE) == kept


def test_a_percent_sign_is_a_letter(book: Book) -> None:
    book.enterprise("甲")
    with pytest.raises(NotFoundError):
        lookup.enterprise_id(book.connection, "%")


def test_an_empty_word_means_nothing(book: Book) -> None:
    book.enterprise("甲")
    with pytest.raises(NotFoundError):
        lookup.enterprise_id(book.connection, "  ")


def test_a_workshop_is_named_with_its_enterprise(book: Book) -> None:
    first, second = book.enterprise("甲公司"), book.enterprise("乙公司")
    one = book.workshop(first, "总装车间")
    two = book.workshop(second, "总装车间")
    assert lookup.subject_id(book.connection, "甲公司/总装车间") == one
    assert lookup.subject_id(book.connection, "乙公司 / 总装") == two
    with pytest.raises(InputError, match="甲公司/总装车间、乙公司/总装车间"):
        lookup.subject_id(book.connection, "总装车间")


def test_an_enterprise_is_itself_a_subject(book: Book) -> None:
    id_ = book.enterprise("甲公司")
    book.workshop(id_, "总装车间")
    assert lookup.subject_id(book.connection, "甲公司") == id_


def test_a_workshop_nobody_has_is_answered_with_near_ones(book: Book) -> None:
    book.workshop(book.enterprise("甲公司"), "总装车间")
    with pytest.raises(NotFoundError, match="总装车间"):
        lookup.subject_id(book.connection, "甲公司/焊装车间")


@pytest.mark.parametrize(
    "word",
    [
        "benchmark/city-workshop",
        "株洲市智能制造标杆车间",
        "市级标杆车间",
        "株洲市智能制造",
    ],
)
def test_a_rung_is_known_by_code_name_or_tier_and_part(book: Book, word: str) -> None:
    book.rung("benchmark/city-workshop", "株洲市智能制造标杆车间")
    book.rung("benchmark/province-workshop", "湖南省标杆车间", tier="province")
    assert lookup.rung_id(book.connection, word) == "benchmark/city-workshop"


def test_an_unknown_rung_is_refused_with_those_there_are(book: Book) -> None:
    book.rung("benchmark/city-workshop", "株洲市智能制造标杆车间")
    with pytest.raises(NotFoundError, match="没有称号「灯塔」；是不是：株洲市"):
        lookup.rung_id(book.connection, "灯塔")


def test_brackets_of_a_document_number_do_not_matter(book: Book) -> None:
    id_ = book.document("株工信发〔2022〕33号", title="暂行办法")
    for word in (
        "株工信发〔2022〕33号",
        "株工信发[2022]33号",
        "株工信发（2022） 33 号",
        "暂行",
    ):
        assert lookup.document_id(book.connection, word) == id_


def test_units_are_known_by_name_and_code(book: Book) -> None:
    book.put("division", code="430211", name="天元区")
    unit = book.put("unit", name="天元区", division="430211")
    assert lookup.unit_id(book.connection, "天元") == unit
    assert lookup.unit_id(book.connection, "430211") == unit


def test_a_pool_is_told_from_last_years_by_its_year(book: Book) -> None:
    book.put("pool", name="标杆车间培育名单", year=2021)
    this = book.put("pool", name="标杆车间培育名单", year=2022)
    assert lookup.pool_id(book.connection, "标杆车间培育名单（2022）") == this
    with pytest.raises(InputError, match="（2021）、标杆车间培育名单（2022）"):
        lookup.pool_id(book.connection, "标杆车间")


@pytest.mark.parametrize(
    "find",
    [
        lookup.enterprise_id,
        lookup.subject_id,
        lookup.rung_id,
        lookup.unit_id,
        lookup.document_id,
        lookup.round_id,
        lookup.pool_id,
    ],
)
def test_an_empty_register_refuses_every_word(
    book: Book, find: Callable[..., object]
) -> None:
    with pytest.raises(NotFoundError, match=r"没有.*「甲」；请核对名称，或先录入"):
        find(book.connection, "甲")


def test_a_workshop_is_known_by_a_part_no_enterprise_bears(book: Book) -> None:
    workshop = book.workshop(book.enterprise("甲公司"), "转向架焊接车间")
    assert lookup.subject_id(book.connection, "转向架") == workshop


def test_a_stroke_in_a_name_does_not_part_it(book: Book) -> None:
    enterprise = book.enterprise("甲/乙公司")
    workshop = book.workshop(enterprise, "A/B 车间")
    assert lookup.subject_id(book.connection, "甲/乙公司") == enterprise
    assert lookup.subject_id(book.connection, "A/B 车间") == workshop


def test_a_name_means_who_bore_it_on_the_day_before_who_ever_did(book: Book) -> None:
    old, new = book.enterprise(), book.enterprise()
    book.name(old, "株机", until="2020-01-01")
    book.name(new, "株机", since="2021-01-01")
    assert lookup.enterprise_id(book.connection, "株机", date(2019, 6, 1)) == old
    assert lookup.enterprise_id(book.connection, "株机", date(2022, 6, 1)) == new


def renamed_later(book: Book) -> int:
    id_ = book.enterprise("株洲甲机械有限公司", uscc=CODE)
    book.connection.execute("UPDATE name_spell SET until = '2026-01-01'")
    book.name(id_, "株洲乙智能有限公司", since="2026-01-01")
    return id_


def test_a_refusal_tells_no_name_that_is_taken_on_later(book: Book) -> None:
    renamed_later(book)
    with pytest.raises(NotFoundError) as refused:
        lookup.enterprise_id(book.connection, "株洲乙智能集团", date(2022, 12, 31))
    assert "株洲乙智能有限公司" not in str(refused.value)
    book.enterprise("株洲丙机械有限公司")
    with pytest.raises(InputError, match="株洲甲机械有限公司、株洲丙"):
        lookup.enterprise_id(book.connection, "株洲", date(2022, 12, 31))


def test_a_name_still_to_come_is_understood(book: Book) -> None:
    id_ = renamed_later(book)
    assert lookup.enterprise_id(book.connection, "株洲乙智能", date(2022, 1, 1)) == id_


def test_a_refusal_tells_no_document_that_is_issued_later(book: Book) -> None:
    book.document("株工信发〔2022〕33号", on="2022-05-01")
    book.document("株工信发〔2026〕33号", on="2026-05-01")
    with pytest.raises(NotFoundError, match=r"是不是：株工信发〔2022〕33号？"):
        lookup.document_id(book.connection, "株工信发〔2026〕3号", date(2022, 12, 31))


RENAMED = """
[[rung]]
id = "smart-factory/basic"
name = "{}"
"""


def a_policy(book: Book, since: str, name: str) -> None:
    text = RENAMED.format(name)
    book.put("policy", since=since, basis="text", toml=text, sha256=name)


def renamed_rung(book: Book) -> None:
    book.rung("smart-factory/basic", "基础级智能工厂（2026）")
    for since, name in (
        ("2022-01-01", "智能车间"),
        ("2026-01-01", "基础级智能工厂（2026）"),
    ):
        a_policy(book, since, name)


def test_a_rung_has_the_name_of_the_day(book: Book) -> None:
    renamed_rung(book)
    then = lookup.rung_id(book.connection, "智能车间", date(2022, 12, 31))
    assert then == "smart-factory/basic"
    with pytest.raises(NotFoundError, match="是不是：智能车间？"):
        lookup.rung_id(book.connection, "灯塔", date(2022, 12, 31))


def test_a_holder_is_shown_under_the_rungs_name_of_the_day(book: Book) -> None:
    renamed_rung(book)
    book.title(book.enterprise("甲"), "smart-factory/basic")
    for day, name in (
        ("2022-12-31", "智能车间"),
        ("2026-06-01", "基础级智能工厂（2026）"),
    ):
        shown = EnterpriseSource(book.reading(day)).page()
        assert shown[0].cells[6] == name


def test_a_policy_loaded_meanwhile_is_heard_of(book: Book) -> None:
    renamed_rung(book)
    book.title(book.enterprise("甲"), "smart-factory/basic")
    source = EnterpriseSource(book.reading())
    assert source.page()[0].cells[6] == "智能车间"
    a_policy(book, "2022-06-01", "智慧车间")
    assert source.page()[0].cells[6] == "智慧车间"
