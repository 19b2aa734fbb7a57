"""A round recognised at once: titles, steps, subsidies; all of it, or nothing."""

from __future__ import annotations

import pytest

from registry.desk import (
    enterprises,
    recognition,
    records,
    rounds,
    subjects,
    titles,
    upkeep,
)
from registry.desk.drafts.enterprises import (
    AttributeDraft,
    SubjectDraft,
)
from registry.desk.drafts.records import DocumentDraft
from registry.desk.drafts.rounds import (
    ApplicationDraft,
    RoundDraft,
)
from registry.desk.drafts.titles import TitleDraft
from registry.desk.office import Office
from registry.errors import ConflictError, InputError, NotFoundError
from tests.desk.conftest import Query
from tests.desk.published import NUMBER, Published, two_published


@pytest.fixture
def published(ruled: Office) -> Published:
    """Two workshops of two enterprises, published for five working days."""
    return two_published(ruled)


def _everything(query: Query, office: Office) -> tuple[list[tuple[object, ...]], ...]:
    counts = (
        "SELECT count(*) FROM title",
        "SELECT count(*) FROM subsidy",
        "SELECT count(*) FROM application_step",
        "SELECT count(*) FROM decision",
    )
    return tuple(query(office, count) for count in counts)


def test_all_who_passed_get_title_step_and_a_proposed_subsidy_in_one_change(
    published: Published, query: Query
) -> None:
    office = published.office
    done = published.recognise()
    assert [one.name for one in done.given] == [
        "示例企业甲有限公司 甲",
        "示例企业乙有限公司 乙",
    ]
    assert [one.subsidy.amount for one in done.given] == [10_000_000] * 2
    assert (
        query(
            office,
            "SELECT t.recognised_on, d.number, t.round_id, s.amount, s.approved_on,"
            " s.paid_on FROM title t JOIN document d ON d.id = t.document_id"
            " JOIN subsidy s ON s.title_id = t.id",
        )
        == [("2022-09-27", NUMBER, 1, 10_000_000, None, None)] * 2
    )
    assert query(
        office,
        "SELECT p.passed, count(e.id) FROM application_step p"
        " LEFT JOIN decision e ON e.step_id = p.id WHERE p.stage = 'recognised'"
        " GROUP BY p.passed",
    ) == [(1, 2)]
    assert query(
        office,
        "SELECT count(DISTINCT c) FROM (SELECT change_id AS c FROM title"
        " UNION ALL SELECT change_id FROM subsidy)",
    ) == [(1,)]


def test_recognition_is_undone_as_a_whole(published: Published, query: Query) -> None:
    published.recognise()
    upkeep.undo(published.office)
    for live in (
        "SELECT count(*) FROM title WHERE voided_by IS NULL",
        "SELECT count(*) FROM subsidy WHERE voided_by IS NULL",
    ):
        assert query(published.office, live) == [(0,)]
    assert len(published.recognise().given) == 2


def test_the_preview_says_the_same_and_writes_nothing(
    published: Published, query: Query
) -> None:
    before = _everything(query, published.office)
    shown = recognition.preview(published.office, published.draft())
    assert _everything(query, published.office) == before
    assert [one.name for one in shown.given] == [
        one.name for one in published.recognise().given
    ]


def test_the_days_of_the_notice_must_be_over(published: Published) -> None:
    with pytest.raises(ConflictError, match="公示到 2022-09-26 才满"):
        published.recognise(on="2022-09-26")


def test_an_open_objection_a_return_and_a_failure_keep_from_it(
    published: Published,
) -> None:
    for name in ("丙", "丁", "戊"):
        published.publish(name)
    published.step("丙", "异议", "2022-09-20")
    published.step("丁", "退回补正", "2022-09-21")
    published.step("戊", "异议", "2022-09-20")
    published.step("戊", "异议", "2022-09-22", passed="否")
    done = published.recognise()
    assert len(done.given) == 2
    assert [(one.name[-1], one.why) for one in done.passed_over] == [
        ("丙", "异议还没有处理"),
        ("丁", "退回补正，还没有重新办理"),
        ("戊", "「异议」成立（2022-09-22），接下来应办「未通过」"),
    ]


def test_who_was_not_published_stays_where_it_is(published: Published) -> None:
    subject = SubjectDraft.read(enterprise_id=1, kind="车间", name="己")
    rounds.apply(
        published.office,
        ApplicationDraft.read(
            round_id=1, subject_id=subjects.add_subject(published.office, subject)
        ),
    )
    (over,) = published.recognise().passed_over
    assert over.why == "没有公示，接下来应办「初审」"


def test_more_than_the_quota_is_refused_saying_by_how_many(
    published: Published, query: Query
) -> None:
    for name in ("丙", "丁"):
        published.publish(name)
    with pytest.raises(ConflictError, match=r"名额 2 个，.*4 个，超出 2 个"):
        published.recognise()
    ids = [published.applications[name] for name in ("丙", "丁")]
    done = published.recognise("待查", excepted=tuple(ids))
    assert [one.why for one in done.passed_over] == ["除外"] * 2
    with pytest.raises(ConflictError, match=r"已认定 2 个，.*超出 2 个"):
        published.recognise()
    assert query(published.office, "SELECT count(*) FROM title") == [(2,)]


def test_an_exception_has_its_reason_and_is_of_the_round(published: Published) -> None:
    one = published.applications["甲"]
    with pytest.raises(InputError, match="要写明理由"):
        published.recognise(excepted=(one,))
    with pytest.raises(InputError, match=r"要是「.*」还没有办结的申报"):
        published.recognise("待查", excepted=(99,))


def test_it_rests_on_a_recorded_document(published: Published) -> None:
    with pytest.raises(NotFoundError, match="没有文件「株工信发〔2022〕91号」"):
        published.recognise(document="株工信发[2022]91号")


def test_whoever_holds_the_title_or_is_gone_is_passed_over(
    published: Published,
) -> None:
    office = published.office
    titles.award(
        office,
        TitleDraft.read(
            subject_id=published.subjects["甲"],
            rung="市级智能制造标杆车间",
            recognised_on="2022-03-01",
        ),
    )
    gone = published.publish("丙")
    enterprises.change_attribute(
        office,
        AttributeDraft.read(
            enterprise_id=gone, attribute="状态", value="注销", since="2022-09-25"
        ),
    )
    done = published.recognise()
    assert [one.name[-1] for one in done.given] == ["乙"]
    held, ended = done.passed_over
    assert held.why == "已持有这个称号（2022-03-01 认定）"
    assert "注销" in ended.why


def test_where_nobody_has_passed_it_says_where_everyone_stands(ruled: Office) -> None:
    records.document(
        ruled, DocumentDraft.read(number=NUMBER, title="认定通知", kind="认定文件")
    )
    rounds.open_round(ruled, RoundDraft.read(rung="市级智能制造标杆车间", year=2022))
    with pytest.raises(ConflictError, match=r"没有通过公示、可以认定的申报；"):
        Published(ruled).recognise()
    rounds.apply(ruled, ApplicationDraft.read(round_id=1, subject_id=2))
    with pytest.raises(ConflictError, match=r"未办结的 1 项：\n  示例.*没有公示"):
        Published(ruled).recognise()
