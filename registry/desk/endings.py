"""Enterprises that ended or moved away, and what cannot come to them any more."""

from __future__ import annotations

from datetime import date

from registry.dates import show
from registry.desk import attribute_values, attributes, spells, subjects
from registry.errors import ConflictError
from registry.model.base import Spell
from registry.model.subject import Subject
from registry.store.transaction import Tx
from registry.terms import Attribute, Status

ENDED = frozenset({Status.DEREGISTERED, Status.MOVED_OUT})
"""After these the city cultivates an enterprise no more."""


def refuse_ended(tx: Tx, subject: Subject, on: date, what: str) -> None:
    """Refuse what comes to a subject on a day on which its enterprise had ended.

    Raises:
        ConflictError: naming the enterprise and the day; earlier days are fine.
    """
    owner = subjects.owner_on(tx, subject, on)
    for row in attributes.history(tx, Attribute.STATUS, owner):
        status = Status.read(str(row.value))
        if status in ENDED and spells.in_force(row, on):
            raise ConflictError(
                f"「{attribute_values.official_name(tx, owner)}」{_since(row)}"
                f"{status.label}，{on} 不能再{what}；"
                "请核对企业和日期，补登此前的请写当时的日期"
            )


def _since(row: Spell) -> str:
    if row.since is None:
        return "已"
    return f"已于 {show(row.since, row.since_precision)} "
