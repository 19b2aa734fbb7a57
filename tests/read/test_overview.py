from __future__ import annotations

from registry.desk.read.overview import Tally, overview
from registry.desk.read.session import Reading
from tests.read.book import Book


def tally(reading: Reading, title: str) -> Tally:
    return next(one for one in overview(reading).tallies if one.title == title)


def numbers(found: Tally) -> dict[str, tuple[int, ...]]:
    return {row.label: row.numbers for row in found.rows}


def test_every_count_says_its_terms(demo: Reading) -> None:
    for one in overview(demo).tallies:
        assert str(one.terms).startswith("口径：截至 2022-12-31；")
        assert "\n" not in str(one.terms)
        assert all(len(row.numbers) == len(one.columns) for row in one.rows)


def test_self_and_on_site_assessments_are_counted_apart(book: Book) -> None:
    first, second = book.enterprise("甲"), book.enterprise("乙")
    book.assess(first, 3)
    book.assess(first, 2, kind="on_site", on="2022-06-01")
    book.assess(second, 3, on="2021-01-01")
    book.assess(second, 4, on="2022-01-01")
    found = numbers(tally(book.reading(), "成熟度等级"))
    assert found["二级（规范级）"] == (0, 1)
    assert found["三级（集成级）"] == (1, 0)
    assert found["四级（优化级）"] == (1, 0)
    assert found["未评估"] == (0, 1)


def test_those_gone_and_schools_are_not_counted(book: Book) -> None:
    unit = book.put("unit", name="天元区")
    for name, status in (("甲", "active"), ("乙", "moved_out"), ("丙", "deregistered")):
        id_ = book.enterprise(name)
        book.put("unit_spell", enterprise_id=id_, value=unit)
        book.put("status_spell", enterprise_id=id_, value=status)
    book.put("enterprise", id=book.put("subject", kind="school"), kind="school")
    book.enterprise("丁")
    found = numbers(tally(book.reading(), "县市区"))
    assert found == {"天元区": (1, 0, 0, 0), "未登记": (1, 0, 0, 0)}


def test_titles_in_force_new_and_ever_are_three_numbers(book: Book) -> None:
    book.rung("benchmark/city-sme", "市级标杆中小企业")
    first, second, third = (book.enterprise(name) for name in "甲乙丙")
    book.title(first, "benchmark/city-sme", recognised_on="2020-05-01")
    book.title(
        second,
        "benchmark/city-sme",
        recognised_on="2020-05-01",
        end_kind="revoked",
        ended_on="2021-01-01",
    )
    book.title(third, "benchmark/city-sme", recognised_on="2022-05-01")
    book.title(third, "benchmark/city-sme", recognised_on="2023-05-01")
    found = numbers(tally(book.reading(), "称号（按名称）"))
    assert found == {"市级标杆中小企业": (2, 1, 3)}
    tiers = numbers(tally(book.reading(), "称号（按层级）"))
    assert tiers == {"市级": (2, 1, 3), "省级": (0, 0, 0), "国家级": (0, 0, 0)}


def test_applications_are_counted_at_the_last_stage_they_reached(book: Book) -> None:
    for ordinal, code in enumerate(("county_check", "recognised")):
        book.put("stage_kind", code=code, name=code, ordinal=ordinal)
    round_ = book.put("round", rung="r", year=2022, name="2022年第一批")
    for steps in ((), ("county_check",), ("county_check", "recognised")):
        id_ = book.put(
            "application",
            round_id=round_,
            subject_id=book.enterprise("甲"),
            kind="new",
        )
        for month, stage in enumerate(steps, 6):
            day = f"2022-{month:02}-01"
            book.put("application_step", application_id=id_, stage=stage, on=day)
    reached = tally(book.reading(), "申报")
    assert [row.label for row in reached.rows] == [
        "已申报",
        "county_check",
        "recognised",
    ]
    assert {row.numbers for row in reached.rows} == {(1,)}


def test_what_ends_within_ninety_days_is_due_soonest_first(book: Book) -> None:
    book.rung("benchmark/city-sme", "市级标杆中小企业")
    for name, until in (
        ("甲", "2023-03-31"),
        ("乙", "2023-01-15"),
        ("丙", "2023-04-01"),
    ):
        book.title(book.enterprise(name), "benchmark/city-sme", valid_until=until)
    book.put(
        "round",
        rung="benchmark/city-sme",
        year=2023,
        name="一批",
        closes_on="2023-02-01",
    )
    found = [
        (one.what, one.whose, one.on.isoformat())
        for one in overview(book.reading()).due
    ]
    assert found == [
        ("市级标杆中小企业", "乙", "2023-01-15"),
        ("申报截止", "一批", "2023-02-01"),
        ("市级标杆中小企业", "甲", "2023-03-31"),
    ]


def test_a_title_of_a_workshop_is_due_under_its_enterprise(book: Book) -> None:
    book.rung("benchmark/city-workshop", "市级标杆车间")
    workshop = book.workshop(book.enterprise("甲公司"), "一车间")
    book.title(workshop, "benchmark/city-workshop", valid_until="2023-01-15")
    assert [one.whose for one in overview(book.reading()).due] == ["甲公司"]


def test_the_latest_changes_come_first(demo: Reading) -> None:
    changes = overview(demo, changes=3).changes
    assert [one.id for one in changes] == sorted(
        (one.id for one in changes), reverse=True
    )
    assert len(changes) == 3


def test_certificates_of_others_do_not_swell_the_tiers(demo: Reading) -> None:
    rungs = numbers(tally(demo, "称号（按名称）"))
    held = sum(one[0] for name, one in rungs.items() if name != "高新技术企业")
    tiers = tally(demo, "称号（按层级）")
    assert rungs["高新技术企业"][0] > 0
    assert sum(row.numbers[0] for row in tiers.rows) == held
    assert "不含台账登记不全的证书" in str(tiers.terms)
