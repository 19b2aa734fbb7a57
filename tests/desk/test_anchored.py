"""A published list as a witness: before and after the registry is tampered with."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import pytest

from registry.columns import Column
from registry.desk.anchored import SAME, verify_file
from registry.desk.drafts.records import DocumentDraft
from registry.desk.exports import export, rendered
from registry.desk.listing import listed
from registry.desk.margins import beside
from registry.desk.office import Because, Office
from registry.desk.publications import publish
from registry.desk.read.session import open_reading
from registry.desk.records import document
from registry.desk.upkeep import undo
from registry.errors import InputError
from registry.lists.frozen import digest
from registry.lists.table import Table
from registry.store.verdict import About
from registry.store.verify import verify
from tests.store.walls import seal_again, walls_down

DAY = date(2022, 12, 31)
NUMBER = "株工信发〔2022〕99号"
WORD = "<w:p><w:r><w:t>作废</w:t></w:r></w:p>"
UNSEEN = "<w:r><w:rPr><w:vanish/></w:rPr></w:r>"
WHITE = '<w:rPr><w:color w:val="FEFEFE"/></w:rPr>'
TINY = '<w:sz w:val="2"/>'
STRUCK = "<w:rPr><w:strike/></w:rPr>"
SHADED = '<w:tcPr><w:shd w:val="clear" w:fill="000000"/></w:tcPr>'
BLACK = '<patternFill patternType="solid"><fgColor rgb="FF000000"/></patternFill>'
NEW = '{"title":"改"}'


@pytest.fixture(scope="module")
def issued(
    blank_registry: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Path]:
    """A registry that published its documents' enterprises, and the published file."""
    folder = tmp_path_factory.mktemp("issued")
    path, file = folder / "registry.db", folder / "名单.csv"
    shutil.copy(blank_registry, path)
    office = Office(path, "王某")
    document(office, DocumentDraft.read(number=NUMBER, title="公告", kind="认定文件"))
    with open_reading(path, DAY) as reading:
        table = listed(reading, "titles")
    publish(office, table, "titles", DAY, Because(NUMBER))
    with open_reading(path) as reading:
        export(reading, "list:1", file)
    return path, file


@pytest.fixture
def kept(issued: tuple[Path, Path], tmp_path: Path) -> Path:
    """The registry for this test alone."""
    return Path(shutil.copy(issued[0], tmp_path / "own.db"))


def test_a_published_file_vouches_for_the_list_it_is(
    issued: tuple[Path, Path], kept: Path
) -> None:
    verdict = verify_file(kept, issued[1])
    assert verdict.ok
    told = "\n".join(verdict.sentences())
    assert "第 1 号名单在台账中的内容与公布的一致" in told
    assert "逐字节相同。" in told


def test_a_file_in_a_form_that_lists_are_not_written_in_is_no_witness(
    issued: tuple[Path, Path], kept: Path, tmp_path: Path
) -> None:
    other = tmp_path / "名单.xls"
    shutil.copy(issued[1], other)
    with pytest.raises(InputError, match=r"不能作凭证.*另存为 \.xlsx 再核对"):
        verify_file(kept, other)


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "docx", "json", "html"])
def test_a_file_that_was_saved_anew_is_told_from_one_that_was_altered(
    kept: Path, tmp_path: Path, suffix: str
) -> None:
    file = tmp_path / f"名单.{suffix}"
    with open_reading(kept) as reading:
        export(reading, "list:1", file)
    _edit(file, "", "")
    verdict = verify_file(kept, file)
    assert verdict.ok
    assert "逐行逐格核对，内容与公布的一致" in verdict.notes[-1]
    _edit(file, "有效的称号", "失效的称号")
    told = verify_file(kept, file).sentences()
    assert f"名单.{suffix}：写着" in told[3]
    assert "不符的只是这份名单文件" in told[-1]


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (("docx", "word/footer", "</w:p>", f"</w:p>{WORD}"), "「作废」"),
        (("docx", "word/document", "</w:pPr>", f"</w:pPr>{UNSEEN}"), "划去了一些文字"),
        (("xlsx", "sheet1", "<oddFooter>", "<oddFooter>作废"), "「作废"),
        (("xlsx", "sheet1", '<row r="2"', '<row r="2" hidden="1"'), "划去了第 2 行"),
        (("xlsx", "sheet1", '<col min="2"', '<col min="2" hidden="1"'), "第 2 列"),
    ],
)
def test_words_outside_of_the_table_and_what_is_hidden_are_told(
    kept: Path, tmp_path: Path, edit: tuple[str, str, str, str], told: str
) -> None:
    suffix, only, old, new = edit
    file = tmp_path / f"名单.{suffix}"
    with open_reading(kept) as reading:
        export(reading, "list:1", file)
    _edit(file, old, new, only=only)
    (finding,) = verify_file(kept, file).findings
    assert finding.about is About.FILE
    assert told in finding.problem


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (("html", "", "<style>", "<style>td{display:none}"), "td{display:none}"),
        (("html", "", "</style>", "p { color: #fefefe }</style>"), "color: #fefefe"),
        (("html", "", "</style>", 'p::after{content:"废"}</style>'), "content:"),
        (("html", "", "22pt", "1pt"), "1pt"),
        (("html", "", "<p>", '<p style="position:absolute">'), "position"),
        (("html", "", "<title>名", "<title>废名"), "网页标题写着「废名单」"),
        (("html", "", "<h1>", '<h1 hidden="">'), "<h1 hidden"),
        (("html", "", "</body>", "<!-- 作废 --></body>"), "<!-- 作废 -->"),
        (("html", "", "</body>", "<script>go()</script></body>"), "<script>"),
        (("docx", "word/document", "<w:r>", f"<w:r>{WHITE}"), "字是白的"),
        (("docx", "word/styles", '<w:sz w:val="18"/>', TINY), "字太小"),
        (("docx", "word/document", "<w:r>", f"<w:r>{STRUCK}"), "被划去"),
        (("docx", "word/document", "<w:tc>", f"<w:tc>{SHADED}"), "底色太深"),
        (("xlsx", "styles", '<patternFill patternType="none"/>', BLACK), "底色太深"),
        (("docx", "word/document", "<w:sectPr", "<m:t>废</m:t><w:sectPr"), "符号"),
        (("xlsx", "styles", '<color theme="1"/>', '<color theme="0"/>'), "字是白的"),
        (("xlsx", "sheet1", "<v>4</v>", "<f>1</f><v>4</v>"), "公式"),
        (("xlsx", "core.xml", "口径", "废"), "文件属性「主题」写着「废」"),
        (("docx", "core.xml", "名单", "废"), "文件属性「标题」写着「废」"),
        (("xlsx", "styles", '"@"', '"@&quot;（作废）&quot;"'), "数字格式"),
        (("xlsx", "sheet1", 'ht="39.75"', 'ht="1.5"'), "第 1 行"),
        (("xlsx", "xl/theme", "", "xl/media/image1.png"), "多出图片"),
    ],
)
def test_what_a_reader_does_not_see_or_sees_beside_it_is_told(
    tmp_path: Path, edit: tuple[str, str, str, str], told: str
) -> None:
    suffix, only, old, new = edit
    file = tmp_path / f"名单.{suffix}"
    table = _table()
    file.write_bytes(rendered(table, file))
    _edit(file, "", "")
    assert beside(file, table) == ""
    if old:
        _edit(file, old, new, only=only)
    else:
        with ZipFile(file, "a") as parts:
            parts.writestr(new, b"")
    assert told in beside(file, table)


def _table() -> Table:
    """A short list."""
    column = Column("enterprise", "企业名称", 34)
    return Table("名单", "某局", DAY, "口径", "", (column,) * 4, (("甲",) * 4,))


def test_a_file_that_is_not_what_it_is_called_is_refused_in_words(
    kept: Path, tmp_path: Path
) -> None:
    page, file = tmp_path / "名单.html", tmp_path / "名单.docx"
    with open_reading(kept) as reading:
        export(reading, "list:1", page)
    page.rename(file)
    with pytest.raises(InputError, match="后缀不符"):
        verify_file(kept, file)


def test_marks_that_contradict_each_other_are_no_witness(
    kept: Path, tmp_path: Path
) -> None:
    file = tmp_path / "名单.xlsx"
    with open_reading(kept) as reading:
        export(reading, "list:1", file)
    _edit(file, "content=", "content=0", only="docProps/custom.xml")
    _edit(file, "content=0", "content=", only="docProps/core.xml")
    (finding,) = verify_file(kept, file).findings
    assert (finding.place, finding.about) == ("名单.xlsx", About.FILE)
    assert "互相矛盾" in finding.problem


def _edit(file: Path, old: str, new: str, only: str = "") -> None:
    """Save a file anew, some words of it changed; nothing else that is said."""
    if not is_zipfile(file):
        text = file.read_text("utf-8").replace(old, new)
        file.write_text(text.replace("\r\n", "\n") + "\n", "utf-8")
        return
    with ZipFile(file) as parts:
        held = {name: parts.read(name) for name in parts.namelist()}
    with ZipFile(file, "w") as parts:
        for name, content in held.items():
            changed = content.replace(old.encode(), new.encode())
            parts.writestr(name, changed if only in name else content)


def test_a_list_rewritten_with_its_journal_is_betrayed_by_its_content_alone(
    issued: tuple[Path, Path], kept: Path
) -> None:
    """The head in the file is of the change before; it is still on the chain."""
    _rewrite(kept, digest(NEW))
    assert verify(kept).ok
    verdict = verify_file(kept, issued[1])
    assert verdict.anchor is not None
    assert verdict.anchor.number
    (finding,) = verdict.findings
    assert str(finding).startswith(
        "第 1 号名单：台账中的内容与文件载明的校验码不符：公布之后台账被改写过"
    )


def test_a_list_rewritten_without_its_hash_is_found_without_an_anchor(
    kept: Path,
) -> None:
    _rewrite(kept)
    (finding,) = verify(kept).findings
    assert str(finding) == "公布名单 #1：名单内容与发布时的校验码不符"


def _rewrite(path: Path, content: str = "") -> None:
    """Change a published list and the journal's word on it, and seal all anew."""
    said = {"rows": NEW, "content": content}
    with walls_down(path) as connection:
        connection.execute(
            "UPDATE publication SET rows = :rows,"
            " content_sha256 = coalesce(nullif(:content, ''), content_sha256)",
            said,
        )
        connection.execute(
            'UPDATE journal SET "after" = json_set("after", \'$.rows\', :rows,'
            " '$.content_sha256', (SELECT content_sha256 FROM publication))"
            " WHERE table_name = 'publication'",
            said,
        )
        seal_again(connection)


def test_a_row_that_was_tampered_with_is_found_in_every_way(
    issued: tuple[Path, Path], kept: Path
) -> None:
    with walls_down(kept) as connection:
        connection.execute("UPDATE publication SET content_sha256 = rows")
    places = [one.place for one in verify_file(kept, issued[1]).findings]
    assert places == ["公布名单 #1", "公布名单 #1", "第 1 号名单"]


def test_a_list_the_registry_does_not_know_is_a_finding(
    issued: tuple[Path, Path], blank_registry: Path
) -> None:
    told = "\n".join(verify_file(blank_registry, issued[1]).sentences())
    assert "台账中没有这份名单" in told
    assert "属于另一份台账" in told


def test_a_list_that_was_not_published_vouches_for_the_chain_alone(
    kept: Path, tmp_path: Path
) -> None:
    with open_reading(kept, DAY) as reading:
        done = export(reading, "titles", tmp_path / "名单.json")
    verdict = verify_file(kept, done.path)
    assert verdict.ok
    assert "文件里的内容无从核对" in "".join(verdict.notes)
    assert verdict.unanchored_since is None


def test_a_publication_that_was_taken_back_is_no_tampering(
    issued: tuple[Path, Path], kept: Path, tmp_path: Path
) -> None:
    undo(Office(kept, "王某"))
    verdict = verify_file(kept, issued[1])
    assert verdict.ok
    _, withdrawn, same = verdict.notes
    assert withdrawn.startswith("它是 2022-12-31 公布的，这次公布已在台账中撤回：")
    assert same == "文件与撤回之前导出的逐字节相同，上面没有注明已撤回。"
    file = tmp_path / "名单.csv"
    with open_reading(kept) as reading:
        export(reading, "list:1", file)
    assert (
        verify_file(kept, file).notes[-1].startswith("文件与台账现在导出的逐字节相同")
    )
    _edit(file, "", "")
    assert verify_file(kept, file).notes[1:] == (withdrawn, SAME)
