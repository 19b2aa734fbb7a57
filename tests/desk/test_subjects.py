"""Workshops and other subjects, and what becomes of them in a succession."""

from __future__ import annotations

import pytest

from registry.desk import enterprises, subjects, successions
from registry.desk.drafts.enterprises import (
    EnterpriseDraft,
    HandOverDraft,
    SubjectDraft,
    SubjectNameDraft,
    SuccessionDraft,
)
from registry.desk.office import Office
from registry.errors import ConflictError, InputError
from tests.desk.conftest import Query


def _add(office: Office, name: str = "株洲车辆有限公司", **more: object) -> int:
    return enterprises.add(office, EnterpriseDraft.read(name=name, **more))


def test_two_workshops_are_not_counted_twice(office: Office, query: Query) -> None:
    enterprise = _add(office)

    def add(name: str) -> int:
        return subjects.add_subject(
            office,
            SubjectDraft.read(enterprise_id=enterprise, kind="车间", name=name),
        )

    add("总装车间")
    with pytest.raises(ConflictError, match="已有车间「总装车间」，编号 2"):
        add("总装车间")
    assert add("涂装车间") == 3
    assert query(office, "SELECT count(*) FROM subject") == [(3,)]


def test_the_enterprise_itself_is_not_registered_as_a_subject(office: Office) -> None:
    enterprise = _add(office)
    with pytest.raises(InputError, match="企业本身就是认定对象"):
        subjects.add_subject(
            office,
            SubjectDraft.read(enterprise_id=enterprise, kind="企业", name="甲公司"),
        )


def test_a_workshop_is_renamed_in_place_but_an_enterprise_is_not(
    office: Office, query: Query
) -> None:
    enterprise = _add(office)
    shop = subjects.add_subject(
        office,
        SubjectDraft.read(enterprise_id=enterprise, kind="车间", name="总庄车间"),
    )
    subjects.rename_subject(
        office, SubjectNameDraft.read(subject_id=shop, name="总装车间")
    )
    assert query(office, "SELECT name FROM subject WHERE id = ?", shop) == [
        ("总装车间",)
    ]
    with pytest.raises(InputError, match="请改用企业更名"):
        subjects.rename_subject(
            office, SubjectNameDraft.read(subject_id=enterprise, name="甲公司")
        )


def test_a_workshop_passes_to_another_enterprise(office: Office, query: Query) -> None:
    one, other = _add(office), _add(office, "乙公司")
    shop = subjects.add_subject(
        office, SubjectDraft.read(enterprise_id=one, kind="车间", name="总装车间")
    )
    subjects.hand_over(
        office,
        HandOverDraft.read(subject_id=shop, enterprise_id=other, since="2022-07-01"),
    )
    assert query(office, "SELECT enterprise_id, until FROM owner_spell") == [
        (one, "2022-07-01"),
        (other, None),
    ]


def test_an_absorbed_enterprise_ends_and_hands_over_what_is_named(
    office: Office, query: Query
) -> None:
    one, other = _add(office, status="在营", since="2015"), _add(office, "乙公司")
    shops = [
        subjects.add_subject(
            office, SubjectDraft.read(enterprise_id=one, kind="车间", name=name)
        )
        for name in ("总装车间", "涂装车间")
    ]
    successions.succeed(
        office,
        SuccessionDraft.read(
            kind="吸收合并",
            enterprise_id=one,
            successor_id=other,
            on="2022-07-01",
            subject_ids=(shops[0],),
        ),
    )
    assert query(office, "SELECT value, since, until FROM status_spell") == [
        ("active", "2015-01-01", "2022-07-01"),
        ("deregistered", "2022-07-01", None),
    ]
    held = query(
        office, "SELECT subject_id, enterprise_id FROM owner_spell WHERE until IS NULL"
    )
    assert sorted(held) == [(shops[0], other), (shops[1], one)]


def test_an_enterprise_does_not_end_twice(office: Office) -> None:
    enterprise = _add(office)

    def gone(day: str) -> int:
        return successions.succeed(
            office,
            SuccessionDraft.read(kind="注销", enterprise_id=enterprise, on=day),
        )

    gone("2022-07-01")
    with pytest.raises(ConflictError, match="当时已经注销"):
        gone("2022-08-01")


def test_what_another_owns_does_not_pass_on(office: Office) -> None:
    one, other = _add(office), _add(office, "乙公司")
    with pytest.raises(ConflictError, match="当时不属于这家企业"):
        successions.succeed(
            office,
            SuccessionDraft.read(
                kind="分立",
                enterprise_id=one,
                successor_id=other,
                on="2022",
                subject_ids=(other,),
            ),
        )
