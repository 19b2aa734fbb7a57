"""Documents, assessments, facts, events and verdicts, from their sheets."""

from __future__ import annotations

from registry.desk import records
from registry.desk.demo.known import Known
from registry.desk.demo.sheets import Line, Sheet
from registry.desk.drafts.records import (
    AssessmentDraft,
    CoverageDraft,
    DocumentDraft,
    EventDraft,
    FactDraft,
    JudgementDraft,
)
from registry.store.transaction import Tx


def document(tx: Tx, _known: Known, line: Line) -> None:
    """A document, with or without a number."""
    records.document.within(tx, line.draft(DocumentDraft))


def assessment(tx: Tx, known: Known, line: Line) -> None:
    """A maturity assessment of an enterprise."""
    draft = line.draft(AssessmentDraft, subject_id=known.enterprise(line.cells))
    records.assessment.within(tx, draft)


def fact(tx: Tx, known: Known, line: Line) -> None:
    """A number about an enterprise or what it owns."""
    records.fact.within(tx, line.draft(FactDraft, subject_id=known.subject(line.cells)))


def event(tx: Tx, known: Known, line: Line) -> None:
    """Something that can bar a title."""
    draft = line.draft(EventDraft, enterprise_id=known.enterprise(line.cells))
    records.event.within(tx, draft)


def coverage(tx: Tx, _known: Known, line: Line) -> None:
    """What a source of events covers."""
    records.coverage.within(tx, line.draft(CoverageDraft))


def judgement(tx: Tx, known: Known, line: Line) -> None:
    """An official's verdict on a condition."""
    draft = line.draft(JudgementDraft, subject_id=known.subject(line.cells))
    records.judgement.within(tx, draft)


DOCUMENTS = (Sheet("documents", document, (DocumentDraft,)),)
"""What everything else rests on, the loaded policies too."""

ASSESSMENTS = (Sheet("assessments", assessment, (AssessmentDraft,), ("企业",)),)
"""Maturity, self-assessed and on site."""

FACTS = (Sheet("facts", fact, (FactDraft,), ("企业",)),)
"""Numbers by year and month."""

EVENTS = (
    Sheet("events", event, (EventDraft,)),
    Sheet("coverage", coverage, (CoverageDraft,)),
)
"""What can bar a title, and how far the sources of that go."""

JUDGEMENTS = (Sheet("judgements", judgement, (JudgementDraft,), ("企业",)),)
"""What no number can decide."""
