"""Rounds, applications, their steps, and decisions that stay as they were."""

from __future__ import annotations

import json

import pytest

from registry.desk import enterprises, records, rounds
from registry.desk.drafts.enterprises import AttributeDraft
from registry.desk.drafts.records import AssessmentDraft, VoidDraft
from registry.desk.drafts.rounds import (
    ApplicationDraft,
    CalendarDraft,
    RoundDraft,
    StepDraft,
)
from registry.desk.office import Office
from registry.errors import ConflictError, InputError, NotFoundError
from registry.terms import Outcome
from tests.desk.conftest import Query

ENTERPRISE, WORKSHOP = 1, 2
RUNG = "市级智能制造标杆车间"


def _open(office: Office, **more: object) -> int:
    said: dict[str, object] = {
        "rung": RUNG,
        "year": 2022,
        "opens_on": "2022-05-01",
        "closes_on": "2022-06-01",
        "amount": "10万元",
    }
    return rounds.open_round(office, RoundDraft.read(**said | more))


def _apply(office: Office, **more: object) -> int:
    said: dict[str, object] = {
        "round_id": 1,
        "subject_id": WORKSHOP,
        "applied_on": "2022-05-05",
    }
    return rounds.apply(office, ApplicationDraft.read(**said | more))


def _step(office: Office, stage: str, on: str, **more: object) -> rounds.StepTaken:
    said: dict[str, object] = {"application_id": 1, "stage": stage, "on": on}
    return rounds.take_step(office, StepDraft.read(**said | more))


def test_a_round_is_named_after_its_year_and_rung(ruled: Office, query: Query) -> None:
    _open(ruled)
    assert query(ruled, "SELECT name, amount FROM round") == [
        ("2022年第1批市级智能制造标杆车间", 10_000_000)
    ]
    with pytest.raises(ConflictError, match="已经开设，编号 1"):
        _open(ruled)


def test_a_rounds_days_are_set_one_by_one_and_stay_in_order(
    ruled: Office, query: Query
) -> None:
    held = _open(ruled)
    rounds.reschedule(ruled, CalendarDraft.read(round_id=held, closes_on="2022-06-15"))
    rounds.reschedule(
        ruled, CalendarDraft.read(round_id=held, notice_since="2022-08-01")
    )
    assert query(ruled, "SELECT opens_on, closes_on, notice_since FROM round") == [
        ("2022-05-01", "2022-06-15", "2022-08-01")
    ]
    with pytest.raises(InputError, match="申报截止 2022-04-01 早于开始 2022-05-01"):
        rounds.reschedule(
            ruled, CalendarDraft.read(round_id=held, closes_on="2022-04-01")
        )


def test_an_application_goes_through_the_owners_unit_of_that_day(
    ruled: Office, query: Query
) -> None:
    _open(ruled)
    enterprises.change_attribute(
        ruled,
        AttributeDraft.read(
            enterprise_id=ENTERPRISE,
            attribute="上报单位",
            value="天元区",
            since="2022-05-20",
        ),
    )
    _apply(ruled)
    assert query(
        ruled, "SELECT u.name FROM application a JOIN unit u ON u.id = a.unit_id"
    ) == [("株洲高新区",)]


def test_a_subject_applies_once_in_a_round(ruled: Office) -> None:
    _open(ruled)
    _apply(ruled)
    with pytest.raises(ConflictError, match=r"已在「2022年第1批.*」申报，编号 1"):
        _apply(ruled)


@pytest.mark.parametrize("on", ["2022-04-30", "2022-06-02"])
def test_an_application_outside_the_window_is_refused(ruled: Office, on: str) -> None:
    _open(ruled)
    with pytest.raises(InputError, match=r"不在「.*」的申报期"):
        _apply(ruled, applied_on=on)


def test_an_enterprise_does_not_apply_for_a_workshops_title(ruled: Office) -> None:
    _open(ruled)
    with pytest.raises(InputError, match="请选它的车间"):
        _apply(ruled, subject_id=ENTERPRISE)


def test_a_step_keeps_its_stage_its_day_and_its_score(
    ruled: Office, query: Query
) -> None:
    _open(ruled)
    _apply(ruled)
    _step(
        ruled,
        "评审",
        "2022-07",
        score="88.5",
        passed="是",
        taken_by="专家组",
        unit="1",
        reason="初审、推荐另有台账",
    )
    assert query(
        ruled,
        'SELECT stage, "on", on_precision, score, passed, taken_by, unit_id'
        " FROM application_step",
    ) == [("expert_review", "2022-07-01", "month", 8850, 1, "专家组", 1)]


def test_an_unknown_stage_lists_those_there_are(ruled: Office) -> None:
    _open(ruled)
    _apply(ruled)
    with pytest.raises(NotFoundError, match="请写其中之一：形式审查、退回补正、初审"):
        _step(ruled, "答辩", "2022-07-01")


def test_a_step_is_not_before_the_application(ruled: Office) -> None:
    _open(ruled)
    _apply(ruled)
    with pytest.raises(InputError, match="早于申报日期 2022-05-05"):
        _step(ruled, "初审", "2022-05-04")


def test_a_step_of_a_day_to_come_is_refused(ruled: Office) -> None:
    _open(ruled)
    _apply(ruled)
    with pytest.raises(InputError, match="初审日期 2202-05-31 还没有到"):
        _step(ruled, "初审", "2202-05-31")


def test_what_is_decided_is_decided_once(ruled: Office) -> None:
    _open(ruled)
    _apply(ruled)
    taken = _step(ruled, "未通过", "2022-08-01", reason="评分不够")
    with pytest.raises(ConflictError, match="已于 2022-08-01 未通过，不能再办认定"):
        _step(ruled, "认定", "2022-09-01")
    records.void(ruled, VoidDraft.read(table="申报环节", id=taken.id))
    _step(ruled, "认定", "2022-09-01", reason="补登往年")
    _step(ruled, "上报", "2022-10-01")


def test_a_decision_keeps_what_was_known_then(ruled: Office, query: Query) -> None:
    _open(ruled)
    _apply(ruled)
    taken = _step(ruled, "初审", "2022-05-31")
    assert taken.outcome is Outcome.NOT_ELIGIBLE
    (frozen,) = query(ruled, "SELECT * FROM decision")
    assessed = AssessmentDraft.read(
        subject_id=ENTERPRISE, on="2022-05-06", level="三级"
    )
    records.assessment(ruled, assessed)
    assert query(ruled, "SELECT * FROM decision") == [frozen]


def test_a_decision_names_its_day_its_change_and_the_rules_hash(
    ruled: Office, query: Query
) -> None:
    _open(ruled)
    _apply(ruled)
    _step(ruled, "初审", "2022-05-31")
    assert query(
        ruled,
        "SELECT d.as_of, d.known_change_id = s.change_id, d.ladder_step,"
        " p.document_number FROM decision d"
        " JOIN application_step s ON s.id = d.step_id"
        " JOIN policy p ON p.sha256 = d.policy_sha256",
    ) == [("2022-05-31", 1, ">benchmark/city-workshop#new", "株工信发〔2022〕33号")]
    ((text,),) = query(ruled, "SELECT answer FROM decision")
    answer = json.loads(str(text))
    assert answer["to"] == "benchmark/city-workshop"
    assert answer["from"] is None
    assert {one["id"] for one in answer["conditions"]} >= {"maturity", "in_use"}


def test_no_policy_in_force_means_no_decision(ruled: Office, query: Query) -> None:
    _open(ruled, year=2021, opens_on="2021-05-01", closes_on="2021-06-01")
    _apply(ruled, applied_on="2021-05-05")
    assert _step(ruled, "初审", "2021-05-31").outcome is None
    assert query(ruled, "SELECT count(*) FROM decision") == [(0,)]


def test_a_step_known_to_the_month_asks_of_no_day(ruled: Office, query: Query) -> None:
    _open(ruled)
    _apply(ruled)
    assert _step(ruled, "初审", "2022-05").outcome is None
    assert query(ruled, "SELECT count(*) FROM decision") == [(0,)]


def test_a_void_step_takes_its_decision_with_it(ruled: Office, query: Query) -> None:
    _open(ruled)
    _apply(ruled)
    taken = _step(ruled, "初审", "2022-05-31")
    records.void(ruled, VoidDraft.read(table="申报环节", id=taken.id))
    assert query(ruled, "SELECT voided_by IS NOT NULL FROM decision") == [(1,)]
