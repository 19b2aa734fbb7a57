"""Enterprises and subjects that a ledger brings and the register does not know yet."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from registry.intake.decided import place as row_place
from registry.intake.kinds import APPLICATIONS, ENTERPRISES, POOL, TITLES, Kind
from registry.intake.stage import ORIGIN
from registry.text import visible

Bound = Mapping[str, str | int | None]
"""What every write binds: ``change``, ``document`` (its id), ``origin`` (the file)."""

FIRST = """
  SELECT min(at) FROM ledger_row WHERE how = 'new' AND state IS NULL
  GROUP BY enterprise_id
"""
"""The first good row of every new enterprise."""

_SUBJECTS = f"""
INSERT INTO subject (id, ref, change_id, kind, name)
SELECT enterprise_id, new_ref(), :change, 'enterprise', name FROM ledger_row
WHERE at IN ({FIRST}) ORDER BY enterprise_id
"""
_ENTERPRISES = f"""
INSERT INTO enterprise (id, ref, change_id, kind, uscc)
SELECT enterprise_id, new_ref(), :change, 'enterprise', code FROM ledger_row
WHERE at IN ({FIRST}) ORDER BY enterprise_id
"""
_NAMES = f"""
INSERT INTO name_spell (ref, change_id, enterprise_id, kind, value,
  since, since_precision, source, document_id)
SELECT new_ref(), :change, r.enterprise_id, 'official', r.name, {{said}}
WHERE r.at IN ({FIRST}) ORDER BY r.enterprise_id
"""
_UNITS = f"""
INSERT INTO unit_spell (ref, change_id, enterprise_id, value,
  since, since_precision, source, document_id)
SELECT new_ref(), :change, r.enterprise_id, r.unit_id, {{said}}
WHERE r.unit_id IS NOT NULL AND r.at IN ({FIRST}) ORDER BY r.enterprise_id
"""
_PLACE = """
UPDATE ledger_entry SET division = u.division
FROM ledger_row r JOIN unit u ON u.id = r.unit_id
WHERE r.at = ledger_entry.row AND r.how = 'new'
"""
_PLACED = """
SELECT count(*) FROM ledger_entry e JOIN ledger_row r ON r.at = e.row
WHERE r.state IS NULL AND e.division IS NOT NULL
"""
_SAID = f"NULL, 'day', {ORIGIN}, :document FROM ledger_row r"
_SAID_ITSELF = f"""e.since, coalesce(e.since_precision, 'day'),
  coalesce(e.source, {ORIGIN}), coalesce(e.document_id, :document)
  FROM ledger_row r JOIN ledger_entry e ON e.row = r.at"""
_NEEDED = {
    TITLES.ledger: "(SELECT g.subject_kind FROM rung g WHERE g.code = e.rung)",
    APPLICATIONS.ledger: "(SELECT g.subject_kind FROM round d JOIN rung g"
    " ON g.code = d.rung WHERE d.id = e.round_id)",
    POOL.ledger: "(SELECT g.subject_kind FROM pool p JOIN rung g ON g.code = p.rung"
    " WHERE p.id = e.pool_id)",
}
_NEW_OWN = """
  FROM ledger_row r JOIN ledger_entry e ON e.row = r.at
  WHERE r.own IS NOT NULL AND r.state IS NULL
    AND r.subject_id > (SELECT coalesce(max(id), 0) FROM subject)
  GROUP BY r.subject_id
"""
_FOUNDED = f"""
SELECT r.sheet, r.line, r.own, (SELECT group_concat(s.name, '、') FROM owner_spell o
  JOIN subject s ON s.id = o.subject_id AND s.voided_by IS NULL
  WHERE o.enterprise_id = r.enterprise_id AND o.voided_by IS NULL
  AND o.until IS NULL) AS known, min(r.at) {_NEW_OWN} ORDER BY known IS NULL, r.at
"""
_SHOWN = 5


def new_enterprises(connection: sqlite3.Connection) -> int:
    """How many enterprises would be added."""
    row = connection.execute(f"SELECT count(*) FROM ({FIRST})").fetchone()
    return int(row[0])


def give_divisions(connection: sqlite3.Connection) -> None:
    """Let new enterprises of a ledger without divisions be in those of their units."""
    connection.execute(_PLACE)


def placed(connection: sqlite3.Connection) -> str:
    """How many enterprises were given a division so, in a sentence; empty if none."""
    (count,) = connection.execute(_PLACED).fetchone()
    if not count:
        return ""
    return (
        f"{count} 家新企业只写了一个县市区，上报单位和注册地都按它登记；"
        "注册在别处的，请加一栏「注册地」"
    )


def founded(connection: sqlite3.Connection, kind: Kind) -> str:
    """The workshops and the like that are new, beside those that their owner has."""
    if not kind.own:
        return ""
    found = connection.execute(_FOUNDED).fetchall()
    told = [
        f"{row_place(sheet, line)}「{visible(own)}」"
        + (f"（这家企业已有：{visible(known)}）" if known else "")
        for sheet, line, own, known, _ in found[:_SHOWN]
    ]
    more = "等" if len(found) > _SHOWN else ""
    return (
        f"新登记车间等认定对象 {len(found)} 个：{'、'.join(told)}{more}；"
        "已有的写法不同的，请照台账的名称写"
        if found
        else ""
    )


def write(connection: sqlite3.Connection, kind: Kind, bound: Bound) -> None:
    """Add the new enterprises, then what enterprises own that is new."""
    change = {"change": bound["change"]}
    connection.execute(_SUBJECTS, change)
    connection.execute(_ENTERPRISES, change)
    said = _SAID_ITSELF if kind is ENTERPRISES else _SAID
    connection.execute(_NAMES.format(said=said), bound)
    connection.execute(_UNITS.format(said=said), bound)
    if kind.own:
        _write_own(connection, kind, bound)


def _write_own(connection: sqlite3.Connection, kind: Kind, bound: Bound) -> None:
    owned = connection.execute(
        f"SELECT r.subject_id, {_NEEDED[kind.ledger]}, r.own, r.enterprise_id,"
        f" {ORIGIN}, min(r.at) {_NEW_OWN} ORDER BY r.subject_id",
        {"origin": bound["origin"]},
    ).fetchall()
    connection.executemany(
        "INSERT INTO subject (id, ref, change_id, kind, name)"
        " VALUES (?, new_ref(), ?, ?, ?)",
        ((id_, bound["change"], kind_, name) for id_, kind_, name, *_ in owned),
    )
    connection.executemany(
        "INSERT INTO owner_spell"
        " (ref, change_id, subject_id, enterprise_id, source, document_id)"
        " VALUES (new_ref(), ?, ?, ?, ?, ?)",
        (
            (
                bound["change"],
                id_,
                owner,
                origin,
                bound["document"],
            )
            for id_, _, _, owner, origin, _ in owned
        ),
    )
