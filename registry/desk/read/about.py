"""What a journalled row is about: an enterprise or what it owns, else its own name."""

from __future__ import annotations

from collections.abc import Mapping

from registry.desk.read.session import Reading
from registry.desk.read.wording import Image, in_words
from registry.text import visible

_OF_APPLICATION = "SELECT subject_id FROM application WHERE id = :id"
_OF_TITLE = "SELECT subject_id FROM title WHERE id = :id"
_THROUGH: Mapping[str, str] = {
    "title_id": _OF_TITLE,
    "application_id": _OF_APPLICATION,
    "assessment_id": "SELECT subject_id FROM assessment WHERE id = :id",
    "step_id": _OF_APPLICATION.replace(
        ":id", "(SELECT application_id FROM application_step WHERE id = :id)"
    ),
    "subsidy_id": _OF_TITLE.replace(
        ":id", "(SELECT title_id FROM subsidy WHERE id = :id)"
    ),
}
"""Rows that belong to another row are about that row's subject."""

_GROUPS = ("round_id", "pool_id", "roster_id", "budget_line_id", "unit_id")
_NAMED = ("document_number", "number", "title", "name", "indicator", "series", "what")


def about(reading: Reading, table: str, image: Image) -> str:
    """Whom or what a row is about, by name; "" where it has none."""
    subject = subject_of(reading, table, image)
    if subject is not None:
        return in_words(reading, table, "subject_id", subject)
    for column in _NAMED:
        if isinstance(name := image.get(column), str) and name:
            return visible(name)
    for column in _GROUPS:
        if image.get(column) is not None:
            return in_words(reading, table, column, image[column])
    return ""


def subject_of(reading: Reading, table: str, image: Image) -> str | int | None:
    """The number of the subject that a row is about; none where it has none."""
    if table in {"enterprise", "subject"}:
        return image.get("id")
    for column in ("subject_id", "enterprise_id"):
        if image.get(column) is not None:
            return image[column]
    for column, sql in _THROUGH.items():
        if image.get(column) is not None:
            row = reading.one(f"SELECT ({sql}) AS subject", id=image[column])
            return None if row is None else row["subject"]
    return None
