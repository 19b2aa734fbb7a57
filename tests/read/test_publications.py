"""Lists that are published: kept as they were, and held against what is now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from registry.desk.drafts.titles import TitleEndDraft
from registry.desk.exports import export
from registry.desk.listing import again, listed
from registry.desk.office import Because, Office
from registry.desk.publications import Published, StandsError, publish
from registry.desk.read import publications
from registry.desk.read.session import open_reading
from registry.desk.titles import end
from registry.desk.upkeep import undo
from registry.errors import (
    ConflictError,
    FaultsError,
    InputError,
    NotFoundError,
    TamperError,
)
from registry.lists.anchors import anchors
from registry.lists.frozen import digest, freeze
from registry.lists.table import Table
from registry.store.verify import verify
from tests.store.walls import walls_down

WHAT = "titles:市级智能制造标杆车间"
DAY = date(2022, 12, 31)
NUMBER = "株工信发〔2022〕33号"


@dataclass(frozen=True, slots=True)
class Notice:
    """A published list in a registry that goes on."""

    path: Path
    table: Table
    done: Published


@pytest.fixture
def notice(demo_file: Path) -> Notice:
    """The city's benchmark workshops, published."""
    with open_reading(demo_file, DAY) as reading:
        table = listed(reading, WHAT)
    office = Office(demo_file, "王某")
    done = publish(office, table, WHAT, DAY, Because(NUMBER), heeded=True)
    return Notice(demo_file, table, done)


def _published(notice: Notice) -> Table:
    with open_reading(notice.path) as reading:
        return publications.published(reading, notice.done.number).table


def test_a_published_list_is_what_was_listed(notice: Notice) -> None:
    kept = _published(notice)
    assert kept.rows == notice.table.rows
    assert freeze(kept) == freeze(notice.table)
    assert kept.archive is not None
    assert kept.archive.content == digest(freeze(kept))
    assert kept.archive.document == NUMBER


def test_what_is_corrected_later_does_not_reach_it(notice: Notice) -> None:
    before = _published(notice)
    _end_a_title(notice)
    assert _published(notice) == before


def _end_a_title(notice: Notice) -> None:
    """End a title that is listed."""
    with open_reading(notice.path) as reading:
        row = reading.one("SELECT id FROM title WHERE rung = 'benchmark/city-workshop'")
    assert row is not None
    ended = TitleEndDraft.read(title_id=row[0], kind="撤销", on="2022-12-01")
    end(Office(notice.path, "李某"), ended, Because(NUMBER))


@pytest.mark.parametrize("suffix", ["xlsx", "docx", "csv", "json", "html"])
def test_every_file_of_it_is_an_anchor(
    notice: Notice, tmp_path: Path, suffix: str
) -> None:
    to = tmp_path / f"名单.{suffix}"
    with open_reading(notice.path) as reading:
        export(reading, f"list:{notice.done.number}", to)
    (seen,) = anchors(to)
    assert (seen.number, seen.content) == (
        notice.done.number,
        digest(freeze(notice.table)),
    )
    assert verify(notice.path, seen.head).ok


def test_a_list_made_before_another_change_is_not_published(notice: Notice) -> None:
    with pytest.raises(ConflictError, match="又有变更"):
        publish(Office(notice.path, "王某"), notice.table, WHAT, DAY, Because(NUMBER))


def test_a_list_that_was_taken_back_can_be_read_for_ever(notice: Notice) -> None:
    undo(Office(notice.path, "王某"))
    kept = _published(notice)
    assert kept.rows == notice.table.rows
    assert "已撤回" in kept.heading
    with open_reading(notice.path) as reading:
        newest, *_ = publications.publications(reading)
    assert newest[0] == str(notice.done.number)
    assert " 王某（第 " in newest[-1]


def test_a_list_that_was_tampered_with_is_not_shown(notice: Notice) -> None:
    with walls_down(notice.path) as connection:
        connection.execute(
            "UPDATE publication SET rows = replace(rows, '车间', '工厂')"
        )
    with pytest.raises(TamperError, match="校验码不符"):
        _published(notice)


def test_a_day_that_has_not_come_is_no_day_of_publication(demo_file: Path) -> None:
    with open_reading(demo_file, DAY) as reading:
        table = listed(reading, WHAT)
    ahead = date(9000, 1, 1)
    with pytest.raises(InputError, match="还没有到"):
        publish(Office(demo_file, "王某"), table, WHAT, ahead, Because(NUMBER))


def test_a_list_that_stands_published_is_not_published_again_unheeded(
    notice: Notice,
) -> None:
    office, number = Office(notice.path, "王某"), notice.done.number
    with open_reading(notice.path, DAY) as reading:
        same, other = (listed(reading, what) for what in (WHAT, "titles"))
    with pytest.raises(StandsError, match=f"第 {number} 号.*完全一样；.*--yes"):
        publish(office, same, WHAT, DAY, Because(NUMBER))
    told = f"那时 {len(same.rows)} 条，这份 {len(other.rows)} 条.*tidu undo --change"
    with pytest.raises(StandsError, match=told):
        publish(office, other, WHAT, DAY, Because(NUMBER))
    assert publish(office, other, "titles", DAY, Because(NUMBER)).number == number + 1
    undo(office)
    with open_reading(notice.path, DAY) as reading:
        again = listed(reading, "titles")
    assert publish(office, again, "titles", DAY, Because(NUMBER)).number == number + 2


@pytest.mark.parametrize("otherwise", ["称号名单:市级智能制造标杆车间", "own.toml"])
def test_the_same_list_is_known_however_it_is_worded_and_laid_out(
    notice: Notice, tmp_path: Path, otherwise: str
) -> None:
    """Also where nothing of the words is the same: the very same are listed."""
    own = tmp_path / "own.toml"
    rows = 'rows = "titles:benchmark/city-workshop"\ncolumns = ["enterprise"]\n'
    own.write_text(f'name = "甲"\n{rows}', "utf-8")
    what = otherwise.replace("own.toml", str(own))
    with open_reading(notice.path, DAY) as reading:
        table, words = listed(reading, what), again(reading, what)
        assert words == again(reading, WHAT) == "titles:benchmark/city-workshop"
        assert again(reading, "可晋级名单") == again(reading, "eligible")
        assert again(reading, "差一项名单") == "eligible:;one_short"
        assert again(reading, "规上") == again(reading, "企业:规上")
        pools = (again(reading, f"{kind}:标杆车间") for kind in ("培育名单", "pool"))
        assert len(set(pools)) == 1
        told = again(reading, "推荐汇总表:2022年株洲市智能制造标杆车间认定")
        assert told.startswith("recommended:")
    told = rf"第 {notice.done.number} 号.*所列的 10 条是同样的.*--yes"
    with pytest.raises(StandsError, match=told):
        publish(Office(notice.path, "王某"), table, words, DAY, Because(NUMBER))


def test_a_published_list_is_not_published_itself(notice: Notice) -> None:
    with pytest.raises(InputError, match="已发布的第 2 号名单，不能再发布"):
        publish(
            Office(notice.path, "王某"), _published(notice), WHAT, DAY, Because(NUMBER)
        )


def test_a_list_is_held_against_now_when_its_layout_is_gone(
    demo_file: Path, tmp_path: Path
) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        'name = "甲"\nrows = "titles"\ncolumns = ["enterprise", "rung"]\n'
        'title = "附件：{title}"\nheader = { enterprise = "单位名称" }\n',
        "utf-8",
    )
    with open_reading(demo_file, DAY) as reading:
        table, words = listed(reading, str(own)), again(reading, str(own))
    done = publish(Office(demo_file, "王某"), table, words, DAY, Because(NUMBER))
    own.unlink()
    with open_reading(demo_file, DAY) as reading:
        apart = listed(reading, f"diff:{done.number} now")
    assert not apart.rows
    assert apart.terms.count("附件：全部称号名单") == 2


def test_a_list_is_not_published_before_its_document(demo_file: Path) -> None:
    early = date(2021, 12, 31)
    with open_reading(demo_file, early) as reading:
        table = listed(reading, WHAT)
    with pytest.raises(InputError, match="2021-12-31 早于所依据文件的日期 2022；"):
        publish(Office(demo_file, "王某"), table, WHAT, early, Because(NUMBER))


def test_an_unknown_number_is_refused(notice: Notice) -> None:
    with (
        open_reading(notice.path) as reading,
        pytest.raises(NotFoundError, match="第 9 号"),
    ):
        publications.published(reading, 9)


def test_a_list_is_laid_out_by_a_shipped_file(notice: Notice, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('name = "甲"\nrows = "titles"\ncolumns = ["ordinal", "enterprise"]')
    loop = tmp_path / "loop.toml"
    loop.write_text('name = "乙"\nrows = "乙"')
    with open_reading(notice.path) as reading:
        assert listed(reading, "称号名单").group == "rung"
        columns = listed(reading, f"{own}:市级智能制造标杆车间").columns
        assert [one.key for one in columns] == ["ordinal", "enterprise", "note"]
        with pytest.raises(FaultsError, match=r"第 2 行.*「乙」不是名单的种类"):
            listed(reading, str(loop))
        with pytest.raises(InputError, match=r"没有名单.*分级名录库"):
            listed(reading, "nothing")
        with pytest.raises(InputError, match="不是名单编号"):
            listed(reading, "list:甲")


def test_a_file_without_a_mark_is_no_anchor(tmp_path: Path) -> None:
    plain = tmp_path / "a.csv"
    plain.write_text("企业\n")
    with pytest.raises(InputError, match="没有台账标记"):
        anchors(plain)
