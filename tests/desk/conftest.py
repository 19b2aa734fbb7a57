"""An office at a real registry, with an enterprise, a workshop and loaded rules."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from registry import paths
from registry.desk import enterprises, policies, rounds, subjects
from registry.desk.drafts.enterprises import EnterpriseDraft, SubjectDraft
from registry.desk.drafts.policies import PolicyDraft
from registry.desk.drafts.rounds import RoundDraft
from registry.desk.office import Office, staying
from tests.desk.applied import RUNG, apply

Query = Callable[..., list[tuple[object, ...]]]
RULES = ("zhuzhou-benchmark-2022", "hunan-benchmark-2022", "nation-benchmark-2022")


@pytest.fixture
def office(registry_file: Path) -> Iterator[Office]:
    """王某, staying at an empty registry of 株洲市."""
    with staying(Office(registry_file, "王某")) as at_desk:
        yield at_desk


@pytest.fixture(scope="session")
def ruled_registry(
    blank_registry: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A registry with the benchmark rules, an enterprise (1) and its workshop (2)."""
    path = tmp_path_factory.mktemp("ruled") / "ruled.db"
    shutil.copy(blank_registry, path)
    office = Office(path, "王某")
    for name in RULES:
        file = paths.data() / "policies" / f"{name}.toml"
        policies.load(office, PolicyDraft(path=file))
    enterprise = enterprises.add(
        office,
        EnterpriseDraft.read(
            name="示例企业001机械有限公司",
            division="天元区",
            unit="株洲高新区",
            since="2015-03",
        ),
    )
    subjects.add_subject(
        office,
        SubjectDraft.read(enterprise_id=enterprise, kind="车间", name="总装车间"),
    )
    return path


@pytest.fixture
def ruled(ruled_registry: Path, tmp_path: Path) -> Iterator[Office]:
    """王某, staying at a copy of ``ruled_registry``."""
    path = tmp_path / "ruled.db"
    shutil.copy(ruled_registry, path)
    with staying(Office(path, "王某")) as at_desk:
        yield at_desk


@pytest.fixture
def applied(ruled: Office) -> Office:
    """One application in one round, five working days of notice."""
    rounds.open_round(ruled, RoundDraft.read(rung=RUNG, year=2022, notice_days=5))
    apply(ruled)
    return ruled


@pytest.fixture
def query() -> Query:
    """Plain SQL on an office's registry."""

    def ask(office: Office, sql: str, *bound: object) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(office.path)) as connection:
            return connection.execute(sql, bound).fetchall()

    return ask
