"""Codes or ids with the names that officials read, out of the register's own tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

Code = str | int
Labels = Mapping[Code, str]
"""The codes of a list with their names, in rising order where there is one."""


def table(connection: sqlite3.Connection, sql: str) -> Labels:
    """The names by code that a statement of two columns gives, in its order."""
    return dict(tuple(row) for row in connection.execute(sql))
