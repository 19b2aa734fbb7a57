"""SQL for what stands beside a row: its document's number, the subject it is of."""

from __future__ import annotations

from registry import asof

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


def subject(row: str) -> str:
    """The name of the row's subject where it is not ``:enterprise``, as ``subject``."""
    return (
        f"(SELECT s.name FROM subject s WHERE s.id = {row}.subject_id"
        f" AND {row}.subject_id <> :enterprise) AS subject"
    )
