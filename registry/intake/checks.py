"""What a register refuses of an entry, asked of all entries at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from registry import columns
from registry.columns import Column
from registry.errors import Fault
from registry.intake.kinds import Kind
from registry.model.labels import table_label
from registry.terms import Ledger

LARGEST_VALUE = 5 * 10**17
"""The largest figure the register keeps, at its key's scale."""


@dataclass(frozen=True, slots=True)
class Check:
    """A rule: ``where`` finds the entries ``e`` (of rows ``r``) that break it.

    ``value`` is what the fault shows; ``problem`` may name it.
    """

    column: Column
    where: str
    problem: str
    remedy: str
    value: str = "''"


def run(
    connection: sqlite3.Connection, kind: Kind, file: str, today: str
) -> Iterator[Fault]:
    """Every fault that the rules of a kind find; their rows are set aside."""
    for check in (_NAMELESS, *CHECKS.get(kind.ledger, ()), *repeated(kind)):
        yield from _faults(connection, check, file, today)
        connection.execute(
            "UPDATE ledger_row SET state = 'fault' WHERE at IN"
            f" (SELECT at FROM ({_sql(check)}))",
            {"today": today},
        )


def repeated(kind: Kind) -> Iterator[Check]:
    """Two rows of one file that speak of the same record and do not agree."""
    if not kind.same:
        return
    same = " AND ".join(f'f."{c}" IS e."{c}"' for c in kind.same)
    differ = " OR ".join(f'f."{c}" IS NOT e."{c}"' for c in kind.others) or "0"
    yield Check(
        columns.ENTERPRISE,
        "EXISTS (SELECT 1 FROM ledger_entry f JOIN ledger_row q ON q.at = f.row"
        f" WHERE f.holder = e.holder AND f.at < e.at AND q.state IS NULL AND {same}"
        f" AND ({differ}))",
        "与前面的一行说的是同一条，内容却不同",
        "请核对，只留对的一行",
        "r.name",
    )


def _faults(
    connection: sqlite3.Connection, check: Check, file: str, today: str
) -> Iterator[Fault]:
    for _, sheet, number, value in connection.execute(_sql(check), {"today": today}):
        yield Fault(
            file=file,
            problem=check.problem,
            remedy=check.remedy,
            line=number,
            sheet=sheet,
            column=check.column.header,
            value="" if value is None else str(value),
        )


def _sql(check: Check) -> str:
    return (
        f"SELECT r.at, r.sheet, r.line, {check.value} FROM ledger_entry e"
        f" JOIN ledger_row r ON r.at = e.row WHERE r.state IS NULL AND {check.where}"
    )


def _ahead(column: Column, name: str) -> Check:
    return Check(
        column, f'e."{name}" > :today', "这一天还没有到", "请核对年份", f'e."{name}"'
    )


def _fit(needed: str, named: str) -> tuple[Check, ...]:
    """A title of a workshop is a workshop's; ``needed`` gives the kind of subject."""
    kind = f"(SELECT k.name FROM subject_kind k WHERE k.code = {needed})"
    is_ = "(SELECT s.kind FROM subject s WHERE s.id = r.subject_id)"
    return (
        Check(
            columns.SUBJECT,
            f"r.own IS NULL AND {needed} <> 'enterprise'",
            f"{named}不授予企业本身",
            "请写明车间、工厂或项目的名称",
            kind,
        ),
        Check(
            columns.SUBJECT,
            f"r.own IS NOT NULL AND {needed} = 'enterprise'",
            f"{named}授予企业本身",
            "请去掉车间或项目名称",
            "r.own",
        ),
        Check(
            columns.SUBJECT,
            f"r.own IS NOT NULL AND {is_} <> {needed}",
            f"{named}不授予这一类对象",
            "请核对车间或项目名称",
            "r.own",
        ),
    )


_SAME_PARTY = """EXISTS (SELECT 1 FROM ledger_row q
  WHERE q.enterprise_id = r.enterprise_id AND q.at < r.at AND q.state IS NULL)"""
_NAMESAKE = """r.how IN ('new', 'renamed') AND (
  EXISTS (SELECT 1 FROM name_spell s WHERE s.value = r.name AND s.voided_by IS NULL
    AND s.until IS NULL AND s.kind = 'official' AND s.enterprise_id <> r.enterprise_id)
  OR EXISTS (SELECT 1 FROM ledger_row q WHERE q.name = r.name AND q.at < r.at
    AND q.state IS NULL AND q.enterprise_id <> r.enterprise_id))"""
_RUNG = "(SELECT g.subject_kind FROM rung g WHERE g.code = e.rung)"
_ROUND = (
    "(SELECT g.subject_kind FROM round d JOIN rung g ON g.code = d.rung"
    " WHERE d.id = e.round_id)"
)
_AIMED = (
    "coalesce((SELECT g.subject_kind FROM pool p JOIN rung g ON g.code = p.rung"
    " WHERE p.id = e.pool_id), 'enterprise')"
)
_HELD = """EXISTS (SELECT 1 FROM title t WHERE t.subject_id = e.holder
  AND t.rung = e.rung AND t.voided_by IS NULL AND t.recognised_on <> e.recognised_on
  AND (t.valid_until IS NULL OR e.recognised_on < t.valid_until)
  AND (t.ended_on IS NULL OR e.recognised_on < t.ended_on)
  AND (e.valid_until IS NULL OR t.recognised_on < e.valid_until))"""
_HELD_HERE = """EXISTS (SELECT 1 FROM ledger_entry f JOIN ledger_row q ON q.at = f.row
  WHERE f.holder = e.holder AND f.rung = e.rung AND f.at < e.at AND q.state IS NULL
  AND f.recognised_on <> e.recognised_on
  AND (f.valid_until IS NULL OR e.recognised_on < f.valid_until)
  AND (e.valid_until IS NULL OR f.recognised_on < e.valid_until))"""
_STAYS = """EXISTS (SELECT 1 FROM pool_entry t WHERE t.pool_id = e.pool_id
  AND t.subject_id = e.holder AND t.voided_by IS NULL
  AND t.admitted_on <> e.admitted_on
  AND (t.left_on IS NULL OR e.admitted_on < t.left_on))"""
_WINDOW = """EXISTS (SELECT 1 FROM round d WHERE d.id = e.round_id
  AND (e.applied_on < d.opens_on OR e.applied_on > d.closes_on))"""
_OTHER_ROUND = """EXISTS (SELECT 1 FROM round d
  WHERE d.id = e.round_id AND d.rung <> e.rung)"""

_NAMELESS = Check(
    columns.ENTERPRISE,
    "r.how = 'new' AND r.name IS NULL",
    "台账里没有这个信用代码，也没有写企业名称",
    "请补上企业名称",
    "r.code",
)

CHECKS: Mapping[Ledger, tuple[Check, ...]] = MappingProxyType(
    {
        Ledger.ENTERPRISES: (
            Check(
                columns.ENTERPRISE,
                _SAME_PARTY,
                "同一家企业在前面已有一行",
                "请合并成一行",
                "r.name",
            ),
            Check(
                columns.ENTERPRISE,
                _NAMESAKE,
                "台账里另一家企业正用这个名称",
                "请核对名称和信用代码",
                "r.name",
            ),
        ),
        Ledger.ASSESSMENTS: (
            _ahead(columns.ASSESSED_ON, "on"),
            Check(
                columns.SCORE,
                "e.score > 500",
                "得分超过 5 分",
                "请写 0 到 5 之间的得分",
                "e.score / 100.0",
            ),
            Check(
                columns.UNTIL,
                'e.valid_until <= e."on"',
                "有效期止日不晚于评估日期",
                "请核对",
                "e.valid_until",
            ),
        ),
        Ledger.TITLES: (
            _ahead(columns.RECOGNISED, "recognised_on"),
            *_fit(_RUNG, "这个称号"),
            Check(
                columns.STAGE,
                "e.stage = 'accepted' OR (e.stage IS NOT NULL AND NOT"
                " (SELECT l.staged FROM ledger_rule l WHERE l.rung = e.rung"
                ' AND l."on" = e.recognised_on))',
                "这个称号不分阶段，或验收没有写日期",
                "请去掉阶段；验收请用 tidu record acceptance",
                "e.stage",
            ),
            Check(
                columns.UNTIL,
                "e.valid_until <= e.recognised_on",
                "有效期止日不晚于认定日期",
                "请核对",
                "e.valid_until",
            ),
            Check(
                columns.ROUND,
                _OTHER_ROUND,
                "这一批次不是这个称号的批次",
                "请核对批次",
            ),
            Check(
                columns.RUNG,
                f"{_HELD} OR {_HELD_HERE}",
                "当时已持有同一称号，不能同时有两个",
                "请核对认定日期；复核请用 tidu record title",
                "e.rung",
            ),
        ),
        Ledger.FACTS: (
            Check(
                columns.VALUE,
                f"abs(e.value) > {LARGEST_VALUE}",
                "数值太大",
                "请核对位数和单位",
                "e.value",
            ),
        ),
        Ledger.EVENTS: (
            _ahead(columns.EVENT_ON, "on"),
            Check(
                columns.REMOVED_ON,
                "e.removed_on < e.\"on\" AND e.removed_precision = 'day'",
                "移出或修复日期早于发生日期",
                "请核对",
                "e.removed_on",
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
            _ahead(columns.ADMITTED, "admitted_on"),
            Check(
                columns.ADMITTED,
                _STAYS,
                f"当时已有{table_label('pool_entry')}",
                "请核对入库日期；重复的请删去",
                "e.admitted_on",
            ),
        ),
        Ledger.APPLICATIONS: (
            *_fit(_ROUND, "这一批次的称号"),
            Check(
                columns.APPLIED_ON,
                _WINDOW,
                "申报日期不在申报期内",
                "请核对，或先用 tidu round calendar 调整日程",
                "e.applied_on",
            ),
        ),
    }
)
"""The rules of each kind."""
