"""Contacts that are said again: who is the same, and what becomes of the old words."""

from __future__ import annotations

import pytest

from registry.desk import contacts, dedupe, enterprises, previews, upkeep
from registry.desk.drafts.contacts import ContactDraft
from registry.desk.drafts.dedupe import JoinDraft
from registry.desk.drafts.enterprises import EnterpriseDraft
from registry.desk.office import Office
from registry.desk.read import contacts as shown
from registry.desk.read.session import open_reading
from registry.errors import InputError
from registry.store.verify import verify
from tests.desk.conftest import Query

NAME = "示例人甲"


@pytest.fixture
def office(office: Office) -> Office:
    """The office, with an enterprise (1) and its contact."""
    one = enterprises.add(office, EnterpriseDraft.read(name="示例企业甲有限公司"))
    said = {"name": NAME, "post": "厂长", "phone": "138 0000 0000"}
    contacts.add(office, ContactDraft.read(enterprise_id=one, **said))
    return office


def test_who_is_erased_is_erased_with_all_that_was_said_before(
    office: Office, query: Query
) -> None:
    other = contacts.add(office, ContactDraft.read(enterprise_id=1, name="示例人乙"))
    new = contacts.add(
        office, ContactDraft.read(enterprise_id=1, name=NAME, phone="0731-28000000")
    )
    done = contacts.erase(office, 1, new, "本人要求")
    assert (done.contacts, done.former) == (1, 1)
    assert query(office, "SELECT contact_id FROM contact_detail") == [(other,)]
    assert verify(office.path).ok


def test_the_same_name_in_another_post_on_another_telephone_is_somebody_else(
    office: Office,
) -> None:
    for post, phone in (("会计", "28000011"), ("出纳", "28000022")):
        two = {"name": NAME, "post": post, "phone": phone}
        contacts.add(office, ContactDraft.read(enterprise_id=1, **two))
    third = ContactDraft.read(enterprise_id=1, name=NAME, post="司机", phone="28000033")
    assert previews.preview_contact(office, third).warnings == (
        "已有同名的联系人，职务和电话都不同，按另一位登记",
    )
    third = ContactDraft.read(enterprise_id=1, name=NAME, post="司机")
    with pytest.raises(InputError, match="同名的联系人有 3 位，看不出是哪一位"):
        contacts.add(office, third)
    with open_reading(office.path) as reading:
        assert len(shown.lines(reading, 1)) == 3


def test_a_changed_contact_is_taken_back_whole(office: Office, query: Query) -> None:
    before = query(office, "SELECT id FROM contact WHERE voided_by IS NULL")
    contacts.add(office, ContactDraft.read(enterprise_id=1, name=NAME, post="厂长助理"))
    assert query(office, "SELECT id FROM contact WHERE voided_by IS NULL") != before
    upkeep.undo(office)
    assert query(office, "SELECT id FROM contact WHERE voided_by IS NULL") == before
    assert verify(office.path).ok


def test_who_is_known_of_both_records_that_are_joined_is_one_and_undo_parts_them(
    office: Office, query: Query
) -> None:
    named = EnterpriseDraft.read(name="示例企业甲公司", anyway="是")
    twin = enterprises.add(office, named)
    said = {"post": "副厂长", "phone": "13800000000", "email": "a@example.com"}
    for who in ({"name": NAME, **said}, {"name": "示例人乙"}):
        contacts.add(office, ContactDraft.read(enterprise_id=twin, **who))
    of = (
        "SELECT c.enterprise_id, d.name, d.post, d.phone, d.email FROM contact c"
        " JOIN contact_detail d ON d.contact_id = c.id WHERE c.voided_by IS NULL"
        " ORDER BY c.id"
    )
    before = query(office, of)
    dedupe.join(office, JoinDraft.read(kept_id=1, joined_id=twin))
    assert sorted(query(office, of)) == [
        (1, "示例人乙", "", "", ""),
        (1, NAME, "厂长", "138 0000 0000", "a@example.com"),
    ]
    upkeep.undo(office)
    assert query(office, of) == before
    dedupe.join(office, JoinDraft.read(kept_id=1, joined_id=twin))
    contacts.erase(office, 1, reason="本人要求")
    assert query(office, "SELECT count(*) FROM contact_detail") == [(0,)]
    assert verify(office.path).ok


def test_who_may_be_either_of_two_namesakes_stays_when_records_are_joined(
    office: Office, query: Query
) -> None:
    named = EnterpriseDraft.read(name="示例企业甲公司", anyway="是")
    twin = enterprises.add(office, named)
    for whose, post, phone in ((1, "会计", "28000011"), (twin, "司机", "")):
        said = {"name": NAME, "post": post, "phone": phone}
        contacts.add(office, ContactDraft.read(enterprise_id=whose, **said))
    dedupe.join(office, JoinDraft.read(kept_id=1, joined_id=twin))
    live = "SELECT enterprise_id FROM contact WHERE voided_by IS NULL"
    assert query(office, live) == [(1,), (1,), (1,)]
