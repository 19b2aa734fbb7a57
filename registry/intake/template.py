"""Templates that are filled in and imported without a question.

Above the header stand a title and notes; rows below offer what can be chosen; a
second sheet, which is not read, lists the choices.
"""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from registry import columns
from registry.columns import Column, Kind
from registry.intake.kinds import FACTS, KINDS
from registry.intake.lines import SAMPLE
from registry.ladder.facts import fact_keys
from registry.terms import (
    LEVELS,
    ApplicationKind,
    AssessmentKind,
    Ledger,
    OrganisationKind,
    Severity,
    Size,
    Status,
    Term,
    TitleStage,
)

_ROWS = 5000
_HEADER = 3
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_TERMS: Mapping[Column, type[Term]] = MappingProxyType(
    {
        columns.STATUS: Status,
        columns.SIZE: Size,
        columns.ORGANISATION: OrganisationKind,
        columns.ASSESSED_BY: AssessmentKind,
        columns.STAGE: TitleStage,
        columns.SEVERITY: Severity,
        columns.APPLICATION_KIND: ApplicationKind,
    }
)
_NAMED: Mapping[Column, str] = MappingProxyType(
    {
        columns.UNIT: "SELECT name FROM unit WHERE voided_by IS NULL ORDER BY id",
        columns.RUNG: "SELECT name FROM rung WHERE voided_by IS NULL ORDER BY code",
        columns.ROUND: "SELECT name FROM round WHERE voided_by IS NULL ORDER BY id",
        columns.EVENT_KIND: "SELECT name FROM event_kind WHERE voided_by IS NULL"
        " ORDER BY id",
        columns.POOL: "SELECT name || '（' || year || '）' FROM pool"
        " WHERE voided_by IS NULL ORDER BY id",
    }
)
_SAMPLES: Mapping[str, str] = MappingProxyType(
    {
        "enterprise": f"示例企业有限公司（{SAMPLE}）",
        "industry": "C3714",
        "level": LEVELS[2],
        "score": "2.55",
        "fact": "营业收入",
        "period": "2022",
        "value": "1234.5",
        "measure_unit": "万元",
        "target_year": "2023",
    }
)
_HINTS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.DATE: "2022-03-01、2022-03 或 2022",
        Kind.CODE: "按文本填写",
        Kind.NUMBER: "数字",
    }
)


def template(connection: sqlite3.Connection, ledger: Ledger) -> bytes:
    """A workbook to fill in, for one kind of ledger, with this registry's choices."""
    buffer = io.BytesIO()
    with Workbook(buffer, _OPTIONS) as book:
        sheet = book.add_worksheet(f"{ledger.label}台账")
        choices = book.add_worksheet("选项")
        choices.hide()
        _fill(book, sheet, choices, _columns(ledger), _lists(connection), ledger)
    return buffer.getvalue()


def _columns(ledger: Ledger) -> tuple[Column, ...]:
    kind = KINDS[ledger]
    return (columns.ORDINAL, *kind.columns)


def _lists(connection: sqlite3.Connection) -> dict[Column, Sequence[str]]:
    found: dict[Column, Sequence[str]] = {
        column: [term.label for term in terms] for column, terms in _TERMS.items()
    }
    for column, sql in _NAMED.items():
        found[column] = [str(name) for (name,) in map(tuple, connection.execute(sql))]
    found[columns.ABOVE] = ("是", "否")
    found[columns.LEVEL] = LEVELS
    found[columns.FACT] = [key.name for key in fact_keys().values()]
    return found


def _fill(
    book: Workbook,
    sheet: Worksheet,
    choices: Worksheet,
    shown: Sequence[Column],
    lists: Mapping[Column, Sequence[str]],
    ledger: Ledger,
) -> None:
    must = {slot.column for slot in KINDS[ledger].slots if slot.required}
    must |= {columns.ENTERPRISE}
    if ledger is FACTS.ledger:
        must |= {columns.FACT, columns.PERIOD, columns.VALUE}
    title = book.add_format({"bold": True, "font_size": 16})
    head = book.add_format({"bold": True, "border": 1, "bg_color": "#DDEBF7"})
    text = book.add_format({"num_format": "@"})
    grey = book.add_format({"num_format": "@", "font_color": "#808080"})
    sheet.write_string(0, 0, f"{ledger.label}台账模板", title)
    sheet.write_string(
        1, 0, "带 * 的必填；日期写到知道的程度；一行一条，不要合并单元格"
    )
    for at, column in enumerate(shown):
        star = "*" if column in must else ""
        sheet.set_column(at, at, column.width, text)
        sheet.write_string(_HEADER - 1, at, f"{star}{column.header}", head)
        sheet.write_string(_HEADER, at, _sample(column, lists), grey)
        hint = _HINTS.get(column.kind)
        if column in lists:
            _offer(sheet, choices, at, lists[column])
        elif hint and column is not columns.ORDINAL:
            sheet.write_comment(_HEADER - 1, at, hint)
    sheet.freeze_panes(_HEADER, 2)


def _sample(column: Column, lists: Mapping[Column, Sequence[str]]) -> str:
    if column.key in _SAMPLES:
        return _SAMPLES[column.key]
    if column in lists:
        return next(iter(lists[column]), "")
    return "2022-03-01" if column.kind is Kind.DATE else ""


def _offer(
    sheet: Worksheet, choices: Worksheet, at: int, offered: Sequence[str]
) -> None:
    """A drop-down whose choices stand on the hidden sheet."""
    if not offered:
        return
    choices.write_column(0, at, list(offered))
    letters = _letters(at)
    source = f"=选项!${letters}$1:${letters}${len(offered)}"
    sheet.data_validation(
        _HEADER, at, _HEADER + _ROWS, at, {"validate": "list", "source": source}
    )


def _letters(at: int) -> str:
    high, low = divmod(at, 26)
    return (chr(64 + high) if high else "") + chr(65 + low)
