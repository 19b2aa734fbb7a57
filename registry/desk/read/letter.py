"""What a letter about one rung says: clause by clause, what is left to do first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from registry.columns import Column, Kind
from registry.desk.read.gaps import lacks
from registry.desk.read.handing_in import handed_in
from registry.desk.read.issued import head
from registry.desk.read.own_copy import OURS
from registry.desk.read.session import Reading
from registry.desk.read.steps import rung_name, step_of
from registry.eligibility.answer import Answer, ConditionAnswer, leading
from registry.eligibility.bind import BoundStep
from registry.eligibility.details.detail import NOT_RECORDED
from registry.eligibility.earliest import Earliest, earliest
from registry.errors import NotFoundError
from registry.lists.archive import mark
from registry.lists.letter import Letter, Paragraph, Role
from registry.lists.table import Cells, Table
from registry.terms import Basis, ConditionOutcome
from registry.text import visible

AHEAD = timedelta(days=3660)
"""So far ahead the earliest day is looked for."""
INTERNAL = "内部留存"
_NUMERALS = "零一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Told:
    """A step answered: of what is missing the earliest day and what to hand in, by id.

    ``about`` says whose step of which document it is, where that is not clear;
    ``title`` is the document's.
    """

    answer: Answer
    days: dict[str, Earliest]
    hand_in: dict[str, str]
    about: str
    title: str


def tell(reading: Reading, found: Sequence[Answer]) -> tuple[Told, ...]:
    """Answers about one rung, each with when what is missing can be met."""
    several = len({one.policy for one in found}) > 1
    return tuple(
        _told(reading, one, step_of(reading, one), _about(one, several=several))
        for one in found
    )


def _told(reading: Reading, answer: Answer, step: BoundStep, about: str) -> Told:
    missing = {one.id: one for one in lacks(answer)}
    asked = {one.id: one for one in step.step.condition}
    hand_in = {
        id_: handed_in(asked[id_], one, step.names) for id_, one in missing.items()
    }
    days = _days(reading, answer, step, missing)
    return Told(answer, days, hand_in, about, step.active.policy.title)


def _about(answer: Answer, *, several: bool) -> str:
    subject = f"「{answer.thing}」" if answer.thing else ""
    policy = f"按{answer.policy}" if several else ""
    return f"{subject}{policy}{f'（{answer.way}）' if answer.way else ''}"


def _days(
    reading: Reading, answer: Answer, step: BoundStep, missing: Container[str]
) -> dict[str, Earliest]:
    party = (answer.subject.id, answer.enterprise.id)
    through = reading.info.on + AHEAD
    return {
        one.id: earliest(reading.connection, step, place, party, through)
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
    return Letter(
        title=f"关于申报「{_whither(reading, first)}」条件核对情况的说明{marks}",
        issuer=reading.info.name,
        on=reading.info.on,
        basis="、".join(dict.fromkeys(one.answer.policy for one in told)),
        identifier=mark(sealed) if sealed else "",
        before=tuple(_before(reading, told)),
        table=_met(reading, told),
        after=tuple(_after(reading, told, internal=internal)),
    )


def _marks(reading: Reading, told: Sequence[Told], *, internal: bool) -> str:
    sample = any(one.answer.basis == Basis.SAMPLE for one in told)
    marks = [
        *filter(None, [reading.info.made_up]),
        *([Basis.SAMPLE.label] if sample else []),
        *([INTERNAL] if internal else []),
    ]
    return f"（{'、'.join(marks)}）" if marks else ""


def _whither(reading: Reading, answer: Answer) -> str:
    return leading(rung_name(reading, answer.to), answer.kind)


def _before(reading: Reading, told: Sequence[Told]) -> Iterator[Paragraph]:
    yield Paragraph(f"{told[0].answer.enterprise.name}：", Role.TO)
    yield Paragraph(_opening(reading, told))
    for one in told:
        yield Paragraph(_concluding(one))
    place = 0
    for one in told:
        if missing := lacks(one.answer):
            place += 1
            yield Paragraph(f"{numeral(place)}、{one.about}尚缺的条件", Role.FIRST)
            for at, clause in enumerate(missing, 1):
                yield from _clause(at, clause, one)
    if any(_fulfilled(one.answer) for one in told):
        yield Paragraph(f"{numeral(place + 1)}、已符合的条件", Role.FIRST)


def _opening(reading: Reading, told: Sequence[Told]) -> str:
    known = f"按 {reading.info.known_on} 时所知，" if reading.info.known_on else ""
    rest_on = dict.fromkeys(map(_document, told))
    return (
        f"依据{'、'.join(rest_on)}，{known}按本局台账截至{_day(reading.info.on)}的记录，"
        f"对贵单位申报「{_whither(reading, told[0].answer)}」的条件逐条核对，"
        "现将情况说明如下。"
    )


def _document(told: Told) -> str:
    """The policy as letters cite it: 《title》（number）."""
    answer = told.answer
    sample = answer.basis == Basis.SAMPLE
    marks = (answer.policy, *([Basis.SAMPLE.label] if sample else []))
    return f"《{told.title}》（{'，'.join(marks)}）"


def _concluding(told: Told) -> str:
    conditions = told.answer.conditions
    counted = Counter(one.outcome for one in conditions)
    listed = "、".join(
        f"{outcome.label} {counted[outcome]} 条"
        for outcome in ConditionOutcome
        if counted[outcome]
    )
    total = f"共 {len(conditions)} 条，{listed}"
    whose = f"{told.about}的" if told.about else ""
    if told.answer.barred is not None:
        return f"{whose}核对结果：{told.answer.said}。各条的核对情况如下：{total}。"
    return f"{whose}核对结果：{told.answer.outcome.label}（{total}）。"


def _clause(place: int, one: ConditionAnswer, told: Told) -> Iterator[Paragraph]:
    sample = f"（{Basis.SAMPLE.label}）" if one.sample else ""
    heading = f"（{numeral(place)}）{one.name}：{one.outcome.label}{sample}"
    yield Paragraph(heading, Role.SECOND)
    yield Paragraph(f"要求：{one.required}。条款：{one.cite}。")
    when = f"日期：{one.on}。" if one.on else ""
    source = f"出处：{said}。" if (said := _source(one)) else ""
    yield Paragraph(f"现状：{_there(one)}。{when}{source}")
    yield Paragraph(f"应提交：{told.hand_in[one.id]}。")
    day = told.days.get(one.id, Earliest())
    yield Paragraph(f"最早可满足：{soonest(one.outcome, day)}。")


def _there(one: ConditionAnswer) -> str:
    """What there is and what it lacks; that nothing is recorded is said once."""
    says = (one.value, one.gap) if one.value != NOT_RECORDED else (one.gap,)
    return "；".join(dict.fromkeys(filter(None, says))) or NOT_RECORDED


def _source(one: ConditionAnswer) -> str:
    """Where what there is rests; without a document it is our own record."""
    return one.source or (OURS if one.value not in {"", NOT_RECORDED} else "")


def soonest(outcome: ConditionOutcome, day: Earliest) -> str:
    """The earliest day on which a condition can be met, in words."""
    if day.met is not None:
        return f"{_day(day.met)}（现有记录不变，届时即符合）"
    match outcome:
        case ConditionOutcome.FOR_JUDGEMENT:
            return "作出认定之日"
        case ConditionOutcome.UNKNOWN:
            return "补齐数据之日"
        case _ if day.open is not None:
            return f"{_day(day.open)}（现有记录届时不再适用，须有新的数据）"
        case _:
            return "有新的记录之日（现有记录不变，不会符合）"


def _fulfilled(answer: Answer) -> list[ConditionAnswer]:
    fine = (ConditionOutcome.MET, ConditionOutcome.NOT_APPLICABLE)
    return [one for one in answer.conditions if one.outcome in fine]


def _met(reading: Reading, told: Sequence[Told]) -> Table | None:
    """What is met, as a table; where several are asked, each under its name."""
    rows: tuple[Cells, ...] = tuple(
        (
            one.about,
            f"{clause.required}{f'（{Basis.SAMPLE.label}）' if clause.sample else ''}",
            clause.cite,
            _now(clause),
            clause.on,
            _source(clause),
        )
        for one in told
        for clause in _fulfilled(one.answer)
    )
    if not rows:
        return None
    some = len(told) > 1
    return Table(
        title="已符合的条件",
        issuer=reading.info.name,
        on=reading.info.on,
        terms="",
        basis="",
        columns=_MET if some else _MET[1:],
        rows=rows if some else tuple(row[1:] for row in rows),
    )


def _now(clause: ConditionAnswer) -> str:
    if clause.outcome is ConditionOutcome.NOT_APPLICABLE:
        return ConditionOutcome.NOT_APPLICABLE.label
    return clause.value or ConditionOutcome.MET.label


def _after(
    reading: Reading, told: Sequence[Told], *, internal: bool
) -> Iterator[Paragraph]:
    yield Paragraph(
        "本说明只核对台账记录与文件条件是否相符，不是认定结论；"
        "记录有误或有新材料的，请提交材料，由本局核对后更正。"
    )
    if any(one.answer.basis == Basis.SAMPLE for one in told):
        yield Paragraph("其中的样例条件不是文件原文，仅供参考。")
    if internal:
        yield Paragraph("本件含内部记录，留存备查，不外发。")
    yield Paragraph(visible(reading.info.name), Role.SIGNATURE)
    yield Paragraph("　　年　　月　　日", Role.SIGNATURE)


def _day(on: date) -> str:
    """A day as documents write it.

    >>> _day(date(2022, 3, 1))
    '2022年3月1日'
    """
    return f"{on.year}年{on.month}月{on.day}日"


def numeral(number: int) -> str:
    """A number from 1 to 99 as documents count their parts.

    >>> numeral(3), numeral(10), numeral(12), numeral(20), numeral(62)
    ('三', '十', '十二', '二十', '六十二')
    """
    tens, ones = divmod(number, 10)
    if not tens:
        return _NUMERALS[ones]
    lead = "" if tens == 1 else _NUMERALS[tens]
    return f"{lead}十{_NUMERALS[ones] if ones else ''}"


_MET = (
    Column("subject", "对象", 14),
    Column("required", "要求", 30),
    Column("cite", "条款", 20),
    Column("value", "现状", 24),
    Column("on", "日期", 12, Kind.DATE),
    Column("source", "出处", 16),
)
