"""Gaps and ways up as lists, by the words after ``gaps:`` and ``path:``."""

from __future__ import annotations

from registry.desk.read import gaps_table, path, path_table, then
from registry.desk.read.session import Reading
from registry.errors import InputError
from registry.lists.table import Table

LISTED = 500
"""So many of a ranking are listed, as a list is made whole; it says what is left."""


def gapped(reading: Reading, words: str) -> Table:
    """Who is nearest to a rung, or to any: ``RUNG;BY``, by enterprise if not said."""
    rung, by = _parts(words)
    return gaps_table.table(
        reading, gaps_table.by(by), _rung(reading, rung), most=LISTED
    )


def climbed(reading: Reading, words: str) -> Table:
    """The way up for an enterprise, to a rung where one is given: ``WHO;RUNG``."""
    who, rung = _parts(words)
    if not who:
        raise InputError("请写明企业，如 path:企业名称 或 path:企业名称;称号")
    found = path.way(reading, then.subject(reading, who), _rung(reading, rung))
    return path_table.table(reading, found)


def _rung(reading: Reading, word: str) -> str | None:
    return then.rung(reading, word) if word else None


def _parts(words: str) -> tuple[str, str]:
    text, _, after = words.replace("；", ";").partition(";")
    return text.strip(), after.strip()
