"""Which record a word means: by id, reference, code, number or Chinese name.

Each function gives the one record meant, or refuses: ``NotFoundError`` names what
is near where nothing is found, ``InputError`` lists what may be meant where several
are. A name of any time is understood, first as it was borne on the day ``on`` (the
registry's own day where none is given); refusals name what was there on that day.
"""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date

from registry import asof, dates
from registry.desk.read import kinds
from registry.desk.read.kinds import Kind, part
from registry.desk.read.meant import Asked, only
from registry.errors import InputError, NotFoundError
from registry.terms import Tier
from registry.text import clean, visible


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
    word, asked = clean(text), Asked(connection, on)
    exact = asked.found(kinds.SUBJECT, word, kinds.SUBJECT.exact)
    owner, slash, own = word.rpartition("/")
    if slash and not (exact or asked.found(kinds.ENTERPRISE, word)):
        return own_subject(asked, enterprise_id(connection, owner, on), own.strip())
    if exact:
        return int(only(kinds.SUBJECT, text, exact)["id"])
    try:
        return enterprise_id(connection, text, on)
    except NotFoundError:
        found = asked.found(kinds.SUBJECT, word, kinds.SUBJECT.parts)
    if not found:
        raise asked.nothing(kinds.PARTY, word)
    return int(only(kinds.SUBJECT, text, found)["id"])


def is_enterprise(connection: sqlite3.Connection, subject: int) -> bool:
    """Whether a subject is an enterprise itself."""
    row = connection.execute("SELECT 1 FROM enterprise WHERE id = ?", (subject,))
    return row.fetchone() is not None


def rung_id(connection: sqlite3.Connection, text: str, on: date | None = None) -> str:
    """The code of the rung of this code or name; 市级标杆车间 need not be all of it."""
    word, asked = clean(text), Asked(connection, on)
    found = asked.found(kinds.RUNG, word)
    tier = next((tier for tier in Tier if word.startswith(tier.label)), None)
    if not found and tier is not None:
        named = part(asof.rung_name("r.code"))
        once = part(asof.rung_names("r.code"))
        ways = [f"{named} OR {part('r.name')}", once]
        of_tier = [f"r.tier = '{tier.value}' AND ({way})" for way in ways]
        found = asked.found(kinds.RUNG, word.removeprefix(tier.label), of_tier)
    if not found:
        raise asked.nothing(kinds.RUNG, word)
    return str(only(kinds.RUNG, text, found)["id"])


def whole_rung_id(
    connection: sqlite3.Connection, text: str, on: date | None = None
) -> str:
    """The code of the rung of this code or whole name; a fragment may be a slip.

    Raises:
        InputError: a fragment names it; the refusal gives the whole name.
    """
    word, asked = clean(text), Asked(connection, on)
    if found := asked.found(kinds.RUNG, word, kinds.RUNG.exact):
        return str(only(kinds.RUNG, text, found)["id"])
    code = rung_id(connection, text, on)
    meant = asked.found(kinds.RUNG, code, kinds.RUNG.exact[:1])[0]["label"]
    raise InputError(
        f"「{visible(word)}」不是称号的全称；"
        f"登记要写全称「{visible(meant)}」或代码 {code}"
    )


def unit_id(connection: sqlite3.Connection, text: str) -> int:
    """The reporting unit of this name, fragment or division code."""
    return int(_the(connection, kinds.UNIT, text)["id"])


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


def own_subject(asked: Asked, owner: int, own: str) -> int:
    """What the enterprise owns on the day goes before what it owned at any time."""
    owned = f"SELECT o.subject_id FROM owner_spell o WHERE o.enterprise_id = {owner}"
    of_owner = (
        f"s.id IN ({owned} AND {asof.in_force('o')})",
        f"s.id IN ({owned} AND o.voided_by IS NULL)",
    )
    ways = [f"{its} AND {way}" for its in of_owner for way in kinds.SUBJECT.ways]
    found = asked.found(kinds.SUBJECT, own, ways)
    if not found:
        names = f"{kinds.SUBJECT.names} AND id IN ({owned} AND o.voided_by IS NULL)"
        raise asked.nothing(replace(kinds.SUBJECT, names=names), own)
    return int(only(kinds.SUBJECT, own, found)["id"])


def _the(
    connection: sqlite3.Connection, kind: Kind, text: str, on: date | None = None
) -> sqlite3.Row:
    asked, word = Asked(connection, on), clean(text)
    found = asked.found(kind, word)
    if not found:
        raise asked.nothing(kind, word)
    return only(kind, text, found)
