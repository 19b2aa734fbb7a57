"""What a register refuses of an entry, asked of all entries at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from registry import columns
from registry.errors import Fault
from registry.intake.check import (
    APPLIED,
    IS_KIND,
    NEW,
    Check,
    ahead,
    ended,
    fit,
    last,
)
from registry.intake.contradictions import contradictions
from registry.intake.kinds import ENTERPRISES, Kind
from registry.intake.layout import Place
from registry.intake.title_checks import TITLES
from registry.model.labels import table_label
from registry.store.view_words import day
from registry.terms import AssessmentKind, Ledger

LARGEST_VALUE = 5 * 10**17
"""The largest figure the register keeps, at its key's scale."""

_ON_SITE = AssessmentKind.ON_SITE.value
Bound = Mapping[str, str | int]
"""What every rule may ask: ``today``, whether the import is ``resting``, and the days
on which standards were ``published``, as JSON by number."""


def run(
    connection: sqlite3.Connection, kind: Kind, place: Place, bound: Bound
) -> Iterator[Fault]:
    """Every fault that the rules of a kind find; their rows are set aside.

    A row may break several rules; what one row says of another counts only while the
    other breaks none. Last come rows that contradict each other, or say again whom an
    earlier one describes.
    """
    for check in (_NAMELESS, *_NAMESAKES, *CHECKS.get(kind.ledger, ())):
        yield from _broken(connection, check, place, bound)
    yield from contradictions(connection, kind, place)
    if kind is ENTERPRISES:
        yield from _broken(connection, _SAME_PARTY, place, bound)


def _broken(
    connection: sqlite3.Connection, check: Check, place: Place, bound: Bound
) -> Iterator[Fault]:
    """A fault for every row that breaks a rule; they are set aside."""
    found = connection.execute(_sql(check, place), bound).fetchall()
    connection.executemany(
        "UPDATE ledger_row SET state = 'fault' WHERE state IS NULL AND at = ?",
        ((at,) for at, *_ in found),
    )
    for _, sheet, number, value, kind in found:
        yield Fault(
            file=place.file,
            problem=check.problem,
            remedy=check.remedy,
            line=number,
            sheet=sheet,
            column=place.title(sheet, check.column, beside=kind == _ON_SITE),
            value="" if value is None else str(value),
        )


def _sql(check: Check, place: Place) -> str:
    kind = "e.kind" if place.is_double else "NULL"
    states = "('fault', 'unread')" if check.alone else "('fault')"
    return (
        f"SELECT r.at, r.sheet, r.line, {check.value}, {kind} FROM ledger_entry e"
        f" JOIN ledger_row r ON r.at = e.row"
        f" WHERE (r.state IS NULL OR r.state IN {states}) AND ({check.where})"
    )


_SAME_PARTY = Check(
    columns.ENTERPRISE,
    "EXISTS (SELECT 1 FROM ledger_row q WHERE q.enterprise_id = r.enterprise_id"
    " AND q.at < r.at AND q.state IS NULL)",
    "同一家企业在前面已有一行",
    "请合并成一行",
    "r.name",
)
_NAMESAKE = """r.how IN ('new', 'renamed') AND
  EXISTS (SELECT 1 FROM name_spell s WHERE s.value = r.name AND s.voided_by IS NULL
    AND s.until IS NULL AND s.kind = 'official' AND s.enterprise_id <> r.enterprise_id)
"""
_NAMESAKE_HERE = """r.how IN ('new', 'renamed') AND
  EXISTS (SELECT 1 FROM ledger_row q WHERE q.name = r.name AND q.at <> r.at
    AND q.state IS NULL AND q.enterprise_id <> r.enterprise_id)"""
_ROUND = (
    "(SELECT g.subject_kind FROM round d JOIN rung g ON g.code = d.rung"
    " WHERE d.id = e.round_id)"
)
_AIMED = (
    "(SELECT g.subject_kind FROM pool p JOIN rung g ON g.code = p.rung"
    " WHERE p.id = e.pool_id)"
)
_STAYS = """EXISTS (SELECT 1 FROM pool_entry t WHERE t.pool_id = e.pool_id
  AND t.subject_id = e.holder AND t.voided_by IS NULL
  AND (t.left_on IS NULL OR e.admitted_on < t.left_on)
  AND (e.left_on IS NULL OR t.admitted_on < e.left_on))"""
_STAYS_HERE = """EXISTS (SELECT 1 FROM ledger_entry f
  JOIN ledger_row q ON q.at = f.row WHERE f.holder = e.holder
  AND f.pool_id = e.pool_id AND f.at < e.at AND q.state IS NULL AND f.old IS NULL
  AND f.admitted_on <> e.admitted_on
  AND (f.left_on IS NULL OR e.admitted_on < f.left_on)
  AND (e.left_on IS NULL OR f.admitted_on < e.left_on))"""
_LEFT_OTHERWISE = """EXISTS (SELECT 1 FROM pool_entry t WHERE t.id = e.old
  AND t.left_on IS NOT NULL
  AND (t.left_on <> e.left_on OR t.left_reason <> e.left_reason))"""
_CLOSED = """EXISTS (SELECT 1 FROM round d WHERE d.id = e.round_id
  AND d.closed_on IS NOT NULL)"""
_WINDOW = """EXISTS (SELECT 1 FROM round d WHERE d.id = e.round_id
  AND (e.applied_on < d.opens_on OR e.applied_on > d.closes_on))"""
_UNPUBLISHED = f"""e."on" < (SELECT max(value) FROM json_each(:published))
  AND {last('e."on"', "e.on_precision")} < (SELECT value FROM json_each(:published)
    WHERE key = e.standard)"""
_NAMELESS = Check(
    columns.USCC,
    "r.how = 'new' AND r.name IS NULL",
    "台账里没有这个信用代码，也没有写企业名称",
    "请补上企业名称",
    "r.code",
)

_NAMESAKES = (
    Check(
        columns.ENTERPRISE,
        _NAMESAKE,
        "台账里另一家企业正用这个名称",
        "请核对名称和信用代码",
        "r.name",
    ),
    Check(
        columns.ENTERPRISE,
        _NAMESAKE_HERE,
        "表里有两家企业用这个名称",
        "请核对名称和信用代码",
        "r.name",
    ),
)
"""Nobody new, and nobody renamed, takes a name that another bears."""

CHECKS: Mapping[Ledger, tuple[Check, ...]] = MappingProxyType(
    {
        Ledger.ENTERPRISES: (
            ahead(columns.ESTABLISHED, "established_on", "established_precision"),
        ),
        Ledger.ASSESSMENTS: (
            ahead(columns.ASSESSED_ON, "on", "on_precision"),
            Check(
                columns.ASSESSED_ON,
                _UNPUBLISHED,
                "评估日期早于评估标准的发布",
                "请核对年份；按别的标准评估的，请在「评估标准」一栏写明",
                day('e."on"', "e.on_precision"),
            ),
            Check(
                columns.SCORE,
                "e.score > 500",
                "得分超过 5 分",
                "请写 0 到 5 之间的得分",
                "printf('%g', e.score / 100.0)",
                alone=True,
            ),
            Check(
                columns.UNTIL,
                'e.valid_until <= e."on"',
                "有效期止日不晚于评估日期",
                "请核对",
                "e.valid_until",
                alone=True,
            ),
        ),
        Ledger.TITLES: TITLES,
        Ledger.FACTS: (
            Check(
                columns.VALUE,
                f"abs(e.value) > {LARGEST_VALUE}",
                "数值太大",
                "请核对位数和单位",
                "e.value",
                alone=True,
            ),
        ),
        Ledger.EVENTS: (
            ahead(columns.EVENT_ON, "on", "on_precision"),
            Check(
                columns.REMOVED_ON,
                f'{last("e.removed_on", "e.removed_precision")} < e."on"',
                "移出或修复日期早于发生日期",
                "请核对",
                day("e.removed_on", "e.removed_precision"),
                alone=True,
            ),
        ),
        Ledger.POOL: (
            Check(
                columns.SUBJECT,
                f"r.own IS NOT NULL AND {_AIMED} = 'enterprise'",
                "这个培育库不收车间、项目",
                "请去掉车间或项目名称，或核对培育库",
                "r.own",
            ),
            Check(
                columns.SUBJECT,
                f"r.own IS NOT NULL AND {_AIMED} IS NULL AND {IS_KIND} IS NULL",
                "台账里没有这个车间、项目，培育库也没有写目标称号，看不出是哪一类",
                "请先用 tidu add subject 登记",
                "r.own",
            ),
            Check(
                columns.SUBJECT,
                f"r.own IS NOT NULL AND {IS_KIND} <> {_AIMED}",
                "这个培育库不收这一类对象",
                "请核对车间或项目名称，或核对培育库",
                "r.own",
            ),
            ahead(columns.ADMITTED, "admitted_on"),
            ended(columns.ADMITTED, "e.admitted_on", "入库"),
            Check(
                columns.LEFT_ON,
                "(e.left_on IS NULL) <> (coalesce(e.left_reason, '') = '')",
                "出库日期和出库原因没有一起写",
                "请补上另一项，或都去掉",
                "e.left_on",
            ),
            Check(
                columns.LEFT_ON,
                "e.left_on < e.admitted_on",
                "出库日期早于入库日期",
                "请核对",
                "e.left_on",
                alone=True,
            ),
            Check(
                columns.LEFT_ON,
                _LEFT_OTHERWISE,
                "台账里已经出库，日期或原因不同",
                "请核对；台账记错的，请撤回那次登记后再导入",
                "e.left_on",
            ),
            Check(
                columns.ADMITTED,
                f"{NEW} AND ({_STAYS} OR {_STAYS_HERE})",
                f"当时已有{table_label('pool_entry')}",
                "请核对入库日期；重复的请删去",
                "e.admitted_on",
            ),
        ),
        Ledger.APPLICATIONS: (
            Check(
                columns.ROUND,
                f"{NEW} AND {_CLOSED}",
                "这一批次已经办结，不再收申报",
                "请核对批次；确需补登，先用 tidu round reopen 重新打开",
            ),
            *fit(_ROUND, "这一批次的称号"),
            Check(
                columns.APPLIED_ON,
                _WINDOW,
                "申报日期不在申报期内",
                "请核对，或先用 tidu round calendar 调整日程",
                "e.applied_on",
            ),
            ended(columns.APPLIED_ON, APPLIED, "申报"),
        ),
    }
)
"""The rules of each kind."""
