"""Which record a word means: by id, reference, code, number or Chinese name.

Each function gives the one record meant, or refuses: ``NotFoundError`` names what
is near where nothing is found, ``InputError`` lists what may be meant where several
are. Words mean what they mean now, whatever day is asked of.
"""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from registry import asof, dates, uscc
from registry.desk.read.naming import containing
from registry.desk.read.near import near_names
from registry.errors import InputError, NotFoundError
from registry.terms import Tier
from registry.text import clean, visible

_SHOWN = 5
_NOW = "9999-12-31"
_BRACKETS = str.maketrans("[]【】()", "〔〕〔〕〔〕")


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of record: what officials call it, its rows, and ways to name one.

    The rows give ``id`` and ``label``; each way is a condition on ``:word``,
    ``:part`` (a LIKE pattern), ``:code`` or ``:number``; the first way that finds
    anything counts. ``names`` are the table and column near names come from.
    """

    what: str
    rows: str
    ways: tuple[str, ...]
    names: tuple[str, str]


def _part(column: str) -> str:
    return f"{column} LIKE :part ESCAPE '\\'"


_NAMED_E = "e.id IN (SELECT s.enterprise_id FROM name_spell s WHERE s.voided_by IS NULL"
_ENTERPRISE = _Kind(
    "企业",
    f"SELECT DISTINCT x.id, {asof.name('x.id')} AS label FROM enterprise e"
    " JOIN enterprise x ON x.id = coalesce(e.merged_into, e.id)"
    " WHERE e.voided_by IS NULL",
    (
        "e.uscc = :code",
        "e.ref = :word",
        f"{_NAMED_E} AND s.value = :word AND s.until IS NULL AND s.kind = 'official')",
        f"{_NAMED_E} AND s.value = :word)",
        f"{_NAMED_E} AND {_part('s.value')})",
    ),
    ("name_spell", "value"),
)
_SUBJECT = _Kind(
    "认定对象",
    f"SELECT s.id, coalesce({asof.name('w.enterprise_id')} || '/', '') || s.name"
    " AS label FROM subject s LEFT JOIN owner_spell w"
    " ON w.subject_id = s.id AND w.voided_by IS NULL AND w.until IS NULL"
    " WHERE s.voided_by IS NULL AND s.kind <> 'enterprise'",
    ("s.ref = :word", "s.name = :word", _part("s.name")),
    ("subject", "name"),
)
_RUNG = _Kind(
    "称号",
    "SELECT r.code AS id, r.name AS label FROM rung r WHERE r.voided_by IS NULL",
    ("r.code = :word", "r.name = :word", _part("r.name")),
    ("rung", "name"),
)
_UNIT = _Kind(
    "县市区或园区",
    "SELECT u.id, u.name AS label FROM unit u WHERE u.voided_by IS NULL",
    ("u.name = :word", "u.division = :word", _part("u.name")),
    ("unit", "name"),
)
_DIVISION = _Kind(
    "行政区划",
    "SELECT d.code AS id, d.name AS label FROM division d WHERE d.voided_by IS NULL",
    ("d.code = :word", "d.name = :word", _part("d.name")),
    ("division", "name"),
)
_DOCUMENT = _Kind(
    "文件",
    "SELECT d.id, coalesce(d.number || ' ', '') || d.title AS label"
    " FROM document d WHERE d.voided_by IS NULL",
    ("d.number = :number", "d.ref = :word", "d.title = :word", _part("d.title")),
    ("document", "number"),
)
_ROUND = _Kind(
    "批次",
    "SELECT r.id, r.name AS label FROM round r WHERE r.voided_by IS NULL",
    ("r.ref = :word", "r.name = :word", _part("r.name")),
    ("round", "name"),
)
_POOL_LABEL = "p.name || '（' || p.year || '）'"
_POOL = _Kind(
    "培育库",
    f"SELECT p.id, {_POOL_LABEL} AS label FROM pool p WHERE p.voided_by IS NULL",
    (
        "p.ref = :word",
        f"{_POOL_LABEL} = :word",
        "p.name = :word",
        _part(_POOL_LABEL),
    ),
    ("pool", "name"),
)


def enterprise_id(connection: sqlite3.Connection, text: str) -> int:
    """The enterprise of this credit code, ref, name (of any time) or fragment.

    A record that was joined to another means that other.
    """
    return int(_the(connection, _ENTERPRISE, text)["id"])


def subject_id(connection: sqlite3.Connection, text: str) -> int:
    """The subject of this ref or name; 企业/车间 names one of an enterprise's own.

    An enterprise's code or name means the enterprise itself.
    """
    word = clean(text)
    exact = _found(connection, _SUBJECT, word, _SUBJECT.ways[:2])
    owner, slash, own = word.rpartition("/")
    if slash and not (exact or _found(connection, _ENTERPRISE, word, _ENTERPRISE.ways)):
        return _own_subject(connection, enterprise_id(connection, owner), own.strip())
    if exact:
        return int(_only(_SUBJECT, text, exact)["id"])
    try:
        return enterprise_id(connection, text)
    except NotFoundError:
        return int(_the(connection, _SUBJECT, text)["id"])


def is_enterprise(connection: sqlite3.Connection, subject: int) -> bool:
    """Whether a subject is an enterprise itself."""
    row = connection.execute("SELECT 1 FROM enterprise WHERE id = ?", (subject,))
    return row.fetchone() is not None


def rung_id(connection: sqlite3.Connection, text: str) -> str:
    """The code of the rung of this code or name; 市级标杆车间 need not be all of it."""
    word = clean(text)
    found = _found(connection, _RUNG, word, _RUNG.ways)
    tier = next((tier for tier in Tier if word.startswith(tier.label)), None)
    if not found and tier is not None:
        of_tier = f"r.tier = '{tier.value}' AND {_part('r.name')}"
        found = _found(connection, _RUNG, word.removeprefix(tier.label), (of_tier,))
    if not found:
        raise _nothing(connection, _RUNG, word)
    return str(_only(_RUNG, text, found)["id"])


def unit_id(connection: sqlite3.Connection, text: str) -> int:
    """The reporting unit of this name, fragment or division code."""
    return int(_the(connection, _UNIT, text)["id"])


def division_code(connection: sqlite3.Connection, text: str) -> str:
    """The code of the division of this code, name or fragment."""
    return str(_the(connection, _DIVISION, text)["id"])


def document_id(connection: sqlite3.Connection, text: str) -> int:
    """The document of this number (any brackets), ref, title or fragment."""
    return int(_the(connection, _DOCUMENT, text)["id"])


def round_id(connection: sqlite3.Connection, text: str) -> int:
    """The round of this ref, name or fragment."""
    return int(_the(connection, _ROUND, text)["id"])


def day(text: str) -> date:
    """A day known to the day: 2022-12-31, 2022年12月31日, 20221231."""
    return dates.parse_exact(text)


def pool_id(connection: sqlite3.Connection, text: str) -> int:
    """The pool of this ref or name; 名称（2022） tells years apart."""
    return int(_the(connection, _POOL, text)["id"])


def _own_subject(connection: sqlite3.Connection, owner: int, own: str) -> int:
    ways = tuple(f"w.enterprise_id = {owner} AND {way}" for way in _SUBJECT.ways)
    found = _found(connection, _SUBJECT, own, ways)
    if not found:
        raise _nothing(connection, _SUBJECT, own)
    return int(_only(_SUBJECT, own, found)["id"])


def _the(connection: sqlite3.Connection, kind: _Kind, text: str) -> sqlite3.Row:
    found = _found(connection, kind, clean(text), kind.ways)
    if not found:
        raise _nothing(connection, kind, clean(text))
    return _only(kind, text, found)


def _found(
    connection: sqlite3.Connection, kind: _Kind, word: str, ways: Sequence[str]
) -> list[sqlite3.Row]:
    """What the first way that finds anything finds."""
    number = "".join(unicodedata.normalize("NFKC", word).split()).translate(_BRACKETS)
    code = uscc.compact(word)
    bound = {"word": word, "part": containing(word), "number": number, "code": code}
    for way in ways if word else ():
        sql = f"{kind.rows} AND {way} LIMIT {_SHOWN + 1}"
        if found := connection.execute(sql, bound | {"on": _NOW}).fetchall():
            return found
    return []


def _only(kind: _Kind, text: str, found: Sequence[sqlite3.Row]) -> sqlite3.Row:
    if len(found) == 1:
        return found[0]
    listed = "、".join(visible(row["label"]) for row in found[:_SHOWN])
    more = "等" if len(found) > _SHOWN else ""
    raise InputError(
        f"「{visible(text)}」可指多个{kind.what}：{listed}{more}；请写全称或代码"
    )


def _nothing(connection: sqlite3.Connection, kind: _Kind, word: str) -> NotFoundError:
    near = near_names(connection, *kind.names, word)
    listed = "、".join(visible(name) for name in near)
    remedy = f"是不是：{listed}？" if near else "请核对名称，或先录入"
    return NotFoundError(f"台账中没有{kind.what}「{visible(word)}」；{remedy}")
