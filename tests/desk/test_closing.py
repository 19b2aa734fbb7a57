"""A closed round takes nothing more; it is closed once decided, or for a reason."""

from __future__ import annotations

import pytest

from registry.desk import closing, rounds
from registry.desk.drafts.rounds import (
    ApplicationDraft,
    CalendarDraft,
    ClosingDraft,
    ReopeningDraft,
    RoundDraft,
    StepDraft,
)
from registry.desk.office import Because, Office
from registry.errors import ConflictError, InputError

WORKSHOP = 2
RUNG = "市级智能制造标杆车间"
WHOLE = (
    ("初审", "2022-06-01"),
    ("推荐", "2022-06-02"),
    ("评审", "2022-07-01"),
    ("拟认定", "2022-08-01"),
    ("公示", "2022-09-19"),
)


@pytest.fixture
def applied(ruled: Office) -> Office:
    """One application in one round, five working days of notice."""
    rounds.open_round(ruled, RoundDraft.read(rung=RUNG, year=2022, notice_days=5))
    _apply(ruled)
    return ruled


def _apply(office: Office, round_id: int = 1) -> int:
    return rounds.apply(
        office,
        ApplicationDraft.read(
            round_id=round_id, subject_id=WORKSHOP, applied_on="2022-05-05"
        ),
    )


def _step(office: Office, stage: str, on: str, **more: object) -> None:
    said: dict[str, object] = {"application_id": 1, "stage": stage, "on": on}
    rounds.take_step(office, StepDraft.read(**said | more))


def _through(office: Office, last: str) -> None:
    for stage, on in WHOLE:
        _step(office, stage, on)
        if stage == last:
            return


def test_a_closed_round_takes_nothing_more(applied: Office) -> None:
    _step(applied, "撤回申报", "2022-05-20")
    closing.close(applied, ClosingDraft.read(round_id=1, on="2022-12-01"))
    for act in (
        lambda: _step(applied, "上报", "2022-06-01", reason="不行"),
        lambda: _apply(applied),
        lambda: rounds.reschedule(
            applied, CalendarDraft.read(round_id=1, closes_on="2022-07-01")
        ),
        lambda: closing.close(applied, ClosingDraft.read(round_id=1)),
    ):
        with pytest.raises(ConflictError, match="已于 2022-12-01 办结"):
            act()


def test_a_round_with_something_undecided_is_closed_for_a_reason_only(
    applied: Office,
) -> None:
    _through(applied, "公示")
    _step(applied, "异议", "2022-09-20")
    with pytest.raises(
        ConflictError,
        match=r"还有 1 项没有办结，其中 1 项有异议未处理：示例企业001机械有限公司 总装"
        r"车间（先处理异议",
    ):
        closing.close(applied, ClosingDraft.read(round_id=1))
    with pytest.raises(InputError, match="早于已办的「异议」2022-09-20"):
        closing.close(
            applied,
            ClosingDraft.read(round_id=1, on="2022-09-01"),
            Because(reason="停办"),
        )
    closing.close(applied, ClosingDraft.read(round_id=1), Because(reason="停办"))


def test_a_closed_round_is_opened_again_for_a_reason_only(applied: Office) -> None:
    again = ReopeningDraft.read(round_id=1)
    with pytest.raises(ConflictError, match="没有办结"):
        closing.reopen(applied, again)
    closing.close(applied, ClosingDraft.read(round_id=1), Because(reason="误办"))
    with pytest.raises(InputError, match="要写明理由"):
        closing.reopen(applied, again)
    closing.reopen(applied, again, Because(reason="补登"))
    _step(applied, "初审", "2022-06-01")
