"""Why somebody may come up, or may not: clause by clause."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from registry.desk.read.answers import Answer, ConditionAnswer
from registry.terms import Basis, ConditionOutcome
from tui import texts
from tui.render.card import Section
from tui.render.line import (
    BLANK,
    Role,
    Run,
    Runs,
    apart,
    folded,
    line,
    run,
    side_by_side,
)
from tui.render.table import OUTCOME_ROLES

_URGENT = [
    ConditionOutcome.UNMET,
    ConditionOutcome.UNKNOWN,
    ConditionOutcome.FOR_JUDGEMENT,
    ConditionOutcome.MET,
    ConditionOutcome.NOT_APPLICABLE,
]
"""What stands in the way comes first."""

_WORD = 12
"""Cells of an outcome's word."""


def title(answer: Answer, rungs: Mapping[str, str]) -> str:
    """为什么：示例企业042 线圈车间 → 市级标杆车间."""
    who = answer.enterprise.name
    if answer.subject.id != answer.enterprise.id:
        who = f"{who} {answer.subject.name}"
    return texts.WHY_TITLE.format(who=who, to=answer.whither(rungs))


def basis(answer: Answer) -> str:
    """Whether the conditions are samples, and of which document."""
    label = Basis.read(answer.basis).label
    return f"{label}{texts.DOT}{texts.POLICY.format(document=answer.policy)}"


def clauses(answer: Answer, days: str, room: int) -> tuple[Runs, ...]:
    """Its days; 结论 要求 现状 出处 条款, folded so that nothing is hidden."""
    widths = _widths(room)
    heads = (texts.VERDICT, texts.REQUIRED, texts.VALUE, texts.SOURCE, texts.CITE)
    head = [((line(text, Role.DIM)),) for text in heads]
    rows = list(side_by_side(zip(head, widths, strict=True)))
    for condition in urgent_first(answer):
        rows += side_by_side(
            zip(_cells(condition, answer.policy, widths), widths, strict=True)
        )
    said = folded(days, room - 1, Role.ACCENT) if days else ()
    return tuple((run(" "), *row) for row in (*said, *rows))


def _widths(room: int) -> tuple[int, ...]:
    free = room - _WORD - 1
    required, value, source = free * 34 // 100, free * 34 // 100, free * 15 // 100
    return (_WORD, required, value, source, free - required - value - source)


def urgent_first(answer: Answer) -> list[ConditionAnswer]:
    """The clauses, those that stand in the way first, else in the document's order."""
    return sorted(answer.conditions, key=lambda one: _URGENT.index(one.outcome))


def _cite(shown: ConditionAnswer, policy: str) -> str:
    """The clause, without the document's number: that is in the title already."""
    cite = shown.cite.removeprefix(policy).lstrip("：: ") or texts.NOTHING
    return cite + (texts.SAMPLE if shown.sample else "")


def _cells(
    shown: ConditionAnswer, policy: str, widths: tuple[int, ...]
) -> list[tuple[Runs, ...]]:
    role = OUTCOME_ROLES[shown.outcome.label]
    cite = _cite(shown, policy)
    return [
        folded(shown.outcome.label, widths[0] - 1, role),
        folded(shown.required, widths[1] - 1),
        (*folded(_value(shown), widths[2] - 1), *_missing(shown, widths[2] - 1)),
        folded(shown.source or texts.NOTHING, widths[3] - 1, Role.DIM),
        folded(cite, widths[4] - 1, Role.DIM),
    ]


def _value(shown: ConditionAnswer) -> str:
    if not shown.value:
        unknown = shown.outcome is ConditionOutcome.UNKNOWN
        return texts.NONE_RECORDED if unknown else texts.NOTHING
    return " ".join(part for part in (shown.value, shown.on) if part)


def _missing(shown: ConditionAnswer, room: int) -> tuple[Runs, ...]:
    """What is missing, and what to hand in, where something is."""
    if shown.outcome in {ConditionOutcome.MET, ConditionOutcome.NOT_APPLICABLE}:
        return ()
    said = []
    if shown.gap:
        said.append(texts.SHORT_OF.format(gap=shown.gap))
    if shown.hand_in:
        said.append(texts.HAND_IN.format(hand_in=shown.hand_in))
    return tuple(row for text in said for row in folded(text, room, Role.WARN))


def next_steps(
    answers: Iterable[Answer], rungs: Mapping[str, str], room: int
) -> Section:
    """What an enterprise may come up to, and what each still lacks."""
    rows: list[Runs] = []
    for answer in answers:
        rows += [*_step(answer, answer.whither(rungs), room), BLANK]
    return Section(texts.NEXT_STEPS, tuple(rows[:-1]))


def _step(answer: Answer, what: str, room: int) -> tuple[Runs, ...]:
    role = OUTCOME_ROLES[answer.outcome.label]
    if answer.subject.id != answer.enterprise.id:
        what += f"（{answer.subject.name}）"
    kind = texts.kind_of(answer.kind)
    head = apart(
        (run("  → " + what, Role.STRONG),),
        (run(f" {answer.outcome.label} ", role),),
        room,
    )
    rest = f"{kind}{texts.DOT}{basis(answer)}"
    under = tuple((run(" " * 4), *row) for row in folded(rest, room - 5, Role.DIM))
    lacking = [row for one in urgent_first(answer) for row in _lacking(one, room)]
    return (head, *under, *lacking)


def _lacking(shown: ConditionAnswer, room: int) -> tuple[Runs, ...]:
    if shown.outcome in {ConditionOutcome.MET, ConditionOutcome.NOT_APPLICABLE}:
        return ()
    word = shown.outcome.label
    said = shown.required
    if shown.outcome is ConditionOutcome.UNMET:
        said = f"{said}；{_value(shown)}"
    rows = folded(said, room - _WORD - 6)
    first = (run(f"    {word}", OUTCOME_ROLES[word]), Run(" " * _gap(word), Role.PLAIN))
    indent = (run(" " * (4 + _WORD)),)
    missing = _missing(shown, room - _WORD - 6)
    return (
        (*first, *rows[0]),
        *((*indent, *row) for row in (*rows[1:], *missing)),
    )


def _gap(word: str) -> int:
    return _WORD - 2 * len(word)
