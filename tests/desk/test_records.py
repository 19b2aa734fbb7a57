"""What is recorded of a subject, and how it is put right."""

from __future__ import annotations

from contextlib import closing

import pytest

from registry.desk import enterprises, records
from registry.desk.cautions import cautions
from registry.desk.drafts.enterprises import IdentityDraft
from registry.desk.drafts.records import (
    AssessmentDraft,
    CorrectionDraft,
    CoverageDraft,
    EventDraft,
    FactDraft,
    JudgementDraft,
    LiftDraft,
    SeriesValueDraft,
    VoidDraft,
)
from registry.desk.office import Office
from registry.errors import ConflictError, InputError, NotFoundError
from registry.store.reader import open_reader
from tests.desk.conftest import Query

ENTERPRISE, WORKSHOP = 1, 2
CITY = "株工信发〔2022〕33号"


def _assess(office: Office, **more: object) -> int:
    said = {"subject_id": ENTERPRISE, "on": "2022-05-06", "level": "二级"} | more
    return records.assessment(office, AssessmentDraft.read(**said))


def _fact(value: str = "2.5亿", period: str = "2021") -> FactDraft:
    return FactDraft.read(
        subject_id=ENTERPRISE, key="主营业务收入", period=period, value=value
    )


def test_an_assessment_keeps_its_kind_its_precision_and_its_hundredths(
    ruled: Office, query: Query
) -> None:
    _assess(ruled, kind="现场评估", on="2022-05", score="3.55", level="三级")
    assert query(
        ruled, 'SELECT kind, "on", on_precision, score, level FROM assessment'
    ) == [("on_site", "2022-05-01", "month", 355, 3)]


def test_scores_of_sub_domains_are_kept_by_the_standards_codes(
    ruled: Office, query: Query
) -> None:
    _assess(ruled, scores={"数据": "2.5", "integration": "1.75"})
    assert query(ruled, "SELECT domain, score FROM assessment_score") == [
        ("data", 250),
        ("integration", 175),
    ]
    with pytest.raises(InputError, match="没有子域「党建」"):
        _assess(ruled, on="2022-06-01", scores={"党建": "5"})


def test_self_and_on_site_assessments_of_one_day_stand_beside_one_another(
    ruled: Office, query: Query
) -> None:
    _assess(ruled)
    _assess(ruled, kind="现场评估")
    with pytest.raises(ConflictError, match="2022-05-06 的自评估已登记"):
        _assess(ruled)
    assert query(ruled, "SELECT count(*) FROM assessment") == [(2,)]


def test_an_assessment_of_a_day_to_come_is_refused(ruled: Office) -> None:
    with pytest.raises(InputError, match="还没有到"):
        _assess(ruled, on="2202-05-06")


def test_an_assessment_before_its_standard_was_published_is_refused(
    ruled: Office,
) -> None:
    for on in ("1899-12-31", "2020-09"):
        with pytest.raises(InputError, match="早于 GB/T 39116-2020 的发布"):
            _assess(ruled, on=on)
    _assess(ruled, on="2020-10")
    _assess(ruled, on="2016-09-20", standard="试行模型")


def test_an_assessment_before_the_enterprise_was_founded_is_warned_of(
    ruled: Office,
) -> None:
    known = IdentityDraft.read(enterprise_id=ENTERPRISE, established_on="2022-06")
    enterprises.identify(ruled, known)
    said = {"subject_id": ENTERPRISE, "level": "二级"}
    with closing(open_reader(ruled.path)) as connection:
        for on, told in (("2022-05-06", ("2022-06 才成立",)), ("2022", ())):
            draft = AssessmentDraft.read(**said, on=on)
            assert cautions(connection, draft) == told


def test_a_fact_covers_its_whole_period(ruled: Office, query: Query) -> None:
    for period in ("2021", "2022-02", "2022-03-31"):
        records.fact(ruled, _fact(period=period))
    assert query(ruled, "SELECT since, until, period, value FROM fact") == [
        ("2021-01-01", "2022-01-01", "year", 25_000_000_000),
        ("2022-02-01", "2022-03-01", "month", 25_000_000_000),
        ("2022-03-31", "2022-04-01", "day", 25_000_000_000),
    ]


def test_a_fact_of_one_period_is_corrected_not_recorded_twice(
    ruled: Office, query: Query
) -> None:
    wrong = records.fact(ruled, _fact("2.5亿"))
    with pytest.raises(ConflictError, match="2021 的主营业务收入已登记，编号 1"):
        records.fact(ruled, _fact("2.6亿"))
    right = records.correct(ruled, CorrectionDraft(id=wrong, right=_fact("2.6亿")))
    assert query(ruled, "SELECT id, value FROM fact WHERE voided_by IS NULL") == [
        (right, 26_000_000_000)
    ]
    assert query(ruled, "SELECT count(*) FROM fact") == [(2,)]


def test_a_correction_that_is_refused_voids_nothing(
    ruled: Office, query: Query
) -> None:
    records.fact(ruled, _fact(period="2020"))
    wrong = records.fact(ruled, _fact(period="2021"))
    with pytest.raises(ConflictError):
        records.correct(ruled, CorrectionDraft(id=wrong, right=_fact(period="2020")))
    assert query(ruled, "SELECT count(*) FROM fact WHERE voided_by IS NULL") == [(2,)]


def test_a_corrected_assessment_takes_its_sub_domains_with_it(
    ruled: Office, query: Query
) -> None:
    wrong = _assess(ruled, scores={"数据": "2.5"})
    draft = AssessmentDraft.read(subject_id=ENTERPRISE, on="2022-05-06", level="三级")
    records.correct(ruled, CorrectionDraft(id=wrong, right=draft))
    assert query(
        ruled, "SELECT count(*) FROM assessment_score WHERE voided_by IS NULL"
    ) == [(0,)]


def test_a_reference_value_is_scaled_like_its_fact(ruled: Office, query: Query) -> None:
    draft = SeriesValueDraft.read(
        series="行业平均",
        key="numeric_control_rate",
        scope="C37",
        period="2021",
        value="55.7",
        source="统计年鉴",
    )
    records.series_value(ruled, draft)
    with pytest.raises(ConflictError, match="「行业平均」2021 的值已登记"):
        records.series_value(ruled, draft)
    assert query(ruled, "SELECT scope, value FROM series_value") == [("C37", 5570)]


def test_the_same_accident_is_not_counted_twice(ruled: Office, query: Query) -> None:
    draft = EventDraft.read(
        enterprise_id=ENTERPRISE, kind="安全生产事故", severity="较大", on="2021-03"
    )
    records.event(ruled, draft)
    with pytest.raises(ConflictError, match="另有一起请在备注里写明区别"):
        records.event(ruled, draft)
    records.event(ruled, draft.model_copy(update={"note": "二号窑"}))
    assert query(ruled, "SELECT kind, severity FROM event") == [
        ("safety", "major"),
        ("safety", "major"),
    ]


def test_a_listing_is_lifted_once_and_not_before_it_was_made(ruled: Office) -> None:
    event = records.event(
        ruled, EventDraft.read(enterprise_id=ENTERPRISE, kind="credit", on="2021-03-01")
    )
    with pytest.raises(InputError, match="早于发生日期"):
        records.lift(ruled, LiftDraft.read(event_id=event, removed_on="2021-02"))
    records.lift(ruled, LiftDraft.read(event_id=event, removed_on="2021-09"))
    with pytest.raises(ConflictError, match="已于 2021-09-01 移出"):
        records.lift(ruled, LiftDraft.read(event_id=event, removed_on="2021-10"))


@pytest.mark.parametrize(
    ("division", "prefix"),
    [
        ("", ""),
        ("株洲市", "4302"),
        ("湖南省", "43"),
        ("天元区", "430211"),
        ("100000", ""),
        ("4302", "4302"),
    ],
)
def test_coverage_of_a_division_is_of_all_inside_it(
    ruled: Office, query: Query, division: str, prefix: str
) -> None:
    records.coverage(
        ruled,
        CoverageDraft.read(
            kind="safety", division=division, through="2022-12-31", source="应急局函"
        ),
    )
    assert query(ruled, "SELECT division, since FROM coverage") == [(prefix, None)]


def test_a_verdict_speaks_of_a_condition_that_is_there(
    ruled: Office, query: Query
) -> None:
    def judge(condition: str, policy: str = CITY) -> int:
        draft = JudgementDraft.read(
            subject_id=WORKSHOP,
            policy=policy,
            rung="市级智能制造标杆车间",
            condition=condition,
            verdict="符合",
            on="2022-06-01",
            judged_by="李某",
        )
        return records.judgement(ruled, draft)

    judge("车间已建成投用")
    assert query(ruled, "SELECT rung, condition, verdict FROM judgement") == [
        ("benchmark/city-workshop", "in_use", "met")
    ]
    with pytest.raises(
        NotFoundError, match=r"没有条件「能耗」；其条件有：.*车间已建成"
    ):
        judge("能耗")
    with pytest.raises(NotFoundError, match="请先载入政策"):
        judge("in_use", policy="株工信发〔2099〕1号")


def test_a_verdict_on_the_wrong_kind_of_subject_is_refused(ruled: Office) -> None:
    draft = JudgementDraft.read(
        subject_id=ENTERPRISE,
        policy=CITY,
        rung="benchmark/city-workshop",
        condition="in_use",
        verdict="不符",
        on="2022-06-01",
        judged_by="李某",
    )
    with pytest.raises(InputError, match="不是市级智能制造标杆车间的认定对象"):
        records.judgement(ruled, draft)


def test_what_is_void_is_not_voided_again(ruled: Office) -> None:
    fact = records.fact(ruled, _fact())
    records.void(ruled, VoidDraft.read(table="fact", id=fact))
    with pytest.raises(NotFoundError, match="没有编号为 1 的指标"):
        records.void(ruled, VoidDraft.read(table="fact", id=fact))
