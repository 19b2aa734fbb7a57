from __future__ import annotations

import pytest
from sqlalchemy import CheckConstraint, Column, Table, Text
from sqlalchemy.dialects.postgresql.base import PGDialect
from sqlalchemy.dialects.sqlite.base import SQLiteDialect
from sqlalchemy.orm import class_mapper
from sqlalchemy.schema import CreateTable
from sqlmodel import SQLModel

from registry.model.base import CodeType, DayType, Recorded, new_ref
from registry.model.tables import METADATA, MODULES, recorded

SQLITE = SQLiteDialect()
POSTGRESQL = PGDialect()  # type: ignore[no-untyped-call]  # left untyped by SQLAlchemy
TABLES = METADATA.sorted_tables
RECORDED = [METADATA.tables[name] for name in recorded()]
JOURNAL = {"change", "journal", "seal"}
PERSONAL = {"contact_detail"}
DERIVED = {
    *("kept_count", "kept_outcome", "kept_share", "kept_step", "kept_tally"),
    *("kept_turn", "spoken_name", "touched"),
}
each_table = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
each_recorded = pytest.mark.parametrize("table", RECORDED, ids=lambda table: table.name)


def columns_of(kind: type) -> list[Column[object]]:
    return [c for t in TABLES for c in t.columns if isinstance(c.type, kind)]


def checks(table: Table) -> str:
    return " ".join(
        str(rule.sqltext)
        for rule in table.constraints
        if isinstance(rule, CheckConstraint)
    )


def named(column: Column[object]) -> str:
    return f"{column.table.name}.{column.name}"


def test_everything_but_the_journal_what_is_derived_and_personal_is_recorded() -> None:
    assert set(METADATA.tables) - set(recorded()) == JOURNAL | DERIVED | PERSONAL


@each_table
def test_a_table_is_strict_and_holds_whole_numbers_and_text_only(table: Table) -> None:
    ddl = str(CreateTable(table).compile(dialect=SQLITE))
    assert ddl.rstrip().endswith("STRICT")
    kinds = {column.type.compile(SQLITE) for column in table.columns}
    assert kinds <= {"INTEGER", "TEXT"}


@each_table
def test_a_table_can_be_made_in_postgresql_too(table: Table) -> None:
    ddl = str(CreateTable(table).compile(dialect=POSTGRESQL))
    assert "STRICT" not in ddl


@each_recorded
def test_a_recorded_row_has_a_reference_a_version_and_its_changes(table: Table) -> None:
    assert table.c.ref.unique
    assert not table.c.version.nullable
    for column, nullable in (("change_id", False), ("voided_by", True)):
        [key] = table.c[column].foreign_keys
        assert key.target_fullname == "change.id"
        assert table.c[column].nullable is nullable


@each_recorded
def test_no_foreign_key_deletes_or_rewrites_anything(table: Table) -> None:
    assert {(k.ondelete, k.onupdate) for k in table.foreign_keys} == {(None, None)}


@pytest.mark.parametrize("column", columns_of(CodeType), ids=named)
def test_a_column_of_codes_is_checked_against_all_of_them(
    column: Column[object],
) -> None:
    assert isinstance(column.type, CodeType)
    listed = ", ".join(f"'{code.value}'" for code in column.type.codes)
    assert f"{column.name} IN ({listed})" in checks(column.table)


def test_days_are_iso_text_in_sqlite_and_dates_elsewhere() -> None:
    kind = DayType()
    assert isinstance(kind.load_dialect_impl(SQLITE), Text)
    assert kind.compile(POSTGRESQL) == "DATE"


@each_recorded
def test_every_index_of_live_rows_has_its_own_name(table: Table) -> None:
    names = [index.name for index in table.indexes]
    assert len(names) == len(set(names))


def models() -> list[type[SQLModel]]:
    return [
        model
        for module in MODULES
        for model in vars(module).values()
        if isinstance(model, type)
        and issubclass(model, SQLModel)
        and hasattr(model, "__table__")
        and model.__module__ == module.__name__
    ]


@pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)
def test_the_relationships_of_a_model_can_be_resolved(model: type[SQLModel]) -> None:
    assert class_mapper(model, configure=True).relationships is not None


def test_references_are_uuids_of_version_7_in_rising_order() -> None:
    refs = [new_ref() for _ in range(3)]
    assert [ref[14] for ref in refs] == ["7", "7", "7"]
    assert refs == sorted(refs)


def test_only_tables_are_recorded_not_their_bases() -> None:
    assert not hasattr(Recorded, "__table__")
