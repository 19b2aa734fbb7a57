"""How a letter tells one clause: asked, there, to hand in, and from when it is met."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from registry.columns import Column, Kind
from registry.desk.read import shown
from registry.desk.read.gaps import lacks
from registry.desk.read.lasting import Days
from registry.desk.read.letter_rounds import Window
from registry.desk.read.own_copy import OURS
from registry.desk.read.session import Reading
from registry.eligibility.answer import Answer, ConditionAnswer
from registry.eligibility.details.describe import EITHER
from registry.eligibility.details.detail import FULFILLED, NOT_RECORDED
from registry.eligibility.earliest import Earliest
from registry.lists.letter import Paragraph, Role
from registry.lists.table import Cells, Table
from registry.terms import Basis, ConditionOutcome

_NUMERALS = "零一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Told:
    """A step answered: of what is missing the earliest day and what to hand in, by id.

    ``about`` says whose step of which document it is, where that is not clear;
    ``title`` is the document's; ``titled`` is since and until when the subject has or
    had the title; ``several`` are the conditions that can be met in several ways,
    ``ours`` those of which the office alone keeps the records; ``ahead`` are the
    rounds that one can apply in; ``lasting`` are the days of the answer. Of whom the
    step is not asked, nothing is missing.
    """

    answer: Answer
    days: dict[str, Earliest]
    hand_in: dict[str, str]
    about: str
    title: str
    titled: str = ""
    several: frozenset[str] = frozenset()
    ours: frozenset[str] = frozenset()
    ahead: tuple[Window, ...] = ()
    lasting: Days | None = None

    @property
    def missing(self) -> list[ConditionAnswer]:
        """The conditions that are not met, the unmet first."""
        return [] if self.answer.barred else list(lacks(self.answer))

    @property
    def fulfilled(self) -> list[ConditionAnswer]:
        """The conditions that are met, or ask nothing of it."""
        if self.answer.barred:
            return []
        return [one for one in self.answer.conditions if one.outcome in FULFILLED]


def clause(place: int, one: ConditionAnswer, told: Told) -> Iterator[Paragraph]:
    """What one condition that is not met asks, and what to do about it."""
    sample = f"（{Basis.SAMPLE.label}）" if one.sample else ""
    heading = f"（{numeral(place)}）{one.name}：{one.outcome.label}{sample}"
    yield Paragraph(heading, Role.SECOND)
    yield Paragraph(f"要求：{one.required}。条款：{one.cite}。")
    when = f"日期：{one.on}。" if one.on else ""
    source = f"出处：{said}。" if (said := _source(one)) else ""
    yield Paragraph(f"现状：{_there(one)}。{when}{source}")
    yield Paragraph(f"应提交：{told.hand_in[one.id]}。")
    can_be = told.days.get(one.id, Earliest())
    several, ours = one.id in told.several, one.id in told.ours
    soon = soonest(one.outcome, can_be, several=several, ours=ours)
    yield Paragraph(f"最早可满足：{soon}。")


def _there(one: ConditionAnswer) -> str:
    """What there is and what it lacks; that nothing is recorded is said once."""
    if _nothing(one.value):
        return one.gap or NOT_RECORDED
    says = (one.value, "" if _nothing(one.gap) else one.gap)
    return "；".join(dict.fromkeys(filter(None, says)))


def _nothing(said: str) -> bool:
    """Whether all that is said is that nothing is recorded."""
    parts = said.replace(EITHER, "；").split("；")
    return all(not part or part.endswith(NOT_RECORDED) for part in parts)


def _source(one: ConditionAnswer) -> str:
    """Where what there is rests; without a document it is our own record."""
    return one.source or ("" if _nothing(one.value) else OURS)


def soonest(
    outcome: ConditionOutcome,
    can_be: Earliest,
    *,
    several: bool = False,
    ours: bool = False,
) -> str:
    """The earliest day on which a condition can be met, in words.

    ``ours``: what is missing by then only the office can find out.
    """
    if can_be.met is not None:
        return f"{day(can_be.met)}（现有记录不变，届时即符合）"
    match outcome:
        case ConditionOutcome.FOR_JUDGEMENT:
            other = "，或其他一项的数据达到要求之日" if several else ""
            return f"作出认定之日（认定为符合的）{other}"
        case ConditionOutcome.UNKNOWN:
            checked = "本局核实之日（核实符合的）"
            return checked if ours else "补齐数据之日（数据达到要求的）"
        case _ if can_be.open is not None:
            checked = "该记录自该日起不再计入，届时由本局核实"
            then = checked if ours else "现有记录届时不再适用，须有新的数据"
            return f"{day(can_be.open)}（{then}）"
        case _:
            return "有新的记录之日（现有记录不变，按现行文件不会符合）"


def met(reading: Reading, told: Sequence[Told]) -> Table | None:
    """What is met, as a table; where several are asked, of whom or on which way."""
    asked = [one for one in told if not one.answer.barred]
    alone = len({one.answer.subject for one in told}) == 1
    rows: dict[Cells, list[str]] = {}
    for one in asked:
        way = one.answer.way.start if alone and one.answer.way else one.about
        for fulfilled in one.fulfilled:
            rows.setdefault(_cells(fulfilled), []).append(way)
    if not rows:
        return None
    first = Column("subject", _WAY if alone else _SUBJECT, 14)
    some = len(told) > 1
    return Table(
        title="已符合的条件",
        issuer=reading.info.name,
        on=reading.info.on,
        terms="",
        basis="",
        columns=(first, *_MET) if some else _MET,
        rows=tuple(
            (_listed(whose, first, len(asked)), *row) if some else row
            for row, whose in rows.items()
        ),
    )


_WAY, _SUBJECT = "途径", "对象"


def _listed(whose: Sequence[str], column: Column, of: int) -> str:
    everybody = 1 < len(whose) == of
    return f"各{column.header}" if everybody else "、".join(whose)


def _cells(one: ConditionAnswer) -> Cells:
    sample = f"（{Basis.SAMPLE.label}）" if one.sample else ""
    return (f"{one.required}{sample}", one.cite, _now(one), one.on, _source(one))


def _now(clause: ConditionAnswer) -> str:
    if clause.outcome is ConditionOutcome.NOT_APPLICABLE:
        return ConditionOutcome.NOT_APPLICABLE.label
    return clause.value or ConditionOutcome.MET.label


def day(on: date) -> str:
    """A day as documents write it."""
    return shown.written(on.isoformat())


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
    Column("required", "要求", 30),
    Column("cite", "条款", 20),
    Column("value", "现状", 24),
    Column("on", "日期", 12, Kind.DATE),
    Column("source", "出处", 16),
)
