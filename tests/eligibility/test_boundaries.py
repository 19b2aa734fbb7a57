"""Worlds at the edge of a rule, each once found by chance, kept by name."""

from __future__ import annotations

from contextlib import closing
from datetime import date

import pytest

from registry.dates import LAST_ASKED
from registry.eligibility.answer import Standing
from registry.eligibility.bind import bind
from registry.eligibility.compile import check
from registry.eligibility.earliest import earliest
from registry.eligibility.evaluate import counts, standings
from registry.eligibility.explain import explain
from registry.ladder.attained import Maturity
from registry.ladder.conditions import Condition
from registry.ladder.exclusions import NoEvent, NotSubsidised, OnePer
from registry.ladder.policy import Policy, Rung, Step
from registry.ladder.profile import Registered
from registry.ladder.values import Anchor
from registry.terms import Basis, Outcome, Tier
from tests.eligibility.oracle.book import read
from tests.eligibility.oracle.judge import judge
from tests.eligibility.strategies.registries import Registry, Rows
from tests.eligibility.strategies.scene import Row

RUNG = "firm/top"
ON = date(2022, 12, 31)


def clause(**asked: object) -> Condition:
    return Condition.model_validate({"id": "first", "cite": "第一条", **asked})


def answers(rows: Rows, on: date, condition: Condition) -> list[Outcome]:
    """What SQL says of each enterprise; the slow judge has to say the same."""
    with closing(Registry(_numbered(rows), (on,)).open()) as connection:
        (step,) = bind(connection, [_policy(condition)], on)
        expected = judge(read(connection), step.active, on)
        found: list[Standing] = [*standings(connection, step)]
        assert sum(counts(connection, step).values()) == len(found)
    assert [one.outcome for one in found] == [one.outcome for one in expected]
    return [one.outcome for one in found]


def answer(rows: Rows, on: date, condition: Condition) -> Outcome:
    """What is said of the only enterprise."""
    firm: Row = {"kind": "enterprise"}
    parties: Rows = {"subject": [firm | {"name": "某企业"}], "enterprise": [firm]}
    (outcome,) = answers({**parties, **rows}, on, condition)
    return outcome


def _policy(condition: Condition) -> Policy:
    return Policy(
        document="甲〔2022〕1号",
        programme="firm",
        programme_name="企业",
        title="办法",
        issuer="市工信局",
        scope="100000",
        since=date(2000, 1, 1),
        basis=Basis.SAMPLE,
        source="样例",
        rung=(Rung(id=RUNG, name=RUNG, tier=Tier.CITY, subject="enterprise"),),
        step=(Step(to=RUNG, condition=(condition,)),),
    )


def _numbered(rows: Rows) -> Rows:
    return {
        table: [
            {"id": n, "ref": f"{table}{n}", "change_id": 1} | row
            for n, row in enumerate(found, 1)
        ]
        for table, found in rows.items()
    }


def test_a_stay_that_may_have_ended_as_it_began_is_no_proof_of_absence() -> None:
    elsewhere: Row = {
        "enterprise_id": 1,
        "value": "430203",
        "since": "2022-12-01",
        "since_precision": "month",
        "until": "2022-12-31",
    }
    here: Row = {"enterprise_id": 1, "value": "430211"}
    asked = clause(registered=Registered(division="430211", for_months=12))
    spells = {"division_spell": [elsewhere, here]}
    assert answer(spells, ON, asked) is Outcome.PENDING
    elsewhere["until"] = "2023-01-01"
    assert answer(spells, ON, asked) is Outcome.ONE_SHORT


def test_who_may_have_moved_out_by_now_is_a_candidate_until_it_surely_has() -> None:
    here: Row = {"enterprise_id": 1, "value": "active", "until": "2022-12-31"}
    gone: Row = {
        "enterprise_id": 1,
        "value": "moved_out",
        "since": "2022-12-01",
        "since_precision": "month",
    }
    asked = clause(registered=Registered(division="430211"))
    firm: Row = {"kind": "enterprise"}
    rows: Rows = {
        "subject": [firm | {"name": "某企业"}],
        "enterprise": [firm],
        "status_spell": [here, gone],
    }
    assert answers(rows, date(2022, 12, 30), asked) == [Outcome.PENDING]
    assert answers(rows, ON, asked) == []


BEFORE_THE_WINDOW = date(2022, 1, 1)
"""Half a year before the deadline's window of six months begins."""
DEADLINE: Row = {"rung": RUNG, "year": 2022, "ordinal": 1, "closes_on": "2022-12-31"}
SOME_TIME_IN_2022: Row = {"on": "2022-01-01", "on_precision": "year"}


def test_no_event_lies_in_a_window_that_has_not_begun() -> None:
    event: Row = {"enterprise_id": 1, "kind": "safety", **SOME_TIME_IN_2022}
    covered: Row = {"kind": "safety", "through": "2022-12-31"}
    rows = {"round": [DEADLINE], "event": [event], "coverage": [covered]}
    asked = NoEvent(kinds=("safety",), within_months=6, day=Anchor.DEADLINE)
    given = answer(rows, BEFORE_THE_WINDOW, clause(no_event=asked))
    assert given is Outcome.ELIGIBLE


def _source(kind: str, where: str, through: str, since: str | None = None) -> Row:
    return {"kind": kind, "division": where, "since": since, "through": through}


def test_an_explanation_names_the_sources_that_leave_days_open_of_one_state() -> None:
    firm: Row = {"kind": "enterprise"}
    rows: Rows = {
        "subject": [firm | {"name": "某企业"}],
        "enterprise": [firm],
        "division_spell": [{"enterprise_id": 1, "value": "430202"}],
        "coverage": [
            _source("credit", "", "2022-12-31"),
            _source("safety", "4302", "2022-06-30"),
            _source("safety", "430202", "2022-12-31", since="2022-07-02"),
            _source("environment", "4302", "2022-06-30"),
            _source("environment", "430202", "2022-12-31", since="2022-07-01"),
            _source("fraud", "430203", "2022-12-31"),
        ],
    }
    kinds = ("credit", "safety", "environment", "fraud")
    asked = clause(no_event=NoEvent(kinds=kinds, within_months=12))
    with closing(Registry(_numbered(rows), (ON,)).open()) as connection:
        (step,) = bind(connection, [_policy(asked)], ON)
        connection.commit()
        said: list[str] = []
        connection.set_trace_callback(said.append)
        (told,) = explain(connection, step, 1).conditions
    assert told.gap == "安全生产事故、弄虚作假的台账未覆盖全部时段"
    assert "失信记录台账至 2022-12-31" in told.value
    assert [said[0], said[-1]] == ["BEGIN", "COMMIT"]
    assert sum("reached" in one for one in said) == len(("answered", "told"))


def _told(rows: Rows, asked: Condition) -> tuple[str, str, date | None]:
    """What is said of the only enterprise, and from when it will do."""
    firm: Row = {"kind": "enterprise"}
    world: Rows = {"subject": [firm | {"name": "某企业"}], "enterprise": [firm], **rows}
    with closing(Registry(_numbered(world), (ON,)).open()) as connection:
        policy = _policy(asked)
        (step,) = bind(connection, [policy], ON)
        (told,) = explain(connection, step, 1).conditions
        found = earliest(connection, step, 0, (1, 1), LAST_ASKED, (policy,))
    return told.value, told.gap, found.met


@pytest.mark.parametrize(
    ("on", "precision", "asked", "told"),
    [
        (
            "2014-04-05",
            "day",
            Registered(for_months=240),
            ("成立 8 年 8 个月", "差 11 年 4 个月", date(2034, 4, 5)),
        ),
        (
            "2014-04-05",
            "day",
            Registered(for_months=240, day=Anchor.YEAR_END),
            ("成立 7 年 8 个月（至 2021-12-31）", "差 12 年 4 个月", date(2035, 1, 1)),
        ),
        (
            "2022-03-01",
            "day",
            Registered(for_months=12, day=Anchor.YEAR_END),
            ("尚未成立（至 2021-12-31）", "差 1 年", date(2024, 1, 1)),
        ),
        (
            "2014-01-01",
            "year",
            Registered(for_months=240),
            ("成立", "至少差 11 年 1 个月", date(2034, 12, 31)),
        ),
    ],
)
def test_who_is_too_young_is_told_by_how_much_and_from_when_it_will_do(
    on: str, precision: str, asked: Registered, told: tuple[str, str, date]
) -> None:
    firm: Row = {
        "kind": "enterprise",
        "established_on": on,
        "established_precision": precision,
    }
    assert _told({"enterprise": [firm]}, clause(registered=asked)) == told


def test_a_title_held_for_too_short_a_time_is_told_by_how_much() -> None:
    title: Row = {"subject_id": 1, "rung": RUNG, "recognised_on": "2022-10-01"}
    asked = clause(holds={"rung": RUNG, "for_months": 6})
    _, gap, met = _told({"title": [title]}, asked)
    assert (gap, met) == ("差 4 个月", date(2023, 4, 1))
    title["valid_until"] = "2022-12-31"
    _, gap, met = _told({"title": [title]}, asked)
    assert (gap, met) == ("持有时间不足", None)


def test_a_stay_is_measured_from_when_it_came_to_the_place_asked() -> None:
    there: Row = {"enterprise_id": 1, "value": "430203", "until": "2021-11-15"}
    here: Row = {"enterprise_id": 1, "value": "430211", "since": "2021-11-15"}
    spells = {"division_spell": [there, here]}
    here_for = Registered(division="430211", for_months=36)
    _, gap, met = _told(spells, clause(registered=here_for))
    assert (gap, met) == ("差 1 年 11 个月", date(2024, 11, 15))
    there_for = Registered(division="430203", for_months=36)
    _, gap, met = _told(spells, clause(registered=there_for))
    assert (gap, met) == ("注册地不符", None)


def test_no_assessment_lies_in_a_window_that_has_not_begun() -> None:
    made: Row = {"subject_id": 1, "kind": "self", "level": 2, **SOME_TIME_IN_2022}
    rows = {"round": [DEADLINE], "assessment": [made]}
    asked = Maturity(level=3, within_months=6, day=Anchor.DEADLINE)
    given = answer(rows, BEFORE_THE_WINDOW, clause(maturity=asked))
    assert given is Outcome.PENDING


def test_no_subsidy_lies_in_a_window_that_has_not_begun() -> None:
    title: Row = {"subject_id": 1, "rung": "shop/low", "recognised_on": "2021-01-01"}
    had: Row = {
        "title_id": 1,
        "kind": "reward",
        "amount": 1,
        "approved_on": "2022-01-01",
        "approved_precision": "year",
    }
    rows = {"round": [DEADLINE], "title": [title], "subsidy": [had]}
    asked = NotSubsidised(within_months=6, day=Anchor.DEADLINE)
    given = answer(rows, BEFORE_THE_WINDOW, clause(not_subsidised=asked))
    assert given is Outcome.ELIGIBLE


@pytest.mark.parametrize(
    ("left", "outcome"), [("2022-12-31", Outcome.ELIGIBLE), (None, Outcome.ONE_SHORT)]
)
def test_who_has_left_a_group_is_not_of_it(left: str | None, outcome: Outcome) -> None:
    firm: Row = {"kind": "enterprise"}
    parent: Row = {"enterprise_id": 1, "value": 2, "until": left}
    rows = {
        "subject": [firm | {"name": "子公司"}, firm | {"name": "集团"}],
        "enterprise": [firm, firm],
        "round": [DEADLINE],
        "application": [{"round_id": 1, "subject_id": 1, "kind": "new"}],
        "parent_spell": [parent],
    }
    given = answers(rows, ON, clause(one_per=OnePer(per="group")))
    assert given == [Outcome.ELIGIBLE, outcome]


def test_however_deep_conjunctions_stand_in_one_another_they_are_asked() -> None:
    deep: dict[str, object] = {"one_per": {"per": "group"}}
    for _ in range(20):
        deep = {"all": [deep, {"registered": {"for_months": 1}}]}
    asked = clause(any=[deep, deep])
    assert check(Step(to=RUNG, condition=(asked,)), {}) == ()
    assert answer({}, ON, asked) is Outcome.PENDING
