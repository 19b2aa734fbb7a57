"""Layout files: what is wrong in one is told at its line, all of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from registry.errors import FaultsError, StoreError
from registry.lists import layout_files
from registry.terms import Outcome
from tests.lists.tables import record, table

GOOD = 'name = "甲"\nrows = "pool"\n'


def _file(folder: Path, text: str) -> Path:
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("name = 甲", 1, "第 8 列：「name = 甲」等号后面的值看不懂"),
        ('name = "甲"', 1, "缺少必填的键 rows"),
        ('nam = "甲"\nrows = "pool"', 1, "「nam」不认识的键。是否想写「name」"),
        (f'{GOOD}colums = ["unit"]', 3, "「colums」不认识的键。是否想写「columns」"),
        (f'{GOOD}columns = "unit"', 3, "「unit」应为一列文字"),
        (f'{GOOD}columns = ["unit",\n  3]', 4, "「3」应为文字"),
        (f'{GOOD}outcomes = ["差二项"]', 3, "「差二项」不是结论。是否想写「差一项」"),
        (f'{GOOD}[width]\nunit = "9"', 4, "「9」不是列宽"),
        (f"{GOOD}[width]\nunit = 900", 4, "「900」不是列宽"),
        (f"{GOOD}[width]\nunit = true", 4, "「true」不是列宽"),
        (f"{GOOD}width = 9", 3, "「9」应为一张表"),
        (f'{GOOD}[header]\nunit = ""', 4, "是空的"),
        (f'{GOOD}title = "\\u001b[31m"', 3, "含有不能显示的字符"),
        ('name = ""\nrows = "pool"', 1, "是空的"),
        (
            f'{GOOD}title = "{{titel}}"',
            3,
            "「{titel}」不认识的占位。是否想写「{title}」",
        ),
        (f'{GOOD}notes = ["{{title}}"]', 3, "「{title}」这里不能用占位"),
    ],
)
def test_a_fault_is_told_at_its_line(
    tmp_path: Path, text: str, line: int | None, told: str
) -> None:
    with pytest.raises(FaultsError) as wrong:
        layout_files.load(_file(tmp_path, text))
    (fault,) = wrong.value.faults
    assert fault.line == line
    assert told in str(fault)


def test_all_faults_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    path = _file(tmp_path, f'{GOOD}colour = "red"\norder = 1\n')
    with pytest.raises(FaultsError) as wrong:
        layout_files.load(path)
    assert [fault.line for fault in wrong.value.faults] == [3, 4]


def test_a_column_the_list_has_not_is_told_at_its_line(tmp_path: Path) -> None:
    path = _file(tmp_path, f'{GOOD}columns = [\n  "enterprise",\n  "unti",\n]')
    with pytest.raises(FaultsError, match=r"第 5 行.*「unti」.*没有这一列.*「unit」"):
        layout_files.load(path).apply(table(record()))


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="不能读取"):
        layout_files.load(tmp_path / "none.toml")
    other = tmp_path / "own.toml"
    other.write_bytes('name = "甲"'.encode("gb18030"))
    with pytest.raises(FaultsError, match="不是 UTF-8"):
        layout_files.load(other)


def test_a_file_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(f'{GOOD}outcomes = ["差一项"]', encoding="utf-8-sig")
    assert layout_files.load(path).outcomes == (Outcome.ONE_SHORT,)


def test_every_shipped_list_has_a_name_of_its_own() -> None:
    names = [one.name for one in layout_files.shipped()]
    assert names
    assert len(set(names)) == len(names)
