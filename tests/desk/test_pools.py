"""Pools under cultivation, and rosters frozen on a day."""

from __future__ import annotations

import pytest

from registry.desk import enterprises, pools, records, rosters, subjects
from registry.desk.drafts.enterprises import MoveDraft, SubjectDraft
from registry.desk.drafts.pools import (
    AdmissionDraft,
    LeavingDraft,
    PoolDraft,
    RosterDraft,
)
from registry.desk.drafts.records import VoidDraft
from registry.desk.office import Office
from registry.errors import ConflictError, InputError
from tests.desk.conftest import Query

ENTERPRISE, WORKSHOP = 1, 2


def _open(office: Office) -> int:
    draft = PoolDraft.read(
        name="标杆车间培育库", year=2022, rung="市级智能制造标杆车间"
    )
    return pools.open_pool(office, draft)


def _admit(office: Office, subject: int = WORKSHOP, on: str = "2022-03-01") -> int:
    draft = AdmissionDraft.read(pool_id=1, subject_id=subject, admitted_on=on)
    return pools.admit(office, draft)


def test_a_pool_of_a_year_is_opened_once(ruled: Office, query: Query) -> None:
    _open(ruled)
    with pytest.raises(ConflictError, match="2022 年的「标杆车间培育库」已经建立"):
        _open(ruled)
    assert query(ruled, "SELECT rung FROM pool") == [("benchmark/city-workshop",)]


def test_a_stay_in_a_pool_ends_with_its_reason_and_may_begin_again(
    ruled: Office, query: Query
) -> None:
    _open(ruled)
    entry = _admit(ruled)
    with pytest.raises(ConflictError, match="2022-03-01 已入「标杆车间培育库」"):
        _admit(ruled, on="2022-05-01")
    leaving = LeavingDraft.read(entry_id=entry, left_on="2022-06-01", reason="停产")
    pools.leave(ruled, leaving)
    _admit(ruled, on="2022-06-01")
    assert query(ruled, "SELECT admitted_on, left_on, left_reason FROM pool_entry") == [
        ("2022-03-01", "2022-06-01", "停产"),
        ("2022-06-01", None, ""),
    ]
    with pytest.raises(ConflictError, match="已于 2022-06-01 出库"):
        pools.leave(ruled, leaving)


def test_nobody_leaves_before_being_admitted(ruled: Office) -> None:
    _open(ruled)
    entry = _admit(ruled)
    with pytest.raises(InputError, match="早于入库日期 2022-03-01"):
        pools.leave(
            ruled,
            LeavingDraft.read(entry_id=entry, left_on="2022-02-01", reason="误录"),
        )


def test_a_pool_of_workshops_takes_enterprises_but_no_scenes(ruled: Office) -> None:
    _open(ruled)
    scene = subjects.add_subject(
        ruled, SubjectDraft.read(enterprise_id=ENTERPRISE, kind="场景", name="数字孪生")
    )
    _admit(ruled, subject=ENTERPRISE)
    with pytest.raises(InputError, match="授予车间，「数字孪生」是场景"):
        _admit(ruled, subject=scene)


def _freeze(office: Office, **more: object) -> int:
    said: dict[str, object] = {
        "name": "2022年应自评估企业",
        "on": "2022-12-31",
        "terms": "规模以上工业企业，按上报单位",
        "subject_ids": (ENTERPRISE, WORKSHOP),
        "tasks": {"天元区": 12},
    }
    return rosters.freeze(office, RosterDraft.read(**said | more))


def test_a_roster_keeps_the_units_of_its_day(ruled: Office, query: Query) -> None:
    enterprises.move(
        ruled,
        MoveDraft.read(enterprise_id=ENTERPRISE, unit="天元区", since="2023-01-01"),
    )
    _freeze(ruled)
    assert query(
        ruled,
        "SELECT e.subject_id, u.name FROM roster_entry e"
        " JOIN unit u ON u.id = e.unit_id",
    ) == [(ENTERPRISE, "株洲高新区"), (WORKSHOP, "株洲高新区")]
    assert query(
        ruled,
        "SELECT u.name, t.number FROM roster_task t JOIN unit u ON u.id = unit_id",
    ) == [("天元区", 12)]


def test_a_frozen_roster_is_not_frozen_again(ruled: Office, query: Query) -> None:
    roster = _freeze(ruled)
    with pytest.raises(ConflictError, match="冻结后不改"):
        _freeze(ruled)
    records.void(ruled, VoidDraft.read(table="名册", id=roster))
    _freeze(ruled)
    assert query(
        ruled, "SELECT count(*) FROM roster_entry WHERE voided_by IS NULL"
    ) == [(2,)]
