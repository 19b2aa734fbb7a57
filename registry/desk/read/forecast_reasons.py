"""What decides a change that a forecast tells, in one sentence each."""

from __future__ import annotations

import json
from collections.abc import Sequence
from types import MappingProxyType

from registry.desk.read.session import Reading
from registry.eligibility.answer import Standing
from registry.eligibility.forecast.coming import Cause, Coming
from registry.ladder.conditions import Condition
from registry.ladder.wording import name
from registry.terms import ApplicationKind, ConditionOutcome, Outcome, Status

NEW_RULES = "规定自这一天起变化"
"""Begins the sentences about changes that only other rules make."""
_BEGUN = "规定自这一天起施行，各项符合"
"""Instead of these, where nothing was asked of the subject before."""


def reasons(reading: Reading, changes: Sequence[Coming]) -> list[str]:
    """Of each change the conditions that make the difference, or what else does."""
    found = _happened(reading, changes)
    return [
        _reason(one, found.get(place, _OTHERWISE)) for place, one in enumerate(changes)
    ]


def _reason(one: Coming, happened: str) -> str:
    match one.cause:
        case Cause.RULES:
            return _BEGUN if one.before is None else f"{NEW_RULES}{_by_new_rules(one)}"
        case Cause.CANDIDACY:
            which = one.step.step.kind, one.after is not None
            return _SENTENCES.get((*which, happened)) or _SENTENCES[*which, _OTHERWISE]
        case Cause.CONDITIONS:
            said = one.after and _lacking(one, one.deciding, one.after)
            return said or _names(one, one.deciding)


def _by_new_rules(one: Coming) -> str:
    """How the subject stands under them."""
    if one.after is None:
        again = one.step.step.kind is ApplicationKind.RENEWAL
        return "，不能再复核" if again else "，不能再申报"
    if one.becomes is Outcome.ELIGIBLE:
        return "，按新规定各项符合"
    return f"，按新规定：{_lacking(one, one.step.step.condition, one.after)}"


def _lacking(one: Coming, among: Sequence[Condition], after: Standing) -> str:
    """Which of some conditions are not met, and how each stands."""
    clauses = one.step.step.condition
    masks = {
        ConditionOutcome.UNMET: after.unmet,
        ConditionOutcome.UNKNOWN: after.unknown,
        ConditionOutcome.FOR_JUDGEMENT: after.judged,
    }
    return "；".join(
        f"{_names(one, them)}（{outcome.label}）"
        for outcome, mask in masks.items()
        if (
            them := [c for at, c in enumerate(clauses) if mask >> at & 1 and c in among]
        )
    )


def _names(one: Coming, clauses: Sequence[Condition]) -> str:
    return "、".join(name(clause, one.step.names) for clause in clauses)


_ENDS, _REVOKED, _GAINED, _OTHERWISE = "ends", "revoked", "gained", ""
_HELD = (
    "t.recognised_on <= p.day AND coalesce(t.valid_until > p.day, 1)"
    " AND coalesce(t.ended_on > p.day, 1)"
)
_HAPPENED = f"""
WITH p AS MATERIALIZED (SELECT value ->> '$[0]' AS place,
  value ->> '$[1]' AS subject_id, value ->> '$[2]' AS enterprise_id,
  value ->> '$[3]' AS day, value -> '$[4]' AS rungs FROM json_each(:changes))
SELECT p.place, coalesce((
  SELECT CASE WHEN max({_HELD})
      THEN CASE WHEN max(t.recognised_on = p.day) THEN '{_GAINED}' END
    WHEN max(t.valid_until = p.day AND coalesce(t.ended_on >= p.day, 1))
      THEN '{_ENDS}'
    WHEN max(t.ended_on = p.day) THEN '{_REVOKED}' END
  FROM title t WHERE t.subject_id = p.subject_id AND t.voided_by IS NULL
    AND t.rung IN (SELECT value FROM json_each(p.rungs))),
  (SELECT v.value FROM status_spell v WHERE v.enterprise_id = p.enterprise_id
    AND v.voided_by IS NULL AND v.since = p.day)) AS happened
FROM p
"""


def _happened(reading: Reading, changes: Sequence[Coming]) -> dict[int, str]:
    """What a title of the step's goal, or the enterprise, does on a change's day."""
    asked = [
        (place, one.subject_id, one.enterprise_id, one.on.isoformat(), _goals(one))
        for place, one in enumerate(changes)
        if one.cause is Cause.CANDIDACY
    ]
    rows = reading.rows(_HAPPENED, changes=json.dumps(asked)) if asked else []
    return {row["place"]: row["happened"] or _OTHERWISE for row in rows}


def _goals(one: Coming) -> tuple[str, ...]:
    """The rung that the step leads to, and those deemed equal."""
    goal = one.step.step.to
    return one.step.active.equivalents.get(goal, (goal,))


_NEW, _AGAIN = ApplicationKind.NEW, ApplicationKind.RENEWAL
_MOVED = "归属、注册地、状态变化"
_SENTENCES = MappingProxyType(
    {
        (_NEW, True, _ENDS): "原有称号有效期届满，可重新申报",
        (_NEW, True, _REVOKED): "原有称号终止，可重新申报",
        (_NEW, True, _OTHERWISE): f"成为申报对象（原有称号到期，或{_MOVED}）",
        (_NEW, False, _GAINED): "取得该称号，不再申报",
        (_NEW, False, Status.MOVED_OUT): "企业迁出，不再是申报对象",
        (_NEW, False, Status.DEREGISTERED): "企业注销，不再是申报对象",
        (_NEW, False, _OTHERWISE): f"不再是申报对象（取得称号，或{_MOVED}）",
        (_AGAIN, True, _GAINED): "取得该称号，可复核",
        (_AGAIN, True, _OTHERWISE): f"成为复核对象（取得称号，或{_MOVED}）",
        (_AGAIN, False, _ENDS): "称号有效期届满，不能再复核",
        (_AGAIN, False, _REVOKED): "称号终止，不能再复核",
        (_AGAIN, False, Status.MOVED_OUT): "企业迁出，不能再复核",
        (_AGAIN, False, Status.DEREGISTERED): "企业注销，不能再复核",
        (_AGAIN, False, _OTHERWISE): f"不再是复核对象（称号到期，或{_MOVED}）",
    }
)
