"""A document and everything in the register that rests on it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from registry import dates
from registry.desk.read import shown
from registry.desk.read.resting import RESTING, STEPS
from registry.desk.read.session import Reading
from registry.desk.read.units import yuan
from registry.desk.read.values import Card, Line
from registry.ladder.facts import fact_keys
from registry.terms import MADE_UP, Basis, DocumentKind

MOST_LINES = 200
"""A section shows so many records at most, and says how many there are."""

_HEAD = """
SELECT d.*, r.number AS replaces, n.number AS replaced_by FROM document d
LEFT JOIN document r ON r.id = d.replaces_id
LEFT JOIN document n ON n.replaces_id = d.id AND n.voided_by IS NULL
  AND (n."on" IS NULL OR n."on" <= :on)
WHERE d.id = :document AND d.voided_by IS NULL
"""
_CHANGES = """
SELECT count(*) AS n, min(at) AS first, max(at) AS last FROM change
WHERE document = :number
"""
_LISTS = """
SELECT number, title, "on" FROM publication
WHERE document_id = :document AND voided_by IS NULL AND "on" <= :on ORDER BY number
"""


def card(reading: Reading, document: int) -> Card:
    """A document, the policies loaded from it, and all records that rest on it.

    Raises:
        NotFoundError: there is no such document, or it is void.
    """
    head = reading.need(_HEAD, "文件", document=document)
    sections = {
        "文件": tuple(_head(head)),
        "政策": tuple(_policies(reading, head)),
    }
    sections["申报环节"] = tuple(_steps(reading, document))
    for sql in RESTING:
        for section, lines in _resting(reading, sql, document).items():
            sections[section] = sections.get(section, ()) + lines
    sections["已发布名单"] = tuple(_lists(reading, document))
    sections["变更"] = tuple(_changes(reading, head["number"]))
    return shown.made(
        document,
        head["number"] or head["title"],
        head["title"],
        ((title, lines) for title, lines in sections.items() if lines),
    )


def _head(head: sqlite3.Row) -> Iterator[Line]:
    yield Line("文号", head["number"] or "—")
    yield Line("标题", head["title"])
    yield Line("种类", DocumentKind.read(head["kind"]).label)
    yield Line("发文机关", head["issuer"] or "—", shown.day(head, "on"))
    for label in ("replaces", "replaced_by"):
        if head[label]:
            words = {"replaces": "替代", "replaced_by": "被替代"}
            yield Line(words[label], head[label])


def _policies(reading: Reading, head: sqlite3.Row) -> Iterator[Line]:
    rows = reading.rows(
        "SELECT * FROM policy WHERE voided_by IS NULL AND document_number = :number"
        " ORDER BY since, id",
        number=head["number"],
    )
    for row in rows:
        until = f"至 {row['until']}" if row["until"] else "起"
        basis = Basis.read(row["basis"]).label
        yield Line(
            row["title"],
            shown.joined(basis, f"版本 {row['sha256'][:12]}"),
            f"{row['since']} {until}",
            row["source"],
        )


def _resting(reading: Reading, sql: str, document: int) -> dict[str, tuple[Line, ...]]:
    rows = reading.rows(
        f"SELECT y.*, count(*) OVER () AS n FROM ({sql}) y LIMIT {MOST_LINES}",
        document=document,
    )
    lines = tuple(map(_line, rows))
    if rows and rows[0]["n"] > len(rows):
        lines += (Line("……", f"另有 {rows[0]['n'] - len(rows)} 条"),)
    return {rows[0]["section"]: lines} if rows else {}


def _line(row: sqlite3.Row) -> Line:
    money = "" if row["fen"] is None else yuan(row["fen"])
    known = fact_keys().get(row["value"] or "") if row["made_in"] == "fact" else None
    value = shown.joined(known.name if known else row["value"], money)
    sample = MADE_UP if row["sample"] else ""
    record = shown.record(row["made_in"], row)
    return Line(row["label"] or "—", value, shown.day(row, "on"), sample, record)


def _steps(reading: Reading, document: int) -> Iterator[Line]:
    for row in reading.rows(STEPS, document=document):
        failed = f"未通过 {row['failed']} 项" if row["failed"] else ""
        first, last = row["first"], row["last"]
        days = first if first == last else f"{first} 至 {last}"
        value = shown.joined(f"{row['n']} 项", failed)
        yield Line(f"{row['round']} {row['stage']}", value, days)


def _lists(reading: Reading, document: int) -> Iterator[Line]:
    for row in reading.rows(_LISTS, document=document):
        number = f"第 {row['number']} 号名单"
        yield Line(number, row["title"], row["on"])


def _changes(reading: Reading, number: str | None) -> Iterator[Line]:
    (row,) = reading.rows(_CHANGES, number=number or "")
    if row["n"] and number:
        zone = reading.info.zone
        first, last = (dates.local(row[key], zone) for key in ("first", "last"))
        told = "见 tidu history"
        yield Line("据此记入台账", f"{row['n']} 次", f"{first} 至 {last}", told)
