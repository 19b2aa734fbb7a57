"""An expression is read strictly: what binds how, what is a name, where it is wrong."""

from __future__ import annotations

import pytest

from registry.filter.field import Comparison
from registry.filter.marks import plain
from registry.filter.parse import DEEPEST, MOST_TERMS, parse
from registry.filter.refused import FilterError
from registry.filter.tree import All, Node, Not, Some, Word


def told(node: Node) -> str:
    """The expression with every bracket written."""
    match node:
        case Word(text):
            return text
        case Comparison():
            of = f".{node.of.text}" if node.of else ""
            values = ",".join(value.text for value in node.values)
            return f"{node.field.english}{of}{node.comparator}{values}"
        case Not(part):
            return f"!{told(part)}"
        case All(parts):
            return f"({' & '.join(map(told, parts))})"
        case Some(parts):
            return f"({' | '.join(map(told, parts))})"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("甲 乙 或 丙 非 丁", "((甲 & 乙) | (丙 & !丁))"),
        ("甲 且 (乙 或 丙)", "(甲 & (乙 | 丙))"),
        ("非 非 甲", "甲"),
        ("等级＝三级、四级　规上", "(level=三级,四级 & above_designated_size=是)"),
        ("等级 >= 二级", "level≥二级"),
        ("level《=3", "level≤3"),
        ("等级。自评估≠未评估", "level.自评估≠未评估"),
        ("等级=三级且县市区=天元区", "(level=三级 & division=天元区)"),
        ("非等级=三级或非规上", "(!level=三级 | !above_designated_size=是)"),
        ("培育库=计划（2022）", "pool=计划（2022）"),
        ("(申报=2022年:初审)", "application=2022年:初审"),
        ("甲&&乙||丙", "((甲 & 乙) | 丙)"),
        ("营业收入>=2亿", "fact.营业收入≥2亿"),
        ('名称="无 名"', "name=无 名"),
        ("等级=二级, 三级", "level=二级,三级"),
        ("文号=《办法》 规上", "(document=《办法》 & above_designated_size=是)"),
    ],
)
def test_what_is_typed_is_read_so(text: str, meant: str) -> None:
    assert told(parse(text)) == meant


@pytest.mark.parametrize(
    "name", ["不锈钢", "非凡机械", "永和或家", "中车（株洲）有限公司", "和谐，号"]
)
def test_operators_inside_a_name_are_part_of_it(name: str) -> None:
    assert parse(name) == Word(name)


@pytest.mark.parametrize("word", ["且", "规上", "not", "等级=三级"])
def test_in_quotation_marks_everything_is_a_word(word: str) -> None:
    assert parse(f"“{word}”") == Word(word)


def test_a_blank_expression_selects_all() -> None:
    assert parse(" 　") == All(())


@pytest.mark.parametrize("text", ["中车 时代", "不锈钢", "非凡 公司", "", "9143"])
def test_words_alone_are_told_from_expressions(text: str) -> None:
    assert plain(text)


@pytest.mark.parametrize("text", ["规上", "非规上", "甲 或 乙", "等级：三", "“甲”"])
def test_expressions_are_told_from_words(text: str) -> None:
    assert not plain(text)


@pytest.mark.parametrize(
    ("text", "piece", "problem"),
    [
        ("天元 等及=三级", "等及", "是不是：等级"),
        ("甲 或", "", "这里应写条件"),
        ("且 甲", "且", "这里应写条件"),
        ("甲 (乙", "(", "补上 ）"),
        ("甲（乙", "（", "补上 ）"),
        ("甲)", ")", "多出的"),
        ("()", ")", "这里应写条件"),
        ("等级=", "", "「等级」后应写值"),
        ("=三级", "=", "比较符前"),
        ("名称=“甲", "“", "引号没有配对"),
        ("状态.甲=在营", "甲", "后面不能加"),
    ],
)
def test_a_mistake_is_told_with_its_place(text: str, piece: str, problem: str) -> None:
    with pytest.raises(FilterError) as refused:
        parse(text)
    assert text[refused.value.at : refused.value.end] == piece
    assert problem in str(refused.value)


def test_the_place_is_marked_in_the_text() -> None:
    with pytest.raises(FilterError, match=r"第 4 个字「等及」.*天元 【等及】=三级"):
        parse("天元 等及=三级")


def test_too_many_conditions_and_too_many_brackets_are_refused() -> None:
    parse(" ".join(["甲"] * MOST_TERMS))
    with pytest.raises(FilterError, match="条件多于"):
        parse(" ".join(["甲"] * (MOST_TERMS + 1)))
    parse("(" * DEEPEST + "甲" + ")" * DEEPEST)
    with pytest.raises(FilterError, match="括号套了"):
        parse("(" * (DEEPEST + 1) + "甲" + ")" * (DEEPEST + 1))
