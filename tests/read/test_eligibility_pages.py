from __future__ import annotations

import pytest

from registry import paths
from registry.desk.listing import listed
from registry.desk.read import lookup, places, stood
from registry.desk.read.climbing import Climb
from registry.desk.read.eligibility import (
    EligibilitySource,
    answers,
    next_steps,
    why,
)
from registry.desk.read.session import Reading
from registry.desk.read.values import Row
from registry.errors import InputError, NotFoundError
from registry.terms import Basis, Outcome
from tests.read.book import Book

WORKSHOP = "benchmark/city-workshop"
EVERY = tuple(Outcome)


def forward(source: EligibilitySource, limit: int) -> list[Row]:
    rows = page = source.page(limit=limit)
    while page:
        page = source.page(after=rows[-1].cursor, limit=limit)
        rows = rows + page
    return rows


def backward(source: EligibilitySource, limit: int) -> list[Row]:
    rows = page = source.page(back=True, limit=limit)
    while page:
        page = source.page(after=rows[0].cursor, back=True, limit=limit)
        rows = page + rows
    return rows


def test_pages_there_and_back_are_the_same_rows(
    demo: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "_WINDOW", 7)
    source = EligibilitySource(demo, to=WORKSHOP, outcomes=EVERY)
    rows = forward(source, 13)
    assert backward(source, 13) == rows
    assert len({row.id for row in rows}) == len(rows) == source.count()
    assert source.at(20, 5) == rows[20:25]


def test_rows_are_counted_outcome_by_outcome(demo: Reading) -> None:
    source = EligibilitySource(demo, to=WORKSHOP, outcomes=EVERY)
    shown = [row.cells[4] for row in forward(source, 100)]
    assert source.counts() == {one: shown.count(one.label) for one in EVERY}
    assert shown == sorted(shown, key=[one.label for one in EVERY].index)


def test_a_row_answers_why_as_its_own_outcome(demo: Reading) -> None:
    source = EligibilitySource(demo, to=WORKSHOP)
    for row in source.page(limit=5) + source.page(back=True, limit=5):
        answer = source.why(row.id)
        assert answer.outcome.label == row.cells[4]
        assert answer.enterprise.name == row.cells[0]
        assert answer.enterprise.id == source.enterprise(row.id)


def test_who_is_one_short_sees_which_and_by_how_much(demo: Reading) -> None:
    source = EligibilitySource(demo, to=WORKSHOP, outcomes=(Outcome.ONE_SHORT,))
    row = source.page(limit=1)[0]
    unmet = [one for one in source.why(row.id).conditions if one.outcome == "unmet"]
    assert len(unmet) == 1
    assert unmet[0].name in row.cells[5]
    assert unmet[0].gap in row.cells[5]


def test_who_is_pending_sees_what_is_missing_and_what_is_to_be_judged(
    demo: Reading,
) -> None:
    source = EligibilitySource(demo, outcomes=(Outcome.PENDING,))
    gaps = "".join(row.cells[5] for row in source.page(limit=300))
    assert "缺数据：" in gaps
    assert "待人工认定：" in gaps


def test_a_unit_sees_its_own(demo: Reading) -> None:
    everywhere = EligibilitySource(demo, to=WORKSHOP, outcomes=EVERY)
    unit = demo.one("SELECT id, name FROM unit WHERE name = '天元区'")
    assert unit is not None
    there = EligibilitySource(demo, to=WORKSHOP, outcomes=EVERY, unit=unit["id"])
    assert {row.cells[2] for row in forward(there, 50)} == {"天元区"}
    same = [row for row in forward(everywhere, 50) if row.cells[2] == "天元区"]
    assert [row.cells for row in forward(there, 50)] == [row.cells for row in same]


def test_rows_say_which_document_they_rest_on_and_that_it_is_a_sample(
    demo: Reading,
) -> None:
    source = EligibilitySource(demo, to=WORKSHOP)
    assert source.documents() == (("株工信发〔2022〕33号", Basis.SAMPLE),)


def test_answers_are_the_rows_explained(demo: Reading) -> None:
    source = EligibilitySource(demo, to=WORKSHOP, outcomes=(Outcome.ELIGIBLE,))
    found = answers(demo, to=WORKSHOP, outcomes=(Outcome.ELIGIBLE,))
    assert [one.subject.name for one in found] == [
        row.cells[1] for row in forward(source, 50)
    ]


def test_next_steps_begin_with_the_nearest(demo: Reading) -> None:
    source = EligibilitySource(demo, to="benchmark/province-enterprise")
    enterprise = source.enterprise(source.page(limit=1)[0].id)
    steps = next_steps(demo, enterprise)
    assert steps[0].outcome is Outcome.ELIGIBLE
    order = [EVERY.index(one.outcome) for one in steps]
    assert order == sorted(order)
    assert {one.enterprise.id for one in steps} == {enterprise}


def test_a_rung_no_policy_leads_to_is_refused(demo: Reading) -> None:
    with pytest.raises(NotFoundError, match="没有通往「基础级智能工厂」"):
        why(demo, 1, "smart-factory/basic")


def test_answers_come_in_the_order_of_the_rows(demo: Reading) -> None:
    source = EligibilitySource(demo, to=WORKSHOP)
    rows = source.page(limit=9)
    found = list(stood.answers(source, 9))
    assert [one.outcome.label for one in found] == [row.cells[4] for row in rows]
    assert [one.subject.name for one in found] == [row.cells[1] for row in rows]


def test_made_up_subjects_are_told_from_named_ones(demo: Reading) -> None:
    source = EligibilitySource(demo, outcomes=(Outcome.PENDING,))
    for one in stood.stood(source):
        assert one.sample is one.cells[0].startswith("示例")


def test_rows_printed_at_once_are_those_of_the_pages(demo: Reading) -> None:
    source = EligibilitySource(demo, outcomes=EVERY)
    assert [one.cells for one in stood.stood(source, 700)] == [
        row.cells for row in source.page(limit=700)
    ]


def test_answers_given_together_are_those_given_one_by_one(
    demo: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stood, "AT_ONCE", 7)
    source = EligibilitySource(demo, outcomes=EVERY)
    together = list(stood.answers(source, 90))
    assert together == [source.why(row.id) for row in source.page(limit=90)]


def subject(reading: Reading, name: str) -> int:
    return lookup.subject_id(reading.connection, name)


def test_a_rung_of_workshops_asks_each_workshop_of_an_enterprise(demo: Reading) -> None:
    answers_ = why(demo, subject(demo, "时代新材"), WORKSHOP)
    assert {one.subject.kind for one in answers_} == {"workshop"}
    with pytest.raises(NotFoundError, match="没有登记车间；请先用 tidu add subject"):
        why(demo, subject(demo, "立方新能源"), WORKSHOP)


def test_a_workshop_is_no_answer_to_a_rung_of_enterprises(demo: Reading) -> None:
    workshop = subject(demo, "中车时代电气/集成车间")
    with pytest.raises(InputError, match=r"认定到企业.*请写「中车时代电气」"):
        why(demo, workshop, "provider/province")


def test_only_who_holds_a_title_is_asked_for_its_renewal(book: Book) -> None:
    policy = (paths.data() / "policies/quality-sme-2026.toml").read_text("utf-8")
    book.put("policy", since="2026-04-01", basis="secondary", toml=policy)
    book.rung("sme/specialised", "专精特新中小企业", tier="province")
    holder, other = book.enterprise("甲"), book.enterprise("乙")
    title = {"recognised_on": "2024-07-01", "valid_until": "2027-06-30"}
    book.title(holder, "sme/specialised", **title)
    reading = book.reading("2027-01-10")
    kinds = {
        name: [one.kind for one in why(reading, id_, "sme/specialised")]
        for name, id_ in (("甲", holder), ("乙", other))
    }
    assert kinds == {"甲": ["renewal"], "乙": ["new"]}


def test_of_two_ways_to_a_rung_a_row_says_which_is_the_nearest(demo: Reading) -> None:
    rung = "benchmark/nation-factory"
    name = "国家智能制造示范工厂"
    first = f"{name}（自「省级智能制造标杆车间」）"
    other = f"另一途径·{name}（自「省级智能制造标杆企业」）"
    source = EligibilitySource(demo, rung, EVERY)
    rows = [row for row in forward(source, 100) if row.cells[1] == "电子智能工厂"]
    assert [row.cells[3:5] for row in rows] == [(other, "可晋级")]
    firm = source.enterprise(rows[0].id)
    told = [one.whither({rung: name}) for one in next_steps(demo, firm)]
    assert [one for one in told if name in one] == [other, first]
    assert source.why(rows[0].id).whither({rung: name}) == other
    page = "".join(line.label for line in Climb(demo, firm).ladders())
    assert first in page
    assert other in page
    whole = listed(demo, f"eligible:{rung}", EVERY)
    at = [column.key for column in whole.columns].index("target")
    assert {row[at] for row in whole.rows} == {first, other}


def test_one_way_to_a_rung_is_not_marked(demo: Reading) -> None:
    (row, *_) = EligibilitySource(demo, WORKSHOP).page(limit=1)
    assert row.cells[3] == "市级智能制造标杆车间"
