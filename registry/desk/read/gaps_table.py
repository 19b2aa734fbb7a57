"""Gaps as lists that can be shown, printed, written and published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from registry import columns
from registry.columns import Column, Kind
from registry.desk.read.gaps import (
    Gap,
    Measure,
    Ranking,
    UnitGaps,
    measures,
    ranking,
    units,
)
from registry.desk.read.issued import issued
from registry.desk.read.session import Reading
from registry.desk.read.steps import no_rules, rung_name
from registry.eligibility.answer import ConditionAnswer
from registry.errors import InputError
from registry.lists.table import Cells, Table
from registry.lists.whose import Listed, Whose
from registry.terms import Basis, ConditionOutcome
from registry.text import visible


class By(StrEnum):
    """What a line is about."""

    ENTERPRISE = "enterprise"
    CONDITION = "condition"
    UNIT = "unit"


LABELS = {By.ENTERPRISE: "企业", By.CONDITION: "条件", By.UNIT: "县市区"}
_ORDER = (
    "缺项少的在前；缺项一样多的，不符多的在前（差距已知，可先扶），缺数据次之，"
    "待人工认定再次；再看差额占门槛的比例（单项数值、成熟度得分和成立时间按实算，其余按整项算），小的在前；"
    "仍相同的，按政策载入的先后和台账编号"
)
_ONCE = "按企业计，同一企业在每一栏只计一次"


def by(text: str) -> By:
    """What lines are about, by its code or its Chinese name; enterprises if blank."""
    for one, label in LABELS.items():
        if text.strip() in {one.value, label}:
            return one
    if not text.strip():
        return By.ENTERPRISE
    known = "、".join(f"{label}（{one.value}）" for one, label in LABELS.items())
    raise InputError(f"不能按「{visible(text)}」分列；请写其中之一：{known}")


MOST = 50
"""So many of a ranking are told unless it is said."""


def table(
    reading: Reading,
    about: By,
    to: str | None = None,
    unit: int | None = None,
    most: int | None = None,
) -> Table:
    """The gaps as a list: so many lines at most, the nearest or the greatest first.

    Raises:
        NotFoundError: no policy in force leads to the rung.
    """
    match about:
        case By.ENTERPRISE:
            return _ranking(reading, ranking(reading, most or MOST, to, unit), to)
        case By.CONDITION:
            made = _measures(reading, measures(reading, to, unit), to)
        case By.UNIT:
            made = _around(reading, units(reading, to, unit), to)
    left = len(made.rows) - len(made.rows[:most])
    notes = (f"另有 {left} 行未列", *made.notes) if left else made.notes
    return replace(made, rows=made.rows[:most], notes=notes)


def _ranking(reading: Reading, found: Ranking, to: str | None) -> Table:
    rows = tuple(_ranked(at, gap) for at, gap in enumerate(found.gaps, 1))
    left = found.total - len(rows)
    listed = f"这里是最近的 {len(rows)} 条，另有 {left} 条未列；" if left else ""
    whole = f"{listed}全部 {found.total} 条"
    sample = any(one.sample for gap in found.gaps for one in gap.answer.conditions)
    terms = (
        "每行是一个认定对象的一条晋级方向，不含可晋级的；"
        "到同一称号有几条途径的，只计最近的一条；缺项少、差额小的在前"
    )
    notes = (*_no_policy(reading), whole, f"排序：{_ORDER}")
    made = _table(reading, "离晋级最近", to, terms, (_RANKED, rows), notes, sample)
    return replace(made, each=Listed.GAP, whose=tuple(map(_whose, found.gaps)))


def _whose(gap: Gap) -> Whose:
    answer = gap.answer
    return Whose(answer.enterprise.id, answer.subject.id, answer.to)


def _no_policy(reading: Reading) -> tuple[str, ...]:
    """That nobody can be short of anything on the day, where no policy is in force."""
    return (found,) if (found := no_rules(reading)) else ()


def _measures(reading: Reading, found: Sequence[Measure], to: str | None) -> Table:
    rows: tuple[Cells, ...] = tuple(
        (
            at,
            one.required,
            one.alone,
            one.unmet,
            one.unknown,
            one.judged,
            _some(one.nearest, one.enterprises),
            "、".join(one.rungs),
        )
        for at, one in enumerate(found, 1)
    )
    terms = f"每行是一项要求，几个称号要求相同的合在一起；{_ONCE}"
    notes = (
        *_no_policy(reading),
        "「只差此项」是此项不符而其余都符合的",
        "排序：只差此项、不符、缺数据、待人工认定的家数，多的在前；最近的企业在前",
    )
    sample = any(one.sample for one in found)
    return _table(reading, "缺项分布", to, terms, (_MEASURED, rows), notes, sample)


def _around(reading: Reading, found: Sequence[UnitGaps], to: str | None) -> Table:
    rows: tuple[Cells, ...] = tuple(
        (
            at,
            one.unit,
            one.enterprises,
            one.one_short,
            one.pending,
            one.further,
            f"{one.commonest}（{one.lacking} 家）" if one.commonest else "",
            _some(one.nearest, one.enterprises),
        )
        for at, one in enumerate(found, 1)
    )
    terms = "每家企业只计一次，按它离得最近的一条晋级方向"
    order = "排序：差一项、待核的家数，多的在前；最近的企业在前"
    notes = (*_no_policy(reading), order)
    sample = any(one.sample for one in found)
    return _table(reading, "各县市区缺项", to, terms, (_AROUND, rows), notes, sample)


Shape = tuple[tuple[Column, ...], tuple[Cells, ...]]


def _ranked(place: int, gap: Gap) -> Cells:
    answer = gap.answer
    return (
        place,
        visible(answer.enterprise.name),
        visible(gap.to),
        "；".join(lacking(one) for one in gap.lacks),
        visible(answer.thing),
        visible(answer.enterprise.unit),
        counted(gap.lacks),
        Basis.read(answer.basis).label,
    )


def counted(lacks: Sequence[ConditionAnswer]) -> str:
    """How many are missing and of what kind: 3（不符 1、缺数据 2）, 不符 2."""
    kinds: dict[ConditionOutcome, int] = {}
    for one in lacks:
        kinds[one.outcome] = kinds.get(one.outcome, 0) + 1
    told = "、".join(f"{kind.label} {number}" for kind, number in kinds.items())
    return told if len(kinds) == 1 else f"{len(lacks)}（{told}）"


def lacking(one: ConditionAnswer) -> str:
    """What is missing of a condition, and by how much: value against threshold."""
    match one.outcome:
        case ConditionOutcome.UNMET:
            told = f"{one.gap or one.outcome.label}：{_beside(one)}"
        case ConditionOutcome.UNKNOWN:
            told = f"缺数据：{one.required}（{one.gap}）" if one.gap else one.required
        case _:
            told = f"待人工认定：{one.name}"
    return visible(told)


def _beside(one: ConditionAnswer) -> str:
    """What is asked beside what there is; said once where nothing is there."""
    if one.value == one.gap:
        return f"须{one.required}"
    return f"{one.required}，现为 {one.value}" if one.value else one.required


def _some(names: Sequence[str], of: int) -> str:
    shown = "、".join(names)
    return f"{shown} 等" if of > len(names) else shown


def _table(  # noqa: PLR0913, PLR0917 - what a list says of itself
    reading: Reading,
    title: str,
    to: str | None,
    terms: str,
    shape: Shape,
    notes: tuple[str, ...],
    sample: bool,  # noqa: FBT001 - said of the list, like the rest
) -> Table:
    return issued(
        reading,
        f"{title}：{rung_name(reading, to)}" if to else title,
        f"{reading.info.as_of} {terms}",
        *shape,
        marks=(Basis.SAMPLE.label,) if sample else (),
        notes=notes,
    )


def _number(key: str, header: str) -> Column:
    return Column(key, header, 8, Kind.NUMBER)


_RANKED = (
    columns.ORDINAL,
    columns.ENTERPRISE,
    columns.TARGET,
    Column("gap", "还差", 60),
    columns.SUBJECT,
    columns.UNIT,
    Column("missing", "缺项", 10),
    Column("basis", "依据", 8),
)
_MEASURED = (
    columns.ORDINAL,
    Column("required", "要求", 44),
    _number("alone", "只差此项"),
    _number("unmet", "不符"),
    _number("unknown", "缺数据"),
    _number("judged", "待人工认定"),
    Column("nearest", "最近的企业", 44),
    Column("rungs", "哪些称号要求", 30),
)
_AROUND = (
    columns.ORDINAL,
    columns.UNIT,
    _number("enterprises", "企业"),
    _number("one_short", "差一项"),
    _number("pending", "待核"),
    _number("further", "其他"),
    Column("commonest", "最常见的不符项", 40),
    Column("nearest", "最近的企业", 44),
)
