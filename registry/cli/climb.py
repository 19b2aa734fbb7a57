"""Who may climb: the eligible, one enterprise explained, the ladder drawn."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from enum import StrEnum
from typing import Annotated

import typer

from registry.cli.call import called
from registry.cli.look import outcomes
from registry.cli.show import Format, as_json, as_table, listing, out, say
from registry.dates import parse_exact
from registry.desk.read import choices, eligibility, lookup
from registry.desk.read.session import Reading, open_reading
from registry.desk.read.values import ProgrammePicture
from registry.eligibility.answer import Answer, ConditionAnswer
from registry.errors import NotFoundError
from registry.terms import Basis, ConditionOutcome, Outcome

RungOption = Annotated[str, typer.Option("--to", help="晋级到哪个称号")]
DayOption = Annotated[str, typer.Option("--on", help="截至哪一天；不写则用台账基准日")]
UnitOption = Annotated[str, typer.Option("--unit", help="县市区或园区")]
OutcomeOption = Annotated[
    str,
    typer.Option(
        "--outcome",
        help="结论，逗号隔开：可晋级、差一项、待核、不可晋级（或 eligible …）",
    ),
]
FormatOption = Annotated[Format, typer.Option("--format", help="table、json 或 csv")]
JsonOption = Annotated[bool, typer.Option("--json", help="同 --format json")]
WhoArgument = Annotated[
    str, typer.Argument(metavar="企业", help="企业，或 企业/车间名")
]

HEADER = ("企业", "对象", "县市区", "晋级至", "结论", "还差", "依据", "政策")
CLAUSES = ("条款", "要求", "现状", "日期", "出处", "结论")


class Drawing(StrEnum):
    """How the ladder is drawn."""

    TEXT = "text"
    JSON = "json"
    MERMAID = "mermaid"


def eligible(  # noqa: PLR0913, PLR0917 - each option is an argument to typer
    context: typer.Context,
    to: RungOption = "",
    on: DayOption = "",
    unit: UnitOption = "",
    outcome: OutcomeOption = "eligible,one_short,pending",
    layout: FormatOption = Format.TABLE,
    json: JsonOption = False,
) -> None:
    """Print who stands where on which step."""
    wanted = outcomes(outcome)
    day = parse_exact(on) if on else None
    with open_reading(called(context).existing(), day) as reading:
        found = eligibility.answers(
            reading,
            to=lookup.rung_id(reading.connection, to) if to else None,
            unit=lookup.unit_id(reading.connection, unit) if unit else None,
            outcomes=wanted,
        )
        _print_answers(reading, found, Format.JSON if json else layout)


def print_eligible(reading: Reading) -> None:
    """Everyone who is eligible on the day, as a table."""
    found = eligibility.answers(reading, outcomes=[Outcome.ELIGIBLE])
    _print_answers(reading, found, Format.TABLE)


def explain(
    context: typer.Context,
    who: WhoArgument,
    to: RungOption = "",
    on: DayOption = "",
    layout: FormatOption = Format.TABLE,
    json: JsonOption = False,
) -> None:
    """Print why, or why not, clause by clause."""
    day = parse_exact(on) if on else None
    with open_reading(called(context).existing(), day) as reading:
        answers = _explained(reading, who, to)
        if json or layout is Format.JSON:
            as_json([as_object(answer) for answer in answers])
        elif layout is Format.CSV:
            listing(layout, ("晋级至", *CLAUSES), _clause_rows(reading, answers))
        else:
            _print_explained(reading, answers)


def ladder(
    context: typer.Context,
    programme: Annotated[str, typer.Option("--programme", help="只看一个方向")] = "",
    on: DayOption = "",
    layout: Annotated[
        Drawing, typer.Option("--format", help="text、json 或 mermaid")
    ] = Drawing.TEXT,
) -> None:
    """Draw city, province and nation with holders counted."""
    from registry.desk.read.ladder import programmes
    from registry.ladder import draw

    day = parse_exact(on) if on else None
    with open_reading(called(context).existing(), day) as reading:
        found = _chosen(programmes(reading), programme)
        match layout:
            case Drawing.JSON:
                as_json([asdict(one) for one in found])
            case Drawing.MERMAID:
                out(draw.mermaid(found))
            case Drawing.TEXT:
                cells = shutil.get_terminal_size((100, 24)).columns
                say(f"截至 {reading.info.on} · {reading.info.name}")
                out("\n\n".join(draw.text(one, cells) for one in found))


def as_object(answer: Answer) -> dict[str, object]:
    """An answer as the JSON object that ``eligible`` and ``explain`` print."""
    return {
        "enterprise": asdict(answer.enterprise),
        "subject": asdict(answer.subject),
        "policy": answer.policy,
        "basis": str(answer.basis),
        "from": answer.from_,
        "to": answer.to,
        "outcome": answer.outcome.value,
        "conditions": [_condition(one) for one in answer.conditions],
    }


def _condition(one: ConditionAnswer) -> dict[str, object]:
    return {
        "id": one.id,
        "outcome": one.outcome.value,
        "cite": one.cite,
        "required": one.required,
        "value": one.value,
        "on": one.on,
        "source": one.source,
    }


def _explained(reading: Reading, who: str, to: str) -> tuple[Answer, ...]:
    subject = lookup.subject_id(reading.connection, who)
    if to:
        rung = lookup.rung_id(reading.connection, to)
        return eligibility.why(reading, subject, rung)
    if lookup.is_enterprise(reading.connection, subject):
        return eligibility.next_steps(reading, subject)
    return tuple(eligibility.answers(reading, subject=subject))


def _print_answers(reading: Reading, found: Iterable[Answer], layout: Format) -> None:
    if layout is Format.JSON:
        as_json([as_object(answer) for answer in found])
        return
    names, order = dict(choices.rungs(reading)), list(Outcome)
    nearest = sorted(found, key=lambda answer: order.index(answer.outcome))
    rows = [_row(answer, names) for answer in nearest]
    say(_terms(reading))
    listing(layout, HEADER, rows)
    say(
        f"共 {len(rows)} 条"
        if rows
        else "没有符合的；可用 --on 换日期，或放宽 --outcome"
    )


def _row(answer: Answer, names: dict[str, str]) -> tuple[str, ...]:
    return (
        answer.enterprise.name,
        "" if answer.subject.id == answer.enterprise.id else answer.subject.name,
        answer.enterprise.unit,
        names.get(answer.to, answer.to),
        answer.outcome.label,
        "；".join(one.gap or one.name for one in _missing(answer)),
        _basis(answer),
        answer.policy,
    )


def _missing(answer: Answer) -> Iterator[ConditionAnswer]:
    fine = (ConditionOutcome.MET, ConditionOutcome.NOT_APPLICABLE)
    return (one for one in answer.conditions if one.outcome not in fine)


def _clause_rows(reading: Reading, answers: Sequence[Answer]) -> list[tuple[str, ...]]:
    names = dict(choices.rungs(reading))
    return [
        (names.get(answer.to, answer.to), *_clause(one))
        for answer in answers
        for one in answer.conditions
    ]


def _clause(one: ConditionAnswer) -> tuple[str, ...]:
    mark = "（样例）" if one.sample else ""
    shown = f"{one.outcome.label}：{one.gap}" if one.gap else one.outcome.label
    value = one.value or "未登记"
    return (one.cite + mark, one.required, value, one.on, one.source, shown)


def _print_explained(reading: Reading, answers: Sequence[Answer]) -> None:
    names = dict(choices.rungs(reading))
    say(_terms(reading))
    for answer in answers:
        thing = answer.subject.name
        own = answer.subject.id == answer.enterprise.id
        who = answer.enterprise.name if own else f"{answer.enterprise.name} {thing}"
        out(f"{who} → {names.get(answer.to, answer.to)}：{answer.outcome.label}")
        out(f"依据 {answer.policy}（{_basis(answer)}）")
        as_table(CLAUSES, [_clause(one) for one in answer.conditions])
        out("")
    if not answers:
        say("这一天没有它可以晋级的方向；可用 --on 换日期，或用 --to 指明称号")


def _basis(answer: Answer) -> str:
    return Basis.read(answer.basis).label


def _terms(reading: Reading) -> str:
    shown = "演示数据，" if reading.info.demonstration else ""
    return f"{shown}{reading.info.name}，截至 {reading.info.on}"


def _chosen(
    found: Sequence[ProgrammePicture], programme: str
) -> tuple[ProgrammePicture, ...]:
    chosen = tuple(p for p in found if programme in (p.id, "") or programme in p.name)
    if not chosen:
        known = "、".join(p.name for p in found) or "（没有载入政策）"
        raise NotFoundError(f"没有方向「{programme}」；有：{known}")
    return chosen
