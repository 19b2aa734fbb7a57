"""What units recommended, ranked; which titles run out."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from registry import paths
from registry.columns import Cell
from registry.desk import closing, enterprises, policies, rounds, titles
from registry.desk.drafts.enterprises import EnterpriseDraft
from registry.desk.drafts.policies import PolicyDraft
from registry.desk.drafts.rounds import (
    ApplicationDraft,
    QuotaDraft,
    RoundDraft,
    StepDraft,
)
from registry.desk.drafts.titles import TitleDraft
from registry.desk.listing import listed
from registry.desk.office import Because, Office, begin
from registry.desk.read.session import open_reading
from registry.errors import InputError
from registry.lists.table import Table
from registry.store.transaction import Tx

RUNG = "市级智能制造标杆中小企业"
SENT = (
    ("甲", "天元区", 2, "是"),
    ("乙", "天元区", 1, "是"),
    ("丙", "天元区", None, "是"),
    ("丁", "攸县", 1, "是"),
    ("戊", "攸县", None, "否"),
)
"""Enterprises, their units, the rank they were given, whether they were recommended."""
AGREED = Because(reason="超出名额，经会议研究")
ENDS = {"甲": "2023-03-01", "乙": "2022-12-31", "丙": "2025-01-01", "丁": ""}


@pytest.fixture(scope="module")
def made(blank_registry: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry with a round in which five applied."""
    path = tmp_path_factory.mktemp("recommended") / "registry.db"
    shutil.copy(blank_registry, path)
    rules = paths.data() / "policies" / "zhuzhou-benchmark-2022.toml"
    with begin(Office(path, "王某", settles=False), "补录", AGREED) as tx:
        policies.load.within(tx, PolicyDraft(path=rules))
        number = rounds.open_round.within(tx, RoundDraft.read(rung=RUNG, year=2022))
        places = QuotaDraft.read(round_id=number, unit="天元区", places=2)
        closing.allot.within(tx, places)
        for name, unit, rank, passed in SENT:
            own = EnterpriseDraft.read(name=f"示例企业{name}有限公司", unit=unit)
            one = enterprises.add.within(tx, own)
            late = AGREED.reason if passed == "否" else ""
            _recommend(tx, number, one, rank=rank, passed=passed, out_of_turn=late)
            if name in ENDS:
                said = {"subject_id": one, "rung": RUNG, "recognised_on": "2022-01-01"}
                draft = TitleDraft.read(**said, valid_until=ENDS[name])
                titles.award.within(tx, draft)
    return path


def _recommend(tx: Tx, number: int, one: int, **more: object) -> None:
    own = ApplicationDraft.read(round_id=number, subject_id=one)
    said = {"application_id": rounds.apply.within(tx, own), "on": "2022-07-01"}
    rounds.take_step.within(tx, StepDraft.read(stage="推荐", **said | more))


def _table(path: Path, what: str) -> Table:
    with open_reading(path, date(2022, 12, 30)) as reading:
        return listed(reading, what)


def _column(table: Table, key: str) -> list[Cell]:
    at = [column.key for column in table.columns].index(key)
    return [row[at] for row in table.rows]


def test_each_unit_s_recommendations_stand_in_the_order_it_gave(made: Path) -> None:
    table = _table(made, f"推荐:2022年第1批{RUNG}")
    assert [name[4] for name in map(str, _column(table, "enterprise"))] == [*"乙甲丙丁"]
    assert _column(table, "rank") == [1, 2, None, 1]
    assert _column(table, "ordinal") == [1, 2, 3, 4]


def test_the_summary_has_units_apart_and_signed_for(made: Path) -> None:
    table = _table(made, f"推荐汇总表:2022年第1批{RUNG}")
    headings = [group.heading for group in table.groups]
    assert headings == ["天元区（3 条）", "攸县（1 条）"]
    assert all("推荐单位（盖章）" in group.below[0] for group in table.groups)
    assert "天元区推荐 3 项，超出名额（2 项）" in table.below


def test_a_summary_is_of_a_round(made: Path) -> None:
    with pytest.raises(InputError, match="请写明批次"):
        _table(made, "推荐汇总表")


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("", "乙甲丙"),
        ("1天", "乙"),
        ("90天内", "乙甲"),
        ("2023", "乙甲"),
        ("2024年", "乙甲"),
        ("2025-01-01", "乙甲丙"),
    ],
)
def test_titles_that_run_out_are_listed_by_day(
    made: Path, words: str, names: str
) -> None:
    table = _table(made, f"到期名单:{words}")
    assert "".join(str(name)[4] for name in _column(table, "enterprise")) == names
    assert "另有 1 项有效称号未载有效期" in table.terms


def test_a_title_that_runs_out_says_in_how_many_days(made: Path) -> None:
    assert _column(_table(made, "expiring:90天"), "days_left") == [1, 61]


def test_what_is_no_day_is_refused(made: Path) -> None:
    with pytest.raises(InputError):
        _table(made, "到期:早晚")
