"""A document and everything in the register that rests on it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from registry import asof
from registry.desk.read import shown
from registry.desk.read.card import cleaned
from registry.desk.read.session import Reading
from registry.desk.read.units import yuan
from registry.desk.read.values import Card, Line
from registry.errors import NotFoundError
from registry.model.labels import table_label
from registry.terms import Basis, DocumentKind, Provenance
from registry.text import visible

MOST_LINES = 200
"""A section shows so many records at most, and says how many there are."""

_HEAD = """
SELECT d.*, r.number AS replaces, n.number AS replaced_by FROM document d
LEFT JOIN document r ON r.id = d.replaces_id
LEFT JOIN document n ON n.replaces_id = d.id AND n.voided_by IS NULL
WHERE d.id = :document AND d.voided_by IS NULL
"""
_OWNER = asof.owner("x.subject_id")
_WHOSE = f"{asof.name(_OWNER)} || CASE WHEN s.kind = 'enterprise' THEN ''"
_WHOSE += " ELSE '/' || s.name END"
_OF_SUBJECT = "JOIN subject s ON s.id = x.subject_id"
_RUNG = asof.rung_name("x.rung")
_RESTING = (
    f"""SELECT '称号' AS section, {_RUNG} AS label, {_WHOSE} AS value,
        x.recognised_on AS "on", x.recognised_precision AS on_precision,
        NULL AS fen, x.sample
    FROM title x {_OF_SUBJECT} WHERE x.document_id = :document""",
    f"""SELECT '终止的称号' AS section, {_RUNG} AS label, {_WHOSE} AS value,
        x.ended_on AS "on", x.ended_precision AS on_precision,
        NULL AS fen, x.sample
    FROM title x {_OF_SUBJECT} WHERE x.end_document_id = :document""",
    f"""SELECT '批次' AS section, {_RUNG} AS label,
        x.name AS value, x.closes_on AS "on", 'day' AS on_precision,
        NULL AS fen, x.sample
    FROM round x WHERE x.document_id = :document""",
    """SELECT '培育库' AS section, x.name AS label, x.year || ' 年' AS value,
        NULL AS "on", 'day' AS on_precision,
        NULL AS fen, x.sample
    FROM pool x WHERE x.document_id = :document""",
    f"""SELECT '奖补' AS section, {asof.rung_name("t.rung")} AS label, s.name AS value,
        x.approved_on AS "on", x.approved_precision AS on_precision,
        x.amount AS fen, x.sample
    FROM subsidy x JOIN title t ON t.id = x.title_id
    JOIN subject s ON s.id = t.subject_id WHERE x.document_id = :document""",
    """SELECT '预算与支出' AS section, x.name AS label, x.year || ' 年预算' AS value,
        NULL AS "on", 'day' AS on_precision,
        x.amount AS fen, x.sample
    FROM budget_line x WHERE x.document_id = :document""",
    """SELECT '预算与支出' AS section, x.purpose AS label, x.payee AS value,
        x."on", x.on_precision,
        x.amount AS fen, x.sample
    FROM payment x WHERE x.document_id = :document""",
    f"""SELECT '绩效指标' AS section, x.indicator AS label,
        x.actual || CASE x.provenance WHEN 'reported'
          THEN ' · {Provenance.REPORTED.label}'
          ELSE ' · {Provenance.DERIVED.label}' END AS value,
        NULL AS "on", 'day' AS on_precision,
        NULL AS fen, x.sample
    FROM target x WHERE x.document_id = :document""",
)
_COUNTED = (
    "application_step",
    "assessment",
    "coverage",
    "event",
    "fact",
    "judgement",
    "name_spell",
    "division_spell",
    "unit_spell",
    "pool_entry",
    "roster",
    "succession",
)


def card(reading: Reading, document: int) -> Card:
    """A document, the policies loaded from it, and all records that rest on it.

    Raises:
        NotFoundError: there is no such document, or it is void.
    """
    head = reading.one(_HEAD, document=document)
    if head is None:
        raise NotFoundError(f"台账中没有编号 {document} 的文件；请刷新后再看")
    sections = {
        "文件": tuple(_head(head)),
        "政策": tuple(_policies(reading, head)),
    }
    for sql in _RESTING:
        for section, lines in _resting(reading, sql, document).items():
            sections[section] = sections.get(section, ()) + lines
    sections["其他记录"] = tuple(_counted(reading, document))
    return Card(
        document,
        visible(head["number"] or head["title"]),
        visible(head["title"]),
        tuple((title, lines) for title, lines in sections.items() if lines),
    )


def _head(head: sqlite3.Row) -> Iterator[Line]:
    yield Line("文号", visible(head["number"] or "—"))
    yield Line("标题", visible(head["title"]))
    yield Line("种类", DocumentKind.read(head["kind"]).label)
    yield Line("发文机关", visible(head["issuer"] or "—"), shown.day(head, "on"))
    for label in ("replaces", "replaced_by"):
        if head[label]:
            words = {"replaces": "替代", "replaced_by": "被替代"}
            yield Line(words[label], visible(head[label]))


def _policies(reading: Reading, head: sqlite3.Row) -> Iterator[Line]:
    rows = reading.rows(
        "SELECT * FROM policy WHERE voided_by IS NULL AND document_number = :number"
        " ORDER BY since, id",
        number=head["number"],
    )
    for row in rows:
        until = f"至 {row['until']}" if row["until"] else "起"
        basis = Basis.read(row["basis"]).label
        yield cleaned(
            Line(
                row["title"],
                shown.joined(basis, f"版本 {row['sha256'][:12]}"),
                f"{row['since']} {until}",
                row["source"],
            )
        )


def _resting(reading: Reading, sql: str, document: int) -> dict[str, tuple[Line, ...]]:
    rows = reading.rows(
        f"SELECT y.*, count(*) OVER () AS n FROM ({sql} AND x.voided_by IS NULL) y"
        f" LIMIT {MOST_LINES}",
        document=document,
    )
    lines = tuple(cleaned(_line(row)) for row in rows)
    if rows and rows[0]["n"] > len(rows):
        lines += (Line("……", f"另有 {rows[0]['n'] - len(rows)} 条"),)
    return {rows[0]["section"]: lines} if rows else {}


def _line(row: sqlite3.Row) -> Line:
    money = "" if row["fen"] is None else yuan(row["fen"])
    value = shown.joined(row["value"], money)
    sample = "样例" if row["sample"] else ""
    return Line(row["label"] or "—", value, shown.day(row, "on"), sample)


def _counted(reading: Reading, document: int) -> Iterator[Line]:
    for table in _COUNTED:
        row = reading.one(
            f"SELECT count(*) AS n FROM {table} WHERE document_id = :document"
            " AND voided_by IS NULL",
            document=document,
        )
        if row is not None and row["n"]:
            yield Line(table_label(table), f"{row['n']} 条")
