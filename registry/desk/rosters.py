"""Rosters: sets frozen on a day, the denominators of rates."""

from __future__ import annotations

from datetime import date

from registry.desk import attributes, rows, subjects
from registry.desk.drafts.pools import RosterDraft
from registry.desk.verb import verb
from registry.errors import ConflictError
from registry.model.pool import Roster, RosterEntry, RosterTask
from registry.model.subject import Subject
from registry.store.transaction import Tx
from registry.terms import Attribute


@verb("冻结名册")
def freeze(tx: Tx, draft: RosterDraft) -> int:
    """Freeze a set of subjects, each under the unit it had on that day; its id.

    Raises:
        ConflictError: there is a roster of that name already.
    """
    same = rows.live(tx, Roster, name=draft.name)
    if same:
        raise ConflictError(
            f"名册「{draft.name}」已于 {same[0].on} 冻结；冻结后不改，请另起名称"
        )
    roster = tx.add(
        Roster(
            name=draft.name,
            on=draft.on,
            terms=draft.terms,
            sample=draft.sample,
            document_id=rows.document_id(tx, draft),
        )
    )
    roster_id = rows.number(roster)
    for subject_id in draft.subject_ids:
        tx.add(_entry(tx, roster_id, subject_id, draft))
    for unit, number in draft.tasks.items():
        tx.add(_task(tx, roster_id, unit, number, draft))
    return roster_id


def _entry(tx: Tx, roster_id: int, subject_id: int, draft: RosterDraft) -> RosterEntry:
    return RosterEntry(
        roster_id=roster_id,
        subject_id=subject_id,
        unit_id=_unit(tx, subject_id, draft.on),
        sample=draft.sample,
    )


def _task(
    tx: Tx, roster_id: int, unit: str, number: int, draft: RosterDraft
) -> RosterTask:
    return RosterTask(
        roster_id=roster_id,
        unit_id=rows.number(rows.unit(tx, unit)),
        number=number,
        sample=draft.sample,
    )


def _unit(tx: Tx, subject_id: int, on: date) -> int | None:
    subject = rows.need(tx, Subject, subject_id, "认定对象")
    owner = subjects.owner_on(tx, subject, on)
    unit = attributes.value_on(tx, Attribute.UNIT, owner, on)
    return None if unit is None else int(unit)
