"""Which record a word means: by id, reference, code, number or Chinese name.

Each function gives the one record meant, or refuses: ``NotFoundError`` names what
is near where nothing is found, ``InputError`` lists what may be meant where several
are. A name of any time is understood, first as it was borne on the day ``on`` (the
registry's own day where none is given); refusals name what was there on that day.
"""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Sequence
from datetime import date

from registry import asof, dates, uscc
from registry.desk.read import kinds
from registry.desk.read.kinds import Kind, part
from registry.desk.read.naming import containing
from registry.desk.read.near import near_names
from registry.errors import InputError, NotFoundError
from registry.terms import Tier
from registry.text import clean, visible

_SHOWN = 5
_BRACKETS = str.maketrans("[]【】()", "〔〕〔〕〔〕")
_ASK = "SELECT reference_on, zone FROM registry WHERE voided_by IS NULL"


def enterprise_id(
    connection: sqlite3.Connection, text: str, on: date | None = None
) -> int:
    """The enterprise of this credit code, ref, name (of any time) or fragment.

    A record that was joined to another means that other.
    """
    return int(_the(connection, kinds.ENTERPRISE, text, on)["id"])


def subject_id(
    connection: sqlite3.Connection, text: str, on: date | None = None
) -> int:
    """The subject of this ref or name; 企业/车间 names one of an enterprise's own.

    An enterprise's code or name means the enterprise itself.
    """
    word, asked = clean(text), _Asked(connection, on)
    exact = asked.found(kinds.SUBJECT, word, kinds.SUBJECT.ways[:2])
    owner, slash, own = word.rpartition("/")
    if slash and not (exact or asked.found(kinds.ENTERPRISE, word)):
        return _own_subject(asked, enterprise_id(connection, owner, on), own.strip())
    if exact:
        return int(_only(kinds.SUBJECT, text, exact)["id"])
    try:
        return enterprise_id(connection, text, on)
    except NotFoundError:
        return int(_the(connection, kinds.SUBJECT, text, on)["id"])


def is_enterprise(connection: sqlite3.Connection, subject: int) -> bool:
    """Whether a subject is an enterprise itself."""
    row = connection.execute("SELECT 1 FROM enterprise WHERE id = ?", (subject,))
    return row.fetchone() is not None


def rung_id(connection: sqlite3.Connection, text: str, on: date | None = None) -> str:
    """The code of the rung of this code or name; 市级标杆车间 need not be all of it."""
    word, asked = clean(text), _Asked(connection, on)
    found = asked.found(kinds.RUNG, word)
    tier = next((tier for tier in Tier if word.startswith(tier.label)), None)
    if not found and tier is not None:
        named = part(asof.rung_name("r.code"))
        of_tier = f"r.tier = '{tier.value}' AND ({named} OR {part('r.name')})"
        found = asked.found(kinds.RUNG, word.removeprefix(tier.label), (of_tier,))
    if not found:
        raise asked.nothing(kinds.RUNG, word)
    return str(_only(kinds.RUNG, text, found)["id"])


def unit_id(connection: sqlite3.Connection, text: str) -> int:
    """The reporting unit of this name, fragment or division code."""
    return int(_the(connection, kinds.UNIT, text)["id"])


def division_code(connection: sqlite3.Connection, text: str) -> str:
    """The code of the division of this code, name or fragment."""
    return str(_the(connection, kinds.DIVISION, text)["id"])


def document_id(
    connection: sqlite3.Connection, text: str, on: date | None = None
) -> int:
    """The document of this number (any brackets), ref, title or fragment."""
    return int(_the(connection, kinds.DOCUMENT, text, on)["id"])


def round_id(connection: sqlite3.Connection, text: str) -> int:
    """The round of this ref, name or fragment."""
    return int(_the(connection, kinds.ROUND, text)["id"])


def pool_id(connection: sqlite3.Connection, text: str) -> int:
    """The pool of this ref or name; 名称（2022） tells years apart."""
    return int(_the(connection, kinds.POOL, text)["id"])


def budget_line_id(connection: sqlite3.Connection, text: str) -> int:
    """The budget line of this ref or name; 2022 名称 tells years apart."""
    return int(_the(connection, kinds.BUDGET_LINE, text)["id"])


def roster_id(connection: sqlite3.Connection, text: str, on: date | None = None) -> int:
    """The roster of this ref, name or fragment."""
    return int(_the(connection, kinds.ROSTER, text, on)["id"])


def day(text: str) -> date:
    """A day known to the day: 2022-12-31, 2022年12月31日, 20221231."""
    return dates.parse_exact(text)


class _Asked:
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


def _own_subject(asked: _Asked, owner: int, own: str) -> int:
    """What the enterprise owns on the day goes before what it owned at any time."""
    owned = f"SELECT o.subject_id FROM owner_spell o WHERE o.enterprise_id = {owner}"
    of_owner = (
        f"s.id IN ({owned} AND {asof.in_force('o')})",
        f"s.id IN ({owned} AND o.voided_by IS NULL)",
    )
    ways = [f"{its} AND {way}" for its in of_owner for way in kinds.SUBJECT.ways]
    found = asked.found(kinds.SUBJECT, own, ways)
    if not found:
        raise asked.nothing(kinds.SUBJECT, own)
    return int(_only(kinds.SUBJECT, own, found)["id"])


def _the(
    connection: sqlite3.Connection, kind: Kind, text: str, on: date | None = None
) -> sqlite3.Row:
    asked, word = _Asked(connection, on), clean(text)
    found = asked.found(kind, word)
    if not found:
        raise asked.nothing(kind, word)
    return _only(kind, text, found)


def _only(kind: Kind, text: str, found: Sequence[sqlite3.Row]) -> sqlite3.Row:
    if len(found) == 1:
        return found[0]
    listed = "、".join(visible(row["label"]) for row in found[:_SHOWN])
    more = "等" if len(found) > _SHOWN else ""
    raise InputError(
        f"「{visible(text)}」可指多个{kind.what}：{listed}{more}；请写全称或代码"
    )
