"""Schema migrations: one transaction, walls down before and rebuilt from source after.

Triggers and views are dropped before the schema changes and rebuilt from the
metadata afterwards; batch migrations copy tables, which loses triggers and, with
foreign keys ON, deletes cascading children. Nothing is committed before the
trigger list, the row counts and every foreign key have been checked.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, MetaData

from registry import paths
from registry.errors import StoreError
from registry.model.tables import METADATA, recorded
from registry.store.engine import writing_engine
from registry.store.identity import revisions
from registry.store.refusals import refusing
from registry.store.triggers import quoted, triggers
from registry.store.views import views


@dataclass(frozen=True, slots=True)
class Schema:
    """What one edition of the program knows: migration scripts and tables."""

    scripts: Path
    metadata: MetaData
    recorded: tuple[str, ...]

    @property
    def head(self) -> str:
        """The newest revision."""
        return revisions(self.scripts)[-1]

    def triggers(self) -> dict[str, str]:
        """The text of every trigger by name."""
        return triggers(self.metadata.tables[name] for name in self.recorded)


def shipped() -> Schema:
    """The schema of this program."""
    return Schema(paths.migrations(), METADATA, recorded())


def migrate(path: Path, schema: Schema, revision: str) -> None:
    """Bring a file's schema to a revision, up or down, wholly or not at all.

    Raises:
        StoreError: a check failed, or the file cannot be written; it is unchanged.
    """
    with (
        refusing(path),
        writing_engine(path, foreign_keys=False) as engine,
        engine.begin() as connection,
    ):
        before = _counts(connection)
        _drop(connection, "view")
        _drop(connection, "trigger")
        _run(connection, schema, revision)
        _build(connection, schema)
        _check(connection, schema, before)


def _run(connection: Connection, schema: Schema, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(schema.scripts).replace("%", "%%"))
    config.attributes.update(connection=connection, metadata=schema.metadata)
    known = revisions(schema.scripts)
    here = _here(connection)
    if here is not None and known.index(revision) < known.index(here):
        command.downgrade(config, revision)
    else:
        command.upgrade(config, revision)


def _here(connection: Connection) -> str | None:
    if "alembic_version" not in _names(connection, "table"):
        return None
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version")
    return found.scalar_one_or_none()


def _names(connection: Connection, kind: str) -> tuple[str, ...]:
    sql = "SELECT name FROM sqlite_schema WHERE type = ? AND name NOT LIKE 'sqlite_%'"
    return tuple(connection.exec_driver_sql(sql, (kind,)).scalars())


def _drop(connection: Connection, kind: str) -> None:
    for name in _names(connection, kind):
        connection.exec_driver_sql(f"DROP {kind} {quoted(name)}")


def _build(connection: Connection, schema: Schema) -> None:
    for text in (*schema.triggers().values(), *views().values()):
        connection.exec_driver_sql(text)


def _counts(connection: Connection) -> dict[str, int]:
    return {
        name: int(connection.exec_driver_sql(_count_of(name)).scalar_one())
        for name in _names(connection, "table")
    }


def _count_of(table: str) -> str:
    return f"SELECT count(*) FROM {quoted(table)}"  # noqa: S608 - a quoted name


def _check(connection: Connection, schema: Schema, before: dict[str, int]) -> None:
    if set(_names(connection, "trigger")) != set(schema.triggers()):
        raise StoreError("升级未通过核对：触发器不全；台账未改动，请报告此问题")
    after = _counts(connection)
    for table, count in before.items():
        if table != "alembic_version" and after.get(table, count) < count:
            raise StoreError(
                f"升级未通过核对：表 {table} 少了 {count - after[table]} 行；"
                "台账未改动，请报告此问题"
            )
    if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").all():
        raise StoreError(
            f"升级未通过核对：{len(broken)} 处引用落空（如表 {broken[0][0]}）；"
            "台账未改动，请报告此问题"
        )
