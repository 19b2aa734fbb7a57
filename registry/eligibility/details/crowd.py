"""Subjects of whom details are read together: one statement for all of them."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from registry.eligibility.attributes import NOTHING_KNOWN
from registry.eligibility.sql import Sql, run, sql

Rows = list[tuple[Any, ...]]
_PARTIES = sql(
    "WITH k AS MATERIALIZED (SELECT json_extract(value, '$[0]') AS subject_id,"
    " json_extract(value, '$[1]') AS enterprise_id, {nothing_known}"
    " FROM json_each(?)) ",
    nothing_known=NOTHING_KNOWN,
).text


@dataclass(frozen=True, slots=True)
class Crowd:
    """The relation ``k`` of some subjects and their owners, and what was read of it.

    ``parties`` are pairs of ids as a JSON array. A query is put once, for all of
    them; its first column is the subject a row is about.
    """

    connection: sqlite3.Connection
    parties: str
    _read: dict[Sql, dict[int, Rows]] = field(default_factory=dict)

    def rows(self, query: Sql, subject: int) -> Rows:
        """The rows of a query about one subject, without their first column."""
        if (found := self._read.get(query)) is None:
            found = self._read[query] = self._ask(query)
        return found.get(subject, [])

    def _ask(self, query: Sql) -> dict[int, Rows]:
        asked = Sql(_PARTIES + query.text, (self.parties, *query.values))
        found: defaultdict[int, Rows] = defaultdict(list)
        for row in run(self.connection, asked):
            found[row[0]].append(tuple(row)[1:])
        return found


def crowd(connection: sqlite3.Connection, parties: Iterable[tuple[int, int]]) -> Crowd:
    """Subjects, each with its owner."""
    return Crowd(connection, json.dumps(list(parties)))
