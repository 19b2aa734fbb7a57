from __future__ import annotations

from pathlib import Path

import pytest

from registry.errors import StoreError
from registry.lists.files import write_whole


def test_a_file_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    write_whole(path, b"x")
    assert path.read_bytes() == b"x"
    assert path.stat().st_mode & 0o777 == 0o600


def test_nothing_else_is_left_beside_it(tmp_path: Path) -> None:
    write_whole(tmp_path / "名单.csv", b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["名单.csv"]


def test_a_file_that_is_there_is_kept_unless_forced(tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_bytes(b"old")
    with pytest.raises(StoreError, match="已存在"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    write_whole(path, b"new", force=True)
    assert path.read_bytes() == b"new"


@pytest.mark.parametrize("force", [False, True])
def test_a_link_is_never_followed(tmp_path: Path, force: bool) -> None:
    target, link = tmp_path / "重要.txt", tmp_path / "名单.csv"
    target.write_bytes(b"old")
    link.symlink_to(target)
    with pytest.raises(StoreError, match="是链接"):
        write_whole(link, b"new", force=force)
    assert target.read_bytes() == b"old"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="是文件夹"):
        write_whole(tmp_path, b"x", force=True)


def test_a_folder_that_is_not_there_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"不能写入.*请核对文件夹"):
        write_whole(tmp_path / "无" / "名单.csv", b"x")


def test_a_failed_write_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "名单.csv"
    path.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StoreError, match="磁盘已满"):
        write_whole(path, b"new", force=True)
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["名单.csv"]
