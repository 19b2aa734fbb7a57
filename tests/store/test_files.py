from __future__ import annotations

import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from registry.errors import StoreError
from registry.store.files import create
from registry.store.header import APPLICATION_ID
from registry.store.identity import Edition, identify
from registry.store.reader import open_reader
from registry.store.transaction import transaction
from registry.store.verify import verify


def asked(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(open_reader(path)) as connection:
        return [tuple(row) for row in connection.execute(sql)]


def make(path: Path, division: str = "430200", name: str = "某市工信局") -> None:
    create(path, name=name, division=division, by="王某")


def test_a_new_registry_says_whose_it_is(tmp_path: Path) -> None:
    path = tmp_path / "registry.db"
    create(
        path,
        name="株洲市工业和信息化局",
        division="430200",
        reference_on=date(2022, 12, 31),
        demonstration=True,
        by="王某",
    )
    sql = "SELECT id, name, division, zone, reference_on, demonstration FROM registry"
    own = (1, "株洲市工业和信息化局", "430200", "Asia/Shanghai", "2022-12-31", 1)
    assert asked(path, sql) == [own]


def test_a_new_registry_begins_with_one_sealed_change(blank_registry: Path) -> None:
    changes = asked(blank_registry, 'SELECT id, "by", action, open FROM change')
    assert changes == [(1, "王某", "建立台账", 0)]
    assert verify(blank_registry).ok


def test_zhuzhou_has_its_nine_divisions_and_zones_without_a_code(
    blank_registry: Path,
) -> None:
    units = asked(blank_registry, "SELECT name, division FROM unit")
    coded = {division for _, division in units if division is not None}
    assert len(coded) == 9
    assert ("株洲经开区", None) in units


def test_another_city_starts_as_easily(tmp_path: Path) -> None:
    make(tmp_path / "xiangtan.db", "430300", "湘潭市工业和信息化局")
    units = asked(tmp_path / "xiangtan.db", "SELECT name, division FROM unit")
    assert ("湘乡市", "430381") in units
    assert all(str(division).startswith("4303") for _, division in units if division)


def test_the_file_and_its_helpers_are_for_the_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "new.db"
    make(path)
    with transaction(path, by="王某", action="看看"):
        modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in path.parent.iterdir()}
    assert modes == {"new.db": 0o600, "new.db-shm": 0o600, "new.db-wal": 0o600}


def test_what_is_there_already_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("记事", encoding="utf-8")
    with pytest.raises(StoreError, match="已经存在"):
        make(path)
    assert path.read_text(encoding="utf-8") == "记事"


def test_a_folder_that_cannot_be_written_is_named(
    read_only_folder: Path, as_nobody: Callable[..., object]
) -> None:
    with pytest.raises(StoreError, match="换一个能写的位置"):
        as_nobody(lambda: make(read_only_folder / "registry.db"))


def test_a_registry_that_fails_to_come_up_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("registry.store.files.add_reference_data", failing)
    with pytest.raises(ZeroDivisionError):
        make(tmp_path / "registry.db")
    assert list(tmp_path.iterdir()) == []


def not_there(path: Path) -> None:
    path.unlink()


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def empty(path: Path) -> None:
    path.write_bytes(b"")


def no_database(path: Path) -> None:
    path.write_text("企业名称,统一社会信用代码\n" * 200, encoding="utf-8")


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:1000])


def another_database(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE enterprise (id INTEGER)")


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")


def half_made(path: Path) -> None:
    another_database(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def without_revision(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DELETE FROM alembic_version")


REFUSED = [
    (not_there, "不存在"),
    (a_folder, "是文件夹"),
    (empty, "不是台账文件"),
    (no_database, "不是台账文件"),
    (cut_short, "台账已损坏（文件不完整.*tidu restore"),
    (another_database, "不是台账文件"),
    (half_made, "台账已损坏（缺结构版本"),
    (without_revision, "台账已损坏（缺结构版本"),
    (newer, "由更新版本的程序写成.*请升级本程序"),
]


@pytest.mark.parametrize(("spoil", "sentence"), REFUSED)
def test_a_file_that_cannot_be_used_is_refused_in_words(
    registry_file: Path, spoil: Callable[[Path], None], sentence: str
) -> None:
    spoil(registry_file)
    before = contents(registry_file)
    for use in (read, write):
        with pytest.raises(StoreError, match=sentence):
            use(registry_file)
    assert contents(registry_file) == before


def read(path: Path) -> None:
    open_reader(path).close()


def write(path: Path) -> None:
    with transaction(path, by="王某", action="登记") as tx:
        tx.rows("UPDATE unit SET version = version + 1")


def contents(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def test_a_path_that_cannot_be_looked_at_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="打不开"):
        read(tmp_path / ("长" * 200))
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="不存在"):
        read(tmp_path / "file" / "registry.db")


def test_a_newer_file_is_looked_at_without_being_changed(registry_file: Path) -> None:
    newer(registry_file)
    found = identify(registry_file)
    assert (found.edition, found.revision) == (Edition.NEWER, "9999")


def test_a_registry_of_this_program_is_current(registry_file: Path) -> None:
    assert identify(registry_file).edition is Edition.CURRENT
