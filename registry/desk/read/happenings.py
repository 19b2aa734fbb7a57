"""SQL for what changed in the world between two days: spells, successions, titles.

Each statement binds ``:since``, ``:until`` (both days count) and ``:on``, and gives
``kind``, ``on`` and ``on_precision``, ``enterprise`` (its id), ``subject`` (what it
owns), ``old``, ``new``, ``document``, ``source``, ``sample``, ``made_in`` (the table)
and ``id``; ``rung`` where a title is what changed.
"""

from __future__ import annotations

from collections.abc import Mapping

from registry import asof
from registry.desk.read import beside
from registry.desk.read.worded import SPELLS, cases, label
from registry.terms import Status, SuccessionKind

RENAMED, MOVED, UNIT = "更名", "迁址", "换上报单位"
MOVED_IN, MOVED_OUT, CLOSED = "迁入", "迁出", "注销"
MERGED, SPLIT = "合并", "分立"
HALTED, RESUMED = "停产", "复产"
ABOVE, BELOW = "升规", "退规"
SIZE, INDUSTRY, ADDRESS, PARENT = "规模变更", "行业变更", "地址变更", "换集团"
HANDED_OVER = "移交"
RECOGNISED, ACCEPTED = "认定", "验收"
REVOKED, CANCELLED, SUPERSEDED, EXPIRED = "撤销", "取消", "替代", "到期"

_WITHIN = "BETWEEN :since AND :until"
_LIVE = f"""JOIN enterprise e ON e.id = x.enterprise_id AND {asof.LIVE_ENTERPRISE}"""


def _spell(table: str, kind: str, same: str = "", shown: str = "") -> str:
    """A spell that begins where another value held before.

    ``same`` narrows which spell is the one before, ``q`` it and ``x`` the new one;
    ``shown`` says otherwise than usual how a value ``{}`` is put into words.
    """
    shown = shown or SPELLS[table][1]
    before = (
        f"SELECT q.id FROM {table} q WHERE q.enterprise_id = x.enterprise_id"
        " AND q.voided_by IS NULL AND q.id <> x.id"
        f" AND (q.since IS NULL OR q.since < x.since) {same}"
        " ORDER BY q.since DESC, q.id DESC LIMIT 1"
    )
    return f"""
    SELECT {kind} AS kind, x.since AS "on", x.since_precision AS on_precision,
      x.enterprise_id AS enterprise, NULL AS subject, {shown.format("p.value")} AS old,
      {shown.format("x.value")} AS new, {beside.document("x")}, x.source, x.sample,
      '{table}' AS made_in, x.id, NULL AS rung
    FROM {table} x {_LIVE} JOIN {table} p ON p.id = ({before})
    WHERE x.voided_by IS NULL AND x.since {_WITHIN} AND x.value <> p.value
    """


_OFFICIAL = "AND q.kind = 'official' AND x.kind = 'official'"
_NO_SUCCESSION = """NOT EXISTS (SELECT 1 FROM succession u WHERE u.voided_by IS NULL
      AND u.enterprise_id = x.enterprise_id AND u."on" = x.since)"""
_STATUS = cases(
    "x.value",
    {
        Status.ACTIVE: RESUMED,
        Status.SUSPENDED: HALTED,
        Status.MOVED_OUT: MOVED_OUT,
        Status.DEREGISTERED: CLOSED,
    },
)
_STATUS_BEFORE = """(SELECT q.value FROM status_spell q
      WHERE q.enterprise_id = x.enterprise_id AND q.voided_by IS NULL AND q.id <> x.id
        AND (q.since IS NULL OR q.since < x.since)
      ORDER BY q.since DESC, q.id DESC LIMIT 1)"""
_STATUSES = f"""
    SELECT {_STATUS} AS kind, x.since AS "on", x.since_precision AS on_precision,
      x.enterprise_id AS enterprise, NULL AS subject,
      {label(_STATUS_BEFORE, Status)} AS old,
      {label("x.value", Status)} AS new, {beside.document("x")}, x.source,
      x.sample, 'status_spell' AS made_in, x.id, NULL AS rung
    FROM status_spell x {_LIVE}
    WHERE x.voided_by IS NULL AND x.since {_WITHIN} AND {_NO_SUCCESSION}
      AND coalesce({_STATUS_BEFORE}, 'active') <> x.value
"""
_KIND = cases(
    "x.kind",
    {
        SuccessionKind.ABSORBED: MERGED,
        SuccessionKind.SPLIT: SPLIT,
        SuccessionKind.MOVED_IN: MOVED_IN,
        SuccessionKind.MOVED_OUT: MOVED_OUT,
        SuccessionKind.DEREGISTERED: CLOSED,
    },
)
_SUCCESSIONS = f"""
    SELECT {_KIND} AS kind, x."on", x.on_precision, x.enterprise_id AS enterprise,
      NULL AS subject, {asof.name("x.enterprise_id")} AS old,
      CASE x.kind WHEN 'absorbed' THEN '并入 ' WHEN 'split' THEN '分出 ' ELSE '' END
        || coalesce({asof.name("x.successor_id")}, {_KIND}) AS new,
      {beside.document("x")}, x.note AS source, x.sample, 'succession' AS made_in, x.id,
      NULL AS rung
    FROM succession x {_LIVE} WHERE x.voided_by IS NULL AND x."on" {_WITHIN}
"""
_OWNER_BEFORE = """(SELECT q.enterprise_id FROM owner_spell q
      WHERE q.subject_id = x.subject_id AND q.voided_by IS NULL AND q.id <> x.id
        AND (q.since IS NULL OR q.since < x.since)
      ORDER BY q.since DESC, q.id DESC LIMIT 1)"""
_HANDED_OVER = f"""
    SELECT '{HANDED_OVER}' AS kind, x.since AS "on", x.since_precision AS on_precision,
      {_OWNER_BEFORE} AS enterprise,
      (SELECT s.name FROM subject s WHERE s.id = x.subject_id) AS subject,
      {asof.name(_OWNER_BEFORE)} AS old, {asof.name("x.enterprise_id")} AS new,
      {beside.document("x")}, x.source, x.sample, 'owner_spell' AS made_in, x.id,
      NULL AS rung
    FROM owner_spell x {_LIVE}
    WHERE x.voided_by IS NULL AND x.since {_WITHIN}
      AND {_OWNER_BEFORE} <> x.enterprise_id
"""


def _title(  # noqa: PLR0913  # which days and which document of a title
    kind: str,
    day: str,
    where: str = "1",
    *,
    known: str = "'day'",
    old: str = "''",
    new: str = "''",
    document: str = "x.document_id",
) -> str:
    return f"""
    SELECT {kind} AS kind, x.{day} AS "on", {known} AS on_precision,
      {asof.owner("x.subject_id")} AS enterprise,
      (SELECT s.name FROM subject s
        WHERE s.id = x.subject_id AND s.kind <> 'enterprise') AS subject,
      {old} AS old, {new} AS new, (SELECT coalesce(d.number, d.title) FROM document d
        WHERE d.id = {document}) AS document,
      x.note AS source, x.sample, 'title' AS made_in, x.id,
      {asof.rung_name("x.rung")} AS rung
    FROM title x WHERE x.voided_by IS NULL AND x.{day} {_WITHIN} AND {where}
    """


_RUNG = asof.rung_name("x.rung")
_ENDS = {
    "revoked": REVOKED,
    "cancelled": CANCELLED,
    "superseded": SUPERSEDED,
    "expired": EXPIRED,
}
_ENDED = _title(
    cases("x.end_kind", _ENDS),
    "ended_on",
    known="x.ended_precision",
    old=_RUNG,
    new=cases("x.end_kind", _ENDS),
    document="coalesce(x.end_document_id, x.document_id)",
)
_RAN_OUT = _title(
    f"'{EXPIRED}'",
    "valid_until",
    "(x.ended_on IS NULL OR x.ended_on > x.valid_until)",
    known="x.until_precision",
    old=_RUNG,
    new=f"'{EXPIRED}'",
)
_SPELLS: Mapping[str, str] = {
    RENAMED: _spell("name_spell", f"'{RENAMED}'", _OFFICIAL),
    MOVED: _spell("division_spell", f"'{MOVED}'"),
    UNIT: _spell("unit_spell", f"'{UNIT}'"),
    ADDRESS: _spell("address_spell", f"'{ADDRESS}'"),
    INDUSTRY: _spell("industry_spell", f"'{INDUSTRY}'"),
    SIZE: _spell("size_spell", f"'{SIZE}'", "AND q.standard = x.standard"),
    PARENT: _spell("parent_spell", f"'{PARENT}'"),
}
_DESIGNATED = _spell(
    "designated_spell",
    f"CASE x.value WHEN 1 THEN '{ABOVE}' ELSE '{BELOW}' END",
    shown="CASE {} WHEN 1 THEN '规上' ELSE '规下' END",
)

HAPPENED: tuple[tuple[frozenset[str], str], ...] = (
    *((frozenset({kind}), sql) for kind, sql in _SPELLS.items()),
    (frozenset({ABOVE, BELOW}), _DESIGNATED),
    (frozenset({HALTED, RESUMED, MOVED_OUT, CLOSED}), _STATUSES),
    (frozenset({MERGED, SPLIT, MOVED_IN, MOVED_OUT, CLOSED}), _SUCCESSIONS),
    (frozenset({HANDED_OVER}), _HANDED_OVER),
    (
        frozenset({RECOGNISED}),
        _title(
            f"'{RECOGNISED}'",
            "recognised_on",
            known="x.recognised_precision",
            new=_RUNG,
        ),
    ),
    (
        frozenset({ACCEPTED}),
        _title(f"'{ACCEPTED}'", "accepted_on", old=_RUNG, new=f"'{ACCEPTED}'"),
    ),
    (frozenset(_ENDS.values()), _ENDED),
    (frozenset({EXPIRED}), _RAN_OUT),
)
"""Statements with the kinds of change that each can give."""

KINDS = (
    *(RENAMED, MOVED_IN, MOVED_OUT, CLOSED, MERGED, SPLIT, HANDED_OVER),
    *(MOVED, UNIT, ADDRESS, INDUSTRY, SIZE, ABOVE, BELOW, HALTED, RESUMED, PARENT),
    *(RECOGNISED, ACCEPTED, EXPIRED, REVOKED, CANCELLED, SUPERSEDED),
)
"""Every kind of change, enterprises first, then titles."""
