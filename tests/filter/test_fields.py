"""Every field, on the demonstration registry: what it declares about itself is true."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from registry.desk.read.filtering import asking, chosen, clause, fault, filtered
from registry.desk.read.session import Reading
from registry.filter import guide
from registry.filter.catalogue import FIELDS, field
from registry.filter.field import Field
from registry.filter.parse import DEEPEST, MOST_TERMS
from registry.filter.refused import FilterError

EXAMPLES = [example for one in FIELDS for example in one.examples]
EXAMPLES += [example for _, _, example in guide.GRAMMAR]
GUIDE = Path(__file__).parents[2] / "docs" / "FILTER.md"


def test_no_name_means_two_fields() -> None:
    names = Counter(name for one in FIELDS for name in one.names)
    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_of_the_help_can_be_asked(demo: Reading, example: str) -> None:
    assert fault(demo, example) == ""
    chosen(demo, example)


@pytest.mark.parametrize("one", FIELDS, ids=lambda one: one.english)
def test_what_is_missing_and_what_is_there_make_up_the_register(
    demo: Reading, one: Field
) -> None:
    of = ".主营业务收入" if one.english == "fact" else ""
    missing = chosen(demo, f"{one.name}{of}={one.missing}")
    there = chosen(demo, f"{one.english}{of}=有数据")
    assert sorted((*missing, *there)) == list(chosen(demo, ""))


@pytest.mark.parametrize("one", FIELDS, ids=lambda one: one.english)
def test_not_equal_is_the_complement_of_equal(demo: Reading, one: Field) -> None:
    of = ".主营业务收入" if one.english == "fact" else ""
    equal = chosen(demo, f"{one.name}{of}={one.missing}")
    assert chosen(demo, f"{one.name}{of}≠{one.missing}") == chosen(
        demo, f"非 {one.name}{of}={one.missing}"
    )
    assert not set(equal) & set(chosen(demo, f"{one.name}{of}!={one.missing}"))


@pytest.mark.parametrize("one", FIELDS, ids=lambda one: one.english)
def test_every_value_to_complete_can_be_asked(demo: Reading, one: Field) -> None:
    of = asking(demo)
    after = f".{next(iter(one.qualifiers(of)))}" if one.english == "fact" else ""
    for value in one.values(of):
        sign = "<" if value in {"30天", "90天"} else "="
        assert fault(demo, f"{one.name}{after}{sign}{value.replace(' ', '')}") == ""


def test_a_missing_figure_meets_no_comparison(demo: Reading) -> None:
    name = "指标.主营业务收入"
    known = chosen(demo, f"{name}≥0")
    assert known == chosen(demo, f"{name}=有数据")
    assert set(chosen(demo, f"非 {name}≥0")) == set(chosen(demo, f"{name}=缺数据"))


def test_the_largest_expression_still_runs(demo: Reading) -> None:
    deep = "(" * DEEPEST + "称号=省级 或 等级.自评估≥三级" + ")" * DEEPEST
    assert chosen(demo, deep)
    many = " 或 ".join(["文号=33号", "申报=2022:初审", "曾有称号=标杆"] * 33)
    assert len(many.split("或")) < MOST_TERMS
    assert chosen(demo, many)


def test_a_condition_can_stand_in_another_query(demo: Reading) -> None:
    sql, bound = clause(demo, "称号=市级标杆车间", "o.enterprise_id")
    rows = demo.rows(f"SELECT count(*) AS n FROM owner_spell o WHERE {sql}", **bound)  # noqa: S608  # the clause binds its values
    assert rows[0]["n"] > 0


def test_what_a_loose_word_was_taken_for_is_told(demo: Reading) -> None:
    assert any("标杆" in note for note in filtered(demo, "称号=标杆").notes)
    assert filtered(demo, "称号=省级").notes == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("县市区=经开", "上报单位=株洲经开区"),
        ("等级=六级", "没有这样的等级"),
        ("等级=四级..二级", "范围前大后小"),
        ("县市区>天元区", "不能比大小"),
        ("规模>=缺数据", "不能比大小"),
        ("评估日期=昨天", "不是日期"),
        ("评估日期=2022-06..2022-01", "起止日期颠倒"),
        ("称号到期=90天", "请用 称号到期<90天"),
        ("等级.甲=三级", "请写 自评估 或 现场评估"),
        ("称号=标竿", "是不是：市级智能制造标杆车间"),
        ("称号=示范工厂:甲", "没有阶段"),
        ("称号终止=没了", "没有这样的终止方式"),
        ("层级=县级", "没有这样的层级"),
        ("培育库=没有的", "没有这样的培育库"),
        ("申报=没有的", "没有这样的批次"),
        ("申报=2022:没有", "没有环节"),
        ("资格=市级标杆车间:会", "没有结论"),
        ("指标>=2", "要写明哪项指标"),
        ("指标.收入>=2", "可指几项指标"),
        ("指标.天气>=2", "没有这项指标"),
        ("指标.主营业务收入>=2吨", "单位应是「元」"),
        ("指标.主营业务收入>=多", "不是数"),
        ("指标.从业人员>=1.5", "最多写 0 位小数"),
        ("指标.主营业务收入>=99999999999999999999", "太大"),
        ("指标.纳税信用等级>=Q", "没有这一级"),
        ("事件=洪水", "没有这样的事件"),
        ("事件=环境:极大", "没有程度"),
        ("文号=没有的", "台账中没有这个文件"),
        ("行业=制造", "不是行业代码"),
    ],
)
def test_a_value_that_means_nothing_is_refused_with_the_remedy(
    demo: Reading, text: str, said: str
) -> None:
    with pytest.raises(FilterError, match=said):
        chosen(demo, text)


def test_standings_are_those_that_eligibility_gives(demo: Reading) -> None:
    from registry.desk.read.eligibility import answers  # noqa: PLC0415 - only here
    from registry.terms import Outcome  # noqa: PLC0415 - only here

    short = answers(demo, to="benchmark/city-workshop", outcomes=[Outcome.ONE_SHORT])
    wanted = sorted({answer.enterprise.id for answer in short})
    assert chosen(demo, "资格=市级标杆车间:差一项") == tuple(wanted)
    assert field("资格").missing == "无"


def test_the_page_on_the_filter_is_told_by_the_fields() -> None:
    assert GUIDE.read_text("utf-8") == guide.page()


@pytest.mark.parametrize(
    ("short", "whole"),
    [
        (
            "资格=省级智能制造标杆企业:可晋级,差一项",
            "资格=省级智能制造标杆企业:可晋级 或 资格=省级智能制造标杆企业:差一项",
        ),
        ("申报=2022年:认定,评审不通过", "申报=2022年:认定 或 申报=2022年:评审不通过"),
        ("事件=环境:一般,较大及以上", "事件=环境:一般 或 事件=环境:较大及以上"),
    ],
)
def test_after_a_comma_without_a_colon_the_same_is_meant(
    demo: Reading, short: str, whole: str
) -> None:
    assert chosen(demo, short) == chosen(demo, whole)
    assert len(chosen(demo, short)) < len(chosen(demo, ""))


def test_after_a_comma_another_title_is_refused_where_an_outcome_is_due(
    demo: Reading,
) -> None:
    said = fault(demo, "资格=先进级智能工厂:可晋级,市级智能制造标杆车间")
    assert "没有结论「市级智能制造标杆车间」" in said


@pytest.mark.parametrize("text", ["天元区", "非 三级", "等级=三级 或 大型"])
def test_a_word_in_no_name_that_is_a_fields_value_is_refused(
    demo: Reading, text: str
) -> None:
    assert "没有名称含这几个字；是不是：" in fault(demo, text)
    with pytest.raises(FilterError, match="是不是"):
        chosen(demo, text)


def test_the_same_word_in_quotation_marks_is_looked_for_in_names(
    demo: Reading,
) -> None:
    assert chosen(demo, '"天元区"') == ()


def test_figures_recorded_of_workshops_are_told_and_not_counted(demo: Reading) -> None:
    (told,) = filtered(demo, "指标.关键工序数控化率=缺数据").notes
    assert told.startswith("关键工序数控化率只计企业自身的，另有 ")


@pytest.mark.parametrize("name", ["申报", "事件"])
def test_a_colon_alone_asks_for_whatever_is_recorded(demo: Reading, name: str) -> None:
    assert chosen(demo, f"{name}=:") == chosen(demo, f"{name}=有数据")
