"""Filters on the command line: counting, help, completion, refusals."""

from __future__ import annotations

from pathlib import Path

import pytest

from registry.cli.main import run
from tests.cli.conftest import Type, no_screens


def test_a_count_without_sides_is_one_number_with_its_terms(demo: Type) -> None:
    said = demo("count", "规上", "县市区=攸县")
    assert said.code == 0
    assert "家企业" in said.out
    assert "口径：截至 2022-12-31" in said.out
    assert "演示数据" in said.out


def test_a_count_is_printed_as_table_csv_and_json(demo: Type) -> None:
    assert "合计" in demo("count", "--by", "县市区,等级").out
    printed = demo("count", "--by", "规模", "--format", "csv")
    assert printed.out.startswith("规模,企业,占比")
    assert "口径" in printed.err
    assert '"terms"' in demo("count", "--json").out


def test_a_count_is_written_to_a_file(demo: Type, tmp_path: Path) -> None:
    path = tmp_path / "统计.xlsx"
    said = demo("count", "--by", "县市区", "--to", path)
    assert said.code == 0, said.err
    assert path.exists()
    assert demo("count", "--by", "县市区", "--to", path).code == 6
    assert demo("count", "--by", "县市区", "--to", path, "--force").code == 0


def test_names_are_printed_with_what_they_stand_for(demo: Type) -> None:
    said = demo("count", "县市区=攸县", "--by", "等级", "--names", "--rank")
    assert "【三级】1 家：" in said.out
    assert "排名" in said.out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("count", "等及=三级"), 2, "是不是：等级"),
        (("count", "--by", "天气"), 2, "没有这个筛选项"),
        (("count", "--of", "没有的名册"), 4, "台账中没有名册「没有的名册」"),
        (("list", "等级=六级"), 2, "没有这样的等级"),
        (("filter", "help", "天气"), 2, "没有这个筛选项"),
    ],
)
def test_what_cannot_be_read_is_refused(
    demo: Type, words: tuple[str, ...], code: int, said: str
) -> None:
    answer = demo(*words)
    assert (answer.code, said in answer.err) == (code, True)


def test_a_filter_is_listed_whether_its_words_are_quoted_or_not(demo: Type) -> None:
    quoted = demo("list", "县市区=攸县 等级=三级")
    assert quoted.code == 0
    assert quoted.out == demo("list", "县市区=攸县", "等级=三级").out


def test_a_value_typed_as_a_word_is_refused_on_all_surfaces(demo: Type) -> None:
    for command in (("count",), ("list",), ("export", "--to", "x.csv")):
        said = demo(*command, "天元区")
        assert (said.code, said.out) == (2, "")
        assert "是不是：县市区=天元区" in said.err
    assert "是不是：等级=三级？" in demo("count", "非", "三级").err
    assert demo("count", "没有这样的名称").err == ""


def test_digits_of_full_width_find_the_same_names(demo: Type) -> None:
    digits = ("\uff10\uff12\uff11", "021")
    wide, narrow = (demo("count", f"示例企业{no}").out for no in digits)
    assert wide.partition("口径")[0] == narrow.partition("口径")[0]
    assert "1 家企业" in wide


def test_help_tells_the_fields_and_one_fields_values(demo: Type) -> None:
    said = demo("filter", "help").out
    for name in ("县市区", "称号到期", "指标", "缺数据"):
        assert name in said
    one = demo("filter", "help", "等级").out
    assert "点后可写：自评估、现场评估" in one
    assert "未评估" in one


@pytest.mark.parametrize(
    ("words", "at", "completed"),
    [
        ("tidu count 县", 2, "县市区="),
        ("tidu count 县市区=天", 2, "县市区=天元区"),
        ("tidu count 县市区 = 天", 4, "天元区"),
        ("tidu list 等级=三级 规", 3, "规上"),
        ("tidu export 指标.主", 2, "指标.主营业务收入"),
        ("tidu eligible --outcome 可晋级,差", 3, "可晋级,差一项"),
        ("tidu import 台账.xlsx --kind 评", 4, "评估"),
    ],
)
def test_the_shell_completes_filters_and_words(
    demo_template: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: str,
    at: int,
    completed: str,
) -> None:
    monkeypatch.setenv("TIDU_REGISTRY", str(demo_template))
    monkeypatch.setenv("_TIDU_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(at))
    with pytest.raises(SystemExit):
        run([], no_screens)
    assert completed in capsys.readouterr().out.split()


def test_the_script_for_the_shell_is_printed(type_: Type) -> None:
    assert "_TIDU_COMPLETE" in type_("completion", "zsh").out
