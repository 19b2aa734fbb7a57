"""Making a registry file."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

from registry import paths
from registry.errors import StoreError
from registry.model.place import (
    Division,
    EventKind,
    Registry,
    StageKind,
    SubjectKind,
    Unit,
)
from registry.store.engine import open_writable
from registry.store.identity import APPLICATION_ID
from registry.store.migrate import migrate, shipped
from registry.store.transaction import Tx, transaction


def create(  # noqa: PLR0913 - what a registry must say of itself
    path: Path,
    *,
    name: str,
    division: str,
    by: str,
    zone: str = "Asia/Shanghai",
    reference_on: date | None = None,
    demonstration: bool = False,
) -> None:
    """Make a new registry: schema, journal, reference data, first sealed change.

    The file is built beside its place and appears there whole; mode 0600.

    Raises:
        StoreError: something is already there, or the folder cannot be written.
    """
    owner = Registry(
        id=1,
        name=name,
        division=division,
        zone=zone,
        reference_on=reference_on,
        demonstration=demonstration,
        change_id=0,
    )
    with arriving(path) as beside:
        lay_out(beside)
        with transaction(beside, by=by, action="建立台账") as tx:
            tx.add(owner)
            _add_reference_data(tx, division)


@contextmanager
def arriving(path: Path) -> Iterator[Path]:
    """A place beside ``path`` to build a database in; it moves there when whole.

    Raises:
        StoreError: something is already there, or the folder cannot be written.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _touch(path)
    except FileExistsError:
        raise StoreError(f"{path} 已经存在；请换一个路径，或先把它移走") from None
    except OSError as error:
        raise StoreError(
            f"不能在 {path} 新建文件：{error.strerror}；请换一个位置"
        ) from error
    try:
        _touch(beside)
        yield beside
        _sync(beside)
        beside.replace(path)
        _sync(path.parent)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    finally:
        for left in (beside, *helpers(beside)):
            left.unlink(missing_ok=True)


def helpers(path: Path) -> tuple[Path, Path]:
    """SQLite's files beside a database: ``-wal`` and ``-shm``."""
    return path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")


def lay_out(path: Path) -> None:
    """Turn an empty file into a registry without content."""
    connection = open_writable(path)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    finally:
        connection.close()
    schema = shipped()
    migrate(path, schema, schema.head)


def _touch(path: Path) -> None:
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _sync(path: Path) -> None:
    with suppress(PermissionError, IsADirectoryError):  # Windows has no folder handles
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _add_reference_data(tx: Tx, city: str) -> None:
    divisions = [(row["code"], row["name"]) for row in _rows("divisions.csv")]
    for code, name in divisions:
        tx.session.add(Division(code=code, name=name, change_id=tx.change_id))
    tx.session.flush()
    for name, code in _units(city, divisions):
        tx.session.add(Unit(name=name, division=code, change_id=tx.change_id))
    for row in _rows("subject_kinds.csv"):
        tx.session.add(SubjectKind(**row, change_id=tx.change_id))
    for row in _rows("event_kinds.csv"):
        tx.session.add(EventKind(**row, change_id=tx.change_id))
    for row in _rows("stages.csv"):
        tx.session.add(_stage(row, tx.change_id))
    tx.session.flush()


def _stage(row: dict[str, str], change_id: int) -> StageKind:
    return StageKind(
        code=row["code"],
        name=row["name"],
        ordinal=int(row["ordinal"]),
        final=row["final"] == "1",
        change_id=change_id,
    )


def _units(
    city: str, divisions: list[tuple[str, str]]
) -> Iterator[tuple[str, str | None]]:
    """The city's shipped units; without any, one for each county of the city."""
    known = [row for row in _rows("units.csv") if row["city"] == city]
    if known:
        yield from ((row["name"], row["division"] or None) for row in known)
        return
    county = city.removesuffix("00")
    for code, name in divisions:
        if code.startswith(county) and code != city:
            yield name, code


def _rows(name: str) -> list[dict[str, str]]:
    file = paths.data() / name
    if not file.is_file():
        return []
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
