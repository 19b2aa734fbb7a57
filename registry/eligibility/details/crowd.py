"""Subjects of whom details are read together: one statement for all of them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from registry.eligibility.attributes import NOTHING_KNOWN
from registry.eligibility.sql import Sql, sql

Rows = list[tuple[Any, ...]]
_PARTIES = sql(
    "WITH k AS MATERIALIZED (SELECT json_extract(value, '$[0]') AS subject_id,"
    " json_extract(value, '$[1]') AS enterprise_id, {nothing_known}"
    " FROM json_each(?)) ",
    nothing_known=NOTHING_KNOWN,
).text


_PARTY = sql(
    "WITH k AS NOT MATERIALIZED"
    " (SELECT ? AS subject_id, ? AS enterprise_id, {nothing_known}) ",
    nothing_known=NOTHING_KNOWN,
).text
"""The same of one alone, which is quicker."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """The relation ``k`` of some subjects and their owners, and what was read of it.

    A query is put once, for all of them; its first column is the subject a row is
    about.
    """

    cursor: sqlite3.Cursor
    parties: Sql
    _read: dict[Sql, dict[int, Rows]] = field(default_factory=dict)

    def rows(self, query: Sql, subject: int) -> Rows:
        """The rows of a query about one subject, without their first column."""
        if (found := self._read.get(query)) is None:
            found = self._read[query] = self._ask(query)
        return found.get(subject, [])

    def _ask(self, query: Sql) -> dict[int, Rows]:
        text = _whole(self.parties.text, query.text)
        found: dict[int, Rows] = {}
        for row in self.cursor.execute(text, self.parties.values + query.values):
            found.setdefault(row[0], []).append(row[1:])
        return found


@lru_cache(maxsize=2048)
def _whole(parties: str, query: str) -> str:
    """The text of a statement: the same one every time, which is found prepared."""
    return parties + query


def crowd(connection: sqlite3.Connection, parties: Iterable[tuple[int, int]]) -> Crowd:
    """Subjects, each with its owner."""
    cursor = connection.cursor()
    cursor.row_factory = None
    listed = list(parties)
    if len(listed) == 1:
        return Crowd(cursor, Sql(_PARTY, listed[0]))
    return Crowd(cursor, Sql(_PARTIES, (json.dumps(listed),)))
