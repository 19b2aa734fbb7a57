"""Looking at a zipped workbook before it is parsed: bombs, traps, what is hidden.

Nothing here builds a tree of the sheets: their XML is inflated in pieces and only
searched, so that a hostile file costs no more than reading it once. The patterns
begin with letters, which are found much faster than brackets, of which XML is full;
where text looks like a tag they find too much, never too little.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from xml.etree import ElementTree as ET
from zipfile import ZipFile, ZipInfo

from registry.errors import InputError
from registry.intake.book import ERROR_VALUE

LARGEST_INFLATED = 2 * 2**30
LARGEST_AREA = 25_000_000
"""Cells in the rectangle around what a sheet holds: a parser makes room for all."""

_RATIO = 300
_SMALL = 16 * 2**20
_PIECE = 4 * 2**20
_LARGEST_ROW = 64 * 2**20
_SMALL_PART = 8 * 2**20
_MOST_BROKEN = 100_000
_NAMESPACE = re.compile(r"\{.*?\}")
_ROW = re.compile(rb"row\b[^>]*?\br=[\"'](\d+)[\"'][^>]*>")
_HIDDEN = re.compile(rb"\bhidden=[\"'](?:1|true)[\"']")
_FAR = (re.compile(rb'r="([A-Z]{2,3})\d'), re.compile(rb"r='([A-Z]{2,3})\d"))
_FILLED = re.compile(rb"<(?:\w+:)?c\b[^>]*?\br=[\"']([A-Z]+)(\d+)[\"'][^>]*(?<!/)>")
_FORMULA = re.compile(rb":f[ />]")
_BARE_FORMULA = re.compile(
    rb"<(?:\w+:)?c\b(?![^>]*\bt=[\"']str[\"'])[^>]*?\br=[\"']([A-Z]+)(\d+)[\"']"
    rb"[^>]*>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>([^<]*)</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
"""A formula without a result; that a result is empty text is said by its type."""

_ERROR = re.compile(
    rb"<(?:\w+:)?c\b(?=[^>]*\bt=[\"']e[\"'])[^>]*?\br=[\"']([A-Z]+)(\d+)[\"']"
    rb"(?:[^>]*(?<!/)>\s*(?:<(?:\w+:)?f\b[^>]*(?:/>|>[^<]*</(?:\w+:)?f>))?\s*"
    rb"<(?:\w+:)?v>([^<]*)<)?"
)
_NO_RESULT = "公式没有结果"
_DECLARED = "文件里有不该出现的声明（DTD），已拒绝读取；请核对来源"


@dataclass(slots=True)
class Look:
    """What one sheet's XML shows without being parsed."""

    rows: int = 0
    columns: int = 26
    hidden: list[int] = field(default_factory=list)
    formulas: int = 0
    broken: list[tuple[int, int, str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Contents:
    """What a workbook's own parts say: its epoch, and every sheet by name."""

    epoch: int
    sheets: dict[str, Look]


def inspect(file: str) -> Contents:
    """Look at every part of a zipped workbook.

    Raises:
        InputError: it is no workbook, damaged, a bomb, or not to be parsed safely.
    """
    try:
        with ZipFile(file) as archive:
            parts = {info.filename: info for info in archive.infolist()}
            _refuse_bomb(parts)
            _refuse_other(parts)
            for info in parts.values():
                _refuse_declarations(archive, info)
            return _contents(archive, parts)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, ET.ParseError, OSError):
        raise InputError("文件已损坏，读不完整；请重新保存或重新索取") from None
    except (NotImplementedError, RuntimeError):
        raise InputError("文件加了密或用了少见的压缩；请去掉密码另存为 .xlsx") from None


def column_number(letters: str) -> int:
    """The number of a column from 0: A is 0, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _refuse_bomb(parts: dict[str, ZipInfo]) -> None:
    inflated = sum(info.file_size for info in parts.values())
    for info in parts.values():
        packed = max(1, info.compress_size)
        if info.file_size > _SMALL and info.file_size / packed > _RATIO:
            raise InputError("文件展开后异常地大，不像表格；已拒绝读取，请核对来源")
    if inflated > LARGEST_INFLATED:
        raise InputError("文件展开后超过 2 GB；请拆成几个文件")


def _refuse_other(parts: dict[str, ZipInfo]) -> None:
    if "xl/workbook.xml" in parts:
        return
    kinds = (
        ("word/document.xml", "Word 文档"),
        ("xl/workbook.bin", ".xlsb 工作簿"),
        ("content.xml", "ODF 文件"),
        ("ppt/presentation.xml", "演示文稿"),
    )
    what = next((said for part, said in kinds if part in parts), "压缩包")
    raise InputError(f"这是{what}，不是 .xlsx；请用 Excel 或 WPS 另存为 .xlsx")


def _refuse_declarations(archive: ZipFile, info: ZipInfo) -> None:
    """A workbook's parts are UTF-8 and declare nothing; entities are only for traps."""
    if not info.filename.endswith((".xml", ".rels", ".vml")):
        return
    with archive.open(info) as part:
        start = part.read(1 << 14)
    if start.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in start[:64]:
        raise InputError("文件内部的编码不是 UTF-8；请用 Excel 或 WPS 另存为 .xlsx")
    if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
        raise InputError(_DECLARED)


def _contents(archive: ZipFile, parts: dict[str, ZipInfo]) -> Contents:
    book = _small(archive, parts, "xl/workbook.xml")
    targets = {
        element.get("Id", ""): element.get("Target", "")
        for element in _small(archive, parts, "xl/_rels/workbook.xml.rels")
    }
    epoch, sheets = 1900, {}
    for element in book.iter():
        tag = _NAMESPACE.sub("", element.tag)
        if tag == "workbookPr" and element.get("date1904") in ("1", "true"):
            epoch = 1904
        if tag == "sheet":
            part = targets.get(_relation(element), "")
            name = part.removeprefix("/") if part[:1] == "/" else f"xl/{part}"
            look = _look(archive, parts[name]) if name in parts else Look()
            sheets[element.get("name", "")] = look
    return Contents(epoch, sheets)


def _relation(element: ET.Element) -> str:
    return next((v for k, v in element.items() if k.endswith("}id")), "")


def _small(archive: ZipFile, parts: dict[str, ZipInfo], name: str) -> ET.Element:
    info = parts.get(name)
    if info is None or info.file_size > _SMALL_PART:
        raise InputError("文件已损坏，读不完整；请重新保存或重新索取")
    content = archive.read(info)
    if b"<!" in content.replace(b"<!--", b""):
        raise InputError(_DECLARED)
    return ET.fromstring(content)  # noqa: S314 - nothing in it declares anything


def _look(archive: ZipFile, info: ZipInfo) -> Look:
    found = Look()
    for piece in _pieces(archive, info):
        _search(piece, found)
    if found.rows * found.columns > LARGEST_AREA:
        rows, columns = _corner(archive, info)
        if rows * columns > LARGEST_AREA:
            raise InputError(
                f"表里的内容一直到第 {rows} 行第 {columns} 列，中间几乎都是空的；"
                "请删去远处的单元格再保存"
            )
    return found


def _search(piece: bytes, found: Look) -> None:
    for row in _ROW.finditer(piece):
        number = int(row[1])
        found.rows = max(found.rows, number)
        if _HIDDEN.search(row[0]):
            found.hidden.append(number)
    for letters in {one for far in _FAR for one in far.findall(piece)}:
        found.columns = max(found.columns, column_number(letters.decode()) + 1)
    formulas = sum(map(piece.count, (b"<f>", b"<f ", b"<f/")))
    formulas += len(_FORMULA.findall(piece))
    found.formulas += formulas
    if formulas:
        _mark(found, _BARE_FORMULA, piece, _NO_RESULT, "=")
    if b't="e"' in piece or b"t='e'" in piece:
        _mark(found, _ERROR, piece, ERROR_VALUE)


def _mark(
    found: Look, pattern: re.Pattern[bytes], piece: bytes, what: str, sign: str = ""
) -> None:
    """Note the cells that a pattern finds, with what they say behind a sign."""
    for cell in pattern.finditer(piece):
        if len(found.broken) >= _MOST_BROKEN:
            raise InputError("没有结果的公式太多；请在 Excel 中重新计算后保存")
        column = column_number(cell[1].decode())
        said = unescape((cell[3] or b"").decode(errors="replace"))
        found.broken.append((int(cell[2]), column, what, f"{sign}{said}"))


def _corner(archive: ZipFile, info: ZipInfo) -> tuple[int, int]:
    """The last row and the last column in which a cell says anything."""
    rows = columns = 0
    for piece in _pieces(archive, info):
        for letters, number in _FILLED.findall(piece):
            rows = max(rows, int(number))
            columns = max(columns, column_number(letters.decode()) + 1)
    return rows, columns


def _pieces(archive: ZipFile, info: ZipInfo) -> Iterator[bytes]:
    """The part's text in pieces that end between rows."""
    rest = b""
    with archive.open(info) as part:
        while read := part.read(_PIECE):
            rest += read
            cut = rest.rfind(b"</row>") + 6
            if cut > len(b"</row>") - 1:
                yield rest[:cut]
                rest = rest[cut:]
            elif len(rest) > _LARGEST_ROW:
                raise InputError("表里有异常长的一行，已拒绝读取；请核对来源")
    yield rest
