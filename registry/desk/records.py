"""What an official records: one place for all verbs of recording and correcting."""

from __future__ import annotations

from registry.desk.assessments import assessment
from registry.desk.corrections import correct
from registry.desk.documents import amend_document, document
from registry.desk.events import coverage, event, lift
from registry.desk.facts import fact, series_value
from registry.desk.judgements import judgement
from registry.desk.voiding import void

__all__ = [
    "amend_document",
    "assessment",
    "correct",
    "coverage",
    "document",
    "event",
    "fact",
    "judgement",
    "lift",
    "series_value",
    "void",
]
