from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from registry.desk.exports import export
from registry.desk.file_lines import lines
from registry.desk.listing import listed
from registry.desk.read import choices, lists
from registry.desk.read.enterprises import EnterpriseSource
from registry.desk.read.session import Reading
from registry.errors import FaultsError, InputError, NotFoundError, StoreError
from registry.lists import layout_files
from registry.lists.csv import Encoding
from registry.terms import Outcome

POOL = "pool:株洲市智能制造标杆车间培育名单"


def cells(what: str, reading: Reading, header: str) -> list[Any]:
    """One column of a list."""
    table = listed(reading, what)
    at = [column.header for column in table.columns].index(header)
    return [row[at] for row in table.rows]


def test_a_pool_is_listed_with_its_workshops_unit_by_unit(demo: Reading) -> None:
    assert len(cells(POOL, demo, "序号")) == 82
    assert all(cells(POOL, demo, "车间/项目名称"))
    units = cells(POOL, demo, "所属县市区")
    assert list(dict.fromkeys(units)) == sorted(set(units), key=units.index)
    assert units[0] == "荷塘区"


def test_made_up_rows_are_marked_in_the_row_and_in_the_title(demo: Reading) -> None:
    table = listed(demo, POOL)
    assert set(cells(POOL, demo, "备注")) == {"样例"}
    assert table.heading.endswith("（演示数据、样例数据）")


def test_named_holders_are_not_marked_as_made_up(demo: Reading) -> None:
    notes = dict(
        zip(
            cells("titles:市级标杆中小企业", demo, "企业名称"),
            cells("titles:市级标杆中小企业", demo, "备注"),
            strict=True,
        )
    )
    assert notes.pop("立方新能源") == ""
    assert set(notes.values()) == {"样例"}


def test_a_list_on_sample_conditions_says_so(demo: Reading) -> None:
    table = listed(demo, "eligible:市级标杆车间")
    assert "样例条件" in table.heading
    assert table.basis == "株工信发〔2022〕33号（样例条件）"
    assert all(
        "样例条件" in note for note in cells("eligible:市级标杆车间", demo, "备注")
    )


def test_a_list_on_conditions_read_in_the_text_does_not(demo: Reading) -> None:
    table = listed(demo, "eligible:省级标杆车间")
    assert "样例条件" not in table.heading
    assert table.basis == "湘工信装备〔2022〕305号（原文）"


def test_outcomes_beside_eligible_can_be_listed_with_what_is_missing(
    demo: Reading,
) -> None:
    table = listed(demo, "eligible:市级标杆车间", (Outcome.ONE_SHORT,))
    assert table.title == "市级智能制造标杆车间差一项名单"
    at = [column.key for column in table.columns].index("gap")
    assert all(row[at] for row in table.rows)


def test_words_before_the_colon_may_be_chinese(demo: Reading) -> None:
    assert (
        listed(demo, "可晋级：市级标杆车间").rows
        == listed(demo, "eligible:benchmark/city-workshop").rows
    )


def test_without_a_rung_every_title_is_listed(demo: Reading) -> None:
    held = demo.one("SELECT count(*) AS n FROM title WHERE voided_by IS NULL")
    assert held is not None
    assert len(listed(demo, "titles:").rows) == held["n"]


def test_a_workbook_carries_the_journals_head(demo: Reading, tmp_path: Path) -> None:
    path = tmp_path / "名单.xlsx"
    done = export(demo, POOL, path)
    head = demo.one("SELECT head FROM seal ORDER BY change_id DESC LIMIT 1")
    book: Any = load_workbook(path)
    custom = {one.name: one.value for one in book.custom_doc_props.props}
    assert head is not None
    assert custom["tidu.mark"] == f"tidu;head={head['head']}"
    assert book.active["A1"].value == done.title
    assert done.rows == 82


@pytest.mark.parametrize("encoding", list(Encoding))
def test_a_csv_holds_the_same_rows(
    demo: Reading, tmp_path: Path, encoding: Encoding
) -> None:
    path = tmp_path / "名单.CSV"
    export(demo, POOL, path, encoding=encoding)
    text = path.read_bytes().decode(encoding.value)
    rows = list(csv.reader(io.StringIO(text, newline="")))
    names = [row[1] for row in rows[4:-3]]
    assert names == cells(POOL, demo, "企业名称")


def test_a_layout_with_a_condition_of_its_own_is_narrowed_by_another(
    demo: Reading, tmp_path: Path
) -> None:
    own = tmp_path / "own.toml"
    own.write_text('name = "甲"\nrows = "企业:等级=三级 或 等级=四级"\n', "utf-8")
    asked = "等级=三级 县市区=天元区 或 等级=四级 县市区=天元区"
    rows = listed(demo, f"enterprises:{asked}").rows
    assert rows
    assert listed(demo, f"{own}:县市区=天元区").rows == rows
    assert len(listed(demo, "分级名录库:示例企业06").rows) > 1
    with pytest.raises(InputError, match="多出的「）」"):
        listed(demo, f"{own}:县市区=天元区) 或 (等级=一级")
    own.write_text('name = "甲"\nrows = "titles:省级智能制造标杆企业"\n', "utf-8")
    with pytest.raises(
        InputError, match="已写明「省级智能制造标杆企业」，后面不能再写"
    ):
        listed(demo, f"{own}:省级智能制造标杆车间")
    with pytest.raises(InputError, match=r"只收差一项的.*可晋级名单:市级标杆车间;待核"):
        listed(demo, "差一项名单:市级标杆车间;待核")
    assert listed(demo, "可晋级名单:市级标杆车间;待核").title.endswith("待核名单")


@pytest.mark.parametrize(
    ("what", "error"),
    [
        ("鱼", InputError),
        ("pool:没有的库", NotFoundError),
        ("titles:没有的称号", NotFoundError),
        ("pool:株洲市", InputError),
    ],
)
def test_what_is_no_list_is_refused_and_nothing_written(
    demo: Reading, tmp_path: Path, what: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        export(demo, what, tmp_path / "名单.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_kind_of_file_is_refused(demo: Reading, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"\.xlsx、\.docx"):
        export(demo, POOL, tmp_path / "名单.pdf")


def test_a_file_that_is_there_is_kept_unless_forced(
    demo: Reading, tmp_path: Path
) -> None:
    path = tmp_path / "名单.csv"
    path.write_text("旧")
    with pytest.raises(StoreError, match="已存在"):
        export(demo, POOL, path)
    assert path.read_text() == "旧"
    export(demo, POOL, path, force=True)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_pool_that_is_gone_is_refused(demo: Reading) -> None:
    with pytest.raises(NotFoundError, match="没有编号 99999 的培育库"):
        lists.pool(demo, 99_999)


def test_a_rung_that_is_gone_is_refused(demo: Reading) -> None:
    with pytest.raises(NotFoundError, match="没有称号「x/y」"):
        lists.titles(demo, "x/y")


def test_a_title_with_stages_says_which(demo: Reading) -> None:
    stages = cells("titles:benchmark/nation-factory", demo, "阶段")
    assert sorted(stages) == ["已验收", "揭榜单位"]


def test_who_is_eligible_is_listed_unit_by_unit_too(demo: Reading) -> None:
    units = cells("eligible:市级标杆中小企业", demo, "所属县市区")
    order = [name for _, name in choices.units(demo)]
    assert [order.index(unit) for unit in units] == sorted(map(order.index, units))
    assert cells("eligible:市级标杆中小企业", demo, "序号") == [
        *range(1, len(units) + 1)
    ]


def test_enterprises_are_listed_as_they_are_found(demo: Reading) -> None:
    names = cells("企业：轨道", demo, "企业名称")
    assert names == [row.cells[0] for row in EnterpriseSource(demo, "轨道").page()]
    table = listed(demo, "enterprises:轨道")
    assert "名称或代码含「轨道」" in table.terms
    assert len(listed(demo, "enterprises").rows) == EnterpriseSource(demo).count()


def test_marked_enterprises_alone_are_listed(demo: Reading) -> None:
    first, _, third = EnterpriseSource(demo).page(limit=3)
    table = lists.enterprises(demo, only={first.id, third.id})
    assert [row[1] for row in table.rows] == [first.cells[0], third.cells[0]]
    assert table.title == "选定企业名单"


def test_a_folder_gets_a_file_with_a_name_of_the_program_s(
    demo: Reading, tmp_path: Path
) -> None:
    done = export(demo, "titles:市级智能制造标杆车间", tmp_path)
    assert done.path == tmp_path / "市级智能制造标杆车间名单-2022-12-31.xlsx"
    assert done.path.stat().st_mode & 0o777 == 0o600


def test_all_that_is_wrong_with_a_layout_is_told_at_once(
    demo: Reading, tmp_path: Path
) -> None:
    own = tmp_path / "own.toml"
    wrong = 'name = "甲"\nrows = "titles"\ntitle = "{titel}"\ncolumns = ["unti", 3]\n'
    own.write_text(f"{wrong}order = 1\n", "utf-8")
    with pytest.raises(FaultsError) as told:
        listed(demo, str(own))
    assert [(f.line, f.value) for f in told.value.faults] == [
        (3, "{titel}"),
        (4, "3"),
        (4, "unti"),
        (5, "1"),
    ]
    own.write_text(wrong.replace("titles", "titels"), "utf-8")
    with pytest.raises(FaultsError, match=r"(?s)「titels」不是名单的种类.*titel"):
        listed(demo, str(own))
    own.write_text('name = "甲"\nrows = "pool"\n', "utf-8")
    with pytest.raises(NotFoundError):
        listed(demo, f"{own}:没有这个库")


@pytest.mark.parametrize("layout", [one.name for one in layout_files.shipped()])
def test_the_terms_of_a_list_tell_of_the_columns_that_it_shows_and_of_no_other(
    demo: Reading, layout: str
) -> None:
    of = {"培育名单": POOL[5:], "推荐汇总表": "2022年株洲市智能制造标杆车间认定"}
    table = listed(demo, f"{layout}:{of.get(layout, '')}")
    shown = {one.key: one.header for one in table.columns}
    for key, header in RULED.items():
        assert (header in table.meant) == (key in shown), header
    assert "见该列" not in table.meant


RULED = {"unit": "所属县市区", "level": "成熟度等级", "assessed": "评估方式及日期"}


@pytest.mark.parametrize("suffix", ["xlsx", "docx", "csv", "json", "html"])
def test_an_own_layout_tells_the_terms_of_its_columns_under_its_own_headers(
    demo: Reading, tmp_path: Path, suffix: str
) -> None:
    own, to = tmp_path / "own.toml", tmp_path / f"名单.{suffix}"
    shown = 'columns = ["enterprise", "level"]\nheader = { level = "级别" }'
    own.write_text(f'name = "甲"\nrows = "pool"\n{shown}\n', encoding="utf-8")
    export(demo, f"{own}:{POOL[5:]}", to)
    (told,) = {
        one for line in lines(to) for one in line if "截至 2022" in one and "；" in one
    }
    rest = told.partition("在库的认定对象")[2]
    assert rest == "；级别取企业最近一次有效评估（自评估或现场评估）"
