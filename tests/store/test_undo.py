from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from registry.errors import ConflictError
from registry.model.document import Document
from registry.store.reader import open_reader
from registry.store.transaction import transaction
from registry.store.undo import undo
from registry.store.verify import verify
from registry.terms import DocumentKind
from tests.store.documents import Record, last_change, retitle, titles, void


def test_undo_voids_what_the_last_change_added(
    registry_file: Path, record: Record
) -> None:
    record("甲")
    record("乙")
    number = undo(registry_file, "王某", reason="重复登记")
    assert titles(registry_file) == ["甲"]
    assert last_change(registry_file) == {
        "id": number,
        "by": "王某",
        "action": "撤回第 3 次变更",
        "reason": "重复登记",
        "undoes": 3,
    }
    assert verify(registry_file).ok


def test_undo_gives_an_edited_row_its_old_content_and_a_new_version(
    registry_file: Path, record: Record
) -> None:
    row_id = record("甲")
    retitle(registry_file, row_id, "乙")
    undo(registry_file, "王某")
    with closing(open_reader(registry_file)) as connection:
        row = connection.execute("SELECT title, version FROM document").fetchone()
    assert tuple(row) == ("甲", 3)


def test_undo_brings_back_what_was_voided(registry_file: Path, record: Record) -> None:
    void(registry_file, record("甲"))
    assert titles(registry_file) == []
    undo(registry_file, "王某")
    assert titles(registry_file) == ["甲"]


def test_undo_after_undo_walks_back_through_the_changes(
    registry_file: Path, record: Record
) -> None:
    row_id = record("甲")
    retitle(registry_file, row_id, "乙")
    record("丙")
    seen = []
    for _ in range(3):
        undo(registry_file, "王某")
        seen.append(titles(registry_file))
    assert seen == [["乙"], ["甲"], []]
    with pytest.raises(ConflictError, match="没有可以撤回的变更"):
        undo(registry_file, "王某")
    assert verify(registry_file).ok


def test_undoing_an_undo_restores_what_it_took_back(
    registry_file: Path, record: Record
) -> None:
    row_id = record("甲")
    retitle(registry_file, row_id, "乙")
    record("丙")
    for _ in range(2):
        undo(registry_file, "王某")
    assert titles(registry_file) == ["甲"]
    undo(registry_file, "王某", change=6)
    undo(registry_file, "王某", change=5)
    assert titles(registry_file) == ["乙", "丙"]
    assert verify(registry_file).ok


def test_a_restored_change_can_be_undone_again(
    registry_file: Path, record: Record
) -> None:
    record("甲")
    first = undo(registry_file, "王某")
    undo(registry_file, "王某", change=first)
    assert titles(registry_file) == ["甲"]
    undo(registry_file, "王某")
    assert titles(registry_file) == []
    assert verify(registry_file).ok


def test_undoing_the_restoring_of_a_voided_row_voids_it_by_the_new_change(
    registry_file: Path, record: Record
) -> None:
    voiding = void(registry_file, record("甲"))
    restoring = undo(registry_file, "王某", change=voiding)
    again = undo(registry_file, "王某", change=restoring)
    with closing(open_reader(registry_file)) as connection:
        [voided_by] = connection.execute("SELECT voided_by FROM document").fetchone()
    assert voided_by == again


def test_a_row_added_and_edited_in_one_change_goes_as_a_whole(
    registry_file: Path,
) -> None:
    with transaction(registry_file, by="王某", action="登记") as tx:
        tx.add(Document(title="甲", kind=DocumentKind.NOTICE))
        tx.rows("UPDATE document SET title = '乙', version = version + 1")
        tx.rows("UPDATE document SET title = '丙', version = version + 1")
    undo(registry_file, "王某")
    assert titles(registry_file) == []


def test_a_row_edited_twice_in_one_change_gets_its_first_content_back(
    registry_file: Path, record: Record
) -> None:
    record("甲")
    with transaction(registry_file, by="王某", action="改") as tx:
        tx.rows("UPDATE document SET title = '乙', version = version + 1")
        tx.rows("UPDATE document SET title = '丙', version = version + 1")
    undo(registry_file, "王某")
    assert titles(registry_file) == ["甲"]


def test_an_earlier_change_can_be_undone_by_its_number(
    registry_file: Path, record: Record
) -> None:
    record("甲")
    record("乙")
    undo(registry_file, "王某", change=2)
    assert titles(registry_file) == ["乙"]
