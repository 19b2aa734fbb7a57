"""What a word means on a day: the rows it names, or why it names none or several."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Sequence
from datetime import date

from registry import dates, uscc
from registry.desk.read.kinds import Kind
from registry.desk.read.near import near_names
from registry.errors import InputError, NotFoundError
from registry.filter.words import containing
from registry.text import visible

_SHOWN = 5
_BRACKETS = str.maketrans("[]【】()", "〔〕〔〕〔〕")
_ASK = "SELECT reference_on, zone FROM registry WHERE voided_by IS NULL"


class Asked:
    """Words asked of a registry on a day."""

    __slots__ = ("connection", "on")

    def __init__(self, connection: sqlite3.Connection, on: date | None) -> None:
        self.connection = connection
        self.on = (on or _own_day(connection)).isoformat()

    def found(
        self, kind: Kind, word: str, ways: Sequence[str] | None = None
    ) -> list[sqlite3.Row]:
        """What the first way that finds anything finds."""
        plain = "".join(unicodedata.normalize("NFKC", word).split())
        number, code = plain.translate(_BRACKETS), uscc.compact(word)
        bound = {"word": word, "part": containing(word), "number": number, "code": code}
        for way in (kind.ways if ways is None else ways) if word else ():
            sql = f"{kind.rows} AND {way} LIMIT {_SHOWN + 1}"
            rows = self.connection.execute(sql, bound | {"on": self.on}).fetchall()
            if rows:
                return rows
        return []

    def nothing(self, kind: Kind, word: str) -> NotFoundError:
        """The refusal of a word that means nothing, with what is near."""
        near = near_names(self.connection, kind.names, word, self.on)
        listed = "、".join(visible(name) for name in near)
        remedy = f"是不是：{listed}？" if near else "请核对名称，或先录入"
        return NotFoundError(f"台账中没有{kind.what}「{visible(word)}」；{remedy}")


def _own_day(connection: sqlite3.Connection) -> date:
    """The registry's reference day, else today in its zone."""
    row = connection.execute(_ASK).fetchone()
    reference, zone = row or (None, "Asia/Shanghai")
    return date.fromisoformat(reference) if reference else dates.today(zone)


def only(kind: Kind, text: str, found: Sequence[sqlite3.Row]) -> sqlite3.Row:
    """The one row; several are refused, and listed."""
    if len(found) == 1:
        return found[0]
    listed = "、".join(visible(row["label"]) for row in found[:_SHOWN])
    more = "等" if len(found) > _SHOWN else ""
    raise InputError(
        f"「{visible(text)}」可指多个{kind.what}：{listed}{more}；请写全称或代码"
    )
