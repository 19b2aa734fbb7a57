"""An office that takes ledgers in."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from registry import paths
from registry.desk import documents, enterprises, policies, pools, rounds
from registry.desk.drafts.enterprises import EnterpriseDraft
from registry.desk.drafts.policies import PolicyDraft
from registry.desk.drafts.pools import PoolDraft
from registry.desk.drafts.records import DocumentDraft
from registry.desk.drafts.rounds import RoundDraft
from registry.desk.office import Office
from registry.intake import workbook
from tests.intake.here import Here
from tests.intake.ledgers import code, name

Query = Callable[..., list[tuple[object, ...]]]
RULES = ("zhuzhou-benchmark-2022", "hunan-benchmark-2022", "nation-benchmark-2022")
KNOWN = 4
"""So many enterprises are in the register: numbers 1 to 4."""


@pytest.fixture(autouse=True)
def _parsing_here(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Workbooks are parsed in a thread, which is faster than in a process each.

    A test that asks for ``own_process`` has the process that users have.
    """
    if "own_process" not in request.fixturenames:
        monkeypatch.setattr(workbook, "start", Here)


@pytest.fixture
def own_process() -> None:
    """Workbooks are parsed in a process of their own."""


@pytest.fixture(scope="session")
def known_registry(
    blank_registry: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A registry with rules, four enterprises, a document, a round and a pool."""
    path = tmp_path_factory.mktemp("known") / "known.db"
    shutil.copy(blank_registry, path)
    office = Office(path, "王某")
    for rules in RULES:
        file = paths.data() / "policies" / f"{rules}.toml"
        policies.load(office, PolicyDraft(path=file))
    for number in range(1, KNOWN + 1):
        draft = EnterpriseDraft.read(
            name=name(number), uscc=code(number), unit="天元区", since="2015-03"
        )
        enterprises.add(office, draft)
    documents.document(
        office,
        DocumentDraft.read(number="株工信发〔2022〕33号", title="通知", kind="通知"),
    )
    rounds.open_round(office, RoundDraft.read(rung="benchmark/city-sme", year=2022))
    pools.open_pool(office, PoolDraft.read(name="培育库", year=2022))
    return path


@pytest.fixture
def office(known_registry: Path, tmp_path: Path) -> Office:
    """王某 at a copy of ``known_registry``."""
    path = tmp_path / "known.db"
    shutil.copy(known_registry, path)
    return Office(path, "王某")


@pytest.fixture
def query(office: Office) -> Query:
    """Runs SQL on the office's registry as it is now."""

    def run(sql: str, *bound: object) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(office.path)) as connection:
            return connection.execute(sql, bound).fetchall()

    return run
