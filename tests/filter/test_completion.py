"""What may come next is told by the fields, as of the day, for screen and shell."""

from __future__ import annotations

import pytest

from registry.desk.read.filtering import completions, fault
from registry.desk.read.session import Reading


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("县", "县市区="),
        ("le", "level="),
        ("规", "规上"),
        ("非等", "非等级="),
        ("中车 规", "中车 规上"),
        ("(等级=三级 或 状", "(等级=三级 或 状态="),
        ("县市区=天", "县市区=天元区"),
        ("县市区＝天", "县市区＝天元区"),
        ("县市区=天元区、石", "县市区=天元区、石峰区"),
        ("等级.", "等级.自评估"),
        ("等级。现", "等级。现场评估"),
        ("指标", "指标."),
        ("指标.主", "指标.主营业务收入"),
        ("称号=省级智能制造标杆企", "称号=省级智能制造标杆企业"),
        ("申报=2022年:评", "申报=2022年:评审"),
        ("资格=先进级智能工厂:差", "资格=先进级智能工厂:差一项"),
        ("事件=安", "事件=安全生产事故"),
        ("行业=C14", "行业=C14"),
    ],
)
def test_the_last_word_is_completed(demo: Reading, text: str, first: str) -> None:
    assert completions(demo, text)[0] == first


@pytest.mark.parametrize("text", ["", "中车", "没有这项=", "没有这项.甲", "指标.主="])
def test_nothing_is_completed_that_no_field_knows(demo: Reading, text: str) -> None:
    assert all(one.endswith("数据") for one in completions(demo, text))


def test_every_value_completed_can_be_read(demo: Reading) -> None:
    for text in ("县市区=", "等级=", "称号=", "培育库=", "文号=", "层级=", "规模="):
        for one in completions(demo, text):
            assert fault(demo, one) == "", one
