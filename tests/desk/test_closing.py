"""A closed round takes nothing more; it is closed once decided, or for a reason."""

from __future__ import annotations

import pytest

from registry.desk import closing, rounds
from registry.desk.drafts.rounds import (
    CalendarDraft,
    ClosingDraft,
    ReopeningDraft,
)
from registry.desk.office import Because, Office
from registry.errors import ConflictError, InputError
from tests.desk.applied import apply, step, through


def test_a_closed_round_takes_nothing_more(applied: Office) -> None:
    step(applied, "撤回申报", "2022-05-20")
    closing.close(applied, ClosingDraft.read(round_id=1, on="2022-12-01"))
    for act in (
        lambda: step(applied, "上报", "2022-06-01", reason="不行"),
        lambda: apply(applied),
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
    through(applied, "公示")
    step(applied, "异议", "2022-09-20")
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
    step(applied, "初审", "2022-06-01")
