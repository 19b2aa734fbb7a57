"""Money: no fen more than a line has, no subsidy twice."""

from __future__ import annotations

from contextlib import closing

import pytest

from registry.desk import funds, records, targets, titles
from registry.desk.drafts.funds import (
    BudgetLineDraft,
    PayDraft,
    PaymentDraft,
    ProposalDraft,
    RecoveryDraft,
    SubsidyDraft,
    TargetDraft,
)
from registry.desk.drafts.records import VoidDraft
from registry.desk.drafts.titles import TitleDraft, TitleEndDraft
from registry.desk.named import Naming
from registry.desk.office import Because, Office
from registry.errors import ConflictError, InputError
from registry.store.reader import open_reader
from tests.desk.conftest import Query

ENTERPRISE, WORKSHOP = 1, 2


@pytest.fixture
def funded(ruled: Office) -> Office:
    """A registry with a title (1) of the workshop and a line (1) of 10.5万."""
    titles.award(
        ruled,
        TitleDraft.read(
            subject_id=WORKSHOP,
            rung="benchmark/city-workshop",
            recognised_on="2022-09-01",
        ),
    )
    funds.budget_line(
        ruled, BudgetLineDraft.read(year=2022, name="智能制造专项", amount="10.5万")
    )
    return ruled


def _approve(office: Office, **more: object) -> int:
    said: dict[str, object] = {
        "title_id": 1,
        "amount": "10万元",
        "budget_line_id": 1,
        "approved_on": "2022-11",
    }
    return funds.approve_subsidy(office, SubsidyDraft.read(**said | more))


def _pay(office: Office, on: str = "2022-12-01") -> int:
    return funds.pay(office, PayDraft.read(subsidy_id=1, on=on))


def _spend(office: Office, amount: str) -> int:
    draft = PaymentDraft.read(
        budget_line_id=1, amount=amount, on="2022-12", purpose="方案编制"
    )
    return funds.payment(office, draft)


def test_a_subsidy_is_approved_and_paid_to_the_fen(
    funded: Office, query: Query
) -> None:
    _approve(funded)
    _pay(funded)
    assert query(funded, "SELECT amount, approved_precision, paid_on FROM subsidy") == [
        (10_000_000, "month", "2022-12-01")
    ]
    assert query(funded, "SELECT amount, purpose, payee FROM payment") == [
        (10_000_000, "市级智能制造标杆车间奖励", "示例企业001机械有限公司")
    ]


def test_a_subsidy_is_proposed_then_approved_and_only_then_paid(
    funded: Office, query: Query
) -> None:
    proposal = ProposalDraft.read(title_id=1, amount="8万", source="评审会议")
    proposed = funds.propose(funded, proposal)
    with pytest.raises(ConflictError, match="已有奖励 8 万元，编号 1"):
        funds.propose(funded, proposal)
    with pytest.raises(ConflictError, match="只是拟定，还没有批准"):
        _pay(funded)
    assert _approve(funded) == proposed
    assert query(funded, "SELECT amount, approved_on, source FROM subsidy") == [
        (10_000_000, "2022-11-01", "评审会议")
    ]
    _pay(funded)


def test_a_line_never_pays_more_than_it_has_left(funded: Office, query: Query) -> None:
    _approve(funded)
    _spend(funded, "0.5万")
    with pytest.raises(ConflictError, match=r"只剩 10 万元，不够支出 10.01 万元"):
        _spend(funded, "100100")
    _pay(funded)
    with pytest.raises(ConflictError, match=r"只剩 0 元，不够支出 0.01 元"):
        _spend(funded, "0.01")
    assert query(funded, "SELECT sum(amount) FROM payment") == [(10_500_000,)]


def test_a_subsidy_is_not_paid_twice_nor_before_it_was_approved(
    funded: Office,
) -> None:
    _approve(funded)
    with pytest.raises(InputError, match="早于批准日期 2022-11-01"):
        _pay(funded, on="2022-10-31")
    _pay(funded)
    with pytest.raises(ConflictError, match="不能再拨一次"):
        _pay(funded)


def test_a_subsidy_without_a_line_says_from_which_it_is_paid(funded: Office) -> None:
    _approve(funded, budget_line_id="")
    with pytest.raises(InputError, match="请写明从哪个项目拨付"):
        _pay(funded)
    funds.pay(funded, PayDraft.read(subsidy_id=1, on="2022-12", budget_line_id=1))


def test_one_title_is_rewarded_once_but_may_be_supported_too(funded: Office) -> None:
    _approve(funded)
    with pytest.raises(ConflictError, match="已有奖励 10 万元，编号 1"):
        _approve(funded)
    _approve(funded, kind="补助", amount="1.15万")


def test_a_revoked_title_brings_no_subsidy(funded: Office) -> None:
    ending = TitleEndDraft.read(title_id=1, kind="撤销", on="2022-10-01")
    titles.end(funded, ending, Because(document="株工信发〔2022〕9号"))
    with pytest.raises(ConflictError, match="已于 2022-10-01 撤销"):
        _approve(funded)
    _approve(funded, approved_on="2022-09-15")


def test_a_paid_subsidy_is_recovered_once(funded: Office, query: Query) -> None:
    _approve(funded)

    def recover(on: str) -> int:
        return funds.recover(funded, RecoveryDraft.read(subsidy_id=1, on=on))

    with pytest.raises(ConflictError, match="还没有拨付"):
        recover("2023-01-01")
    _pay(funded)
    with pytest.raises(InputError, match="早于拨付日期"):
        recover("2022-11-30")
    recover("2023-01-01")
    with pytest.raises(ConflictError, match="已于 2023-01-01 收回"):
        recover("2023-02-01")
    assert query(funded, "SELECT recovered_on FROM subsidy") == [("2023-01-01",)]


def test_a_void_payment_leaves_its_subsidy_unpaid(funded: Office) -> None:
    _approve(funded)
    paid = _pay(funded)
    records.void(funded, VoidDraft.read(table="支出", id=paid))
    _pay(funded, on="2022-12-05")


def test_a_line_of_a_year_is_recorded_once(funded: Office) -> None:
    with pytest.raises(ConflictError, match="2022 年的「智能制造专项」已登记"):
        funds.budget_line(
            funded, BudgetLineDraft.read(year=2022, name="智能制造专项", amount="1")
        )


def test_an_indicator_is_kept_in_hundredths_of_a_point(
    funded: Office, query: Query
) -> None:
    draft = TargetDraft.read(
        year=2022,
        budget_line_id=1,
        group="效益指标",
        indicator="竞争力",
        target="增强",
        actual="持续增强",
        weight="15",
        score="13",
        deviation="仍有差距",
        provenance="填报",
        source="绩效自评表",
    )
    targets.record(funded, draft)
    with pytest.raises(ConflictError, match="「竞争力」已登记，编号 1"):
        targets.record(funded, draft)
    assert query(funded, "SELECT weight, score, provenance FROM target") == [
        (1500, 1300, "reported")
    ]


def test_a_budget_line_of_several_years_is_named_with_its_year(funded: Office) -> None:
    later = BudgetLineDraft.read(year=2023, name="智能制造专项", amount="10万")
    number = funds.budget_line(funded, later)
    with closing(open_reader(funded.path)) as connection:
        naming = Naming(connection)
        with pytest.raises(InputError, match="2022 智能制造专项、2023 智能制造专项"):
            naming.word("budget_line", "智能制造专项")
        assert naming.word("budget_line", "2023智能制造专项") == str(number)
