"""Kept outcomes and sums follow what is written: settled before a change is sealed."""

from __future__ import annotations

import sqlite3
from datetime import date

from registry import dates
from registry.desk import rows
from registry.eligibility.kept import settle as kept
from registry.reports import kept as overview
from registry.store.transaction import Tx


def settle(tx: Tx) -> None:
    """Bring what is kept of whom the transaction touched up to date.

    Outcomes come last: they take the marks away.
    """
    connection = rows.driver(tx)
    if (on := today(connection)) is not None:
        overview.settle(connection, on)
        kept.settle(connection, on)


def today(connection: sqlite3.Connection) -> date | None:
    """The registry's reference day, else today in its zone; None before it is one."""
    found = connection.execute(
        "SELECT reference_on, zone FROM registry WHERE voided_by IS NULL"
    ).fetchone()
    if found is None:
        return None
    reference, zone = found
    return date.fromisoformat(reference) if reference else dates.today(zone)
