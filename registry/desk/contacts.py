"""Contacts of enterprises: recorded, corrected, shown for a reason, erased for good.

The journal holds commitments only (``store.personal``). What is erased cannot be
brought back, what was corrected is erased, and who looked has looked: these changes
are lasting ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from registry.desk import attributes, rows
from registry.desk.drafts.contacts import ContactDraft, worded
from registry.desk.office import Office, official
from registry.desk.read.contacts import Known, known
from registry.desk.settling import settle
from registry.desk.verb import verb
from registry.errors import InputError, NotFoundError, UnchangedError
from registry.model.contact import Contact, ContactDetail, Disclosure
from registry.store import personal
from registry.store.transaction import Cause, Tx, writing
from registry.text import clean

_KEPT = """
SELECT c.id, c.voided_by IS NULL AS shown FROM contact c
JOIN contact_detail d ON d.contact_id = c.id
WHERE c.enterprise_id = :enterprise AND (:contact IS NULL OR c.id = :contact
  OR c.voided_by IS NOT NULL AND d.name = (
    SELECT o.name FROM contact_detail o WHERE o.contact_id = :contact))
"""
"""All contacts of an enterprise; or one, with what was said of the same name before."""

_REPLACE = """
UPDATE contact SET voided_by = :change, version = version + 1 WHERE id = :contact
"""
_REPLACE_OTHER = """
UPDATE contact SET voided_by = :change, enterprise_id = :enterprise,
  version = version + 1 WHERE id = :contact
"""
_SAID = """
SELECT c.id, c.sample, d.name, d.post, d.phone, d.email, d.note
FROM contact c JOIN contact_detail d ON d.contact_id = c.id
WHERE c.enterprise_id = :enterprise AND c.voided_by IS NULL
  AND (:contact IS NULL OR c.id = :contact)
"""


@dataclass(frozen=True, slots=True)
class Erased:
    """How many contacts were erased, and in which change.

    ``former``: how many more there were that had been taken back or replaced;
    ``emptied``: nothing of them is left in the file's write-ahead log either.
    """

    contacts: int
    change: int
    emptied: bool
    former: int = 0


@verb("登记联系人")
def add(tx: Tx, draft: ContactDraft) -> int:
    """Record a contact of an enterprise; its id.

    Somebody of the same name whom the words may be about is the same person: what
    they say otherwise takes the place of what was recorded, and the rest stays.

    Raises:
        NotFoundError: there is no such enterprise.
        ConflictError: its record was joined to another.
        UnchangedError: the contact is recorded already.
        InputError: several are recorded whom it could be.
    """
    said = worded(draft)
    found = known(rows.driver(tx), draft.enterprise_id, said)
    if found is not None:
        if not found.changed:
            raise UnchangedError("这位联系人已登记，内容相同；没有要写入的")
        said = {key: value or found.words[key] for key, value in said.items()}
        tx.rows(_REPLACE, {"change": tx.change_id, "contact": found.id})
    return _add(tx, draft, said)


def join(tx: Tx, kept: int, joined: int) -> None:
    """Let contacts of two records of one enterprise who are one person be one.

    What the record says that stays holds; what only the other says is added to it.
    """
    for row in tx.rows(_SAID, {"enterprise": joined, "contact": None}):
        said = {key: getattr(row, key) for key in personal.DETAILS}
        found = _one_of(tx, kept, said)
        if found is not None:
            ids = {"change": tx.change_id, "contact": row.id, "enterprise": kept}
            tx.rows(_REPLACE_OTHER, ids)
            words = {key: found.words[key] or said[key] for key in personal.DETAILS}
            if words != found.words:
                tx.rows(_REPLACE, {"change": tx.change_id, "contact": found.id})
                own = {"enterprise_id": kept, "sample": bool(row.sample)}
                _add(tx, ContactDraft.read(**words, **own), words)


def _one_of(tx: Tx, enterprise: int, said: Mapping[str, str]) -> Known | None:
    """The contact of an enterprise whom words are about; none where several may be."""
    try:
        return known(rows.driver(tx), enterprise, said)
    except InputError:
        return None


def _add(tx: Tx, draft: ContactDraft, said: Mapping[str, str]) -> int:
    """Put words beside the journal, and a commitment to them into it."""
    attributes.living(tx, draft.enterprise_id)
    salt, words = personal.new_salt(), [said[key] for key in personal.DETAILS]
    row = tx.add(
        Contact(
            enterprise_id=draft.enterprise_id,
            commitment=personal.commitment(salt, words),
            sample=draft.sample,
        )
    )
    tx.session.add(ContactDetail(contact_id=row.id, salt=salt, **said))
    tx.session.flush()
    return rows.number(row)


def correct(
    office: Office,
    enterprise_id: int,
    said: Mapping[str, str],
    contact: int | None = None,
    reason: str = "",
) -> Erased:
    """Put right what a contact says, by field; what it said before is erased.

    Raises:
        InputError: no reason is given, a field cannot be read, nothing would change,
            or there are several contacts and none is named.
        NotFoundError: there is no such contact.
    """
    cause = _cause(office, "更正联系人", _required(reason, "更正联系人"))
    with writing(office.path, cause, settle) as tx:
        number, was = _the_one(tx, {"enterprise": enterprise_id, "contact": contact})
        right = ContactDraft.read(enterprise_id=enterprise_id, **{**was, **said})
        if all(getattr(right, key) == was[key] for key in personal.DETAILS):
            raise InputError("与登记的一样，没有要更正的；请写明改成什么")
        kept = {"enterprise": enterprise_id, "contact": number}
        personal.erase(tx, [row.id for row in tx.rows(_KEPT, kept)])
        _add(tx, right, worded(right))
        change = tx.change_id
    return Erased(1, change, personal.empty_log(office.path))


def _the_one(
    tx: Tx, asked: Mapping[str, int | None]
) -> tuple[int, dict[str, str | bool]]:
    """The contact that is asked for, and what it says."""
    found = tx.rows(_SAID, asked)
    if not found:
        raise NotFoundError("没有这位联系人；请用 tidu contact show 核对")
    if len(found) > 1:
        raise InputError(f"有 {len(found)} 位联系人；请用 --record 编号 写明更正哪一位")
    (row,) = found
    was = {key: getattr(row, key) for key in personal.DETAILS}
    return row.id, {**was, "sample": bool(row.sample)}


def erase(
    office: Office, enterprise_id: int, contact: int | None = None, reason: str = ""
) -> Erased:
    """Erase the contacts of an enterprise, or one of them; void ones too.

    Raises:
        InputError: no reason is given.
        NotFoundError: there is nothing left to erase.
    """
    cause = _cause(office, "删除联系人", _required(reason, "删除联系人"))
    asked = {"enterprise": enterprise_id, "contact": contact}
    with writing(office.path, cause, settle) as tx:
        found = tx.rows(_KEPT, asked)
        if not found:
            raise NotFoundError("没有可以删除的联系人；请用 tidu contact show 核对")
        personal.erase(tx, [row.id for row in found])
        change = tx.change_id
    people = sum(row.shown for row in found)
    emptied = personal.empty_log(office.path)
    return Erased(people, change, emptied, len(found) - people)


def disclose(office: Office, what: str, contacts: int, reason: str) -> int:
    """Record that contacts are about to be shown unmasked; the change's number.

    Raises:
        InputError: no reason is given.
    """
    cause = _cause(office, "查看联系人", _required(reason, "查看完整联系方式"))
    with writing(office.path, cause, settle) as tx:
        tx.add(Disclosure(what=clean(what), contacts=contacts))
        return tx.change_id


def _cause(office: Office, action: str, reason: str) -> Cause:
    """What cannot be undone: nobody unsees, nothing erased comes back."""
    return Cause(official(office), action, reason=reason, lasting=True)


def _required(reason: str, what: str) -> str:
    if not clean(reason):
        raise InputError(f"{what}要写明事由，记入变更记录；请加 --reason 事由")
    return clean(reason)
