"""How a subject stands in what a draft is about, in words: before, and after."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from registry.dates import Precision, show
from registry.desk.batch.borne import LAST
from registry.desk.drafts import enterprises, funds, pools, records, rounds, titles
from registry.desk.drafts.base import Draft
from registry.desk.drafts.contacts import ContactDraft, worded
from registry.desk.read.contacts import known_as
from registry.desk.read.units import yuan
from registry.ladder.amounts import recorded
from registry.ladder.facts import fact_keys
from registry.terms import TitleEnd, TitleStage, Verdict, level_label

Ask = Callable[[str, Mapping[str, Any]], tuple[Any, ...] | None]
Say = Callable[[Ask, Any], str]
NOTHING = "无"


def standing(connection: sqlite3.Connection, draft: Draft) -> str:
    """How things stand now in what the draft would change; blank where nothing tells.

    ``connection`` is the driver's own of the open transaction.
    """
    if isinstance(draft, ContactDraft):
        return known_as(connection, draft.enterprise_id, worded(draft))
    say = _SAYING.get(type(draft))
    return say(_asking(connection), draft) if say else ""


def _asking(connection: sqlite3.Connection) -> Ask:
    """Asks for the first row of live ones, as a plain tuple."""

    def ask(sql: str, bound: Mapping[str, Any]) -> tuple[Any, ...] | None:
        row = connection.execute(sql, dict(bound)).fetchone()
        return None if row is None else tuple(row)

    return ask


def _assessed(ask: Ask, draft: records.AssessmentDraft) -> str:
    row = ask(
        'SELECT level, "on", on_precision, count(*) OVER () FROM assessment'
        " WHERE voided_by IS NULL AND subject_id = :id AND kind = :kind"
        ' ORDER BY "on" DESC, id DESC',
        {"id": draft.subject_id, "kind": draft.kind.value},
    )
    if row is None:
        return level_label(None)
    times = f"，共 {row[3]} 次" if row[3] > 1 else ""
    return f"{level_label(row[0])} {_day(row[1], row[2])}{times}"


def _measured(ask: Ask, draft: records.FactDraft) -> str:
    row = ask(
        "SELECT value, grade, since, period FROM fact WHERE voided_by IS NULL"
        " AND subject_id = :id AND key = :key ORDER BY until DESC, since, id DESC",
        {"id": draft.subject_id, "key": draft.key},
    )
    if row is None:
        return NOTHING
    key = fact_keys()[draft.key]
    value = dict(key.grades).get(row[1], "") if key.grades else recorded(row[0], key)
    return f"{value}（{_day(row[2], row[3])}）"


def _borne(ask: Ask, draft: enterprises.AttributeDraft) -> str:
    row = ask(LAST[draft.attribute], {"id": draft.enterprise_id})
    if row is None:
        return NOTHING
    return f"{row[0]}（{_day(row[1], row[2])} 起）" if row[1] else str(row[0])


def _barred(ask: Ask, draft: records.EventDraft) -> str:
    row = ask(
        "SELECT count(*) FROM event WHERE voided_by IS NULL AND enterprise_id = :id",
        {"id": draft.enterprise_id},
    )
    return f"{row[0]} 起" if row and row[0] else NOTHING


def _lifted(ask: Ask, draft: records.LiftDraft) -> str:
    row = ask(
        "SELECT removed_on, removed_precision FROM event WHERE id = :id",
        {"id": draft.event_id},
    )
    return f"{_day(*row)} 移出" if row and row[0] else "未移出"


def _judged(ask: Ask, draft: records.JudgementDraft) -> str:
    row = ask(
        'SELECT verdict, "on" FROM judgement WHERE voided_by IS NULL'
        " AND subject_id = :id AND policy = :policy"
        ' ORDER BY "on" DESC, id DESC',
        {"id": draft.subject_id, "policy": draft.policy},
    )
    return f"{Verdict.read(row[0]).label} {row[1]}" if row else NOTHING


_TITLE = (
    "SELECT recognised_on, recognised_precision, stage, end_kind, ended_on,"
    " ended_precision FROM title WHERE voided_by IS NULL AND "
)


def _held(ask: Ask, draft: titles.TitleDraft) -> str:
    row = ask(
        f"{_TITLE} subject_id = :id AND rung IN (SELECT code FROM rung"
        " WHERE :rung IN (code, name)) ORDER BY recognised_on DESC, id DESC",
        {"id": draft.subject_id, "rung": draft.rung},
    )
    return _title(row)


def _accepted(ask: Ask, draft: titles.AcceptanceDraft | titles.TitleEndDraft) -> str:
    return _title(ask(f"{_TITLE} id = :id", {"id": draft.title_id}))


def _title(row: tuple[Any, ...] | None) -> str:
    if row is None:
        return NOTHING
    told = [f"{_day(row[0], row[1])} 认定"]
    if row[2]:
        told.append(TitleStage.read(row[2]).label)
    if row[3]:
        told.append(f"{_day(row[4], row[5])} {TitleEnd.read(row[3]).label}")
    return "，".join(told)


def _applied(ask: Ask, draft: rounds.ApplicationDraft) -> str:
    row = ask(
        "SELECT applied_on FROM application WHERE voided_by IS NULL"
        " AND round_id = :round AND subject_id = :id",
        {"round": draft.round_id, "id": draft.subject_id},
    )
    return "未申报" if row is None else f"已申报 {row[0] or ''}".rstrip()


def _reached(ask: Ask, draft: rounds.StepDraft) -> str:
    row = ask(
        'SELECT k.name, p."on", p.on_precision, p.passed FROM application_step p'
        " JOIN stage_kind k ON k.code = p.stage WHERE p.voided_by IS NULL"
        " AND p.application_id = :id ORDER BY p.id DESC",
        {"id": draft.application_id},
    )
    if row is None:
        return "已申报"
    passed = {None: "", 0: "，不通过", 1: "，通过"}[row[3]]
    return f"{row[0]} {_day(row[1], row[2])}{passed}"


def _in_pool(ask: Ask, draft: pools.AdmissionDraft) -> str:
    return _stay(
        ask(
            "SELECT admitted_on, left_on FROM pool_entry WHERE voided_by IS NULL"
            " AND pool_id = :pool AND subject_id = :id ORDER BY id DESC",
            {"pool": draft.pool_id, "id": draft.subject_id},
        )
    )


def _left(ask: Ask, draft: pools.LeavingDraft) -> str:
    sql = "SELECT admitted_on, left_on FROM pool_entry WHERE id = :id"
    return _stay(ask(sql, {"id": draft.entry_id}))


def _stay(row: tuple[Any, ...] | None) -> str:
    if row is None:
        return "不在库"
    return f"{row[0]} 入库" + (f"，{row[1]} 出库" if row[1] else "")


_SUBSIDY = (
    "SELECT amount, paid_on, paid_precision, recovered_on FROM subsidy"
    " WHERE voided_by IS NULL AND "
)


def _granted(ask: Ask, draft: funds.SubsidyDraft) -> str:
    return _subsidy(
        ask(f"{_SUBSIDY} title_id = :id ORDER BY id DESC", {"id": draft.title_id})
    )


def _paid(ask: Ask, draft: funds.PayDraft | funds.RecoveryDraft) -> str:
    return _subsidy(ask(f"{_SUBSIDY} id = :id", {"id": draft.subsidy_id}))


def _subsidy(row: tuple[Any, ...] | None) -> str:
    if row is None:
        return NOTHING
    paid = f"{_day(row[1], row[2])} 拨付" if row[1] else "未拨付"
    back = f"，{row[3]} 收回" if row[3] else ""
    return f"{yuan(row[0])}，{paid}{back}"


def _day(on: str, precision: str) -> str:
    return show(date.fromisoformat(on), Precision(precision))


_SAYING: Mapping[type[Draft], Say] = {
    records.AssessmentDraft: _assessed,
    records.FactDraft: _measured,
    enterprises.AttributeDraft: _borne,
    records.EventDraft: _barred,
    records.LiftDraft: _lifted,
    records.JudgementDraft: _judged,
    titles.TitleDraft: _held,
    titles.AcceptanceDraft: _accepted,
    titles.TitleEndDraft: _accepted,
    rounds.ApplicationDraft: _applied,
    rounds.StepDraft: _reached,
    pools.AdmissionDraft: _in_pool,
    pools.LeavingDraft: _left,
    funds.SubsidyDraft: _granted,
    funds.PayDraft: _paid,
    funds.RecoveryDraft: _paid,
}
