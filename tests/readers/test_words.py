"""Words in cells."""

from __future__ import annotations

import pytest

from registry import columns
from registry.columns import Column
from registry.errors import InputError
from registry.readers.industries import sections
from registry.readers.raw import Raw, RepairError
from registry.readers.words import document_number, enterprise_name, flag, names, term
from registry.terms import AssessmentKind, Severity, Size, Status, Term


@pytest.mark.parametrize("cell", ["是", "√", "✓", "有", "Y", True, 1.0, "1", "规上"])
def test_yes_in_all_its_forms(cell: Raw) -> None:
    assert flag(cell)


@pytest.mark.parametrize("cell", ["否", "×", "✗", "不是", "N", False, 0.0, "规下"])
def test_no_in_all_its_forms(cell: Raw) -> None:
    assert not flag(cell)


def test_what_is_neither_yes_nor_no_is_refused() -> None:
    with pytest.raises(InputError):
        flag("大概")


@pytest.mark.parametrize(
    ("terms", "cell", "meant"),
    [
        (AssessmentKind, "自评", AssessmentKind.SELF),
        (AssessmentKind, "现场评估", AssessmentKind.ON_SITE),
        (Status, "存续", Status.ACTIVE),
        (Status, "在营（开业）企业", Status.ACTIVE),
        (Status, "已注销", Status.DEREGISTERED),
        (Severity, "较大事故", Severity.MAJOR),
        (Size, "中", Size.MEDIUM),
        (Size, "large", Size.LARGE),
    ],
)
def test_a_code_is_read_from_any_usual_word(
    terms: type[Term], cell: str, meant: Term
) -> None:
    assert term(terms, cell) is meant


def test_blanks_inside_a_chinese_name_go_and_others_stay() -> None:
    assert enterprise_name("示例　企业 （株洲）有限公司") == "示例企业（株洲）有限公司"
    assert enterprise_name("示例 ABC Tech") == "示例 ABC Tech"


@pytest.mark.parametrize("cell", ["", "　", "字" * 201])
def test_a_name_says_something_and_not_too_much(cell: str) -> None:
    with pytest.raises(InputError):
        enterprise_name(cell)


def test_brackets_of_a_document_number_are_put_right() -> None:
    for written in (
        "株工信发[2022]33号",
        "株工信发（2022）33号",
        "株工信发【2022】33号",
        "株工信发 〔2022〕 33 号",
    ):
        assert document_number(written) == "株工信发〔2022〕33号"


def test_several_names_stand_between_marks() -> None:
    assert names("甲厂、乙厂；丙厂") == ("甲厂", "乙厂", "丙厂")


@pytest.mark.parametrize(
    ("read", "written", "meant"),
    [
        (columns.ABOVE, "非规上", 0),
        (columns.SIZE, "小型企业", "small"),
        (columns.LEVEL, "智能制造能力成熟度三级", 3),
        (columns.LEVEL, "level 2", 2),
        (columns.LEVEL, "叁级", 3),
        (columns.LEVEL, "等级三", 3),
        (columns.LEVEL, "CMMM三级", 3),
        (columns.LEVEL, "三 级", 3),
        (columns.LEVEL, "成熟度等级：第三级", 3),
        (columns.SCORE, "2.55分", 255),
        (columns.INDUSTRY, "c3714 高铁车组制造", "C3714"),
        (columns.INDUSTRY, "C制造业", "C"),
        (columns.STANDARD, "GB/T39116—2020", "GB/T 39116-2020"),
        (columns.FORMER_NAMES, "（原）甲厂；曾用名：乙厂", "甲厂、乙厂"),
    ],
)
def test_words_that_ledgers_put_around_a_value(
    read: Column, written: str, meant: str | int
) -> None:
    assert read.read(written) == meant


@pytest.mark.parametrize(
    "cell", ["三级（规范级）", "二级以上", "3-4级", "-3", "成熟度"]
)
def test_a_level_that_could_be_two_is_refused(cell: str) -> None:
    with pytest.raises(InputError, match="不是成熟度等级"):
        columns.LEVEL.read(cell)


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        (columns.SUBJECT, "无"),
        (columns.DOCUMENT, "/"),
        (columns.ROUND, "—"),
        (columns.ADDRESS, "暂无"),
        (columns.NOTE, "无"),
        (columns.REMOVED_ON, "未修复"),
        (columns.LEFT_ON, "尚未出库"),
        (columns.LEVEL, "未评估"),
    ],
)
def test_a_cell_that_says_there_is_nothing_is_blank(column: Column, cell: str) -> None:
    assert column.read(cell) is None


def test_a_standard_is_named_with_its_year() -> None:
    with pytest.raises(InputError, match="没有写年号"):
        columns.STANDARD.read("GB/T 39116")
    assert columns.STANDARD.read("试行 模型") == "试行 模型"


def test_the_letter_of_an_industry_is_proposed_by_its_division() -> None:
    with pytest.raises(RepairError) as proposed:
        columns.INDUSTRY.read("3714")
    assert proposed.value.proposed == "C3714"
    with pytest.raises(RepairError) as proposed:
        columns.INDUSTRY.read("6513软件开发")
    assert proposed.value.proposed == "I6513"


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("C9999", "没有 99 这一大类，C 制造业是 13 至 43"),
        ("C5112", "大类 51 不属于 C，F 批发和零售业是 51 至 52"),
        ("9800", "没有 98 这一大类"),
        ("C371", ""),
        ("F51", ""),
        ("C12", "大类 12 不属于 C"),
        ("U37", "不是行业代码"),
        ("C3", "不是行业代码"),
    ],
)
def test_an_industry_is_of_a_division_that_its_section_has(
    cell: str, told: str
) -> None:
    if told:
        with pytest.raises(InputError, match=told):
            columns.INDUSTRY.read(cell)
    else:
        assert columns.INDUSTRY.read(cell) == cell


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("制造业", "像是 C（制造业），"),
        ("铁路机车车辆制造", "像是 C37（铁路、船舶、航空航天和其他运输设备制造业）"),
        ("有色金属冶炼", "像是 C32（"),
        ("金属制品", "像是 C33（金属制品业）或 C43（"),
        ("软件", "像是 I（"),
        ("机械", "请查 GB/T 4754"),
        ("其他", "请查 GB/T 4754"),
    ],
)
def test_an_industry_told_by_its_name_is_answered_with_the_codes_that_fit(
    name: str, told: str
) -> None:
    with pytest.raises(InputError, match=told) as refused:
        columns.INDUSTRY.read(name)
    assert "C3714" not in str(refused.value)


def test_the_divisions_of_manufacturing_all_have_their_names() -> None:
    made = sections()["C"]
    assert len(made.named) == made.last - made.first + 1
    assert (made.named[34 - 13], made.named[43 - 13]) == (
        "通用设备制造业",
        "金属制品、机械和设备修理业",
    )


def test_every_division_is_of_one_section() -> None:
    every = [range(one.first, one.last + 1) for one in sections().values()]
    assert [number for one in every for number in one] == list(range(1, 98))
    assert "".join(sections()) == "ABCDEFGHIJKLMNOPQRST"


@pytest.mark.parametrize("cell", ["同上", "〃", " 同 上 ", "″"])
def test_ditto_is_no_name(cell: str) -> None:
    with pytest.raises(InputError, match="不是企业名称；请写全称"):
        columns.ENTERPRISE.read(cell)
