from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from registry.errors import ConflictError, NotFoundError
from registry.model.document import Document
from registry.store.reader import open_reader
from registry.store.transaction import transaction
from registry.store.undo import choose, undo, undone
from registry.store.verify import verify
from registry.terms import DocumentKind

Record = Callable[..., int]


def retitle(path: Path, row_id: int, title: str) -> int:
    with transaction(path, by="王某", action=f"改为{title}") as tx:
        row = tx.get(Document, row_id)
        row.title = title
        tx.touch(row)
        return tx.change_id


def replace(path: Path, row_id: int, replaces: int) -> int:
    with transaction(path, by="王某", action="替代") as tx:
        row = tx.get(Document, row_id)
        row.replaces_id = replaces
        tx.touch(row)
        return tx.change_id


def void(path: Path, row_id: int) -> int:
    with transaction(path, by="王某", action="作废") as tx:
        tx.void(tx.get(Document, row_id))
        return tx.change_id


def titles(path: Path) -> list[str]:
    sql = "SELECT title FROM document WHERE voided_by IS NULL ORDER BY id"
    with closing(open_reader(path)) as connection:
        return [title for (title,) in connection.execute(sql)]


def last_change(path: Path) -> dict[str, object]:
    sql = 'SELECT id, "by", action, reason, undoes FROM change ORDER BY id DESC LIMIT 1'
    with closing(open_reader(path)) as connection:
        return dict(connection.execute(sql).fetchone())


def test_undo_voids_what_the_last_change_added(
    registry_file: Path, record: Record
) -> None:
    record("甲")
    record("乙")
    number = undo(registry_file, "李某", reason="重复登记")
    assert titles(registry_file) == ["甲"]
    assert last_change(registry_file) == {
        "id": number,
        "by": "李某",
        "action": "撤销第 3 次变更",
        "reason": "重复登记",
        "undoes": 3,
    }
    assert verify(registry_file).ok


def test_undo_gives_an_edited_row_its_old_content_and_a_new_version(
    registry_file: Path, record: Record
) -> None:
    row_id = record("甲")
    retitle(registry_file, row_id, "乙")
    undo(registry_file, "李某")
    with closing(open_reader(registry_file)) as connection:
        row = connection.execute("SELECT title, version FROM document").fetchone()
    assert tuple(row) == ("甲", 3)


def test_undo_brings_back_what_was_voided(registry_file: Path, record: Record) -> None:
    void(registry_file, record("甲"))
    assert titles(registry_file) == []
    undo(registry_file, "李某")
    assert titles(registry_file) == ["甲"]


def test_undo_after_undo_walks_back_through_the_changes(
    registry_file: Path, record: Record
) -> None:
    row_id = record("甲")
    retitle(registry_file, row_id, "乙")
    record("丙")
    seen = []
    for _ in range(3):
        undo(registry_file, "李某")
        seen.append(titles(registry_file))
    assert seen == [["乙"], ["甲"], []]
    with pytest.raises(ConflictError, match="没有可以撤销的变更"):
        undo(registry_file, "李某")
    assert verify(registry_file).ok


def test_undoing_an_undo_restores_what_it_took_back(
    registry_file: Path, record: Record
) -> None:
    row_id = record("甲")
    retitle(registry_file, row_id, "乙")
    record("丙")
    for _ in range(2):
        undo(registry_file, "李某")
    assert titles(registry_file) == ["甲"]
    undo(registry_file, "李某", change=6)
    undo(registry_file, "李某", change=5)
    assert titles(registry_file) == ["乙", "丙"]
    assert verify(registry_file).ok


def test_a_restored_change_can_be_undone_again(
    registry_file: Path, record: Record
) -> None:
    record("甲")
    first = undo(registry_file, "李某")
    undo(registry_file, "李某", change=first)
    assert titles(registry_file) == ["甲"]
    undo(registry_file, "李某")
    assert titles(registry_file) == []
    assert verify(registry_file).ok


def test_undoing_the_restoring_of_a_voided_row_voids_it_by_the_new_change(
    registry_file: Path, record: Record
) -> None:
    voiding = void(registry_file, record("甲"))
    restoring = undo(registry_file, "李某", change=voiding)
    again = undo(registry_file, "李某", change=restoring)
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
    undo(registry_file, "李某")
    assert titles(registry_file) == []


def test_a_row_edited_twice_in_one_change_gets_its_first_content_back(
    registry_file: Path, record: Record
) -> None:
    record("甲")
    with transaction(registry_file, by="王某", action="改") as tx:
        tx.rows("UPDATE document SET title = '乙', version = version + 1")
        tx.rows("UPDATE document SET title = '丙', version = version + 1")
    undo(registry_file, "李某")
    assert titles(registry_file) == ["甲"]


def test_an_earlier_change_can_be_undone_by_its_number(
    registry_file: Path, record: Record
) -> None:
    record("甲")
    record("乙")
    undo(registry_file, "李某", change=2)
    assert titles(registry_file) == ["乙"]


def test_a_change_whose_row_was_edited_since_is_not_undone(
    registry_file: Path, record: Record
) -> None:
    row_id = record("甲")
    retitle(registry_file, row_id, "乙")
    with pytest.raises(ConflictError) as refused:
        undo(registry_file, "李某", change=2)
    assert "文件 #1（第 3 次变更「改为乙」，王某）又改过" in str(refused.value)
    assert titles(registry_file) == ["乙"]
    assert last_change(registry_file)["id"] == 3


def test_an_edit_that_was_itself_undone_stands_in_nobody_s_way(
    registry_file: Path, record: Record
) -> None:
    row_id = record("甲")
    retitle(registry_file, row_id, "乙")
    undo(registry_file, "李某")
    undo(registry_file, "李某", change=2)
    assert titles(registry_file) == []


def test_a_row_that_a_later_one_refers_to_is_not_voided(
    registry_file: Path, record: Record
) -> None:
    old = record("甲")
    replace(registry_file, record("乙"), old)
    with pytest.raises(ConflictError) as refused:
        undo(registry_file, "李某", change=2)
    assert "文件 #2（第 3 次变更「登记乙」）引用了文件 #1" in str(refused.value)
    assert titles(registry_file) == ["甲", "乙"]


def test_a_row_that_refers_to_one_voided_since_does_not_come_back(
    registry_file: Path, record: Record
) -> None:
    old = record("甲")
    new = record("乙")
    replace(registry_file, new, old)
    voiding = void(registry_file, new)
    void(registry_file, old)
    with pytest.raises(ConflictError, match="引用了文件 #1"):
        undo(registry_file, "李某", change=voiding)


def test_rows_of_one_change_that_refer_to_each_other_go_together(
    registry_file: Path,
) -> None:
    with transaction(registry_file, by="王某", action="登记两份") as tx:
        old = tx.add(Document(title="甲", kind=DocumentKind.NOTICE))
        tx.add(Document(title="乙", kind=DocumentKind.NOTICE, replaces_id=old.id))
    undo(registry_file, "李某")
    assert titles(registry_file) == []


def test_a_number_given_to_another_since_does_not_come_back_twice(
    registry_file: Path, record: Record
) -> None:
    voiding = void(registry_file, record("甲", number="文一"))
    record("乙", number="文一")
    with pytest.raises(ConflictError, match="文件的「文号」已有同样的记录"):
        undo(registry_file, "李某", change=voiding)
    assert titles(registry_file) == ["乙"]


def test_a_row_voided_and_replaced_under_the_same_number_comes_back(
    registry_file: Path, record: Record
) -> None:
    row_id = record("错", number="文一")
    with transaction(registry_file, by="王某", action="更正") as tx:
        tx.void(tx.get(Document, row_id))
        tx.add(Document(title="对", number="文一", kind=DocumentKind.NOTICE))
    assert titles(registry_file) == ["对"]
    undo(registry_file, "李某")
    assert titles(registry_file) == ["错"]


def test_many_rows_in_the_way_are_counted_not_all_listed(
    registry_file: Path, record: Record
) -> None:
    for number in range(12):
        record(f"文{number}")
    with transaction(registry_file, by="王某", action="改一") as tx:
        tx.rows("UPDATE document SET source = '一', version = version + 1")
    with transaction(registry_file, by="王某", action="改二") as tx:
        tx.rows("UPDATE document SET source = '二', version = version + 1")
    with pytest.raises(ConflictError) as refused:
        undo(registry_file, "李某", change=14)
    assert str(refused.value).endswith("…… 共 12 处")


@pytest.mark.parametrize(
    ("change", "error", "sentence"),
    [
        (1, ConflictError, "建立台账的变更不能撤销"),
        (99, NotFoundError, "没有第 99 次变更"),
        (2, ConflictError, "第 2 次变更已经撤销"),
    ],
)
def test_what_cannot_be_undone_is_refused(
    registry_file: Path,
    record: Record,
    change: int,
    error: type[Exception],
    sentence: str,
) -> None:
    record("甲")
    undo(registry_file, "李某")
    with pytest.raises(error, match=sentence):
        undo(registry_file, "李某", change=change)


def test_a_new_registry_has_nothing_to_undo(registry_file: Path) -> None:
    with (
        closing(open_reader(registry_file)) as connection,
        pytest.raises(ConflictError, match="没有可以撤销的变更"),
    ):
        choose(connection)


def test_the_change_that_undo_would_take_can_be_asked_first(
    registry_file: Path, record: Record
) -> None:
    record("甲")
    with closing(open_reader(registry_file)) as connection:
        assert choose(connection) == 2
    assert titles(registry_file) == ["甲"]


def test_an_undone_undo_undoes_nothing() -> None:
    changes: list[tuple[int, int | None]] = [(1, None), (2, None), (3, 2), (4, 3)]
    assert undone(changes) == {3}
    assert undone([*changes, (5, 2)]) == {2, 3}
