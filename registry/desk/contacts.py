"""Contacts of enterprises: recorded, corrected, shown for a reason, erased for good.

The journal holds commitments only (``store.personal``). What is erased cannot be
brought back, what was corrected is erased, and who looked has looked: these changes
are lasting ones.
"""

from __future__ import annotations

from collections.abc import Mapping
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


_SAID = """
SELECT c.id, c.sample, d.name, d.post, d.phone, d.email, d.note
FROM contact c JOIN contact_detail d ON d.contact_id = c.id
WHERE c.enterprise_id = :enterprise AND c.voided_by IS NULL
  AND (:contact IS NULL OR c.id = :contact)
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
        personal.erase(tx, [number])
        add.within(tx, right)
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
