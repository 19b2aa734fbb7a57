"""Scores of sub-domains: read from their columns, compared, and written.

They are staged as one JSON object per assessment, hundredths by sub-domain; what a
ledger leaves out of a recorded assessment stays.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator

from registry import columns
from registry.columns import Cell
from registry.errors import InputError
from registry.intake.book import Cells
from registry.intake.cells import Values
from registry.intake.domains import DomainColumn
from registry.intake.edits import NOTHING, Edit
from registry.intake.facts import Report
from registry.intake.kinds import ASSESSMENTS
from registry.intake.layout import Layout
from registry.ladder.standards import standards
from registry.readers.raw import Raw, is_nothing

_HIGHEST = 500
_FILLED = [name for slot in ASSESSMENTS.slots for name in slot.filled]
_SCORES, _STANDARD = _FILLED.index("scores"), _FILLED.index("standard")
_DIFFERS = """
FROM ledger_entry e JOIN json_each(e.scores) j
LEFT JOIN assessment_score s ON s.assessment_id = e.old AND s.domain = j.key
  AND s.voided_by IS NULL
WHERE e.scores IS NOT NULL AND e.old IS NOT NULL AND s.score IS NOT j.value
"""
_NEW = """
SELECT n.id, d.domain, max(d.said), max(d.was), max(d.sample) FROM (
  SELECT e.at, j.key AS domain, j.value AS said, NULL AS was, 0 AS sample
  FROM ledger_entry e JOIN json_each(e.scores) j
  WHERE e.state IN ('new', 'changed') AND e.scores IS NOT NULL
  UNION ALL SELECT e.at, s.domain, NULL, s.score, s.sample
  FROM ledger_entry e JOIN assessment_score s ON s.assessment_id = e.old
  WHERE e.state = 'changed' AND s.voided_by IS NULL
) d JOIN ledger_entry e ON e.at = d.at JOIN assessment n ON n.subject_id = e.holder
  AND n.kind = e.kind AND n."on" = e."on" AND n.on_precision = e.on_precision
  AND n.standard = e.standard AND n.voided_by IS NULL
GROUP BY n.id, d.domain ORDER BY n.id, d.domain
"""


class ScoreReader:
    """Reads the sub-domains' scores of a row into what its assessment stages.

    ``asked``: whether the ledger has any such column.
    """

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._places = [
            (at, means.name)
            for at, means in layout.meanings
            if isinstance(means, DomainColumn)
        ]
        place = layout.place(columns.SCORES)
        self._title = layout.title(place) if place is not None else ""
        self.asked = bool(self._places) or place is not None

    def fill(self, cells: Cells, entry: Values, report: Report) -> Values:
        """The entry with its scores as JSON; faults go to ``report``."""
        found = _pairs(entry[_SCORES])
        titles = dict.fromkeys(found, self._title or columns.SCORES.header)
        for at, name in self._places:
            if not is_nothing(cells[at]):
                titles[name] = self._layout.title(at)
                _read(found, name, titles[name], cells[at], report)
        if not found:
            return entry
        coded = _coded(found, str(entry[_STANDARD]), titles, report)
        said = json.dumps(coded, ensure_ascii=False, sort_keys=True)
        return (*entry[:_SCORES], said, *entry[_SCORES + 1 :])


def compare(connection: sqlite3.Connection) -> None:
    """Assessments whose scores alone are others are changed too."""
    connection.execute(
        "UPDATE ledger_entry SET state = 'changed' WHERE state = 'unchanged'"
        f" AND at IN (SELECT e.at {_DIFFERS})"
    )


def edits(connection: sqlite3.Connection, limit: int) -> Iterator[Edit]:
    """Scores of known assessments that change: old and new, row by row."""
    found = connection.execute(
        "SELECT r.sheet, r.line, coalesce(r.name, ''), j.key, s.score, j.value"
        f" {_DIFFERS.replace('WHERE', 'JOIN ledger_row r ON r.at = e.row WHERE', 1)}"
        " AND e.state = 'changed' ORDER BY r.at, j.key LIMIT ?",
        (limit,),
    )
    known = {d.code: d.name for one in standards().values() for d in one.domains}
    for sheet, number, who, code, old, new in found.fetchall():
        field = f"{columns.SCORES.header}·{known.get(code, code)}"
        was = NOTHING if old is None else str(columns.SCORE.write(old))
        yield Edit(sheet, number, who, field, was, str(columns.SCORE.write(new)))


def write(connection: sqlite3.Connection, change: object) -> None:
    """Write scores to new assessments, and move those that stay to corrected ones."""
    found = connection.execute(_NEW).fetchall()
    connection.execute(
        "UPDATE assessment_score SET voided_by = ?, version = version + 1"
        " WHERE voided_by IS NULL AND assessment_id IN"
        " (SELECT old FROM ledger_entry WHERE state = 'changed')",
        (change,),
    )
    connection.executemany(
        "INSERT INTO assessment_score"
        " (ref, change_id, assessment_id, domain, score, sample)"
        " VALUES (new_ref(), ?, ?, ?, ?, ?)",
        (
            (change, at, domain, was if said is None else said, sample)
            for at, domain, said, was, sample in found
        ),
    )


def _pairs(said: Cell) -> dict[str, int]:
    """The scores of one cell, 数据=3.20、集成=2.50, in hundredths."""
    parts = (part.partition("=") for part in str(said or "").split("、") if part)
    return {name: round(float(score) * 100) for name, _, score in parts}


def _read(
    found: dict[str, int], name: str, title: str, raw: Raw, report: Report
) -> None:
    try:
        said = int(columns.SCORE.read(raw) or 0)
    except InputError as wrong:
        report(title, raw, wrong)
        return
    if found.setdefault(name, said) != said:
        report(title, raw, InputError(f"「{name}」在子域得分一栏里写的不同；请核对"))


def _coded(
    found: dict[str, int], standard: str, titles: dict[str, str], report: Report
) -> dict[str, int]:
    """The scores by the standard's codes; by any name, if it is not shipped."""
    known = standards().get(standard)
    codes = {domain.name: domain.code for domain in known.domains} if known else {}
    for name, score in found.items():
        if codes and name not in codes:
            listed = "、".join(codes)
            wrong = InputError(f"{standard} 没有子域「{name}」；子域有：{listed}")
            report(titles[name], name, wrong)
        if not 0 <= score <= _HIGHEST:
            wrong = InputError("子域得分不在 0 到 5 分之间；请核对")
            report(titles[name], str(columns.SCORE.write(score)), wrong)
    return {codes.get(name, name): score for name, score in found.items()}
