"""The migrations build exactly what the models declare."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from registry.model.tables import METADATA
from registry.store.engine import writing_engine
from registry.store.migrate import alembic_config
from registry.store.schema import shipped

Schema = dict[str, frozenset[str]]
EVERYTHING = (
    "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL"
    " AND type IN ('table', 'index') AND name <> 'alembic_version'"
)


def schema_of(path: Path) -> Schema:
    with closing(sqlite3.connect(path)) as connection:
        return {name: clauses(sql) for name, sql in connection.execute(EVERYTHING)}


def clauses(sql: str) -> frozenset[str]:
    """A CREATE statement as the set of its clauses, blanks apart."""
    opening, _, rest = re.sub(r"\s+", " ", sql).partition("(")
    body, _, ending = rest.rpartition(")")
    return frozenset({opening.strip(), ending.strip(), *split(body)})


def split(body: str) -> Iterator[str]:
    depth, start = 0, 0
    for at, char in enumerate(f"{body},"):
        depth += (char == "(") - (char == ")")
        if char == "," and depth == 0:
            yield body[start:at].strip()
            start = at + 1


def run(path: Path, revision: str) -> None:
    config = alembic_config(shipped())
    with writing_engine(path).begin() as connection:
        config.attributes.update(connection=connection, metadata=METADATA)
        if revision == "base":
            command.downgrade(config, revision)
        else:
            command.upgrade(config, revision)


def declared_schema() -> Schema:
    engine = create_engine("sqlite://")
    METADATA.create_all(engine)
    with engine.connect() as connection:
        rows = connection.exec_driver_sql(EVERYTHING).all()
    engine.dispose()
    return {name: clauses(sql) for name, sql in rows}


def test_an_empty_file_migrates_to_exactly_the_declared_schema(
    registry_file: Path,
) -> None:
    made, declared = schema_of(registry_file), declared_schema()
    assert made.keys() == declared.keys()
    for name, wanted in declared.items():
        assert made[name] == wanted, name


def test_the_comparison_sees_checks_keys_defaults_and_strictness() -> None:
    table = (
        "CREATE TABLE t (id INTEGER NOT NULL, a TEXT, CHECK (a IN ('x', 'y'))) STRICT"
    )
    for old, new in (
        (" STRICT", ""),
        ("'y'", "'z'"),
        ("a TEXT", "a TEXT DEFAULT ''"),
        ("a TEXT", "a TEXT REFERENCES t (id) DEFERRABLE"),
    ):
        assert clauses(table) != clauses(table.replace(old, new))


def test_autogenerate_finds_nothing_left_to_migrate(registry_file: Path) -> None:
    with writing_engine(registry_file).connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, METADATA) == []


def test_the_first_migration_goes_down_to_nothing_and_up_again(tmp_path: Path) -> None:
    path = tmp_path / "bare.db"
    path.touch()
    run(path, "head")
    before = schema_of(path)
    run(path, "base")
    assert schema_of(path) == {}
    run(path, "head")
    assert schema_of(path) == before


def test_the_seal_is_checked_at_the_end_of_the_transaction(registry_file: Path) -> None:
    made = schema_of(registry_file)
    for table, column in (("change", "id"), ("journal", "change_id")):
        assert (
            f"FOREIGN KEY({column}) REFERENCES seal (change_id)"
            " DEFERRABLE INITIALLY DEFERRED" in made[table]
        )
