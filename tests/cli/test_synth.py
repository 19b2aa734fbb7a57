"""``tidu synth``: where it goes, what it tells, what it refuses."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Type


def test_a_synthetic_register_is_made_and_progress_is_narrated(
    type_: Type, tmp_path: Path
) -> None:
    path = tmp_path / "合成.db"
    said = type_("synth", "--enterprises", "20", "--seed", "3", "--registry", path)
    assert (said.code, said.out) == (0, "")
    assert "已写入 20 / 20 家，每秒" in said.err
    assert "全部是合成数据" in said.err
    assert "合成企业0000020" in type_("--registry", path, "find", "合成企业").out


def test_the_place_of_a_synthetic_register_has_to_be_named(type_: Type) -> None:
    said = type_("synth")
    assert (said.code, "--registry" in said.err) == (2, True)


def test_a_register_that_is_there_is_never_made_synthetic(
    type_: Type, registry_file: Path
) -> None:
    before = registry_file.read_bytes()
    said = type_("--registry", registry_file, "synth", "--enterprises", "1")
    assert (said.code, "不覆盖" in said.err) == (6, True)
    assert registry_file.read_bytes() == before
