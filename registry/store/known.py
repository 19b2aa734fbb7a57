"""The register as it was known at a change, in the place of the live tables.

Temporary relations take the live names on one connection, so that whatever names a
table without its schema asks what was known then. Rows recorded later are left out; a
row that was written since is replayed from its last image by then; a row that nothing
has written since is that image, and is taken as it stands. The public views name the
live tables always, and are not asked here.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from registry.store.replay import columns_of, relation
from registry.store.triggers import quoted

OWN: Mapping[str, str] = MappingProxyType(
    {
        "assessment": "subject_id",
        "designated_spell": "enterprise_id",
        "division_spell": "enterprise_id",
        "event": "enterprise_id",
        "fact": "subject_id",
        "industry_spell": "enterprise_id",
        "judgement": "subject_id",
        "size_spell": "enterprise_id",
        "status_spell": "enterprise_id",
        "unit_spell": "enterprise_id",
    }
)
"""Tables asked only about the party in question, with the column that names it."""


def last_change(connection: sqlite3.Connection, before: str) -> int | None:
    """The last change made before an instant (as it is stored), none where none was."""
    sql = "SELECT id FROM change WHERE at < ? ORDER BY id DESC LIMIT 1"
    row = connection.execute(sql, (before,)).fetchone()
    return None if row is None else int(row[0])


def shadow(
    connection: sqlite3.Connection, through: int, about: int | None = None
) -> None:
    """Show a reader's connection what was known through a change, while it is open.

    It reads one state of the file from here on, so that nothing written meanwhile
    shows. Where only one subject is asked about, the tables in ``OWN`` hold the rows
    of its party alone: its owner, and all that belongs to the same owner.
    """
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA query_only = OFF")
    connection.execute("BEGIN")
    written = _written_since(connection, through)
    for table in sorted(written, key=OWN.__contains__):
        if rows := written[table]:
            whose = None if about is None else _party(connection, table, about)
            _replay(connection, table, through, rows, whose)
        else:
            _view(connection, table, f"change_id <= {through:d}")
    for table, column in _JOURNAL.items():
        _view(connection, table, f"{column} <= {through:d}")
    for table in _kept(connection):
        _view(connection, table, "0")
    connection.execute("PRAGMA query_only = ON")


_JOURNAL = {"journal": "change_id", "seal": "change_id", "change": "id"}


def _written_since(
    connection: sqlite3.Connection, through: int
) -> dict[str, list[int]]:
    """The tables that later changes wrote to, with the rows they wrote again."""
    tables = connection.execute(_LATER, (through,)).fetchall()
    written: dict[str, list[int]] = {str(table): [] for (table,) in tables}
    for table, row_id in connection.execute(_AGAIN, (through,)):
        written[table].append(row_id)
    return written


# The signs keep SQLite from walking the whole journal in the order of its tables.
_LATER = "SELECT DISTINCT +table_name FROM journal WHERE change_id > ?"
_AGAIN = (
    "SELECT DISTINCT +table_name, +row_id FROM journal"
    " WHERE change_id > ? AND operation = 'update'"
)


def _party(
    connection: sqlite3.Connection, table: str, about: int
) -> Sequence[int] | None:
    """Whose rows of a table are asked for, as ownership was known; None: all rows."""
    if table not in OWN:
        return None
    rows = connection.execute(_PARTY, {"about": about}).fetchall()
    return [int(id_) for (id_,) in rows]


_PARTY = (
    "WITH owner(id) AS (SELECT :about UNION SELECT o.enterprise_id FROM owner_spell o"
    " WHERE o.subject_id = :about AND o.voided_by IS NULL)"
    " SELECT id FROM owner UNION SELECT o.subject_id FROM owner_spell o"
    " JOIN owner ON o.enterprise_id = owner.id WHERE o.voided_by IS NULL"
)


def _kept(connection: sqlite3.Connection) -> Iterable[str]:
    """Tables of outcomes that are kept for today: nothing was kept for then."""
    sql = (
        "SELECT name FROM main.sqlite_schema"
        " WHERE type = 'table' AND name LIKE 'kept\\_%' ESCAPE '\\'"
    )
    return [str(name) for (name,) in connection.execute(sql).fetchall()]


def _view(connection: sqlite3.Connection, table: str, only: str) -> None:
    name = quoted(table)
    connection.execute(
        f"CREATE TEMP VIEW {name} AS SELECT * FROM main.{name} WHERE {only}"
    )


def _replay(
    connection: sqlite3.Connection,
    table: str,
    through: int,
    rows: Sequence[int],
    whose: Sequence[int] | None,
) -> None:
    """Make the temporary copy of a table some of whose rows were written since."""
    name, columns = quoted(table), columns_of(connection, table)
    again = "SELECT value FROM json_each(:rows)"
    theirs = f"{OWN.get(table)} IN (SELECT value FROM json_each(:whose))"
    only = "1" if whose is None else theirs
    stands = f"change_id <= {through:d} AND id NOT IN ({again})"
    listed = ", ".join(map(quoted, columns))
    bound = {"rows": json.dumps(rows), "whose": json.dumps(whose)}
    connection.execute(f"CREATE TEMP TABLE {name} ({_typed(connection, table)})")
    for source in (
        f"main.{name} WHERE {stands} AND {only}",
        f"({relation(table, columns, through, again)}) WHERE {only}",
    ):
        sql = f"INSERT INTO temp.{name} SELECT {listed} FROM {source}"
        connection.execute(sql, bound)
    _index(connection, table)


def _typed(connection: sqlite3.Connection, table: str) -> str:
    listed = connection.execute(f"PRAGMA main.table_info({quoted(table)})")
    return ", ".join(
        f"{quoted(row['name'])} {row['type']}{' PRIMARY KEY' if row['pk'] else ''}"
        for row in listed
    )


def _index(connection: sqlite3.Connection, table: str) -> None:
    """Index the copy as the table is indexed."""
    sql = (
        "SELECT name, sql FROM main.sqlite_schema"
        " WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL"
    )
    for name, text in connection.execute(sql, (table,)).fetchall():
        connection.execute(text.replace(f"INDEX {name} ", f"INDEX temp.{name} ", 1))
