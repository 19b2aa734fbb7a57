"""What is due next in a round: windows, notices, steps, money, expiry."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from registry.desk.read.rounds_due import due, tasks
from registry.desk.read.rounds_progress import progress
from tests.read.book import Book
from tests.read.kept import RUNG, Kept, one_round


@pytest.fixture
def kept(book: Book) -> Kept:
    """A round of enterprises without applications."""
    return one_round(book)


def test_the_end_of_the_window_is_due_until_it_is_over(kept: Kept) -> None:
    window = {"opens_on": "2022-05-01", "closes_on": "2022-06-01"}
    other = kept.book.put("round", rung=RUNG, year=2022, ordinal=2, name="二", **window)
    reading = kept.book.reading("2022-04-20")
    found = tasks(reading, progress(reading, [other]))
    assert [(one.what, str(one.on)) for one in found] == [
        ("开始申报", "2022-05-01"),
        ("申报截止", "2022-06-01"),
    ]
    later = kept.book.reading("2022-06-02")
    assert tasks(later, progress(later, [other])) == ()


def test_a_notice_ends_after_its_working_days_and_then_recognition_is_due(
    kept: Kept,
) -> None:
    kept.book.connection.execute("UPDATE round SET notice_days = 5")
    id_ = kept.through("甲", "review")
    kept.step(id_, "notice", "2022-09-29")
    under_way = kept.due("2022-09-30")["公示期满"]
    assert (under_way.on, under_way.names) == (date(2022, 10, 11), ("甲",))
    over = kept.due("2022-10-12")["发文认定"]
    assert (over.on, over.late) == (date(2022, 10, 11), True)


def test_a_notice_into_a_year_without_calendar_says_what_to_enter(kept: Kept) -> None:
    kept.book.connection.execute("UPDATE round SET notice_days = 5")
    id_ = kept.through("甲", "review")
    kept.step(id_, "notice", "2098-12-29")
    assert "tidu calendar add" in kept.due("2098-12-30")["公示期满"].detail
    for day in range(1, 14):
        on = f"2099-01-{day:02}"
        kept.book.put("calendar_day", on=on, works=0)
        kept.book.put("calendar_day", on=f"2098-01-{day:02}", works=0)
    assert kept.due("2098-12-30")["公示期满"].on == date(2099, 1, 16)


def test_an_open_objection_is_to_be_settled_before_recognition(kept: Kept) -> None:
    id_ = kept.through("甲", "notice")
    kept.step(id_, "objection", "2022-08-02")
    found = kept.due("2022-12-31")
    assert found["处理异议"].names == ("甲",)
    assert "发文认定" not in found
    kept.step(id_, "objection", "2022-08-03", passed=1)
    assert kept.due("2022-12-31")["发文认定"].names == ("甲",)


def test_the_next_stage_is_due_for_those_who_wait_for_it(kept: Kept) -> None:
    kept.applies("甲")
    kept.through("乙", "recommended")
    found = kept.due("2022-12-31")
    assert found["办「初审」"].names == ("甲",)
    assert found["办「评审」"].names == ("乙",)


def test_a_round_whose_applications_are_all_decided_can_be_closed(kept: Kept) -> None:
    kept.step(kept.applies("甲"), "withdrawn", "2022-05-01")
    assert "1 项都有结果" in kept.due("2022-12-31")["办结批次"].detail
    kept.book.connection.execute("UPDATE round SET closed_on = '2022-12-01'")
    assert kept.due("2022-12-31") == {}
    assert "办结批次" in kept.due("2022-11-30")


def test_money_and_expiry_are_due_too(kept: Kept) -> None:
    kept.book.connection.execute("UPDATE round SET amount = 10000000")
    for name, money in (
        ("甲", None),
        ("乙", {}),
        ("丙", {"approved_on": "2022-11-02"}),
        ("丁", {"approved_on": "2022-11-02", "paid_on": "2022-11-03"}),
    ):
        title = kept.book.title(
            kept.book.enterprise(name),
            RUNG,
            round_id=kept.round,
            valid_until="2025-11-01",
        )
        if money is not None:
            kept.book.put(
                "subsidy", title_id=title, kind="reward", amount=10_000_000, **money
            )
    found = kept.due("2022-12-31")
    assert found["提出奖补"].names == ("甲",)
    assert found["批准奖补"].names == ("乙",)
    assert (found["拨付奖补"].names, found["拨付奖补"].detail) == (
        ("丙",),
        "1 笔 10 万元",
    )
    assert found["称号到期"].on == date(2025, 11, 1)
    everything = due(kept.book.reading(), timedelta(days=30))
    assert "称号到期" not in {task.what for task in everything.tasks}
