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
    TitleEnd,
    TitleStage,
)

_ROWS = 5000
_HEADER = 3
_A4 = 9
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
        columns.END_KIND: TitleEnd,
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
        "scores": "数据=3.20、集成=2.50",
    }
)
_SHOWN = (columns.UNIT, columns.ABOVE, columns.SIZE, columns.STATUS)
_ADVICE = "带 * 的必填；日期写到知道的程度；一行一条，不要合并单元格；灰色一行是样例"
_MORE_ADVICE: Mapping[Ledger, str] = MappingProxyType(
    {
        Ledger.ASSESSMENTS: "；各子域得分可写在一格里，也可每个子域一列",
        Ledger.TITLES: "；只报终止或验收的，可以不写认定日期",
        Ledger.FACTS: "；也可一家一行、每个指标一列，表头写明年份和单位",
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
    found[columns.ABOVE] = found[columns.RENEWAL] = ("是", "否")
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
    must = _must(ledger)
    title = book.add_format({"bold": True, "font_size": 16})
    head = book.add_format({"bold": True, "border": 1, "bg_color": "#DDEBF7"})
    text = book.add_format({"num_format": "@"})
    grey = book.add_format({"num_format": "@", "font_color": "#808080"})
    sheet.write_string(0, 0, f"{ledger.label}台账模板", title)
    sheet.write_string(1, 0, _ADVICE + _MORE_ADVICE.get(ledger, ""))
    _lay_out(sheet)
    for at, column in enumerate(shown):
        star = "*" if column in must else ""
        sheet.set_column(at, at, column.width, text)
        sheet.write_string(_HEADER - 1, at, f"{star}{column.header}", head)
        sample = _sample(column, lists) if column in must | set(_SHOWN) else ""
        sheet.write_string(_HEADER, at, _SAMPLES.get(column.key, sample), grey)
        hint = _HINTS.get(column.kind)
        if column in lists:
            _offer(sheet, choices, at, lists[column])
        elif hint and column is not columns.ORDINAL:
            sheet.write_comment(_HEADER - 1, at, hint)
    sheet.freeze_panes(_HEADER, 2)


def _must(ledger: Ledger) -> set[Column]:
    """The columns that must be filled in."""
    must = {slot.column for slot in KINDS[ledger].slots if slot.required}
    if ledger is FACTS.ledger:
        must |= {columns.FACT, columns.PERIOD, columns.VALUE}
    return must | {columns.ENTERPRISE}


def _lay_out(sheet: Worksheet) -> None:
    """One page wide, lying, with the header on every page."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEADER - 1)
    sheet.set_margins(left=0.4, right=0.4)


def _sample(column: Column, lists: Mapping[Column, Sequence[str]]) -> str:
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
