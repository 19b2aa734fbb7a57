"""Rosters: completion by unit, ranking, and who is missing."""

from __future__ import annotations

import pytest

from registry.desk.read import rosters
from registry.desk.read.rosters import completion, missing
from registry.desk.read.things import thing
from registry.errors import InputError, NotFoundError
from tests.read.book import Book, Value

NAME = "2022年应评名册"


@pytest.fixture
def filled(book: Book) -> Book:
    """Two units: 甲 and 乙 in one, 丙 in the other; 甲 and 丙 have done it."""
    units = [book.put("unit", name=name) for name in ("天元区", "攸县")]
    roster = book.put("roster", name=NAME, on="2022-03-01", terms="规上企业")
    for name, unit, assessed in (
        ("甲", 0, "2022-05-01"),
        ("乙", 0, "2021-12-31"),
        ("丙", 1, "2022-01-01"),
    ):
        id_ = book.enterprise(name)
        book.put("unit_spell", enterprise_id=id_, value=units[unit], until="2022-10-01")
        book.put("unit_spell", enterprise_id=id_, value=units[1], since="2022-10-01")
        book.assess(id_, 2, on=assessed)
        book.put("roster_entry", roster_id=roster, subject_id=id_, unit_id=units[unit])
    return book


def test_each_unit_of_then_has_its_rate_and_rank(filled: Book) -> None:
    made = completion(filled.reading(), NAME)
    told = [(one.labels, one.numbers, one.percent, one.rank) for one in made.lines]
    assert told == [
        (("攸县",), (1, 1), "100.0%", 1),
        (("天元区",), (2, 1), "50.0%", 2),
    ]
    assert made.total.percent == "66.7%"


def test_who_is_missing_is_whom_the_completion_lacks(filled: Book) -> None:
    listed = missing(filled.reading(), NAME)
    at = [column.key for column in listed.columns]
    (row,) = listed.rows
    assert (row[at.index("enterprise")], row[at.index("unit")]) == ("乙", "天元区")
    named = completion(filled.reading(), NAME, names=True).names
    assert [one.names for one in named] == [("乙",)]
    assert "未符合「评估日期.自评估>=2022」" in listed.terms


def test_what_counts_as_done_can_be_said(filled: Book) -> None:
    assert missing(filled.reading(), NAME, "等级>=二级").rows == ()
    assert len(missing(filled.reading(), NAME, "等级>=三级").rows) == 3


def test_before_the_assessment_it_was_missing(filled: Book) -> None:
    assert len(missing(filled.reading("2022-04-30"), NAME).rows) == 2


def test_a_record_joined_to_another_is_asked_as_that_one(filled: Book) -> None:
    kept = filled.enterprise("丁")
    filled.assess(kept, 3, on="2022-06-01")
    filled.connection.execute(
        "UPDATE enterprise SET merged_into = ? WHERE id ="
        " (SELECT enterprise_id FROM name_spell WHERE value = '乙')",
        (kept,),
    )
    assert missing(filled.reading(), NAME).rows == ()
    later = missing(filled.reading(), NAME, "等级>=四级")
    assert {"丁"} < {row[1] for row in later.rows}


def test_a_page_tells_terms_tasks_rates_and_names(
    filled: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    task: dict[str, Value] = {"roster_id": 1, "unit_id": 1, "number": 12}
    filled.put("roster_task", **task)
    shown = dict(thing(filled.reading(), NAME).sections)
    assert [one.value for one in shown["任务数"]] == ["12 家"]
    assert shown["名册"][0].record == "名册 1"
    assert [(one.label, one.value) for one in shown["完成（有自评估）"]][:3] == [
        ("攸县", "1/1 · 100.0% · 第 1 名"),
        ("天元区", "1/2 · 50.0% · 第 2 名"),
        ("合计", "2/3 · 66.7%"),
    ]
    assert [(one.label, one.value) for one in shown["未完成"]] == [("乙", "天元区")]
    monkeypatch.setattr(rosters, "MOST_NAMED", 0)
    (rest,) = dict(thing(filled.reading(), NAME).sections)["未完成"]
    assert rest.value.startswith("另有 1 家")


def test_no_roster_and_no_filter_are_refused(filled: Book) -> None:
    with pytest.raises(NotFoundError, match=f"没有名册「甲」；是不是：{NAME}"):
        completion(filled.reading(), "甲")
    with pytest.raises(InputError):
        missing(filled.reading(), NAME, "不知道什么=3")
    with pytest.raises(NotFoundError, match="没有编号 9 的名册"):
        rosters.card(filled.reading(), 9)
