from __future__ import annotations

import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from registry.errors import ConflictError, StoreError
from registry.store import restore as module
from registry.store.backup import backup
from registry.store.engine import open_writable
from registry.store.files import create
from registry.store.reader import open_reader
from registry.store.restore import restore
from registry.store.transaction import transaction
from registry.store.undo import undo
from registry.store.verify import verify

Record = Callable[..., int]


def titles(path: Path) -> list[str]:
    sql = "SELECT title FROM document WHERE voided_by IS NULL ORDER BY id"
    with closing(open_reader(path)) as connection:
        return [title for (title,) in connection.execute(sql)]


def head(path: Path) -> str:
    return verify(path).head


@pytest.fixture
def source(registry_file: Path, record: Record, tmp_path: Path) -> Path:
    """A backup made when the registry held 甲; it has 乙 and 丙 since."""
    record("甲")
    path = tmp_path / "backup.db"
    backup(registry_file, path)
    record("乙")
    record("丙")
    return path


def test_restoring_puts_the_backup_in_place_and_the_old_file_aside(
    registry_file: Path, source: Path
) -> None:
    done = restore(registry_file, source, "李某")
    assert titles(registry_file) == ["甲"]
    assert done.aside is not None
    assert titles(done.aside) == ["甲", "乙", "丙"]
    assert verify(done.aside).ok
    assert source.exists()


def test_a_restored_registry_is_whole_private_and_can_be_written(
    registry_file: Path, source: Path, record: Record
) -> None:
    assert restore(registry_file, source, "李某").verdict.ok
    record("丁")
    assert titles(registry_file) == ["甲", "丁"]
    assert verify(registry_file).ok
    assert stat.S_IMODE(registry_file.stat().st_mode) == 0o600


def test_heads_that_are_lost_are_recorded_in_a_change(
    registry_file: Path, source: Path
) -> None:
    done = restore(registry_file, source, "李某")
    assert done.lost == 2
    with closing(open_reader(registry_file)) as connection:
        last = 'SELECT id, "by", action, reason FROM change ORDER BY id DESC LIMIT 1'
        change = tuple(connection.execute(last).fetchone())
        lost = connection.execute("SELECT number FROM lost_head").fetchall()
    assert change == (3, "李某", "恢复备份", "恢复自 backup.db")
    assert [number for (number,) in lost] == [3, 4]


def test_a_list_published_before_the_restore_does_not_look_forged(
    registry_file: Path, source: Path
) -> None:
    published = head(registry_file)
    restore(registry_file, source, "李某")
    verdict = verify(registry_file, published)
    assert verdict.ok
    assert verdict.unanchored_since == 1
    assert "恢复备份时已被舍去" in verdict.sentences()[-1]


def test_heads_lost_by_an_earlier_restore_are_not_forgotten(
    registry_file: Path, source: Path, record: Record
) -> None:
    published = head(registry_file)
    restore(registry_file, source, "李某")
    record("丁")
    restore(registry_file, source, "李某")
    assert verify(registry_file, published).ok


def test_undo_does_not_make_a_known_head_unknown(
    registry_file: Path, source: Path
) -> None:
    published = head(registry_file)
    restore(registry_file, source, "李某")
    undo(registry_file, "王某")
    assert verify(registry_file, published).ok


def test_restoring_where_nothing_is_makes_a_copy(
    registry_file: Path, source: Path, tmp_path: Path
) -> None:
    to = tmp_path / "elsewhere" / "registry.db"
    done = restore(to, source, "李某")
    assert (done.aside, done.lost) == (None, 0)
    assert titles(to) == ["甲"]
    assert titles(registry_file) == ["甲", "乙", "丙"]


def test_a_damaged_registry_is_set_aside_with_its_helper_files(
    registry_file: Path, source: Path
) -> None:
    registry_file.write_bytes(b"damaged" * 1000)
    registry_file.with_name("registry.db-wal").write_bytes(b"log")
    registry_file.with_name("registry.db-shm").write_bytes(b"index")
    done = restore(registry_file, source, "李某")
    assert done.lost is None
    assert done.aside is not None
    assert done.aside.read_bytes() == b"damaged" * 1000
    assert done.aside.with_name(f"{done.aside.name}-wal").read_bytes() == b"log"
    assert titles(registry_file) == ["甲"]
    assert verify(registry_file).ok


def test_a_registry_damaged_inside_is_set_aside_unread(
    registry_file: Path, source: Path
) -> None:
    whole = registry_file.read_bytes()
    registry_file.write_bytes(whole[:100] + b"\0" * (len(whole) - 100))
    done = restore(registry_file, source, "李某")
    assert done.lost is None
    assert titles(registry_file) == ["甲"]


def test_the_log_of_the_old_file_is_folded_in_before_it_is_set_aside(
    registry_file: Path, source: Path
) -> None:
    keeper = open_writable(registry_file)
    keeper.execute("SELECT count(*) FROM unit").fetchone()
    with transaction(registry_file, by="王某", action="改") as tx:
        tx.rows("UPDATE document SET title = '改', version = version + 1")
    assert registry_file.with_name("registry.db-wal").stat().st_size > 0
    keeper.close()
    done = restore(registry_file, source, "李某")
    assert done.aside is not None
    assert titles(done.aside) == ["改", "改", "改"]


def test_a_registry_in_use_is_not_replaced(
    registry_file: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("registry.store.restore.BUSY_SECONDS", 0.1)
    with closing(open_reader(registry_file)) as window:
        window.execute("SELECT count(*) FROM unit").fetchone()
        with pytest.raises(StoreError, match="正在使用；请关闭所有打开它的窗口"):
            restore(registry_file, source, "李某")
    assert titles(registry_file) == ["甲", "乙", "丙"]
    restore(registry_file, source, "李某")


def test_a_backup_of_another_registry_is_refused(
    registry_file: Path, tmp_path: Path, record: Record
) -> None:
    record("甲")
    other = tmp_path / "other.db"
    create(other, name="湘潭市工信局", division="430300", by="王某")
    with pytest.raises(ConflictError, match="另一个台账"):
        restore(registry_file, other, "李某")
    assert titles(registry_file) == ["甲"]
    record("乙")
    assert verify(registry_file).ok


def test_a_refused_restore_leaves_the_registry_as_a_writer_needs_it(
    registry_file: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.db"
    create(other, name="湘潭市工信局", division="430300", by="王某")
    with pytest.raises(ConflictError):
        restore(registry_file, other, "李某")
    with closing(sqlite3.connect(registry_file)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert {path.name for path in tmp_path.iterdir()} >= {"registry.db", "other.db"}
    assert not [path for path in tmp_path.iterdir() if path.name.endswith(".new")]


def test_what_is_no_registry_is_not_restored(
    registry_file: Path, tmp_path: Path
) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("记事", encoding="utf-8")
    before = registry_file.read_bytes()
    with pytest.raises(StoreError, match="不是台账文件"):
        restore(registry_file, notes, "李某")
    assert registry_file.read_bytes() == before


def test_another_program_s_database_is_not_replaced(
    source: Path, tmp_path: Path
) -> None:
    other = tmp_path / "notes.sqlite"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE note (text)")
    before = other.read_bytes()
    with pytest.raises(StoreError, match="不是台账文件"):
        restore(other, source, "李某")
    assert other.read_bytes() == before


def test_a_registry_in_a_folder_that_cannot_be_written_is_not_replaced(
    registry_file: Path,
    source: Path,
    read_only_folder: Path,
    as_nobody: Callable[..., object],
) -> None:
    path = read_only_folder / "registry.db"
    path.write_bytes(registry_file.read_bytes())
    copied = read_only_folder / "backup.db"
    copied.write_bytes(source.read_bytes())
    with pytest.raises(StoreError, match="换一个能写的位置"):
        as_nobody(lambda: restore(path, copied, "李某"))


def test_a_backup_of_a_newer_program_is_not_restored(
    registry_file: Path, source: Path
) -> None:
    with closing(sqlite3.connect(source, isolation_level=None)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="更新版本的程序"):
        restore(registry_file, source, "李某")


def test_where_files_cannot_have_two_names_the_old_one_is_moved(
    registry_file: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refusing(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(Path, "hardlink_to", refusing)
    done = restore(registry_file, source, "李某")
    assert titles(registry_file) == ["甲"]
    assert done.aside is not None
    assert titles(done.aside) == ["甲", "乙", "丙"]


def test_a_restore_that_fails_half_way_leaves_the_registry_in_place(
    registry_file: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(module, "put", failing)
    with pytest.raises(ZeroDivisionError):
        restore(registry_file, source, "李某")
    assert titles(registry_file) == ["甲", "乙", "丙"]
    assert registry_file.stat().st_nlink == 1
    assert not list(registry_file.parent.glob("*恢复前*"))
