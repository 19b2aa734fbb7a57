"""Every slip in a policy file is told with its line, its value and a remedy."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from registry.errors import Fault, FaultsError, NotFoundError
from registry.ladder import loader, sentences
from registry.ladder.loader import load, parse
from registry.ladder.vocabulary import shipped_vocabulary
from tests.ladder.slips import GOOD, LEAF, SLIPS, Slip


def faults(text: str) -> tuple[Fault, ...]:
    with pytest.raises(FaultsError) as refused:
        parse(text, "a.toml")
    return refused.value.faults


def line_of(text: str, beginning: str) -> int:
    found = re.search(rf"^{re.escape(beginning)}", text, re.MULTILINE)
    assert found, beginning
    return text.count("\n", 0, found.start()) + 1


def test_a_good_file_loads() -> None:
    policy = parse(GOOD, "a.toml")
    assert [step.key for step in policy.step] == [
        ">trial/city#new",
        "trial/city>trial/province#new",
    ]


@pytest.mark.parametrize("slip", SLIPS, ids=[slip.sentence for slip in SLIPS])
def test_a_slip_is_told_with_its_remedy(slip: Slip) -> None:
    text = GOOD.replace(slip.old, slip.new, 1)
    assert text != GOOD
    found = faults(text)
    (fault,) = [fault for fault in found if slip.problem in fault.problem]
    assert len(found) == 1 + slip.more
    assert fault.file == "a.toml"
    assert slip.remedy in fault.remedy
    assert (fault.column, fault.value) == (slip.column, slip.value)
    assert fault.line == line_of(text, slip.at or slip.new.split("\n")[0])


def test_every_slip_at_once_is_told_at_once() -> None:
    text = GOOD.replace('issuer = "试验市"', "issuer = 1").replace(
        'scope = "430200"', 'scope = "1"'
    )
    text = text.replace(LEAF, 'number = { fact = "x", at_least = "1" }')
    found = [(fault.line, fault.column) for fault in faults(text)]
    assert found == [
        (5, "issuer"),
        (6, "scope"),
        (29, "number.at_least"),
        (29, "number.fact"),
    ]


def test_every_code_of_the_vocabulary_has_its_sentence_and_its_slip() -> None:
    folder = Path(loader.__file__).parent
    raised = {
        code
        for file in folder.glob("*.py")
        if file.stem != "standards"
        for code in re.findall(r'raise ValueError\("([^"]+)"\)', file.read_text())
    }
    assert raised == set(sentences.CODES)
    told = {slip.problem for slip in SLIPS}
    untold = {
        code
        for code, (problem, _) in sentences.CODES.items()
        if not any(part in problem for part in told)
    }
    assert not untold


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("a = 1\nb c", 2, "缺少等号"),
        ("since = 2022-02-30", 1, "日历上没有这一天"),
        ('a = "x', 1, "引号没有配对"),
        ('a = "x\nb = 1', 1, "引号没有配对"),
        ("a = 1\na = 2", 2, "写了两次"),
        ("[a]\n[a]", 2, "写了两次"),
        ("[a]\n[[a]]", 2, "单方括号"),
        ("a = [1, 2", 1, "方括号没有配对"),
        ("a = 株洲", 1, "看不懂"),
        ("a = 1 b = 2", 1, "多了内容"),
        ("[[a]\nb = 1", 1, "没有配对"),
        ("文号 = 1", 1, "看不懂这一行"),
        ("a.文号 = 1", 1, "键名不合写法"),
        ("a = { b = 1\n", 1, "花括号没有配对"),
        ('a = "\\q"', 1, "反斜杠"),
        ("a = {b = 1, b = 2}", 1, "写了两次"),
        ("???", 1, "看不懂这一行"),
        ('a = "\\uD800"', 1, "编码不合写法"),
        ('a = "\\uZZZZ"', 1, "编码不合写法"),
        ("a = 1\n[a.b]", 2, "写了两次"),
        ("[a]\nb.c = 1\n[a.b]", 3, "写了两次"),
        (f"a = {'9' * 5000}", 1, "数字太长"),
    ],
)
def test_what_is_no_toml_is_told_in_chinese(text: str, line: int, problem: str) -> None:
    (fault,) = faults(text)
    assert fault.line == line
    assert problem in fault.problem
    assert fault.value.removesuffix("…") in text.split("\n")[line - 1]


def test_what_is_no_toml_is_told_at_its_column() -> None:
    (fault,) = faults("a = 1\non = 2022-02-30")
    assert str(fault).startswith(f"{fault.file} 第 2 行 第 6 列：「on = 2022-02-30」")


@pytest.mark.parametrize(
    "text",
    ["a = " + "[" * 5000, "a = " + "[" * 180 + "]" * 180, "a = " + "{b=" * 300],
)
def test_brackets_without_end_are_told(text: str) -> None:
    assert faults(text)


def test_more_conditions_than_a_mask_holds_are_refused() -> None:
    more = "".join(
        f'[[step.condition]]\nid = "c{i}"\ncite = "条"\nabove_designated_size = true\n'
        for i in range(62)
    )
    (fault,) = faults(GOOD + more)
    assert "多于 62 项" in fault.problem


def test_the_same_condition_id_twice_in_one_step_is_refused() -> None:
    (fault,) = faults(
        GOOD + '[[step.condition]]\nid = "second"\ncite = "条"\n'
        "above_designated_size = true\n"
    )
    assert (fault.value, fault.problem) == ("second", "条件编号重复")
    assert fault.line == GOOD.count("\n") + 1


def test_a_file_may_name_what_only_the_registry_knows() -> None:
    text = GOOD.replace(LEAF, 'holds = { rung = "other/title" }')
    assert faults(text)
    known = shipped_vocabulary().knowing(["other/title"])
    assert parse(text, "a.toml", known).rung


def test_a_sample_file_makes_every_condition_a_sample() -> None:
    policy = parse(GOOD.replace('basis = "text"', 'basis = "sample"'), "a.toml")
    assert all(c.sample for step in policy.step for c in step.condition)
    written = parse(GOOD, "a.toml")
    assert not any(c.sample for step in written.step for c in step.condition)


def test_a_number_is_read_exactly() -> None:
    text = GOOD.replace(LEAF, 'number = { fact = "revenue", at_least = 0.1 }')
    number = parse(text, "a.toml").step[0].condition[0].number
    assert number is not None
    assert str(number.at_least) == "0.1"


def test_a_file_from_a_windows_editor_loads(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert load(file).document == "试〔2023〕1号"


def test_a_file_in_gbk_is_told_what_to_do(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_bytes(GOOD.encode("gb18030"))
    with pytest.raises(FaultsError, match="请另存为 UTF-8"):
        load(file)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="请核对路径"):
        load(tmp_path / "none.toml")
