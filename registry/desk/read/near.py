"""Names that look like a word that nobody bears."""

from __future__ import annotations

import difflib
import sqlite3

_ENDINGS = ("有限责任公司", "股份有限公司", "有限公司", "公司")
_CANDIDATES = 50
_NAMED = 3
_FEW = 12


def near_names(
    connection: sqlite3.Connection, table: str, column: str, word: str
) -> list[str]:
    """Up to three live values of a column that share most with the word.

    Values are weighed by the pairs of characters they share with it, in SQL; only
    the best are then compared letter by letter. Where none is alike and there are
    only a few values, these.
    """
    pairs = _pairs(word)
    if not pairs:
        return _all(connection, table, column)
    shared = " + ".join(f"(instr({column}, :p{at}) > 0)" for at in range(len(pairs)))
    bound = {f"p{at}": pair for at, pair in enumerate(pairs)}
    rows = connection.execute(
        f"SELECT DISTINCT {column} FROM {table} WHERE voided_by IS NULL"
        f" AND {column} IS NOT NULL AND ({shared}) > 0"
        f" ORDER BY ({shared}) DESC, length({column}) LIMIT {_CANDIDATES}",
        bound,
    )
    names = [str(row[0]) for row in rows]
    alike = difflib.get_close_matches(word, names, _NAMED, 0.3)
    return alike or _all(connection, table, column)


def _all(connection: sqlite3.Connection, table: str, column: str) -> list[str]:
    sql = f"SELECT DISTINCT {column} FROM {table} WHERE voided_by IS NULL"
    rows = connection.execute(f"{sql} AND {column} IS NOT NULL LIMIT {_FEW + 1}")
    names = [str(row[0]) for row in rows]
    return names if len(names) <= _FEW else []


def _pairs(word: str) -> list[str]:
    ending = next((e for e in _ENDINGS if word.endswith(e) and word != e), "")
    core = word.removesuffix(ending)
    pairs = [core[at : at + 2] for at in range(len(core) - 1)] or [core]
    return list(dict.fromkeys(pair for pair in pairs if pair))[:16]
