"""Titles: one of a rung at a time, by document, never deleted."""

from __future__ import annotations

import pytest

from registry import paths
from registry.desk import policies, subjects, titles
from registry.desk.drafts.enterprises import SubjectDraft
from registry.desk.drafts.policies import PolicyDraft
from registry.desk.drafts.titles import AcceptanceDraft, TitleDraft, TitleEndDraft
from registry.desk.office import Because, Office
from registry.errors import ConflictError, InputError, NotFoundError
from tests.desk.conftest import Query

ENTERPRISE, WORKSHOP = 1, 2
CITY = "市级智能制造标杆车间"
FACTORY = "benchmark/nation-factory"
PAPER = Because(document="株工信发〔2022〕99号")


def _award(office: Office, because: Because = PAPER, **more: object) -> int:
    said = {"subject_id": WORKSHOP, "rung": CITY, "recognised_on": "2022-09-01"} | more
    return titles.award(office, TitleDraft.read(**said), because)


def _end(office: Office, because: Because = PAPER, **more: object) -> int:
    said: dict[str, object] = {"title_id": 1, "kind": "撤销", "on": "2022-11-01"}
    return titles.end(office, TitleEndDraft.read(**said | more), because)


def _factory(office: Office) -> int:
    draft = SubjectDraft.read(enterprise_id=ENTERPRISE, kind="工厂", name="一厂")
    return subjects.add_subject(office, draft)


def test_a_title_is_of_its_rung_and_day(ruled: Office, query: Query) -> None:
    _award(ruled)
    assert query(
        ruled, "SELECT subject_id, rung, recognised_on, valid_until, stage FROM title"
    ) == [(WORKSHOP, "benchmark/city-workshop", "2022-09-01", None, None)]


def test_a_workshops_title_is_not_given_to_its_enterprise(ruled: Office) -> None:
    with pytest.raises(InputError, match=r"授予车间，「.*」是企业；请选它的车间"):
        _award(ruled, subject_id=ENTERPRISE)


def test_a_rung_that_no_policy_names_is_refused(ruled: Office) -> None:
    with pytest.raises(NotFoundError, match="没有称号「灯塔工厂」；请写其中之一"):
        _award(ruled, rung="灯塔工厂")


def test_the_same_title_is_not_held_twice_at_a_time(
    ruled: Office, query: Query
) -> None:
    _award(ruled, valid_until="2025-09-01")
    with pytest.raises(ConflictError, match="已持有市级智能制造标杆车间"):
        _award(ruled, recognised_on="2024-09-01")
    _award(ruled, recognised_on="2025-09-01")
    assert query(ruled, "SELECT count(*) FROM title") == [(2,)]


def test_a_title_of_the_past_may_not_reach_into_the_present_one(
    ruled: Office,
) -> None:
    _award(ruled)
    with pytest.raises(ConflictError, match="不能同时有两个"):
        _award(ruled, recognised_on="2020-01-01")
    _award(ruled, recognised_on="2020-01-01", valid_until="2022-09-01")


def test_a_renewal_follows_the_title_in_force_by_document(
    ruled: Office, query: Query
) -> None:
    _award(ruled, valid_until="2025-09-01")
    with pytest.raises(InputError, match="复核要有文件"):
        _award(ruled, Because(), recognised_on="2025-07-01", renewal="是")
    _award(ruled, recognised_on="2025-07-01", valid_until="2028-07-01", renewal="是")
    assert query(
        ruled, "SELECT recognised_on, end_kind, ended_on FROM title ORDER BY id"
    ) == [("2022-09-01", "superseded", "2025-07-01"), ("2025-07-01", None, None)]


def test_a_title_is_valid_for_the_years_its_policy_gives(
    ruled: Office, query: Query
) -> None:
    path = paths.data() / "policies" / "quality-sme-2026.toml"
    policies.load(ruled, PolicyDraft(path=path))
    _award(
        ruled, subject_id=ENTERPRISE, rung="sme/specialised", recognised_on="2026-05"
    )
    assert query(ruled, "SELECT valid_until, until_precision FROM title") == [
        ("2029-05-01", "month")
    ]


def test_a_title_of_before_the_rules_knows_stages_but_no_term(
    ruled: Office, query: Query
) -> None:
    path = paths.data() / "policies" / "quality-sme-2026.toml"
    policies.load(ruled, PolicyDraft(path=path))
    factory = _factory(ruled)
    _award(ruled, subject_id=factory, rung=FACTORY, recognised_on="2021")
    _award(
        ruled, subject_id=ENTERPRISE, rung="sme/specialised", recognised_on="2021-05"
    )
    assert query(ruled, "SELECT stage, valid_until FROM title ORDER BY id") == [
        ("taken_up", None),
        (None, None),
    ]


def test_a_title_with_stages_is_taken_up_and_then_accepted(
    ruled: Office, query: Query
) -> None:
    title = _award(ruled, subject_id=_factory(ruled), rung=FACTORY)
    assert query(ruled, "SELECT stage FROM title") == [("taken_up",)]
    titles.accept(ruled, AcceptanceDraft.read(title_id=title, on="2024-03-01"))
    assert query(ruled, "SELECT stage, accepted_on FROM title") == [
        ("accepted", "2024-03-01")
    ]
    with pytest.raises(ConflictError, match="不是揭榜单位"):
        titles.accept(ruled, AcceptanceDraft.read(title_id=title, on="2024-03-02"))


def test_a_title_that_is_over_is_not_accepted(ruled: Office) -> None:
    title = _award(ruled, subject_id=_factory(ruled), rung=FACTORY)
    _end(ruled, title_id=title)
    with pytest.raises(ConflictError, match="2022-11-01 时不持有"):
        titles.accept(ruled, AcceptanceDraft.read(title_id=title, on="2022-11-01"))


def test_a_title_without_stages_is_not_taken_up(ruled: Office) -> None:
    with pytest.raises(InputError, match="不分揭榜和验收"):
        _award(ruled, stage="揭榜单位")


def test_a_title_belongs_to_a_round_of_its_own_rung(ruled: Office) -> None:
    with pytest.raises(NotFoundError, match="没有编号为 7 的批次"):
        _award(ruled, round_id=7)


def test_a_revoked_title_keeps_its_row_its_day_and_its_document(
    ruled: Office, query: Query
) -> None:
    _award(ruled)
    _end(ruled)
    assert query(
        ruled, "SELECT end_kind, ended_on, recognised_on, voided_by FROM title"
    ) == [("revoked", "2022-11-01", "2022-09-01", None)]
    with pytest.raises(ConflictError, match="已于 2022-11-01 撤销"):
        _end(ruled, kind="取消")


def test_revoking_needs_a_document(ruled: Office) -> None:
    _award(ruled)
    with pytest.raises(InputError, match="撤销要有文件；请写明文号"):
        _end(ruled, Because())


def test_an_expiry_is_on_the_titles_own_day(ruled: Office, query: Query) -> None:
    _award(ruled, valid_until="2025-09")
    _end(ruled, Because(), kind="到期", on="")
    assert query(ruled, "SELECT end_kind, ended_on, ended_precision FROM title") == [
        ("expired", "2025-09-01", "month")
    ]


def test_a_title_without_a_term_does_not_expire_by_itself(ruled: Office) -> None:
    _award(ruled)
    with pytest.raises(InputError, match="没有登记有效期"):
        _end(ruled, Because(), kind="到期", on="")


@pytest.mark.parametrize(
    ("on", "told"),
    [("2022-08-31", "早于认定日期"), ("2026-01-01", "已经到期")],
)
def test_a_title_ends_while_it_is_held(ruled: Office, on: str, told: str) -> None:
    _award(ruled, valid_until="2025-09-01")
    with pytest.raises(InputError, match=told):
        _end(ruled, on=on)
