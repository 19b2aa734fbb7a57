"""What the loaded policies say of a rung on a day."""

from __future__ import annotations

from datetime import date

from registry.desk import rows
from registry.eligibility.bind import policies
from registry.errors import InputError
from registry.ladder import policy
from registry.ladder.versions import declared
from registry.model.place import SubjectKind
from registry.model.policy import Rung
from registry.model.subject import Subject
from registry.store.transaction import Tx


def named(tx: Tx, text: str) -> Rung:
    """The rung of that code or Chinese name.

    Raises:
        NotFoundError: no loaded policy names such a rung.
    """
    return rows.coded(tx, Rung, text, "称号")


def rules(tx: Tx, rung: Rung, on: date) -> policy.Rung | None:
    """The rung as declared on the day, or first after it; None where by nobody."""
    return declared(policies(rows.driver(tx)), on).get(rung.code)


def years(tx: Tx, rung: Rung, on: date) -> int | None:
    """How many years a title given on the day is valid; no later policy counts."""
    begun = [one for one in policies(rows.driver(tx)) if one.since <= on]
    rule = declared(begun, on).get(rung.code)
    return rule.valid_years if rule else None


def require_fit(tx: Tx, subject: Subject, rung: Rung) -> None:
    """Refuse a subject of a kind that the rung is not awarded to."""
    if subject.kind != rung.subject_kind:
        is_, wanted = (
            rows.coded(tx, SubjectKind, kind, "认定对象类别").name
            for kind in (subject.kind, rung.subject_kind)
        )
        raise InputError(
            f"{rung.name}授予{wanted}，「{subject.name}」是{is_}；请选它的{wanted}"
        )
