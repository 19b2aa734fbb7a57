"""The triggers that mark whom a write touches, so that kept outcomes follow.

What is marked here is settled before the change is sealed; a mark that is left says
that what is kept of this subject no longer counts.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from types import MappingProxyType

EVERYBODY = "0"
"""What concerns no subject alone: sources, series, rules, rounds."""

_ENTERPRISE = ("{row}.enterprise_id",)
_SUBJECT = ("{row}.subject_id",)

MARKED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "subject": ("{row}.id",),
        "enterprise": ("{row}.id",),
        "division_spell": _ENTERPRISE,
        "unit_spell": _ENTERPRISE,
        "industry_spell": _ENTERPRISE,
        "size_spell": _ENTERPRISE,
        "designated_spell": _ENTERPRISE,
        "status_spell": _ENTERPRISE,
        "event": _ENTERPRISE,
        "owner_spell": ("{row}.subject_id", "{row}.enterprise_id"),
        "parent_spell": ("{row}.enterprise_id", "{row}.value"),
        "address_spell": (
            "{row}.enterprise_id",
            (
                "q.enterprise_id FROM address_spell q"
                " WHERE q.value = {row}.value AND q.voided_by IS NULL"
            ),
        ),
        "assessment": _SUBJECT,
        "fact": _SUBJECT,
        "judgement": _SUBJECT,
        "title": _SUBJECT,
        "application": _SUBJECT,
        "application_step": (
            "a.subject_id FROM application a WHERE a.id = {row}.application_id",
        ),
        "subsidy": ("t.subject_id FROM title t WHERE t.id = {row}.title_id",),
        "pool_entry": _SUBJECT,
        "pool": (
            (
                "p.subject_id FROM pool_entry p"
                " WHERE p.pool_id = {row}.id AND p.voided_by IS NULL"
            ),
        ),
        "coverage": (EVERYBODY,),
        "series_value": (EVERYBODY,),
        "round": (EVERYBODY,),
        "rung": (EVERYBODY,),
        "policy": (EVERYBODY,),
    }
)
"""Whom a row of each table touches: the ends of SELECTs over ``row``."""

FIRST = frozenset({"policy"})
"""Tables that are marked even where nothing is kept yet: keeping begins with them."""


def marking(recorded: Container[str]) -> Iterator[str]:
    """The text of every marking trigger on these tables."""
    for table in (name for name in MARKED if name in recorded):
        yield _trigger(table, "INSERT", ("NEW",))
        yield _trigger(table, "UPDATE", ("OLD", "NEW"))


def _trigger(table: str, event: str, rows: tuple[str, ...]) -> str:
    kept = "" if table in FIRST else "WHEN EXISTS (SELECT 1 FROM kept_step)\n"
    marks = "\n".join(
        _mark(table, whom.format(row=row)) for row in rows for whom in MARKED[table]
    )
    return f"""CREATE TRIGGER touch_{event.lower()}_{table} AFTER {event} ON "{table}"
{kept}BEGIN
{marks}
END"""


def _mark(table: str, whom: str) -> str:
    """No ``OR IGNORE``: inside a trigger the outer statement's own clause rules."""
    return (
        "  INSERT INTO touched (table_name, subject_id)"
        f" SELECT '{table}', m.id FROM (SELECT DISTINCT {_named(whom)}) m"
        " WHERE m.id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM touched"
        f" WHERE table_name = '{table}' AND subject_id = m.id);"
    )


def _named(whom: str) -> str:
    column, _, source = whom.partition(" ")
    return f"{column} AS id {source}".rstrip()
