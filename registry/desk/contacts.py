"""Contacts of enterprises: recorded, disclosed for a reason, erased for good.

The journal holds commitments only (``store.personal``). What is erased cannot be
brought back, and who looked has looked: both changes are lasting ones.
"""

from __future__ import annotations

from dataclasses import dataclass

from registry.desk import attributes, rows
from registry.desk.drafts.contacts import ContactDraft
from registry.desk.office import Office, official
from registry.desk.settling import settle
from registry.desk.verb import verb
from registry.errors import InputError, NotFoundError
from registry.model.contact import Contact, ContactDetail, Disclosure
from registry.store import personal
from registry.store.transaction import Cause, Tx, writing
from registry.text import clean

_KEPT = """
SELECT id FROM contact WHERE enterprise_id = :enterprise AND erased = 0
  AND (:contact IS NULL OR id = :contact)
"""


@dataclass(frozen=True, slots=True)
class Erased:
    """How many contacts were erased, and in which change.

    ``emptied``: nothing of them is left in the file's write-ahead log either.
    """

    contacts: int
    change: int
    emptied: bool


@verb("登记联系人")
def add(tx: Tx, draft: ContactDraft) -> int:
    """Record a contact of an enterprise; its id.

    Raises:
        NotFoundError: there is no such enterprise.
        ConflictError: its record was joined to another.
    """
    attributes.living(tx, draft.enterprise_id)
    salt, words = personal.new_salt(), [getattr(draft, key) for key in personal.DETAILS]
    row = tx.add(
        Contact(
            enterprise_id=draft.enterprise_id,
            commitment=personal.commitment(salt, words),
            sample=draft.sample,
        )
    )
    said = dict(zip(personal.DETAILS, words, strict=True))
    tx.session.add(ContactDetail(contact_id=row.id, salt=salt, **said))
    tx.session.flush()
    return rows.number(row)


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
        found = [row.id for row in tx.rows(_KEPT, asked)]
        if not found:
            raise NotFoundError("没有可以删除的联系人；请用 tidu contact show 核对")
        personal.erase(tx, found)
        change = tx.change_id
    return Erased(len(found), change, personal.empty_log(office.path))


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
