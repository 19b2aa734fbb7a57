"""Names that look like a word that nobody bears."""

from __future__ import annotations

import difflib
import sqlite3

_ENDINGS = ("有限责任公司", "股份有限公司", "有限公司", "公司")
_CANDIDATES = 50
_NAMED = 3
_FEW = 12


def near_names(
    connection: sqlite3.Connection, names: str, word: str, on: str
) -> list[str]:
    """Up to three names that are alike; where none is and there are few, all of them.

    ``names`` is SQL that gives rows of ``name`` as of ``:on``.
    """
    return alike(connection, names, word, on) or _all(connection, names, on)


def alike(connection: sqlite3.Connection, names: str, word: str, on: str) -> list[str]:
    """Up to three names that share most with the word.

    They are weighed by the pairs of characters they share with it, in SQL; only the
    best are then compared letter by letter.
    """
    pairs = _pairs(word)
    if not pairs:
        return []
    shared = " + ".join(f"(instr(name, :p{at}) > 0)" for at in range(len(pairs)))
    bound = {f"p{at}": pair for at, pair in enumerate(pairs)}
    rows = connection.execute(
        f"SELECT DISTINCT name FROM ({names}) WHERE ({shared}) > 0"
        f" ORDER BY ({shared}) DESC, length(name) LIMIT {_CANDIDATES}",
        bound | {"on": on},
    )
    found = [str(row[0]) for row in rows]
    return difflib.get_close_matches(word, found, _NAMED, 0.3)


def _all(connection: sqlite3.Connection, names: str, on: str) -> list[str]:
    sql = f"SELECT DISTINCT name FROM ({names}) LIMIT {_FEW + 1}"
    found = [str(row[0]) for row in connection.execute(sql, {"on": on})]
    return found if len(found) <= _FEW else []


def _pairs(word: str) -> list[str]:
    ending = next((e for e in _ENDINGS if word.endswith(e) and word != e), "")
    core = word.removesuffix(ending)
    pairs = [core[at : at + 2] for at in range(len(core) - 1)] or [core]
    return list(dict.fromkeys(pair for pair in pairs if pair))[:16]
