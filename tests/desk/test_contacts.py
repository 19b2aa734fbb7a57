"""Contacts: beside the journal, masked, shown for a reason, erased for good."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from registry.desk import contacts, enterprises, upkeep
from registry.desk.dedupe import join
from registry.desk.disclosed import contacts_of, export
from registry.desk.drafts.contacts import ContactDraft
from registry.desk.drafts.dedupe import JoinDraft
from registry.desk.drafts.enterprises import EnterpriseDraft
from registry.desk.listing import listed
from registry.desk.office import Because, Office, staying
from registry.desk.publications import publish
from registry.desk.read import contacts as shown
from registry.desk.read.session import open_reading
from registry.desk.read.things import thing
from registry.errors import ConflictError, InputError, NotFoundError
from registry.store.verify import verify
from tests.store.walls import walls_down

NAME, PHONE = "示例人甲", "138 0000 0000"
WHO = "示例企业甲有限公司"


@pytest.fixture(scope="module")
def made(blank_registry: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry with one enterprise and its contact."""
    path = tmp_path_factory.mktemp("contacts") / "registry.db"
    shutil.copy(blank_registry, path)
    office = Office(path, "王某")
    one = enterprises.add(office, EnterpriseDraft.read(name=WHO, status="在营"))
    said = {"name": NAME, "phone": PHONE, "email": "a@example.com", "note": "分管"}
    contacts.add(office, ContactDraft.read(enterprise_id=one, post="厂长", **said))
    return path


@pytest.fixture
def office(made: Path, tmp_path: Path) -> Iterator[Office]:
    """An office at that registry, for this test alone."""
    with staying(Office(Path(shutil.copy(made, tmp_path / "own.db")), "王某")) as one:
        yield one


def _rows(office: Office, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(office.path)) as connection:
        return connection.execute(sql).fetchall()


def test_the_journal_holds_a_commitment_and_not_the_words(office: Office) -> None:
    (entry,) = _rows(
        office, "SELECT \"after\" FROM journal WHERE table_name = 'contact'"
    )
    assert NAME not in str(entry[0])
    assert len(json.loads(str(entry[0]))["commitment"]) == len("0" * 64)
    assert verify(office.path).ok


def test_two_contacts_that_say_the_same_are_committed_to_differently(
    office: Office,
) -> None:
    for who in ("示例企业乙公司", "示例企业丙公司"):
        other = enterprises.add(office, EnterpriseDraft.read(name=who, anyway="是"))
        contacts.add(office, ContactDraft.read(enterprise_id=other, name=NAME))
    assert _rows(office, "SELECT count(DISTINCT commitment) FROM contact") == [(3,)]


def test_words_changed_behind_the_program_s_back_are_found(office: Office) -> None:
    with closing(sqlite3.connect(office.path, isolation_level=None)) as connection:
        connection.execute("UPDATE contact_detail SET phone = '1'")
    (finding,) = verify(office.path).findings
    assert str(finding) == "联系人 #1：内容与变更记录的承诺值不符"
    with closing(sqlite3.connect(office.path, isolation_level=None)) as connection:
        connection.execute("DELETE FROM contact_detail")
    (finding,) = verify(office.path).findings
    assert finding.problem == "内容不见了，却没有删除记录"


def test_contacts_are_masked_on_the_page_and_in_lists(office: Office) -> None:
    with open_reading(office.path) as reading:
        page = thing(reading, WHO)
        table = listed(reading, "contacts")
    told = f"{page}{table.rows}"
    assert NAME not in told
    assert "示***" in told
    assert "138****0000" in told
    assert table.rows[0][5:8] == ("厂长", "138****0000", "a***@example.com")


def test_contacts_are_shown_in_full_for_a_reason_that_is_journalled(
    office: Office, tmp_path: Path
) -> None:
    (line,) = contacts_of(office, "示例企业甲", "通知评审")
    assert line.label == NAME
    done = export(office, "联系人", tmp_path / "联系人.csv", "通知评审")
    assert done.title == "企业联系人（含个人信息）"
    assert PHONE in done.path.read_text(encoding="utf-8-sig")
    sql = (
        "SELECT d.what, d.contacts, c.reason FROM disclosure d"
        " JOIN change c ON c.id = d.change_id"
    )
    assert _rows(office, sql) == [
        ("企业 #1（示例企业甲）", 1, "通知评审"),
        ("名单：联系人", 1, "通知评审"),
    ]


def test_without_a_reason_nothing_is_shown_or_erased(
    office: Office, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match="要写明事由"):
        contacts_of(office, WHO, " ")
    with pytest.raises(InputError, match="要写明事由"):
        export(office, "contacts", tmp_path / "a.csv", "")
    with pytest.raises(InputError, match="要写明事由"):
        contacts.erase(office, 1)
    assert not (tmp_path / "a.csv").exists()


def test_a_list_without_contacts_is_not_to_be_revealed(
    office: Office, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match="没有联系人"):
        export(office, "titles", tmp_path / "a.csv", "通知")


def test_who_looked_cannot_be_undone(office: Office) -> None:
    contacts_of(office, WHO, "通知")
    with pytest.raises(ConflictError, match="不能撤回"):
        upkeep.undo(office, 4)


def test_contacts_are_never_published(office: Office) -> None:
    with open_reading(office.path, date(2022, 12, 31)) as reading:
        table = listed(reading, "contacts")
    with pytest.raises(InputError, match="不能发布"):
        publish(office, table, "contacts", table.on, Because())


def test_what_is_erased_is_gone_from_the_file_and_the_journal_still_holds(
    office: Office,
) -> None:
    assert contacts_left(office)
    done = contacts.erase(office, 1, reason="本人要求")
    assert (done.contacts, done.emptied) == (1, True)
    assert verify(office.path).ok
    assert not contacts_left(office)
    with open_reading(office.path) as reading:
        assert shown.lines(reading, 1) == ()


def test_a_correction_keeps_what_is_not_named_and_erases_what_it_said_before(
    office: Office,
) -> None:
    done = contacts.correct(office, 1, {"phone": "0731-28000000"}, reason="换号")
    with open_reading(office.path) as reading:
        (line,) = shown.lines(reading, 1, masked=False)
    assert (line.label, line.record) == (NAME, "联系人 2")
    assert line.value == "厂长 · 0731-28000000 · a@example.com · 分管"
    kept = office.path.parent.glob(f"{office.path.name}*")
    assert not any(PHONE.encode() in path.read_bytes() for path in kept)
    assert verify(office.path).ok
    with pytest.raises(ConflictError, match="不能撤回"):
        upkeep.undo(office, done.change)


@pytest.mark.parametrize(
    ("said", "reason", "told"),
    [
        ({"phone": "0731-28000000"}, " ", "--reason"),
        ({"post": "厂长"}, "核对", "与登记的一样"),
        ({"phone": "没有"}, "核对", "不是电话号码"),
        ({"name": ""}, "核对", "姓名"),
    ],
)
def test_a_correction_that_says_nothing_new_or_cannot_be_read_is_refused(
    office: Office, said: dict[str, str], reason: str, told: str
) -> None:
    with pytest.raises(InputError, match=told):
        contacts.correct(office, 1, said, reason=reason)


def test_which_of_several_contacts_is_corrected_has_to_be_said(office: Office) -> None:
    contacts.add(office, ContactDraft.read(enterprise_id=1, name="示例人乙"))
    with pytest.raises(InputError, match="有 2 位联系人；请用 --record"):
        contacts.correct(office, 1, {"post": "主任"}, reason="升任")
    contacts.correct(office, 1, {"post": "主任"}, 2, reason="升任")
    with pytest.raises(NotFoundError, match="没有这位联系人"):
        contacts.correct(office, 1, {"post": "主任"}, 2, reason="升任")


def test_where_somebody_reads_the_log_is_said_not_to_be_empty_yet(
    office: Office,
) -> None:
    with closing(sqlite3.connect(office.path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM contact").fetchone()
        assert not contacts.erase(office, 1, reason="本人要求").emptied
    assert not contacts_left(office)


def contacts_left(office: Office) -> bool:
    """Whether the name or the number is left in any of the registry's files."""
    kept = office.path.parent.glob(f"{office.path.name}*")
    content = b"".join(path.read_bytes() for path in kept)
    return NAME.encode() in content or PHONE.encode() in content


def test_an_erasure_cannot_be_undone_nor_what_it_erased(office: Office) -> None:
    done = contacts.erase(office, 1, reason="本人要求")
    with pytest.raises(ConflictError, match="不能撤回"):
        upkeep.undo(office, done.change)
    with pytest.raises(ConflictError, match="又改过"):
        upkeep.undo(office, 3)
    with pytest.raises(NotFoundError, match="没有可以删除"):
        contacts.erase(office, 1, reason="再次")


def test_a_contact_that_was_taken_back_can_still_be_erased(office: Office) -> None:
    upkeep.undo(office, 3)
    assert verify(office.path).ok
    contacts.erase(office, 1, reason="本人要求")
    assert verify(office.path).ok
    assert _rows(office, "SELECT count(*) FROM contact_detail") == [(0,)]


def test_words_that_come_back_after_an_erasure_are_found(office: Office) -> None:
    contacts.erase(office, 1, reason="本人要求")
    with walls_down(office.path) as connection:
        connection.execute("INSERT INTO contact_detail VALUES (1,'a','b','','','','')")
    assert verify(office.path).findings[0].problem == "已删除，内容却还在"


def test_a_backup_brings_no_erased_contact_back(office: Office, tmp_path: Path) -> None:
    upkeep.backup(office, tmp_path / "old.db")
    contacts.erase(office, 1, reason="本人要求")
    done = upkeep.restore(office, tmp_path / "old.db")
    assert (done.erased, done.verdict.ok) == (1, True)
    assert NAME.encode() not in office.path.read_bytes()
    assert _rows(office, "SELECT count(*) FROM contact_detail") == [(0,)]


def test_one_contact_is_erased_and_the_other_stays(office: Office) -> None:
    other = contacts.add(office, ContactDraft.read(enterprise_id=1, name="示例人乙"))
    contacts.erase(office, 1, other, "离职")
    with open_reading(office.path) as reading:
        assert [line.label for line in shown.lines(reading, 1)] == ["示***"]


def test_contacts_go_over_to_the_record_that_stays(office: Office) -> None:
    twin = enterprises.add(
        office, EnterpriseDraft.read(name="示例企业甲公司", anyway="是")
    )
    said = {"phone": PHONE, "email": "a@example.com", "note": "分管", "post": "厂长"}
    for who in ({"name": "示例人丙"}, {"name": NAME, **said}):
        contacts.add(office, ContactDraft.read(enterprise_id=twin, **who))
    join(office, JoinDraft.read(kept_id=1, joined_id=twin))
    with open_reading(office.path) as reading:
        assert len(shown.lines(reading, 1)) == 2
    assert verify(office.path).ok


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"phone": "12"}, "不是电话号码"),
        ({"phone": "张三的手机"}, "不是电话号码"),
        ({"email": "a@b"}, "不是电子邮箱"),
        ({"name": ""}, "还缺姓名"),
    ],
)
def test_what_is_no_way_to_reach_anybody_is_refused(
    said: dict[str, str], told: str
) -> None:
    with pytest.raises(InputError, match=told):
        ContactDraft.read(**{"enterprise_id": 1, "name": NAME} | said)


def test_full_width_digits_are_read() -> None:
    typed = "0731-28000000".translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789-"})
    draft = ContactDraft.read(enterprise_id=1, name=NAME, phone=typed)
    assert draft.phone == "0731-28000000"
