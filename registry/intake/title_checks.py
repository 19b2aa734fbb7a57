"""What a register refuses of titles that a ledger gives, accepts, renews or ends."""

from __future__ import annotations

from registry import columns
from registry.intake.check import NEW, Check, ahead, ended, fit, last
from registry.store.view_words import day, label
from registry.terms import TitleStage

_RUNG = "(SELECT g.subject_kind FROM rung g WHERE g.code = e.rung)"
_OTHER_ROUND = """EXISTS (SELECT 1 FROM round d
  WHERE d.id = e.round_id AND d.rung <> e.rung)"""
_STAGED = """(SELECT l.staged FROM ledger_rule l WHERE l.rung = e.rung
  AND l."on" = e.recognised_on)"""
_T = "EXISTS (SELECT 1 FROM title t WHERE t.id = e.old AND {that})"
_BEGINS_IN = """
  (t.valid_until IS NULL OR e.recognised_on < t.valid_until)
  AND (t.ended_on IS NULL OR e.recognised_on < t.ended_on)
  AND (e.valid_until IS NULL OR t.recognised_on < e.valid_until)
  AND (e.ended_on IS NULL OR t.recognised_on < e.ended_on)"""
_HELD = f"""EXISTS (SELECT 1 FROM title t WHERE t.subject_id = e.holder
  AND t.rung = e.rung AND t.voided_by IS NULL AND t.id IS NOT e.old
  AND NOT EXISTS (SELECT 1 FROM ledger_entry f JOIN ledger_row q ON q.at = f.row
    WHERE f.holder = e.holder AND f.old = t.id AND q.state IS NULL)
  AND {_BEGINS_IN} AND NOT (e.renewal AND t.recognised_on < e.recognised_on))"""
_HELD_HERE = f"""EXISTS (SELECT 1 FROM ledger_entry t JOIN ledger_row q ON q.at = t.row
  WHERE t.holder = e.holder AND t.rung = e.rung AND t.at < e.at AND q.state IS NULL
  AND (t.recognised_on <> e.recognised_on
    OR t.recognised_precision <> e.recognised_precision)
  AND {_BEGINS_IN} AND NOT (e.renewal AND t.recognised_on < e.recognised_on)
  AND NOT (t.renewal AND e.recognised_on < t.recognised_on))"""
_BY_DOCUMENT = "'revoked', 'cancelled', 'superseded'"
_ENDS = _T.format(that="t.end_kind IS NULL")
_ENDED_ON = day("e.ended_on", "e.ended_precision")
_LAST = last("e.ended_on", "e.ended_precision")

TITLES = (
    Check(
        columns.RECOGNISED,
        "e.recognised_on IS NULL",
        "没有写认定日期，台账里也不是正好有一个对得上的称号",
        "请补上认定日期",
    ),
    ahead(columns.RECOGNISED, "recognised_on", "recognised_precision"),
    ended(
        columns.RECOGNISED,
        "e.recognised_on",
        "认定称号",
        day("e.recognised_on", "e.recognised_precision"),
    ),
    *fit(_RUNG, "这个称号"),
    Check(
        columns.STAGE,
        "e.stage IS NOT NULL AND e.recognised_on IS NOT NULL"
        f" AND NOT coalesce({_STAGED}, 0)",
        "这个称号不分揭榜和验收",
        "请去掉阶段和验收日期",
        label("e.stage", TitleStage),
    ),
    Check(
        columns.ACCEPTED_ON,
        "(e.stage IS 'accepted') <> (e.accepted_on IS NOT NULL)",
        "验收日期与「已验收」没有一起写",
        "请补上另一项，或都去掉",
        "e.accepted_on",
    ),
    Check(
        columns.ACCEPTED_ON,
        "e.accepted_on < e.recognised_on",
        "验收日期早于认定日期",
        "请核对",
        "e.accepted_on",
        alone=True,
    ),
    ahead(columns.ACCEPTED_ON, "accepted_on"),
    Check(
        columns.ACCEPTED_ON,
        _T.format(that="t.accepted_on <> e.accepted_on"),
        "台账里已经验收，日期不同",
        "请核对；台账记错的，请撤回那次登记后再导入",
        "e.accepted_on",
    ),
    Check(
        columns.ACCEPTED_ON,
        _T.format(
            that="t.accepted_on IS NULL AND (e.accepted_on >= t.valid_until"
            " OR e.accepted_on >= t.ended_on)"
        ),
        "验收时已不持有这个称号",
        "请核对日期",
        "e.accepted_on",
    ),
    Check(
        columns.UNTIL,
        "e.valid_until <= e.recognised_on",
        "有效期止日不晚于认定日期",
        "请核对",
        day("e.valid_until", "e.until_precision"),
        alone=True,
    ),
    Check(
        columns.ROUND,
        _OTHER_ROUND,
        "这一批次不是这个称号的批次",
        "请核对批次",
    ),
    Check(
        columns.ENDED_ON,
        "(e.end_kind IS NULL) <> (e.ended_on IS NULL)",
        "终止方式和终止日期没有一起写",
        "请补上另一项；到期而没有写有效期的也要写日期",
        _ENDED_ON,
    ),
    Check(
        columns.END_KIND,
        _T.format(
            that="t.end_kind IS NOT NULL AND (e.end_kind <> t.end_kind"
            " OR e.ended_on <> t.ended_on)"
        ),
        "台账里已经终止，方式或日期不同",
        "请核对；台账记错的，请撤回那次登记后再导入",
        _ENDED_ON,
    ),
    Check(
        columns.END_DOCUMENT,
        f"e.end_kind IN ({_BY_DOCUMENT}) AND e.end_document_id IS NULL"
        f" AND NOT :resting AND ({NEW} OR {_ENDS})",
        "这样终止要有文件",
        "请写终止文号，或导入时写 --document 文号",
    ),
    Check(
        columns.ENDED_ON,
        f"{_LAST} < e.recognised_on",
        "终止日期早于认定日期",
        "请核对日期",
        _ENDED_ON,
        alone=True,
    ),
    Check(
        columns.ENDED_ON,
        "e.ended_on > e.valid_until",
        "这个称号那时已经到期",
        "请核对终止日期",
        _ENDED_ON,
        alone=True,
    ),
    Check(
        columns.RENEWAL,
        f"e.renewal AND e.document_id IS NULL AND NOT :resting AND {NEW}",
        "复核要有文件",
        "请写文号，或导入时写 --document 文号",
    ),
    Check(
        columns.RUNG,
        f"({_HELD}) OR ({_HELD_HERE})",
        "当时已持有同一称号，不能同时有两个",
        "请核对认定日期；复核认定的请在「是否复核」一栏写「是」；台账记错了的，"
        "先用 tidu correct void 编号 --table 称号 作废（编号见 tidu show），再导入",
        "(SELECT g.name FROM rung g WHERE g.code = e.rung)",
    ),
)
"""The rules of titles."""
