from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from registry.errors import ConflictError, NotFoundError
from registry.model.document import Document
from registry.store.reader import open_reader
from registry.store.transaction import transaction
from registry.store.undo import undo
from registry.store.undoable import Past, choose, undone
from registry.terms import DocumentKind
from tests.store.documents import Record, last_change, replace, retitle, titles, void


def test_a_change_whose_row_was_edited_since_is_not_undone(
    registry_file: Path, record: Record
) -> None:
    row_id = record("甲")
    retitle(registry_file, row_id, "乙")
    with pytest.raises(ConflictError) as refused:
        undo(registry_file, "王某", change=2)
    assert "文件 #1（第 3 次变更「改为乙」，王某）又改过" in str(refused.value)
    assert titles(registry_file) == ["乙"]
    assert last_change(registry_file)["id"] == 3


def test_an_edit_that_was_itself_undone_stands_in_nobody_s_way(
    registry_file: Path, record: Record
) -> None:
    row_id = record("甲")
    retitle(registry_file, row_id, "乙")
    undo(registry_file, "王某")
    undo(registry_file, "王某", change=2)
    assert titles(registry_file) == []


def test_a_row_that_a_later_one_refers_to_is_not_voided(
    registry_file: Path, record: Record
) -> None:
    old = record("甲")
    replace(registry_file, record("乙"), old)
    with pytest.raises(ConflictError) as refused:
        undo(registry_file, "王某", change=2)
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
        undo(registry_file, "王某", change=voiding)


def test_rows_of_one_change_that_refer_to_each_other_go_together(
    registry_file: Path,
) -> None:
    with transaction(registry_file, by="王某", action="登记两份") as tx:
        old = tx.add(Document(title="甲", kind=DocumentKind.NOTICE))
        tx.add(Document(title="乙", kind=DocumentKind.NOTICE, replaces_id=old.id))
    undo(registry_file, "王某")
    assert titles(registry_file) == []


def test_a_number_given_to_another_since_does_not_come_back_twice(
    registry_file: Path, record: Record
) -> None:
    voiding = void(registry_file, record("甲", number="文一"))
    record("乙", number="文一")
    with pytest.raises(ConflictError, match="文件的「文号」已有同样的记录"):
        undo(registry_file, "王某", change=voiding)
    assert titles(registry_file) == ["乙"]


def test_a_row_voided_and_replaced_under_the_same_number_comes_back(
    registry_file: Path, record: Record
) -> None:
    row_id = record("错", number="文一")
    with transaction(registry_file, by="王某", action="更正") as tx:
        tx.void(tx.get(Document, row_id))
        tx.add(Document(title="对", number="文一", kind=DocumentKind.NOTICE))
    assert titles(registry_file) == ["对"]
    undo(registry_file, "王某")
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
        undo(registry_file, "王某", change=14)
    assert str(refused.value).endswith("…… 共 12 处")


@pytest.mark.parametrize(
    ("change", "error", "sentence"),
    [
        (1, ConflictError, "「建立台账」不能撤回"),
        (99, NotFoundError, "没有第 99 次变更"),
        (
            2,
            ConflictError,
            "第 2 次变更已由第 3 次撤回；要恢复，请用 tidu undo --change 3",
        ),
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
    undo(registry_file, "王某")
    with pytest.raises(error, match=sentence):
        undo(registry_file, "王某", change=change)


def test_a_new_registry_has_nothing_to_undo(registry_file: Path) -> None:
    with (
        closing(open_reader(registry_file)) as connection,
        pytest.raises(ConflictError, match="没有可以撤回的变更"),
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
    edit, undo_of_it = Past(2, "改", None, False), Past(3, "撤回", 2, False)
    redo, undo_again = Past(4, "撤回", 3, False), Past(5, "撤回", 2, False)
    assert undone([edit, undo_of_it]) == {2}
    assert undone([edit, undo_of_it, redo]) == {3}
    assert undone([edit, undo_of_it, redo, undo_again]) == {2, 3}


def test_a_colleagues_work_is_taken_back_only_by_its_number(
    registry_file: Path, record: Record
) -> None:
    record("甲")
    with pytest.raises(ConflictError) as refused:
        undo(registry_file, "李某")
    assert "「登记甲」）是 王某 登记的" in str(refused.value)
    assert "tidu undo --change 2" in str(refused.value)
    assert titles(registry_file) == ["甲"]
    undo(registry_file, "李某", change=2)
    assert titles(registry_file) == []


def test_an_edit_comes_back_only_after_the_row_it_edited(
    registry_file: Path, record: Record
) -> None:
    retitle(registry_file, record("甲"), "乙")
    edit_gone, row_gone = (undo(registry_file, "王某") for _ in range(2))
    with pytest.raises(ConflictError) as refused:
        undo(registry_file, "王某", change=edit_gone)
    assert "（恢复第 3 次）：它所改的记录已随第 2 次变更一起撤回" in str(refused.value)
    assert f"tidu undo --change {row_gone}" in str(refused.value)
    assert titles(registry_file) == []
    undo(registry_file, "王某", change=row_gone)
    undo(registry_file, "王某", change=edit_gone)
    assert titles(registry_file) == ["乙"]
