"""Records of an enterprise and of all that it owns on the day."""

from __future__ import annotations

from registry import asof


def owner_in(enterprise: str, rows: str, subject: str, holds: str) -> str:
    """Whether the enterprise, or a subject that it owns, has such a row.

    ``rows`` is what stands after FROM, ``subject`` the column with the subject's id.
    The list of those that have one is made once, however many are asked.
    """
    owner = f"JOIN owner_spell o ON o.subject_id = {subject} AND {asof.in_force('o')}"
    return (
        f"{enterprise} IN (SELECT {subject} FROM {rows} WHERE {holds}"
        f" UNION ALL SELECT o.enterprise_id FROM {rows} {owner} WHERE {holds})"
    )
