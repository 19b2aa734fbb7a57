"""Former names that stand in brackets behind a name: 某某有限公司（曾用名：某某厂）.

The name goes without them. A ledger of enterprises brings them as former names; in
any other they only help to find who is meant.
"""

from __future__ import annotations

import sqlite3

from registry.intake.decided import place
from registry.intake.kinds import ENTERPRISES, Kind
from registry.intake.likely import Formers
from registry.intake.names import former_behind
from registry.text import visible

_SHOWN = 3
_ROWS = """
SELECT at, sheet, line, name FROM ledger_row r WHERE name GLOB '*[(（]*'
AND NOT EXISTS (SELECT 1 FROM name_spell s WHERE s.value = r.name
  AND s.voided_by IS NULL) ORDER BY at
"""
_BROUGHT = """
UPDATE ledger_entry SET former_names = coalesce(former_names || '、', '') || ?
WHERE row = ?
"""


def part(connection: sqlite3.Connection, kind: Kind) -> tuple[Formers, str]:
    """Take former names out of names: whose they are by row, and a note of them."""
    found: dict[int, tuple[str, ...]] = {}
    told: list[str] = []
    for at, sheet, line, name in connection.execute(_ROWS).fetchall():
        plain, former = former_behind(name)
        if former:
            found[at] = former
            told.append(f"{place(sheet, line)}「{visible('、'.join(former))}」")
            connection.execute(
                "UPDATE ledger_row SET name = ? WHERE at = ?", (plain, at)
            )
    if kind is ENTERPRISES:
        said = (("、".join(names), at) for at, names in found.items())
        connection.executemany(_BROUGHT, said)
    return found, _note(told, kind)


def _note(told: list[str], kind: Kind) -> str:
    if not told:
        return ""
    more = f"等 {len(told)} 行" if len(told) > _SHOWN else ""
    what = "作曾用名" if kind is ENTERPRISES else "只用来认企业，不登记"
    return f"名称括号里的曾用名{what}：{'、'.join(told[:_SHOWN])}{more}"
