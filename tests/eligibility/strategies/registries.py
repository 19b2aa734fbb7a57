"""Random registries: few enterprises, few codes, days that collide."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from hypothesis import strategies as st
from sqlalchemy import create_engine

from registry.model.tables import METADATA
from tests.eligibility.strategies.days import AS_OF, days
from tests.eligibility.strategies.rows import UNIQUE, rounds, table
from tests.eligibility.strategies.scene import Row, Scene, dated, owner_spells

Rows = Mapping[str, list[Row]]
"""Rows by table, each with all columns that it does not leave to their defaults."""

CANDIDACY = ("owner_spell", "status_spell", "division_spell", "title")
"""Tables that decide who is a candidate."""


@dataclass(frozen=True, slots=True)
class Registry:
    """The rows of a small registry and the days to ask it as of."""

    rows: Rows
    days: tuple[date, ...]

    def open(self) -> sqlite3.Connection:
        """The registry in memory, without triggers and foreign keys."""
        connection = sqlite3.connect(":memory:")
        connection.deserialize(_empty())
        self.fill(connection)
        return connection

    def fill(self, connection: sqlite3.Connection) -> None:
        """Insert every row."""
        for name, rows in {"division": self._divisions(), **self.rows}.items():
            _insert(connection, name, rows)

    def _divisions(self) -> list[Row]:
        """The divisions that spells refer to, as a foreign key has it."""
        codes = {str(row["value"]) for row in self.rows.get("division_spell", [])}
        return [
            {"id": n, "ref": code, "change_id": 1, "code": code}
            for n, code in enumerate(sorted(codes), 1)
        ]


@cache
def _empty() -> bytes:
    """The image of a registry that has all tables and no rows."""
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        METADATA.create_all(connection)
        connection.commit()
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        image = driver.serialize()
    engine.dispose()
    return image


def _insert(connection: sqlite3.Connection, table: str, rows: list[Row]) -> None:
    blank: Row = dict.fromkeys(_texts(table), "")
    for partial in rows:
        row = blank | partial
        names = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join("?" * len(row))
        connection.execute(
            f'INSERT INTO "{table}" ({names}) VALUES ({marks})',  # noqa: S608  # ours
            tuple(row.values()),
        )


@cache
def _texts(table: str) -> tuple[str, ...]:
    """The columns that must be filled, if only with an empty text."""
    columns = METADATA.tables[table].columns
    return tuple(
        column.name
        for column in columns
        if not column.nullable and column.server_default is None
    )


@st.composite
def registries(
    draw: st.DrawFn, tables: Iterable[str], *, plain: bool = False
) -> Registry:
    """A registry with rows in these tables.

    In a ``plain`` one every enterprise may apply, and only its tables are filled.
    """
    on = draw(st.sampled_from(AS_OF))
    opened = draw(st.lists(rounds(on), max_size=4))
    firms, others = draw(st.integers(1, 4)), draw(st.integers(0, 4))
    scene = Scene(on, days(_named(on, opened)), firms, others, len(opened))
    found = {"round": opened} | draw(_parties(scene, plain=plain))
    for name in tables if plain else (*tables, *CANDIDACY):
        kept = "fact" if name == "grade" else name
        found[kept] = found.get(kept, []) + draw(table(scene, name))
    asked = draw(st.lists(scene.day, max_size=2))
    recorded = {name: draw(_recorded(name, rows)) for name, rows in found.items()}
    for subject, firm in zip(recorded["subject"], recorded["enterprise"], strict=False):
        subject["voided_by"] = firm["voided_by"]
    around = [on + timedelta(days=n) for n in (0, 1, -1)]
    return Registry(recorded, tuple(dict.fromkeys([*around, *asked])))


def _named(on: date, opened: Iterable[Row]) -> list[date]:
    texts = [row[name] for row in opened for name in ("closes_on", "notice_through")]
    named = [date.fromisoformat(day) for day in texts if isinstance(day, str)]
    return [on, *named, date(on.year - 1, 12, 31)]


@st.composite
def _parties(draw: st.DrawFn, scene: Scene, *, plain: bool) -> dict[str, list[Row]]:
    """Enterprises, which are subjects of the same id, and what they own."""
    kinds = st.sampled_from(["workshop", "workshop", "workshop", "factory"])
    others = range(scene.firms + 1, scene.firms + scene.others + 1)
    subjects = [*["enterprise"] * scene.firms, *(draw(kinds) for _ in others)]
    return {
        "subject": [{"kind": kind, "name": "某某"} for kind in subjects],
        "enterprise": [draw(_enterprise(scene, plain)) for _ in range(scene.firms)],
        "owner_spell": [draw(owner_spells(scene, other)) for other in others],
    }


@st.composite
def _enterprise(draw: st.DrawFn, scene: Scene, plain: bool) -> Row:
    kinds = ["enterprise"] if plain else ["enterprise", "branch", "institute", "school"]
    return {
        "kind": draw(st.sampled_from(kinds)),
        "merged_into": None if plain else draw(st.sampled_from([None] * 9 + [1])),
        **dated("established_on", "established_precision", draw(scene.known_or_none)),
    }


@st.composite
def _recorded(draw: st.DrawFn, name: str, made: list[Row]) -> list[Row]:
    """The rows as recorded: numbered, some voided, no two live ones alike."""
    keys = UNIQUE.get(name, ())
    seen: set[tuple[object, ...]] = set()
    rows: list[Row] = []
    for number, row in enumerate(made, 1):
        key = tuple(row[column] for column in keys)
        gone = draw(VOIDED) or bool(keys and key in seen)
        if not gone:
            seen.add(key)
        rows.append(
            row
            | {
                "id": number,
                "ref": f"{name}-{number}",
                "change_id": 1,
                "voided_by": 1 if gone else None,
            }
        )
    return rows


VOIDED = st.sampled_from([False] * 9 + [True])
