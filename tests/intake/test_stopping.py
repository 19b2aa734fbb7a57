"""An import can be stopped at any time, and then nothing of it is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from registry.desk.imports import Request, preview, take_in
from registry.desk.office import Office
from registry.desk.upkeep import verify
from registry.intake.listed import State
from registry.intake.progress import CancelledError, Progress, Stage
from tests.intake.conftest import Query
from tests.intake.ledgers import WHO, party, write_csv

MANY = 600


class Stops(Progress):
    """Stops when a stage is reached, and keeps what was told."""

    def __init__(self, at: Stage | None = None) -> None:
        super().__init__()
        self.at = at
        self.told: list[tuple[Stage, int, int]] = []

    def tell(self, stage: Stage, done: int = 0, total: int = 0) -> None:
        """Stop at the stage."""
        self.told.append((stage, done, total))
        self.stopped = self.stopped or stage is self.at


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger of many new enterprises."""
    return write_csv(tmp_path / "a.csv", [WHO, *(party(n) for n in range(9, MANY))])


@pytest.mark.parametrize("stage", Stage)
def test_it_stops_at_every_stage_and_leaves_no_trace(
    stage: Stage, office: Office, query: Query, ledger: Path
) -> None:
    changes = query("SELECT count(*) FROM change")
    with pytest.raises(CancelledError):
        take_in(office, Request(ledger), progress=Stops(stage))
    assert query("SELECT count(*) FROM change") == changes
    assert verify(office.path).ok


def test_every_stage_is_told_with_its_rows(office: Office, ledger: Path) -> None:
    told = Stops()
    take_in(office, Request(ledger), progress=told)
    stages = [stage for stage, _, _ in told.told]
    assert list(dict.fromkeys(stages)) == list(Stage)
    assert all(done <= total for _, done, total in told.told)


def test_a_preview_lists_what_is_new_changed_and_unchanged(
    office: Office, tmp_path: Path
) -> None:
    rows = [
        (*WHO, "行业"),
        party(1, ""),
        party(2, "C3714"),
        party(9, "C3711"),
    ]
    found = preview(office, Request(write_csv(tmp_path / "b.csv", rows)))
    listed = [(one.line, one.state, one.said.split()[1:]) for one in found.listed]
    assert listed == [
        (4, State.NEW, ["天元区", "C3711"]),
        (3, State.CHANGED, ["天元区", "C3714"]),
        (2, State.UNCHANGED, ["天元区"]),
    ]


class Hurries(Progress):
    """Takes the ledger in behind the back of who looks at it, once it is read."""

    def __init__(self, office: Office, ledger: Path) -> None:
        super().__init__()
        self.office, self.ledger = office, ledger

    def tell(self, stage: Stage, done: int = 0, total: int = 0) -> None:
        """Take it in before it is compared."""
        super().tell(stage, done, total)
        if stage is Stage.COMPARE:
            take_in(self.office, Request(self.ledger))


def test_a_preview_reads_one_state_of_the_register(
    office: Office, ledger: Path
) -> None:
    found = preview(office, Request(ledger), Hurries(office, ledger))
    assert (found.new, found.unchanged) == (MANY - 9, 0)
    assert preview(office, Request(ledger)).unchanged == MANY - 9
