"""A small registry with everything a screen can show, hostile names among it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from registry import paths
from registry.desk import enterprises, policies, pools, records, subjects, titles
from registry.desk.drafts.enterprises import EnterpriseDraft, SubjectDraft
from registry.desk.drafts.policies import PolicyDraft
from registry.desk.drafts.pools import AdmissionDraft, PoolDraft
from registry.desk.drafts.records import AssessmentDraft
from registry.desk.drafts.titles import TitleDraft
from registry.desk.office import Office, begin
from registry.store.transaction import Tx
from tests.conftest import Once

MARKUP = "某某[/]公司[red]"
ESCAPES = "控制\x1b[31m字符\u202e公司\x07"
LONG = "很长名称" * 40
AMBIGUOUS = "“专精特新”①Ⅲ·☰公司"
HOSTILE = (MARKUP, ESCAPES, LONG, AMBIGUOUS)
UNITS = ("天元区", "荷塘区", "石峰区", "芦淞区", "醴陵市", "攸县")
PLAIN = 150
"""Enterprises without peculiarities: more than one page of them."""

RULES = ("zhuzhou-benchmark-2022", "hunan-benchmark-2022", "nation-benchmark-2022")


@pytest.fixture(scope="session")
def peopled(blank_registry: Path, once: Once) -> Path:
    """The small registry, made once: read it, copy it, never write to it."""

    def make(path: Path) -> None:
        shutil.copy(blank_registry, path)
        office = Office(path, "王某")
        for name in RULES:
            file = paths.data() / "policies" / f"{name}.toml"
            policies.load(office, PolicyDraft(path=file))
        with begin(office, "登记测试数据") as tx:
            _people(tx)

    return once("peopled", make)


@pytest.fixture
def office_file(peopled: Path, tmp_path: Path) -> Path:
    """A copy of the small registry that this test may write to."""
    path = tmp_path / "office.db"
    shutil.copy(peopled, path)
    return path


def _people(tx: Tx) -> None:
    for name in HOSTILE:
        enterprises.add.within(tx, EnterpriseDraft(name=name, unit="天元区"))
    pool = pools.open_pool.within(
        tx,
        PoolDraft(name="标杆车间培育名单", year=2022, rung="benchmark/city-workshop"),
    )
    for number in range(1, PLAIN + 1):
        enterprise = _enterprise(tx, number)
        if number % 3 == 0:
            _assessment(tx, enterprise, number)
        if number <= 12:
            _workshop(tx, pool, enterprise, number)


def _enterprise(tx: Tx, number: int) -> int:
    unit = UNITS[number % len(UNITS)]
    draft = EnterpriseDraft.read(
        name=f"示例企业{number:03}制造有限公司",
        unit=unit,
        division=unit,
        above_designated_size="是",
        since="2019-01-01",
        status="在营",
    )
    return enterprises.add.within(tx, draft)


def _assessment(tx: Tx, enterprise: int, number: int) -> None:
    draft = AssessmentDraft.read(
        subject_id=enterprise,
        kind=("自评估", "现场评估")[number % 2],
        on=f"2022-0{1 + number % 9}-11",
        level=number % 5,
    )
    records.assessment.within(tx, draft)


def _workshop(tx: Tx, pool: int, enterprise: int, number: int) -> None:
    name = f"总装{number}车间"
    workshop = subjects.add_subject.within(
        tx, SubjectDraft(enterprise_id=enterprise, kind="workshop", name=name)
    )
    admission = AdmissionDraft.read(
        pool_id=pool, subject_id=workshop, admitted_on="2022-03-01"
    )
    pools.admit.within(tx, admission)
    if number <= 2:
        title = TitleDraft.read(
            subject_id=workshop,
            rung="benchmark/city-workshop",
            recognised_on="2022-10-20",
        )
        titles.award.within(tx, title)
