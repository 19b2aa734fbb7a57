"""What a letter about one rung says: clause by clause, what is left to do first."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from registry.dates import LAST_ASKED
from registry.desk.read.barred import title_told
from registry.desk.read.gaps import lacks
from registry.desk.read.handing_in import handed_in, ours
from registry.desk.read.issued import head
from registry.desk.read.lasting import Days
from registry.desk.read.letter_clauses import Told, clause, day, met, numeral
from registry.desk.read.letter_rounds import told as when_to_apply
from registry.desk.read.letter_rounds import windows
from registry.desk.read.letter_verdict import concluding, verdict
from registry.desk.read.papers import Part, sections
from registry.desk.read.session import Reading
from registry.desk.read.steps import rung_name, step_of
from registry.eligibility.answer import Answer, leading
from registry.eligibility.bind import BoundStep
from registry.eligibility.earliest import Earliest, earliest
from registry.errors import NotFoundError
from registry.ladder.tree import AnyOf, AtLeast, tree
from registry.lists.archive import mark
from registry.lists.letter import Letter, Paragraph, Role
from registry.terms import Basis
from registry.text import visible

INTERNAL = "内部留存"


def tell(
    reading: Reading, found: Sequence[Answer], lasting: Sequence[Days | None] = ()
) -> tuple[Told, ...]:
    """Answers about one rung, each with when what is missing can be met.

    ``lasting`` are the days of each answer, where they were asked for.
    """
    several = len({one.policy for one in found}) > 1
    return tuple(
        replace(
            _told(reading, one, step_of(reading, one), _about(one, several=several)),
            lasting=days,
        )
        for one, days in zip_longest(found, lasting)
    )


def _told(reading: Reading, answer: Answer, step: BoundStep, about: str) -> Told:
    title = step.active.policy.title
    if answer.barred:
        return Told(answer, {}, {}, about, title)
    missing = {one.id: one for one in lacks(answer)}
    asked = {one.id: one for one in step.step.condition}
    hand_in = {
        id_: handed_in(asked[id_], one, step.names) for id_, one in missing.items()
    }
    days = _days(reading, answer, step, missing)
    titled = title_told(reading, step, answer.subject.id)
    several = frozenset(
        id_ for id_ in missing if isinstance(tree(asked[id_]), AnyOf | AtLeast)
    )
    own = frozenset(id_ for id_ in missing if ours(asked[id_], step.names))
    ahead = windows(reading, answer.to)
    return Told(answer, days, hand_in, about, title, titled, several, own, ahead)


def _about(answer: Answer, *, several: bool) -> str:
    subject = f"「{answer.thing}」" if answer.thing else ""
    policy = f"按{answer.policy}" if several else ""
    return f"{subject}{policy}{f'（{answer.way}）' if answer.way else ''}"


def _days(
    reading: Reading, answer: Answer, step: BoundStep, missing: Container[str]
) -> dict[str, Earliest]:
    party = (answer.subject.id, answer.enterprise.id)
    return {
        one.id: earliest(reading.connection, step, place, party, LAST_ASKED)
        for place, one in enumerate(step.step.condition)
        if one.id in missing
    }


def letter(reading: Reading, told: Sequence[Told], *, internal: bool) -> Letter:
    """The letter to an enterprise about one rung, for each of its subjects in turn.

    Raises:
        NotFoundError: there is nothing to write about.
    """
    if not told:
        raise NotFoundError("没有可说明的条件；请用 --on 换日期，或核对称号")
    first = told[0].answer
    marks = _marks(reading, told, internal=internal)
    sealed = head(reading)
    checked = "有关" if _none_asked(told) else "条件核对"
    return Letter(
        title=f"关于申报「{_whither(reading, first)}」{checked}情况的说明{marks}",
        issuer=reading.info.name,
        on=reading.info.on,
        basis="、".join(dict.fromkeys(one.answer.policy for one in told)),
        identifier=mark(sealed) if sealed else "",
        before=tuple(_before(reading, told)),
        table=met(reading, told),
        after=tuple(_after(reading, told, internal=internal)),
    )


def _none_asked(told: Sequence[Told]) -> bool:
    """Whether the step is asked of none of them: no condition is told at all."""
    return all(one.answer.barred for one in told)


def _sample(told: Sequence[Told]) -> bool:
    """Whether a condition that is told is a sample."""
    asked = (one.answer for one in told if not one.answer.barred)
    return any(one.basis == Basis.SAMPLE for one in asked)


def _marks(reading: Reading, told: Sequence[Told], *, internal: bool) -> str:
    said = (
        reading.info.made_up,
        Basis.SAMPLE.label if _sample(told) else "",
        INTERNAL if internal else "",
    )
    marks = "、".join(filter(None, said))
    return f"（{marks}）" if marks else ""


def _whither(reading: Reading, answer: Answer) -> str:
    return leading(rung_name(reading, answer.to), answer.kind)


def _before(reading: Reading, told: Sequence[Told]) -> Iterator[Paragraph]:
    yield Paragraph(f"{told[0].answer.enterprise.name}：", Role.TO)
    yield Paragraph(_opening(reading, told))
    yield from _concluding(told)
    parts: list[Part] = [*_missing(told), *sections(told)]
    if any(one.fulfilled for one in told):
        parts.append(("已符合的条件", ()))
    for place, (heading, paragraphs) in enumerate(parts, 1):
        yield Paragraph(f"{numeral(place)}、{heading}", Role.FIRST)
        yield from paragraphs


def _concluding(told: Sequence[Told]) -> Iterator[Paragraph]:
    """The verdicts, how long each holds, and when one can apply."""
    if len(told) > 1 and not _none_asked(told):
        yield Paragraph(verdict(told))
    for said in dict.fromkeys(map(concluding, told)):
        yield Paragraph(said)
    for one in told:
        if one.lasting is not None:
            yield Paragraph(one.lasting.said(day, one.about))
    for ahead in dict.fromkeys(one.ahead for one in told if not one.answer.barred):
        yield Paragraph(when_to_apply(ahead))


def _missing(told: Sequence[Told]) -> Iterator[Part]:
    for one in told:
        if missing := one.missing:
            clauses = enumerate(missing, 1)
            said = (part for each in clauses for part in clause(*each, one))
            yield f"{one.about}尚缺的条件", tuple(said)


def _opening(reading: Reading, told: Sequence[Told]) -> str:
    known = f"按 {reading.info.known_on} 时所知，" if reading.info.known_on else ""
    rest_on = "、".join(dict.fromkeys(map(_document, told)))
    ledger = f"按本局台账截至{day(reading.info.on)}的记录"
    to = f"「{_whither(reading, told[0].answer)}」"
    if _none_asked(told):
        return f"依据{rest_on}，{known}{ledger}，现将贵单位与{to}有关的情况说明如下。"
    return (
        f"依据{rest_on}，{known}{ledger}，对贵单位申报{to}的条件逐条核对，"
        "现将情况说明如下。"
    )


def _document(told: Told) -> str:
    """The policy as letters cite it: 《title》（number）."""
    marks = (told.answer.policy, *([Basis.SAMPLE.label] if _sample([told]) else []))
    return f"《{told.title}》（{'，'.join(marks)}）"


def _after(
    reading: Reading, told: Sequence[Told], *, internal: bool
) -> Iterator[Paragraph]:
    what = "" if _none_asked(told) else "只核对台账记录与文件条件是否相符，"
    yield Paragraph(
        f"本说明{what}不是认定结论；"
        "记录有误或有新材料的，请提交材料，由本局核对后更正。"
    )
    if _sample(told):
        yield Paragraph("其中的样例条件不是文件原文，仅供参考。")
    if internal:
        yield Paragraph("本件含内部记录，留存备查，不外发。")
    yield Paragraph("特此说明。")
    yield Paragraph(visible(reading.info.name), Role.SIGNATURE)
    yield Paragraph("　　年　　月　　日", Role.SIGNATURE)
