"""What a recognised title brings: its subsidy, once, and its years."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from registry import paths
from registry.desk import funds, policies, recognition, records, rounds, titles
from registry.desk.cautions import cautions
from registry.desk.drafts.funds import (
    BudgetLineDraft,
    PayDraft,
    RecoveryDraft,
    SubsidyDraft,
)
from registry.desk.drafts.policies import PolicyDraft
from registry.desk.drafts.records import DocumentDraft
from registry.desk.drafts.rounds import RoundDraft
from registry.desk.drafts.titles import TitleDraft
from registry.desk.office import Because, Office
from registry.store.reader import open_reader
from tests.desk.conftest import Query
from tests.desk.published import NUMBER, Published, two_published


@pytest.fixture
def published(ruled: Office) -> Published:
    """Two workshops of two enterprises, published for five working days."""
    return two_published(ruled)


def test_a_second_subsidy_for_an_equal_title_is_left_out_unless_insisted(
    published: Published, query: Query
) -> None:
    titles.award(
        published.office,
        TitleDraft.read(
            subject_id=published.publish("丙"),
            rung="市级智能制造标杆中小企业",
            recognised_on="2022-03-01",
        ),
    )
    funds.approve_subsidy(
        published.office,
        SubsidyDraft.read(title_id=1, amount="10万", approved_on="2022-04"),
    )
    one = published.applications["丙"]
    keep = (published.applications["甲"],)
    left = recognition.preview(
        published.office, published.draft(excepted=keep), Because(reason="待查")
    )
    assert [given.subsidy.note for given in left.given] == [
        "",
        "就高不重复：已有「市级智能制造标杆中小企业」的奖补",
    ]
    done = published.recognise("会议同意", excepted=keep, insisted=(one,))
    assert "仍提出" in done.given[1].subsidy.note
    assert query(published.office, "SELECT count(*) FROM subsidy") == [(3,)]


def test_two_titles_of_one_enterprise_bring_one_subsidy(published: Published) -> None:
    owner = published.publish("丙")
    published.publish("丁", owner)
    keep = (published.applications["甲"], published.applications["乙"])
    done = published.recognise("待查", excepted=keep)
    assert [one.subsidy.amount for one in done.given] == [10_000_000, None]
    bare = SubsidyDraft.read(title_id=2, amount="30万", approved_on="2022-10")
    with closing(open_reader(published.office.path)) as connection:
        (told,) = cautions(connection, bare)
    assert told == "就高不重复：已有「市级智能制造标杆车间」奖励 10 万元（未拨付）"


def test_a_round_without_amount_takes_the_one_of_the_policy_of_the_day(
    ruled: Office,
) -> None:
    records.document(
        ruled, DocumentDraft.read(number=NUMBER, title="认定通知", kind="认定文件")
    )
    rounds.open_round(ruled, RoundDraft.read(rung="市级智能制造标杆车间", year=2022))
    made = Published(ruled)
    made.publish("甲")
    (given,) = made.recognise().given
    assert given.subsidy.amount == 10_000_000


def test_the_subsidy_of_a_lower_title_is_to_be_taken_back(ruled: Office) -> None:
    made = _provincial(ruled, amount="20万")
    titles.award(
        ruled,
        TitleDraft.read(
            subject_id=made.subjects["甲"],
            rung="市级智能制造标杆车间",
            recognised_on="2022-03-01",
        ),
    )
    lower = SubsidyDraft.read(title_id=1, amount="10万", approved_on="2022-04")
    funds.approve_subsidy(ruled, lower)
    (given,) = recognition.preview(ruled, made.draft()).given
    assert given.subsidy.amount == 20_000_000
    assert given.subsidy.note == (
        "另有「市级智能制造标杆车间」的奖补，就高不重复，请核减或收回"
    )
    funds.pay(ruled, PayDraft.read(subsidy_id=1, on="2022-05", budget_line_id=1))
    funds.recover(ruled, RecoveryDraft.read(subsidy_id=1, on="2022-06-01"))
    (given,) = made.recognise().given
    assert given.subsidy.note == ""


def test_a_title_without_a_subsidy_anywhere_brings_none(ruled: Office) -> None:
    (given,) = _provincial(ruled).recognise().given
    assert given.subsidy.amount is None
    assert given.subsidy.note == "批次和政策都没有奖补标准"


def _provincial(office: Office, **more: str) -> Published:
    """A workshop that was published for a provincial title."""
    document = DocumentDraft.read(number=NUMBER, title="认定通知", kind="认定文件")
    records.document(office, document)
    line = BudgetLineDraft.read(year=2022, name="专项", amount="100万")
    funds.budget_line(office, line)
    rung = {"rung": "省级智能制造标杆车间", "year": 2022}
    rounds.open_round(office, RoundDraft.read(**rung | more))
    made = Published(office)
    made.publish("甲")
    return made


def test_a_title_is_valid_for_the_years_that_its_policy_gives(
    published: Published, query: Query, tmp_path: Path
) -> None:
    shipped = (paths.data() / "policies" / "zhuzhou-benchmark-2022.toml").read_text()
    rungs = shipped.partition("[[step]]")[0].replace("33号", "34号")
    file = tmp_path / "rungs.toml"
    file.write_text(rungs.replace("= 100_000", "= 100_000\nvalid_years = 3"))
    policies.load(published.office, PolicyDraft(path=file))
    done = published.recognise(on="2024-02-29")
    assert {str(one.valid_until) for one in done.given} == {"2027-02-28"}
    assert query(published.office, "SELECT DISTINCT valid_until FROM title") == [
        ("2027-02-28",)
    ]
