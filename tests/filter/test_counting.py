"""Counts: they sum, nothing is dropped, and each says on which terms it was made."""

from __future__ import annotations

import pytest

from registry.desk.read.counting import Matrix, count
from registry.desk.read.counting_roster import completion
from registry.desk.read.counting_table import cells, header, table
from registry.desk.read.filtering import chosen
from registry.desk.read.session import Reading
from registry.errors import InputError, NotFoundError
from tests.read.book import Book


def _sums(made: Matrix) -> None:
    for line in (*made.lines, made.total):
        assert sum(line.numbers[:-1]) == line.numbers[-1]
    for at, whole in enumerate(made.total.numbers):
        assert sum(line.numbers[at] for line in made.lines) == whole


@pytest.mark.parametrize(
    "by", ["县市区,等级", "上报单位,规上", "规模,规上,等级", "行业,状态", "县市区,称号"]
)
@pytest.mark.parametrize("text", ["", "规上", "非 等级=未评估"])
def test_lines_and_columns_sum(demo: Reading, text: str, by: str) -> None:
    _sums(count(demo, text, by))


@pytest.mark.parametrize("by", ["", "县市区", "等级", "县市区,等级", "规模,规上,等级"])
def test_nobody_is_dropped_whatever_it_is_told_apart_by(demo: Reading, by: str) -> None:
    made = count(demo, "", by)
    assert made.total.numbers[-1] == len(chosen(demo, ""))


def test_what_is_missing_has_a_line_and_a_column_of_its_own(demo: Reading) -> None:
    made = count(demo, "", "县市区,等级")
    assert made.columns[-2:] == ("未评估", "合计")
    assert made.lines[-1].labels == ("缺数据",)
    assert made.lines[-1].numbers[-1] == len(chosen(demo, "县市区=缺数据"))


def test_every_number_is_what_the_filter_selects(demo: Reading) -> None:
    made = count(demo, "规上", "县市区,等级")
    for line in made.lines:
        for head, number in zip(made.columns[:-1], line.numbers[:-1], strict=True):
            asked = f"规上 县市区={line.labels[0]} 等级={head}"
            assert number == len(chosen(demo, asked))


def test_the_names_are_those_behind_the_numbers(demo: Reading) -> None:
    made = count(demo, "县市区=天元区", "等级", names=True)
    told = {one.labels[0]: len(one.names) for one in made.names}
    assert told == {li.labels[0]: li.numbers[0] for li in made.lines if li.numbers[0]}


def test_the_terms_say_what_was_counted_and_how(demo: Reading) -> None:
    terms = str(count(demo, "称号=标杆", "县市区,等级").terms)
    for part in ("截至 2022-12-31", "按企业计", "限于「称号=标杆」", "登记的行政区划"):
        assert part in terms
    for part in ("自评估与现场评估不分", "「标杆」指市级", "样例数据", "台账推算"):
        assert part in terms


def test_those_gone_are_counted_and_told_and_left_out_on_request(demo: Reading) -> None:
    gone = len(chosen(demo, "在册=否"))
    assert f"其中学校、迁出、注销的 {gone} 家" in str(count(demo).terms)
    assert "学校" not in str(count(demo, "在册").terms)


def test_titles_are_counted_by_the_item_in_force_new_and_ever(demo: Reading) -> None:
    made = count(demo, "", "称号.服务商")
    assert made.columns == ("现有效", "本年新增", "历年累计")
    assert all("供应商" in li.labels[0] or "服务" in li.labels[0] for li in made.lines)
    assert "按称号项数计" in str(made.terms)
    assert "三者不相加" in str(made.terms)


def test_a_workshops_title_is_told_with_its_workshop(demo: Reading) -> None:
    made = count(demo, "", "称号.市级标杆车间", names=True)
    assert all("/" in name for one in made.names for name in one.names)


def test_things_of_different_kinds_do_not_share_a_count(demo: Reading) -> None:
    with pytest.raises(InputError, match="不是同一种对象"):
        count(demo, "", "称号,申报")
    with pytest.raises(InputError, match="至多写 3 项"):
        count(demo, "", "县市区,等级,规模,规上")
    with pytest.raises(InputError, match="不能按名称分组"):
        count(demo, "", "名称")
    with pytest.raises(InputError, match="没有这个筛选项"):
        count(demo, "", "天气")
    with pytest.raises(InputError, match="后面不能加"):
        count(demo, "", "状态.甲")


def test_equal_numbers_share_a_rank(book: Book) -> None:
    for number, industry in enumerate(("C36", "C36", "C35", "C34")):
        firm = book.enterprise(f"示例企业{number}")
        book.put("industry_spell", enterprise_id=firm, value=industry)
    made = count(book.reading(), "", "行业", rank=True)
    assert [(li.labels[0], li.rank) for li in made.lines] == [
        ("C36", 1),
        ("C34", 2),
        ("C35", 2),
    ]
    assert [line.percent for line in made.lines] == ["50.0%", "25.0%", "25.0%"]


def _roster(book: Book) -> None:
    book.put("unit", name="天元区")
    book.put("unit", name="石峰区")
    book.put("roster", name="规上名册", on="2022-03-01")
    for number, unit in enumerate((1, 1, 2, None)):
        firm = book.enterprise(f"示例企业{number}")
        book.put("roster_entry", roster_id=1, subject_id=firm, unit_id=unit)
        if number in {0, 2}:
            book.assess(firm, 2)
    book.enterprise("不在名册")


def test_a_roster_ranks_its_units_and_names_who_is_missing(book: Book) -> None:
    _roster(book)
    asked = "非 等级.自评估=未评估"
    made = completion(book.reading(), "规上名册", asked, "上报单位", names=True)
    told = [(li.labels[0], li.numbers, li.percent, li.rank) for li in made.lines]
    assert told == [
        ("石峰区", (1, 1), "100.0%", 1),
        ("天元区", (2, 1), "50.0%", 2),
        ("缺数据", (1, 0), "0.0%", 3),
    ]
    assert made.total.percent == "50.0%"
    assert {one.labels[0]: one.names for one in made.names} == {
        "天元区": ("示例企业1",),
        "缺数据": ("示例企业3",),
    }
    assert "2022-03-01 冻结，4 家" in str(made.terms)


def test_a_member_joined_to_another_record_is_asked_as_that_one(book: Book) -> None:
    _roster(book)
    book.connection.execute("UPDATE enterprise SET merged_into = 1 WHERE id = 2")
    made = completion(book.reading(), "规上名册", "非 等级=未评估")
    assert made.total.numbers == (4, 3)


def test_a_roster_counts_enterprises_only(book: Book) -> None:
    _roster(book)
    with pytest.raises(InputError, match="名册按企业计"):
        completion(book.reading(), "规上名册", "", "称号")
    with pytest.raises(NotFoundError, match="名册"):
        completion(book.reading(), "没有的名册")


def test_a_count_leaves_as_its_lines_or_as_its_names(demo: Reading) -> None:
    made = count(demo, "", "县市区", rank=True)
    assert header(made) == ("县市区", "企业", "占比", "排名")
    assert len(cells(made, made.lines[0])) == 4
    lines = table(demo, made)
    assert len(lines.rows) == len(made.lines) + 1
    assert lines.terms.startswith("截至 2022-12-31")
    assert "演示数据" in lines.heading
    named = table(demo, count(demo, "县市区=攸县", "等级", names=True))
    assert len(named.rows) == len(chosen(demo, "县市区=攸县"))


def test_nobody_where_nothing_is_recorded_says_of_how_many(demo: Reading) -> None:
    everybody = count(demo, "").total.numbers[0]
    nobody = count(demo, "指标.营业收入>=2亿")
    assert nobody.total.numbers == (0,)
    assert f"另有指标.营业收入缺数据的 {everybody} 家" in str(nobody.terms)
    assert "另有" not in str(count(demo, "非 指标.营业收入>=2亿").terms)
