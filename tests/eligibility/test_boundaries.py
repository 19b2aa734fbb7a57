"""Worlds at the edge of a rule, each once found by chance, kept by name."""

from __future__ import annotations

from contextlib import closing
from datetime import date

from registry.eligibility.bind import bind
from registry.eligibility.evaluate import standings
from registry.ladder.conditions import Condition
from registry.ladder.policy import Policy, Rung, Step
from registry.ladder.profile import Registered
from registry.terms import Basis, Outcome, Tier
from tests.eligibility.oracle.book import read
from tests.eligibility.oracle.judge import judge
from tests.eligibility.strategies.registries import Registry
from tests.eligibility.strategies.scene import Row

RUNG = "firm/top"


def answer(rows: dict[str, list[Row]], on: date, condition: Condition) -> Outcome:
    """What SQL says of the first enterprise; the slow judge has to say the same."""
    policy = Policy(
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
    one: Row = {"kind": "enterprise", "name": "某企业"}
    parties = {"subject": [one], "enterprise": [{"kind": "enterprise"}]}
    numbered = {
        table: [
            {"id": n, "ref": f"{table}{n}", "change_id": 1} | row
            for n, row in enumerate(found, 1)
        ]
        for table, found in (parties | rows).items()
    }
    with closing(Registry(numbered, (on,)).open()) as connection:
        (step,) = bind(connection, [policy], on)
        (judged,) = judge(read(connection), step.active, on)
        (found,) = standings(connection, step)
    assert found.outcome is judged.outcome
    return found.outcome


def test_a_stay_that_may_have_ended_as_it_began_is_no_proof_of_absence() -> None:
    elsewhere: Row = {
        "enterprise_id": 1,
        "value": "430203",
        "since": "2022-12-01",
        "since_precision": "month",
        "until": "2022-12-31",
    }
    here: Row = {"enterprise_id": 1, "value": "430211"}
    asked = Registered(division="430211", for_months=12)
    condition = Condition(id="first", cite="第一条", registered=asked)
    spells = {"division_spell": [elsewhere, here]}
    on = date(2022, 12, 31)
    assert answer(spells, on, condition) is Outcome.PENDING
    elsewhere["until"] = "2023-01-01"
    assert answer(spells, on, condition) is Outcome.ONE_SHORT
