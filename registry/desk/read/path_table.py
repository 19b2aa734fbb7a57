"""The way up as a list: step by step what is missing, in order."""

from __future__ import annotations

from collections.abc import Iterator

from registry import columns
from registry.columns import Column
from registry.desk.read.gaps_table import counted, lacking
from registry.desk.read.issued import issued
from registry.desk.read.papers import papers
from registry.desk.read.path import Stage, Way
from registry.desk.read.session import Reading
from registry.errors import NotFoundError
from registry.lists.table import Cells, Table
from registry.terms import Basis
from registry.text import visible

RULE = (
    "选法：各步缺项合计最少的；一样少的取步数少的，再取政策载入在前的；"
    "只凭「持有上一级称号」而缺的，由上一步取得，不计入"
)


def table(reading: Reading, found: Way) -> Table:
    """The way as a list: a line for each condition that is missing.

    Raises:
        NotFoundError: there is no way; the refusal says why.
    """
    if not found.stages:
        why = "；".join((*_topped(found), found.why_not))
        raise NotFoundError(
            f"「{found.enterprise.name}」没有通往{_goal(found)}的路径：{why}"
        )
    sample = any(stage.answer.basis == Basis.SAMPLE for stage in found.stages)
    return issued(
        reading,
        f"{found.enterprise.name}：通往{_goal(found)}的路径",
        f"{reading.info.as_of} {_summary(found)}",
        _COLUMNS,
        tuple(row for at, one in enumerate(found.stages, 1) for row in _rows(at, one)),
        marks=(Basis.SAMPLE.label,) if sample else (),
        notes=(*_topped(found, "；以上是其他方向的路径"), *_others(found), RULE),
    )


def _goal(found: Way) -> str:
    return found.goal if found.to is None else f"「{found.goal}」"


def _summary(found: Way) -> str:
    begins = f"自已持有的「{found.begins[1]}」起" if found.begins else "从入门起"
    return (
        f"{begins}，共 {len(found.stages)} 步；"
        f"缺项合计 {found.missing} 项，已符合 {found.met} 项"
    )


def _rows(place: int, stage: Stage) -> Iterator[Cells]:
    answer = stage.answer
    basis = f"{answer.policy}（{Basis.read(answer.basis).label}）"
    missing = counted(stage.lacks) if stage.lacks else "无"
    told = [(lacking(one), one.hand_in) for one in stage.lacks]
    told += [(f"由上一步取得：{one.required}", "") for one in stage.brought]
    rest = "；".join(papers(answer))
    if not told:
        told = [("各项均已符合，可以申报", rest)]
    elif rest:
        told.append(("其余各项已符合，申报时还应提交", rest))
    for at, (what, hand_in) in enumerate(told):
        row = (
            f"第 {place} 步",
            f"{visible(stage.called)}（{stage.tier.label}）",
            what,
            visible(hand_in),
            visible(answer.thing),
            f"{missing}；已符合 {stage.met}",
            visible(basis),
        )
        yield row if at == 0 else ("", "", *row[2:4], "", "", "")


def _topped(found: Way, then: str = "") -> tuple[str, ...]:
    """That the top of a ladder is reached, which therefore leads no further."""
    names = "".join(f"「{name}」" for _, name in found.topped)
    return (f"已持有国家级的{names}，那一方向已到最高一级{then}",) if names else ()


def _others(found: Way) -> tuple[str, ...]:
    told = "；".join(
        f"{' → '.join(name for _, name in one.rungs)}（缺项合计 {one.missing} 项）"
        for one in found.others
    )
    return (f"其他路径：{told}",) if told else ("没有其他路径",)


_COLUMNS = (
    Column("step", "步骤", 8),
    Column("to", "晋级至", 28),
    Column("gap", "还差", 60),
    Column("hand_in", "应提交", 20),
    columns.SUBJECT,
    Column("missing", "缺项", 16),
    Column("policy", "依据", 24),
)
