"""How answers about eligibility are printed: rows, clauses, the promised JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Protocol

from registry.cli.show import Format, as_table, headed, listing, out, paragraph
from registry.desk.read.lasting import Days
from registry.desk.read.session import Reading
from registry.desk.read.stood import Stood
from registry.eligibility.answer import Answer, ConditionAnswer
from registry.eligibility.details.bars import NOT_JUDGED
from registry.eligibility.details.detail import NOT_RECORDED
from registry.terms import MADE_UP, ApplicationKind, Basis, ConditionOutcome

Names = Mapping[str, str]
"""What rungs are called on the day, by code."""

HEADER = ("企业", "对象", "上报单位", "晋级至", "结论", "还差", "依据")
BESIDE = ("政策", "备注")
CLAUSES = ("条款", "要求", "现状", "日期", "出处", "结论")
SAYS_NO_MORE = frozenset({NOT_JUDGED, NOT_RECORDED})
"""Gaps that say what the outcome says: 待人工认定, 缺数据."""


def as_object(answer: Answer, names: Names) -> dict[str, object]:
    """A step answered for a subject, as every command that prints JSON has it."""
    return stepped(answer, names) | {
        "conditions": [condition(one) for one in answer.conditions]
    }


def whole(
    reading: Reading, found: Sequence[object], total: int, why_none: str
) -> dict[str, object]:
    """Answers under the head, how many there are in all, or why there are none."""
    counted = {"total": total, "why_none": why_none or None}
    return headed(reading) | counted | {"answers": found}


def stepped(answer: Answer, names: Names) -> dict[str, object]:
    """Who stands before which step, and how, without the conditions."""
    return (
        {"enterprise": asdict(answer.enterprise), "subject": asdict(answer.subject)}
        | step(answer, names)
        | {"outcome": answer.code, "outcome_name": answer.said}
    )


class Leading(Protocol):
    """Something that leads from a rung, or none, to a rung."""

    @property
    def from_(self) -> str | None:
        """The rung it comes from, by its code."""

    @property
    def to(self) -> str:
        """The rung it leads to, by its code."""

    @property
    def kind(self) -> str:
        """``new`` or ``renewal``; empty where it is a title alone."""

    @property
    def policy(self) -> str:
        """The document's number."""

    @property
    def basis(self) -> str:
        """``text``, ``secondary`` or ``sample``; empty where it is a title alone."""


def step(one: Leading, names: Names) -> dict[str, object]:
    """A step as JSON has it: codes, and beside them what they are called."""
    return {
        "policy": one.policy,
        "basis": one.basis or None,
        "basis_name": Basis.read(one.basis).label if one.basis else None,
        "from": one.from_,
        "from_name": names.get(one.from_, one.from_) if one.from_ else None,
        "to": one.to,
        "to_name": names.get(one.to, one.to),
        "kind": one.kind or None,
        "kind_name": ApplicationKind.read(one.kind).label if one.kind else None,
    }


def print_rows(found: Sequence[Stood], layout: Format, limit: int | None = None) -> int:
    """One row a subject and step; in a file also the policy and whether it is made up.

    Gives how many were printed: without a limit no more than a terminal shows.
    """
    if layout is Format.TABLE:
        return listing(layout, HEADER, [_row(one) for one in found], limit)
    wide = [(*_row(one), one.policy, MADE_UP if one.sample else "") for one in found]
    return listing(layout, (*HEADER, *BESIDE), wide, limit)


def print_clauses(
    found: Sequence[Answer], names: Names, layout: Format, days: Sequence[Days | None]
) -> None:
    """Every clause of the answers, step by step; in a table also the days of each."""
    if layout is Format.CSV:
        rows = [
            (answer.whither(names), *clause)
            for answer in found
            for clause in _clauses(answer)
        ]
        listing(layout, ("晋级至", *CLAUSES), rows)
        return
    for answer, lasting in zip(found, days, strict=True):
        _print_step(answer, names, lasting)


def documents(found: Iterable[Stood | Answer]) -> str:
    """The documents the answers rest on, each with its basis."""
    known = dict.fromkeys(f"{one.policy}（{basis(one)}）" for one in found)
    return "、".join(known)


def basis(of: Stood | Answer) -> str:
    """Where the wording of the rule comes from, in words."""
    return Basis.read(of.basis).label


def rests_on(policy: str, basis: str) -> str:
    """The document, and that its wording is a sample where it is."""
    sample = f"（{Basis.SAMPLE.label}）" if basis == Basis.SAMPLE.value else ""
    return f"{policy}{sample}"


def condition(one: ConditionAnswer) -> dict[str, object]:
    """A clause as every command that prints JSON has it."""
    return {
        "id": one.id,
        "name": one.name,
        "outcome": one.outcome.value,
        "outcome_name": one.outcome.label,
        "cite": one.cite,
        "required": one.required,
        "value": one.value,
        "on": one.on,
        "source": one.source,
        "gap": one.gap,
        "hand_in": one.hand_in,
        "sample": one.sample,
    }


def _row(one: Stood) -> tuple[str, ...]:
    return (*one.cells, basis(one))


def _print_step(answer: Answer, names: Names, lasting: Days | None) -> None:
    who = "/".join(filter(None, (answer.enterprise.name, answer.thing)))
    out(f"{who} → {answer.whither(names)}：{answer.said}")
    out(f"依据 {answer.policy}（{basis(answer)}）")
    if lasting is not None:
        paragraph(lasting.said())
    if answer.barred is None:
        as_table(CLAUSES, _clauses(answer))
    out("")


def _clauses(answer: Answer) -> list[tuple[str, ...]]:
    """What is asked of it; of whom it is not asked, one row that says why not."""
    if answer.barred is not None:
        return [(*[""] * (len(CLAUSES) - 1), answer.said)]
    return [_clause(one) for one in answer.conditions]


def _clause(one: ConditionAnswer) -> tuple[str, ...]:
    mark = f"（{MADE_UP}）" if one.sample else ""
    more = one.gap and one.gap not in SAYS_NO_MORE
    shown = f"{one.outcome.label}：{one.gap}" if more else one.outcome.label
    told = one.outcome is ConditionOutcome.UNMET and one.gap
    value = one.value or ("" if told else NOT_RECORDED)
    return (one.cite + mark, one.required, value, one.on, one.source, shown)
