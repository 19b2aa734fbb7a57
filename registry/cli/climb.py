"""Who may climb: the eligible, one enterprise explained, the ladder drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from enum import StrEnum
from functools import partial
from typing import Annotated

import typer

from registry.cli import answers, letter
from registry.cli.known import KnownOption, opened, rung_of, unit_of
from registry.cli.letter import Copy, Form
from registry.cli.show import (
    Format,
    as_json,
    aside,
    at_most,
    headed,
    left_over,
    out,
    paragraph,
    room,
    say,
)
from registry.cli.usual import (
    DayOption,
    ForceOption,
    FormatOption,
    JsonOption,
    LimitOption,
    OutcomeOption,
    UnitOption,
    chosen,
    outcomes,
)
from registry.desk.read import choices, eligibility, lookup, stood, then
from registry.desk.read.barred import outside
from registry.desk.read.eligibility import EligibilitySource
from registry.desk.read.lasting import Days, lasting
from registry.desk.read.own_copy import rests_on_others
from registry.desk.read.pictures import ProgrammePicture
from registry.desk.read.session import Reading
from registry.desk.read.steps import no_rules, steps, steps_to, unset_days
from registry.eligibility.answer import Answer
from registry.errors import NotFoundError
from registry.terms import Basis, Outcome, Tier

RungOption = Annotated[str, typer.Option("--to", help="晋级到哪个称号")]
OneRungOption = Annotated[
    str,
    typer.Option(
        "--to", help="只说明一个称号，另说这一结论自何日起、到何日为止；不写则全部"
    ),
]
WhoArgument = Annotated[
    str, typer.Argument(metavar="企业", help="企业，或 企业/车间名")
]
_DRAWN = 100


class Drawing(StrEnum):
    """How the ladder is drawn."""

    TEXT = "text"
    JSON = "json"
    MERMAID = "mermaid"


def eligible(  # noqa: PLR0913, PLR0917 - each option is an argument to typer
    context: typer.Context,
    to: RungOption = "",
    on: DayOption = "",
    known_on: KnownOption = "",
    unit: UnitOption = "",
    outcome: OutcomeOption = "可晋级,差一项,待核",
    limit: LimitOption = None,
    layout: FormatOption = Format.TABLE,
    json: JsonOption = False,
) -> None:
    """Print who stands where on which step."""
    wanted = outcomes(outcome)
    with opened(context, on, known_on) as reading:
        rung = rung_of(reading, to)
        steps_to(reading, rung)
        source = EligibilitySource(
            reading,
            rung,
            wanted,
            unit_of(reading, unit),
        )
        _print_standing(source, limit, chosen(layout, json=json))


def print_eligible(reading: Reading) -> None:
    """Everyone who is eligible on the day, as a table."""
    source = EligibilitySource(reading, outcomes=(Outcome.ELIGIBLE,))
    _print_standing(source, None, Format.TABLE)


def explain(  # noqa: PLR0913, PLR0917 - each option is an argument to typer
    context: typer.Context,
    who: WhoArgument,
    to: OneRungOption = "",
    on: DayOption = "",
    known_on: KnownOption = "",
    layout: letter.FormOption = None,
    json: JsonOption = False,
    copy: letter.CopyOption = None,
    to_file: letter.FileOption = None,
    force: ForceOption = False,
) -> None:
    """Print why, or why not, clause by clause; or write it as a letter."""
    how = letter.form(Form.JSON if json else layout, to_file, to)
    whose = copy or (Copy.ENTERPRISE if how in letter.LETTERS else Copy.OFFICE)
    about = partial(lookup.subject_id, text=who)
    with opened(context, on, known_on, about) as reading:
        found = letter.for_whom(_explained(reading, who, to), reading, whose)
        days = [_days(reading, one, whose) if to else None for one in found]
        none = "" if found else _nothing(reading, who)
        if how in {Form.TABLE, Form.CSV}:
            _print_clauses(reading, found, days, Format(how.value))
        else:
            told = letter.Explained(found, days, none)
            letter.tell(reading, told, how, whose, to_file, force=force)
        if none:
            say(none)


def _days(reading: Reading, answer: Answer, whose: Copy) -> Days | None:
    """How long an answer lasts, unless that tells an enterprise when others applied."""
    if whose is Copy.ENTERPRISE and rests_on_others(reading, answer):
        return None
    return lasting(reading, answer)


def _nothing(reading: Reading, who: str) -> str:
    """Why there is no step before somebody."""
    if found := outside(reading, then.subject(reading, who)):
        return found.said
    none = "这一天没有它可以晋级的方向；可用 --on 换日期，或用 --to 指明称号"
    return no_rules(reading) or none


def _print_clauses(
    reading: Reading,
    found: Sequence[Answer],
    days: Sequence[Days | None],
    layout: Format,
) -> None:
    aside(reading.info.headed, layout)
    answers.print_clauses(found, dict(choices.rungs(reading)), layout, days)


def ladder(
    context: typer.Context,
    programme: Annotated[str, typer.Option("--programme", help="只看一个方向")] = "",
    on: DayOption = "",
    known_on: KnownOption = "",
    layout: Annotated[
        Drawing, typer.Option("--format", help="text、json 或 mermaid")
    ] = Drawing.TEXT,
    json: JsonOption = False,
) -> None:
    """Draw city, province and nation with holders counted."""
    from registry.desk.read.ladder import TERMS, programmes
    from registry.ladder import draw

    layout = Drawing.JSON if json else layout
    with opened(context, on, known_on) as reading:
        found = _chosen(reading, programmes(reading), programme)
        heading = out if layout is Drawing.TEXT else say
        heading(reading.info.headed)
        match layout:
            case Drawing.JSON:
                drawn = [_drawn(one) for one in found]
                as_json(headed(reading) | {"terms": TERMS, "programmes": drawn})
            case Drawing.MERMAID:
                out(draw.mermaid(found))
            case Drawing.TEXT:
                cells = room() or _DRAWN
                out("\n\n".join(draw.text(one, cells) for one in found))
                paragraph(f"口径：{TERMS}")


def _print_standing(
    source: EligibilitySource, limit: int | None, layout: Format
) -> None:
    """The nearest first; on a terminal no more than a screenful unless asked for."""
    most = at_most(limit, layout)
    aside(source.reading.info.headed, layout)
    shown = _shown(source, most, limit, layout)
    if not shown:
        say(_nobody(source.reading))
        return
    for note in unset_days(steps(source.reading, source.to)):
        aside(note, layout)
    total = len(shown) if most is None else source.count()
    aside(f"依据：{answers.documents(shown)}", layout)
    aside(f"共 {total} 条{left_over(total - len(shown))}", layout)


def _nobody(reading: Reading) -> str:
    """Why there is nobody to show."""
    return no_rules(reading) or "没有符合的；可用 --on 换日期，或放宽 --outcome"


def _shown(
    source: EligibilitySource, most: int | None, limit: int | None, layout: Format
) -> Sequence[stood.Stood | Answer]:
    """Print them; what was printed."""
    if layout is Format.JSON:
        told, reading = tuple(stood.answers(source, most)), source.reading
        names = dict(choices.rungs(reading))
        found = [answers.as_object(one, names) for one in told]
        total = len(told) if most is None else source.count()
        why_none = "" if found else _nobody(reading)
        as_json(answers.whole(reading, found, total, why_none))
        return told
    rows = stood.stood(source, most)
    return rows[: answers.print_rows(rows, layout, limit)]


def _explained(reading: Reading, who: str, to: str) -> tuple[Answer, ...]:
    subject = then.subject(reading, who)
    if rung := rung_of(reading, to):
        return eligibility.why(reading, subject, rung)
    if lookup.is_enterprise(reading.words, subject):
        return eligibility.next_steps(reading, subject)
    return tuple(eligibility.answers(reading, subject=subject))


def _chosen(
    reading: Reading, found: Sequence[ProgrammePicture], programme: str
) -> tuple[ProgrammePicture, ...]:
    chosen = tuple(p for p in found if programme in (p.id, "") or programme in p.name)
    if not chosen:
        what = f"方向「{programme}」" if programme else "政策，画不出梯度"
        known = f"有：{'、'.join(p.name for p in found)}；" if found else ""
        raise NotFoundError(
            f"{reading.info.on} 没有已施行的{what}；{known}"
            "可用 --on 换日期，或先用 tidu policy load 载入政策"
        )
    return chosen


def _drawn(programme: ProgrammePicture) -> dict[str, object]:
    """A programme with the names of what its rungs, tiers and steps say in codes."""
    names = {rung.id: rung.name for rung in programme.rungs}
    rungs = [
        asdict(one) | {"tier_name": Tier.read(one.tier).label}
        for one in programme.rungs
    ]
    steps = [
        answers.step(one, names) | {"counts": one.counts} for one in programme.steps
    ]
    documents = [
        {"policy": number, "basis": basis, "basis_name": Basis.read(basis).label}
        for number, basis in programme.documents
    ]
    pools = [
        asdict(one) | {"rung_name": names.get(one.rung or "", "")}
        for one in programme.pools
    ]
    return asdict(programme) | {
        "documents": documents,
        "pools": pools,
        "rungs": rungs,
        "steps": steps,
    }
