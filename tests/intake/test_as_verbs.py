"""Rows of ledgers are taken, refused and written as verbs of the desk would."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from registry.desk import enterprises, pools, rounds, subjects, titles
from registry.desk.closing import close
from registry.desk.drafts.enterprises import (
    AttributeDraft,
    EnterpriseDraft,
    SubjectDraft,
)
from registry.desk.drafts.pools import AdmissionDraft, LeavingDraft, PoolDraft
from registry.desk.drafts.rounds import ClosingDraft, RoundDraft
from registry.desk.drafts.titles import TitleDraft, TitleEndDraft
from registry.desk.imports import Request, take_in
from registry.desk.office import Because, Office, begin
from registry.errors import RegistryError
from registry.store.transaction import Tx
from tests.intake.cases import CASES, PARTIES, Case
from tests.intake.ledgers import code, name, write_csv
from tests.intake.samples import SME, WORKSHOP
from tests.intake.verbs import FACTORY, NUMBER, Row

SEEDS = 30
_OWN_COLUMNS = {"id", "ref", "change_id", "version", "source", "sample"}
_WHOSE = {"subject_id", "enterprise_id"}


@pytest.fixture(scope="session")
def busy_registry(
    known_registry: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A registry whose enterprises hold, held, own, applied, left and ended."""
    path = tmp_path_factory.mktemp("busy") / "busy.db"
    shutil.copy(known_registry, path)
    with begin(Office(path, "王某"), "登记", Because(NUMBER)) as tx:
        for number in range(5, PARTIES + 1):
            draft = EnterpriseDraft.read(
                name=name(number), uscc=code(number), unit="天元区", since="2015-03"
            )
            enterprises.add.within(tx, draft)
        _open(tx)
        for number in range(1, PARTIES + 1):
            _live(tx, number)
    return path


def _open(tx: Tx) -> None:
    for said in (
        {"rung": SME, "year": 2021},
        {"rung": WORKSHOP, "year": 2022},
    ):
        rounds.open_round.within(tx, RoundDraft.read(**said))
    close.within(tx, ClosingDraft.read(round_id=2, on="2022-01-01"))
    draft = PoolDraft.read(name="车间培育库", year=2022, rung=WORKSHOP)
    pools.open_pool.within(tx, draft)


def _live(tx: Tx, number: int) -> None:
    """What an enterprise has been through, by its number."""
    match number % 6:
        case 1:
            _hold(tx, number, SME, "2020-01-07")
            _join(tx, number)
        case 2:
            gone = AttributeDraft.read(
                enterprise_id=number,
                attribute="状态",
                value="注销",
                since="2021-07-01",
            )
            enterprises.change_attribute.within(tx, gone)
            _hold(tx, number, SME, "2020-01-07")
        case 3:
            _hold(tx, _own(tx, number, "workshop", "一车间"), WORKSHOP, "2020-05")
        case 4:
            held = _hold(tx, number, SME, "2020-01-07")
            end = TitleEndDraft.read(title_id=held, kind="取消", on="2021-05-02")
            titles.end.within(tx, end)
            left = LeavingDraft.read(
                entry_id=_join(tx, number), left_on="2022-03-01", reason="停产"
            )
            pools.leave.within(tx, left)
        case 5:
            _hold(tx, _own(tx, number, "factory", "一工厂"), FACTORY, "2021")
        case _:
            pass


def _hold(tx: Tx, subject: int, rung: str, on: str) -> int:
    draft = TitleDraft.read(subject_id=subject, rung=rung, recognised_on=on)
    return titles.award.within(tx, draft)


def _own(tx: Tx, number: int, kind: str, said: str) -> int:
    draft = SubjectDraft(enterprise_id=number, kind=kind, name=said)
    return subjects.add_subject.within(tx, draft)


def _join(tx: Tx, number: int) -> int:
    draft = AdmissionDraft.read(pool_id=1, subject_id=number, admitted_on="2022-01-01")
    return pools.admit.within(tx, draft)


def _take_in(path: Path, case: Case, said: list[Row], folder: Path) -> set[int]:
    """Import the rows; the numbers of those refused."""
    header = ["企业名称", "统一社会信用代码", *(["所属县市区"] * (not case.named))]
    lines = [[*_who(case, number), *row.values()] for number, row in enumerate(said, 1)]
    file = write_csv(folder / "a.csv", [[*header, *case.cells], *lines])
    found = take_in(Office(path, "王某"), Request(file, accept_good=True))
    assert found.doubts == ()
    return {(fault.line or 0) - 1 for fault in found.faults}


def _who(case: Case, number: int) -> list[str]:
    if case.named:
        return [name(number), code(number)]
    return [name(500 + number), "", "天元区"]


def _do(path: Path, case: Case, said: list[Row]) -> dict[int, str]:
    """Do the same by verbs; the refusals by number."""
    refused: dict[int, str] = {}
    with begin(Office(path, "王某"), "登记") as tx:
        for number, row in enumerate(said, 1):
            tx.connection.exec_driver_sql("SAVEPOINT one")
            try:
                case.verb(tx, number, row)
            except RegistryError as refusal:
                tx.connection.exec_driver_sql("ROLLBACK TO one")
                tx.session.expunge_all()
                refused[number] = str(refusal)
            tx.connection.exec_driver_sql("RELEASE one")
    return refused


def _recorded(path: Path, table: str) -> list[str]:
    """Everything in a table but what is each row's own, subjects by their names."""
    with closing(sqlite3.connect(path)) as connection:
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        kept = [f'"{c}"' for c in columns if c not in _OWN_COLUMNS | _WHOSE]
        kept += [
            f"(SELECT s.name FROM subject s WHERE s.id = {c})"  # noqa: S608 - ours
            for c in _WHOSE.intersection(columns)
        ]
        sql = f"SELECT {', '.join(kept)} FROM {table} WHERE voided_by IS NULL"  # noqa: S608 - our tables
        return sorted(map(repr, connection.execute(sql)))


def _hold_together(kind: str, busy: Path, folder: Path, seed: int) -> None:
    case = CASES[kind]
    said = case.rows(seed)
    imported, done = folder / "imported.db", folder / "done.db"
    for path in (imported, done):
        shutil.copy(busy, path)
    refused = _do(done, case, said)
    faults = _take_in(imported, case, said, folder)
    odd = {n: (said[n - 1], refused.get(n)) for n in faults ^ set(refused)}
    assert odd == {}
    for table in case.tables:
        assert _recorded(imported, table) == _recorded(done, table)


@pytest.mark.parametrize("kind", CASES)
def test_a_ledger_is_taken_as_verbs_would(
    kind: str, busy_registry: Path, tmp_path: Path
) -> None:
    _hold_together(kind, busy_registry, tmp_path, seed=1)


@pytest.mark.soak
@pytest.mark.parametrize("kind", CASES)
def test_very_many_rows_are_taken_as_verbs_would(
    kind: str, busy_registry: Path, tmp_path: Path
) -> None:
    for seed in range(2, SEEDS):
        _hold_together(kind, busy_registry, tmp_path, seed)
