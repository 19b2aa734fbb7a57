"""Rounds followed from applied to recognised, whatever the dating; what is due next."""

from __future__ import annotations

import pytest

from registry.desk.read import rounds
from registry.desk.read.rounds_applied import NO_REASON, meant
from registry.desk.read.rounds_progress import Passage, Progress, progress
from registry.desk.read.rounds_story import stories
from registry.desk.read.session import Reading
from registry.errors import InputError, NotFoundError
from tests.read.book import Book
from tests.read.kept import RUNG, Kept, one_round


@pytest.fixture
def kept(book: Book) -> Kept:
    """A round of enterprises without applications."""
    return one_round(book)


def _left(going: Progress, stage: str) -> list[tuple[str, str, str]]:
    passage = next(one for one in going.passages if one.stage == stage)
    return [(one.applied.name, one.how, one.why) for one in passage.left]


def test_each_difference_has_its_names_and_reasons(kept: Kept) -> None:
    kept.through("甲", "recognised")
    rejected = kept.through("乙", "recommended")
    kept.step(rejected, "review", "2022-07-02", passed=0, reason="评分不够")
    kept.step(rejected, "rejected", "2022-08-01")
    silent = kept.through("丙", "notice")
    kept.step(silent, "rejected", "2022-10-01")
    back = kept.applies("丁")
    kept.step(back, "withdrawn", "2022-05-02", reason="来函撤回")
    going = kept.going()
    assert kept.came() == [
        ("申报", 4),
        ("初审", 3),
        ("推荐", 3),
        ("评审", 2),
        ("公示", 2),
        ("认定", 1),
    ]
    assert _left(going, "初审") == [("丁", "撤回申报", "来函撤回")]
    assert _left(going, "评审") == [("乙", "未通过", "评分不够")]
    assert _left(going, "认定") == [("丙", "未通过", NO_REASON)]


def test_counts_do_not_depend_on_the_order_of_dates_or_of_entry(kept: Kept) -> None:
    id_ = kept.applies("甲")
    for stage, on in (
        ("recognised", "2022-01-01"),
        ("review", "2022-05-01"),
        ("recommended", "2022-06-01"),
        ("check", "2022-07-01"),
    ):
        kept.step(id_, stage, on)
    assert kept.came() == [
        ("申报", 1),
        ("初审", 1),
        ("推荐", 1),
        ("评审", 1),
        ("认定", 1),
    ]
    (one,) = kept.going().applied
    assert (one.stage, one.recognised) == ("认定", True)


def test_who_went_on_came_through_what_is_not_recorded(kept: Kept) -> None:
    kept.through("甲", "notice")
    kept.step(kept.applies("乙"), "recognised", "2022-10-01")
    unrecorded = {one.stage: one.unrecorded for one in kept.going().passages}
    assert kept.came()[1:] == [
        (stage, 2) for stage in ("初审", "推荐", "评审", "公示")
    ] + [("认定", 1)]
    assert unrecorded == {
        "申报": 0,
        "初审": 1,
        "推荐": 1,
        "评审": 1,
        "公示": 1,
        "认定": 0,
    }


def test_a_round_is_seen_as_it_was_on_a_day(kept: Kept) -> None:
    kept.through("甲", "recognised")
    kept.applies("乙", applied_on="2022-05-20")
    assert kept.came("2022-05-15") == [("申报", 1), ("初审", 1), ("认定", 0)]
    assert kept.came("2022-06-15")[:3] == [("申报", 2), ("初审", 1), ("推荐", 1)]


def test_what_was_returned_waits_until_it_is_taken_again(kept: Kept) -> None:
    id_ = kept.through("甲", "recommended")
    kept.step(id_, "returned", "2022-06-10", reason="缺盖章页")
    assert _left(kept.going(), "认定") == [("甲", "退回补正", "缺盖章页")]
    assert kept.due("2022-06-20")["等企业补正"].names == ("甲",)
    kept.step(id_, "check", "2022-06-21")
    (one,) = kept.going().applied
    assert (one.stage, one.waits) == ("初审", False)


def test_units_stand_against_their_quota_and_sum_to_the_whole(kept: Kept) -> None:
    names = ("天元区", "攸县")
    units = [kept.book.put("unit", name=name) for name in names]
    kept.book.put("round_quota", round_id=kept.round, unit_id=units[0], places=1)
    for name, unit in (("甲", units[1]), ("乙", units[1]), ("丙", None)):
        id_ = kept.applies(name, unit_id=unit)
        kept.step(id_, "check", "2022-05-01")
        if name != "乙":
            kept.step(id_, "recommended", "2022-05-02")
    rows = kept.going().units
    assert [(one.unit, one.places, one.applied, one.recommended) for one in rows] == [
        ("天元区", 1, 0, 0),
        ("攸县", None, 2, 1),
        ("未登记单位", None, 1, 1),
    ]
    assert sum(one.applied for one in rows) == len(kept.going().applied)


def test_a_title_of_the_round_without_an_application_is_named(kept: Kept) -> None:
    kept.book.title(kept.book.enterprise("甲"), RUNG, round_id=kept.round)
    kept.through("乙", "recognised")
    assert [one.name for one in kept.going().unapplied] == ["甲"]
    assert kept.due("2022-12-31")["登记称号"].names == ("乙",)


def test_the_story_of_an_application_says_why_and_where_its_score_stood(
    kept: Kept,
) -> None:
    for name, score in (("甲", 9000), ("乙", 7000), ("丙", None)):
        id_ = kept.through(name, "recommended")
        kept.step(id_, "review", "2022-07-01", score=score, taken_by="专家甲")
        if name == "甲":
            kept.step(id_, "review", "2022-07-01", score=8000, taken_by="专家乙")
        end = "recognised" if name == "甲" else "rejected"
        kept.step(id_, end, "2022-08-01")
    reading = kept.book.reading()
    subject = meant(reading, kept.round, "乙").subject_id
    (story,) = stories(reading, subject)
    assert (story.how, story.on, story.why) == ("未通过", "2022-08-01", NO_REASON)
    assert story.score is not None
    assert (story.score.mean, story.score.place, story.score.of) == ("70 分", 2, 2)
    assert story.score.lowest == "85 分"
    silent = meant(reading, kept.round, "丙").subject_id
    assert stories(reading, silent)[0].score is None


def test_an_application_is_meant_by_its_enterprise_where_it_has_one(
    kept: Kept,
) -> None:
    owner = kept.book.enterprise("甲")
    for name in ("一车间", "二车间"):
        shop = kept.book.workshop(owner, name)
        kept.book.put("application", round_id=kept.round, subject_id=shop, kind="new")
    reading = kept.book.reading()
    with pytest.raises(InputError, match="有几项申报：甲/一车间、甲/二车间"):
        meant(reading, kept.round, "甲")
    assert meant(reading, kept.round, "甲/一车间").name == "甲/一车间"
    kept.book.enterprise("乙")
    with pytest.raises(NotFoundError, match="「乙」没有在这个批次申报"):
        meant(reading, kept.round, "乙")


def test_the_demonstrations_53_applications_come_down_to_20(demo: Reading) -> None:
    both = rounds.named(demo, "株工信发〔2022〕33号")
    assert len(both) == 2
    going = progress(demo, both)
    came = {one.stage: one.came for one in going.passages}
    assert (came["申报"], came["推荐"], came["认定"]) == (53, 53, 20)
    for before, after in zip(going.passages, going.passages[1:], strict=False):
        assert before.came - after.came == len(after.left)
    assert all(one.why for passage in going.passages for one in passage.left)


def test_rounds_are_named_by_name_document_or_year(demo: Reading) -> None:
    assert len(rounds.named(demo, "2022年度")) == len(rounds.every(demo))
    assert len(rounds.named(demo, "湖南省智能制造标杆车间")) == 1
    with pytest.raises(NotFoundError, match="1999 年没有批次"):
        rounds.named(demo, "1999")
    with pytest.raises(NotFoundError, match="没有批次「株工信发〔2022〕1号」"):
        rounds.named(demo, "株工信发〔2022〕1号")
    with pytest.raises(NotFoundError, match="没有批次「没有的」"):
        rounds.named(demo, "没有的")


def test_a_passage_tells_what_was_left_and_what_is_not_recorded() -> None:
    assert rounds.told(Passage("评审", 3, 2, ())) == "2 项未登记这一环节"
