"""Reference data shipped in ``data/*.csv``: divisions, units, kinds, stages."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator

from registry import paths
from registry.model.base import Recorded
from registry.model.place import Division, EventKind, StageKind, SubjectKind, Unit
from registry.store.transaction import Tx
from registry.terms import StageRole

Row = dict[str, str]


def add_reference_data(tx: Tx, city: str) -> None:
    """Write the shipped reference data into a new registry of this city."""
    divisions = list(_rows("divisions.csv"))
    _add(tx, (Division(code=row["code"], name=row["name"]) for row in divisions))
    _add(tx, _units(city, divisions))
    _add(tx, (SubjectKind(code=r["code"], name=r["name"]) for r in _kinds("subject")))
    _add(tx, (EventKind(code=r["code"], name=r["name"]) for r in _kinds("event")))
    _add(tx, (_stage(row) for row in _rows("stages.csv")))


def _add(tx: Tx, rows: Iterable[Recorded]) -> None:
    for row in rows:
        row.change_id = tx.change_id
        tx.session.add(row)
    tx.session.flush()


def _units(city: str, divisions: Iterable[Row]) -> Iterator[Unit]:
    """The units shipped for the city; without any, one for each of its counties."""
    shipped = [row for row in _rows("units.csv") if row["city"] == city]
    for row in shipped:
        yield Unit(name=row["name"], division=row["division"] or None)
    if not shipped:
        for row in divisions:
            if row["code"] != city and row["code"].startswith(city[:4]):
                yield Unit(name=row["name"], division=row["code"])


def _kinds(of: str) -> Iterator[Row]:
    return _rows(f"{of}_kinds.csv")


def _stage(row: Row) -> StageKind:
    return StageKind(
        code=row["code"],
        name=row["name"],
        ordinal=int(row["ordinal"]),
        role=StageRole.read(row["role"]),
        final=row["final"] in {"1", "true"},
    )


def _rows(name: str) -> Iterator[Row]:
    with (paths.data() / name).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)
