"""What the policy has handed in for conditions that are met, and a letter about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from registry.desk.read.letter_clauses import Told
from registry.eligibility.answer import Answer
from registry.eligibility.details.detail import FULFILLED
from registry.lists.letter import Paragraph
from registry.terms import ConditionOutcome, Outcome

Part = tuple[str, tuple[Paragraph, ...]]
"""A part of a letter: its heading and what stands under it."""
_NONE_LISTED = "文件未列明申报材料，请以申报通知为准"


def papers(answer: Answer) -> tuple[str, ...]:
    """The papers, each once and with what for; not those that what is missing asks."""
    asked = {one.hand_in for one in answer.conditions if one.outcome not in FULFILLED}
    found: dict[str, list[str]] = {}
    for one in answer.conditions:
        met = one.outcome is ConditionOutcome.MET
        if met and one.hand_in and one.hand_in not in asked:
            found.setdefault(one.hand_in, []).append(one.name)
    return tuple(f"{paper}（{'、'.join(for_)}）" for paper, for_ in found.items())


def sections(told: Sequence[Told]) -> Iterator[Part]:
    """Headings with the papers under each; whoever hands in the same shares one."""
    asked = [one for one in told if not one.answer.barred]
    listed: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for one in asked:
        ready = one.answer.outcome is Outcome.ELIGIBLE
        if found := papers(one.answer) or ((_NONE_LISTED,) if ready else ()):
            heading = f"申报时{'应' if ready else '还应'}提交的材料"
            listed.setdefault((heading, found), []).append(one.about)
    for (heading, found), whose in listed.items():
        everybody = len(whose) == len(asked)
        yield f"{'' if everybody else '、'.join(whose)}{heading}", tuple(_told(found))


def _told(found: Sequence[str]) -> Iterator[Paragraph]:
    for place, paper in enumerate(found, 1):
        yield Paragraph(f"{place}. {paper}。" if len(found) > 1 else f"{paper}。")
