"""To an enterprise that ended or moved away nothing new comes."""

from __future__ import annotations

import pytest

from registry.desk import pools, rounds, successions, titles
from registry.desk.drafts.enterprises import SuccessionDraft
from registry.desk.drafts.pools import AdmissionDraft, PoolDraft
from registry.desk.drafts.rounds import ApplicationDraft, RoundDraft
from registry.desk.drafts.titles import TitleDraft
from registry.desk.office import Office
from registry.errors import ConflictError


@pytest.fixture(params=["注销", "迁出"])
def ended(request: pytest.FixtureRequest, ruled: Office) -> Office:
    """An office whose enterprise 1 ended, or moved out, on 2022-05-10."""
    successions.succeed(
        ruled,
        SuccessionDraft.read(kind=request.param, enterprise_id=1, on="2022-05-10"),
    )
    return ruled


def _title(on: str) -> TitleDraft:
    return TitleDraft.read(
        subject_id=2, rung="benchmark/city-workshop", recognised_on=on
    )


def test_no_title_after_its_end_but_one_recorded_late(ended: Office) -> None:
    with pytest.raises(ConflictError, match=r"已于 2022-05-10 (注销|迁出)，2022-05-10"):
        titles.award(ended, _title("2022-05-10"))
    assert titles.award(ended, _title("2022-05-09"))


def test_no_pool_after_its_end(ended: Office) -> None:
    pools.open_pool(ended, PoolDraft.read(name="培育库", year=2022))
    with pytest.raises(ConflictError, match="不能再入库"):
        pools.admit(
            ended,
            AdmissionDraft.read(pool_id=1, subject_id=1, admitted_on="2022-06-01"),
        )


def test_no_application_after_its_end(ended: Office) -> None:
    rounds.open_round(ended, RoundDraft.read(rung="benchmark/city-workshop", year=2022))
    with pytest.raises(ConflictError, match="不能再申报"):
        rounds.apply(
            ended,
            ApplicationDraft.read(round_id=1, subject_id=2, applied_on="2022-06-01"),
        )
    with pytest.raises(ConflictError, match="不能再申报"):
        rounds.apply(ended, ApplicationDraft.read(round_id=1, subject_id=2))
