"""One application of a workshop in a round, and the steps that it takes."""

from __future__ import annotations

from registry.desk import rounds
from registry.desk.drafts.rounds import ApplicationDraft, StepDraft
from registry.desk.office import Office

WORKSHOP = 2
RUNG = "市级智能制造标杆车间"
WHOLE = (
    ("初审", "2022-06-01"),
    ("推荐", "2022-06-02"),
    ("评审", "2022-07-01"),
    ("拟认定", "2022-08-01"),
    ("公示", "2022-09-19"),
)

PASSED = {"初审": "是", "评审": "是"}
"""What was said at the stages that need a result."""


def apply(office: Office, round_id: int = 1) -> int:
    """Have the workshop apply."""
    return rounds.apply(
        office,
        ApplicationDraft.read(
            round_id=round_id, subject_id=WORKSHOP, applied_on="2022-05-05"
        ),
    )


def step(office: Office, stage: str, on: str, **more: object) -> None:
    """Take a step of the application."""
    said: dict[str, object] = {"application_id": 1, "stage": stage, "on": on}
    rounds.take_step(office, StepDraft.read(**said | more))


def through(office: Office, last: str) -> None:
    """Take every step up to the last."""
    for stage, on in WHOLE:
        step(office, stage, on, passed=PASSED.get(stage, ""))
        if stage == last:
            return
