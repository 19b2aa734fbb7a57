"""Which record of a subject is meant: its application, title, stay, subsidy."""

from __future__ import annotations

import sqlite3

from registry.desk.read import lookup
from registry.errors import NotFoundError
from registry.text import visible


def application_id(connection: sqlite3.Connection, round_: str, subject: str) -> int:
    """The application of a subject in a round, both by name.

    Raises:
        NotFoundError: it has not applied there.
    """
    found = connection.execute(
        "SELECT id FROM application WHERE voided_by IS NULL"
        " AND round_id = ? AND subject_id = ?",
        (lookup.round_id(connection, round_), lookup.subject_id(connection, subject)),
    ).fetchone()
    return _there(found, f"「{subject}」没有申报「{round_}」；先用 tidu apply 登记申报")


def title_id(connection: sqlite3.Connection, subject: str, rung: str) -> int:
    """The latest title of a rung that a subject holds, not ended where there is one.

    Raises:
        NotFoundError: it has none.
    """
    found = connection.execute(
        "SELECT id FROM title WHERE voided_by IS NULL AND subject_id = ? AND rung = ?"
        " ORDER BY ended_on IS NOT NULL, recognised_on DESC, id DESC LIMIT 1",
        (lookup.subject_id(connection, subject), lookup.rung_id(connection, rung)),
    ).fetchone()
    name = _rung_name(connection, rung)
    return _there(
        found, f"「{subject}」没有「{name}」称号；用 tidu show 企业 看它有哪些"
    )


def entry_id(connection: sqlite3.Connection, pool: str, subject: str) -> int:
    """The stay of a subject in a pool that has not ended.

    Raises:
        NotFoundError: it is not in the pool.
    """
    found = connection.execute(
        "SELECT id FROM pool_entry WHERE voided_by IS NULL AND left_on IS NULL"
        " AND pool_id = ? AND subject_id = ? ORDER BY id DESC LIMIT 1",
        (lookup.pool_id(connection, pool), lookup.subject_id(connection, subject)),
    ).fetchone()
    return _there(found, f"「{subject}」不在「{pool}」中；用 tidu list pools 看名单")


def subsidy_id(connection: sqlite3.Connection, subject: str, rung: str) -> int:
    """The latest subsidy of a subject's title of a rung, unpaid where there is one.

    Raises:
        NotFoundError: none was approved.
    """
    found = connection.execute(
        "SELECT id FROM subsidy WHERE voided_by IS NULL AND title_id = ?"
        " ORDER BY paid_on IS NOT NULL, id DESC LIMIT 1",
        (title_id(connection, subject, rung),),
    ).fetchone()
    name = _rung_name(connection, rung)
    return _there(
        found, f"「{subject}」的「{name}」没有批准奖补；先用 tidu subsidy approve"
    )


def _rung_name(connection: sqlite3.Connection, rung: str) -> str:
    """What a rung is called that may have been named by its code."""
    found = connection.execute("SELECT name FROM rung WHERE code = ?", (rung,))
    row = found.fetchone()
    return str(row["name"]) if row else rung


def _there(found: sqlite3.Row | None, otherwise: str) -> int:
    if found is None:
        raise NotFoundError(visible(otherwise))
    return int(found["id"])
