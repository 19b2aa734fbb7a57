"""Synthetic registers: what a seed decides, what verify says, how they are marked."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from shutil import copyfile

import pytest

from registry import uscc
from registry.desk import facts
from registry.desk.drafts.records import FactDraft
from registry.desk.office import Office
from registry.desk.read.session import open_reading
from registry.desk.synth.build import CHUNK, MOST, Wanted, build
from registry.desk.synth.firms import credit_code
from registry.desk.synth.records import level
from registry.eligibility.bind import bound_steps
from registry.eligibility.evaluate import counts, standings
from registry.eligibility.kept import read as kept
from registry.errors import InputError, StoreError
from registry.model.tables import recorded
from registry.store.reader import open_reader
from registry.store.verify import verify
from registry.terms import Outcome

FEW, MANY = 90, 240
ONCE = {"registry", "division", "unit", "policy", "rung"} | {
    f"{what}_kind" for what in ("subject", "event", "stage")
}
"""Tables that are filled when a register is made, whatever the seed."""


def silent(_: int) -> None:
    """Care for no progress."""


def made(folder: Path, enterprises: int, seed: int) -> Path:
    path = folder / f"{enterprises}-{seed}.db"
    build(Office(path, "培训"), Wanted(enterprises, seed), silent)
    return path


@pytest.fixture(scope="module")
def synthetic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register of enterprises that do not exist; only read."""
    return made(tmp_path_factory.mktemp("synth"), MANY, 7)


@pytest.fixture
def rows(synthetic: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_reader(synthetic)) as connection:
        yield connection


def drawn(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row that the seed decides, by table."""
    with closing(sqlite3.connect(path)) as connection:
        return {
            table: connection.execute(f'SELECT * FROM "{table}"').fetchall()  # noqa: S608  # our tables
            for table in recorded()
            if table not in ONCE
        }


def test_the_same_seed_gives_the_same_rows(synthetic: Path, tmp_path: Path) -> None:
    assert drawn(made(tmp_path, MANY, 7)) == drawn(synthetic)


def test_fewer_enterprises_are_the_first_of_many(
    synthetic: Path, tmp_path: Path
) -> None:
    few = drawn(made(tmp_path, FEW, 7))
    for table, found in drawn(synthetic).items():
        assert few[table] == found[: len(few[table])]


def test_another_seed_gives_others(tmp_path: Path) -> None:
    one, other = (drawn(made(tmp_path, FEW, seed)) for seed in (1, 2))
    assert one["fact"] != other["fact"]
    assert not {row[1] for row in one["subject"]} & {row[1] for row in other["subject"]}


def test_it_agrees_with_its_journal(synthetic: Path) -> None:
    verdict = verify(synthetic)
    assert verdict.ok
    assert verdict.entries > 20 * MANY


def test_it_is_marked_as_synthetic_throughout(
    synthetic: Path, rows: sqlite3.Connection
) -> None:
    with open_reading(synthetic) as reading:
        assert reading.info.made_up == "合成数据"
        assert reading.info.headed.startswith("合成数据，")
        assert "合成" in reading.info.name
    for table in recorded():
        if table not in ONCE:
            genuine = f'SELECT count(*) FROM "{table}" WHERE sample = 0'  # noqa: S608  # our tables
            assert rows.execute(genuine).fetchone()[0] == 0, table
    called = rows.execute("SELECT value FROM name_spell").fetchall()
    assert all(name.startswith("合成企业") for (name,) in called)
    whys = rows.execute("SELECT reason FROM change WHERE action = '生成合成数据'")
    assert all("种子 7" in why for (why,) in whys)


def test_a_figure_that_many_conditions_read_is_settled_as_it_is_recorded(
    synthetic: Path, tmp_path: Path
) -> None:
    path = tmp_path / "copy.db"
    copyfile(synthetic, path)
    office = Office(path, "王某")
    with open_reading(path) as reading:
        (firm,) = reading.connection.execute(
            "SELECT min(id) FROM enterprise"
        ).fetchone()
    spent = {"subject_id": firm, "key": "rd_spend", "period": "2024-03", "value": "1"}
    facts.fact(office, FactDraft.model_validate(spent))
    with open_reading(path) as reading:
        steps = bound_steps(reading.connection, reading.info.on)
        assert max(len(one.step.condition) for one in steps) > 8
        for step in steps:
            told = set(standings(reading.connection, step))
            assert set(kept.standings(reading.connection, step)) == told
            assert kept.kept(reading.connection, step) is not None


def test_its_credit_codes_pass_and_belong_to_no_division(
    rows: sqlite3.Connection,
) -> None:
    codes = [code for (code,) in rows.execute("SELECT uscc FROM enterprise") if code]
    divisions = {code for (code,) in rows.execute("SELECT code FROM division")}
    assert all(uscc.is_valid(code) for code in codes)
    assert not {code[2:8] for code in codes} & divisions
    assert len({credit_code(number) for number in range(1, 500)}) == 499


def test_its_levels_are_spread_as_over_the_nation() -> None:
    found = Counter(level(place / 1000) for place in range(1000))
    shares = [found[0] + found[1], found[2], found[3], found[4] + found[5]]
    assert shares == [630, 210, 120, 40]


def test_it_has_gaps_and_everything_that_rules_ask_about(
    rows: sqlite3.Connection,
) -> None:
    filled = {
        table
        for table in recorded()
        if rows.execute(f'SELECT 1 FROM "{table}" LIMIT 1').fetchone()  # noqa: S608  # our tables
    }
    assert filled >= {"fact", "event", "coverage", "title", "pool_entry", "judgement"}
    unknown = rows.execute(
        "SELECT count(*) FROM enterprise e WHERE NOT EXISTS (SELECT 1 FROM"
        " division_spell d WHERE d.enterprise_id = e.id) OR uscc IS NULL"
    )
    assert 0 < unknown.fetchone()[0] < MANY / 2


def test_every_outcome_comes_out_of_it(
    synthetic: Path, rows: sqlite3.Connection
) -> None:
    with open_reading(synthetic) as reading:
        steps = bound_steps(rows, reading.info.on)
    assert len(steps) > 20
    found = sum((Counter(counts(rows, step)) for step in steps), start=Counter())
    assert set(found) == set(Outcome)


def test_nothing_that_is_there_is_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "1-1.db"
    path.write_text("我的文件")
    with pytest.raises(StoreError, match="已经存在"):
        made(tmp_path, 1, 1)
    assert path.read_text() == "我的文件"


@pytest.mark.parametrize("enterprises", [0, MOST + 1])
def test_none_and_too_many_are_refused(tmp_path: Path, enterprises: int) -> None:
    with pytest.raises(InputError, match="--enterprises"):
        made(tmp_path, enterprises, 1)
    assert not list(tmp_path.iterdir())


def test_a_chunk_is_all_that_is_held_at_a_time() -> None:
    chunks = [*Wanted(2 * CHUNK + 1, 1).chunks()]
    assert [len(chunk) for chunk in chunks] == [CHUNK, CHUNK, 1]
    assert [n for chunk in chunks for n in chunk] == [*range(1, 2 * CHUNK + 2)]
