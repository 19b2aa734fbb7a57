"""SQL for what stands beside a row: its document's number, the subject it is of."""

from __future__ import annotations

from collections.abc import Mapping

from registry import asof
from registry.terms import LEVELS, Term

SUBJECTS = asof.subjects(":enterprise")
"""The ids of ``:enterprise`` and of all that it owns on the day."""


def document(row: str) -> str:
    """The number (文号) of the document that a row rests on, as ``document``."""
    return (
        f"(SELECT coalesce(d.number, d.title) FROM document d"
        f" WHERE d.id = {row}.document_id) AS document"
    )


def owned(subject: str) -> str:
    """The name of a subject that is no enterprise, else "", as ``subject``."""
    return (
        f"CASE WHEN {subject}.kind <> 'enterprise' THEN {subject}.name ELSE '' END"
        " AS subject"
    )


def cases(value: str, labels: Mapping[str, str]) -> str:
    """The label of a code."""
    cases = " ".join(f"WHEN '{code}' THEN '{label}'" for code, label in labels.items())
    return f"CASE {value} {cases} END"


def level(value: str) -> str:
    """The name of a maturity level."""
    names = " ".join(f"WHEN {at} THEN '{name}'" for at, name in enumerate(LEVELS))
    return f"CASE {value} {names} END"


def label(value: str, terms: type[Term]) -> str:
    """What officials read for a code."""
    return cases(value, {term.value: term.label for term in terms})


def subject(row: str) -> str:
    """The name of the row's subject where it is not ``:enterprise``, as ``subject``."""
    return (
        f"(SELECT s.name FROM subject s WHERE s.id = {row}.subject_id"
        f" AND {row}.subject_id <> :enterprise) AS subject"
    )
