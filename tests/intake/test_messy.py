"""A messy ledger makes the same register as a tidy one."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from registry.desk.imports import Request, preview, take_in
from registry.desk.office import Office
from registry.intake.kinds import KINDS
from registry.terms import Ledger
from tests.intake.ledgers import WHO, code, write_csv, write_xlsx
from tests.intake.messy import mess
from tests.intake.samples import LEDGERS

SEEDS = 20
TABLES = (
    "subject",
    *(f"{of}_spell" for of in ("name", "unit", "status", "size", "designated")),
    *dict.fromkeys(kind.table for kind in KINDS.values()),
    "assessment_score",
)
_OWN = {"id", "ref", "change_id", "version", "source"}


def _register(path: Path) -> dict[str, list[str]]:
    """All that is recorded, but what is each row's own."""
    found = {}
    with closing(sqlite3.connect(path)) as connection:
        for table in TABLES:
            told = connection.execute(f"PRAGMA table_info({table})")
            kept = ", ".join(f'"{row[1]}"' for row in told if row[1] not in _OWN)
            sql = f"SELECT {kept} FROM {table} WHERE voided_by IS NULL"  # noqa: S608 - our tables
            found[table] = sorted(map(repr, connection.execute(sql)))
    return found


def _hold_together(kind: Ledger, known: Path, folder: Path, seed: int) -> None:
    dice = Random(seed)  # noqa: S311 - the same ledger every time
    rows = mess(dice, LEDGERS[kind])
    text = [["" if cell is None else cell for cell in row] for row in rows]
    tidy, messy = folder / "tidy.db", folder / "messy.db"
    for path in (tidy, messy):
        shutil.copy(known, path)
    file = dice.choice(
        (
            write_xlsx(folder / "messy.xlsx", rows),
            write_csv(folder / "messy.csv", text, "gb18030"),
            write_csv(folder / "messy.tsv", text, "utf-16", "\t"),
        )
    )
    plain = write_csv(folder / "tidy.csv", LEDGERS[kind])
    assert take_in(Office(tidy, "王某"), Request(plain)).written
    found = take_in(Office(messy, "王某"), Request(file))
    assert (found.faults, found.doubts, found.unknown) == ((), (), ())
    assert _register(messy) == _register(tidy)


def test_a_messy_ledger_makes_the_register_of_a_tidy_one(
    known_registry: Path, tmp_path: Path
) -> None:
    _hold_together(Ledger.ASSESSMENTS, known_registry, tmp_path, 1)


def test_blanks_that_pad_words_and_totals_anywhere_do_no_harm(
    office: Office, tmp_path: Path
) -> None:
    rows = [
        ("企业名称", "统一社会信用代码", "县 市 区", "序号", "2022 年末 从业人员"),
        ("示 例企业 001有限公司", code(1), "天 元 区", 1, "12"),
        (1, "", "", "小 计", "12"),
    ]
    found = preview(office, Request(write_csv(tmp_path / "a.csv", rows)))
    assert (found.new, found.faults, found.doubts) == (1, (), ())
    rows = [(*WHO, "企业状态"), (1, "示例 企业 7厂", "", "天 元", "在 营")]
    found = take_in(office, Request(write_csv(tmp_path / "b.csv", rows)))
    assert [one.name for one in found.listed] == ["示例企业7厂"]


@pytest.mark.soak
@pytest.mark.parametrize("kind", LEDGERS)
def test_very_many_messy_ledgers_make_the_register_of_a_tidy_one(
    kind: Ledger, known_registry: Path, tmp_path: Path
) -> None:
    for seed in range(2, SEEDS):
        _hold_together(kind, known_registry, tmp_path, seed)
