"""Stored values as officials read them: codes in Chinese, numbers of rows as names."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from registry import asof, terms
from registry.desk.read.session import Reading
from registry.desk.read.units import points, yuan
from registry.ladder.amounts import recorded
from registry.ladder.facts import fact_keys
from registry.text import visible

Image = Mapping[str, str | int | None]
"""A row as the journal keeps it."""

_CODES: Mapping[tuple[str, str], type[terms.Term]] = {
    ("application", "kind"): terms.ApplicationKind,
    ("assessment", "kind"): terms.AssessmentKind,
    ("decision", "outcome"): terms.Outcome,
    ("document", "kind"): terms.DocumentKind,
    ("enterprise", "kind"): terms.OrganisationKind,
    ("event", "severity"): terms.Severity,
    ("judgement", "verdict"): terms.Verdict,
    ("name_spell", "kind"): terms.NameKind,
    ("policy", "basis"): terms.Basis,
    ("rung", "tier"): terms.Tier,
    ("size_spell", "standard"): terms.SizeStandard,
    ("size_spell", "value"): terms.Size,
    ("status_spell", "value"): terms.Status,
    ("subsidy", "kind"): terms.SubsidyKind,
    ("succession", "kind"): terms.SuccessionKind,
    ("target", "provenance"): terms.Provenance,
    ("title", "end_kind"): terms.TitleEnd,
    ("title", "stage"): terms.TitleStage,
}
_ENTERPRISE = asof.name(":id")
_SUBJECT = f"coalesce({_ENTERPRISE}, (SELECT name FROM subject WHERE id = :id))"
_DOCUMENT = "(SELECT coalesce(number, title) FROM document WHERE id = :id)"
_UNIT = "(SELECT name FROM unit WHERE id = :id)"
_NAMES: Mapping[str, str] = {
    "application_id": "(SELECT r.name FROM application a JOIN round r"
    " ON r.id = a.round_id WHERE a.id = :id)",
    "budget_line_id": "(SELECT name FROM budget_line WHERE id = :id)",
    "document_id": _DOCUMENT,
    "end_document_id": _DOCUMENT,
    "enterprise_id": _ENTERPRISE,
    "merged_into": _ENTERPRISE,
    "pool_id": "(SELECT name || '（' || year || '）' FROM pool WHERE id = :id)",
    "replaces_id": _DOCUMENT,
    "round_id": "(SELECT name FROM round WHERE id = :id)",
    "rung": asof.rung_name(":id"),
    "stage": "(SELECT name FROM stage_kind WHERE code = :id)",
    "subject_id": _SUBJECT,
    "successor_id": _ENTERPRISE,
    "title_id": f"(SELECT {asof.rung_name('t.rung')} FROM title t WHERE t.id = :id)",
    "unit_id": _UNIT,
}
_NAMES_OF: Mapping[tuple[str, str], str] = {
    ("coverage", "kind"): "(SELECT name FROM event_kind WHERE code = :id)",
    ("division_spell", "value"): "(SELECT name FROM division WHERE code = :id)",
    ("event", "kind"): "(SELECT name FROM event_kind WHERE code = :id)",
    ("parent_spell", "value"): _ENTERPRISE,
    ("subject", "kind"): "(SELECT name FROM subject_kind WHERE code = :id)",
    ("title", "stage"): "",
    ("unit_spell", "value"): _UNIT,
}
_PERIODS = {"year": "年", "month": "月", "day": "日"}
_FLAGS = {"above", "demonstration", "final", "passed", "sample", "works"}
_HUNDREDTHS = {"score", "weight"}


def in_words(reading: Reading, table: str, column: str, value: str | int | None) -> str:
    """A column's value in Chinese: a code's label, a row's name, money in yuan."""
    if value is None or value == "":
        return ""
    if (table, column) in _CODES:
        return _CODES[table, column].read(str(value)).label
    if named := _NAMES_OF.get((table, column)) or _NAMES.get(column):
        return visible(_name(reading, named, value))
    return visible(_plain(table, column, value))


def measured(fact: sqlite3.Row | Image) -> tuple[str, str]:
    """A fact's name, and its value with its unit; a key no longer declared as it is."""
    known = fact_keys().get(str(fact["key"]))
    value = fact["value"]
    if value is not None:
        said = str(value) if known is None else recorded(int(value), known)
    else:
        grade = str(fact["grade"])
        said = grade if known is None else dict(known.grades).get(grade, grade)
    return visible(str(fact["key"])) if known is None else known.name, said


def _name(reading: Reading, named: str, value: str | int) -> str:
    row = reading.one(f"SELECT {named} AS name", id=value)
    return str(value) if row is None or row["name"] is None else str(row["name"])


def _plain(table: str, column: str, value: str | int) -> str:
    if column == "level":
        return terms.level_label(int(value))
    if column in _FLAGS or (table, column) == ("designated_spell", "value"):
        return "是" if value else "否"
    if column == "period":
        return _PERIODS.get(str(value), str(value))
    if column == "amount":
        return yuan(int(value))
    if column in _HUNDREDTHS:
        return points(int(value))
    return str(value)
