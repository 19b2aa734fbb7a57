"""Rosters: sets frozen on a day, the denominators of rates."""

from __future__ import annotations

from sqlalchemy import insert

from registry.desk import rows
from registry.desk.drafts.pools import RosterDraft
from registry.desk.read.filtering import chosen
from registry.desk.read.rosters import units_on
from registry.desk.read.session import Reading
from registry.desk.verb import verb
from registry.errors import ConflictError, InputError
from registry.model.base import new_ref
from registry.model.pool import Roster, RosterEntry, RosterTask
from registry.model.subject import Subject
from registry.store.transaction import Tx
from registry.text import clean


@verb("冻结名册")
def freeze(tx: Tx, draft: RosterDraft) -> int:
    """Freeze a set of subjects, each under the unit it had on that day; its id.

    Raises:
        ConflictError: there is a roster of that name already.
        NotFoundError: a subject is not there, or void.
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
    entries = [_entry(tx, roster_id, draft, row) for row in _units(tx, draft)]
    tx.connection.execute(insert(RosterEntry), entries)
    for unit, number in draft.tasks.items():
        tx.add(_task(tx, roster_id, unit, number, draft))
    return roster_id


def selected(
    reading: Reading, name: str, text: str, terms: str = "", document: str = ""
) -> RosterDraft:
    """The roster of everybody a filter selects on the day of reading.

    Without ``terms`` they are the filter and the day.

    Raises:
        InputError: the filter cannot be read, or selects nobody.
    """
    found = chosen(reading, text)
    if not found:
        raise InputError(
            f"筛选「{clean(text)}」在 {reading.info.on} 没有选中企业；请放宽"
        )
    return RosterDraft(
        name=name,
        on=reading.info.on,
        terms=terms or f"按企业计；限于「{clean(text)}」；截至 {reading.info.on}",
        subject_ids=found,
        document=document,
    )


def _units(tx: Tx, draft: RosterDraft) -> list[tuple[int, int | None]]:
    """The subjects with the unit of each on the day.

    Raises:
        NotFoundError: one of them is not there, or void.
    """
    found = units_on(rows.driver(tx), draft.subject_ids, draft.on)
    for missing in set(draft.subject_ids) - {subject for subject, _ in found}:
        rows.need(tx, Subject, missing, "认定对象")
    return found


def _entry(
    tx: Tx, roster_id: int, draft: RosterDraft, row: tuple[int, int | None]
) -> dict[str, object]:
    subject, unit = row
    return {
        "ref": new_ref(),
        "change_id": tx.change_id,
        "roster_id": roster_id,
        "subject_id": subject,
        "unit_id": unit,
        "sample": draft.sample,
    }


def _task(
    tx: Tx, roster_id: int, unit: str, number: int, draft: RosterDraft
) -> RosterTask:
    return RosterTask(
        roster_id=roster_id,
        unit_id=rows.number(rows.unit(tx, unit)),
        number=number,
        sample=draft.sample,
    )
