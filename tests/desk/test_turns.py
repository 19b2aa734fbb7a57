"""Steps know their order: what is out of turn needs a reason, or says what is next."""

from __future__ import annotations

import sqlite3
from contextlib import closing as closing_

import pytest

from registry.desk import closing, records, rounds, upkeep, workdays
from registry.desk.drafts.records import VoidDraft
from registry.desk.drafts.rounds import (
    CalendarDraft,
    QuotaDraft,
    RoundDraft,
    StepDraft,
)
from registry.desk.drafts.workdays import CalendarDayDraft
from registry.desk.office import Because, Office
from registry.errors import ConflictError, InputError
from tests.desk.applied import apply, step, through
from tests.desk.conftest import Query


def test_every_stage_in_its_turn_needs_no_reason(applied: Office) -> None:
    through(applied, "公示")
    step(applied, "认定", "2022-09-27")


def test_a_stage_that_judges_says_its_result_before_the_next(applied: Office) -> None:
    through(applied, "推荐")
    step(applied, "评审", "2022-07-01")
    with pytest.raises(
        ConflictError, match=r"「评审」还没有写明结果.*接下来应写明结果「评审」"
    ):
        step(applied, "拟认定", "2022-08-01")
    step(applied, "评审", "2022-07-02", passed="通过")
    step(applied, "拟认定", "2022-08-01")


def test_a_score_is_a_result(applied: Office) -> None:
    through(applied, "推荐")
    step(applied, "评审", "2022-07-01", score="88.5")
    step(applied, "拟认定", "2022-08-01")


def test_why_it_failed_is_no_reason_to_skip_stages(applied: Office) -> None:
    no = {"passed": "不通过", "reason": "数控化率不足"}
    with pytest.raises(
        ConflictError, match=r"还没有办「初审」「推荐」.*（--out-of-turn）"
    ):
        step(applied, "评审", "2022-07-01", **no)
    step(applied, "评审", "2022-07-01", **no, out_of_turn="初审表未到")


def test_a_stage_left_out_is_named_and_what_comes_next_said(applied: Office) -> None:
    through(applied, "初审")
    with pytest.raises(
        ConflictError,
        match=r"现在办「评审」不合程序：还没有办「推荐」；接下来应办「推荐」",
    ):
        step(applied, "评审", "2022-07-01")
    step(applied, "评审", "2022-07-01", reason="县里直接报来")


def test_a_reason_of_the_whole_change_counts_for_its_steps(applied: Office) -> None:
    draft = StepDraft.read(application_id=1, stage="评审", on="2022-07-01")
    rounds.take_step(applied, draft, Because(reason="补登纸质台账"))


def test_a_stage_that_may_be_left_out_is_not_asked_for(applied: Office) -> None:
    through(applied, "推荐")
    step(applied, "部门联审", "2022-06-20")
    step(applied, "评审", "2022-07-01")


def test_a_step_dated_before_the_one_before_it_needs_a_reason(applied: Office) -> None:
    through(applied, "推荐")
    with pytest.raises(ConflictError, match=r"2022-06-01 早于「推荐」的 2022-06-02"):
        step(applied, "评审", "2022-06-01")


def test_what_was_missed_is_entered_late_without_a_reason(applied: Office) -> None:
    step(applied, "推荐", "2022-06-02", reason="初审表未到")
    step(applied, "初审", "2022-06-01")


def test_going_back_needs_a_reason(applied: Office) -> None:
    through(applied, "评审")
    with pytest.raises(ConflictError, match=r"「评审」已于 2022-07-01 办过"):
        step(applied, "部门联审", "2022-07-20")


def test_a_month_is_out_of_order_only_where_it_surely_is(applied: Office) -> None:
    through(applied, "推荐")
    step(applied, "部门联审", "2022-06")
    with pytest.raises(ConflictError, match=r"2022-05 早于「推荐」的 2022-06-02"):
        step(applied, "评审", "2022-05", taken_by="专家组")


def test_a_stage_is_taken_once_but_by_every_expert(applied: Office) -> None:
    through(applied, "推荐")
    step(applied, "评审", "2022-07-01", taken_by="专家甲", score="80")
    step(applied, "评审", "2022-07-01", taken_by="专家乙", score="90")
    with pytest.raises(ConflictError, match=r"「评审」已于 2022-07-01 办过"):
        step(applied, "评审", "2022-07-02", taken_by="专家乙", score="91")


def test_the_result_of_a_stage_that_was_begun_is_no_repetition(applied: Office) -> None:
    through(applied, "公示")
    step(applied, "公示", "2022-09-27", passed="是")


def test_after_failing_it_goes_on_for_a_reason_only(applied: Office) -> None:
    through(applied, "推荐")
    step(applied, "评审", "2022-07-01", passed="否")
    with pytest.raises(
        ConflictError, match=r"「评审」没有通过（2022-07-01）；接下来应办「未通过」；"
    ):
        step(applied, "拟认定", "2022-08-01")
    step(applied, "未通过", "2022-08-01")


def test_what_is_returned_is_taken_again(applied: Office) -> None:
    through(applied, "推荐")
    step(applied, "退回补正", "2022-06-10")
    step(applied, "初审", "2022-06-13", passed="是")
    step(applied, "推荐", "2022-06-14")
    step(applied, "评审", "2022-07-01")


def test_what_is_returned_is_not_recognised_as_it_is(applied: Office) -> None:
    through(applied, "公示")
    step(applied, "退回补正", "2022-09-28")
    with pytest.raises(ConflictError, match=r"还没有重新办理；等企业补正后重新办理"):
        step(applied, "认定", "2022-09-29")


def test_recognition_waits_for_the_end_of_the_notice(applied: Office) -> None:
    through(applied, "公示")
    with pytest.raises(ConflictError, match="公示到 2022-09-26 才满"):
        step(applied, "认定", "2022-09-26")
    step(applied, "认定", "2022-09-27")


def test_recognition_waits_for_an_open_objection(applied: Office) -> None:
    through(applied, "公示")
    step(applied, "异议", "2022-09-20", reply="材料与实际不符")
    with pytest.raises(ConflictError, match=r"异议还没有处理；先处理异议"):
        step(applied, "认定", "2022-09-28")
    step(applied, "异议", "2022-09-27", passed="是", reply="经核实不成立", reason="是")
    step(applied, "认定", "2022-09-28")


def test_an_objection_that_is_upheld_bars_recognition(applied: Office) -> None:
    through(applied, "公示")
    step(applied, "异议", "2022-09-20")
    step(applied, "异议", "2022-09-22", passed="否")
    with pytest.raises(ConflictError, match=r"「异议」成立（2022-09-22）"):
        step(applied, "认定", "2022-09-28")


def test_an_objection_after_the_notice_needs_a_reason(applied: Office) -> None:
    through(applied, "公示")
    with pytest.raises(ConflictError, match="公示已于 2022-09-26 结束"):
        step(applied, "异议", "2022-09-27")
    with pytest.raises(ConflictError, match="公示已于 2022-09-26 结束"):
        step(applied, "异议", "2022-10")


def test_an_application_is_taken_back_at_any_time_and_then_takes_no_step(
    applied: Office,
) -> None:
    step(applied, "撤回申报", "2022-05-20")
    with pytest.raises(ConflictError, match="已于 2022-05-20 撤回申报，不能再办初审"):
        step(applied, "初审", "2022-06-01", reason="不行")


def test_what_was_missed_of_an_ended_application_needs_a_reason(
    applied: Office,
) -> None:
    step(applied, "撤回申报", "2022-07-01")
    with pytest.raises(ConflictError, match="这项申报已于 2022-07-01 撤回申报"):
        step(applied, "初审", "2022-06-01")
    step(applied, "初审", "2022-06-01", reason="补登")


def test_what_the_province_does_after_our_recommendation_is_not_asked_for(
    ruled: Office,
) -> None:
    rounds.open_round(ruled, RoundDraft.read(rung="省级智能制造标杆车间", year=2022))
    apply(ruled)
    step(ruled, "初审", "2022-06-01", passed="是")
    step(ruled, "推荐", "2022-06-02")
    step(ruled, "上报", "2022-06-03")
    step(ruled, "认定", "2022-11-30")


def test_a_unit_recommends_no_more_than_its_places(
    applied: Office, query: Query
) -> None:
    through(applied, "初审")
    closing.allot(applied, QuotaDraft.read(round_id=1, unit="株洲高新区", places=0))
    with pytest.raises(ConflictError, match=r"株洲高新区的推荐名额 0 个，已推荐 0 个"):
        step(applied, "推荐", "2022-06-02")
    step(applied, "推荐", "2022-06-02", passed="否")
    with pytest.raises(ConflictError, match="名额已是 0 个"):
        closing.allot(applied, QuotaDraft.read(round_id=1, unit="株洲高新区", places=0))
    closing.allot(applied, QuotaDraft.read(round_id=1, unit="株洲高新区", places=3))
    assert query(applied, "SELECT places FROM round_quota WHERE voided_by IS NULL") == [
        (3,)
    ]


def test_the_end_of_the_notice_is_reckoned_in_working_days(
    applied: Office, query: Query
) -> None:
    begins = CalendarDraft.read(round_id=1, notice_since="2026-09-29")
    rounds.reschedule(applied, begins)
    assert query(applied, "SELECT notice_through FROM round") == [("2026-10-12",)]
    rounds.reschedule(applied, CalendarDraft.read(round_id=1, notice_days=1))
    assert query(applied, "SELECT notice_through FROM round") == [("2026-09-30",)]
    rounds.reschedule(
        applied, CalendarDraft.read(round_id=1, notice_through="2026-10-20")
    )
    assert query(applied, "SELECT notice_through FROM round") == [("2026-10-20",)]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            {"notice_since": "2026-09-29", "notice_through": "2026-10-08"},
            "到 2026-10-12 才满.*改为 2026-10-12",
        ),
        ({"notice_since": "2026-10-01"}, "是休息日；请改为其后的工作日 2026-10-08"),
        ({"notice_through": "2026-10-12"}, "没有写公示开始.*应自 2026-09-29 起"),
    ],
)
def test_days_of_a_notice_that_contradict_each_other_are_refused(
    applied: Office, said: dict[str, str], told: str
) -> None:
    with pytest.raises(InputError, match=told):
        rounds.reschedule(applied, CalendarDraft.read(round_id=1, **said))


def test_a_notice_into_a_year_without_calendar_is_refused_until_it_has_one(
    applied: Office, query: Query
) -> None:
    begins = CalendarDraft.read(round_id=1, notice_since="2026-12-29")
    with pytest.raises(InputError, match="tidu calendar add"):
        rounds.reschedule(applied, begins)
    days = {"on": "2027-01-01", "works": "休", "through": "2027-01-13"}
    assert workdays.set_days(applied, CalendarDayDraft.read(**days)) == 13
    rounds.reschedule(applied, begins)
    assert query(applied, "SELECT notice_through FROM round") == [("2027-01-18",)]


def test_a_day_of_the_calendar_is_said_anew_but_not_again(
    applied: Office, query: Query
) -> None:
    workdays.set_days(applied, CalendarDayDraft.read(on="2027-01-01", works="休"))
    with pytest.raises(ConflictError, match="2027-01-01 已登记为休息"):
        workdays.set_days(applied, CalendarDayDraft.read(on="2027-01-01", works="休"))
    workdays.set_days(applied, CalendarDayDraft.read(on="2027-01-01", works="班"))
    assert query(applied, "SELECT works FROM calendar_day WHERE voided_by IS NULL") == [
        (1,)
    ]


def test_a_step_on_which_later_ones_stand_is_neither_undone_nor_voided(
    applied: Office,
) -> None:
    through(applied, "公示")
    with closing_(sqlite3.connect(applied.path)) as connection:
        ((change, number),) = connection.execute(
            "SELECT change_id, id FROM application_step WHERE stage = 'proposed'"
        )
    told = r"不能{}：.*\n  总装车间：「拟认定」之后办了「公示」2022-09-19"
    with pytest.raises(ConflictError, match=told.format("撤回")):
        upkeep.undo(applied, change)
    with pytest.raises(ConflictError, match=told.format("作废")):
        records.void(applied, VoidDraft.read(table="申报环节", id=number))
    upkeep.undo(applied)
    upkeep.undo(applied, change)
