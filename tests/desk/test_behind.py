"""Behind every number of a count stands the list of those it counts."""

from __future__ import annotations

import pytest

from registry.desk.behind import behind
from registry.desk.listing import listed
from registry.desk.read.session import Reading
from registry.desk.read.stock import questions
from registry.errors import InputError, NotFoundError


@pytest.mark.parametrize(
    "words",
    [
        "count:;县市区,等级",
        "count:;等级.自评估",
        "count:;培育库",
        "count:规上 或 等级=三级;规模,上报单位,等级",
        "count:;行业",
        "count:县市区=天元区；状态",
    ],
)
def test_as_many_are_listed_as_the_line_counts(demo: Reading, words: str) -> None:
    table = listed(demo, words)
    for place, row in enumerate(table.rows, 1):
        if row[0] == "合计" and "培育库" in words:
            continue
        number = next(one for one in reversed(row) if isinstance(one, int))
        found = behind(demo, words, table, place)
        assert len(listed(demo, str(found)).rows) == number, row


def test_behind_a_rung_stand_its_titles_and_behind_all_of_them_their_holders(
    demo: Reading,
) -> None:
    table = listed(demo, "count:;称号.服务商")
    assert (
        behind(demo, "count:;称号.服务商", table, 1) == "titles:市级智能制造服务提供商"
    )
    last = len(table.rows)
    assert behind(demo, "count:;称号.服务商", table, last) == "enterprises:称号=服务商"
    levels = listed(demo, "count:;培育库")
    total = behind(demo, "count:;培育库", levels, len(levels.rows))
    assert total == "enterprises:培育库=有数据"


def test_behind_any_other_row_stands_its_enterprise(demo: Reading) -> None:
    for words in ("pool:梯度培育计划", "applications:2022;未通过", "subsidies:2022"):
        table = listed(demo, words)
        assert isinstance(behind(demo, words, table, 1), int)
    counted = listed(demo, "count:等级=五级")
    assert isinstance(behind(demo, "count:等级=五级", counted, 1), int)
    titled = listed(demo, "count:;称号")
    with pytest.raises(NotFoundError, match="不是一家企业"):
        behind(demo, "企业:", titled, 1)


def test_every_question_that_is_always_asked_has_an_answer(demo: Reading) -> None:
    asked = questions(demo)
    assert len({one.asked for one in asked}) == len(asked)
    for one in asked:
        if not one.words.startswith("eligible:市级"):
            assert listed(demo, one.words).terms


def test_applications_are_listed_by_round_and_result(demo: Reading) -> None:
    everyone = listed(demo, "applications:2022")
    left = listed(demo, "申报名单:2022；未通过")
    assert (len(everyone.rows), len(left.rows)) == (53, 33)
    assert all(row[-1] for row in left.rows)
    assert "没有登记原因的写 未记录原因" in left.terms
    with pytest.raises(InputError, match="在办、已认定、未通过或撤回"):
        listed(demo, "applications:2022;通过了")


def test_who_may_come_up_is_listed_by_outcome(demo: Reading) -> None:
    rung = "eligible:省级智能制造标杆企业"
    short = listed(demo, f"{rung}；差一项")
    keys = [column.key for column in short.columns]
    assert {row[keys.index("outcome")] for row in short.rows} == {"差一项"}
    both = listed(demo, f"{rung};可晋级，差一项")
    assert len(both.rows) == len(short.rows) + len(listed(demo, rung).rows)
