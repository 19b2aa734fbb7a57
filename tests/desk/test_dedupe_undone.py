"""Joining two records is taken back and made again, however often."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from registry.desk import enterprises, records
from registry.desk.dedupe import join
from registry.desk.drafts.dedupe import JoinDraft
from registry.desk.drafts.enterprises import EnterpriseDraft
from registry.desk.drafts.records import AssessmentDraft, FactDraft
from registry.desk.office import Office, staying
from registry.desk.upkeep import undo
from registry.model.tables import recorded
from registry.store.schema import shipped

NAMES = "示例精密铸造有限公司", "株洲示例精密铸造公司"
CODE = "91000000DEMX00017P"


def _living(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that is not void, but for what counts the writings of a row."""
    schema = shipped()
    shown = {
        table: ", ".join(f'"{c}"' for c in schema.columns(table) if c != "version")
        for table in recorded()
    }
    with closing(sqlite3.connect(path)) as connection:
        return {
            table: connection.execute(
                f"SELECT {columns} FROM {table} WHERE voided_by IS NULL ORDER BY id"  # noqa: S608 - our tables
            ).fetchall()
            for table, columns in shown.items()
        }


def _last(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        ((change,),) = connection.execute("SELECT max(id) FROM change")
        return int(change)


_ONCE = st.lists(
    st.tuples(st.integers(0, 1), st.integers(1, 2)), max_size=4, unique=True
)


@settings(
    phases=[Phase.generate],
    max_examples=5,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(coded=st.integers(0, 2), kept=st.integers(0, 1), levels=_ONCE, incomes=_ONCE)
def test_any_join_is_taken_back_and_made_again_as_often_as_wanted(
    ruled_registry: Path,
    tmp_path: Path,
    coded: int,
    kept: int,
    levels: list[tuple[int, int]],
    incomes: list[tuple[int, int]],
) -> None:
    path = tmp_path / "copy.db"
    shutil.copy(ruled_registry, path)
    with staying(Office(path, "王某")) as office:
        said: tuple[dict[str, str], ...] = ({"unit": "天元区"}, {"industry": "C3714"})
        both = [
            enterprises.add(
                office,
                EnterpriseDraft.read(
                    name=name, uscc=CODE if coded == of else None, anyway="是", **more
                ),
            )
            for of, (name, more) in enumerate(zip(NAMES, said, strict=True))
        ]
        for of, month in levels:
            on = {"kind": "self", "on": f"2022-0{month}-01", "level": 2}
            records.assessment(office, AssessmentDraft.read(subject_id=both[of], **on))
        for of, year in incomes:
            figure = {"key": "营业收入", "period": f"202{year}", "value": "100万"}
            records.fact(office, FactDraft.read(subject_id=both[of], **figure))
        before = _living(path)
        join(office, JoinDraft(kept_id=both[kept], joined_id=both[1 - kept]))
        after, change = _living(path), _last(path)
        for expected in (before, after, before):
            change = undo(office, change)
            assert _living(path) == expected
