"""Schema migrations: one transaction, walls down before and rebuilt from source after.

Triggers and views are dropped before the schema changes and rebuilt from the
metadata afterwards; batch migrations copy tables, which loses triggers and, with
foreign keys ON, deletes cascading children. Nothing is committed before triggers,
columns, row counts and every foreign key have been checked.

A migration script may define ``data(tx)``: it runs when the walls stand again, and
all of an upgrade's ``data`` functions together are one journalled change.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from registry.errors import StoreError
from registry.store.engine import writing_engine
from registry.store.refusals import refusing
from registry.store.schema import Schema
from registry.store.transaction import Cause, Tx, changing
from registry.store.triggers import quoted
from registry.store.views import views


def migrate(path: Path, schema: Schema, revision: str, by: str = "") -> None:
    """Bring a file's schema to a revision, up or down, wholly or not at all.

    Raises:
        StoreError: a check failed, or the file cannot be written; it is unchanged.
    """
    with (
        refusing(path),
        writing_engine(path, foreign_keys=False).begin() as connection,
    ):
        here = _here(connection)
        before = _counts(connection)
        _drop(connection, "view")
        _drop(connection, "trigger")
        _run(connection, schema, revision)
        _check_shape(connection, schema)
        _build(connection, schema)
        _run_data(connection, schema, (here, revision), by)
        _check(connection, schema, before)


def _here(connection: Connection) -> str | None:
    if "alembic_version" not in _names(connection, "table"):
        return None
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version")
    return found.scalar_one_or_none()


def _names(connection: Connection, kind: str) -> tuple[str, ...]:
    sql = "SELECT name FROM sqlite_schema WHERE type = ? AND name NOT LIKE 'sqlite_%'"
    return tuple(connection.exec_driver_sql(sql, (kind,)).scalars())


def _counts(connection: Connection) -> dict[str, int]:
    return {
        name: int(connection.exec_driver_sql(_count_of(name)).scalar_one())
        for name in _names(connection, "table")
        if name != "alembic_version"
    }


def _count_of(table: str) -> str:
    return f"SELECT count(*) FROM {quoted(table)}"


def _drop(connection: Connection, kind: str) -> None:
    for name in _names(connection, kind):
        connection.exec_driver_sql(f"DROP {kind} {quoted(name)}")


def _run(connection: Connection, schema: Schema, revision: str) -> None:
    config = alembic_config(schema)
    config.attributes.update(connection=connection, metadata=schema.metadata)
    here = _here(connection)
    known = schema.revisions
    if here is not None and known.index(revision) < known.index(here):
        command.downgrade(config, revision)
    else:
        command.upgrade(config, revision)


def alembic_config(schema: Schema) -> Config:
    """Alembic's settings, without a file: where the scripts are."""
    config = Config()
    config.set_main_option("script_location", str(schema.scripts).replace("%", "%%"))
    return config


def _build(connection: Connection, schema: Schema) -> None:
    for text in (*schema.triggers().values(), *views().values()):
        connection.exec_driver_sql(text)


def _run_data(
    connection: Connection, schema: Schema, way: tuple[str | None, str], by: str
) -> None:
    """Run the data migrations of an upgrade ``(from, to)`` as one change."""
    steps = _data_steps(schema, *way)
    if steps:
        action = f"升级台账 {way[0]} → {way[1]}"
        with changing(connection, Cause(by, action, lasting=True), way[1]) as tx:
            for step in steps:
                step(tx)


def _data_steps(
    schema: Schema, here: str | None, there: str
) -> list[Callable[[Tx], None]]:
    known = schema.revisions
    start = 0 if here is None else known.index(here) + 1
    scripts = ScriptDirectory.from_config(alembic_config(schema))
    passed = [scripts.get_revision(r) for r in known[start : known.index(there) + 1]]
    return [script.module.data for script in passed if hasattr(script.module, "data")]


def _check(connection: Connection, schema: Schema, before: dict[str, int]) -> None:
    if set(_names(connection, "trigger")) != set(schema.triggers()):
        raise _failed("触发器与程序不符")
    after = _counts(connection)
    for table, count in before.items():
        if after.get(table, 0) < count:
            raise _failed(f"表 {table} 少了 {count - after.get(table, 0)} 行")
    if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").all():
        raise _failed(f"{len(broken)} 处引用落空（如表 {broken[0][0]}）")


def _check_shape(connection: Connection, schema: Schema) -> None:
    for table in schema.recorded:
        listed = connection.exec_driver_sql(f"PRAGMA table_info({quoted(table)})")
        if {row[1] for row in listed} != set(schema.columns(table)):
            raise _failed(f"表 {table} 的列与程序不符")


def _failed(why: str) -> StoreError:
    return StoreError(f"升级未通过核对：{why}；台账未改动，请把这句话报告给开发者")
